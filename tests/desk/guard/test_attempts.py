from __future__ import annotations

from sayso.desk.guard import attempts
from sayso.desk.guard.attempts import WINDOW, Attempts


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_who_fails_too_often_waits_until_the_first_failure_is_old() -> None:
    clock = Clock()
    tried = Attempts(3, clock)
    for clock.now in (0.0, 10.0, 20.0):
        assert tried.wait("a") == 0
        tried.fail("a")
    assert tried.wait("a") == round(WINDOW - 20)
    assert tried.wait("b") == 0
    clock.now = WINDOW + 1
    assert tried.wait("a") == 0


def test_who_was_right_begins_anew() -> None:
    tried = Attempts(1)
    tried.fail("a")
    tried.forget("a")
    assert tried.wait("a") == 0


def test_a_flood_of_names_takes_bounded_memory(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(attempts, "KEPT", 3)
    tried = Attempts(1)
    for name in "abcdef":
        tried.fail(name)
    assert [name for name in "abcdef" if tried.wait(name)] == ["d", "e", "f"]
