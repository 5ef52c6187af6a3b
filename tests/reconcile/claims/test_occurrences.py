"""Which words tell of one event."""

from __future__ import annotations

from sayso.reconcile.claims.occurrences import Occurrence, group_events, same_event

STORY = frozenset(f"word{n}" for n in range(30))


def told(id: str, key: str, stem: str, around: str, gist: frozenset[str] = STORY) -> Occurrence:
    return Occurrence(id, f"r{id}", key, stem, None, dict.fromkeys(around.split(), 1.0), gist)


def test_another_word_for_the_same_deed_is_one_event() -> None:
    one = told("1", "kill", "die", "harbour blast dock")
    other = told("2", "kill", "fatal", "harbour blast crane")
    assert same_event(one, other) > 0.5


def test_one_word_in_reports_of_other_things_is_two_events() -> None:
    one = told("1", "say", "say", "harbour blast")
    other = told("2", "say", "say", "election vote", frozenset(("ballot", "senate")))
    assert same_event(one, other) < 0.5


def test_occurrences_without_a_word_in_common_are_not_put_together() -> None:
    some = [told("1", "kill", "kill", "a b"), told("2", "arrest", "arrest", "a b")]
    assert group_events(some) == [("1",), ("2",)]
