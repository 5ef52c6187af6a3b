from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import NoProse, NotEnglish, TooLarge
from sayso.intake import Limits, text_report
from sayso.terms import BlockKind
from tests.intake.pages import PAGE, PROSE, fail_one, read_one, write


def test_the_same_content_has_the_same_id_wherever_it_lies(tmp_path: Path) -> None:
    first = read_one(write(tmp_path / "a.html", PAGE))
    assert read_one(write(tmp_path / "sub" / "b.htm", PAGE)).id == first.id
    assert read_one(write(tmp_path / "c.html", PAGE.replace("noon", "one"))).id != first.id


def test_line_ends_do_not_change_the_id(tmp_path: Path) -> None:
    unix = read_one(write(tmp_path / "a.txt", PROSE))
    assert read_one(write(tmp_path / "b.txt", PROSE.replace("\n", "\r\n"))).id == unix.id


def test_a_first_line_over_the_text_is_its_title(tmp_path: Path) -> None:
    report = read_one(write(tmp_path / "a.txt", f"Harbour opens again\n\n{PROSE}\n"))
    assert report.title == "Harbour opens again"
    assert report.blocks[0].kind is BlockKind.HEADLINE


def test_a_text_in_memory_stays_as_it_is() -> None:
    text = "Cafe\u0301 owners,\r\nthe mayor said\x83,  were glad.\n"
    assert text_report(text, "corpus/1").text == text


def test_another_language_is_refused_and_short_text_is_not(tmp_path: Path) -> None:
    arabic = "قال رئيس البلدية إن ميناء المدينة أعيد فتحه ظهر الثلاثاء بعد إضراب عمال الميناء. " * 5
    assert "Arabic" in fail_one(write(tmp_path / "a.txt", arabic)).what
    assert read_one(write(tmp_path / "b.txt", "Sí, dijo Verin.")).language is None


def test_an_english_report_may_open_in_another_language(tmp_path: Path) -> None:
    opening = "« Le port est ouvert », a déclaré le maire de la ville devant la presse. " * 30
    report = read_one(write(tmp_path / "a.txt", opening + "\n" + PROSE * 30))
    assert report.language == "en"
    with pytest.raises(NotEnglish):
        raise fail_one(write(tmp_path / "b.txt", opening * 3))


def test_a_report_that_is_too_long_is_refused_before_work_is_done(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "word " * 30_000)
    assert isinstance(fail_one(path, Limits(characters=100_000)), TooLarge)
    assert isinstance(fail_one(path, Limits(page_bytes=100_000)), TooLarge)


def test_ten_megabytes_are_one_clear_line(tmp_path: Path) -> None:
    assert isinstance(fail_one(write(tmp_path / "a.txt", PROSE * 50_000)), TooLarge)


def test_one_line_of_a_hundred_thousand_characters_is_read(tmp_path: Path) -> None:
    line = PROSE.replace("\n", " ") * 500
    report = read_one(write(tmp_path / "a.txt", line))
    assert len(report.text) > 100_000
    assert len(report.blocks) == 1


def test_text_without_words_is_refused(tmp_path: Path) -> None:
    assert isinstance(fail_one(write(tmp_path / "a.txt", "12 + 30 = 42 !!!")), NoProse)


def test_direction_marks_and_controls_do_no_harm(tmp_path: Path) -> None:
    report = read_one(write(tmp_path / "a.txt", PROSE + "\n\u202eهذا\u202c said\x1b[2J he.\a"))
    assert "\x1b" not in report.text
    assert "\u202eهذا\u202c" in report.text


def test_nothing_heavy_is_imported_before_a_page_is_read() -> None:
    heavy = {"trafilatura", "lxml", "httpx", "py3langid", "numpy"}
    code = f"import sys, sayso.intake; print({heavy!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
