from __future__ import annotations

from sayso.desk.strips import TALL, strips


def test_a_bar_stands_on_its_day_and_the_tallest_is_as_tall_as_the_strip() -> None:
    (strip,) = strips([{"2031-04-30": 2, "2031-05-02": 4}])
    assert [(bar.first, bar.many, bar.height) for bar in strip.bars] == [
        ("2031-04-30", 2, TALL // 2),
        ("2031-05-02", 4, TALL),
    ]
    assert (strip.first, strip.last, strip.stretch) == ("2031-04-30", "2031-05-02", 1)


def test_years_are_told_in_as_many_bars_as_fit() -> None:
    (strip,) = strips([{"2001-01-01": 1, "2001-01-02": 1, "2031-05-02": 1}])
    assert strip.width <= 60 * 12
    assert [bar.many for bar in strip.bars] == [2, 1]


def test_strips_that_belong_together_have_one_calendar_and_one_scale() -> None:
    one, other = strips([{"2031-05-01": 8}, {"2031-05-03": 2, "": 1}])
    assert (one.first, one.last) == (other.first, other.last)
    assert other.bars[0].height == TALL // 4
    assert other.undated == 1


def test_nothing_is_drawn_of_what_has_no_day() -> None:
    assert strips([{"": 3}, {}]) == []
