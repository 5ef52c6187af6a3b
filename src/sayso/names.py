"""What names say by themselves: their words, and whether two may be the same one's.

Accents, case, titles ("Mr", "General") and the small words inside ("bin", "de") make no difference.
Everything here looks at two names alone; what their reports tell is weighed in reconcile.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from rapidfuzz.distance import Levenshtein

# What decomposition into letter and accent leaves as it is.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
                          "ı": "i", "’": "'", "‘": "'", "ʼ": "'", "`": "'"})  # fmt: skip
_POSSESSIVE = re.compile(r"'s?(?=\s|$)")
_INNER = re.compile(r"(?<=\w)'(?=\w)")
_ACRONYM = re.compile(r"\b(?:\w\.){2,}")
_INITIALS = re.compile(r"(?<=\b\w)\.")  # of "J.K. Rowling", to be taken apart
_WORD = re.compile(r"[^\W_]+")
_SOUNDS = str.maketrans("qcwyz", "kkvis")
_EVEN = 0.7  # of the letters of two words that sound alike, so many are the same
_LEAST_SOUND = 3  # sounds; of fewer, "Tim" would be "Tom"


class Likeness(IntEnum):
    """How two names go together, from "cannot be one's" to "the same words"."""

    APART = 0  # given names, or words that tell bodies apart, disagree
    UNRELATED = 1  # no word says that they are one's, and none that they are not
    GIVEN = 2  # one is the other's first word alone
    PART = 3  # one is a word, or some words, of the other
    FAMILY = 4  # one is the other's family name alone
    BARE = 5  # the same single word
    SPELLING = 6  # alike but for how they are spelled
    INITIAL = 7  # an initial stands for the given name
    NICKNAME = 8  # a short form stands for the given name
    ACRONYM = 9  # one is the other's initials
    FULLER = 10  # one has a middle name, or a second family name, more
    EQUAL = 11  # the same words


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The words of names.toml, and the titles of actors.toml."""

    titles: frozenset[str]
    crowned: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    leading: frozenset[str]
    empty: frozenset[str]
    generic: frozenset[str]
    spellings: Mapping[str, str]
    nicknames: Mapping[str, frozenset[str]]


@cache
def _lexicon() -> _Lexicon:
    folder = files("sayso") / "data"
    actors = tomllib.loads((folder / "actors.toml").read_text(encoding="utf-8"))["honorifics"]
    ours = tomllib.loads((folder / "names.toml").read_text(encoding="utf-8"))
    titles = " ".join(actors[kind] for kind in ("masculine", "feminine", "neutral"))
    nicknames: dict[str, set[str]] = {}
    for line in ours["nicknames"]["groups"].strip().splitlines():
        for word in line.split():
            nicknames.setdefault(word, set()).update(line.split())
    particles = frozenset(actors["particles"].split())
    return _Lexicon(
        frozenset(titles.split()),
        frozenset(actors["crowned"].split()),
        frozenset(actors["suffixes"].split()),
        particles,
        particles - frozenset(ours["person"]["given"].split()),
        frozenset(ours["organisation"]["empty"].split()),
        frozenset(map(_single, ours["organisation"]["generic"].split())),
        ours["spellings"],
        {word: frozenset(group) for word, group in nicknames.items()},
    )


@lru_cache(65536)
def fold(name: str) -> str:
    """The words of a name without case, accents and marks: "José Guaidó's" is "jose guaido"."""
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _INNER.sub("", _POSSESSIVE.sub("", plain))
    plain = _ACRONYM.sub(lambda found: found[0].replace(".", "") + " ", plain)
    return " ".join(_WORD.findall(_INITIALS.sub(" ", plain)))


@lru_cache(65536)
def name_words(name: str, *, personal: bool) -> tuple[str, ...]:
    """The words that count, folded; of a name of nothing but titles, all of them."""
    lexicon = _lexicon()
    words = fold(_INITIALS.sub(". ", name) if personal else name).split()
    if not personal:
        kept = [word for word in words if word not in lexicon.empty] or words
        return tuple(lexicon.spellings.get(word, _single(word)) for word in kept)
    while len(words) > 1 and words[0] in lexicon.titles:
        del words[0]
    while len(words) > 1 and words[-1] in lexicon.suffixes:
        del words[-1]
    if len(words) > 1 and words[0] in lexicon.leading:
        del words[0]
    inner = [word for word in words[1:-1] if word not in lexicon.particles]
    return (*words[:1], *inner, *words[1:][-1:])


def _single(word: str) -> str:
    """A folded word without its plural; for comparing, not for reading."""
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "siu" else word


@lru_cache(65536)
def sound(word: str) -> str:
    """The consonants of a folded word, and the vowel at its end, with one letter for one sound.

    "Soleimani" and "Suleimany", "Qassem" and "Kasim", "Mohammed" and "Muhamad" sound alike.
    """
    word = _spelled(word)
    end = word[-1:] if len(word) > 1 and word[-1] in "aeiou" else ""
    return word[:1] + re.sub("[aeiou]", "", word[1:]) + end


