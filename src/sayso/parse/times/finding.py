"""Which words of a sentence say when: the longest expressions that its tags allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.parse.times.refusals import is_refused
from sayso.parse.times.rules import rules, triggers
from sayso.parse.times.tags import Expression, Tags
from sayso.records import Span

# An expression is looked for so many characters around a word that may be part of one.
REACH = 70


def find_expressions(tags: Tags, sentences: Sequence[Span]) -> Iterator[Expression]:
    """The expressions of a text in their order; none overlap."""
    for number, sentence in enumerate(sentences):
        found = [e for e in _candidates(tags, sentence, number) if not is_refused(tags, e)]
        found.sort(key=lambda e: e.span.start - e.span.end)
        chosen: list[Expression] = []
        for expression in found:
            span = expression.span
            if all(
                span.end <= other.span.start or other.span.end <= span.start for other in chosen
            ):
                chosen.append(expression)
        yield from sorted(chosen, key=lambda e: e.span)


def _candidates(tags: Tags, sentence: Span, number: int) -> Iterator[Expression]:
    windows: dict[str, tuple[int, int]] = {}
    for trigger in triggers().finditer(tags.text, sentence.start, sentence.end):
        name = trigger.lastgroup or ""
        first = windows.get(name, (trigger.start(), 0))[0]
        windows[name] = first, trigger.end()
    for name, (first, last) in windows.items():
        start, end = max(sentence.start, first - REACH), min(sentence.end, last + REACH)
        for rule in rules()[name]:
            for match in rule.pattern.finditer(tags.text, start, end):
                if match.end() > match.start():
                    yield Expression(rule, match, number)
