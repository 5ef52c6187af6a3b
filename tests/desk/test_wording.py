from __future__ import annotations

from sayso.desk.wording import count, day, last, moment, plain, short, word


def test_counts_agree_with_their_noun() -> None:
    assert count(1, "report") == "1 report"
    assert count(2300, "report") == "2,300 reports"
    assert count(2, "copy", "copies") == "2 copies"


def test_days_are_written_out_and_what_is_none_stays() -> None:
    assert day("2026-05-12T14:05:00Z") == "12 May 2026"
    assert day("2026-W20") == "2026-W20"
    assert day(None) == ""
    assert moment("2026-05-12T14:05:00Z") == "12 May 2026, 14:05"


def test_marks_that_turn_the_direction_of_writing_are_shown_as_such() -> None:
    assert plain("a\u202eb\x00") == "a\ufffdb\ufffd"


def test_long_words_are_cut_between_words_and_where_there_is_none() -> None:
    assert short("one two three", 9) == "one two…"
    assert short("x" * 300, 10) == "x" * 10 + "…"


def test_terms_are_written_as_people_write_them() -> None:
    assert word("press_conference") == "press conference"


def test_what_has_no_title_is_called_by_the_end_of_its_address() -> None:
    assert last("reports/winnow-digest.txt") == "winnow-digest.txt"
    assert last("https://a.example/news/") == "news"
    assert last("-") == "-"
