from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.export.formats import FORMATS, Format
from sayso.ledger import open_ledger

EVERY = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)


def write(form: Format, ledger: Path, place: Path) -> Path:
    """Export a ledger to a place that is new."""
    module = form.load()
    with open_ledger(ledger) as opened:
        if form.folder:
            place.mkdir()
            module.write_folder(opened, place)
        else:
            with place.open("wb") as out:
                module.write(opened, out)
    return place


def contents(place: Path) -> Iterator[tuple[str, bytes]]:
    if place.is_file():
        yield "", place.read_bytes()
    else:
        for path in sorted(place.rglob("*")):
            if path.is_file():
                yield str(path.relative_to(place)), path.read_bytes()


@EVERY
def test_the_same_ledger_gives_the_same_bytes(form: Format, sampled: Path, tmp_path: Path) -> None:
    one, other = (write(form, sampled, tmp_path / name) for name in ("one", "other"))
    assert list(contents(one)) == list(contents(other))
    assert any(len(data) > 100 for _, data in contents(one))


@EVERY
def test_hostile_text_gaps_empty_sources_and_ten_megabytes_go_through(
    form: Format, hostile: Path, tmp_path: Path
) -> None:
    assert any(data for _, data in contents(write(form, hostile, tmp_path / "out")))


@EVERY
def test_the_order_in_which_reports_were_added_is_not_seen(
    form: Format, both_ways: tuple[Path, Path], tmp_path: Path
) -> None:
    one, other = (write(form, ledger, tmp_path / ledger.name) for ledger in both_ways)
    assert list(contents(one)) == list(contents(other))
