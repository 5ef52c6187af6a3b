"""Numbers in words and digits, and durations made of them."""

from __future__ import annotations

import re

from sayso.parse.times.lexicon import words

_BETWEEN = re.compile(r"\s+(?:or|to)\s+")
_HALF = {"Y": "6M", "TH": "30M", "TM": "30S"}
_LONG = {"E": (10, "Y"), "C": (100, "Y")}


def count(written: str) -> float | None:
    """A number as it is written; None for "several". Of "two or three" it is the last.

    ``written`` is what the piece ``count`` of a pattern matched.
    """
    folded = _BETWEEN.split(" ".join(written.lower().split()))[-1]
    if folded.startswith("half"):
        return 0.5
    if folded[:1].isdigit():
        whole, _, half = folded.replace(",", "").partition(" ")
        return float(whole) + (0.5 if half else 0.0)
    if folded in ("a couple of", "couple of", "couple", "a couple"):
        return 2.0
    return _spelled(re.split(r"[\s-]+", folded))


def _spelled(parts: list[str]) -> float | None:
    known = words().numbers
    total = current = 0
    for part in parts:
        if part == "and":
            continue
        number = known.get(part)
        if number is None:
            return None
        if number in (12, 100, 1000) and current and part in ("dozen", "hundred", "thousand"):
            total, current = total + current * number, 0
        else:
            current += number
    return float(total + current)


def ordinal(written: str) -> int | None:
    """The number of "third", "3rd" or "3"."""
    folded = "-".join(written.lower().split())
    digits = re.match(r"\d+", folded)
    return int(digits[0]) if digits else words().ordinals.get(folded)


def unit(written: str) -> str:
    """The letters of a unit."""
    folded = written.lower().replace("centuries", "century")
    known = words().units
    return known.get(folded) or known[folded.removesuffix("s")]


def duration(number: float | None, letters: str) -> str:
    """TIMEX3's value of so many units; X where nobody says how many: PT2H, P2Y6M, PXW."""
    if letters == "TH" and number == 24:
        return "P1D"
    prefix = "PT" if letters.startswith("T") else "P"
    if number is None:
        return f"{prefix}X{letters[-1]}"
    if letters in _LONG:
        times, letter = _LONG[letters]
        return f"P{number * times:g}{letter}"
    whole, half = divmod(number, 1)
    if half != 0.5 or letters not in _HALF:
        return f"{prefix}{number:.15g}{letters[-1]}"
    return prefix + (f"{whole:.0f}{letters[-1]}" if whole else "") + _HALF[letters]
