from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.attribute import describe
from sayso.records import Block, How, Parse, Report, Span
from sayso.syntax import Syntax
from sayso.terms import BlockKind, Certainty, ChannelKind, Manner
from tests.attribute.marked import Case, read_case
from tests.attribute.trees import parse_of

POST = read_case("post", '{"We are well,"} <Rell> [said] (@rell).', ())
NESTED = read_case("nested", "<Reuters> [reported] {that Rell denied the raid}.", ())
TEXTS: list[str] = [POST.text, NESTED.text]


def parsed(case: Case) -> tuple[Report, Parse]:
    return Report("r", "r", case.text, ()), parse_of(case.text)


def hops(how: How | None) -> list[tuple[ChannelKind, str | None]]:
    return [(hop.kind, hop.name) for hop in how.hops] if how else []


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("@rell", [(ChannelKind.POST, None)]),
        ("Rell", [(ChannelKind.OUTLET, "Rell")]),
        (None, []),
    ],
)
def test_a_block_that_is_set_in_tells_its_channel_by_its_origin(
    origin: str | None, expected: list[tuple[ChannelKind, str | None]]
) -> None:
    report, parse = parsed(POST)
    block = Block(BlockKind.EMBEDDED, Span(0, len(POST.text)), origin)
    (it,) = describe(
        replace(report, blocks=(block,)), Syntax(report.text, parse), POST.attributions
    )
    assert hops(it.how) == expected


def test_what_an_agency_reports_of_another_came_through_the_agency() -> None:
    report, parse = parsed(NESTED)
    (outer,) = NESTED.attributions
    at = [(word, NESTED.text.index(word)) for word in ("Rell", "denied", "the raid")]
    source, cue, content = ((Span(start, start + len(word)),) for word, start in at)
    inner = replace(outer, id="in", source=source, cue=cue, content=content, within=outer.id)
    _, it = describe(report, Syntax(report.text, parse), (outer, inner))
    assert hops(it.how) == [(ChannelKind.WIRE, "Reuters")]
    assert it.how
    assert (it.how.manner, it.how.certainty) == (Manner.DENY, Certainty.DENIED)


def test_sureness_is_the_models_of_the_main_predicate() -> None:
    class Head:
        asked: list[Span]

        def at(self, span: Span) -> float:
            self.asked = [span]
            return 2.3456

    report, parse = parsed(NESTED)
    head = Head()
    (it,) = describe(report, Syntax(report.text, parse), NESTED.attributions, head)
    assert it.how
    assert it.how.sureness == 2.35
    assert [span.of(NESTED.text) for span in head.asked] == ["denied"]


def test_a_text_without_words_and_a_cue_without_words_are_no_fault() -> None:
    report, parse = parsed(NESTED)
    (bare,) = (replace(it, cue=(), source=()) for it in NESTED.attributions)
    (it,) = describe(report, Syntax(report.text, parse), (bare,))
    assert it.how
    assert it.how.manner is Manner.SAY
    assert describe(report, Syntax("", Parse(())), (bare,)) == (bare,)


def test_every_word_that_justifies_lies_in_the_report() -> None:
    report, parse = parsed(NESTED)
    (it,) = describe(report, Syntax(report.text, parse), NESTED.attributions)
    assert it.how
    spans = [*it.how.manner_words, *(word for hop in it.how.hops for word in hop.words)]
    assert spans
    assert all(0 <= span.start < span.end <= len(report.text) for span in spans)
