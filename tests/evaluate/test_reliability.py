import pytest

from sayso.evaluate.reliability import Outcome, calibration_error, reliability


def test_a_confidence_falls_into_its_tenth() -> None:
    bins = reliability([Outcome(c, False, False) for c in (0.0, 0.1, 0.19, 1.0)])
    assert [b.count for b in bins] == [1, 2, 0, 0, 0, 0, 0, 0, 0, 1]


def test_confidence_that_keeps_its_word_has_no_error() -> None:
    outcomes = [Outcome(0.75, exact=n > 0, near=True) for n in range(4)]
    exact, near = calibration_error(reliability(outcomes))
    assert exact == 0
    assert near == pytest.approx(0.25)


def test_bins_weigh_by_what_they_hold() -> None:
    outcomes = [Outcome(0.95, False, False), *[Outcome(0.0, False, False)] * 3]
    assert calibration_error(reliability(outcomes))[0] == pytest.approx(0.95 / 4)
