"""What is marked in a report's text: a layer each for what is said, named, dated and placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from sayso.desk.marking import Mark
from sayso.desk.prose import Note
from sayso.records import Attribution, Reading, Span
from sayso.terms import Role


class Layer(StrEnum):
    """What the text can have marked beside its attributions."""

    LABELS = "labels"
    TIMES = "times"
    PLACES = "places"
    PASSAGES = "passages"  # that other reports have too


def attribution_marks(
    attributions: Iterable[tuple[int, Attribution]], own: set[str]
) -> Iterator[Mark]:
    """Source, cue and content of each, given with its depth; those in ``own`` are the report's."""
    for depth, one in attributions:
        told = " own" if one.id in own else ""
        inner = " inner" if depth else ""
        yield from _marks(one.content, Role.CONTENT.value + told + inner, one.id)
        yield from _marks(one.source, Role.SOURCE.value, one.id)
        yield from _marks(one.cue, Role.CUE.value, one.id)


def layer_marks(reading: Reading, layers: Iterable[Layer], notes: Iterable[Note]) -> Iterator[Mark]:
    """Marks of the layers that are asked for."""
    for layer in layers:
        if layer is Layer.LABELS:
            yield from (Mark(one.span, "label", one.id) for one in reading.labels)
        elif layer is Layer.TIMES:
            spans = (one.span for one in reading.times)
            yield from (Mark(span, "time", f"time-{at}") for at, span in enumerate(spans))
        elif layer is Layer.PLACES:
            spans = (one.span for one in reading.places)
            yield from (Mark(span, "place", f"place-{at}") for at, span in enumerate(spans))
        else:
            yield from (Mark(note.ours, "passage", note.copy.reuse.id) for note in notes)


def _marks(spans: Iterable[Span], kind: str, of: str) -> Iterator[Mark]:
    return (Mark(span, kind, of) for span in spans)
