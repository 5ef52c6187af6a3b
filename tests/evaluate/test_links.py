from sayso.evaluate.corpus import Gold
from sayso.evaluate.links import link_gold_spans, link_scores, whole_scores
from sayso.evaluate.spans import Counts, snap
from sayso.model.tokens import tokenise
from sayso.records import Span
from sayso.terms import Role
from tests.evaluate.marked import marked, words_of

FIRST = "<s:Ada> <c:said> <t:it rained>. Bo denied it blew."
SECOND = "Ada said it rained. <s:Bo> <c:denied> <t:it blew>."
CROSSED = "<s:Ada> said it rained. Bo <c:denied> <t:it blew>."
GOLD = [words_of(FIRST), words_of(SECOND)]


def test_a_link_is_wrong_when_both_spans_are_right_but_belong_to_others() -> None:
    found = [words_of(FIRST), words_of(CROSSED)]
    assert link_scores(GOLD, found, Role.SOURCE) == Counts(2, 2, 1)
    assert link_scores(GOLD, found, Role.CONTENT) == Counts(2, 2, 2)


def test_each_piece_of_a_content_is_a_link() -> None:
    whole = words_of("<t:It rained>, <s:Ada> <c:said>, <t:and blew>.")
    half = words_of("<t:It rained>, <s:Ada> <c:said>, and blew.")
    assert link_scores([whole], [half], Role.CONTENT) == Counts(2, 1, 1)


def test_a_linker_is_given_each_gold_span_once_and_no_links() -> None:
    text, one = marked(FIRST)
    tokens = tokenise(text)
    two = marked(SECOND)[1]
    asked: list[tuple[Span, ...]] = []

    def first_source(_: str, *spans: tuple[Span, ...]) -> list[Gold]:
        asked.extend(spans)
        sources, cues, contents = spans
        return [Gold((sources[0],), (c,), (t,)) for c, t in zip(cues, contents, strict=True)]

    linked = link_gold_spans(text, tokens, [two, one, one], first_source)
    assert asked == [one.source + two.source, one.cue + two.cue, one.content + two.content]
    gold = [snap(a, tokens) for a in (one, two)]
    assert link_scores(gold, linked, Role.SOURCE) == Counts(2, 2, 1)


def test_a_whole_attribution_takes_every_span() -> None:
    near = words_of("<s:Ada> <c:said> it <t:rained>. Bo denied it blew.")
    no_source = words_of("Ada said it rained. Bo <c:denied> <t:it blew>.")
    exact, overlapping = whole_scores(GOLD, [near, no_source])
    assert (exact.hit, overlapping.hit) == (0, 1)


def test_a_stray_span_on_either_side_is_no_overlap_throughout() -> None:
    stray = words_of("<s:Ada> <c:said> <t:it rained>. Bo denied <t:it blew>.")
    assert whole_scores([GOLD[0]], [stray])[1].hit == 0
    assert whole_scores([stray], [GOLD[0]])[1].hit == 0


def test_an_attribution_found_twice_is_right_once() -> None:
    assert whole_scores(GOLD, [GOLD[0], GOLD[0]])[0] == Counts(2, 2, 1)
