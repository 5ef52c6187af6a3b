"""What of every report is compared with others', and where: a home has some parts of the dataset.

Which version of a page is the newest, and which report came twice, is told by the order of the
inputs, as it is when ``sayso add`` takes them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.across import Portrait
from sayso.importing import rows
from sayso.importing.lines import Version, held_in
from sayso.ledger.claims.sayings import Saying
from sayso.ledger.reports.actors import actor_place
from sayso.ledger.reports.addresses import page_of
from sayso.ledger.reports.propositions import wording_number
from sayso.ledger.rows import report_row
from sayso.ledger.search.excerpts import Excerpt
from sayso.ledger.tables.packing import pack, unpack
from sayso.records import Proposition, Reading, Report, passage_place
from sayso.scale.between.exchange import Out
from sayso.scale.bringing import run_line
from sayso.scale.dataset import Part, Plan

if TYPE_CHECKING:
    from sayso.pipeline import Pipeline
    from sayso.scale.between.exchange import Room

_VERSIONS = "versions.json"


@dataclass(frozen=True, slots=True)
class Held:
    """A report as its home keeps it; ``sayings`` tell of each proposition what counting needs."""

    id: str
    page: str
    shown: bool
    report: str
    propositions: tuple[bytes, ...]
    portraits: tuple[bytes, ...]
    sayings: str

    def whole(self) -> Report:
        """The report itself."""
        return report_from(self.report)

    def said(self) -> list[Proposition]:
        """What it puts forward, as far as that counts: a former version puts forward nothing."""
        return [unpack(Proposition, one) for one in self.propositions] if self.shown else []


def report_from(told: str) -> Report:
    """The report of JSON."""
    return rows.report(json.loads(told))


def sort_versions(room: Room, parts: Iterable[Part]) -> None:
    """Write down which readings do not count, as they came before, and which are of old versions.

    Three short columns of each reading are in memory here.
    """
    pages: defaultdict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    gone, ids = [], set()
    for part in parts:
        name = f"readings/{part.name}"
        for at, row in enumerate(room.dataset.read_rows(name, ["id", "report", "said"])):
            place, known = f"{part.name}#{at}", pages[row["report"]]
            same = row["report"] != row["id"] and row["said"] in known
            if same or row["id"] in ids:
                gone.append(place)
            else:
                ids.add(row["id"])
                known[row["said"]] = (row["id"], place)
    old = [place for known in pages.values() for _, place in list(known.values())[:-1]]
    told = json.dumps({"gone": gone, "old": old}).encode()
    room.dataset.storage.write(f"{room.folder}/{_VERSIONS}", told)


def take(room: Room, home: int, plan: Plan, parts: Iterable[Part]) -> None:
    """Keep the reports of a home, and send out by what they meet others."""
    pipeline = room.pipeline()
    out = {name: Out(list) for name in ("held", "passages", "names", "worded")}
    for reading, shown in _readings(room, plan, parts):
        report = reading.report
        page, _ = page_of(report)
        said = {one.id: one for one in reading.propositions}
        portraits = {one.actor: one for one in pipeline.portraits(reading)}
        out["held"][0].append(
            (
                report.id,
                page,
                int(shown),
                json.dumps({"id": report.id, **report_row(report)}),
                [pack(one) for one in said.values()],
                [pack(one) for one in portraits.values()],
                json.dumps(list(_sayings(reading))),
            )
        )
        place = passage_place(report)
        for key in {key for one in pipeline.passages(report) for key in one.bands}:
            out["passages"][room.at(key)].append((key, place, report.id, page, home))
        if shown:
            _send_names(room, home, report, portraits.values(), pipeline, out["names"])
            _send_words(room, home, said.values(), pipeline, out["worded"])
    for name, rows_of in out.items():
        room.write(name, home, rows_of)


def _readings(room: Room, plan: Plan, parts: Iterable[Part]) -> Iterator[tuple[Reading, bool]]:
    """The readings of parts that count, and whether they are of the newest versions."""
    versions = json.loads(room.dataset.storage.read(f"{room.folder}/{_VERSIONS}"))
    gone, old = set(versions["gone"]), set(versions["old"])
    for part in parts:
        for at, row in enumerate(room.dataset.read_rows(f"readings/{part.name}", ["lines"])):
            place = f"{part.name}#{at}"
            if place in gone:
                continue
            lines = [(run_line(plan.run), place)]
            lines += [(line.encode(), place) for line in row["lines"].split("\n")]
            for held in held_in(lines):
                if isinstance(held, Version):
                    yield held.reading, place not in old


def _send_names(
    room: Room,
    home: int,
    report: Report,
    portraits: Iterable[Portrait],
    pipeline: Pipeline,
    out: Out,
) -> None:
    for one in portraits:
        place = actor_place(report, one.actor)
        for key in pipeline.name_keys(one):
            out[room.at(key)].append((key, place, one.actor, report.id, home))


def _send_words(
    room: Room,
    home: int,
    said: Iterable[Proposition],
    pipeline: Pipeline,
    out: Out,
) -> None:
    for one in said:
        wording, keys = wording_number(one.wording), list(pipeline.claim_keys(one))
        out[room.at(wording)].append((wording, one.id, one.report, home, keys))


def _sayings(reading: Reading) -> Iterator[list[str | None]]:
    """Of each proposition its actor, and how a table shows it: who, words, certainty, day."""
    actors = {actor.id: actor for actor in reading.actors}
    said = {one.id: (one, False) for one in reading.attributions}
    said.update({one.id: (one, True) for one in reading.assertions})
    for one in {one.id: one for one in reading.propositions}.values():
        attribution, own = said[one.attribution]
        actor = actors.get(attribution.actor or "")
        saying = Saying(one, Excerpt(reading.report, attribution, actor, own, (), ()))
        yield [attribution.actor, saying.who, saying.words, one.certainty.value, one.published]


def held_by(room: Room, home: int) -> Iterator[Held]:
    """The reports of a home."""
    for id, page, shown, told, propositions, portraits, sayings in room.read_own("held", home):
        yield Held(id, page, bool(shown), told, tuple(propositions), tuple(portraits), sayings)
