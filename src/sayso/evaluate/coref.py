"""``sayso eval coref``: which words refer to the same, on the free genres of GUM.

Twice: on the treebank's own syntax with names from its annotation, and on the model's parse of the
raw text, with the model's affinity of mentions. A mention is right when its characters are. GUM has
chains of anything (an eruption, a Tuesday); those of actors alone (people, organisations, places)
are scored a third time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.errors import SaysoError
from sayso.evaluate.chains import CorefScore, Tally
from sayso.evaluate.corpus import hash_files
from sayso.evaluate.gate import Demands, Scored, conclude, say
from sayso.evaluate.tables import Cell, Table
from sayso.evaluate.treebank import Treebanked, read_treebank
from sayso.parse.quotations import find_quotations
from sayso.records import Entity, Parse, Report, Span
from sayso.resolve import Affinity, Chains, find_chains
from sayso.syntax import Syntax
from sayso.terms import EntityKind, MentionKind

TREEBANK = "gum-free"
KINDS = {
    "person": EntityKind.PERSON,
    "organization": EntityKind.ORGANISATION,
    "place": EntityKind.PLACE,
    "time": EntityKind.TIME,
}
ACTING = ("person", "organization", "place")
#: What is counted: the figure's name, and its words.
VIEWS = (
    ("conll", "chains of two and more"),
    ("conll_all", "and what is mentioned once"),
    ("conll_actors", "of people, bodies and places"),
)

Found = Sequence[frozenset[Span]]

#: From texts to what is made of each: its parse, and a learned score of mentions if there is one.
Reader = Callable[[Sequence[str]], Sequence[tuple[Parse, Affinity | None]]]


@dataclass(frozen=True, slots=True)
class Sides:
    """A text's chains as GUM has them, and as Sayso found them, with what is mentioned once."""

    gold: Treebanked
    found: Found


def run_coref(
    corpora: Path,
    demands: Demands | None = None,
    *,
    split: str = "dev",
    limit: int | None = None,
    reader: Reader | None = None,
) -> int:
    """Score chains of coreference on a part of GUM; the exit code.

    ``corpora`` holds ``ud/``; ``limit`` takes the first texts, with floors of their own.
    0: done, and the gate holds. 1: it does not, or the corpus is missing.
    """
    try:
        texts = read_treebank(corpora, TREEBANK, split)[:limit]
        read = (reader or own_reader)([text.text for text in texts])
        tables: list[Table] = []
        figures: dict[str, float] = {}
        for name, given in (("gold_", ((gold_parse(text), None) for text in texts)), ("", read)):
            sides = [
                Sides(
                    text,
                    found_chains(find_chains(Syntax(text.text, parse), (), affinity)[0]),
                )
                for text, (parse, affinity) in zip(texts, given, strict=True)
            ]
            scores = score_chains(sides)
            tables.append(_table(name, scores, len(texts)))
            figures |= {name + view: 100 * score.conll for view, score in scores.items()}
        section = f"coref.{TREEBANK}" + ("" if split == "dev" else f".{split}")
        section += f".{limit}" if limit else ""
        corpus = hash_files([corpora / "ud" / TREEBANK / f"{split}.conllu"])
        return conclude(Scored(section, tuple(tables), figures, corpus), demands or Demands())
    except SaysoError as error:
        say(str(error))
        return 1


def own_reader(texts: Sequence[str]) -> list[tuple[Parse, Affinity | None]]:
    """Sayso's own parses and the affinity of mentions, from the model that ships."""
    from sayso.model import Model  # loads onnxruntime
    from sayso.parse import parse_report

    reports = [Report("", "", text, ()) for text in texts]
    model = Model()
    scored = [model.read(report.text) for report in reports]
    return [(parse_report(r, s), s.mentions) for r, s in zip(reports, scored, strict=True)]


def gold_parse(text: Treebanked) -> Parse:
    """The treebank's syntax, with entities from its mentions that are headed by proper nouns."""
    return replace(
        text.parse, quotations=find_quotations(text.text), entities=tuple(_entities(text))
    )


