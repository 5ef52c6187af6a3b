"""Passages planted into real reports: who copied what from where is then known to the character.

A host gets a passage of a donor set between two of its sentences. Nothing is kept: the pairs are
made anew from the corpus at every run, the same ones for the same corpus and seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sayso.records import Report, Span, identify
from sayso.terms import BlockKind

_SENTENCE = re.compile(r"[^\s.!?].*?[.!?][\"”’)]*(?=\s|$)")
_WORD = re.compile(r"\S+")
_LEAST = 12  # words of a planted passage
_MOST = 60  # words of a sentence; longer ones are lists that the pattern above did not part
_CUT_FROM = 20  # words of a sentence of which only a part is planted


class Kind(StrEnum):
    """What was done to a passage before it was planted."""

    SENTENCE = "sentence"
    SENTENCES = "sentences"
    REORDERED = "reordered"
    CUT = "cut"
    ONE_WORD = "one word edited"
    TWO_WORDS = "two words edited"
    THREE_WORDS = "three words edited"


EDITS = {Kind.ONE_WORD: 1, Kind.TWO_WORDS: 2, Kind.THREE_WORDS: 3}


@dataclass(frozen=True, slots=True)
class Planted:
    """A passage of ``donor`` in the host: the words of both spans agree at the ends."""

    donor: str
    there: Span
    here: Span


@dataclass(frozen=True, slots=True)
class Host:
    """A report into which passages were planted; ``original`` is the id it had without them."""

    report: Report
    original: str
    planted: tuple[Planted, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words to plant, the donor's span of each, and where its kept ends lie in the words."""

    words: str
    there: Span
    kept: Span


def plant(
    reports: Sequence[Report],
    kind: Kind,
    count: int,
    seed: int,
    unrelated: Callable[[Report, Report], bool],
) -> Iterator[Host]:
    """``count`` hosts, each with a passage of a report that is ``unrelated`` to it."""
    chance = random.Random(f"{seed} {kind}")
    made = 0
    while made < count:
        host, donor = chance.sample(reports, 2)
        if not unrelated(host, donor):
            continue
        pieces = _pieces(donor, host, kind, chance)
        places = [s.end for s in _sentences(host)]
        if pieces and places:
            yield _set_in(host, donor, pieces, chance.choice(places))
            made += 1


def _sentences(report: Report) -> list[Span]:
    found = []
    for block in report.blocks:
        if block.kind is BlockKind.BODY:
            matches = _SENTENCE.finditer(report.text, block.span.start, block.span.end)
            found += [Span(*match.span()) for match in matches]
    return found


def _pieces(donor: Report, host: Report, kind: Kind, chance: random.Random) -> list[_Piece]:
    """The pieces to plant, in the order in which they will stand; none if the donor has none."""
    sentences = _sentences(donor)
    fit = [here for here, span in enumerate(sentences) if _fits(span.of(donor.text))]
    if kind is Kind.SENTENCES:
        runs = [here for here in fit if {here + 1, here + 2} <= set(fit)]
        if not runs:
            return []
        first = chance.choice(runs)
        return [_whole(donor.text, Span(sentences[first].start, sentences[first + 2].end))]
    if kind is Kind.REORDERED:
        if len(fit) < 3:
            return []
        return [_whole(donor.text, sentences[here]) for here in sorted(chance.sample(fit, 3))[::-1]]
    if not fit:
        return []
    span = sentences[chance.choice(fit)]
    if kind is Kind.CUT:
        return _cut(donor.text, span, chance)
    if kind is Kind.SENTENCE:
        return [_whole(donor.text, span)]
    return [_edit(donor.text, span, EDITS[kind], _WORD.findall(host.text), chance)]


def _fits(words: str) -> bool:
    return _LEAST <= len(_WORD.findall(words)) <= _MOST


def _whole(text: str, span: Span) -> _Piece:
    return _Piece(span.of(text), span, Span(0, span.end - span.start))


def _cut(text: str, span: Span, chance: random.Random) -> list[_Piece]:
    """Twelve words or more out of the sentence's midst."""
    words = list(_WORD.finditer(text, span.start, span.end))
    if len(words) < _CUT_FROM:
        return []
    length = chance.randint(_LEAST, len(words) - 1)
    first = chance.randint(0, len(words) - length)
    return [_whole(text, Span(words[first].start(), words[first + length - 1].end()))]


def _edit(
    text: str, span: Span, edits: int, others: Sequence[str], chance: random.Random
) -> _Piece:
    """The sentence with words changed, left out or put in, each edit at another word."""
    words = list(_WORD.finditer(text, span.start, span.end))
    edited: dict[int, str | None] = {}
    for place in chance.sample(range(len(words)), edits):
        how, other = chance.randrange(3), chance.choice(others)
        edited[place] = (other, None, f"{words[place].group()} {other}")[how]
    same = [place for place in range(len(words)) if place not in edited]
    made, starts = "", {}
    for place, word in enumerate(words):
        new = edited.get(place, word.group())
        if new is not None:
            made += " " * bool(made)
            starts[place] = len(made)
            made += new
    first, last = words[same[0]], words[same[-1]]
    kept = Span(starts[same[0]], starts[same[-1]] + len(last.group()))
    return _Piece(made, Span(first.start(), last.end()), kept)


def _set_in(host: Report, donor: Report, pieces: Sequence[_Piece], place: int) -> Host:
    text, planted = host.text[:place], []
    for piece in pieces:
        start = len(text) + 1
        text += " " + piece.words
        here = Span(start + piece.kept.start, start + piece.kept.end)
        planted.append(Planted(donor.id, piece.there, here))
    grown = len(text) - place
    text += host.text[place:]
    blocks = tuple(
        replace(
            block,
            span=Span(
                block.span.start + grown * (block.span.start >= place),
                block.span.end + grown * (block.span.end >= place),
            ),
        )
        for block in host.blocks
    )
    report = replace(host, id=identify("host", text), text=text, blocks=blocks)
    return Host(report, host.id, tuple(planted))
