"""What a report asserts itself: its main clauses that nobody in it is said to say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sayso.attribute.certainty import Sure, find_phrase, of_clause, vouches
from sayso.attribute.lemmas import lemma
from sayso.attribute.quoting import quote_type
from sayso.attribute.sureness import Sureness, sureness_at
from sayso.records import Attribution, How, Report, identify
from sayso.syntax import Syntax
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
    syntax: Syntax,
    attributions: Sequence[Attribution],
    sureness: Sureness | None = None,
) -> tuple[Attribution, ...]:
    """One attribution a main clause of the body, as far as nobody is said to say it.

    Source and cue are empty: the report says it. Its ``how`` has the manner "report", without
    words, and the certainty of the clause. Questions, headings and quotations assert nothing.
    """
    said = {at for it in attributions for at in syntax.words_of((*it.cue, *it.content))}
    found = []
    for first, last in syntax.parse.sentences:
        words = range(first, min(last, syntax.size))
        if words and _is_body(report, syntax.starts[words[0]]) and _is_told(syntax, words):
            for head, own in _main_clauses(syntax, words, said):
                found.append(_assertion(report, syntax, head, own, sureness))
    return tuple(it for it in found if it.quote_type is not QuoteType.DIRECT)


def _is_told(syntax: Syntax, words: range) -> bool:
    """Whether a sentence is one that tells: neither a question nor a line without a full stop."""
    last = words[-1]
    while last > words[0] and syntax.low[last] in _PARTNERS:
        last -= 1
    if syntax.low[last] == "?":
        return False
    behind = syntax.text[syntax.spans[words[-1]].end :][:1]
    return behind not in ("", "\n") or syntax.low[last] in _ENDS


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
    syntax: Syntax, words: range, said: Collection[int]
) -> Iterator[tuple[int, list[int]]]:
    """The predicates of a sentence that are its own, each with its words."""
    roots = {at for at in words if syntax.heads[at] < 0 or syntax.relations[at] == "root"}
    heads = roots | {at for at in words if _stands_beside(syntax, at, roots)}
    for head in sorted(heads - set(said)):
        if _is_finite(syntax, head) and not lemma(syntax.low[head], _SPEECH):
            own = _trimmed(syntax, _own(syntax, head, {*said, *heads} - {head}))
            if len(own) >= FEWEST:
                yield head, own


def _own(syntax: Syntax, head: int, shut: Collection[int]) -> list[int]:
    """The words of a clause, without what hangs on words that are shut to it.

    None where it needs one of those: "the guild knows what the mayor called ...".
    """
    found, waiting = [], [head]
    while waiting:
        at = waiting.pop()
        found.append(at)
        for kid in syntax.children[at]:
            if kid not in shut:
                waiting.append(kid)
            elif _is_needed(syntax, kid, head):
                return []
    return sorted(found)


def _is_needed(syntax: Syntax, kid: int, head: int) -> bool:
    relation, above = syntax.relations[kid], syntax.heads[kid]
    if relation == "acl":  # "what he called", "signs that he decided"
        return syntax.low[above] == "what" or syntax.child(kid, "mark") >= 0
    return above == head and relation in _NEEDED


def _stands_beside(syntax: Syntax, at: int, roots: set[int]) -> bool:
    """Whether a clause with a subject of its own is coordinate with the main one."""
    if syntax.relations[at] not in ("conj", "parataxis"):
        return False
    if syntax.child(at, "nsubj", "expl") < 0:
        return False
    return syntax.heads[at] in roots


def _is_finite(syntax: Syntax, head: int) -> bool:
    if syntax.child(head, "nsubj", "expl", "csubj") < 0:
        return False
    verb = syntax.tags[head] in ("VERB", "AUX") or syntax.child(head, "cop") >= 0
    mark = syntax.child(head, "mark")
    return verb and not (mark >= 0 and syntax.low[mark] == "to")


def _trimmed(syntax: Syntax, words: list[int]) -> list[int]:
    """Without the marks and conjunctions at either end; a pair inside stays."""
    first, last = 0, len(words)
    if words and (syntax.low[words[0]], syntax.low[words[-1]]) == ("(", ")"):
        first, last = 1, last - 1
    while first < last and _is_loose(syntax, words[first], words, ("CCONJ",)):
        first += 1
    while last > first and _is_loose(syntax, words[last - 1], words, ("CCONJ", "SCONJ")):
        last -= 1
    return words[first:last]


def _is_loose(syntax: Syntax, at: int, words: list[int], joining: Sequence[str]) -> bool:
    form = syntax.low[at]
    if syntax.tags[at] != "PUNCT" or form not in _PARTNERS:
        return syntax.tags[at] in ("PUNCT", *joining)
    marks = [syntax.low[it] for it in words]
    if _PARTNERS[form] == form:
        return marks.count(form) % 2 == 1
    return marks.count(form) != marks.count(_PARTNERS[form])


def _assertion(
    report: Report,
    syntax: Syntax,
    head: int,
    words: list[int],
    sureness: Sureness | None,
) -> Attribution:
    content = syntax.spans_of(words)
    places = [f"{span.start}-{span.end}" for span in content]
    sure = _sure(syntax, head, words)
    how = How(
        Manner.REPORT,
        (),
        certainty=sure.certainty,
        certainty_words=syntax.spans_of(sure.words),
        sureness=sureness_at(sureness, syntax, head),
    )
    return Attribution(
        identify("assertion", report.id, *places),
        report.id,
        (),
        (),
        content,
        quote_type(report.text, content, syntax.parse.quotations),
        CONFIDENCE,
        how=how,
    )


def _sure(syntax: Syntax, head: int, words: Sequence[int]) -> Sure:
    phrase = find_phrase(syntax, words)
    shown = any(syntax.low[at].startswith("show") for at in phrase)
    if phrase and (head in phrase or shown or vouches(syntax, phrase)):
        return Sure(Certainty.UNVERIFIED, phrase)
    return of_clause(syntax, head, words, Manner.REPORT)
