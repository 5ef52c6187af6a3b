"""What looks like a time and is none: the modal "may", "to march", "1989 soldiers"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from sayso.parse.times.lexicon import words
from sayso.parse.times.moment import said
from sayso.parse.times.tags import Expression, Tags
from sayso.records import Span

# Months that are other words, or parts of names, too.
_AMBIGUOUS = frozenset(["may", "march", "mar", "jan", "dec"])
_VERBS = frozenset(("AUX", "VERB"))
_NUMBERED = re.compile(r"\b(?:page|no|number|room|flight|route|channel)\.?\s+$", re.IGNORECASE)
# What a year follows although it stands before a plural: "in 1988 prices".
_DATING = frozenset(("in", "since", "until", "the", "its", "by", "'s"))
_AGE = re.compile(r"[\s-]+(?:of\s+age|olds?)\b")
_ON = re.compile(r"\b(?:on|last|next|this)\s+$", re.IGNORECASE)
_TITLE = 30  # characters around an expression in which a title that holds it is looked for
_QUOTES = frozenset((('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'")))
_OWNED = re.compile(r"(?:©|\bcopyright\b|\(c\))\s*$", re.IGNORECASE)
_BEFORE = 12  # characters of the text before an expression that are looked at


def is_refused(tags: Tags, expression: Expression) -> bool:
    """Whether tags or names say that these words tell no time."""
    if tags.named(expression.span) or _is_in_a_title(tags.text, expression.span):
        return True
    return any(check(tags, expression) for check in _REFUSALS.get(expression.rule.name, ()))


@cache
def _titles() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in words().titles))


def _is_in_a_title(text: str, span: Span) -> bool:
    """Whether a known name holds the words: "60 Minutes", "USA TODAY", "Fox News Sunday"."""
    start = max(0, span.start - _TITLE)
    found = _titles().finditer(text, start, span.end + _TITLE)
    return any(m.start() <= span.start < m.end() for m in found) or _is_quoted(text, span)


def _is_quoted(text: str, span: Span) -> bool:
    """Whether the words alone stand in quotation marks, all of them large: "This Week"."""
    inside = span.of(text).split()
    marks = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return len(inside) > 1 and marks in _QUOTES and all(word[0].isupper() for word in inside)


def _month_is_another_word(tags: Tags, expression: Expression) -> bool:
    """The modal "may" and "to march" are no months, and no month is written small."""
    start, end = expression.match.span("month")
    name = tags.text[start:end]
    if not name[:1].isupper():
        return True
    if name.lower() not in _AMBIGUOUS:
        return False
    if tags.words:
        return tags.tag(start) in _VERBS
    return expression.span == Span(start, end) and _begins(tags.text, start)


def _begins(text: str, start: int) -> bool:
    """Whether a word begins a sentence, and is large for that."""
    before = text[max(0, start - _BEFORE) : start].rstrip()
    return not before or before[-1] in '.!?"“'


def _day_is_another_word(tags: Tags, expression: Expression) -> bool:
    """Days are written large, and what is cut short does not stand alone: "said the Sun."."""
    start, end = expression.match.span("weekday")
    if not tags.text[start].isupper():
        return True
    alone = tags.text[end - 1] == "." and expression.span == Span(start, end)
    return alone and not _ON.search(tags.text, max(0, start - _BEFORE), start)


def _season_is_a_verb(tags: Tags, expression: Expression) -> bool:
    """Not in "prices fall 2000 points"."""
    return tags.tag(expression.match.start("season")) in _VERBS


def _year_is_a_number(tags: Tags, expression: Expression) -> bool:
    """A number that counts a plural, or of a page or a copyright: "1989 soldiers", "© 1989"."""
    start = expression.match.start("year")
    if expression.span.start < start:
        return False  # "early 1989"
    before = max(0, start - _BEFORE)
    if _NUMBERED.search(tags.text, before, start) or _OWNED.search(tags.text, before, start):
        return True
    place = tags.at(start)
    if place is None or tags.words[place].relation != "nummod":
        return False
    head = tags.words[place].head
    last = tags.text[before:start].lower().split()[-1:]
    return (
        head > place and tags.text[tags.words[head].span.end - 1] == "s" and not _DATING & {*last}
    )


def _unit_is_an_order(tags: Tags, expression: Expression) -> bool:
    """Seconds and minutes are nouns: not in "a second round"."""
    start, end = expression.match.span("unit")
    if tags.text[start:end].lower() not in ("second", "minute"):
        return False
    if said(expression.match, "which") == "last":
        return True  # "at the last minute"
    return tags.tag(start) not in ("NOUN", "")


def _is_an_age(tags: Tags, expression: Expression) -> bool:
    """How old somebody is says nothing of when: "48 years old"."""
    return _AGE.match(tags.text, expression.span.end) is not None


def _is_a_fraction(tags: Tags, expression: Expression) -> bool:
    """Not in "three-quarters of its food"."""
    end = expression.span.end
    return tags.text.endswith("quarters", 0, end) and tags.text.startswith(" of", end)


def _reference_is_another_word(tags: Tags, expression: Expression) -> bool:
    """Not in "the past government" or "as soon as he came"."""
    start, end = expression.match.span()
    folded = tags.text[start:end].lower()
    before, after = tags.text[max(0, start - 4) : start].lower(), tags.text[end : end + 8].lower()
    if folded.endswith(("past", "future")):
        last = tags.inside(expression.span)[-1:]
        return bool(last) and tags.words[last[0]].tag != "NOUN"
    if folded == "now":
        return after.startswith("-") or before.endswith("-")
    if folded == "soon":
        return after.startswith((" as", " after")) or before.endswith(("as ", "too "))
    if folded == "current":
        return tags.tag(start) == "NOUN"
    return folded in ("shortly", "lately", "at the time") and after.startswith(
        (" after", " before", " of")
    )


def _is_an_adjective(tags: Tags, expression: Expression) -> bool:
    """An "average daily turnover" tells no time; that it "meets daily" does."""
    return tags.tag(expression.span.start) not in ("ADV", "")


_REFUSALS: Mapping[str, tuple[Callable[[Tags, Expression], bool], ...]] = {
    "often": (_is_an_adjective,),
    "month and day": (_month_is_another_word,),
    "day and month": (_month_is_another_word,),
    "month": (_month_is_another_word,),
    "every month": (_month_is_another_word,),
    "weekday": (_day_is_another_word,),
    "year": (_year_is_a_number,),
    "season": (_season_is_a_verb,),
    "season of a year": (_season_is_a_verb,),
    "length": (_unit_is_an_order, _is_an_age, _is_a_fraction),
    "ago": (_unit_is_an_order,),
    "many units": (_is_an_age,),
    "last units": (_unit_is_an_order,),
    "relative unit": (_unit_is_an_order,),
    "reference": (_reference_is_another_word,),
}
