from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.errors import NotFound, SaysoError
from sayso.export.brat_folder import write_folder
from sayso.importing.brat import read_folder
from sayso.importing.corrections import Sheet, bring, quoted
from sayso.ledger import Change, Ledger
from sayso.records import Judgement, Span
from sayso.terms import Certainty, Manner, QuoteType, Verdict
from tests.export.readings import COURIER, GUILD, MARROW, MINISTER, TEXT, UNNAMED, spans
from tests.importing.conftest import hexed


@pytest.fixture
def folder(ledger: Ledger, tmp_path: Path) -> Path:
    out = tmp_path / "brat"
    out.mkdir()
    write_folder(ledger, out)
    return out


def take(ledger: Ledger, folder: Path) -> Iterator[Judgement | SaysoError]:
    for sheet in read_folder(folder):
        assert isinstance(sheet, Sheet)
        yield from bring(ledger, sheet, "Ilse")


def judged(ledger: Ledger, folder: Path) -> list[tuple[str, str, Change | None]]:
    found = []
    for one in take(ledger, folder):
        assert isinstance(one, Judgement), one
        change = Change.from_json(one.change) if one.change else None
        found.append((one.target, str(one.verdict), change))
    return found


def rewrite(folder: Path, old: str, new: str) -> Path:
    """Change one place in the annotations of the report about Port Verin."""
    (path,) = folder.glob("port-verin-*.ann")
    ann = path.read_text(encoding="utf-8")
    assert ann.count(old) == 1, ann
    path.write_text(ann.replace(old, new), encoding="utf-8")
    return path


def line_of(path: Path, part: str) -> int:
    lines = path.read_text(encoding="utf-8").split("\n")
    return next(i for i, line in enumerate(lines, 1) if part in line)


