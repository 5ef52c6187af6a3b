"""Invented pages and texts for the tests of reading."""

from __future__ import annotations

from pathlib import Path

from sayso.errors import ReadError
from sayso.intake import Limits, read_reports
from sayso.records import Report

PROSE = (
    "The harbour of Lodz Bay opened at noon on Tuesday, the mayor said, eleven hours after the "
    "dockers had laid down their tools.\n"
    '"We have never closed it," he told the council, which went home before the vote that he had '
    "asked for."
)

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Harbour opens again after the strike | Meridian Herald</title>
<meta property="og:site_name" content="Meridian Herald">
<meta property="article:published_time" content="2021-03-04T10:15:00+01:00">
<meta name="author" content="Mira Tan"><style>.x{color:red}</style></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Harbour opens again after the strike</h1><p class="byline">By Mira Tan</p>
<p>The harbour of Lodz Bay opened at noon on Tuesday, the mayor said, eleven hours after the
dockers had laid down their tools over the fate of forty colleagues.</p>
<p>"We have never closed it," he told the council, which went home before the vote that he had
asked for in a letter on Monday evening.</p>
<blockquote><p>The harbour is open. Come and see for yourselves, and bring your children.</p>
&mdash; Mayor of Lodz Bay (@mayorlodzbay) March 4, 2021</blockquote>
<p>The union gave no reason for ending the strike, and its office was shut when a reporter of this
paper called there in the late afternoon.</p></article>
<aside><h2>Most read</h2><ul><li><a href="/1">Ten best ferries</a></li></ul></aside>
<footer>© Meridian Herald. All rights reserved. Cookie settings</footer></body></html>"""


def read_all(source: object, limits: Limits | None = None) -> list[Report | ReadError]:
    return list(read_reports(str(source), limits=limits or Limits()))


def read_one(source: object, limits: Limits | None = None) -> Report:
    (found,) = read_all(source, limits)
    assert isinstance(found, Report), found
    return found


def fail_one(source: object, limits: Limits | None = None) -> ReadError:
    (found,) = read_all(source, limits)
    assert isinstance(found, ReadError), found
    assert found.where
    assert found.mend
    assert "\n" not in str(found)
    return found


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
