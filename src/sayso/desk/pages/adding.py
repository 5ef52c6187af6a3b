"""``/add``: send files, addresses or a text, and see what becomes of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from starlette.datastructures import FormData

from sayso.adding import FAILED, outcome_row
from sayso.desk.answers import Answer, Desk, TheDesk, as_html, page
from sayso.desk.guard.bodies import UPLOAD_BYTES
from sayso.desk.guard.changes import FIELD_BYTES, FIELDS, FILES
from sayso.desk.jobs import Job, Jobs
from sayso.desk.paging import Number, cut
from sayso.desk.sent import ADDRESSES, FILE_BYTES, sent_in
from sayso.desk.shapes.overview import JobPage, JobsPage
from sayso.errors import NotAllowed

SHOWN = 100  # outcomes of a page
LOOK = 0.3  # seconds between two looks at a job that is followed
SIGN = 15.0  # seconds after which a stream with no news gives a sign of life

router = APIRouter()


async def _form(request: Request) -> FormData:
    return await request.form(max_files=FILES, max_fields=FIELDS, max_part_size=FIELD_BYTES)


def _jobs(desk: Desk) -> Jobs:
    if desk.settings.read_only:
        raise NotAllowed("/add", "this desk is for reading only", "ask whoever serves it")
    jobs: Jobs = desk.request.app.state.jobs
    return jobs


@page(router, "/add", JobsPage)
def adding(desk: TheDesk) -> Answer:
    """Where to send reports, and what was sent since the desk was opened."""
    return _asked(desk)


@router.post("/add", include_in_schema=False, response_model=None)
def add(desk: TheDesk, form: Annotated[FormData, Depends(_form)]) -> Response:
    """Take reports: ``files``, ``addresses`` (with blanks between), ``text`` and what is its."""
    jobs = _jobs(desk)
    sent = sent_in(form)
    if sent is None:
        return as_html(desk, _asked(desk, "Nothing was sent: choose a file, or fill in a field."))
    job = jobs.put(sent.items(jobs.pipeline), sent.named, desk.judge)
    return RedirectResponse(f"/add/{job.id}", 303)


@page(router, "/add/{id}", JobPage)
def addition(desk: TheDesk, id: str, page: Number = 1) -> Answer:
    """What became of what was sent at once."""
    job = _jobs(desk).get(id)
    paged = cut(job.outcomes, page, SHOWN)
    rows = [outcome_row(one) for one in paged.rows]
    shown = {"job": job, "outcomes": paged, "failed": FAILED}
    return Answer("addition.html", shown, {**_job_row(job), **paged.about, "rows": rows})


@router.get("/add/{id}/events", include_in_schema=False, response_model=None)
async def events(desk: TheDesk, id: str) -> StreamingResponse:
    """News of it as server-sent events: ``message`` for each, ``done`` at the end."""
    return StreamingResponse(_news(desk, _jobs(desk).get(id)), media_type="text/event-stream")


async def _news(desk: Desk, job: Job) -> AsyncIterator[str]:
    told: object = None
    silent = 0.0
    while not (job.ended or getattr(desk.request.app.state, "closing", False)):
        if job.told != told or silent > SIGN:
            told, silent = job.told, 0.0
            yield f"data: {json.dumps(_job_row(job))}\n\n"
        await asyncio.sleep(LOOK)
        silent += LOOK
    yield f"event: done\ndata: {json.dumps(_job_row(job))}\n\n"


def _asked(desk: Desk, wrong: str | None = None) -> Answer:
    latest = _jobs(desk).latest()
    shown = {
        "jobs": latest,
        "wrong": wrong,
        "megabytes": (FILE_BYTES // 1_000_000, UPLOAD_BYTES // 1_000_000),
        "addresses": ADDRESSES,
    }
    data = {"rows": [_job_row(job) for job in latest]}
    return Answer("add.html", shown, data, status=400 if wrong else 200)


def _job_row(job: Job) -> dict[str, object]:
    return {
        "id": job.id,
        "asked": job.asked.isoformat(timespec="seconds"),
        "by": job.judge,
        "sent": job.named,
        "state": str(job.state),
        "why": job.why,
        "counts": {str(kind): many for kind, many in job.counts.items()},
    }