def without(path: Path, *events: str) -> None:
    """What brat leaves where a person deletes events."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [
        line
        for line in lines
        if not any(line.startswith(f"{e}\t") or f" {e}" in line.split("\t")[1] for e in events)
    ]
    path.write_text("".join(kept), encoding="utf-8")


def test_what_nobody_changed_gives_no_judgement(ledger: Ledger, folder: Path) -> None:
    assert len(list(folder.glob("*.ann"))) == 3
    assert judged(ledger, folder) == []


def test_a_changed_span_gives_one_edit_of_that_role_alone(ledger: Ledger, folder: Path) -> None:
    (minister,) = spans("interior minister")
    old = f"Source {MINISTER.source[0].start} {minister.end}\tThe interior minister"
    rewrite(folder, old, f"Source {minister.start} {minister.end}\tinterior minister")
    assert judged(ledger, folder) == [(hexed("a1"), "edit", Change(source=(minister,)))]


def test_bringing_it_in_again_adds_nothing(ledger: Ledger, folder: Path) -> None:
    path = rewrite(folder, "Cue 147 152\twrote\n", "Cue 147 151\twrot\n")
    without(path, "E5")
    assert len(judged(ledger, folder)) == 2
    assert judged(ledger, folder) == []


def test_what_a_person_removed_is_rejected(ledger: Ledger, folder: Path) -> None:
    (path,) = folder.glob("port-verin-*.ann")
    without(path, "E3", "E4")
    wanted = [(hexed(id), "reject", None) for id in (COURIER.id, GUILD.id)]
    assert judged(ledger, folder) == wanted


def test_without_the_list_of_what_was_exported_nothing_counts_as_removed(
    ledger: Ledger, folder: Path
) -> None:
    (folder / "exported.tsv").unlink()
    (path,) = folder.glob("port-verin-*.ann")
    without(path, "E3", "E4")
    assert judged(ledger, folder) == []


def test_a_changed_attribute_is_an_edit(ledger: Ledger, folder: Path) -> None:
    (path,) = folder.glob("told-*.ann")
    ann = path.read_text(encoding="utf-8")
    ann = ann.replace("\tManner E2 deny\n", "\tManner E2 condemn\n")
    path.write_text(ann.replace("\tCertainty E2 denied\n", "\tCertainty E2 hedged\n"), "utf-8")
    ((_, verdict, change),) = judged(ledger, folder)
    assert (verdict, change) == (
        "edit",
        Change(manner=Manner.CONDEMN, certainty=Certainty.HEDGED),
    )


def test_a_later_edit_keeps_what_an_earlier_one_said(ledger: Ledger, folder: Path) -> None:
    ledger.judge(hexed("a2"), Verdict.EDIT, "Ilse", change=Change(manner=Manner.DENY))
    rewrite(folder, "Cue 147 152\twrote\n", "Cue 147 151\twrot\n")
    wanted = Change(cue=(Span(147, 151),), manner=Manner.DENY)
    assert judged(ledger, folder) == [(hexed(MARROW.id), "edit", wanted)]


def test_an_attribution_that_was_made_anew_over_the_same_cue_is_an_edit(
    ledger: Ledger, folder: Path
) -> None:
    rewrite(folder, f"sayso {hexed(UNNAMED.id)};", "mine")
    assert judged(ledger, folder) == []
    (dead,) = spans("Two were reported dead")
    rewrite(folder, "Content 271 275\tdead", f"Content {dead.start} {dead.end}\t{dead.of(TEXT)}")
    assert judged(ledger, folder) == [(hexed("a5"), "edit", Change(content=(dead,)))]


SAID = "T90\tCue 0 6\tThirty\nT91\tContent 7 11\theld\nE90\tAttribution:T90 Cue:T90 Content:T91"
EMPTY = "T90\tCue 0 11\tThirty held\nE90\tAttribution-no-source:T90 Cue:T90"


def add(folder: Path, lines: str) -> Path:
    (path,) = folder.glob("port-verin-*.ann")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{lines}\n")
    return path


def again(ledger: Ledger, folder: Path) -> Path:
    """The folder as the ledger writes it now."""
    out = folder / "again"
    out.mkdir()
    write_folder(ledger, out)
    return out


def test_what_a_person_added_is_kept_beside_what_the_machine_found(
    ledger: Ledger, folder: Path
) -> None:
    add(folder, f"{SAID}\nA90\tManner E90 report\nA91\tQuoteType E90 mixed")
    (made,) = take(ledger, folder)
    assert isinstance(made, Judgement)
    assert (made.verdict, made.judge) == (Verdict.ADD, "Ilse")
    (one,) = ledger.added(made.report)
    assert (one.source, one.cue, one.content) == ((), (Span(0, 6),), (Span(7, 11),))
    assert (one.quote_type, one.how and one.how.manner) == (QuoteType.MIXED, Manner.REPORT)
    assert judged(ledger, folder) == []


def test_what_a_person_added_goes_out_and_comes_in_again(ledger: Ledger, folder: Path) -> None:
    add(folder, SAID)
    ((target, _, _),) = judged(ledger, folder)
    out = again(ledger, folder)
    assert judged(ledger, out) == []
    rewrite(out, "Content 7 11\theld", "Content 7 10\thel")
    assert judged(ledger, out) == [(target, "edit", Change(content=(Span(7, 10),)))]


def test_what_a_person_added_and_later_removed_is_rejected(ledger: Ledger, folder: Path) -> None:
    add(folder, SAID)
    ((target, _, _),) = judged(ledger, folder)
    out = again(ledger, folder)
    (path,) = out.glob("port-verin-*.ann")
    event = next(
        line.split()[2] for line in path.read_text("utf-8").split("\n") if f"sayso {target}" in line
    )
    without(path, event)
    assert judged(ledger, out) == [(target, "reject", None)]


def test_an_added_attribution_without_content_is_told_with_its_line(
    ledger: Ledger, folder: Path
) -> None:
    path = add(folder, EMPTY)
    (error,) = take(ledger, folder)
    assert isinstance(error, SaysoError)
    assert str(error).startswith(f"{path}, line {line_of(path, 'E90')}: an attribution without")


@pytest.mark.parametrize(
    ("words", "told"),
    [("“It rained.”", "direct"), ("it «rained a lot» there", "mixed"), ("it rained", "indirect")],
)
def test_of_what_a_file_does_not_tell_the_marks_tell_how_it_is_quoted(
    words: str, told: str
) -> None:
    assert quoted([Span(0, len(words))], words) == told


@pytest.mark.parametrize(
    "broken",
    [
        "T91\tCue 5 x\tsaid",
        "T91\tCue 0 4\tThat",
        "T91\tCue 5 99999\tsaid",
        "E91\tAttribution:T1 Cue:T99",
        "A91\tManner E1 shouts",
    ],
)
def test_a_broken_line_is_one_error_and_rejects_nothing(
    ledger: Ledger, folder: Path, broken: str
) -> None:
    (path,) = folder.glob("port-verin-*.ann")
    without(path, "E3")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{broken}\n")
    line, none = take(ledger, folder)
    assert isinstance(line, SaysoError)
    assert isinstance(none, SaysoError)
    assert line.where == f"{path}, line {line_of(path, broken)}"
    assert "none was rejected" in none.what


def test_a_text_that_moved_is_told_and_not_taken(ledger: Ledger, folder: Path) -> None:
    (path,) = folder.glob("port-verin-*.txt")
    path.write_text("A" + path.read_text(encoding="utf-8"), encoding="utf-8")
    (error,) = take(ledger, folder)
    assert isinstance(error, SaysoError)
    assert "not the report's from character 0 on" in error.what


def test_a_file_with_another_name_is_told(ledger: Ledger, folder: Path) -> None:
    (path,) = folder.glob("port-verin-*.ann")
    path.rename(folder / "mine.ann")
    (error,) = (one for one in read_folder(folder) if isinstance(one, SaysoError))
    assert "does not end in the id" in error.what


def test_a_folder_without_annotations_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no \.ann file"):
        list(read_folder(tmp_path))


def test_the_command_line_counts_what_it_took(
    ledger: Ledger, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(folder, "Cue 147 152\twrote\n", "Cue 147 151\twrot\n")
    args = ["import", ledger.where, "brat", str(folder), "--judge", "Ilse"]
    assert main(args) == 0
    assert "1 edited" in capsys.readouterr().err
    assert main(args) == 0
    assert "nothing new" in capsys.readouterr().err
