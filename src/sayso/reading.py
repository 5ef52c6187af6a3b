"""``sayso.read`` and its kin: sources in, readings out, by one pipeline that is made once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Unpack

from sayso.errors import NotFound, ReadError, SaysoError
from sayso.records import Reading, Report

if TYPE_CHECKING:
    from sayso.pipeline import How, Pipeline

Source = str | os.PathLike[str]


@cache
def pipeline() -> Pipeline:
    """The pipeline of these functions, which loads its model at the first report."""
    from sayso.pipeline import Pipeline

    return Pipeline()


def read(source: Source, **how: Unpack[How]) -> Reading:
    """What is said in the one report of a file or an http(s) address; ``how`` is Pipeline.read's.

    Raises the SaysoError that says why it could not be read; also where several reports are there
    (a folder, a table, a feed), which are for ``read_all``.

    >>> reading = sayso.read("corvane-dawn.html")
    >>> words_of(reading.attributions[0].source, reading.report.text)
    'Belvarra opposition leader'
    """
    reports = pipeline().reports([os.fspath(source)], **how)
    first = next(reports, None)
    if first is None:
        raise NotFound(str(source), "there is no report in it", "give a file with a report in it")
    if isinstance(first, SaysoError):
        raise first
    if next(reports, None) is not None:
        raise ReadError(str(source), "there are several reports in it", "use sayso.read_all")
    return _read(first)


def read_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: date | datetime | str | None = None,
    url: str | None = None,
) -> Reading:
    """What is said in a text in memory, exactly as it is: offsets into it hold.

    ``published`` is a date, a time or either in ISO 8601 ("tomorrow" is counted from it), else
    ValueError. Raises NoProse, NotEnglish, TooLarge.

    >>> reading = sayso.read_text("The mayor said the bridge was shut.", outlet="The Courier")
    >>> [words_of(one.content, reading.report.text) for one in reading.attributions]
    ['the bridge was shut']
    """
    day = _when(published) if isinstance(published, str) else published
    return _read(pipeline().report(text, title=title, outlet=outlet, published=day, url=url))


def read_all(
    sources: Source | Iterable[Source], *, workers: int = 1, **how: Unpack[How]
) -> Iterator[Reading | SaysoError]:
    """What is said in files, folders, tables, feeds and addresses, one report after another.

    A report that cannot be read comes as its error, in its place. One is in memory at a time, or
    a few for each of so many ``workers``, processes that read side by side; a script that asks
    for several begins under ``if __name__ == "__main__":``. ``how`` is Pipeline.read's:
    ``columns`` of a table, ``allow_private`` addresses.

    >>> [type(one).__name__ for one in sayso.read_all(["corvane-dawn.html", "nothing.html"])]
    ['Reading', 'NotFound']
    """
    several = [sources] if isinstance(sources, str | os.PathLike) else sources
    yield from _reader(workers).read((os.fspath(one) for one in several), **how)


def _reader(workers: int) -> Pipeline:
    if workers <= 1:
        return pipeline()
    from sayso.pipeline import Pipeline

    return Pipeline(workers=workers)


def _read(report: Report) -> Reading:
    (found,) = pipeline().read_reports([report])
    if isinstance(found, SaysoError):
        raise found
    return found


def _when(text: str) -> date | datetime:
    return (
        date.fromisoformat(text) if len(text) == len("2019-04-30") else datetime.fromisoformat(text)
    )
