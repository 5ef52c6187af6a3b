"""What a text shows before it is asked who said what."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.spans import Span
from sayso.terms import EntityKind


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks; ``span`` holds the marks, ``words`` leaves them out.

    ``depth`` is 0 outside any other quotation. ``closed`` is false where the mark that should
    end it is missing and the end of its paragraph stands in for it.
    """

    span: Span
    words: Span
    depth: int = 0
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Word:
    """A token of Universal Dependencies: ``tag`` is its universal part of speech.

    ``head`` is the index of its head among the words of its parse, -1 for the root of a sentence;
    ``relation`` is without subtypes.
    """

    span: Span
    tag: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing. Entities do not overlap and come in order."""

    span: Span
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Parse:
    """What the text of one report shows before it is asked who said what.

    ``breaks`` are the characters at which no span may go on: where a headline, a caption or
    another's passage begins or ends. ``sentences`` are ranges [first, last) of ``words``, one
    after another.
    """

    quotations: tuple[Quotation, ...]
    breaks: tuple[int, ...] = ()
    words: tuple[Word, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    entities: tuple[Entity, ...] = ()
