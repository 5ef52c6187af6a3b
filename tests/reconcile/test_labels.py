"""Labels of many reports: counted by user, and whose happenings are one."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import combinations

import pytest

from sayso.reconcile.labels import Targets, find_labels, join_happenings, tabulate
from sayso.reconcile.labels.joining import is_same_happening
from sayso.reconcile.labels.lexicon import leaning_of, singular
from sayso.records import Happening, Label, Parse, Reading, Report, Span, Word
from sayso.syntax import Syntax
from sayso.terms import About, LabelForm, Voice

RISING = "rising"


def label(
    key: str,
    user: str | None,
    number: int,
    *,
    voice: Voice = Voice.INDIRECT,
    rejected: bool = False,
    outlet: str = "Courier",
) -> Label:
    span = Span(number, number + 1)
    said = None if user is None else "a"
    return Label(
        id=f"{key}{number}", report=f"r{number}", about=About.EVENT, target=RISING, key=key,
        span=span, head=span, form=LabelForm.NOMINAL, voice=voice, user=user, attribution=said,
        rejected=rejected, outlet=outlet,
    )  # fmt: skip


def labels(*counts: tuple[str, str | None, int]) -> list[Label]:
    found: list[Label] = []
    for key, user, many in counts:
        voice = Voice.INDIRECT if user else Voice.OWN
        found += [label(key, user, len(found) + n, voice=voice) for n in range(many)]
    return found


def happening(id: str, report: str, *company: str, told: Iterable[str] = ()) -> Happening:
    return Happening(id, report, "power", frozenset(told), frozenset(company))


def test_each_cell_counts_its_voices_and_names_its_labels() -> None:
    some = [
        label("coup", "vosse", 1, voice=Voice.DIRECT),
        label("coup", "vosse", 2),
        label("coup", "vosse", 3, voice=Voice.HELD),
        label("coup", "vosse", 4, rejected=True),
    ]
    (cell,) = tabulate(some).cells
    assert (cell.direct, cell.indirect, cell.held, cell.rejected, cell.uses) == (1, 1, 1, 1, 2)
    assert cell.labels == ("coup1", "coup2", "coup3", "coup4")
    assert cell.reports == 4


def test_the_outlet_in_its_own_voice_is_a_user_and_a_nameless_source_is_unnamed() -> None:
    nameless = label("coup", "", 2)
    some = [label("coup", None, 1, voice=Voice.OWN), nameless]
    users = {cell.user for cell in tabulate(some, {"": "unknown man"}).cells}
    assert users == {"outlet:Courier", "unknown man"}
    quoted = label("coup", None, 1, voice=Voice.DIRECT)
    assert [cell.user for cell in tabulate([quoted]).cells] == ["unnamed"]


def test_users_and_targets_of_one_group_are_counted_together() -> None:
    some = labels(("coup", "vosse", 2), ("coup", "general vosse", 1))
    (cell,) = tabulate(some, {"vosse": "v", "general vosse": "v", RISING: "joined"}).cells
    assert (cell.target, cell.user, cell.uses) == ("joined", "v", 3)


def test_a_label_that_one_side_alone_uses_is_uneven_and_says_why() -> None:
    matrix = tabulate(labels(("coup", "vosse", 8), ("uprising", "dovane", 8), ("coup", None, 1)))
    rows = {row.key: row for row in matrix.rows}
    assert rows["coup"].uneven == "vosse"
    assert rows["coup"].why == (
        "8 of the 8 that this user has for it, 1 of the 9 that the others have"
    )
    assert rows["uprising"].uneven == "dovane"


@pytest.mark.parametrize(
    "counts",
    [
        [("coup", "vosse", 1), ("uprising", "dovane", 1)],
        [("coup", "vosse", 5), ("coup", "dovane", 5), ("uprising", "dovane", 4)],
        [("coup", "vosse", 9)],
    ],
    ids=["too few", "shared", "nobody to compare with"],
)
def test_nothing_is_uneven_on_little_ground(counts: list[tuple[str, str | None, int]]) -> None:
    assert not [
        row.uneven for row in tabulate(labels(*counts)).rows if row.key == "coup" and row.uneven
    ]


def test_papers_that_carry_one_wire_story_are_one_line() -> None:
    some = labels(("coup", "vosse", 3))
    matrix = tabulate(some, lines={one.id: "wire" for one in some[:2]})
    (cell,), (row,) = matrix.cells, matrix.rows
    assert (cell.uses, cell.reports, cell.lines) == (3, 3, 2)
    assert (row.uses, row.reports, row.lines) == (3, 3, 2)


def test_the_order_of_labels_and_reports_changes_nothing() -> None:
    some = labels(("coup", "vosse", 4), ("uprising", "dovane", 3), ("rising", None, 2))
    shuffled = random.Random(1).sample(some, len(some))
    assert tabulate(shuffled) == tabulate(some)


def test_rows_give_names_words_and_whether_the_user_is_an_outlet() -> None:
    matrix = tabulate([label("coup", None, 1, voice=Voice.OWN)])
    (row,) = matrix.objects({RISING: "the rising"}, {"coup1": "attempted coup"})
    assert (row["target"], row["user"], row["is_outlet"]) == ("the rising", "Courier", True)
    assert row["words"] == ["attempted coup"]


@pytest.mark.parametrize("seed", range(20))
def test_happenings_join_as_if_each_was_compared_with_each(seed: int) -> None:
    dice = random.Random(seed)
    some = [
        Happening(
            f"{number:03}",
            f"r{number // 2}",
            RISING,
            frozenset(("air",) * (number % 2))  # in one report something tells them apart
            | frozenset(dice.sample(("2002", "chemical"), dice.choice((0, 0, 0, 1, 2)))),
            frozenset(dice.sample("abcdefghijkl", dice.randrange(5))),
        )
        for number in range(30)
    ]
    groups = {one.id: one.id for one in some}
    for left, right in combinations(some, 2):
        if is_same_happening(left, right):
            low, high = sorted((groups[left.id], groups[right.id]))
            groups = {id: low if group == high else group for id, group in groups.items()}
    assert join_happenings(some) == groups


def test_happenings_of_reports_that_name_the_same_actors_are_one() -> None:
    some = [
        happening("a", "1", "tarsk", "dovane", "belvarra"),
        happening("b", "2", "dovane", "tarsk", "tolva"),
        happening("c", "3", "mira solen", "tolva"),
    ]
    groups = join_happenings(some)
    assert groups == {"a": "a", "b": "a", "c": "c"}
    assert join_happenings(reversed(some)) == groups


def test_another_year_or_other_means_keep_happenings_apart() -> None:
    company = ("tarsk", "dovane")
    groups = join_happenings(
        [
            happening("a", "1", *company, told=["chemical"]),
            happening("b", "2", *company, told=["air"]),
            happening("c", "3", *company, told=["2002"]),
        ]
    )
    assert len(set(groups.values())) == 3


def test_two_happenings_of_one_report_stay_two() -> None:
    groups = join_happenings([happening("a", "1", "tarsk"), happening("b", "1", "tarsk")])
    assert len(set(groups.values())) == 2


def test_a_text_without_a_parse_has_no_labels() -> None:
    reading = Reading(Report("r", "r", "", ()), ())
    assert find_labels(Targets(reading, Syntax("", Parse(())))).labels == ()


def test_a_parse_that_goes_round_in_a_circle_is_survived() -> None:
    text = "coup attempt called"
    words = tuple(
        Word(Span(a, b), tag, head, "compound")
        for a, b, tag, head in ((0, 4, "NOUN", 1), (5, 12, "NOUN", 0), (13, 19, "VERB", 99))
    )
    reading = Reading(Report("r", "r", text, ()), ())
    syntax = Syntax(text, Parse((), (), words, ((0, 3),)))
    found = find_labels(Targets(reading, syntax)).labels
    assert {one.key for one in found} <= {"coup", "attempt"}


@pytest.mark.parametrize(
    ("plural", "one"),
    [("traitors", "traitor"), ("allies", "ally"), ("coup-plotters", "coup-plotter"),
     ("clashes", "clash"), ("crisis", "crisis"), ("gas", "gas"), ("women", "woman")],
)  # fmt: skip
def test_plurals_have_a_dictionary_form(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    ("word", "leaning"),
    [("traitors", "blaming"), ("us-backed", "siding"), ("pro-tarsk", "siding"),
     ("minister", None), ("well-known", None)],
)  # fmt: skip
def test_what_takes_a_side_is_loaded(word: str, leaning: str | None) -> None:
    assert leaning_of(word) == leaning
