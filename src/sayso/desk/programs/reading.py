"""``POST /v1/read``: who says what in a text, a page or what is at an address. Nothing is kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from anyio import from_thread
from fastapi import APIRouter, Body, Depends, Request
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag

from sayso.desk.addresses import outside
from sayso.desk.answers import Answer, TheDesk, as_json
from sayso.desk.guard.bodies import READ_BYTES
from sayso.desk.jobs import Jobs
from sayso.desk.programs.bodies import BODY_FAULTS, check_json
from sayso.desk.shapes.base import Fault
from sayso.desk.shapes.reports import ReadReport
from sayso.desk.wording import plain
from sayso.errors import DeskBusy, Forbidden, NotFound, SaysoError, TooLarge
from sayso.export.jsonl import attribution_rows
from sayso.ledger.rows import report_fields
from sayso.pipeline import Pipeline
from sayso.records import Reading, Report

# One is read at a time, the others wait for it or for a server; each of them holds a thread that
# pages are made by, too (app.AT_ONCE).
AT_ONCE = 4
CHARACTERS = 200_000  # of one report: what takes longer to read is for /add or sayso read

router = APIRouter()
_T = TypeVar("_T", Report, Reading)


def _near(told: date) -> date:
    if not 1600 <= told.year < 2200:
        raise ValueError("that is no year that news are of")
    return told


_When = Annotated[date | datetime, Field(union_mode="left_to_right"), AfterValidator(_near)]
_Line = Annotated[str, Field(max_length=2_000)]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    own: bool = Field(False, description="also what the report asserts itself")


class AskedText(_Asked):
    """A text, which is taken exactly as it is, and what is known of it."""

    text: str = Field(max_length=CHARACTERS)
    title: _Line | None = None
    outlet: _Line | None = None
    published: _When | None = Field(None, description='from which "tomorrow" is counted')
    url: _Line | None = None

    def report(self, pipeline: Pipeline) -> Report:
        """The report. Raises ReadError."""
        return pipeline.report(
            self.text,
            title=self.title,
            outlet=self.outlet,
            published=self.published,
            url=self.url,
        )


class AskedPage(_Asked):
    """A page of HTML, which tells its title and outlet itself."""

    html: str = Field(max_length=READ_BYTES)
    url: _Line | None = Field(None, description="where it was found")
    published: _When | None = Field(None, description="for a page that does not tell")

    def report(self, pipeline: Pipeline) -> Report:
        """The report. Raises ReadError."""
        return pipeline.page(self.html, url=self.url, published=self.published)


class AskedAddress(_Asked):
    """An http(s) address, which is fetched under the rules of ``sayso add``."""

    address: _Line

    def report(self, pipeline: Pipeline) -> Report:
        """The report. Raises ReadError."""
        safe = outside(self.address)
        if safe is None:
            told = "only http(s) addresses are fetched"
            raise Forbidden(plain(self.address), told, "give one that begins with https://")
        found = pipeline.reports([safe])
        try:
            first, more = next(found, None), next(found, None)
        finally:
            found.close()
        if first is None or more is not None:
            told = "there are several reports there" if first else "there is no report there"
            raise NotFound(safe, told, "give the address of one report")
        return _or_raise(first)


def _which(sent: object) -> str | None:
    """The one of the three that it is."""
    told = [name for name in ("text", "html", "address") if isinstance(sent, dict) and name in sent]
    return told[0] if len(told) == 1 else None


Asked = Annotated[
    Annotated[AskedText, Tag("text")]
    | Annotated[AskedPage, Tag("html")]
    | Annotated[AskedAddress, Tag("address")],
    Discriminator(
        _which,
        custom_error_type="which",
        custom_error_message="give one of text, html and address",
    ),
    Body(),
]
_FAULTS: dict[int | str, dict[str, Any]] = {
    200: {"model": ReadReport, "description": "The report and what is said in it"},
    422: {"model": Fault, "description": "It cannot be read as a report in English"},
    **BODY_FAULTS,
}


class Places:
    """How many are read for at once; who finds none is told to come again."""

    def __init__(self) -> None:
        self._lock, self.free = threading.Lock(), AT_ONCE

    @property
    def none_free(self) -> bool:
        """Whether all are taken."""
        return self.free == 0

    @contextmanager
    def take(self) -> Iterator[None]:
        """One of them. Raises DeskBusy where none is free."""
        with self._lock:
            if self.none_free:
                raise DeskBusy(
                    "/v1/read", "others are being read", "send it again in a few seconds"
                )
            self.free -= 1
        try:
            yield
        finally:
            with self._lock:
                self.free += 1


@router.post(
    "/v1/read",
    operation_id="read",
    response_model=None,
    responses=_FAULTS,
    dependencies=[Depends(check_json)],
)
def read(desk: TheDesk, asked: Asked) -> Response:
    """Read a text, a page or what is at an address; nothing of it is kept.

    The attributions are those that ``sayso read --json`` writes. A report whose turn has not come
    when its sender hangs up is not read.
    """
    jobs: Jobs = desk.request.app.state.jobs
    places: Places = desk.request.app.state.places
    with places.take():
        report = asked.report(jobs.pipeline)
        if len(report.text) > CHARACTERS:
            told = f"it has more than {CHARACTERS:,} characters"
            raise TooLarge(report.where, told, "read it with sayso read, or add it")
        with jobs.turns.turn(lambda: _hung_up(desk.request)) as wanted:
            if not wanted:
                return Response(status_code=499)  # nobody sees it but the log
            (found,) = jobs.pipeline.read_reports([report])
    return as_json(desk, Answer("", {}, _row(_or_raise(found), own=asked.own)))


def _hung_up(request: Request) -> bool:
    """Whether whoever sent this has gone; asked by the thread in which a page is made."""
    return from_thread.run(request.is_disconnected)


def _or_raise(found: _T | SaysoError) -> _T:
    if isinstance(found, SaysoError):
        raise found
    return found


def _row(reading: Reading, *, own: bool) -> dict[str, object]:
    report = reading.report
    return {
        "id": report.id,
        **report_fields(report),
        "text": report.text,
        "attributions": list(attribution_rows(reading, own=own)),
    }
