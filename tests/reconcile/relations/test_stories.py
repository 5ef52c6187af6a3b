"""Whether two reports tell of one story."""

from __future__ import annotations

import pytest

from sayso.reconcile.relations.stories import one_story
from sayso.records import Span
from sayso.records.claims import Proposition
from sayso.terms import Certainty

_ABOUT = frozenset(("corvane", "harbour", "blast", "lund", "ferry", "governor"))
_ELSE = frozenset(("vosse", "garrison", "parade", "fort", "radio", "governor"))


def side(report: str, published: str | None, gist: frozenset[str] = _ABOUT) -> Proposition:
    return Proposition(
        f"{report}-1", report, "a", (Span(0, 9),), "who", True, (), (), report, gist,
        Certainty.ASSERTED, (), published,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("published", "gist", "one"),
    [
        ("2031-03-11", _ABOUT, True),
        ("2031-03-12", _ABOUT, False),
        ("2031-02-24", _ABOUT, False),
        (None, _ABOUT, True),
        ("2031-03-05", _ELSE, True),  # a sixth of what they are about
        ("2031-03-05", frozenset(("vosse", "garrison")), False),
    ],
)
def test_reports_of_one_week_that_are_about_the_same_tell_one_story(
    published: str | None, gist: frozenset[str], one: bool
) -> None:
    ours, theirs = side("heron", "2031-03-04"), side("bittern", published, gist)
    assert one_story(ours, theirs) is one_story(theirs, ours) is one


def test_one_report_tells_one_story_whatever_it_is_about() -> None:
    assert one_story(side("heron", "2031-03-04"), side("heron", "2031-03-04", frozenset()))
