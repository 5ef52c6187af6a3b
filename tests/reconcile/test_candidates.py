from sayso.reconcile import MemoryIndex, passages
from sayso.reconcile.candidates import nearby
from sayso.records import COMMON_KEY, Passage, Span
from tests.reconcile.reports import TOLL, index_of, report


def many(key: int, first: str = "a") -> list[tuple[int, str]]:
    return [(key, f"{first}{number:03}") for number in range(COMMON_KEY)]


def some(key: int) -> list[tuple[int, str]]:
    return [(key, holder) for holder in "abcdefgh"]


def test_who_holds_a_rare_key_is_near() -> None:
    assert nearby([(1, "b"), (2, "a"), (2, "b")]) == ["a", "b"]


def test_of_less_rare_keys_it_takes_two() -> None:
    assert nearby([*some(1), (2, "y"), (3, "z")]) == ["y", "z"]
    assert nearby([*some(1), *some(2)]) == list("abcdefgh")


def test_there_are_never_more_than_can_be_compared_and_the_rarest_keys_win() -> None:
    rare = [(key, f"r{key}") for key in range(30)]
    less = [(100 + key, f"s{key:03}") for key in range(40) for _ in range(2)]
    found = nearby([*less, *((200 + key, f"s{key:03}") for key in range(40)), *rare])
    assert len(found) == 32
    assert {f"s{key:03}" for key in range(32)} == set(found)


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
    assert index.reports([made.id])[0] is made
