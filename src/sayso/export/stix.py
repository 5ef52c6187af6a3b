"""STIX 2.1: reports, who speaks in them, what they say as notes, and who says otherwise.

Ids are made of Sayso's own, so that the same ledger gives the same objects. STIX wants to know
when an object was made; the machine's clock has no part in it, so that is when its report was
published, and the beginning of 1970 where nothing tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import IO, TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from sayso.export.how import tags
from sayso.export.iris import address, iri, known_as
from sayso.export.listed import told, write_listed
from sayso.export.seen import Seen
from sayso.export.terminal import tell_all
from sayso.export.upheld import upheld_known
from sayso.records import Actor, Attribution, Place, Reading, Report, Stance, words_of
from sayso.terms import ActorKind, StanceKind

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.claims.loading import Between
    from sayso.ledger.claims.sayings import Saying
    from sayso.ledger.overview.gathering import Known

Made = dict[str, object]

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:sayso:stix")
_UNKNOWN = "1970-01-01T00:00:00.000Z"
CLASSES = {
    ActorKind.PERSON: "individual",
    ActorKind.ANONYMOUS: "individual",
    ActorKind.ORGANISATION: "organization",
    ActorKind.STATE_BODY: "organization",
    ActorKind.ARMED_FORCE: "organization",
    ActorKind.STATE: "organization",
    ActorKind.GROUP: "group",
    ActorKind.COLLECTIVE: "class",
    ActorKind.DOCUMENT: "unknown",
}


@lru_cache(4_096)  # places and outlets come again and again
def stix_id(kind: str, of: str) -> str:
    """The id of an object of this kind that stands for what Sayso calls ``of``."""
    return f"{kind}--{uuid5(_NAMESPACE, f'{kind}:{of}')}"


SAYSO = stix_id("identity", "sayso")


def write(ledger: Ledger, out: IO[bytes]) -> None:
    """One bundle, an object a line, in UTF-8."""
    head = {"type": "bundle", "id": stix_id("bundle", "sayso")}
    write_listed(head, "objects", _objects(ledger), out)


def _objects(ledger: Ledger) -> Iterator[Made]:
    yield _object("identity", "sayso", _UNKNOWN, name="Sayso", identity_class="system")
    with Seen() as seen:
        for reading, known in upheld_known(ledger):
            yield from _shared(reading, seen)
            yield from _of_reading(reading, known)
    rejected = ledger.rejected()
    for between in ledger.every_clash():
        sides = {one.excerpt.attribution.id for one in (between.left, between.right)}
        if not between.rejected and not sides & rejected:
            yield _opinion(between, between.left, between.right)
            yield _opinion(between, between.right, between.left)


def _shared(reading: Reading, seen: Seen) -> Iterator[Made]:
    """What other reports have too and was not seen yet: the outlet, and places that are known."""
    outlet = reading.report.outlet
    if outlet and seen.first(_outlet_id(outlet)):
        yield _outlet(outlet)
    for place in reading.places:
        if place.latitude is not None and seen.first(_location_id(place)):
            yield _location(place)


def _of_reading(reading: Reading, known: Known) -> Iterator[Made]:
    report, at = reading.report, _instant(reading.report.published)
    held = [_outlet_id(report.outlet)] if report.outlet else []
    held += [_location_id(one) for one in reading.places if one.latitude is not None]
    for actor in reading.actors:
        held.append(_identity_of(actor.id, known.of))
        if known.of.get(actor.id, actor.id) == actor.id:  # who stands for all that are one with it
            yield _identity(actor, known, at)
    for attribution in (*reading.attributions, *reading.assertions):
        yield _note(attribution, reading, known, at)
        held.append(stix_id("note", attribution.id))
    for stance in reading.stances:
        yield _relationship(stance, report, known, at)
        held.append(stix_id("relationship", stance.id))
    yield _report(report, list(dict.fromkeys(held)) or [SAYSO], at)


def _object(kind: str, of: str, at: str, **fields: object) -> Made:
    common = {"type": kind, "spec_version": "2.1", "id": stix_id(kind, of)}
    maker = None if of == "sayso" else SAYSO
    return told(**common, created_by_ref=maker, created=at, modified=at, **fields)


def _report(report: Report, held: list[str], at: str) -> Made:
    return _object(
        "report",
        report.id,
        at,
        name=report.title or report.where or report.id,
        report_types=["news"],
        published=at,
        lang=report.language,
        labels=None if report.published else ["undated"],
        object_refs=held,
        external_references=[_reference(report, iri("report", report.id))],
    )


def _reference(report: Report, id: str) -> Made:
    name = report.outlet or "sayso"
    return told(source_name=name, url=address(report), external_id=id)


def _outlet_id(name: str) -> str:
    return stix_id("identity", f"outlet:{name}")


def _outlet(name: str) -> Made:
    known = {"identity_class": "organization", "roles": ["outlet"]}
    return _object("identity", f"outlet:{name}", _UNKNOWN, name=name, **known)


def _identity(actor: Actor, known: Known, at: str) -> Made:
    name, *others = known.names.get(actor.id, (actor.name, *actor.names))
    same = known_as(actor.known)
    reference = actor.known and told(source_name="known", external_id=actor.known, url=same)
    return _object(
        "identity",
        f"actor:{actor.id}",
        at,
        name=name,
        description=f"also called: {'; '.join(others)}" if others else None,
        identity_class=CLASSES[actor.kind],
        roles=[one.title for one in actor.offices if not one.former],
        external_references=[reference] if reference else None,
    )


def _identity_of(actor: str, groups: Mapping[str, str]) -> str:
    return stix_id("identity", f"actor:{groups.get(actor, actor)}")


def _key(place: Place) -> str:
    return place.known or f"{place.name}|{place.latitude}|{place.longitude}"


def _location_id(place: Place) -> str:
    return stix_id("location", _key(place))


def _location(place: Place) -> Made:
    known = place.known or ""
    return _object(
        "location",
        _key(place),
        _UNKNOWN,
        name=place.name,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=None if place.radius is None else place.radius * 1000,
        country=known.removeprefix("iso:") if known.startswith("iso:") else None,
        external_references=known and [{"source_name": "known", "external_id": known}],
    )


def _note(one: Attribution, reading: Reading, known: Known, at: str) -> Made:
    report = reading.report
    text = report.text
    who = words_of(one.source, text)
    own = not (one.source or one.cue)
    setting = (
        reading.places[n] for n in (one.setting.said_at, one.setting.happened_at) if n is not None
    )
    refs = [stix_id("report", report.id)]
    refs += [_identity_of(one.actor, known.of)] if one.actor else []
    refs += [_location_id(place) for place in setting if place.latitude is not None]
    said = " · ".join(
        filter(None, (f"{who} {words_of(one.cue, text)}".strip(), tell_all(one, reading)))
    )
    spans = [iri("report", report.id, span) for span in one.content]
    name = known.names.get(known.of.get(one.actor or "", one.actor or ""), (who,))[0]
    return _object(
        "note",
        one.id,
        at,
        abstract=said or "the report itself",
        content=words_of(one.content, text) or "(no words)",
        authors=[report.outlet or "the report itself"] if own else [name] if name else None,
        confidence=round(one.confidence * 100),
        labels=tags(one),
        lang=report.language,
        object_refs=list(dict.fromkeys(refs)),
        external_references=[_reference(report, id) for id in spans],
    )


def _relationship(one: Stance, report: Report, known: Known, at: str) -> Made:
    opposes = one.kind is StanceKind.BACKS and one.sign < 0
    kind = "opposes" if opposes else one.kind.value
    if one.kind is StanceKind.RECOGNISES and one.sign < 0:
        kind = "does-not-recognise"
    return _object(
        "relationship",
        one.id,
        at,
        relationship_type=kind,
        description=words_of(one.words, report.text),
        source_ref=_identity_of(one.actor, known.of),
        target_ref=_identity_of(one.target, known.of),
        external_references=[_reference(report, iri("stance", one.id))],
    )


def _opinion(between: Between, one: Saying, other: Saying) -> Made:
    """That who says the ``one`` says otherwise than the ``other``; each of two says so."""
    return _object(
        "opinion",
        f"{between.relation.id}:{one.proposition.id}",
        _instant(one.excerpt.report.published),
        opinion="disagree",
        explanation=between.relation.reason,
        authors=[one.who],
        confidence=round(between.relation.score * 100),
        labels=[between.relation.dimension] if between.relation.dimension else None,
        object_refs=[stix_id("note", other.excerpt.attribution.id)],
    )


def _instant(when: date | None) -> str:
    """UTC in milliseconds, as STIX has them."""
    if when is None:
        return _UNKNOWN
    if not isinstance(when, datetime):
        when = datetime(when.year, when.month, when.day, tzinfo=UTC)
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
