"""The whole flow with the shipped model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import Fault, NoProse, NotText
from sayso.intake import text_report
from sayso.pipeline import Pipeline
from sayso.records import Attribution, Reading, Report, words_of

STORY = (
    "Port of Orsk closed\n"
    "The interior minister said on Monday that the harbour had been closed by armed men. "
    '"We will not leave before the vote is counted," Captain Ibarra told Radio Belvarra.\n'
    "A military source said on Tuesday that the mayor had told reporters the gate was shut.\n"
    "The harbour lies two miles from the old town and has four cranes.\n"
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.fixture(scope="module")
def found(pipeline: Pipeline) -> tuple[Attribution, ...]:
    (reading,) = pipeline.read_reports([text_report(STORY, "story")])
    assert isinstance(reading, Reading)
    return reading.attributions


def said_by(found: tuple[Attribution, ...], source: str) -> list[Attribution]:
    return [a for a in found if words_of(a.source, STORY) == source]


def test_an_indirect_attribution_has_its_source_cue_and_content(
    found: tuple[Attribution, ...],
) -> None:
    (first,) = said_by(found[:1], "The interior minister")
    assert words_of(first.content, STORY) == "that the harbour had been closed by armed men"
    assert first.quote_type == "indirect"


def test_a_quotation_is_direct(found: tuple[Attribution, ...]) -> None:
    (quoted,) = said_by(found, "Captain Ibarra")
    assert words_of(quoted.content, STORY) == '"We will not leave before the vote is counted,"'
    assert quoted.quote_type == "direct"


def test_an_attribution_inside_another_names_it(found: tuple[Attribution, ...]) -> None:
    by_id = {a.id: a for a in found}
    for attribution in (a for a in found if a.within):
        outer = by_id[attribution.within or ""]
        assert any(span.holds(attribution.cue[0]) for span in outer.content)
        assert attribution.confidence <= outer.confidence


def test_what_nobody_says_is_no_attribution(found: tuple[Attribution, ...]) -> None:
    last_line = STORY.index("The harbour lies")
    assert not any(span.end > last_line for a in found for span in a.spans)


def test_the_same_report_gives_the_same_ids(
    pipeline: Pipeline, found: tuple[Attribution, ...]
) -> None:
    (again,) = pipeline.read_reports([text_report(STORY, "elsewhere")])
    assert isinstance(again, Reading)
    assert [a.id for a in again.attributions] == [a.id for a in found]


def test_errors_keep_their_place_among_readings(pipeline: Pipeline) -> None:
    error = NotText("page.html", "empty", "fetch it again")
    outcomes = list(pipeline.read_reports([error, text_report(STORY, "story"), error]))
    assert outcomes[0] is outcomes[2] is error
    assert isinstance(outcomes[1], Reading)


def test_a_fault_on_one_report_costs_that_report_alone(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = pipeline._reading

    def fail_on_bad(report: Report) -> Reading:
        if report.where == "bad":
            raise ZeroDivisionError("by hand")
        return read(report)

    monkeypatch.setattr(pipeline, "_reading", fail_on_bad)
    reports = [text_report(STORY, where) for where in ("one", "bad", "two")]
    one, bad, two = pipeline.read_reports(reports)
    assert isinstance(one, Reading)
    assert isinstance(two, Reading)
    assert isinstance(bad, Fault)
    assert str(bad).startswith("bad: ZeroDivisionError: by hand; ")


def test_a_report_is_pulled_when_its_reading_is_asked_for(pipeline: Pipeline) -> None:
    """So a run needs the memory of one report, however many there are."""
    pulled = 0

    def endless() -> Iterator[Report]:
        nonlocal pulled
        while True:
            pulled += 1
            yield text_report(STORY, "story")

    readings = pipeline.read_reports(endless())
    assert isinstance(next(readings), Reading)
    assert pulled == 1


def test_a_missing_model_is_one_clear_line(tmp_path: Path) -> None:
    from sayso.errors import ModelError

    with pytest.raises(ModelError, match="no model file"):
        list(Pipeline(tmp_path / "none.onnx").read_reports([text_report(STORY, "story")]))


def test_a_page_without_prose_is_refused_before_there_is_a_model(tmp_path: Path) -> None:
    links = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
    page = tmp_path / "index.html"
    page.write_text(f"<html><body><nav><ul>{links}</ul></nav></body></html>", encoding="utf-8")
    numbers = tmp_path / "numbers.txt"
    numbers.write_text("12 + 30 = 42", encoding="utf-8")
    for workers in (1, 2):
        pipeline = Pipeline(tmp_path / "none.onnx", workers=workers)
        found = list(pipeline.read([str(page), str(numbers)]))
        assert [type(one) for one in found] == [NoProse, NoProse]


def test_what_is_said_in_what_a_hearsay_source_says_is_read_too(pipeline: Pipeline) -> None:
    text = (
        "Port of Orsk closed\n"
        "According to a military source, the minister said that Ibarra had told his men to shoot.\n"
    )
    (reading,) = pipeline.read_reports([text_report(text, "hearsay")])
    assert isinstance(reading, Reading)
    assert any(a.within for a in reading.attributions)
