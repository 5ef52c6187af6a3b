"""W3C Web Annotation and PROV-O as JSON-LD: where words stand, and who has them from whom.

Each attribution is an annotation of its content, with annotations of the words for its source and
its cue beside it, and an entity that was quoted from its report and is attributed to its actor.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from sayso.export.how import tags
from sayso.export.iris import address, iri, known_as
from sayso.export.listed import told, write_listed
from sayso.export.terminal import tell_all
from sayso.export.upheld import upheld
from sayso.records import Actor, Attribution, Reading, Report, Span, identify, words_of
from sayso.terms import ActorKind, Role

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.overview.copies import Copy

Node = dict[str, object]

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "prov": "http://www.w3.org/ns/prov#",
        "schema": "https://schema.org/",
        "wasQuotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
        "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
        "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
        "alternateOf": {"@id": "prov:alternateOf", "@type": "@id"},
        "ofReport": {"@id": "schema:isPartOf", "@type": "@id"},
        "text": "prov:value",
        "title": "schema:headline",
        "published": "schema:datePublished",
        "page": {"@id": "schema:url", "@type": "@id"},
        "alias": "schema:alternateName",
        "sameThing": {"@id": "schema:sameAs", "@type": "@id"},
    },
]
_AROUND = 32  # characters before and after a quote, by which it is found where offsets changed
_AGENTS = {
    ActorKind.PERSON: "prov:Person",
    ActorKind.ANONYMOUS: "prov:Person",
    ActorKind.DOCUMENT: "prov:Entity",
}


def write(ledger: Ledger, out: IO[bytes]) -> None:
    """One document with a graph, a node a line, in UTF-8."""
    write_listed({"@context": CONTEXT}, "@graph", _nodes(ledger), out)


def _nodes(ledger: Ledger) -> Iterator[Node]:
    for reading in upheld(ledger):
        yield from _report(reading.report)
        yield from (_actor(one) for one in reading.actors)
        for attribution in reading.attributions:
            yield from _said(attribution, reading)
    for copy in ledger.every_copy():
        yield _passage(copy)


def _report(report: Report) -> Iterator[Node]:
    outlet = iri("outlet", identify("outlet", report.outlet)) if report.outlet else None
    yield told(
        id=iri("report", report.id),
        type="prov:Entity",
        title=report.title,
        published=report.published and report.published.isoformat(),
        page=address(report),
        wasAttributedTo=outlet,
    )
    if outlet:
        yield told(id=outlet, type="prov:Organization", name=report.outlet)


def _actor(actor: Actor) -> Node:
    return told(
        id=iri("actor", actor.id),
        type=_AGENTS.get(actor.kind, "prov:Organization"),
        name=actor.name,
        alias=list(actor.names),
        sameThing=known_as(actor.known),
    )


def _said(one: Attribution, reading: Reading) -> Iterator[Node]:
    report = reading.report
    entity = iri("content", one.id)
    yield told(
        id=entity,
        type="prov:Entity",
        text=words_of(one.content, report.text),
        wasQuotedFrom=iri("report", report.id),
        wasAttributedTo=iri("actor", one.actor) if one.actor else None,
        wasDerivedFrom=iri("content", one.within) if one.within else None,
    )
    bodies = [_text(tag, "tagging") for tag in (Role.CONTENT.value, *tags(one))]
    if words := tell_all(one, reading):
        bodies.append(_text(words, "describing"))
    bodies.append({"type": "SpecificResource", "source": entity, "purpose": "identifying"})
    maker = one.judged and one.judged.added_by
    by = {"creator": {"type": "Person", "name": maker}} if maker else {}
    for node in _annotation(iri("attribution", one.id), one.content, report, bodies):
        yield {**node, **by}
    for role, spans in ((Role.SOURCE, one.source), (Role.CUE, one.cue)):
        linked: Node = {
            "type": "SpecificResource",
            "source": iri("attribution", one.id),
            "purpose": "linking",
        }
        named = f"{iri('attribution', one.id)}#{role.value}"
        yield from _annotation(named, spans, report, [_text(role.value, "tagging"), linked])


def _text(value: str, purpose: str) -> Node:
    return {"type": "TextualBody", "value": value, "purpose": purpose}


def _annotation(
    id: str, spans: tuple[Span, ...], report: Report, bodies: list[Node]
) -> Iterator[Node]:
    """One annotation with a target for each span; none where there are no words."""
    if not spans:
        return
    source = address(report) or iri("report", report.id)
    yield {
        "id": id,
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": [
            {
                "type": "SpecificResource",
                "source": source,
                "selector": _selectors(span, report.text),
            }
            for span in spans
        ],
    }


def _selectors(span: Span, text: str) -> list[Node]:
    """The same words by what stands around them, and by their characters."""
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(span.start - _AROUND, 0) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def _passage(copy: Copy) -> Node:
    """A passage and the one that it was taken from; where nothing tells, that they are alike."""
    how = "wasDerivedFrom" if copy.directed else "alternateOf"
    return told(
        id=iri("report", copy.taker.report, copy.taker.span),
        type="prov:Entity",
        text=copy.taker.words,
        ofReport=iri("report", copy.taker.report),
        **{how: iri("report", copy.giver.report, copy.giver.span)},
    )
