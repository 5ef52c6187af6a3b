from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.errors import NotFound, SaysoError
from sayso.export.pieces import pieces
from sayso.export.webanno import format_tsv, write_folder
from sayso.importing.corrections import Sheet, bring, text_of
from sayso.importing.webanno import read_folder, read_sheet
from sayso.ledger import Change, Ledger
from sayso.records import Judgement, Reading, Report, Span
from sayso.terms import Manner, QuoteType, Role
from tests.export.hostile import odd
from tests.export.readings import TEXT, spans
from tests.importing.conftest import hexed, hexed_reading
from tests.ledger.told import told


@pytest.fixture
def folder(ledger: Ledger, tmp_path: Path) -> Path:
    out = tmp_path / "webanno"
    out.mkdir()
    write_folder(ledger, out)
    return out


def take(ledger: Ledger, folder: Path) -> Iterator[Judgement | SaysoError]:
    for sheet in read_folder(folder, lambda report: text_of(ledger, report)):
        if isinstance(sheet, Sheet):
            yield from bring(ledger, sheet, "Ilse")
        else:
            yield sheet


def judged(ledger: Ledger, folder: Path) -> list[tuple[str, str, Change | None]]:
    found = []
    for one in take(ledger, folder):
        assert isinstance(one, Judgement), one
        change = Change.from_json(one.change) if one.change else None
        found.append((one.target, str(one.verdict), change))
    return found


def rewrite(folder: Path, change: Callable[[str], str]) -> Path:
    """Change the file of the report about Port Verin, line by line."""
    (path,) = folder.glob("port-verin-*.tsv")
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(map(change, lines)), encoding="utf-8")
    return path


def test_a_file_begins_with_its_layers_and_has_a_sentence_a_line() -> None:
    said = hexed_reading().attributions[-1]
    report = Report(said.report, "a", TEXT[TEXT.index("Two were") :], ())

    def moved(part: tuple[Span, ...]) -> tuple[Span, ...]:
        at = TEXT.index("Two were")
        return tuple(Span(span.start - at, span.end - at) for span in part)

    one = replace(said, cue=moved(said.cue), content=moved(said.content))
    assert format_tsv(Reading(report, (one,))) == (
        "#FORMAT=WebAnno TSV 3.3\n"
        "#T_SP=webanno.custom.SaysoSpan|attribution|certainty|manner|quoteType|role\n"
        "#T_RL=webanno.custom.SaysoLink|BT_webanno.custom.SaysoSpan\n"
        "\n\n"
        "#Text=Two were reported dead.\n"
        "1-1\t0-3\tTwo\t_\t_\t_\t_\t_\t_\t\n"
        f"1-2\t4-8\twere\t{hexed('a5')}[1]\t*[1]\t*[1]\tindirect[1]\tcue[1]\t_\t\n"
        f"1-3\t9-17\treported\t{hexed('a5')}[1]\t*[1]\t*[1]\tindirect[1]\tcue[1]\t_\t\n"
        "1-4\t18-22\tdead\t*[2]\t*[2]\t*[2]\t*[2]\tcontent[2]\t1-2[1_2]\t\n"
        "1-5\t22-23\t.\t_\t_\t_\t_\t_\t_\t\n"
    )


@pytest.mark.parametrize("reading", [hexed_reading(), told(), odd()], ids=["plain", "told", "odd"])
def test_what_is_written_is_what_is_read(reading: Reading) -> None:
    text = reading.report.text
    sheet = read_sheet(format_tsv(reading), text, reading.report.id, None, "a.tsv")
    assert not sheet.broken
    found = {one.id: one for one in sheet.marked}
    assert len(found) == len(reading.attributions)
    for one in reading.attributions:
        back = found[one.id]
        for role in Role:
            assert pieces(back.spans[role], text) == pieces(getattr(one, role.value), text)
        assert back.quote_type == one.quote_type
        assert back.manner == (one.how and one.how.manner)


def test_a_token_is_cut_where_a_span_ends_and_offsets_are_those_of_java() -> None:
    report = Report("r", "a", "🙂 unsaid", ())
    said = replace(hexed_reading().attributions[-1], cue=(Span(2, 4),), content=(Span(4, 8),))
    lines = format_tsv(Reading(report, (said,))).split("\n")
    assert [line.split("\t")[:3] for line in lines if line[:2] == "1-"] == [
        ["1-1", "0-2", "🙂"],
        ["1-2", "3-5", "un"],
        ["1-3", "5-9", "said"],
    ]


def test_what_nobody_changed_gives_no_judgement(ledger: Ledger, folder: Path) -> None:
    assert len(list(folder.glob("*.tsv"))) == 4
    assert judged(ledger, folder) == []


