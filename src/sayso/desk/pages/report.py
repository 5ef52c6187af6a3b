"""``/report/ID``: a report's text with who says what in it, and what else is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query

from sayso.desk.answers import Answer, Desk, TheDesk, page
from sayso.desk.differing import Stretch, changes
from sayso.desk.layers import Layer, attribution_marks, layer_marks
from sayso.desk.marking import Mark
from sayso.desk.prose import NOTES, Paragraph, notes_on, pin, set_text
from sayso.desk.shapes.reports import OneReport
from sayso.desk.why import Told, tell_place, tell_time, why
from sayso.errors import NoRecord
from sayso.export.actors import tell_actor
from sayso.export.how import tell_how
from sayso.export.jsonl import attribution_rows
from sayso.export.setting import tell_setting
from sayso.export.terminal import nested
from sayso.ledger.pages import ReportPage, Version
from sayso.ledger.rows import page_row
from sayso.records import Actor, Attribution, Judgement, Label, Reading, Span, words_of
from sayso.terms import Role

router = APIRouter()

MOST = 60  # changed paragraphs of a version that are shown
_PLACE = r"^\d{1,9}-\d{1,9}$"
_SHOW = r"^(|(labels|times|places|passages)(,(labels|times|places|passages))*)$"
_ROLES = tuple(role.value for role in (Role.CUE, Role.SOURCE, Role.CONTENT))

Marked = Annotated[str | None, Query(pattern=_PLACE, description="characters to mark, START-END")]
Shown = Annotated[str, Query(pattern=_SHOW, description="labels, times, places, passages")]


@dataclass(frozen=True, slots=True)
class Card:
    """An attribution in the panel beside the text. ``told`` is how, ``when`` when and where.

    ``added`` is who found it where the machine did not; ``around`` is who says the words that
    it stands in, ``why`` each field with its reason.
    """

    attribution: Attribution
    depth: int
    own: bool
    added: str | None
    source: str
    actor: Actor | None
    name: str | None
    cue: str
    content: str
    told: str
    when: str
    around: str | None
    why: tuple[Told, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """A label, a time or a place in the panel: its words, and what they mean."""

    id: str
    span: Span
    words: str
    told: str


@page(router, "/report/{id}", OneReport, table=True)
def report(
    desk: TheDesk,
    id: str,
    version: str | None = None,
    show: Shown = "",
    own: bool = False,
    mark: Marked = None,
    attribution: str | None = None,
) -> Answer:
    """One version of a report; the newest unless told."""
    found = _find(desk, version or id)
    reading = replace(found.reading, attributions=(*found.reading.attributions, *found.added))
    layers = [layer for layer in Layer if layer in show.split(",")]
    notes = notes_on(found.report.id, desk.ledger.copies_in(found.report.id))
    shown = _in_order(reading, own=own, asked=attribution)
    asserted = {one.id for one in reading.assertions}
    marks: list[Mark] = [*_here(mark), *layer_marks(reading, layers, notes)]
    marks += attribution_marks(shown, asserted)
    paragraphs = set_text(found.report, marks, notes)
    return Answer(
        "report.html",
        {
            "page": found,
            "report": found.report,
            "paragraphs": paragraphs,
            "headline": _headline(paragraphs),
            "begins": _begins(paragraphs),
            "pins": pin(paragraphs, (one.id for _, one in shown), _ROLES),
            "cards": list(_cards(found, reading, shown, asserted)),
            "asides": _asides(reading, layers),
            "layers": {layer: layer in layers for layer in Layer},
            "ways": NOTES,
            "own": own,
            "asked": attribution,
            "versions": [_version(one) for one in reversed(found.versions)],
        },
        page_row(found),
        [_cells(row) for row in attribution_rows(reading, own=own)],
    )


def _find(desk: Desk, id: str) -> ReportPage:
    found = desk.ledger.show(id)
    if isinstance(found, ReportPage):
        return found
    told = f"{id} is no report's id, nor that of a version of one"
    raise NoRecord(desk.ledger.where, told, "the list of reports leads to all of them")


def _in_order(reading: Reading, *, own: bool, asked: str | None) -> list[tuple[int, Attribution]]:
    """Attributions with their depth; of the report's own assertions the one that is ``asked``."""
    asserted = [one for one in reading.assertions if own or one.id == asked]
    return list(nested((*reading.attributions, *asserted)))


