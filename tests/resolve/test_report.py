from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sayso.records import Parse, Report, Span
from sayso.resolve import conflicts, resolve_report
from sayso.syntax import Syntax
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
    _, actors = resolve_report(report, Syntax(report.text, parse), (), Sure(leo))
    assert {a.name: len(a.mentions) for a in actors} == {"Jon Harrow": 1, "Leo Dern": 2}


def test_who_is_guessed_to_be_meant_is_not_said_to_hold_that_office() -> None:
    text, parse = parsed(
        """
        Leo/PROPN/2/nsubj wrote/VERB/0/root ./PUNCT/2/punct
        The/DET/2/det reporter/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct
        """,
        {"Leo": PERSON},
    )
    report = Report("report", "here", text, ())
    _, (leo,) = resolve_report(report, Syntax(report.text, parse), (), Sure(Span(0, 3)))
    assert mentions(text, leo) == ["Leo", "The reporter"]
    assert leo.offices == ()


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


def test_a_building_that_is_called_after_somebody_is_nobody() -> None:
    text, parse = parsed(
        """
        Marrow/PROPN/2/compound Tower/PROPN/3/nsubj closed/VERB/0/root ./PUNCT/3/punct
        President/PROPN/2/nmod Marrow/PROPN/3/nsubj left/VERB/0/root ./PUNCT/3/punct
        """,
        {},
    )
    _, actors = resolved(text, parse)
    assert mentions(text, actors["Marrow"]) == ["President Marrow"]


def test_members_of_a_body_are_no_office_of_one_of_them() -> None:
    text, parse = parsed(
        """
        Mira/PROPN/9/nsubj and/CCONJ/3/cc Jon/PROPN/1/conj ,/PUNCT/5/punct members/NOUN/3/appos
        + of/ADP/7/case parliament/NOUN/5/nmod ,/PUNCT/5/punct objected/VERB/0/root ./PUNCT/9/punct
        """,
        {"Mira": PERSON, "Jon": PERSON},
    )
    _, actors = resolved(text, parse)
    assert actors["Jon"].offices == ()


def test_who_was_with_a_minister_is_no_minister() -> None:
    text, parse = parsed(
        """
        Palo/PROPN/4/nsubj was/AUX/4/cop with/ADP/6/case Minister/PROPN/0/root of/ADP/6/case
        + Trade/PROPN/4/nmod ./PUNCT/4/punct
        """,
        {"Palo": PERSON},
    )
    _, actors = resolved(text, parse)
    assert actors["Palo"].offices == ()


def test_an_apposition_is_of_the_last_of_several() -> None:
    text, parse = parsed(
        """
        The/DET/2/det prince/NOUN/8/nsubj or/CCONJ/5/cc his/PRON/5/nmod father/NOUN/2/conj
        + ,/PUNCT/7/punct Osman/PROPN/2/appos knew/VERB/0/root ./PUNCT/8/punct
        """,
        {"Osman": PERSON},
    )
    _, actors = resolved(text, parse)
    assert actors["Osman"].offices == ()
    assert "his father" in mentions(text, actors["Osman"])


def test_a_name_ends_where_the_box_of_a_page_runs_on_from_it() -> None:
    words = "President/PROPN/2/nmod Moor/PROPN/6/nsubj Jon/PROPN/2/flat Peter/PROPN/2/flat"
    text, parse = parsed(
        f"{words} MoorBridge/PROPN/2/flat said/VERB/0/root ./PUNCT/6/punct",
        {"Moor Jon Peter MoorBridge": PERSON},
    )
    _, actors = resolved(text, parse)
    assert list(actors) == ["Moor"]


def test_a_consul_general_holds_one_office() -> None:
    text, parse = parsed(
        """
        Verin/PROPN/7/nsubj ,/PUNCT/4/punct the/DET/4/det consul/NOUN/1/appos
        + general/NOUN/1/appos ,/PUNCT/4/punct left/VERB/0/root ./PUNCT/7/punct
        """,
        {"Verin": PERSON},
    )
    _, actors = resolved(text, parse)
    assert [office.title for office in actors["Verin"].offices] == ["consul"]
