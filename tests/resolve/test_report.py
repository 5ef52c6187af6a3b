from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sayso.records import Parse, Report, Span
from sayso.resolve import conflicts, resolve_report
from sayso.terms import ActorKind, EntityKind
from tests.resolve.sentences import mentions, parsed, resolved, said

PERSON = EntityKind.PERSON
TWO_MEN = """
Jon/PROPN/3/nsubj Harrow/PROPN/1/flat met/VERB/0/root Leo/PROPN/3/obj Dern/PROPN/4/flat
+ ./PUNCT/3/punct
He/PRON/2/nsubj left/VERB/0/root ./PUNCT/2/punct
"""
MEN = {"Jon Harrow": PERSON, "Leo Dern": PERSON}


def test_the_subject_before_is_he() -> None:
    text, parse = parsed(TWO_MEN, MEN)
    _, actors = resolved(text, parse)
    assert mentions(text, actors["Jon Harrow"]) == ["Jon Harrow", "He"]


def test_every_mention_has_a_reason() -> None:
    text, parse = parsed(TWO_MEN, MEN)
    _, actors = resolved(text, parse)
    assert all(m.reason for actor in actors.values() for m in actor.mentions)


class Sure:
    """An affinity that is sure of one antecedent."""

    def __init__(self, antecedent: Span) -> None:
        self.antecedent = antecedent

    def scores(self, anaphors: Sequence[Span], antecedents: Sequence[Span]) -> NDArray[np.float64]:
        return np.array([[20.0 * (a == self.antecedent) for a in antecedents] for _ in anaphors])


def test_a_learned_affinity_is_weighed_with_the_rest() -> None:
    text, parse = parsed(TWO_MEN, MEN)
    report = Report("report", "here", text, ())
    leo = Span(text.index("Leo"), text.index("Leo") + 3)
    _, actors = resolve_report(report, parse, (), Sure(leo))
    assert {a.name: len(a.mentions) for a in actors} == {"Jon Harrow": 1, "Leo Dern": 2}


def test_i_is_who_says_the_quotation() -> None:
    text, parse = parsed(
        """
        “/PUNCT/3/punct I/PRON/3/nsubj won/VERB/7/ccomp ,/PUNCT/3/punct ”/PUNCT/3/punct
        + Mira/PROPN/7/nsubj said/VERB/0/root ./PUNCT/7/punct
        """,
        {"Mira": PERSON},
    )
    sources, actors = resolved(text, parse, said(text, "Mira", "said", "“I won,”"))
    assert sources == {"Mira": "Mira"}
    assert mentions(text, actors["Mira"]) == ["I", "Mira"]


def test_who_says_it_is_not_named_in_it() -> None:
    text, parse = parsed(
        """
        Jon/PROPN/2/nsubj waited/VERB/0/root ./PUNCT/2/punct
        Arno/PROPN/2/nsubj left/VERB/5/ccomp ,/PUNCT/2/punct he/PRON/5/nsubj said/VERB/0/root
        + ./PUNCT/5/punct
        """,
        {"Jon": PERSON, "Arno": PERSON},
    )
    sources, _ = resolved(text, parse, said(text, "he", "said", "Arno left"))
    assert sources == {"he": "Jon"}


def test_a_title_hung_on_either_side_is_the_same_office() -> None:
    for tree in ("analyst/NOUN/2/nmod Jon/PROPN/3/nsubj", "analyst/NOUN/3/nsubj Jon/PROPN/1/flat"):
        text, parse = parsed(f"{tree} spoke/VERB/0/root ./PUNCT/3/punct", {"Jon": PERSON})
        _, actors = resolved(text, parse)
        assert [office.title for office in actors["Jon"].offices] == ["analyst"]
        assert mentions(text, actors["Jon"]) == ["analyst Jon"]


def test_years_of_an_office_are_kept() -> None:
    text, parse = parsed(
        """
        Mira/PROPN/4/nsubj is/AUX/4/cop the/DET/4/det mayor/NOUN/0/root since/ADP/6/case
        + 2019/NUM/4/nmod ./PUNCT/4/punct
        """,
        {"Mira": PERSON},
    )
    _, actors = resolved(text, parse)
    (office,) = actors["Mira"].offices
    assert (office.title, office.since, office.until, office.former) == (
        "mayor",
        "2019",
        None,
        False,
    )


