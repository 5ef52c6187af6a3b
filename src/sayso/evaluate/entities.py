"""Entities that people marked in a text, and how many of them Sayso finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.evaluate.spans import Counts
from sayso.evaluate.tables import Table
from sayso.records import Entity
from sayso.terms import EntityKind

AROUND = 40  # characters of the text shown on either side of an entity
ALL = "all"


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its entities, which do not overlap and come in order."""

    name: str
    text: str
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """What a corpus marks. ``stand_in`` says under which of its kinds it has one of ours.

    A predicted entity of a kind that it neither marks nor has under another is not counted.
    """

    name: str
    title: str
    kinds: tuple[EntityKind, ...]
    stand_in: tuple[tuple[EntityKind, EntityKind], ...] = ()

    def fit(self, found: Iterable[Entity]) -> frozenset[Entity]:
        """What is counted of the entities that were found, in the corpus's kinds."""
        other = dict(self.stand_in)
        fitted = (Entity(e.span, other.get(e.kind, e.kind)) for e in found)
        return frozenset(entity for entity in fitted if entity.kind in self.kinds)


def count_entities(
    texts: Iterable[tuple[Marked, Sequence[Entity]]], scheme: Scheme
) -> dict[str, Counts]:
    """Counts by kind, and of all: right are the same characters and the same kind."""
    total = dict.fromkeys((*(kind.value for kind in scheme.kinds), ALL), Counts())
    for marked, found in texts:
        gold, predicted = scheme.fit(marked.entities), scheme.fit(found)
        for name in total:
            there, said = (
                {entity for entity in side if name in (entity.kind, ALL)}
                for side in (gold, predicted)
            )
            total[name] += Counts(len(there), len(said), len(there & said))
    return total


def entity_table(counts: dict[str, Counts], scheme: Scheme, texts: int) -> Table:
    """A row a kind, then all of them."""
    columns = ("kind", "P", "R", "F1", "gold", "predicted")
    rows = tuple((k, c.precision, c.recall, c.f1, c.gold, c.predicted) for k, c in counts.items())
    return Table(f"ner_{scheme.name}", f"{scheme.title}: {texts} texts", columns, rows)


def lost(marked: Marked, found: Sequence[Entity], scheme: Scheme) -> list[tuple[str, str]]:
    """Entities that were not found exactly, as (text's name, words around them)."""
    return [(marked.name, _show(marked.text, e)) for e in _less(scheme, marked.entities, found)]


def gained(marked: Marked, found: Sequence[Entity], scheme: Scheme) -> list[tuple[str, str]]:
    """Entities that were found where there are none."""
    return [(marked.name, _show(marked.text, e)) for e in _less(scheme, found, marked.entities)]


def _less(scheme: Scheme, ours: Iterable[Entity], theirs: Iterable[Entity]) -> list[Entity]:
    return sorted(scheme.fit(ours) - scheme.fit(theirs), key=lambda entity: entity.span)


def _show(text: str, entity: Entity) -> str:
    """The entity in brackets between the words around it, on one line."""
    before = text[max(entity.span.start - AROUND, 0) : entity.span.start]
    after = text[entity.span.end : entity.span.end + AROUND]
    return " ".join(f"{before}[{entity.kind} {entity.span.of(text)}]{after}".split())
