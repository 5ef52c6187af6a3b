"""How near the reporter stands to what is said: "claimed" holds it away, "pointed out" does not."""

from __future__ import annotations

import re

from sayso.attribute.lemmas import lemma
from sayso.attribute.lexicon import manners
from sayso.attribute.manner import Act
from sayso.records import Attribution, Quotation, Span
from sayso.syntax import Syntax
from sayso.terms import Distance, Manner, QuoteType

FEW = 2  # quoted words of a paraphrase that are held away rather than repeated
#: What takes a stand on a thing and quotes its name holds that name away. In what is said, accused
#: or promised, quoted words are the speaker's own: of nine in 13 reports seven only repeated them.
_STANDS = (Manner.CONDEMN, Manner.PRAISE, Manner.ENDORSE, Manner.BELIEVE, Manner.DENY)
_WORD = re.compile(r"\w[\w'’-]*")


def find_distance(
    syntax: Syntax, attribution: Attribution, act: Act
) -> tuple[Distance, tuple[Span, ...]]:
    """The distance, and the words that tell it."""
    sets = manners().distance
    cue = syntax.words_of(attribution.cue)
    for distance, words in ((Distance.DOUBTING, sets["doubting"]),
                            (Distance.ENDORSING, sets["endorsing"])):  # fmt: skip
        found = [at for at in cue if lemma(syntax.low[at], words)]
        if not found and act.word in words:  # a phrase: "pointed out"
            found = list(act.words)
        quoted = attribution.quote_type is QuoteType.DIRECT  # its words vouch for themselves
        if found and (distance is Distance.DOUBTING or (_vouches(act, words) and not quoted)):
            return distance, tuple(syntax.span(at, at) for at in found)
    if act.manner in _STANDS and (held := _held_away(syntax, attribution)):
        return Distance.DOUBTING, held
    return Distance.NEUTRAL, ()


def _vouches(act: Act, words: frozenset[str]) -> bool:
    """Whether the word that tells the manner vouches, and nothing turns it."""
    if act.certainty is not None or act.manner is Manner.ENDORSE:
        return False
    return act.word in words or act.manner is Manner.CONFIRM


def _held_away(syntax: Syntax, attribution: Attribution) -> tuple[Span, ...]:
    """Quotation marks on a word or two of a paraphrase; names and what a naming cue gives aside."""
    if attribution.quote_type is not QuoteType.INDIRECT:
        return ()
    cue = syntax.words_of(attribution.cue)
    if any(lemma(syntax.low[at], manners().naming["verbs"]) for at in cue):
        return ()
    text = syntax.text
    return tuple(
        quotation.span
        for quotation in syntax.parse.quotations
        if any(span.holds(quotation.span) and span != quotation.span
               for span in attribution.content)
        and _is_held(syntax, quotation, text)
    )  # fmt: skip


def _is_held(syntax: Syntax, quotation: Quotation, text: str) -> bool:
    """A label in few words: a noun, for an adjective or a verb is quoted for its own sake.

    A full stop or comma inside the marks ends what was said, so that it was said.
    """
    label = quotation.words.of(text)
    if label.rstrip().endswith((".", ",")):
        return False
    words = _WORD.findall(label)
    inside = [at for at in syntax.words_in(quotation.words) if syntax.tags[at] != "PUNCT"]
    if not inside or syntax.tags[inside[-1]] not in ("NOUN", "PROPN"):
        return False
    return 0 < len(words) <= FEW and not all(word[0].isupper() for word in words)
