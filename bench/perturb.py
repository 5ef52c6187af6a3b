"""Pairs of claims whose relation is known, made from real reports; nothing of them is kept.

    python -m bench.perturb ../corpora/reports/*.jsonl --reports 30

A twin of each report is made in which sentences are changed, each in one way: another number, day,
place or person, a "not", a hedge; or only its words, by synonyms and by turning the voice. Both are
read as any report is, and the relation that Sayso finds between a sentence and its twin is set
beside the one that the change made. Unchanged sentences stand beside the next one of the twin,
with which they have nothing to do but their report.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.evaluate.relations import ALIKE, Judged, curve_table, score_table
from sayso.evaluate.tables import format_table
from sayso.pipeline import Pipeline
from sayso.reconcile.claims.likeness import liken
from sayso.reconcile.claims.propositions import propositions
from sayso.reconcile.relations import relate
from sayso.records import Parse, Reading, Report, Span, identify
from sayso.records.claims import Proposition
from sayso.syntax import Syntax
from sayso.terms import ActorKind, MentionKind

SEED = 7
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
PLACES = ("Oslo", "Lima", "Nairobi", "Brisbane")
PEOPLE = ("Maria Keller", "Jonas Pryce", "Amina Duarte")
SYNONYMS = {
    "killed": "slain", "wounded": "injured", "attacked": "struck", "arrested": "detained",
    "people": "persons", "children": "kids", "began": "started", "big": "large",
    "said": "stated", "soldiers": "troops", "shot down": "downed", "about": "around",
    "demonstrators": "protesters", "destroyed": "ruined", "quickly": "rapidly", "left": "departed",
    "entered": "came into", "buy": "purchase", "help": "aid", "also": "too", "near": "close to",
}  # fmt: skip
AUXILIARIES = frozenset(("was", "were", "is", "are", "has", "have", "had", "will"))


@dataclass(frozen=True, slots=True)
class Change:
    """New words for a stretch of a report, the sentence it stands in, and what it makes of it."""

    span: Span
    words: str
    sentence: Span
    kind: str
    relation: str


def changes(reading: Reading, parse: Parse, rng: random.Random) -> list[Change]:
    """At most one change a sentence, of the kind that has been made least so far."""
    made: Counter[str] = Counter()
    found = []
    for first, last in parse.sentences:
        words = parse.words[first:last]
        if len(words) < 6 or last - first > 60:
            continue
        options = list(_options(reading, parse, first, last, rng))
        if options and rng.random() < 0.7:
            best = min(options, key=lambda change: (made[change.kind], change.kind))
            made[best.kind] += 1
            found.append(best)
    return found


def _options(
    reading: Reading, parse: Parse, first: int, last: int, rng: random.Random
) -> Iterator[Change]:
    text, words = reading.report.text, parse.words
    sentence = Span(words[first].span.start, words[last - 1].span.end)
    for number in range(first, last):
        yield from _of_word(text, parse, number, sentence)
    inside = [p for p in reading.places if sentence.holds(p.span) and p.latitude is not None]
    for place in inside[:1]:
        before = text[max(place.span.start - 5, 0) : place.span.start]
        if re.search(r"\b(?:in|at|near) $", before):
            yield Change(place.span, rng.choice(PLACES), sentence, "place", "contradicts")
    yield from _people(reading, parse, first, last, sentence, rng)
    plain = sentence.of(text)
    for old, new in SYNONYMS.items():
        if found := re.search(rf"\b{old}\b", plain):
            span = Span(sentence.start + found.start(), sentence.start + found.end())
            yield Change(span, new, sentence, "paraphrase", ALIKE)
    yield from _voice(reading, sentence)


def _of_word(text: str, parse: Parse, number: int, sentence: Span) -> Iterator[Change]:
    """Another number or day, a "not" or a hedge behind an auxiliary."""
    words, word = parse.words, parse.words[number]
    low = word.span.of(text).lower()
    counts = word.relation == "nummod" and low.isdigit() and words[word.head].tag == "NOUN"
    if counts and not (len(low) == 4 and low.startswith(("19", "20"))):
        yield Change(word.span, str(int(low) * 2 + 3), sentence, "number", "contradicts")
    main = 0 <= word.head < len(words) and words[word.head].relation in ("root", "ccomp")
    if word.relation in ("aux", "cop") and low in AUXILIARIES and main:
        after = words[number + 1].span.of(text).lower() if number + 1 < len(words) else ""
        if after not in ("not", "n't", "n’t", "no", "never"):
            yield Change(word.span, f"{low} not", sentence, "polarity", "contradicts")
            yield Change(word.span, f"{low} reportedly", sentence, "hedge", "qualifies")
    if word.span.of(text) in DAYS and sentence.start < word.span.start:
        day = DAYS[(DAYS.index(word.span.of(text)) + 3) % 7]
        yield Change(word.span, day, sentence, "time", "contradicts")


def _people(
    reading: Reading, parse: Parse, first: int, last: int, sentence: Span, rng: random.Random
) -> Iterator[Change]:
    subjects = {w.span.start for w in parse.words[first:last] if w.relation == "nsubj"}
    people = [actor for actor in reading.actors if actor.kind is ActorKind.PERSON]
    for mention in (mention for actor in people for mention in actor.mentions):
        whole = mention.kind is MentionKind.NAME and sentence.holds(mention.span)
        two = len(mention.span.of(reading.report.text).split()) == 2
        if whole and two and mention.head.start in subjects:
            yield Change(mention.span, rng.choice(PEOPLE), sentence, "actor", "contradicts")


def _voice(reading: Reading, sentence: Span) -> Iterator[Change]:
    """ "X was seized by Y." to "Y seized X.", where that is the whole sentence."""
    text = sentence.of(reading.report.text)
    found = re.fullmatch(r"([A-Z][^,;]{2,60}?) (?:was|were) (\w+ed) by ([^,;]{2,60})\.", text)
    if found:
        subject, verb, doer = found.groups()
        words = f"{doer[:1].upper()}{doer[1:]} {verb} {subject}."
        yield Change(sentence, words, sentence, "voice", ALIKE)


def twin(report: Report, made: Sequence[Change]) -> tuple[Report, list[Span]]:
    """The report with the changes, and where each changed sentence stands in it."""
    text, shift, spans = report.text, 0, []
    parts, at = [], 0
    for change in sorted(made, key=lambda change: change.span):
        parts += [text[at : change.span.start], change.words]
        at = change.span.end
        grown = len(change.words) - (change.span.end - change.span.start)
        spans.append(Span(change.sentence.start + shift, change.sentence.end + shift + grown))
        shift += grown
    new = "".join((*parts, text[at:]))
    blocks = tuple(
        replace(b, span=Span(_moved(b.span.start, made), _moved(b.span.end, made)))
        for b in report.blocks
    )
    id = identify("twin", report.id)
    return replace(report, id=id, text=new, blocks=blocks, outlet="The Twin", url=None), spans


def _moved(at: int, made: Sequence[Change]) -> int:
    return at + sum(len(c.words) - (c.span.end - c.span.start) for c in made if c.span.end <= at)


def judge(reports: Sequence[Report], pipeline: Pipeline) -> Iterator[tuple[str, Judged]]:
    """What was made and what Sayso finds, with the kind of change."""
    rng = random.Random(SEED)
    for report in reports:
        before = _read(report, pipeline)
        if before is None:
            continue
        made = sorted(changes(*before, rng), key=lambda change: change.span)
        other, spans = twin(report, made)
        after = _read(other, pipeline)
        if after is None:
            continue
        ours, theirs = (
            propositions(reading, Syntax(reading.report.text, parse))
            for reading, parse in (before, after)
        )
        for number, (change, span) in enumerate(zip(made, spans, strict=True)):
            moved = _moved(change.span.start, made[:number])
            here = Span(moved, moved + max(len(change.words), 1))
            left, right = _holding(ours, change.span), _holding(theirs, here)
            if left and right:
                yield change.kind, _judged(left, right, change.relation)
            following = [p for p in theirs if p.spans[0].start > span.end][:1]
            if left and following:
                yield "nothing", _judged(left, following[0], "none")


def _read(report: Report, pipeline: Pipeline) -> tuple[Reading, Parse] | None:
    found = next(iter(pipeline.read_reports([report])))
    return (found, pipeline.parses([report])[0]) if isinstance(found, Reading) else None


def _holding(some: Sequence[Proposition], span: Span) -> Proposition | None:
    """The shortest proposition with a word of a span."""
    found = [p for p in some if any(s.start <= span.start and span.end <= s.end for s in p.spans)]
    return min(found, key=lambda p: sum(s.end - s.start for s in p.spans), default=None)


def _judged(left: Proposition, right: Proposition, relation: str) -> Judged:
    found = relate(left, right, liken(left, right))
    return Judged(relation, found, left, right)


def main() -> None:
    """Read, change, read again, and print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("sources", nargs="+")
    arguments.add_argument("--reports", type=int, default=30)
    asked = arguments.parse_args()
    pipeline = Pipeline()
    reports: list[Report] = []
    for source in asked.sources:
        found = (r for r in pipeline.reports([str(Path(source))]) if isinstance(r, Report))
        share = max(asked.reports // len(asked.sources), 1)
        reports += [report for _, report in zip(range(share), found, strict=False)]
    by_kind = list(judge(reports, pipeline))
    judged = [one for _, one in by_kind]
    print(format_table(score_table(judged, "relations_made", f"{len(judged)} pairs made")), "\n")
    print(format_table(curve_table(judged, "relations_made_curve", "contradictions, by threshold")))
    for kind in sorted({kind for kind, _ in by_kind}):
        some = [one for each, one in by_kind if each == kind]
        said = Counter(one.found for one in some)
        print(
            f"{kind:12} {len(some):4}  "
            + ", ".join(f"{n} {what}" for what, n in said.most_common())
        )


if __name__ == "__main__":
    main()
