from pathlib import Path

import pytest

from sayso.errors import CorpusError
from sayso.evaluate.floors import (
    Floor,
    Section,
    raise_floors,
    read_floors,
    shortfalls,
    write_floors,
)

SECTION = Section("abc", {"cue_exact": Floor(70.0)})


def test_a_figure_below_its_floor_is_named_with_both_numbers() -> None:
    assert shortfalls(SECTION, {"cue_exact": 70.0}, "abc") == []
    (line,) = shortfalls(SECTION, {"cue_exact": 69.99}, "abc")
    assert line == "cue_exact: 69.99 is below its floor 70.0"


def test_a_figure_that_was_not_measured_does_not_hold() -> None:
    assert shortfalls(SECTION, {"source_exact": 99.0}, "abc")


def test_another_corpus_does_not_hold() -> None:
    (line,) = shortfalls(SECTION, {"cue_exact": 99.0}, "abd")
    assert "not the one of the floors" in line


def test_a_part_without_floors_does_not_hold() -> None:
    assert shortfalls(None, {"cue_exact": 99.0}, "abc")


def test_floors_rise_to_a_little_below_what_was_measured() -> None:
    section, refused = raise_floors(SECTION, {"cue_exact": 75.55, "new": 50.0}, "abc", None)
    assert not refused
    assert section.floors == {"cue_exact": Floor(74.7), "new": Floor(49.2)}


def test_a_floor_within_the_margin_stays() -> None:
    section, refused = raise_floors(SECTION, {"cue_exact": 70.1}, "abc", None)
    assert (section.floors["cue_exact"].least, refused) == (70.0, [])


def test_no_floor_sinks_without_a_reason() -> None:
    refused = raise_floors(SECTION, {"cue_exact": 60.0}, "abc", None)[1]
    assert refused == ["cue_exact: 60.00 is below its floor 70.0"]


def test_the_reason_is_written_down_beside_the_floor() -> None:
    section, refused = raise_floors(SECTION, {"cue_exact": 60.0}, "abc", "a smaller\nmodel")
    assert not refused
    assert section.floors["cue_exact"] == Floor(59.2, ("70.0 to 59.2: a smaller model",))


def test_floors_of_another_corpus_take_a_reason_even_when_they_rise() -> None:
    assert raise_floors(SECTION, {"cue_exact": 80.0}, "abd", None)[1]
    assert not raise_floors(SECTION, {"cue_exact": 80.0}, "abd", "corpus mended")[1]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    sections = {
        "polnear.dev": Section("abc", {"cue_exact": Floor(70.0, ('71.0 to 70.0: "why" \\ é',))}),
        "polnear.dev.20": Section("abd", {"cue_exact": Floor(65.5)}),
    }
    path = tmp_path / "floors.toml"
    write_floors(sections, path)
    assert read_floors(path) == sections


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text('[polnear.dev]\ncorpus = "abc"\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"floors\.toml"):
        read_floors(path)
