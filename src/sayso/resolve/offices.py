"""What a report says that somebody is: titles before names, appositions, "X is the Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.records import Office, Span
from sayso.resolve.lexicon import Lexicon, lexicon, singular
from sayso.resolve.references import Reference
from sayso.resolve.states import states
from sayso.resolve.tree import Tree

YEAR = r"(?:\d{1,2} )?(?:(?:January|February|March|April|May|June|July|August|September|October|"
YEAR += r"November|December),? )?(?:\d{1,2}, )?(?:1[5-9]|20)\d\d"
SINCE = re.compile(rf"\W{{0,3}}\b(?:since|from) ({YEAR})")
UNTIL = re.compile(rf"\W{{0,3}}\b(?:until|till) ({YEAR})")
BETWEEN = re.compile(
    rf"\W{{0,3}}\b(?:from |between )?({YEAR}) ?(?:to|until|and|-|–) ?({YEAR})", re.IGNORECASE
)
QUOTES = "“”\"'‘’«»"
TIMES = frozenset(("since", "until", "till", "from", "between", "during"))
PERSONAL = frozenset(("his", "her", "my", "your"))
LEADING = frozenset(("the", "a", "an", "his", "her", "its", "their", "our", "my", "of", "and", ","))


@dataclass(frozen=True, slots=True)
class Held:
    """An office with what it is compared by.

    ``head`` is its noun, ``scope`` the other words that tell it from its like, states by their
    codes ("@VE"); ``rank`` is "vice", "deputy" and the like, which make another office of it.
    """

    office: Office
    head: str
    scope: frozenset[str]
    rank: frozenset[str] = frozenset()

    @property
    def government(self) -> bool:
        """Whether it is a post of a state that one person holds at a time."""
        return self.head in lexicon().government and not self.rank & lexicon().coming


def held_in(tree: Tree, words: Sequence[int], head: int) -> Held | None:
    """The office that ``words`` name, with ``head`` as its noun; None where nothing is left."""
    lex = lexicon()
    kept = [i for i in words if tree.forms[i] not in QUOTES or i in (words[0], words[-1])]
    former = False
    while kept and kept[0] != head and (tree.low[kept[0]] in LEADING or _over(tree, kept[0], lex)):
        former = former or _over(tree, kept[0], lex)
        kept.pop(0)
        while kept and kept[0] != head and tree.forms[kept[0]] == "-":
            kept.pop(0)
    if not kept:
        return None
    span = _closed(tree.text, tree.span(kept[0], kept[-1]))
    if tree.low[head] == "general" and singular(tree.low[head - 1]) in lex.in_general:
        kept, head = [i for i in kept if i != head], head - 1
    noun, scope, rank = office_key([tree.low[i] for i in kept if i != head], tree.low[head], lex)
    if noun.startswith("ex-"):
        noun, former = noun[3:], True
    since, until = _times(tree.text, span.end)
    title = " ".join(span.of(tree.text).split())
    former = former or bool(until) or _ended(tree.text, span.end)
    return Held(Office(title, span, former, since, until), noun, scope, rank)


def _closed(text: str, span: Span) -> Span:
    """With the quotation mark behind it, where one is left open inside."""
    mark = text[span.end : span.end + 1]
    opening = {"’": "‘", "”": "“"}.get(mark, mark)
    if mark and mark in QUOTES and span.of(text).count(opening) % 2:
        return Span(span.start, span.end + 1)
    return span


def _over(tree: Tree, word: int, lex: Lexicon) -> bool:
    return tree.low[word] in lex.former or tree.low[word].rstrip("-") in lex.former


def office_key(
    words: Sequence[str], head: str, lex: Lexicon
) -> tuple[str, frozenset[str], frozenset[str]]:
    """Noun, scope and rank of an office, the same for two spellings of one."""
    noun = singular(lex.short.get(head.rstrip("."), head))
    noun = lex.same.get(noun, noun)
    scope: list[str] = []
    *before, noun = noun.split() or [""]
    rank = [w for w in before if w in lex.other]
    scope += [w for w in before if w not in lex.other]
    for word in words:
        plain = word.strip(QUOTES + ".,-")
        if (
            not plain
            or plain in lex.neutral
            or plain in ("of", "for", "and", "in", "to", "'s", "’s")
        ):
            continue
        if plain in lex.other or plain in lex.coming:
            rank.append(plain)
        elif code := states().of(plain):
            scope.append("@" + code)
        else:
            plain = singular(plain)
            scope += lex.same.get(plain, plain).split()
    return noun, frozenset(scope), frozenset(rank)


def same_noun(noun: str) -> str:
    """The noun that an office is compared by: a premier is a (prime) minister."""
    words = lexicon().same.get(noun, noun).split()
    return words[-1] if words else noun


def _times(text: str, end: int) -> tuple[str | None, str | None]:
    """Since when and until when, as the words right behind say it."""
    behind = text[end : end + 60].split("\n")[0]
    if both := BETWEEN.match(behind):
        return both[1], both[2]
    since, until = SINCE.match(behind), UNTIL.match(behind)
    return since[1] if since else None, until[1] if until else None


def _ended(text: str, end: int) -> bool:
    """Speaker until the chamber was dissolved: over, whenever that was."""
    return bool(re.match(r"\W{0,3}\b(?:until|till)\b", text[end : end + 12]))


def titles_of(tree: Tree, reference: Reference, name: range) -> Iterator[Held]:
    """Offices in the words before a name: "opposition leader X", "actor and singer X"."""
    lex = lexicon()
    start = reference.title.start if reference.title else reference.name.start
    words = list(range(start, name.start))
    part: list[int] = []
    for i in [*words, -1]:
        if i >= 0 and tree.low[i] not in ("and", ",") and tree.tags[i] != "SYM":
            part.append(i)
            continue
        nouns = [j for j in part if is_office(tree, j, lex)]
        if nouns and (i < 0 or nouns[-1] == part[-1]):
            head = nouns[-1]
            tail = part[part.index(head) + 1 :]
            if all(tree.tags[j] in ("PUNCT", "ADP", "PROPN", "NOUN") for j in tail):
                for words in _ranks_apart(tree, part[: part.index(head) + 1], lex):
                    if held := held_in(tree, words, words[-1]):
                        yield held
        part = []


def _ranks_apart(tree: Tree, title: list[int], lex: Lexicon) -> list[list[int]]:
    """Defence Minister | General: a post and a rank are two; a secretary general is one."""
    if len(title) < 2 or tree.low[title[-1]].rstrip(".") not in lex.ranks:
        return [title]
    post = singular(tree.low[title[-2]])
    return [title[:-1], title[-1:]] if post in lex.posts_before_ranks else [title]


def is_office(tree: Tree, word: int, lex: Lexicon) -> bool:
    """Whether a word is a noun for an office or a role: no boy, no mother."""
    low = tree.low[word]
    if low == "general" and word and singular(tree.low[word - 1]) in lex.in_general:
        return tree.heads[word - 1] == word  # the consul is the head: general is no second office
    noun = singular(lex.short.get(low.rstrip("."), low))
    return noun in lex.offices or noun in lex.roles or noun.startswith("ex-")


def described_by(tree: Tree, reference: Reference) -> Held | None:
    """The office that a nominal names, without its relative clauses: "the leader of X"."""
    head = reference.head
    if not is_office(tree, head, lexicon()):
        return None
    last = head
    for kid in tree.children[head]:
        if kid > head and tree.low[tree.first[kid]] in TIMES:
            break
        if (
            kid > head
            and tree.relations[kid] in ("nmod", "flat", "compound")
            and kid <= reference.last
        ):
            last = max(last, min(tree.last[kid], reference.last))
        elif kid > head and tree.relations[kid] in ("acl", "appos", "conj", "punct"):
            break
    return held_in(tree, range(reference.first, last + 1), head)


def span_words(tree: Tree, span: Span) -> str:
    """Words of a span on one line."""
    return " ".join(span.of(tree.text).split())


def answers(offices: Sequence[Held], meant: Held) -> bool:
    """Whether who holds ``offices`` can be meant: by one of them, in no word that none has."""
    known = {word for held in offices for word in held.scope}
    words = [word for word in meant.scope if not word.startswith("@")]
    return all(_is_among(word, known) for word in words) and any(
        held.head == meant.head
        and held.rank == meant.rank
        and not (_states(held.scope) and _states(meant.scope) - _states(held.scope))
        for held in offices
    )


def _is_among(word: str, known: set[str]) -> bool:
    """Headlines say "Belvarra opposition leader" where the text says "Belvarran"."""
    return word in known or any(k.startswith(word) and len(k) - len(word) < 3 for k in known)


def _states(scope: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in scope if word.startswith("@"))


def _definite(tree: Tree, nominal: Reference) -> bool:
    """The minister; Ostmark's minister; and in headlines: Minister denies."""
    if nominal.determiner:
        return nominal.determiner in ("the", "this", "own")
    first = nominal.first == 0 or tree.sentence[nominal.first - 1] != tree.sentence[nominal.first]
    return nominal.role == "subj" and (first or tree.forms[nominal.head][:1].isupper())


def office_meant(tree: Tree, nominal: Reference) -> Held | None:
    """The office that "the minister" or "Ostmark's president" points at, None for other words."""
    lex = lexicon()
    if nominal.plural or not _definite(tree, nominal):
        return None
    if not is_office(tree, nominal.head, lex):
        return None
    owner = [tree.low[nominal.owner]] if nominal.owner >= 0 else []
    if owner and owner[0] in PERSONAL:
        return None  # his lawyer is not every lawyer
    words = [w for w in (*sorted(nominal.modifiers), *owner) if w not in lex.former]
    noun, scope, rank = office_key(words, nominal.noun, lex)
    title = span_words(tree, tree.span(nominal.first, nominal.last))
    return Held(Office(title, tree.span(nominal.first, nominal.last)), noun, scope, rank)
