from itertools import takewhile

import pytest

from sayso.evaluate.planting import EDITS, Host, Kind, plant
from sayso.intake import read_reports
from sayso.records import Report
from tests.evaluate.invented import write_corpus


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    folder = tmp_path_factory.mktemp("corpora")
    write_corpus(folder)
    read = read_reports(str(folder / "reports" / "mixed_1000.jsonl"))
    return [report for report in read if isinstance(report, Report)]


def planted(reports: list[Report], kind: Kind, count: int = 20) -> list[Host]:
    return list(plant(reports, kind, count, 1, lambda _, __: True))


@pytest.mark.parametrize("kind", Kind)
def test_planted_words_are_those_of_the_donor(reports: list[Report], kind: Kind) -> None:
    donors = {report.id: report.text for report in reports}
    for host in planted(reports, kind):
        for one in host.planted:
            here, there = one.here.of(host.report.text), one.there.of(donors[one.donor])
            if kind in EDITS:
                assert (here.split()[0], here.split()[-1]) == (there.split()[0], there.split()[-1])
            else:
                assert here == there
                assert len(here.split()) >= 12


@pytest.mark.parametrize("kind", Kind)
def test_a_host_without_what_was_planted_is_the_report_that_it_was(
    reports: list[Report], kind: Kind
) -> None:
    texts = {report.id: report for report in reports}
    for host in planted(reports, kind):
        before, grown = texts[host.original], host.report
        gained = len(grown.text) - len(before.text)
        pairs = zip(before.text, grown.text, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        assert grown.text.endswith(before.text[same:])
        ends = [[block.span.end for block in r.blocks] for r in (before, grown)]
        assert {new - old for old, new in zip(*ends, strict=True)} <= {0, gained}
        assert grown.blocks[-1].span.end == len(grown.text)


@pytest.mark.parametrize("kind", EDITS)
def test_edited_words_differ_but_for_edits_at_their_ends(reports: list[Report], kind: Kind) -> None:
    donors = {report.id: report.text for report in reports}
    hosts = planted(reports, kind)
    same = [
        one.here.of(host.report.text) == one.there.of(donors[one.donor])
        for host in hosts
        for one in host.planted
    ]
    assert sum(same) < len(same) / 2


def test_the_same_seed_plants_the_same(reports: list[Report]) -> None:
    assert planted(reports, Kind.CUT) == planted(reports, Kind.CUT)


def test_only_unrelated_reports_are_donors(reports: list[Report]) -> None:
    first = reports[0].id
    hosts = plant(reports, Kind.SENTENCE, 10, 1, lambda _, donor: donor.id == first)
    assert {one.donor for host in hosts for one in host.planted} == {first}