def _entities(text: Treebanked) -> Iterator[Entity]:
    """The longest names first; none overlaps another. In the order of the text."""
    words = text.parse.words
    starts = {word.span.start: number for number, word in enumerate(words)}
    ends = {word.span.end: number for number, word in enumerate(words)}
    found: dict[tuple[int, int], EntityKind] = {}
    for chain in text.chains:
        for mention in chain.mentions if chain.kind in KINDS else ():
            first, last = starts[mention.start], ends[mention.end]
            head = next(i for i in range(first, last + 1) if not first <= words[i].head <= last)
            if words[head].tag != "PROPN":  # "president Sehar Memon" may hang on the president
                after = (i for i in range(head + 1, last + 1) if words[i].head == head)
                head = next((i for i in after if words[i].relation == "flat"), head)
            if words[head].tag == "PROPN":
                found[_name_around(text, first, head, last)] = KINDS[chain.kind]
    taken: set[int] = set()
    kept: list[Entity] = []
    for (first, last), kind in sorted(found.items(), key=lambda entry: entry[0][0] - entry[0][1]):
        if not taken & set(range(first, last + 1)):
            taken |= set(range(first, last + 1))
            kept.append(Entity(Span(words[first].span.start, words[last].span.end), kind))
    yield from sorted(kept, key=lambda entity: entity.span)


def _name_around(text: Treebanked, first: int, head: int, last: int) -> tuple[int, int]:
    """The capitals around a proper noun, over hyphens: Lee Cheuk-yan, United Nations."""
    words = text.parse.words

    def part(i: int) -> bool:
        form = words[i].span.of(text.text)
        return words[i].tag == "PROPN" or form == "-" or (words[i].tag == "ADJ" and form.istitle())

    left = right = head
    while left > first and part(left - 1):
        left -= 1
    while right < last and part(right + 1):
        right += 1
    return left, right


def found_chains(chains: Chains) -> Found:
    """The chains of a text as GUM counts them: without relative pronouns, which it leaves out.

    Parts of compounds count where something else refers to the same.
    """
    tree, seen = chains.tree, set[Span]()
    found: list[frozenset[Span]] = []
    for chain in chains.all():
        members = [
            r
            for r in chain.members
            if r.kind is not MentionKind.PRONOUN or r.determiner != "relative"
        ]
        if len(members) == 1 and members[0].weak:
            continue
        spans = {tree.span(r.first, r.last) for r in members} - seen
        seen |= spans
        if spans:
            found.append(frozenset(spans))
    return found


def score_chains(sides: Iterable[Sides]) -> dict[str, CorefScore]:
    """The scores of every view over some texts."""
    scores = {view: CorefScore() for view, _ in VIEWS}
    for side in sides:
        gold = [frozenset(chain.mentions) for chain in side.gold.chains]
        scores["conll_all"].add(gold, side.found)
        linked = [chain for chain in side.found if len(chain) > 1]
        scores["conll"].add([chain for chain in gold if len(chain) > 1], linked)
        acting = [frozenset(c.mentions) for c in side.gold.chains if c.kind in ACTING]
        scores["conll_actors"].add(
            [chain for chain in acting if len(chain) > 1], _acting(linked, gold, acting)
        )
    return scores


def _acting(found: Found, gold: Found, acting: Found) -> Found:
    """Found chains of actors: half of their mentions are, or none is of anything in GUM."""
    everything = {span for chain in gold for span in chain}
    theirs = {span for chain in acting for span in chain}
    return [c for c in found if 2 * len(c & theirs) >= len(c) or not c & everything]


def _table(name: str, scores: dict[str, CorefScore], texts: int) -> Table:
    measures: tuple[tuple[str, Callable[[CorefScore], Tally]], ...] = (
        ("mentions", lambda score: score.mentions),
        ("MUC", lambda score: score.muc),
        ("B-cubed", lambda score: score.b_cubed),
        ("CEAF", lambda score: score.ceaf),
    )
    rows: list[tuple[Cell, ...]] = []
    for view, words in VIEWS:
        rows.append((words, "CoNLL", None, None, scores[view].conll))
        for measure, of in measures:
            tally = of(scores[view])
            rows.append((words, measure, tally.precision, tally.recall, tally.f1))
    syntax = "the treebank's syntax and names" if name else "the model's parse of the raw text"
    return Table(
        f"{name}coref",
        f"Coreference: {texts} texts of GUM, on {syntax}",
        ("chains", "measure", "P", "R", "F1"),
        tuple(rows),
    )
