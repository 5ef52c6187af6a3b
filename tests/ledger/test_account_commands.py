"""Labels, stances and the timeline of the samples, as the commands show them."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sayso.cli import main
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.overview.gathering import sentence_around
from sayso.records import Reading, Span
from sayso.views.counted import posters
from tests.ledger.quick import RUN
from tests.ledger.stories import story
from tests.ledger.test_migrating import connect
from tests.ledger.told import told

Captured = pytest.CaptureFixture[str]
GOLDEN = Path(__file__).parents[1] / "cases" / "labels" / "samples.csv"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("samples") / "event.db"
    assert main(["add", str(path), "--samples"]) == 0
    return str(path)


def rows(capsys: Captured) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def table(capsys: Captured) -> list[dict[str, str]]:
    return list(csv.DictReader(capsys.readouterr().out.splitlines()))


def test_the_rival_names_of_what_happened_are_counted_by_user(
    samples: str, capsys: Captured
) -> None:
    assert main(["labels", samples, "--target", "coup", "--loaded", "--csv"]) == 0
    golden = list(csv.DictReader(GOLDEN.read_text(encoding="utf-8").splitlines()))
    used = [row for row in table(capsys) if row["own"] + row["direct"] + row["indirect"] != "000"]
    assert [{name: row[name] for name in golden[0]} for row in used] == golden


def test_labels_on_a_page_have_their_words_and_independent_lines(
    samples: str, capsys: Captured
) -> None:
    assert main(["labels", samples, "--about", "event", "--top", "1"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("the coup  event, ")
    assert "“coup” blaming  7 uses; 5 reports, " in out
    assert "Hadrik Vosse  3 quoted; 2 reports, 1 line  “coup attempt” ×3" in out
    assert err.endswith("more are labelled; --top 0 lists all\n")


def test_a_dateline_is_no_part_of_a_title(samples: str, capsys: Captured) -> None:
    assert main(["labels", samples, "--target", "Maril Dovane", "--json"]) == 0
    labels = {row["label"] for row in rows(capsys)}
    assert "opposition leader" in labels
    assert not [label for label in labels if "wire" in label]


def test_who_posted_is_who_bears_the_name_in_the_handle() -> None:
    names = {"g1": ("Ode Márrow", "Marrow"), "g2": ("Marrow Bay",), "g3": ("Ode Marrow Jr",)}
    outlets = ("@theOdeMarrow", "@marrowbay", "@marrow", "Marrow Bay", "@OdeMarrowJr")
    assert posters(outlets, names) == {"outlet:@theOdeMarrow": "g1", "outlet:@marrowbay": "g2"}


def test_who_is_not_labelled_is_one_line(samples: str, capsys: Captured) -> None:
    assert main(["labels", samples, "--target", "Nobody At All"]) == 1
    assert "nobody there is called 'Nobody At All'" in capsys.readouterr().err


def test_stances_are_edges_and_copies_of_one_are_one_line(samples: str, capsys: Captured) -> None:
    assert main(["stances", samples, "--actor", "Dovane", "--json"]) == 0
    opposed = [row for row in rows(capsys) if row["target"] == "Ilven Tarsk"]
    assert [(row["actor"], row["stance"], row["sign"]) for row in opposed] == [
        ("Maril Dovane", "backs", -1)
    ]
    assert (opposed[0]["reports"], opposed[0]["lines"]) == (3, 1)
    assert main(["stances", samples, "--kind", "accuses"]) == 0
    assert "- Lunet Abrask accuses Drasmere  2 times, 2 reports, 2 lines" in capsys.readouterr().out


def test_the_timeline_tells_what_was_known_when_and_in_how_many_lines(
    samples: str, capsys: Captured
) -> None:
    assert main(["timeline", samples, "--since", "2026-05-12", "--until", "2026-05-12"]) == 0
    out = capsys.readouterr().out
    assert "2026-05-12 08:00  assault  somebody\n    Shots were fired near the Amber Bridge" in out
    assert "as of 2026-05-12 09:40 · two residents · 2 reports, 1 line" in out


def test_the_timeline_goes_by_each_clock(samples: str, capsys: Captured) -> None:
    for clock in ("happened", "said", "published"):
        assert main(["timeline", samples, "--by", clock, "--json", "--top", "0"]) == 0
        found = rows(capsys)
        assert [row["at"] for row in found] == sorted(row["at"] for row in found)
        assert all(row[clock] for row in found)


@pytest.mark.parametrize("command", ["labels", "stances", "timeline"])
def test_a_ledger_without_such_rows_says_what_fills_them_in(
    command: str, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "old.db"
    with open_ledger(path, create=True) as ledger:
        ledger.add(story(), RUN)
    assert main([command, str(path)]) == 0
    assert "found" in capsys.readouterr().err
    with connect(str(path)).begin() as conn:
        conn.execute(sa.text("UPDATE versions SET described = 1"))
    assert main([command, str(path)]) == 0
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "sayso rebuild" in err


def test_all_that_has_a_time_is_a_moment_but_statements(ledger: Ledger) -> None:
    ledger.add(told(), RUN)
    ids = {one.id for one in ledger.moments().records}
    assert ids == {told().events[0].id, *(one.id for one in told().attributions)}


def test_only_the_newest_versions_are_counted(ledger: Ledger) -> None:
    page = "https://example.org/bridge"
    first = replace(told(), report=replace(told().report, url=page))
    ledger.add(first, RUN)
    gathered, happenings = ledger.labels()
    assert (len(gathered.records), happenings) == (2, first.happenings)
    assert ledger.stances()[0].records == first.stances
    ledger.add(Reading(replace(first.report, id="other", text="It stands."), ()), RUN)
    gathered, happenings = ledger.labels()
    assert (gathered.records, happenings, ledger.stances()[0].records) == ((), (), ())
    assert ledger.moments().records == ()
    stats = ledger.stats()
    assert (stats.versions, stats.events, stats.labels, stats.stances) == (2, 0, 0, 0)


def test_a_sentence_ends_at_its_marks_and_a_long_one_is_cut_between_words() -> None:
    text = "The first ends. The coup failed, he said.” Then came more."
    assert sentence_around(text, Span(20, 24)) == "The coup failed, he said.”"
    names = "He left. The U.S. and Mr. Assad agree on J. Smith. Nothing else."
    assert sentence_around(names, Span(13, 16)) == "The U.S. and Mr. Assad agree on J. Smith."
    split = "One. He left\nfor good. Then\nnext"
    assert sentence_around(split, Span(13, 22)) == "for good."
    long = "word " * 100 + "coup " + "word " * 100
    cut = sentence_around(long, Span(500, 504))
    assert cut.startswith("… word ")
    assert cut.endswith(" word …")
    assert " coup " in cut
    assert len(cut) < 180
