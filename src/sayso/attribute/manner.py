"""What a cue does, by the words of data/manners.toml in their syntax.

Of the words of a cue the first that the lexicon has tells the manner, unless it is a weak one
("made", "announced") and another follows. Particles go with their verb ("called for"); what turns
the cue ("did not", "refused to", "has yet to") turns the manner. Where the lexicon leaves several
manners open ("suggested", "warned", "wants", "called"), what follows decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.attribute.lemmas import lemma
from sayso.attribute.lexicon import manners
from sayso.records import Attribution
from sayso.syntax import Syntax
from sayso.terms import Certainty, Manner

REACH = 5  # words between a verb and its particle, objects among them
NAMING = 14  # words of a content in which a name is given
ONLY = frozenset(("only", "just", "merely", "simply", "least"))
#: What one does not know: whether it is so, or, it being so, what and why.
QUESTIONS = {"whether": Certainty.UNVERIFIED, "if": Certainty.UNVERIFIED} | dict.fromkeys(
    ("what", "why", "how", "who", "when", "where", "which"), Certainty.ASSERTED
)
OWN = frozenset(
    ("i", "we", "our", "us", "my", "me", "he", "she", "they", "his", "her", "their", "its")
)


@dataclass(frozen=True, slots=True)
class Act:
    """What a cue does: its manner and the words (by number) that tell.

    ``word`` is the lemma that tells, "" where the lexicon has none. ``certainty`` is what a
    turned cue makes of the content: what somebody does not confirm is not confirmed.
    """

    manner: Manner
    words: tuple[int, ...]
    word: str = ""
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A word of a cue that the lexicon has."""

    at: int
    word: str
    manner: Manner
    words: tuple[int, ...]
    weak: bool


def find_act(syntax: Syntax, attribution: Attribution) -> Act:
    """The manner of an attribution, "say" where no word of its cue tells another."""
    cue = syntax.words_of(attribution.cue)
    content = syntax.words_of(attribution.content)
    turns, refused = _turns(syntax, cue, attribution)
    skipped = frozenset(turns)
    told = [*cue, *_refused(syntax, content)] if refused else cue
    entries = [e for at in told if at not in skipped if (e := _entry(syntax, at, told))]
    chosen = next((e for e in entries if not e.weak), None) or _light(syntax, entries, content)
    if chosen is None or (refused and chosen.weak):
        return _without_entry(cue, turns, refused)
    choosing = manners().choosing
    manner = _by_content(syntax, chosen, attribution, content)
    words = (*turns, *chosen.words)
    if not turns:
        return Act(manner, words, chosen.word)
    if len(turns) > 1 and _cancel(syntax, turns):
        return Act(manner, tuple(sorted(set(words))), chosen.word)
    spoken = choosing["speaking" if refused else "responding"]
    if manner is Manner.SAY and chosen.word in spoken:
        return Act(manner, tuple(sorted(set(words))), chosen.word, Certainty.UNVERIFIED)
    manner, certainty = turned(manner, refused=refused)
    if manner is Manner.BELIEVE and content:
        certainty = QUESTIONS.get(syntax.low[_opening(syntax, content)], certainty)
    return Act(manner, tuple(sorted(set(words))), chosen.word, certainty)


def _cancel(syntax: Syntax, turns: Sequence[int]) -> bool:
    """Whether two turns are none: "did not hesitate to", "never failed to"."""
    plain = [at for at in turns if syntax.low[at] in manners().turning["words"]]
    return bool(plain) and any(lemma(syntax.low[at], manners().turning["any"]) for at in turns)


def _refused(syntax: Syntax, content: Sequence[int]) -> Sequence[int]:
    """What was refused, where the content begins with it: "refused {to rule out a strike}"."""
    return content[: REACH - 1] if content and _infinitive(syntax, content) else ()


def turned(manner: Manner, *, refused: bool) -> tuple[Manner, Certainty]:
    """What becomes of a manner under "not" or "refused to", and of what is said."""
    match manner:
        case Manner.CONFIRM:
            return Manner.SAY, Certainty.UNVERIFIED
        case Manner.DENY:
            return Manner.SAY, Certainty.HEDGED
        case Manner.BELIEVE | Manner.PREDICT:
            return manner, Certainty.DENIED
        case Manner.ENDORSE | Manner.PRAISE:
            return Manner.DENY, Certainty.DENIED
        case Manner.SAY | Manner.CLAIM | Manner.REPORT | Manner.PROMISE if refused:
            return Manner.DENY, Certainty.DENIED
    return Manner.SAY, Certainty.DENIED


def _without_entry(cue: Sequence[int], turns: Sequence[int], refused: bool) -> Act:
    if refused:
        return Act(Manner.DENY, tuple(turns), "refuse", Certainty.DENIED)
    if turns:
        return Act(Manner.SAY, tuple(turns), "", Certainty.DENIED)
    return Act(Manner.SAY, tuple(cue))