def _here(mark: str | None) -> Iterator[Mark]:
    if mark:
        start, end = map(int, mark.split("-"))
        if start < end:
            yield Mark(Span(start, end), "here")


def _headline(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the text begins with its own headline, so that none need stand above it."""
    return bool(paragraphs) and paragraphs[0].kind == "headline"


def _begins(paragraphs: Iterable[Paragraph]) -> int | None:
    """Where the marked characters begin, as the first of the pieces that are shown so."""
    pieces = (piece for one in paragraphs for piece in one.pieces)
    return next((piece.start for piece in pieces if "here" in piece.kinds.split()), None)


def _cards(
    found: ReportPage,
    reading: Reading,
    shown: Iterable[tuple[int, Attribution]],
    asserted: set[str],
) -> Iterator[Card]:
    text = found.report.text
    actors = {actor.id: actor for actor in reading.actors}
    sources = {one.id: words_of(one.source, text) for one in reading.attributions}
    met: set[str] = set()
    for depth, one in shown:
        actor = actors.get(one.actor or "")
        source = words_of(one.source, text)
        name = tell_actor(actor, source, office=actor.id not in met) if actor else None
        met |= {actor.id} if actor else set()
        yield Card(
            one,
            depth,
            one.id in asserted,
            one.judged.added_by if one.judged else None,
            source,
            actor,
            name,
            words_of(one.cue, text),
            words_of(one.content, text),
            tell_how(one.how, text) if one.how else "",
            tell_setting(one.setting, reading),
            sources.get(one.within or ""),
            tuple(why(one, reading, actor)),
            found.judgements.get(one.id, ()),
        )


def _asides(reading: Reading, layers: Sequence[Layer]) -> dict[str, list[Aside]]:
    text = reading.report.text
    found: dict[str, list[Aside]] = {}
    if Layer.LABELS in layers:
        found["labels"] = [
            Aside(one.id, one.span, one.span.of(text), _label(one, reading))
            for one in sorted(reading.labels, key=lambda one: one.span)
        ]
    if Layer.TIMES in layers:
        found["times"] = [
            Aside(f"time-{at}", one.span, one.span.of(text), tell_time(one, text))
            for at, one in enumerate(reading.times)
        ]
    if Layer.PLACES in layers:
        found["places"] = [
            Aside(f"place-{at}", one.span, one.span.of(text), tell_place(one, text))
            for at, one in enumerate(reading.places)
        ]
    return found


def _label(label: Label, reading: Reading) -> str:
    """As in "for Maril Dovane, by Lunet Abrask, direct"."""
    names = {actor.id: actor.name for actor in reading.actors}
    names |= {one.id: f"what is called a matter of {one.family}" for one in reading.happenings}
    target = names.get(label.target) or label.target.removeprefix("words:")
    user = names.get(label.user or "") or (reading.report.outlet or "the report")
    told = f"for {target}, by {user}, {label.voice.value}"
    return f"{told}, said not to be so" if label.rejected else told


def _version(version: Version) -> dict[str, object]:
    """A version as the list shows it, with what changed."""
    kept = version.differences[:MOST]
    shown: list[tuple[Stretch, ...]] = [one for change in kept for one in changes(change)]
    return {
        "id": version.id,
        "number": version.number,
        "added": version.added,
        "title": version.title,
        "changes": shown,
        "more": len(version.differences) - len(kept),
        "many": len(version.differences),
    }


def _cells(row: dict[str, object]) -> dict[str, object]:
    """A row of attributions as a table has it: the words of each role, and the words of terms."""
    told = dict(row)
    for name in ("source", "cue", "content", "addressee", "channel"):
        told[name] = [part.get("text") or part.get("kind") for part in _parts(row[name])]
    for name in ("manner", "distance", "certainty"):
        told[name] = _part(row[name]).get("kind")
    for name in ("said", "happened"):
        told[name] = _part(row[name]).get("value")
    for name in ("said_at", "happened_at"):
        told[name] = _part(row[name]).get("name")
    told["actor"] = _part(row["actor"]).get("id")
    told["added_by"] = _part(told.pop("judged")).get("added_by")
    return told


def _parts(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []


def _part(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
