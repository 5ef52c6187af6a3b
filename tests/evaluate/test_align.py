from sayso.evaluate.align import align
from sayso.records import Span


def carried(here: str, words: str, there: str) -> str:
    start = here.index(words)
    return align(here, there).carry(Span(start, start + len(words))).of(there)


def test_spans_move_with_the_words_after_a_composed_letter() -> None:
    here = "Jose\u0301 said: it rained."
    assert carried(here, "it rained", "José said: it rained.") == "it rained"


def test_a_word_that_changed_is_taken_whole() -> None:
    assert carried("Jose\u0301 said so.", "Jose", "José said so.") == "José"


def test_trimmed_edges_move_everything() -> None:
    assert carried("\n\n Ada said so. \n", "said", "Ada said so.") == "said"


def test_words_that_are_gone_leave_an_empty_span() -> None:
    span = align("Ada said so. Advertisement", "Ada said so.").carry(Span(13, 26))
    assert span.start == span.end


def test_the_share_that_is_left_is_told() -> None:
    assert align("Ada said so.", "Ada said so.").share == 1
    assert align("Ada said so.", "Something else").share < 0.5