def _entry(syntax: Syntax, at: int, cue: Sequence[int]) -> _Entry | None:
    """What the lexicon says of the word ``at``, phrases first."""
    lexicon, form = manners(), syntax.low[at]
    if (word := lemma(form, lexicon.phrases)) and syntax.tags[at] not in ("ADP", "SCONJ"):
        for behind in _behind(syntax, at, cue):
            if manner := lexicon.phrases[word].get(syntax.low[behind]):
                phrase = f"{word}:{syntax.low[behind]}"
                return _Entry(at, phrase, manner, (at, behind), weak=False)
    for rank, table in enumerate(lexicon.of(syntax.tags[at])):
        if word := lemma(form, table):
            # A noun that only says, or a word that is no part of speech of its own, yields too:
            # "began his speech by praising".
            noun = table is lexicon.nouns and table[word] is Manner.SAY
            weak = rank > 0 or noun or word in lexicon.weak or table is lexicon.adverbs
            return _Entry(at, word, table[word], (at,), weak)
    return None


def _behind(syntax: Syntax, at: int, cue: Sequence[int]) -> list[int]:
    """Where the particle of a verb may stand: in the rest of its cue, or right behind the cue."""
    last = cue[-1]
    inside = [i for i in cue if at < i <= at + REACH]
    return [*inside, last + 1] if last + 1 < syntax.size and last + 1 <= at + REACH else inside


def _turns(
    syntax: Syntax, cue: Sequence[int], attribution: Attribution
) -> tuple[tuple[int, ...], bool]:
    """The words that turn a cue, and whether one of them is a refusal."""
    beside = [kid for at in cue for kid in _beside(syntax, at) if kid not in cue]
    source = syntax.words_of(attribution.source)[:1]
    found = [at for at in (*source, *beside, *cue) if _negates(syntax, at)]
    refused = False
    for at in cue:
        if at not in found:
            words, refuses = _turning(syntax, at)
            found += words
            refused |= refuses
    return tuple(dict.fromkeys(found)), refused


def _beside(syntax: Syntax, at: int) -> list[int]:
    """Adverbs before a verb: "n't" of "didn't say". A noun between makes them another verb's."""
    before = at
    while before and syntax.tags[before - 1] in ("ADV", "AUX", "PART", "PRON"):
        before -= 1
    kids = (kid for kid in syntax.children[at] if before <= kid < at)
    return [kid for kid in kids if syntax.relations[kid] == "advmod"]


def _negates(syntax: Syntax, at: int) -> bool:
    """Whether a word says no: "not", "nobody"; "not only" says yes."""
    after = syntax.low[at + 1] if at + 1 < syntax.size else ""
    return syntax.low[at] in manners().turning["words"] and after not in ONLY


def _turning(syntax: Syntax, at: int) -> tuple[tuple[int, ...], bool]:
    """A word of a cue that turns the rest, with its particle, and whether it refuses.

    "Stopped short of", "yet to", "failed to", but not "the failed bill".
    """
    turning, form = manners().turning, syntax.low[at]
    particles = _particles().get(lemma(form, _particles()) or "", ())
    for behind in range(at + 1, min(at + 3, syntax.size)):
        if syntax.low[behind] in particles:
            return (at, behind), lemma(form, turning["refusing"]) is not None
    word = lemma(form, turning["any"])
    if word is None or syntax.relations[at] == "amod":
        return (), False
    return (at,), word in turning["refusing"]


@cache
def _particles() -> dict[str, set[str]]:
    """The second words of the phrases that turn a cue, by their first."""
    found: dict[str, set[str]] = {}
    for pair in manners().turning["phrases"]:
        word, _, behind = pair.partition(":")
        found.setdefault(word, set()).add(behind)
    return found


def _light(syntax: Syntax, entries: Sequence[_Entry], content: Sequence[int]) -> _Entry | None:
    """A weak word alone; where it has a telling noun for its object, that noun.

    "Expressed {concern about the vote}": what is expressed says what was done.
    """
    if not entries:
        return None
    weak, nouns = entries[0], manners().nouns
    if len(entries) > 1 and weak.word in manners().choosing["seeming"]:
        return entries[1]  # "appears to show"
    if weak.word not in manners().choosing["light"]:
        return weak
    head = syntax.head_of(content)
    thing = head >= 0 and syntax.tags[head] == "NOUN" and syntax.relations[head] == "obj"
    word = lemma(syntax.low[head], nouns) if thing else None
    return _Entry(head, word, nouns[word], (*weak.words, head), weak=False) if word else weak


def _by_content(
    syntax: Syntax, entry: _Entry, attribution: Attribution, content: Sequence[int]
) -> Manner:
    """The manner of a word that has several, by what follows it."""
    if not content:
        return entry.manner
    word = entry.word
    for group, words in manners().choosing.items():
        if word in words and group in _CHOICES:
            return _CHOICES[group](syntax, entry, attribution, content) or entry.manner
    if word in manners().naming["verbs"]:
        return _named(syntax, content, entry.manner)
    return entry.manner