def _spelled(word: str) -> str:
    """A folded word with one letter for one sound, as far as letters can tell."""
    for letters, sounds in (("ph", "f"), ("ch", "k"), ("ck", "k"), ("dj", "j")):
        word = word.replace(letters, sounds)
    word = re.sub(r"(?<=[^aeiou])h|(?<=.)h$|(?<=i)e$", "", word.translate(_SOUNDS))
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(65536)
def sounds_alike(left: str, right: str) -> bool:
    """Whether two folded words are one name in two spellings."""
    if left == right:
        return True
    heard = sound(left)
    if len(heard) < _LEAST_SOUND or heard != sound(right):
        return False
    return Levenshtein.normalized_similarity(_spelled(left), _spelled(right)) >= _EVEN


def liken(left: str, right: str, *, personal: bool) -> Likeness:
    """How two names go together; ``personal`` names have a given and a family name."""
    ours, theirs = (name_words(name, personal=personal) for name in (left, right))
    if not ours or not theirs:
        return Likeness.UNRELATED
    if not personal:
        return _liken_bodies(ours, theirs)
    long = max(ours, theirs, key=len)
    if len(long) > 1 and (king := _given_of_a_king(left) or _given_of_a_king(right)):
        return Likeness.GIVEN if sounds_alike(king, long[0]) else Likeness.APART
    return _liken_persons(ours, theirs)


@lru_cache(65536)
def _given_of_a_king(name: str) -> str:
    """Salman, of "King Salman": he is not Mohammed bin Salman, his son. "" of other names."""
    words = fold(name).split()
    return words[1] if len(words) == 2 and words[0] in _lexicon().crowned else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A name of one actor and a name of another, with how they go together."""

    likeness: Likeness
    left: str
    right: str


def best_pair(left: Iterable[str], right: Iterable[str], *, personal: bool) -> Pair | None:
    """The two names that go together best, of several the first; None where one side has none."""
    pairs = (Pair(liken(a, b, personal=personal), a, b) for a, b in product(left, right))
    return max(pairs, key=lambda pair: pair.likeness, default=None)


@lru_cache(65536)
def _liken_persons(left: tuple[str, ...], right: tuple[str, ...]) -> Likeness:
    if left == right:
        return Likeness.EQUAL if len(left) > 1 else Likeness.BARE
    short, long = sorted((left, right), key=len)
    if len(short) == 1:
        return _liken_single(short[0], long)
    if _in_order(short, long):
        return Likeness.FULLER if short[0] == long[0] else Likeness.FAMILY
    if left[-1] == right[0] or right[-1] == left[0]:
        return Likeness.FAMILY  # "Vladimir Padrino" and "Padrino Lopez"
    family = any(sounds_alike(short[at], long[at]) for at in (1, -1))
    given = _liken_given(short[0], long[0])
    if not family:
        return Likeness.APART if given is Likeness.APART else Likeness.UNRELATED
    spelled = short[-1] != long[-1] and short[1] != long[1]
    return min(given, Likeness.SPELLING) if spelled else given


def _liken_single(word: str, long: tuple[str, ...]) -> Likeness:
    if len(long) == 1:
        return Likeness.SPELLING if sounds_alike(word, long[0]) else Likeness.UNRELATED
    if any(sounds_alike(word, other) for other in long[1:]):
        return Likeness.FAMILY
    return Likeness.GIVEN if word == long[0] else Likeness.UNRELATED


def _liken_given(left: str, right: str) -> Likeness:
    """Of two names with one family name."""
    if left == right:
        return Likeness.FULLER
    if right in _lexicon().nicknames.get(left, ()):
        return Likeness.NICKNAME
    if 1 in (len(left), len(right)):
        return Likeness.INITIAL if left[0] == right[0] else Likeness.APART
    return Likeness.SPELLING if sounds_alike(left, right) else Likeness.APART


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


@lru_cache(65536)
def _liken_bodies(left: tuple[str, ...], right: tuple[str, ...]) -> Likeness:
    ours, theirs = set(left), set(right)
    if ours == theirs:
        return Likeness.EQUAL
    short, long = sorted((left, right), key=len)
    if len(short) == 1 and 2 <= len(short[0]) == len(long) and short[0] == initials(long):
        return Likeness.ACRONYM
    if set(short) <= set(long):
        generic = len(short) == 1 and short[0] in _lexicon().generic
        return Likeness.UNRELATED if generic else Likeness.PART
    return Likeness.APART if len(short) > 1 else Likeness.UNRELATED


def initials(words: Iterable[str]) -> str:
    """The first letters of some words."""
    return "".join(word[0] for word in words)


def apart(left: str, right: str, *, personal: bool) -> bool:
    """Whether two names say that they are two actors'.

    Full names that have no name in common do, and so do those of persons whose given names
    disagree; a single word ("Lopez") says nothing against any other name.
    """
    full = all(
        len(name_words(name, personal=personal)) > 1 or (personal and _given_of_a_king(name))
        for name in (left, right)
    )
    return full and liken(left, right, personal=personal) <= Likeness.UNRELATED
