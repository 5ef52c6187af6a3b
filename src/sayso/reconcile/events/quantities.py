"""Numbers in events: "at least 26 soldiers", "dozens of people", "between 20 and 30 shells"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.reconcile.events.tree import Tree
from sayso.records import Quantity, Span

SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {word: float(n) for n, word in enumerate(SMALL)} | {
    word: float(10 * n) for n, word in enumerate(TENS, 2)
}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
#: Round plurals say how many at least: two of them.
ROUND = {"dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6}
ONCE = {"dozen": 12.0, "couple": 2.0}
DIGITS = re.compile(r"[$€£¥]?(\d[\d,]*(?:\.\d+)?)(k|m|bn|tn)?$")
SHORT = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12, None: 1.0}
AT_LEAST = (
    ("at", "least"),
    ("more", "than"),
    ("over",),
    ("no", "fewer", "than"),
    ("upwards", "of"),
    ("above",),
    ("not", "less", "than"),
    ("no", "less", "than"),
    ("exceeding",),
)
AT_MOST = (
    ("at", "most"),
    ("up", "to"),
    ("fewer", "than"),
    ("less", "than"),
    ("under",),
    ("below",),
    ("no", "more", "than"),
    ("as", "many", "as"),
    ("maximum", "of"),
)
ABOUT = (
    ("around",),
    ("about",),
    ("some",),
    ("nearly",),
    ("almost",),
    ("roughly",),
    ("approximately",),
    ("an", "estimated"),
    ("estimated",),
    ("close", "to"),
    ("circa",),
)
ROUGHLY = 0.1  # what "around" leaves open, as a share
MONEY = re.compile(r"^[$€£¥]$")


def find_quantities(tree: Tree, words: Iterable[int]) -> tuple[Quantity, ...]:
    """The numbers that count these nouns, or that stand for them."""
    found = [_quantity(tree, word) for word in words]
    return tuple(q for q in found if q)


def _quantity(tree: Tree, noun: int) -> Quantity | None:
    counted = [c for c in tree.of(noun, "nummod") if c < noun]
    if counted:
        run = sorted({part for c in counted[:1] for part in (c, *tree.of(c, "compound", "flat"))})
        return _bounded(tree, run, tree.low[noun])
    if tree.low[noun] in ROUND or tree.low[noun] in ONCE or tree.tags[noun] == "NUM":
        of = [c for c in tree.of(noun, "nmod") if "of" in tree.cases(c)]
        run = sorted({noun, *(c for c in tree.of(noun, "compound", "nummod") if c < noun)})
        return _bounded(tree, run, tree.low[of[0]] if of else "")
    for child in tree.of(noun, "det", "amod", "compound"):
        if tree.low[child] in ROUND or tree.low[child] in ONCE:
            return _bounded(tree, [child], tree.low[noun])
    return None


def _bounded(tree: Tree, run: list[int], unit: str) -> Quantity | None:
    value = number(tree.low[word] for word in range(run[0], run[-1] + 1))
    if value is None:
        return None
    low: float | None = value
    high: float | None = value
    first = run[0]
    if tree.low[run[-1]] in ROUND:
        high = None
    if MONEY.match(tree.low[first - 1]) and first:
        first, unit = first - 1, tree.low[first - 1]
    before = tree.low[max(first - 3, 0) : first]
    for phrases, kind in ((AT_LEAST, "least"), (AT_MOST, "most"), (ABOUT, "about")):
        size = next((len(p) for p in phrases if tuple(before[-len(p) :]) == p), 0)
        if size:
            first -= size
            if kind == "least":
                high = None
            elif kind == "most":
                low = None
            else:
                low, high = value * (1 - ROUGHLY), value * (1 + ROUGHLY)
            break
    last = run[-1]
    if before[-1:] == ["between"] and tree.low[last + 1 : last + 2] == ["and"]:
        upper = number(tree.low[last + 2 : last + 3])
        if upper is not None and upper > value:
            first, last, high = first - 1, last + 2, upper
    return Quantity(Span(tree.starts[first], tree.spans[last].end), value, low, high, unit)


def number(words: Iterable[str]) -> float | None:
    """What words say as a number: "two hundred", "1.5 million", "dozens"; None for no number."""
    total, part, seen = 0.0, 0.0, False
    for word in words:
        digits = DIGITS.match(word)
        if digits:
            part, seen = float(digits[1].replace(",", "")) * SHORT[digits[2]], True
        elif word in NUMBERS:
            part, seen = part + NUMBERS[word], True
        elif word in SCALES:
            part, seen = (part or 1.0) * SCALES[word], True
            if SCALES[word] > 100:
                total, part = total + part, 0.0
        elif word in ROUND or word in ONCE:
            part, seen = (part or 1.0) * {**ROUND, **ONCE}[word], True
        elif word not in ("-", "and", "a", "of", "$", "€", "£"):
            return None
    return total + part if seen else None
