"""schema.org as JSON-LD: articles, quotations and claims; whether a claim holds is not told.

There is no ClaimReview in it: that would be a verdict, and Sayso has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import IO, TYPE_CHECKING

from sayso.export.iris import address, iri, known_as
from sayso.export.listed import told, write_listed
from sayso.export.setting import stretch
from sayso.export.terminal import clean, tell_all
from sayso.export.upheld import upheld
from sayso.records import Actor, Attribution, Reading, words_of
from sayso.terms import ActorKind, QuoteType

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.claims.loading import ClaimPage
    from sayso.ledger.claims.sayings import Saying

Node = dict[str, object]

# Said here and not fetched from schema.org, so that a reader needs no network.
CONTEXT = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
}
# A state speaks as an organisation: "spokenByCharacter" has a Person or an Organization.
TYPES = {
    ActorKind.PERSON: "Person",
    ActorKind.ANONYMOUS: "Person",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.ARMED_FORCE: "Organization",
    ActorKind.GROUP: "Organization",
    ActorKind.COLLECTIVE: "Organization",
    ActorKind.STATE_BODY: "GovernmentOrganization",
    ActorKind.STATE: "GovernmentOrganization",
    ActorKind.DOCUMENT: "CreativeWork",
}


def write(ledger: Ledger, out: IO[bytes]) -> None:
    """One document with a graph, a node a line, in UTF-8."""
    write_listed({"@context": CONTEXT}, "@graph", _nodes(ledger), out)


def _nodes(ledger: Ledger) -> Iterator[Node]:
    for reading in upheld(ledger):
        yield _article(reading)
        yield from (_actor(one) for one in reading.actors)
        actors = {one.id: one for one in reading.actors}
        for attribution in reading.attributions:
            yield _quotation(attribution, actors.get(attribution.actor or ""), reading)
    rejected = ledger.rejected()
    for page in ledger.every_claim():
        sayings = [one for line in page.lines for one in line.sayings]
        if shown := [one for one in sayings if one.excerpt.attribution.id not in rejected]:
            yield _claim(page, shown)


def _article(reading: Reading) -> Node:
    report = reading.report
    return told(
        at_id=iri("report", report.id),
        at_type="NewsArticle",
        headline=report.title,
        author=[{"@type": "Person", "name": name} for name in report.authors],
        publisher=report.outlet and {"@type": "Organization", "name": report.outlet},
        datePublished=_day(report.published),
        dateModified=_day(report.modified),
        inLanguage=report.language,
        url=address(report),
        articleBody=report.text,
        mentions=[_ref("actor", one.id) for one in reading.actors],
    )


def _actor(actor: Actor) -> Node:
    kind = TYPES[actor.kind]
    offices = [one.title for one in actor.offices if not one.former]
    return told(
        at_id=iri("actor", actor.id),
        at_type=kind,
        name=actor.name,
        alternateName=list(actor.names),
        jobTitle=offices if kind == "Person" else None,
        description="; ".join(offices) if kind != "Person" else None,
        sameAs=known_as(actor.known),
        identifier=actor.known,
    )


def _quotation(one: Attribution, actor: Actor | None, reading: Reading) -> Node:
    report, setting = reading.report, one.setting
    who = actor and _ref("actor", actor.id)
    speaks = actor is not None and actor.kind is not ActorKind.DOCUMENT
    said, happened = (
        None if at is None else reading.times[at] for at in (setting.said, setting.happened)
    )
    cue = clean(words_of(one.cue, report.text))
    return told(
        at_id=iri("attribution", one.id),
        at_type="Quotation",
        text=words_of(one.content, report.text),
        spokenByCharacter=who if speaks else None,
        citation=None if speaks else who,
        creator=who if speaks and one.quote_type is QuoteType.DIRECT else None,
        creditText=words_of(one.source, report.text),
        description=" · ".join(filter(None, (one.quote_type.value, cue, tell_all(one, reading)))),
        isPartOf=[
            _ref("report", report.id),
            *([_ref("attribution", one.within)] if one.within else []),
        ],
        isBasedOn=[{"@id": iri("report", report.id, span)} for span in one.content],
        dateCreated=said.start if said else None,
        temporalCoverage=stretch(happened) if happened and happened.start else None,
        locationCreated=_place(setting.said_at, reading),
        contentLocation=_place(setting.happened_at, reading),
        datePublished=_day(report.published),
        inLanguage=report.language,
    )


def _place(at: int | None, reading: Reading) -> Node | None:
    if at is None:
        return None
    place = reading.places[at]
    point = None
    if place.latitude is not None and place.longitude is not None:
        where = {"latitude": place.latitude, "longitude": place.longitude}
        point = {"@type": "GeoCoordinates", **where}
    return told(at_type="Place", name=place.name, identifier=place.known, geo=point)


def _claim(page: ClaimPage, sayings: list[Saying]) -> Node:
    first = sayings[0]
    return told(
        at_id=iri("claim", page.id),
        at_type="Claim",
        text=page.stated.words,
        author=_authors(sayings),
        datePublished=first.proposition.published,
        appearance=[_appearance(one) for one in sayings],
        firstAppearance=_appearance(first),
        description=page.counts,
    )


def _authors(sayings: list[Saying]) -> list[Node]:
    """Who puts it forward, each once, in the order of the lines."""
    found: dict[str, Node | None] = {}
    for one in sayings:
        actor = one.excerpt.actor
        if actor is None:
            found[one.who] = {"@type": "Organization", "name": one.who} if one.excerpt.own else None
        elif actor.kind is not ActorKind.DOCUMENT:
            found[actor.id] = _ref("actor", actor.id)
    return [one for one in found.values() if one]


def _appearance(one: Saying) -> Node:
    """The quotation it stands in; the article where that says it itself."""
    if one.excerpt.own:
        return _ref("report", one.excerpt.report.id)
    return _ref("attribution", one.excerpt.attribution.id)


def _ref(record: str, id: str) -> Node:
    return {"@id": iri(record, id)}


def _day(when: date | None) -> str | None:
    return when.isoformat() if when else None
