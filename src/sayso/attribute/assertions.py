"""What a report asserts itself: its main clauses that nobody in it is said to say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sayso.attribute.certainty import Sure, find_phrase, of_clause, vouches
from sayso.attribute.clauses import Clauses
from sayso.attribute.lemmas import lemma
from sayso.attribute.quoting import quote_type
from sayso.attribute.sureness import Sureness, sureness_at
from sayso.records import Attribution, How, Parse, Report, identify
from sayso.terms import BlockKind, Certainty, Manner, QuoteType

FEWEST = 3  # words: shorter ones are headings and cries
# Of 60 that were drawn from 30 real reports 56 were whole, and the report's own. The others were
# speech that no attribution had found, a title, and clauses that a wrong tree cut short.
CONFIDENCE = 0.93
#: A clause that lost one of these to what somebody says is none without it.
_NEEDED = ("nsubj", "csubj", "obj", "iobj", "ccomp", "xcomp")
_SPEECH = frozenset(("say", "add", "tell"))  # what is said with these is somebody's, found or not
_ENDS = frozenset((".", "!", "…", "...", ";"))
_OPENING, _CLOSING = "“‘«([\"'", "”’»)]\"'"
_PARTNERS = dict(zip(_OPENING + _CLOSING, _CLOSING + _OPENING, strict=True))


def assertions(
    report: Report,
    parse: Parse,
    attributions: Sequence[Attribution],
    sureness: Sureness | None = None,
) -> tuple[Attribution, ...]:
    """One attribution a main clause of the body, as far as nobody is said to say it.

    Source and cue are empty: the report says it. Its ``how`` has the manner "report", without
    words, and the certainty of the clause. Questions, headings and quotations assert nothing.
    """
    clauses = Clauses(report.text, parse)
    said = {at for it in attributions for at in clauses.words_of((*it.cue, *it.content))}
    found = []
    for first, last in parse.sentences:
        words = range(first, min(last, clauses.size))
        if words and _is_body(report, clauses.starts[words[0]]) and _is_told(clauses, words):
            for head, own in _main_clauses(clauses, words, said):
                found.append(_assertion(report, parse, clauses, head, own, sureness))
    return tuple(it for it in found if it.quote_type is not QuoteType.DIRECT)


def _is_told(clauses: Clauses, words: range) -> bool:
    """Whether a sentence is one that tells: neither a question nor a line without a full stop."""
    last = words[-1]
    while last > words[0] and clauses.low[last] in _PARTNERS:
        last -= 1
    if clauses.low[last] == "?":
        return False
    behind = clauses.text[clauses.ends[words[-1]] :][:1]
    return behind not in ("", "\n") or clauses.low[last] in _ENDS


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
    clauses: Clauses, words: range, said: Collection[int]
) -> Iterator[tuple[int, list[int]]]:
    """The predicates of a sentence that are its own, each with its words."""
    roots = {at for at in words if clauses.heads[at] < 0 or clauses.relations[at] == "root"}
    heads = roots | {at for at in words if _stands_beside(clauses, at, roots)}
    for head in sorted(heads - set(said)):
        if _is_finite(clauses, head) and not lemma(clauses.low[head], _SPEECH):
            own = _trimmed(clauses, _own(clauses, head, {*said, *heads} - {head}))
            if len(own) >= FEWEST:
                yield head, own


def _own(clauses: Clauses, head: int, shut: Collection[int]) -> list[int]:
    """The words of a clause, without what hangs on words that are shut to it.

    None where it needs one of those: "the guild knows what the mayor called ...".
    """
    found, waiting = [], [head]
    while waiting:
        at = waiting.pop()
        found.append(at)
        for kid in clauses.children(at):
            if kid not in shut:
                waiting.append(kid)
            elif _is_needed(clauses, kid, head):
                return []
    return sorted(found)


def _is_needed(clauses: Clauses, kid: int, head: int) -> bool:
    relation, above = clauses.relations[kid], clauses.heads[kid]
    if relation == "acl":  # "what he called", "signs that he decided"
        return clauses.low[above] == "what" or clauses.child(kid, "mark") >= 0
    return above == head and relation in _NEEDED


def _stands_beside(clauses: Clauses, at: int, roots: set[int]) -> bool:
    """Whether a clause with a subject of its own is coordinate with the main one."""
    if clauses.relations[at] not in ("conj", "parataxis"):
        return False
    if clauses.child(at, "nsubj", "expl") < 0:
        return False
    return clauses.heads[at] in roots


def _is_finite(clauses: Clauses, head: int) -> bool:
    if clauses.child(head, "nsubj", "expl", "csubj") < 0:
        return False
    verb = clauses.tags[head] in ("VERB", "AUX") or clauses.child(head, "cop") >= 0
    mark = clauses.child(head, "mark")
    return verb and not (mark >= 0 and clauses.low[mark] == "to")


def _trimmed(clauses: Clauses, words: list[int]) -> list[int]:
    """Without the marks and conjunctions at either end; a pair inside stays."""
    first, last = 0, len(words)
    if words and (clauses.low[words[0]], clauses.low[words[-1]]) == ("(", ")"):
        first, last = 1, last - 1
    while first < last and _is_loose(clauses, words[first], words, ("CCONJ",)):
        first += 1
    while last > first and _is_loose(clauses, words[last - 1], words, ("CCONJ", "SCONJ")):
        last -= 1
    return words[first:last]


def _is_loose(clauses: Clauses, at: int, words: list[int], joining: Sequence[str]) -> bool:
    form = clauses.low[at]
    if clauses.tags[at] != "PUNCT" or form not in _PARTNERS:
        return clauses.tags[at] in ("PUNCT", *joining)
    marks = [clauses.low[it] for it in words]
    if _PARTNERS[form] == form:
        return marks.count(form) % 2 == 1
    return marks.count(form) != marks.count(_PARTNERS[form])


def _assertion(
    report: Report,
    parse: Parse,
    clauses: Clauses,
    head: int,
    words: list[int],
    sureness: Sureness | None,
) -> Attribution:
    content = clauses.spans(words)
    places = [f"{span.start}-{span.end}" for span in content]
    sure = _sure(clauses, head, words)
    how = How(
        Manner.REPORT,
        (),
        certainty=sure.certainty,
        certainty_words=clauses.spans(sure.words),
        sureness=sureness_at(sureness, clauses, head),
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


def _sure(clauses: Clauses, head: int, words: Sequence[int]) -> Sure:
    phrase = find_phrase(clauses, words)
    shown = any(clauses.low[at].startswith("show") for at in phrase)
    if phrase and (head in phrase or shown or vouches(clauses, phrase)):
        return Sure(Certainty.UNVERIFIED, phrase)
    return of_clause(clauses, head, words, Manner.REPORT)
