"""What a report puts forward, sentence by sentence, as other reports' is compared with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.names import fold
from sayso.reconcile.claims.clauses import Text, find_clauses
from sayso.reconcile.claims.keys import Keys, called
from sayso.reconcile.events.tree import Tree
from sayso.records import Actor, Attribution, Parse, Reading, Span, identify
from sayso.records.claims import Proposition
from sayso.terms import ActorKind, BlockKind, Certainty, Manner, Modality, QuoteType

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


def propositions(reading: Reading, parse: Parse) -> tuple[Proposition, ...]:
    """The propositions of a report's attributions and of its own assertions, in their order."""
    tree = Tree(reading.report.text, parse)
    keys = Keys(tree, reading.actors)
    text = Text(tree, keys, reading.times, reading.places)
    gist = keys.gist()
    inner: dict[str, set[int]] = {}
    for one in reading.attributions:
        if one.within:
            inner.setdefault(one.within, set()).update(_words(tree, one.content))
    idle = [b.span for b in reading.report.blocks if b.kind in _IDLE]
    found = []
    for one in (*reading.attributions, *reading.assertions):
        if any(span.holds(piece) for span in idle for piece in one.content):
            continue
        own = [w for w in _words(tree, one.content) if w not in inner.get(one.id, ())]
        for words in _sentences(tree, own):
            if made := _proposition(reading, text, one, words, gist):
                found.append(made)
    return tuple(found)


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
    # Who denies in quotation marks says it with a "not" of his own.
    quoted = attribution.quote_type is QuoteType.DIRECT
    denied = how is not None and how.manner is Manner.DENY and not quoted
    sort = _SORTS.get(how.manner, Modality.ASSERTED) if how else Modality.ASSERTED
    certainty = how.certainty if how else Certainty.ASSERTED
    if certainty in (Certainty.HEDGED, Certainty.UNVERIFIED) and sort is Modality.ASSERTED:
        sort = Modality.HEDGED
    elif certainty is Certainty.CONDITIONAL:
        sort = Modality.CONDITIONAL
    clauses = find_clauses(text, words, denied=denied, modality=sort)
    asked = tree.low[words[-1]] == "?" or tree.low[words[0]] in ("whether", "if")
    if not weights or not clauses or asked:
        return None  # what only names something says nothing of it
    spans = tuple(_runs(tree, words))
    who, named = _who(reading, attribution)
    plain = " ".join(fold(tree.low[w]) for w in words if tree.tags[w] != "PUNCT")
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
        identify("wording", plain, "not" if denied else "", report.id if len(words) < _OWN else ""),
        gist,
        certainty,
        how.certainty_words if how else (),
        published.isoformat()[:10] if published else None,
        tuple(text.when(range(words[0], words[-1] + 1))),
        tuple(text.where(range(words[0], words[-1] + 1))),
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


def _who(reading: Reading, attribution: Attribution) -> tuple[str, bool]:
    """Whose word it is: an actor by its id or name, else its report's outlet.

    A source without a name is nobody else's in another report, as far as anybody can tell.
    """
    actors: dict[str, Actor] = {actor.id: actor for actor in reading.actors}
    report = reading.report
    actor = actors.get(attribution.actor or "")
    if actor is None:
        if attribution.source:
            return f"source {report.id} {attribution.source[0].start}", False
        return f"outlet {fold(report.outlet)}" if report.outlet else f"report {report.id}", bool(
            report.outlet
        )
    if actor.known:
        return f"known {actor.known}", True
    if not called(actor):
        return f"actor {actor.id}", False
    body = actor.kind in (ActorKind.ORGANISATION,)  # a newspaper may be a source and an outlet
    return f"{'outlet' if body else 'actor'} {fold(actor.name)}", True
