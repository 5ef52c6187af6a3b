"""What comes out of a ledger is what went in, with manners, times, places and assertions."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from sayso.errors import NoRecord
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.database.migrating import upgrade
from sayso.pipeline import Pipeline
from sayso.records import Reading
from sayso.samples import sample_paths
from tests.ledger.quick import RUN
from tests.ledger.test_migrating import connect
from tests.ledger.told import told


@pytest.fixture(scope="module")
def samples() -> list[Reading]:
    found = Pipeline().read(map(str, sample_paths()))
    return [reading for reading in found if isinstance(reading, Reading)]


def test_the_samples_come_back_as_they_were_read(ledger: Ledger, samples: list[Reading]) -> None:
    for reading in samples:
        ledger.add(reading, RUN)
    assert [ledger.reading(reading.report.id) for reading in samples] == samples


def test_all_that_a_reading_can_tell_comes_back(ledger: Ledger) -> None:
    ledger.add(told(), RUN)
    assert ledger.reading(told().report.id) == told()


def test_a_reread_leaves_nothing_of_what_was_read_before(ledger: Ledger) -> None:
    ledger.add(told(), RUN)
    ledger.reread(Reading(told().report, ()), RUN)
    assert ledger.reading(told().report.id) == Reading(told().report, ())
    ledger.reread(told(), RUN)
    assert ledger.reading(told().report.id) == told()


def test_a_version_that_is_not_there_is_told(ledger: Ledger) -> None:
    ledger.add(told(), RUN)
    with pytest.raises(NoRecord, match="not of a version"):
        ledger.reading(told().attributions[0].id)


def test_the_export_tells_apart_what_the_report_asserts(ledger: Ledger) -> None:
    ledger.add(told(), RUN)
    rows = list(ledger.rows())
    assert [row["record"] for row in rows[1:]] == [
        "version",
        "attribution",
        "attribution",
        "assertion",
        "event",
        "event",
        "label",
        "label",
        "happening",
        "stance",
    ]
    assert [row["manner"]["kind"] for row in rows[2:5]] == ["say", "deny", "report"]  # type: ignore[index]
    assert rows[3]["happened_at"]["known"] == "geonames:2996944"  # type: ignore[index]
    assert [place["text"] for place in rows[1]["places"]] == ["Paris", "Lyon"]  # type: ignore[attr-defined]


def test_what_was_read_before_0004_tells_no_manner_until_it_is_read_anew(bare: str) -> None:
    engine = connect(bare)
    with engine.begin() as conn:
        upgrade(conn, "0003")
        for statement in OLD:
            conn.execute(sa.text(statement))
    engine.dispose()
    with open_ledger(bare) as ledger:
        before = ledger.reading(REPORT.id)
        assert before.attributions[0].how is None
        assert ledger.stats().undescribed == ledger.stats().unaccounted == 1
        ledger.reread(told(), RUN)
        assert ledger.stats().undescribed == ledger.stats().unaccounted == 0


REPORT = told().report
OLD = (
    "INSERT INTO runs VALUES ('run', 'sayso 0.0', 'm', '{}')",
    "INSERT INTO reports VALUES (1, 'aaaa', NULL)",
    'INSERT INTO versions (n, id, report, number, run, added, "where", authors, text)'
    f" VALUES (1, '{REPORT.id}', 1, 1, 'run', '2031', 'told.txt', '[]', '{REPORT.text}')",
    "INSERT INTO attributions"
    " (n, id, version, quote_type, confidence, shown, source, cue, content, facets)"
    " VALUES (1, 'bbbb', 1, 'direct', 0.5, 1, '', '', '', 'qtdirect')",
)
