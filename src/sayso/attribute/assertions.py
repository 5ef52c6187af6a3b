"""What a report asserts itself: its main clauses that nobody in it is said to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.attribute.certainty import Sure, find_phrase, of_clause, vouches
from sayso.attribute.clauses import Clauses
from sayso.attribute.describing import Sureness, spans_of
from sayso.attribute.quoting import quote_type
from sayso.records import Attribution, How, Parse, Report, identify
from sayso.terms import BlockKind, Certainty, Manner

FEWEST = 3  # words: shorter ones are headings and cries
# Of 60 that were drawn from 30 real reports 50 were whole, and the report's own. The others were
# speech that no attribution had found, and clauses that a wrong tree cut short.
CONFIDENCE = 0.83
_FINITE = ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "ADV", "PRON", "NUM")


def assertions(
    report: Report,
    parse: Parse,
    attributions: Sequence[Attribution],
    sureness: Sureness | None = None,
) -> tuple[Attribution, ...]:
    """One attribution a main clause of the body that no attribution covers.

    Source and cue are empty: the report says it. Its ``how`` has the manner "report", without
    words, and the certainty of the clause. A question asserts nothing.
    """
    clauses = Clauses(report.text, parse)
    covered = {at for it in attributions for span in it.spans for at in clauses.words_in(span)}
    found = []
    for first, last in parse.sentences:
        words = range(first, min(last, clauses.size))
        if not words or not _is_body(report, clauses.starts[words[0]]):
            continue
        if clauses.low[words[-1]] == "?" or all(at in covered for at in words):
            continue
        for head, own in _main_clauses(clauses, words, covered):
            found.append(_assertion(report, parse, clauses, head, own, sureness))
    return tuple(found)


def _is_body(report: Report, character: int) -> bool:
    if not report.blocks:
        return True
    return any(
        block.span.start <= character < block.span.end
        and (
            block.kind is BlockKind.BODY
            # A passage that is set in and nobody else's is the page's own too.
            or (block.kind is BlockKind.EMBEDDED and block.origin is None)
        )
        for block in report.blocks
    )


def _main_clauses(
    clauses: Clauses, words: range, covered: set[int]
) -> Iterable[tuple[int, list[int]]]:
    """The predicates of a sentence that are its own, each with its words."""
    roots = [at for at in words if clauses.heads[at] < 0 or clauses.relations[at] == "root"]
    beside = [at for at in words if _stands_beside(clauses, at, set(roots))]
    heads = sorted({*roots, *beside})
    for head in heads:
        if head in covered or not _is_finite(clauses, head):
            continue
        others = set(heads) - {head}
        own = [
            at
            for at in words
            if at not in covered and (at == head or _belongs(clauses, at, head, others))
        ]
        own = _trimmed(clauses, own)
        if len(own) >= FEWEST:
            yield head, own


def _stands_beside(clauses: Clauses, at: int, roots: set[int]) -> bool:
    """Whether a clause with a subject of its own is coordinate with the main one."""
    if clauses.relations[at] not in ("conj", "parataxis"):
        return False
    if clauses.child(at, "nsubj", "expl") < 0:
        return False
    return clauses.heads[at] in roots


def _is_finite(clauses: Clauses, head: int) -> bool:
    if clauses.tags[head] not in _FINITE or clauses.child(head, "nsubj", "expl", "csubj") < 0:
        return False
    return clauses.tags[head] in ("VERB", "AUX") or clauses.child(head, "cop") >= 0


def _belongs(clauses: Clauses, at: int, head: int, others: set[int]) -> bool:
    """Whether a word hangs on this predicate before it hangs on another."""
    for above in clauses.above(at):
        if above == head:
            return at not in others
        if above in others:
            return False
    return False


def _trimmed(clauses: Clauses, words: list[int]) -> list[int]:
    """Without the marks and conjunctions at either end."""
    first, last = 0, len(words)
    while first < last and clauses.tags[words[first]] in ("PUNCT", "CCONJ"):
        first += 1
    while last > first and clauses.tags[words[last - 1]] in ("PUNCT", "CCONJ", "SCONJ"):
        last -= 1
    return words[first:last]


def _assertion(
    report: Report,
    parse: Parse,
    clauses: Clauses,
    head: int,
    words: list[int],
    sureness: Sureness | None,
) -> Attribution:
    content = spans_of(clauses, words)
    places = [f"{span.start}-{span.end}" for span in content]
    unverified = find_phrase(clauses, words)
    shown = any(clauses.low[at].startswith("show") for at in unverified)
    if head not in unverified and not shown and not vouches(clauses, unverified):
        unverified = ()  # it is something else in the sentence that is unclear
    sure = (
        Sure(Certainty.UNVERIFIED, unverified)
        if unverified
        else of_clause(clauses, head, words, Manner.REPORT)
    )
    value = round(sureness.at(clauses.span(head, head)), 2) if sureness else None
    how = How(
        Manner.REPORT,
        (),
        certainty=sure.certainty,
        certainty_words=spans_of(clauses, sure.words),
        sureness=value,
    )
    return Attribution(
        identify("assertion", report.id, *places),
        report.id,
        (),
        (),
        content,
        quote_type(report.text, content, parse.quotations),
        CONFIDENCE,
        how=how,
    )
