"""Whatever the parse, nothing fails, and everything points into the text."""

from __future__ import annotations

import re
import time
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import Attribution, Entity, Parse, Report, Span, Word
from sayso.resolve import conflicts, resolve_report
from sayso.syntax import Syntax
from sayso.terms import EntityKind, QuoteType

FORMS = re.findall(
    r"\S+",
    """the minister he they it I we who that Jon Dern Lopez president of 's , said former vice - “ ”
    and army his Washington a source both which is was until 2014 US Mr. . named as""",
)
TAGS = re.findall(r"\w+", "NOUN PROPN PRON VERB ADJ DET PUNCT ADP AUX NUM PART CCONJ X")
RELATIONS = re.findall(
    r"\w+",
    """nsubj obj obl nmod flat compound amod det case punct acl conj cop appos root xcomp advcl
    odd""",
)
WORDS = st.tuples(
    st.sampled_from(FORMS), st.sampled_from(TAGS), st.integers(-3, 40), st.sampled_from(RELATIONS)
)
PLACES = st.tuples(st.integers(0, 39), st.integers(1, 6))


#: Words that do not sound alike.
WORD_LIST = ["".join(c).title() for c in product("bdgklmstv", "a", "fnprt", "i", "bdgklmstv", "a")]


def build(cells: list[tuple[str, str, int, str]], every: int) -> tuple[str, Parse]:
    text, words = "", []
    for form, tag, head, relation in cells:
        text += " " if text else ""
        words.append(Word(Span(len(text), len(text) + len(form)), tag, head, relation))
        text += form
    bounds = [*range(0, len(words), every), len(words)]
    return text, Parse((), (), tuple(words), tuple(pairwise(bounds)))


def stretch(parse: Parse, place: tuple[int, int]) -> Span:
    first = place[0] % len(parse.words)
    last = min(first + place[1], len(parse.words)) - 1
    return Span(parse.words[first].span.start, parse.words[last].span.end)


@settings(deadline=None)
@given(
    st.lists(WORDS, min_size=1, max_size=40),
    st.integers(1, 15),
    st.lists(st.tuples(PLACES, st.sampled_from(EntityKind)), max_size=5),
    st.lists(st.tuples(PLACES, PLACES), max_size=4),
)
def test_every_span_lies_in_the_text_and_every_source_has_an_actor(
    cells: list[tuple[str, str, int, str]],
    every: int,
    names: list[tuple[tuple[int, int], EntityKind]],
    sayings: list[tuple[tuple[int, int], tuple[int, int]]],
) -> None:
    text, parse = build(cells, every)
    entities = tuple(Entity(stretch(parse, place), kind) for place, kind in names)
    parse = Parse((), (), parse.words, parse.sentences, entities)
    attributions = [
        Attribution(
            str(n), "r", (stretch(parse, s),), (), (stretch(parse, c),), QuoteType.DIRECT, 0.5
        )
        for n, (s, c) in enumerate(sayings)
    ]
    report = Report("r", "here", text, ())
    syntax = Syntax(report.text, parse)
    given_, actors = resolve_report(report, syntax, attributions)
    ids = [actor.id for actor in actors]
    assert len(set(ids)) == len(ids)
    assert {a.actor for a in given_} <= set(ids)
    for actor in actors:
        conflicts(actor)
        assert actor.name
        assert actor.mentions
        for mention in actor.mentions:
            assert mention.span.holds(mention.head)
            assert mention.reason
        spans = [m.span for m in actor.mentions] + [office.span for office in actor.offices]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert resolve_report(report, syntax, attributions) == (given_, actors)


def listed(count: int) -> tuple[str, Parse]:
    """A list of names, each the given or the family name of many others, hung on its first word."""
    cells, names = list[tuple[str, str, int, str]](), list[int]()
    for number in range(count):
        names.append(len(cells))
        head = len(cells)
        cells.append((WORD_LIST[number % 40], "PROPN", 0 if number else -1, "conj"))
        cells.append((WORD_LIST[-1 - number % 90], "PROPN", head, "flat"))
        cells.append((",", "PUNCT", head, "punct"))
    text, parse = build(cells, 3 * count)
    entities = tuple(
        Entity(Span(parse.words[i].span.start, parse.words[i + 1].span.end), EntityKind.PERSON)
        for i in names
    )
    return text, Parse((), (), parse.words, parse.sentences, entities)


def test_a_list_of_names_takes_no_longer_than_its_length_asks() -> None:
    taken = []
    for count in (1000, 5000):
        text, parse = listed(count)
        start = time.process_time()
        _, actors = resolve_report(Report("r", "here", text, ()), Syntax(text, parse), ())
        taken.append(time.process_time() - start)
        assert len(actors) == 360
    assert taken[1] < 5 * 4 * taken[0]


def test_a_roll_call_keeps_three_hundred_people_apart() -> None:
    cells = list[tuple[str, str, int, str]]()
    for number in range(300):
        head = len(cells)
        cells.append((WORD_LIST[number], "PROPN", -1, "root"))
        cells.append((WORD_LIST[-1 - number % 250], "PROPN", head, "flat"))
    text, parse = build(cells, 2)
    entities = tuple(
        Entity(Span(parse.words[i].span.start, parse.words[i + 1].span.end), EntityKind.PERSON)
        for i in range(0, 600, 2)
    )
    parse = Parse((), (), parse.words, parse.sentences, entities)
    _, actors = resolve_report(Report("r", "here", text, ()), Syntax(text, parse), ())
    assert len(actors) == 300