def test_a_changed_span_gives_one_edit_and_only_once(ledger: Ledger, folder: Path) -> None:
    """The first token of the source is left out; what links to it goes to the second."""
    links: list[str] = []

    def change(line: str) -> str:
        cells = line.split("\t")
        if line.startswith("2-1\t"):
            links.append(cells[8])
            cells[3:9] = ["_"] * 6
        if line.startswith("2-2\t"):
            cells[8] = links[0]
        return "\t".join(cells)

    rewrite(folder, change)
    (wanted,) = spans("interior minister")
    assert judged(ledger, folder) == [(hexed("a1"), "edit", Change(source=(wanted,)))]
    assert judged(ledger, folder) == []


def test_a_changed_feature_is_an_edit(ledger: Ledger, folder: Path) -> None:
    rewrite(folder, lambda line: line.replace("*[1]\tindirect[1]", "deny[1]\tmixed[1]"))
    wanted = Change(quote_type=QuoteType.MIXED, manner=Manner.DENY)
    assert judged(ledger, folder) == [(hexed("a1"), "edit", wanted)]


def test_a_removed_attribution_is_a_rejection(ledger: Ledger, folder: Path) -> None:
    """Its cue goes, and with it what links from there."""

    def change(line: str) -> str:
        cells = line.split("\t")
        if hexed("a2") in line:
            cells[3:8] = ["_"] * 5
        if len(cells) > 8 and cells[8].startswith("3-11["):
            cells[8] = "_"
        return "\t".join(cells)

    rewrite(folder, change)
    assert judged(ledger, folder) == [(hexed("a2"), "reject", None)]


def test_a_span_of_a_part_of_a_token_is_taken(ledger: Ledger, folder: Path) -> None:
    """The cue "wrote" becomes "wrot", a sub-token as INCEpTION writes one."""

    def change(line: str) -> str:
        if line.startswith("3-11\t"):
            cells = line.split("\t")
            whole = [*cells[:3], *["_"] * 6, ""]
            part = ["3-11.1", "147-151", "wrot", *cells[3:]]
            return "\t".join(whole) + "\n" + "\t".join(part)
        return line.replace("3-11[", "3-11.1[")

    rewrite(folder, change)
    assert judged(ledger, folder) == [(hexed("a2"), "edit", Change(cue=(Span(147, 151),)))]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2-4\t62-66\ttold", "2-4 62-66 told", "it is no token"),
        ("indirect[1]", "spoken[1]", "'spoken' is no quoteType"),
        ("2-4[1_3]", "2-4[", "is no link to a token"),
        ("2-4[1_3]", "2-4[77_3]", "a link from or to no span"),
    ],
)
def test_of_a_file_with_a_broken_line_nothing_is_taken(
    ledger: Ledger, folder: Path, old: str, new: str, told: str
) -> None:
    path = rewrite(folder, lambda line: line.replace(old, new))
    first, *others = take(ledger, folder)
    assert told in str(first)
    assert str(first).startswith(f"{path}, line ")
    assert all(isinstance(one, SaysoError) for one in (first, *others))


def test_a_text_that_moved_is_one_line_for_the_file(ledger: Ledger, folder: Path) -> None:
    path = rewrite(folder, lambda line: line.replace("\tThe\t", "\tA\t"))
    (error,) = take(ledger, folder)
    assert isinstance(error, SaysoError)
    assert error.where.startswith(f"{path}, line ")
    assert "the text has moved" in error.what


def test_the_folders_of_an_export_of_inception_are_taken(ledger: Ledger, folder: Path) -> None:
    (path,) = folder.glob("port-verin-*.tsv")
    data = path.read_bytes()
    path.unlink()
    path.mkdir()
    (path / "ilse.tsv").write_bytes(data.replace(b"*[1]\tindirect[1]", b"deny[1]\tmixed[1]"))
    assert len(judged(ledger, folder)) == 1


@pytest.mark.parametrize("content", ["", "1-1\t0-3\tTwo", "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.B|c\n"])
def test_a_file_of_another_kind_is_told(ledger: Ledger, folder: Path, content: str) -> None:
    (path,) = folder.glob("port-verin-*.tsv")
    path.write_text(content, encoding="utf-8")
    (error,) = take(ledger, folder)
    assert isinstance(error, SaysoError)


def test_the_command_line_takes_a_folder(
    ledger: Ledger, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(folder, lambda line: line.replace("*[1]\tindirect[1]", "deny[1]\tmixed[1]"))
    assert main(["import", ledger.where, "webanno", str(folder), "--judge", "Ilse"]) == 0
    assert "1 edited" in capsys.readouterr().err
    with pytest.raises(NotFound):
        list(read_folder(folder / "none", lambda _: None))
