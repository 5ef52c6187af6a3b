"""FollowTheMoney: entities, and statements that keep which outlet says each value since when.

A folder: ``entities.ftm.json`` has an entity a line, ``statements.csv`` a value a line, and
``datasets.json`` says which outlet each dataset is. Entities are those of one report each;
who is one over reports is told by the ``canonical_id`` of statements.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.export.how import tags
from sayso.export.iris import address
from sayso.export.terminal import tell_all
from sayso.export.upheld import upheld_known
from sayso.names import fold
from sayso.records import Actor, Attribution, Event, Reading, Report, Span, identify, words_of
from sayso.terms import ActorKind, MentionKind

if TYPE_CHECKING:
    from sayso.ledger import Ledger

COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin",
    "lang", "original_value", "external", "first_seen", "last_seen", "id",
)  # fmt: skip
SCHEMATA = {
    ActorKind.PERSON: "Person",
    ActorKind.ANONYMOUS: "Person",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.ARMED_FORCE: "Organization",
    ActorKind.STATE_BODY: "PublicBody",
    ActorKind.STATE: "PublicBody",
    ActorKind.GROUP: "LegalEntity",
    ActorKind.COLLECTIVE: "LegalEntity",
    ActorKind.DOCUMENT: "Document",
}
# The types of the properties that are used, by FollowTheMoney's model; the others are "string".
TYPES = {
    **dict.fromkeys(("name", "alias"), "name"),
    **dict.fromkeys(("publishedAt", "modifiedAt", "createdAt", "date", "endDate"), "date"),
    **dict.fromkeys(("bodyText", "description", "notes", "summary"), "text"),
    **dict.fromkeys(("document", "resolved", "entity", "proof", "involved", "organizer"), "entity"),
    "sourceUrl": "url",
    "wikidataId": "identifier",
    "language": "language",
    "contentHash": "checksum",
    "location": "address",
}
_SPOKEN = {"name", "text", "string", "address"}  # types whose values are in a language
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_NOWHERE = "no_outlet"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an entity, and the characters that say it, if any do."""

    prop: str
    text: str
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of one report."""

    id: str
    schema: str
    values: tuple[Value, ...]


def write_folder(ledger: Ledger, folder: Path) -> None:
    """Entities, statements and datasets in UTF-8."""
    datasets: dict[str, str] = {}
    with ExitStack() as files:
        entities, table = (
            files.enter_context((folder / name).open("w", encoding="utf-8", newline=""))
            for name in ("entities.ftm.json", "statements.csv")
        )
        statements = csv.DictWriter(table, COLUMNS, dialect=csv.unix_dialect)
        statements.writeheader()
        for reading, known in upheld_known(ledger):
            dataset = dataset_of(reading.report.outlet)
            datasets[dataset] = reading.report.outlet or "reports that name no outlet"
            for entity in _entities(reading):
                rows = list(_statements(entity, reading.report, dataset, known.of))
                statements.writerows(rows)
                entities.write(json.dumps(_entity(rows), ensure_ascii=False) + "\n")
    listed = [{"name": name, "title": datasets[name]} for name in sorted(datasets)]
    told = json.dumps({"datasets": listed}, ensure_ascii=False, indent=2)
    (folder / "datasets.json").write_text(told + "\n", encoding="utf-8")


def dataset_of(outlet: str | None) -> str:
    """The name of an outlet's dataset: its letters, and a few digits that tell it from its like."""
    if outlet is None:
        return _NOWHERE
    letters = re.sub(r"[^a-z0-9]+", "_", fold(outlet)).strip("_")
    return "_".join(filter(None, (letters, identify("outlet", outlet)[:6])))


def _entities(reading: Reading) -> Iterator[Entity]:
    report = reading.report
    yield _article(report)
    for actor in reading.actors:
        yield _actor(actor)
        yield from _mentions(actor, report)
    for attribution in reading.attributions:
        yield _note(attribution, reading)
    for event in reading.events:
        yield _event(event, reading)


def _article(report: Report) -> Entity:
    english = (report.language or "").startswith("en")
    values = [
        Value("title", report.title or ""),
        *(Value("author", name) for name in report.authors),
        Value("publisher", report.outlet or ""),
        Value("publishedAt", _day(report.published)),
        Value("modifiedAt", _day(report.modified)),
        Value("sourceUrl", address(report) or ""),
        Value("language", "eng" if english else ""),
        Value("contentHash", hashlib.sha1(report.text.encode()).hexdigest()),
        Value("bodyText", report.text),
    ]
    return Entity(report.id, "Article", tuple(values))


