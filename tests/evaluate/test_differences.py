from sayso.evaluate.corpus import Gold
from sayso.evaluate.differences import mark, spread
from sayso.records import Span
from tests.evaluate.marked import marked


def test_an_attribution_is_shown_in_its_line_with_its_spans_in_brackets() -> None:
    text, gold = marked("Earlier.\nOn Monday <s:Ada> <c:said> <t:it rained>, twice.\nLater.")
    assert mark(text, gold) == "On Monday [source Ada] [cue said] [content it rained], twice."


def test_a_long_content_keeps_both_its_ends() -> None:
    text, gold = marked(f"Ada <c:said> <t:first {'and ' * 200}last>.")
    sentence = mark(text, gold)
    assert "[content first and" in sentence
    assert sentence.endswith("and last].")
    assert len(sentence) < 250


def test_words_after_spans_that_overlap_are_not_told_twice() -> None:
    found = Gold((Span(0, 18),), (Span(4, 8),), ())
    sentence = "[source Ada said it rained][cue said] here."
    assert mark("Ada said it rained here.", found) == sentence


def test_the_shown_are_spread_over_all_of_them() -> None:
    assert spread(range(10), 3) == [0, 3, 6]
    assert spread([1], 3) == [1]
