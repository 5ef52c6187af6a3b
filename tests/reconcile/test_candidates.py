from sayso.reconcile import MemoryIndex, passages
from sayso.reconcile.candidates import nearby
from sayso.records import COMMON_KEY, Passage, Span
from tests.reconcile.reports import TOLL, index_of, report


def many(key: int, first: str = "a") -> list[tuple[int, str]]:
    return [(key, f"{first}{number:03}") for number in range(COMMON_KEY)]


def test_who_holds_a_rare_key_is_near() -> None:
    assert nearby([(1, "b"), (2, "a"), (2, "b")]) == ["a", "b"]


def test_a_phrase_that_very_many_have_makes_nobody_near() -> None:
    assert nearby([*many(1), *many(2), (3, "b")]) == ["b"]


def test_of_a_story_that_very_many_carry_the_first_carriers_are_near() -> None:
    assert nearby([row for key in range(9) for row in many(key)]) == [f"a00{n}" for n in range(8)]


def test_the_index_keeps_only_the_first_holders_of_a_key() -> None:
    index = MemoryIndex()
    for number in range(COMMON_KEY + 5):
        index.put([Passage(f"r{number}", Span(0, 1), (7,))])
    assert [holder for _, holder in index.holders([7])] == [f"r{n}" for n in range(COMMON_KEY)]


def test_putting_a_report_twice_changes_nothing() -> None:
    made = report(TOLL)
    index = index_of(made)
    keys = [key for passage in passages(made) for key in passage.bands]
    before = list(index.holders(keys))
    index.put(passages(made))
    assert list(index.holders(keys)) == before
    assert index.report(made.id) is made
