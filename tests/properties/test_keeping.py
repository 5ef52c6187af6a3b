"""Whatever reports come in whatever order: the same ledger, and the same again from its export."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.export.whole import write
from sayso.importing.whole import Whole
from sayso.ledger import Ledger, open_ledger
from sayso.pipeline import Pipeline
from sayso.reconcile import find_all
from sayso.records import COMMON_KEY, Reading, Report
from sayso.terms import Verdict
from tests.ledger.quick import RUN, read_quickly
from tests.ledger.sampled import sample_readings
from tests.properties.writing import crowd, reports

RECONCILE = Pipeline()  # its model is not asked
VERDICTS = st.sampled_from((Verdict.ACCEPT, Verdict.REJECT))
WHEN = ("added_at", "at")  # the moment of adding, which the clock tells
# Each fills two ledgers, which takes 0.3 s; to make a failing one small would take minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
QUICK = settings(max_examples=12, deadline=None, phases=PHASES, derandomize=True)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger, to copy."""
    path = tmp_path_factory.mktemp("properties") / "empty.db"
    open_ledger(path, create=True).close()
    return path


def exported(ledger: Ledger) -> bytes:
    out = io.BytesIO()
    write(ledger, out)
    return out.getvalue()


def filled(empty: Path, readings: Iterable[Reading]) -> list[str]:
    """Lines of the export of a ledger that readings are added to, in order, without times."""
    with tempfile.TemporaryDirectory() as folder:
        path = shutil.copy(empty, Path(folder) / "a.db")
        with open_ledger(path) as ledger:
            for reading in readings:
                ledger.add(reading, RUN, RECONCILE)
            return sorted(map(timeless, exported(ledger).splitlines()))


def timeless(line: bytes) -> str:
    row = json.loads(line)
    return json.dumps({name: value for name, value in row.items() if name not in WHEN})


def unlike(found: Iterable[Report]) -> list[Report]:
    """Each id once: of the same page in two states, the last that came is the newest."""
    return list({report.id: report for report in found}.values())


@QUICK
@given(st.lists(reports(), min_size=2, max_size=6).map(unlike), st.randoms())
def test_any_order_of_adding_gives_the_same_ledger(
    empty: Path, found: list[Report], random: Random
) -> None:
    readings = [read_quickly(report) for report in found]
    mixed = random.sample(readings, len(readings))
    assert filled(empty, readings) == filled(empty, mixed)


@pytest.mark.parametrize("seed", range(2))
def test_what_a_crowd_copied_is_what_the_whole_of_it_tells_in_whatever_order_it_came(
    empty: Path, tmp_path: Path, seed: int
) -> None:
    random = Random(seed)
    found = {report.id: report for report in crowd(random, COMMON_KEY + 4)}
    readings = [Reading(report, ()) for report in found.values()]
    told = sorted(reuse.id for reuse in find_all(found.values()))
    with open_ledger(shutil.copy(empty, tmp_path / "a.db")) as ledger:
        for reading in random.sample(readings, len(readings)):
            ledger.add(reading, RUN, RECONCILE)
        assert [page.reuse.id for page in ledger.lineage()] == told
        for reading in random.sample(readings, 4):
            ledger.reread(reading, RUN, RECONCILE)
        assert [page.reuse.id for page in ledger.lineage()] == told


@settings(max_examples=2, deadline=None)
@given(st.randoms())
def test_nor_does_the_order_matter_to_claims_and_disputes(empty: Path, random: Random) -> None:
    readings = sample_readings()
    assert filled(empty, readings) == filled(empty, random.sample(readings, len(readings)))


@QUICK
@given(st.lists(reports(), min_size=1, max_size=5).map(unlike), VERDICTS, st.text())
def test_a_ledger_and_the_one_made_from_its_export_are_the_same(
    empty: Path, found: list[Report], verdict: Verdict, note: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = (Path(shutil.copy(empty, Path(folder) / name)) for name in "ab")
        with open_ledger(first) as ledger:
            for report in found:
                reading = read_quickly(report)
                ledger.add(reading, RUN, RECONCILE)
                for one in reading.attributions[:1]:
                    ledger.judge(one.id, verdict, "Ilse", note=note)
            data = exported(ledger)
        file = Path(folder) / "a.jsonl"
        file.write_bytes(data)
        with open_ledger(second) as ledger:
            brought = Whole(ledger, RECONCILE).bring(file)
            assert not [one for one in brought if isinstance(one, SaysoError)]
            assert exported(ledger) == data
