from __future__ import annotations

import pytest

from sayso.resolve.forms import part_of_body, part_of_person, parts_of

SAME = [
    ("Dern", "Vlad Padron Dern"),
    ("Padron", "Vlad Padron Dern"),
    ("Vlad Padron", "Vlad Padron Dern"),
    ("Padron Dern", "Vlad Padron Dern"),
    ("V. Dern", "Vlad Padron Dern"),
    ("Jon Harrow", "Jon R. Harrow"),
    ("Guaidó", "Juan Guaido"),
    ("Assad", "Bashar al-Assad"),
    ("O’Neill", "James O'Neill"),
]
OTHERS = [
    ("Leo Dern", "Vlad Padron Dern"),
    ("Delia Ruden", "Jorge Ruden"),
    ("D. Ruden", "Jorge Ruden"),
    ("Jorge Ruden", "Ruden"),
    ("Jon Harrow", "Jonathan Harrow"),
]


@pytest.mark.parametrize(("short", "full"), SAME)
def test_a_person_may_be_called_by_part_of_the_name(short: str, full: str) -> None:
    assert part_of_person(parts_of(short), parts_of(full))


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_another_given_name_is_another_person(one: str, other: str) -> None:
    assert not part_of_person(parts_of(one), parts_of(other))


def test_a_body_may_be_called_by_the_beginning_of_its_name() -> None:
    full = parts_of("Halden Workers Union")
    assert part_of_body(parts_of("Halden Workers"), full, "organisation")
    assert not part_of_body(parts_of("Workers Union"), full, "organisation")
    assert not part_of_body(parts_of("Union"), full, "organisation")


def test_a_body_may_leave_its_state_out() -> None:
    full = parts_of("Bolivian National Guard")
    assert part_of_body(parts_of("National Guard"), full, "organisation")
