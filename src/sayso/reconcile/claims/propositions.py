"""What a report puts forward, sentence by sentence, as other reports' is compared with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.names import fold
from sayso.reconcile.claims.answers import answers
from sayso.reconcile.claims.clauses import Text, find_clauses
from sayso.reconcile.claims.keys import Keys
from sayso.reconcile.claims.whose import denies, is_nobodys, rejects, whose
from sayso.reconcile.events.tree import Tree
from sayso.records import TAKEN_BACK, Attribution, Reading, Span, identify
from sayso.records.claims import Proposition
from sayso.syntax import Syntax
from sayso.terms import BlockKind, Certainty, Manner, Modality

_OWN = 8  # words and marks; of fewer, the same may be said of something else
# Repeated text is no second account, and furniture none at all.
_IDLE = frozenset((BlockKind.RECAP, BlockKind.PROMOTION, BlockKind.CREDIT, BlockKind.BYLINE))
_SORTS = {
    Manner.PROMISE: Modality.PLANNED,
    Manner.THREATEN: Modality.PLANNED,
    Manner.PREDICT: Modality.PLANNED,
    Manner.DEMAND: Modality.WANTED,
    Manner.ASK: Modality.WANTED,
}


def propositions(reading: Reading, syntax: Syntax) -> tuple[Proposition, ...]:
    """The propositions of a report's attributions and of its own assertions, in their order."""
    tree = Tree(syntax)
    keys = Keys(tree, reading.actors)
    text = Text(tree, keys, reading.times, reading.places)
    gist = keys.gist()
    said = _attributions(reading)
    inner: dict[str, set[int]] = {}
    for one in said:
        if one.within:
            inner.setdefault(one.within, set()).update(_words(tree, one.content))
    idle = [b.span for b in reading.report.blocks if b.kind in _IDLE]
    found = []
    for one in (*said, *reading.assertions):
        unheard = any(span.holds(piece) for span in idle for piece in one.content)
        if unheard or is_nobodys(reading, one):
            continue
        own = [w for w in _words(tree, one.content) if w not in inner.get(one.id, ())]
        for words in _sentences(tree, own):
            if made := _proposition(reading, text, one, words, gist):
                found.append(made)
    return tuple(found)


def _attributions(reading: Reading) -> list[Attribution]:
    """All but those that are no more than what another denies: "rejected claims that ..."."""
    denied = {one.id for one in reading.attributions if denies(one) or rejects(reading, one)}
    return [one for one in reading.attributions if one.source or one.within not in denied]


def _words(tree: Tree, spans: Sequence[Span]) -> list[int]:
    return sorted({word for span in spans for word in tree.words_in(span)})


def _sentences(tree: Tree, words: Sequence[int]) -> Iterator[list[int]]:
    by_sentence: dict[int, list[int]] = {}
    for word in words:
        by_sentence.setdefault(tree.sentence[word], []).append(word)
    yield from by_sentence.values()


def _proposition(
    reading: Reading,
    text: Text,
    attribution: Attribution,
    words: list[int],
    gist: frozenset[str],
) -> Proposition | None:
    tree, report = text.tree, reading.report
    weights = text.keys.of(words)
    how = attribution.how
    denied = denies(attribution)
    rejected = rejects(reading, attribution)
    sort = _SORTS.get(how.manner, Modality.ASSERTED) if how else Modality.ASSERTED
    certainty = how.certainty if how else Certainty.ASSERTED
    if certainty in (Certainty.HEDGED, Certainty.UNVERIFIED) and sort is Modality.ASSERTED:
        sort = Modality.HEDGED
    elif certainty is Certainty.CONDITIONAL:
        sort = Modality.CONDITIONAL
    clauses = find_clauses(text, words, denied=denied, rejected=rejected, modality=sort)
    answered = tuple(answers(text, words, sort))
    clauses += answered
    asked = tree.low[words[-1]] == "?" or tree.low[words[0]] in ("whether", "if")
    if not weights or not clauses or asked:
        return None  # what only names something says nothing of it
    spans = tuple(_runs(tree, words))
    who, named = whose(reading, attribution)
    plain = " ".join(fold(tree.low[w]) for w in words if tree.tags[w] != "PUNCT")
    taken_back = who.startswith(TAKEN_BACK)
    turned = "taken back" if taken_back else "not" if denied else "rejected" if rejected else ""
    published = report.published
    return Proposition(
        identify("proposition", attribution.id, *(f"{s.start}-{s.end}" for s in spans)),
        report.id,
        attribution.id,
        spans,
        who,
        named,
        tuple(sorted(weights.items())),
        clauses,
        identify("wording", plain, turned, report.id if len(words) < _OWN else ""),
        gist,
        certainty,
        how.certainty_words if how else (),
        published.isoformat()[:10] if published else None,
        () if answered else text.when(range(words[0], words[-1] + 1)),
        text.where(range(words[0], words[-1] + 1)),
        _around(text, attribution, words),
    )


def _around(
    text: Text, attribution: Attribution, words: Sequence[int]
) -> tuple[tuple[str, float], ...]:
    """The keys of what its sentence says beside it: "14 died" says there of what."""
    tree = text.tree
    own = {*words, *_words(tree, (*attribution.source, *attribution.cue))}
    first, last = words[0], words[-1] + 1
    while first and tree.sentence[first - 1] == tree.sentence[words[0]]:
        first -= 1
    while last < tree.size and tree.sentence[last] == tree.sentence[words[0]]:
        last += 1
    beside = text.keys.of([w for w in range(first, last) if w not in own])
    return tuple(sorted(beside.items()))


def _runs(tree: Tree, words: Sequence[int]) -> Iterator[Span]:
    first = last = words[0]
    for word in words[1:]:
        if word != last + 1:
            yield Span(tree.starts[first], tree.spans[last].end)
            first = word
        last = word
    yield Span(tree.starts[first], tree.spans[last].end)