def _opening(syntax: Syntax, content: Sequence[int]) -> int:
    """The first word of a content that is no mark."""
    return next((at for at in content if syntax.tags[at] != "PUNCT"), content[0])


def _is_clause(syntax: Syntax, content: Sequence[int]) -> bool:
    """Whether a content says something that may be so or not, and is no mere thing."""
    head = syntax.head_of(content)
    if head < 0:
        return False
    if syntax.low[_opening(syntax, content)] in ("that", "how", "whether", "if"):
        return True
    return syntax.child(head, "nsubj", "expl", "csubj") >= 0 or syntax.tags[head] == "VERB"


def _named(syntax: Syntax, content: Sequence[int], otherwise: Manner) -> Manner:
    naming = manners().naming
    for at in reversed(content[:NAMING]):  # the name comes after what is named
        if lemma(syntax.low[at], naming["condemning"]) or lemma(syntax.low[at], naming["people"]):
            return Manner.CONDEMN
        if lemma(syntax.low[at], naming["praising"]):
            return Manner.PRAISE
    return otherwise


def _suggested(
    syntax: Syntax, entry: _Entry, attribution: Attribution, content: Sequence[int]
) -> Manner | None:
    """A demand where it is to be done: a thing, a gerund, a "should"."""
    first = _opening(syntax, content)
    gerund = syntax.low[first].endswith("ing") and syntax.tags[first] == "VERB"
    should = any(syntax.low[at] == "should" for at in content[:8])
    source = syntax.head_of(syntax.words_of(attribution.source))
    person = source >= 0 and syntax.tags[source] in ("PROPN", "PRON")
    thing = person and not _is_clause(syntax, content)
    return Manner.DEMAND if gerund or should or thing else None


def _warned(
    syntax: Syntax, entry: _Entry, attribution: Attribution, content: Sequence[int]
) -> Manner | None:
    """A threat where the one who warns would do it: "warned that its forces would fire"."""
    if _infinitive(syntax, content):
        return Manner.DEMAND
    names = {
        syntax.low[at]
        for at in syntax.words_of(attribution.source)
        if syntax.tags[at] in ("PROPN", "ADJ", "NOUN")
    }
    subject = {syntax.low[at] for at in content[:4]}
    return Manner.THREATEN if subject & (names | OWN) else Manner.PREDICT


def _wanted(
    syntax: Syntax, entry: _Entry, attribution: Attribution, content: Sequence[int]
) -> Manner | None:
    """What one wants to do oneself is a plan; what one wants of others a demand."""
    if entry.word == "like" and not _would(syntax, entry.at):
        return None
    return Manner.PROMISE if _infinitive(syntax, content) else Manner.DEMAND


def _asked(
    syntax: Syntax, entry: _Entry, attribution: Attribution, content: Sequence[int]
) -> Manner | None:
    words = content[: REACH + 1]
    to = next((k for k in words if syntax.low[k] == "to"), None)
    object_first = (
        to is not None
        and syntax.tags[to] == "PART"  # "told them to leave", not "said nothing to them"
        and all(
            syntax.tags[k] in ("PRON", "PROPN", "NOUN", "DET", "ADJ", "NUM")
            for k in words
            if k < to
        )
    )
    return Manner.DEMAND if object_first or _infinitive(syntax, content) else None


def _recognised(
    syntax: Syntax, entry: _Entry, attribution: Attribution, content: Sequence[int]
) -> Manner | None:
    """That something is so is confirmed, a government is endorsed."""
    return Manner.CONFIRM if _is_clause(syntax, content) else Manner.ENDORSE


def _rejected(
    syntax: Syntax, entry: _Entry, attribution: Attribution, content: Sequence[int]
) -> Manner | None:
    """Who is rejected as a traitor is condemned, and nothing is denied."""
    people, seen = manners().naming["people"], False
    for at in content:
        seen |= syntax.low[at] == "as"
        if seen and lemma(syntax.low[at], people):
            return Manner.CONDEMN
    return None


def _pledged(
    syntax: Syntax, entry: _Entry, attribution: Attribution, content: Sequence[int]
) -> Manner | None:
    """Who pledges support endorses."""
    nouns = manners().nouns
    given = lemma(syntax.low[_opening(syntax, content)], nouns)
    return Manner.ENDORSE if given and nouns[given] is Manner.ENDORSE else None


def _infinitive(syntax: Syntax, content: Sequence[int]) -> bool:
    return syntax.low[_opening(syntax, content)] == "to"


def _would(syntax: Syntax, at: int) -> bool:
    """Whether it is "would like": what one likes is praised, what one would like is wanted."""
    return any(syntax.low[k] in ("would", "'d", "’d", "d") for k in range(max(at - 3, 0), at))


#: By table of ``choosing``: the manner that what follows tells, None for the word's own.
_CHOICES = {
    "suggesting": _suggested,
    "warning": _warned,
    "wanting": _wanted,
    "asking": _asked,
    "recognising": _recognised,
    "rejecting": _rejected,
    "pledging": _pledged,
}