def _actor(actor: Actor) -> Entity:
    schema = SCHEMATA[actor.kind]
    at = actor.mentions[0].span if actor.mentions else None
    if schema == "Document":
        return Entity(actor.id, schema, (Value("title", actor.name, at),))
    values = [Value("name", actor.name, at), *(Value("alias", name) for name in actor.names)]
    if _WIKIDATA.fullmatch(actor.known or ""):
        values.append(Value("wikidataId", actor.known or ""))
    said = "position" if schema == "Person" else "description"
    values += [Value(said, one.title, one.span) for one in actor.offices if not one.former]
    return Entity(actor.id, schema, tuple(values))


def _mentions(actor: Actor, report: Report) -> Iterator[Entity]:
    for one in actor.mentions:
        if one.kind is MentionKind.NAME:
            values = (
                Value("document", report.id),
                Value("name", one.span.of(report.text), one.span),
                Value("resolved", actor.id),
                Value("detectedSchema", SCHEMATA[actor.kind]),
            )
            key = identify("mention", actor.id, f"{one.span.start},{one.span.end}")
            yield Entity(key, "Mention", values)


def _note(one: Attribution, reading: Reading) -> Entity:
    text = reading.report.text
    at = one.content[0] if one.content else None
    said = None if one.setting.said is None else reading.times[one.setting.said]
    who = " ".join(words_of(part, text) for part in (one.source, one.cue) if part)
    values = [
        Value("description", words_of(one.content, text), at),
        Value("summary", who, (*one.source, *one.cue, None)[0]),
        Value("notes", tell_all(one, reading)),
        *(Value("keywords", tag) for tag in tags(one)),
        Value("entity", one.actor or "", one.source[0] if one.source else None),
        Value("createdAt", _instant(said.start) if said else "", said.span if said else None),
        Value("proof", reading.report.id),
    ]
    return Entity(one.id, "Note", tuple(values))


def _event(event: Event, reading: Reading) -> Entity:
    text = reading.report.text
    time = None if event.time is None else reading.times[event.time]
    place = None if event.place is None else reading.places[event.place]
    about = (event.type, event.mode, event.about, event.modality)
    kinds = [one.value for one in about if one] + (["negated"] if event.negated else [])
    values = [
        Value("name", words_of(event.predicate, text), event.predicate[0]),
        *(Value("keywords", kind) for kind in kinds),
        *(Value("organizer", one.actor or "", one.span) for one in event.actor),
        *(Value("involved", one.actor or "", one.span) for one in event.recipient),
        Value("proof", reading.report.id),
    ]
    if time and time.start:
        values.append(Value("date", _instant(time.start), time.span))
        if time.end and time.end != time.start:
            values.append(Value("endDate", _instant(time.end), time.span))
    if place:
        values.append(Value("location", place.name, place.span))
    return Entity(event.id, "Event", tuple(values))


def _statements(
    entity: Entity, report: Report, dataset: str, groups: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    """A row of the table for each value, each once."""
    seen = _day(report.published)
    made = set()
    for value in entity.values:
        kind = TYPES.get(value.prop, "string")
        text = _cleaned(value.text, kind)
        if not text or (value.prop, text) in made:
            continue
        made.add((value.prop, text))
        lang = "eng" if kind in _SPOKEN and (report.language or "").startswith("en") else ""
        key = f"{dataset}.{entity.id}.{value.prop}.{text}" + (f"@{lang}" if lang else "")
        at = f"#char={value.at.start},{value.at.end}" if value.at else ""
        yield {
            "canonical_id": groups.get(entity.id, entity.id),
            "entity_id": entity.id,
            "prop": value.prop,
            "prop_type": kind,
            "schema": entity.schema,
            "value": text,
            "dataset": dataset,
            "origin": report.id + at,
            "lang": lang,
            "original_value": value.text if value.text != text else "",
            "external": "f",
            "first_seen": seen,
            "last_seen": seen,
            "id": hashlib.sha1(key.encode()).hexdigest(),
        }


def _cleaned(text: str, kind: str) -> str:
    """A value without what FollowTheMoney does not take: controls, and line ends in names."""
    kept = _CONTROLS.sub(" ", text)
    return kept.strip() if kind == "text" else " ".join(kept.split())


def _entity(rows: Iterable[Mapping[str, str]]) -> dict[str, object]:
    """What the statements of one entity say."""
    properties: dict[str, list[str]] = {}
    last: Mapping[str, str] = {}
    for last in rows:
        properties.setdefault(last["prop"], []).append(last["value"])
    return {
        "id": last["entity_id"],
        "schema": last["schema"],
        "properties": properties,
        "datasets": [last["dataset"]],
        "referents": [],
        "first_seen": last["first_seen"] or None,
        "last_seen": last["last_seen"] or None,
    }


def _day(when: date | None) -> str:
    return _instant(when.isoformat()) if when else ""


def _instant(text: str | None) -> str:
    """A day as it is, an instant by UTC, as FollowTheMoney has them."""
    if not text or "T" not in text:
        return text or ""
    when = datetime.fromisoformat(text)
    if when.tzinfo:
        when = when.astimezone(UTC)
    return when.strftime("%Y-%m-%dT%H:%M:%S")
