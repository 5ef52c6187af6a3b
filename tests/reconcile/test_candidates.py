from collections.abc import Mapping
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reconcile import MemoryIndex
from sayso.records import CARRIERS, COMMON_KEY, Passage, Report, Span
from tests.reconcile.reports import report


def made(number: int) -> Report:
    return report(f"Report {number} of the town.", published=date(2031, 1, 1 + number % 28))


def holding(*keys: int) -> list[Passage]:
    return [Passage("", Span(0, 1), keys)]


def index_of(held: Mapping[int, tuple[int, ...]]) -> MemoryIndex:
    index = MemoryIndex()
    for number, keys in held.items():
        index.add(made(number), holding(*keys))
    return index


def near(number: int, held: Mapping[int, tuple[int, ...]]) -> set[str]:
    return {one.id for one in index_of(held).near(made(number), holding(*held[number]))}


def test_who_holds_a_key_that_few_hold_is_near() -> None:
    held = dict.fromkeys(range(5), (1,))
    assert near(0, held) == {made(number).id for number in range(1, 5)}
    assert near(0, {0: (1,), 1: (2,)}) == set()


def test_of_less_rare_keys_it_takes_two() -> None:
    held = dict.fromkeys(range(6), (1,))
    assert near(0, held) == set()
    assert near(0, {**held, 0: (1, 2), 1: (1, 2)}) == {made(1).id}


def test_a_phrase_that_very_many_have_makes_nobody_near() -> None:
    held = dict.fromkeys(range(COMMON_KEY + 1), (1, 2))
    assert near(0, held) == set()


def test_of_a_story_that_very_many_carry_those_are_near_that_had_it_first() -> None:
    held = dict.fromkeys(range(COMMON_KEY + 8), (1, 2, 3))
    dated = sorted(map(made, held), key=lambda one: (one.published, one.id))
    first = {one.id for one in dated[:CARRIERS]}
    by_id = {made(number).id: number for number in held}
    assert near(by_id[dated[-1].id], held) == first
    assert near(by_id[dated[0].id], held) == set(by_id) - {dated[0].id}


HELD = st.dictionaries(
    st.integers(0, 60), st.sets(st.integers(0, 5), min_size=1).map(tuple), max_size=60
)


@settings(deadline=None, max_examples=40)
@given(HELD)
def test_of_two_each_is_near_the_other(held: Mapping[int, tuple[int, ...]]) -> None:
    found = {number: near(number, held) for number in held}
    assert all(
        (made(other).id in found[one]) == (made(one).id in found[other])
        for one in held
        for other in held
    )


def test_one_that_is_looked_up_is_taken_for_one_of_them() -> None:
    held = {number: (number % 7, 8) for number in range(20)}
    index = index_of({number: keys for number, keys in held.items() if number})
    found = {one.id for one in index.near(made(0), holding(*held[0]))}
    assert found == near(0, held)


def test_putting_a_report_twice_changes_nothing() -> None:
    index = index_of(dict.fromkeys(range(5), (1,)))
    index.add(made(1), holding(1))
    assert len(list(index.near(made(0), holding(1)))) == 4