def test_two_government_offices_are_a_conflict_and_one_breath_is_none() -> None:
    apart = """
    Minister/PROPN/2/nmod Jon/PROPN/3/nsubj spoke/VERB/0/root again/ADV/3/advmod
    + today/NOUN/3/obl in/ADP/9/case the/DET/9/det old/ADJ/9/amod harbour/NOUN/3/obl ./PUNCT/3/punct
    President/PROPN/2/nmod Jon/PROPN/3/nsubj left/VERB/0/root ./PUNCT/3/punct
    """
    text, parse = parsed(apart, {"Jon": PERSON})
    _, actors = resolved(text, parse)
    ((one, other),) = conflicts(actors["Jon"])
    assert (one.title, other.title) == ("Minister", "President")
    breath = "president/NOUN/4/nmod and/CCONJ/3/cc minister/NOUN/1/conj Jon/PROPN/5/nsubj"
    text, parse = parsed(f"{breath} left/VERB/0/root", {"Jon": PERSON})
    _, actors = resolved(text, parse)
    assert [office.title for office in actors["Jon"].offices] == ["president", "minister"]
    assert conflicts(actors["Jon"]) == ()


def test_an_owner_is_not_who_owns_what_he_owns() -> None:
    """The parser may make "country" the subject of "the country's president said"."""
    text, parse = parsed(
        """
        President/PROPN/2/nmod Jon/PROPN/3/nsubj left/VERB/0/root ./PUNCT/3/punct
        The/DET/2/det country/NOUN/5/nsubj 's/PART/2/case president/NOUN/2/dep
        + waved/VERB/0/root ./PUNCT/5/punct
        """,
        {"Jon": PERSON},
    )
    sources, _ = resolved(text, parse, said(text, "The country's president", "waved", ""))
    assert sources == {"The country's president": "Jon"}


def test_who_stands_for_what_comes_before_it_wherever_the_parser_hangs_it() -> None:
    text, parse = parsed(
        """
        Mira/PROPN/7/nsubj ,/PUNCT/4/punct who/PRON/4/nsubj won/VERB/9/acl ,/PUNCT/4/punct
        + soon/ADV/7/advmod met/VERB/0/root the/DET/9/det guards/NOUN/7/obj ./PUNCT/7/punct
        """,
        {"Mira": PERSON},
    )
    _, actors = resolved(text, parse)
    assert mentions(text, actors["Mira"]) == ["Mira", "who"]


def test_her_office_is_not_his() -> None:
    text, parse = parsed(
        """
        Jon/PROPN/2/nsubj met/VERB/0/root Mira/PROPN/2/obj ./PUNCT/2/punct
        His/PRON/2/nmod office/NOUN/3/nsubj objected/VERB/0/root ./PUNCT/3/punct
        Her/PRON/2/nmod office/NOUN/3/nsubj agreed/VERB/0/root ./PUNCT/3/punct
        """,
        {"Jon": PERSON, "Mira": PERSON},
    )
    _, actors = resolved(text, parse)
    assert mentions(text, actors["His office"]) == ["His office"]
    assert mentions(text, actors["Her office"]) == ["Her office"]


def test_a_report_without_words_has_the_actors_that_its_sources_name() -> None:
    text = "Mira Solen said no. Solen said it twice. She said it again."
    first = said(text, "Mira Solen", "said", "no")
    again = said(text, "Solen said it twice", "said", "it")
    pronoun = said(text, "She", "said", "it")
    second = replace(again, source=(Span(20, 25),))
    sources, actors = resolved(text, Parse(()), first, second, pronoun)
    assert sources == {"Mira Solen": "Mira Solen", "Solen said it twice": "Mira Solen", "She": None}
    assert actors["Mira Solen"].kind is ActorKind.PERSON
    assert actors["Mira Solen"].names == ("Solen",)
