from __future__ import annotations

import pytest

from sayso.records import Attribution, Place, Span
from sayso.resolve.places import place_attributions
from sayso.syntax import Syntax
from sayso.terms import QuoteType
from tests.resolve.sentences import parsed

ELSEWHERE = [
    "Troops/NOUN/2/nsubj left/VERB/0/root sanctions/NOUN/2/obj on/ADP/5/case Qor/PROPN/3/nmod",
    "It/PRON/3/nsubj was/AUX/3/aux condemned/VERB/0/root by/ADP/5/case Qor/PROPN/3/obl",
    "A/DET/2/det cop/NOUN/5/nsubj from/ADP/4/case Qor/PROPN/2/nmod won/VERB/0/root",
    "He/PRON/2/nsubj bought/VERB/0/root it/PRON/2/obj from/ADP/5/case Qor/PROPN/2/obl",
    "Men/NOUN/6/nsubj who/PRON/3/nsubj met/VERB/1/acl in/ADP/5/case Qor/PROPN/3/obl "
    "left/VERB/0/root",
    "Trade/NOUN/2/nsubj fell/VERB/0/root victim/NOUN/2/obj to/ADP/5/case unrest/NOUN/2/obl "
    "in/ADP/7/case Qor/PROPN/5/nmod",
    "Worry/NOUN/0/root over/ADP/3/case Qor/PROPN/1/nmod grew/VERB/1/acl",
]
THERE = [
    "Men/NOUN/2/nsubj led/VERB/0/root an/DET/4/det attack/NOUN/2/obj on/ADP/6/case "
    "Qor/PROPN/4/nmod",
    "Troops/NOUN/2/nsubj died/VERB/0/root near/ADP/4/case Qor/PROPN/2/obl",
    "Troops/NOUN/4/nsubj in/ADP/3/case Qor/PROPN/1/nmod died/VERB/0/root",
    "A/DET/2/det drone/NOUN/4/nsubj was/AUX/4/aux shot/VERB/0/root over/ADP/6/case Qor/PROPN/4/obl",
    "He/PRON/2/nsubj died/VERB/0/root in/ADP/5/case a/DET/5/det clash/NOUN/2/obl "
    "with/ADP/7/case rebels/NOUN/5/nmod in/ADP/9/case Qor/PROPN/7/nmod",
    "Claims/NOUN/0/root that/SCONJ/4/mark men/NOUN/4/nsubj died/VERB/1/acl in/ADP/6/case "
    "Qor/PROPN/4/obl",
    "Police/NOUN/2/nsubj waited/VERB/0/root on/ADP/5/case Qor/PROPN/5/compound Street/PROPN/2/obl",
]


def happens_there(lines: str) -> bool:
    """Whether what a sentence tells of happened in Qor, a place of it."""
    text, parse = parsed(lines)
    start = text.index("Qor")
    place = Place(Span(start, start + 3), "Qor", None, None, None, None, (), "invented")
    told = Attribution("a", "r", (), (), (Span(0, len(text)),), QuoteType.INDIRECT, 0.9)
    (tied,) = place_attributions([told], Syntax(text, parse), [place])
    return tied.setting.happened_at == 0


@pytest.mark.parametrize("lines", ELSEWHERE)
def test_what_is_about_a_place_or_comes_from_it_did_not_happen_there(lines: str) -> None:
    assert not happens_there(lines)


@pytest.mark.parametrize("lines", THERE)
def test_what_was_done_in_at_or_over_a_place_happened_there(lines: str) -> None:
    assert happens_there(lines)


def test_a_place_inside_what_the_source_hangs_on_is_not_where_it_spoke() -> None:
    text, parse = parsed(
        "Spies/NOUN/2/nsubj told/VERB/0/root reporters/NOUN/2/obj from/ADP/5/case Qor/PROPN/3/nmod "
        "that/SCONJ/8/mark they/PRON/8/nsubj fled/VERB/2/ccomp"
    )
    start, cue = text.index("Qor"), text.index("told")
    place = Place(Span(start, start + 3), "Qor", None, None, None, None, (), "invented")
    said = Attribution(
        "a", "r", (Span(0, 5),), (Span(cue, cue + 4),), (Span(text.index("that"), len(text)),),
        QuoteType.INDIRECT, 0.9,
    )  # fmt: skip
    (tied,) = place_attributions([said], Syntax(text, parse), [place])
    assert tied.setting.said_at is None
