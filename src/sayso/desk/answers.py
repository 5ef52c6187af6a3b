"""One function a page, three answers: HTML, the same objects as JSON, and its table as CSV.

A page takes the desk and what its address asks for, and gives an ``Answer``. ``page`` puts it at
``/path``; as JSON at ``/v1/path``, which is what OpenAPI describes, and at ``/path.json``, which
the page itself links to; and, where it has a table, at ``/path.csv``.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, ParamSpec

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from sayso.desk.addresses import in_v1, is_in_v1
from sayso.desk.guard.sessions import judge_of, token_of
from sayso.desk.settings import Settings
from sayso.desk.shapes.base import Elsewhere
from sayso.desk.templating import render
from sayso.export.cells import cell
from sayso.ledger import Ledger

Row = Mapping[str, object]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Desk:
    """An open ledger, how it is served, and the request that is being answered."""

    ledger: Ledger
    settings: Settings
    request: Request

    @property
    def judge(self) -> str:
        """Under whose name a judgement is kept: the login's, else that of the command line."""
        return judge_of(self.request) or self.settings.judge

    @property
    def entered(self) -> bool:
        """Whether pages may be shown: somebody logged in, or nobody has to."""
        return not self.settings.guarded or judge_of(self.request) is not None

    @property
    def may_judge(self) -> bool:
        """Whether forms that change something are shown."""
        return not self.settings.read_only

    @property
    def token(self) -> str:
        """What a form that changes something must send along; ``token(desk)`` in a template."""
        return token_of(self.request)


def _desk(request: Request) -> Desk:
    return Desk(request.app.state.ledger, request.app.state.settings, request)


TheDesk = Annotated[Desk, Depends(_desk)]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page says. ``data`` is its JSON, ``table`` the rows of its CSV, a name a column.

    ``shown`` is what its template needs; ``status`` the code of HTTP.
    """

    template: str
    shown: Mapping[str, object]
    data: object
    table: Sequence[Row] = ()
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def elsewhere(desk: Desk, address: str) -> Answer:
    """What an address says that is another's: it leads there, and to data where data was asked."""
    path, mark, rest = address.partition("?")
    if is_in_v1(desk.request.url.path):
        path = in_v1(path)
    for form in (".json", ".csv"):
        if desk.request.url.path.endswith(form):
            path += form
    there = path + mark + rest
    told = {"elsewhere": there}
    return Answer("elsewhere.html", told, told, status=302, headers={"Location": there})


def page(
    router: APIRouter, path: str, shape: object, *, table: bool = False, leads: bool = False
) -> Callable[[Callable[P, Answer]], Callable[P, Answer]]:
    """Serve a page at ``path``; with ``table`` as CSV too.

    ``shape`` is what its JSON is; with ``leads`` it may be ``elsewhere``.

    The page's first parameter is ``desk: TheDesk``; the others are parts of the path, or of the
    query, as FastAPI reads them from the signature.
    """

    def register(view: Callable[P, Answer]) -> Callable[P, Answer]:
        data, told = _as(view, as_json), _described(shape, leads)
        name = view.__name__.rstrip("_")
        also = {"x-table": f"{path.replace(':path', '')}.csv"} if table else None
        router.get(
            in_v1(path),
            operation_id=name,
            response_model=None,
            responses=told,
            openapi_extra=also,
        )(data)
        # The longer paths first: "/claim/{id}" would take "/claim/1234.json" for itself.
        router.get(f"{path.rstrip('/') or '/index'}.json", **_UNTOLD)(data)
        if table:
            router.get(f"{path}.csv", **_UNTOLD)(_as(view, as_csv))
        router.get(path, **_UNTOLD)(_as(view, as_html))
        return view

    return register


_UNTOLD: dict[str, Any] = {"include_in_schema": False, "response_model": None}


def _described(shape: object, leads: bool) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of the answers of a page, besides those of every page."""
    found: dict[int | str, dict[str, Any]] = {
        200: {"model": shape, "description": "What was asked for"}
    }
    if leads:
        found[302] = {"model": Elsewhere, "description": "It is the page of another address"}
    return found


def _as(
    view: Callable[P, Answer], form: Callable[[Desk, Answer], Response]
) -> Callable[P, Response]:
    @functools.wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Response:
        desk = kwargs["desk"]
        assert isinstance(desk, Desk)
        return form(desk, view(*args, **kwargs))

    return answer


def as_html(desk: Desk, answer: Answer) -> Response:
    """The page for a person."""
    text = render(answer.template, {**answer.shown, "desk": desk})
    return HTMLResponse(text, answer.status, dict(answer.headers))


def as_json(_: Desk, answer: Answer) -> Response:
    """The page for a program."""
    text = json.dumps(answer.data, ensure_ascii=False, indent=1)
    return Response(text + "\n", answer.status, dict(answer.headers), "application/json")


def as_csv(desk: Desk, answer: Answer) -> Response:
    """Its table for a spreadsheet, as a file to keep."""
    name = re.sub(r"[^A-Za-z0-9.]+", "-", desk.request.url.path).strip("-")[-100:]
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **answer.headers}
    return Response(csv_of(answer.table), answer.status, headers, "text/csv")


def csv_of(rows: Iterable[Row]) -> str:
    """Rows under the names of the first one's fields; "" for none."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    for at, row in enumerate(rows):
        if not at:
            table.writerow(row)
        table.writerow([_no_formula(cell(value)) for value in row.values()])
    return text.getvalue()


def _no_formula(value: object) -> object:
    """Text that a spreadsheet would reckon with, behind an apostrophe; the JSON has it as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
