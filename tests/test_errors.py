import pytest

from sayso.errors import Damaged


@pytest.mark.parametrize(
    "odd", ["\n", "\r", "\x85", "\u2028", "\x1b[2J", "\x00", "\u202e", "\udcff"]
)
def test_an_error_is_one_line_of_print_whatever_it_quotes(odd: str) -> None:
    told = str(Damaged(f"a{odd}b.csv", f"it holds {odd}", "leave it out"))
    assert told.isprintable()
    assert "b.csv: it holds" in told


def test_blanks_of_a_path_stay_as_they_are() -> None:
    assert str(Damaged("a  b.csv", "x", "y")) == "a  b.csv: x; y"
