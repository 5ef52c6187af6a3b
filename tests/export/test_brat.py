from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import CorpusError
from sayso.export.brat import Annotation, file_name, format_annotations, format_brat, parse_brat
from sayso.records import Reading, Span
from tests.export.readings import MARROW, READING, REPORT, UNNAMED, spans

TEXT = "Who says so, and in which words? “I do,” she said.\nNobody\tknows…\u2028\x85 else " * 3
NONE = Annotation((), (), ())


def spans_within(start: int, end: int) -> st.SearchStrategy[Span]:
    """Spans of some characters of TEXT, made without any being thrown away."""
    return st.integers(start, end - 1).flatmap(
        lambda first: st.builds(Span, st.just(first), st.integers(first + 1, end))
    )


lines = [found.span() for found in re.finditer(r"[^\n]+", TEXT)]
spans_of_text = st.sampled_from(lines).flatmap(lambda line: spans_within(*line))
parts = st.lists(spans_of_text, min_size=1, max_size=3, unique=True).map(tuple)
roles = st.lists(parts, max_size=3).map(tuple)
written = st.builds(Annotation, roles, roles, roles).filter(lambda it: it != NONE)


@given(st.lists(written, max_size=4))
@settings(deadline=None)  # what a machine with other work does in 200 ms tells nothing
def test_what_is_written_is_what_is_read(wanted: list[Annotation]) -> None:
    assert parse_brat(format_annotations(wanted, TEXT)) == tuple(wanted)


def test_an_attribution_is_written_with_polnears_labels() -> None:
    assert format_brat(Reading(REPORT, (MARROW,))) == (
        "T1\tSource 135 146\tIlse Marrow\n"
        "T2\tCue 147 152\twrote\n"
        "T3\tContent 111 134;154 177\t“We will not be moved,” “and we shall be back.”\n"
        "T4\tAttribution 147 152\twrote\n"
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    )


def test_an_absent_source_has_its_own_label() -> None:
    ann = format_brat(Reading(REPORT, (UNNAMED,)))
    assert "\tAttribution-no-source 257 270\twere reported\n" in ann
    assert "Source:" not in ann


def test_every_attribution_of_a_reading_comes_back() -> None:
    back = parse_brat(format_brat(READING))
    assert [a.content[0] for a in back] == [a.content for a in READING.attributions]


def test_a_span_over_a_line_end_becomes_one_span_a_line() -> None:
    (cut,) = parse_brat(format_annotations([Annotation((), (), ((Span(0, 6),),))], "ab\n\ncd"))
    assert cut.content == ((Span(0, 2), Span(4, 6)),)


def test_several_contents_are_numbered_from_the_second_on() -> None:
    two = Annotation((), (spans("wrote"),), (spans("Thirty held"), spans("Port Verin")))
    assert "Content:T2 Content2:T3 Cue:T1" in format_annotations([two], REPORT.text)


def test_notes_attributes_and_other_labels_are_left_out() -> None:
    ann = "T1\tCue 0 3\tWho\nT2\tDiscuss 0 3\tWho\n#1\tNote T2\twhy?\nA1\tSure E1\n"
    ann += "E1\tAttribution:T1 Cue:T1\nE2\tAttribution:T1\n"
    assert parse_brat(ann) == (Annotation((), ((Span(0, 3),),), ()),)


@pytest.mark.parametrize(
    "broken",
    [
        "T2\tCue 5 x\tsaid",
        "T2\tCue\tsaid",
        "T2",
        "T2 Cue 5 9 said",
        "T2\tCue 9 5\tsaid",
        "T2\tCue 1 2;3\tsaid",
        "E1",
        "E1\tAttribution:T1 Cue:T9",
        "E1\tAttribution:T1 Cue",
    ],
)
def test_a_broken_line_is_named(broken: str) -> None:
    with pytest.raises(CorpusError, match=r"^page\.ann, line 2: "):
        parse_brat(f"T1\tCue 0 3\tWho\n{broken}\n", where="page.ann")


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("pages/port-verin.html", "port-verin"),
        ("feeds/march.jsonl#12", "march-12"),
        ("https://example.org/2031/clashes/", "clashes"),
        ("https://example.org/?id=7&x=..", "id-7-x"),
        ("-", "r1"),
        ("..", "r1"),
    ],
)
def test_files_are_named_after_the_report(where: str, name: str) -> None:
    assert file_name(replace(REPORT, where=where)) == name


def test_two_reports_never_share_a_file() -> None:
    names: list[str] = []
    for _ in range(3):
        names.append(file_name(REPORT, names))
    assert names == ["port-verin", "port-verin-r1", "port-verin-r1-2"]


def corpora() -> Path:
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    return Path(os.environ.get("SAYSO_CORPORA", beside))


def test_polnear_round_trips() -> None:
    folder = corpora() / "polnear" / "dev"
    files = sorted((folder / "attributions").glob("*.ann"))
    if not files:
        pytest.skip("no PolNeAR dev articles: set SAYSO_CORPORA to the folder of the corpora")
    for file in files:
        gold = parse_brat(file.read_text(encoding="utf-8"), where=file.name)
        name = file.stem.rpartition("_")[0]
        text = (folder / "text" / f"{name}.txt").read_bytes().decode()
        assert gold, file.name
        assert parse_brat(format_annotations(gold, text)) == gold, file.name
