"""The tutorial and the how-tos are run as they stand, and every page is on the site."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.cli import main
from sayso.samples import sample_paths

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
FEW = ("corvane-update.html", "open-harbour-bridge.html", "radio-one-noon.html")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three invented pages, as files and as an archive."""
    paths = [path for path in sample_paths() if path.name in FEW]
    (tmp_path / "pages").mkdir()
    for path in paths:
        shutil.copy(path, tmp_path / "pages")
    with (tmp_path / "crawl.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for path in paths:
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
            with path.open("rb") as page:
                url = f"https://{path.stem}.example/"
                writer.write_record(
                    writer.create_warc_record(url, "response", payload=page, http_headers=head)
                )
    return tmp_path


def told(page: str) -> Iterator[tuple[str, list[str]]]:
    """Each command after a ``$``, with the lines under it."""
    text = (DOCS / page).read_text(encoding="utf-8")
    for block in re.findall(r"```console\n(.*?)```", text, flags=re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, *lines = part.splitlines()
            yield command, lines


@pytest.fixture
def printed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[[str], list[str]]:
    """Does a command in the folder; gives the lines that a terminal would show."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")

    def told(command: str) -> list[str]:
        words, _, target = (part.strip() for part in command.partition(" > "))
        name, *rest = shlex.split(words)
        if name == "sayso":  # a process for each would load everything thirty times
            assert main(rest) == 0, command
        else:
            subprocess.run([sys.executable, *rest], check=True)
        out, err = capfd.readouterr()
        if target:
            Path(target).write_text(out, encoding="utf-8")
        return [*([] if target else out.splitlines()), *err.splitlines()]

    return told


@pytest.mark.parametrize("page", ["tutorial.md", "journalist.md", "researcher.md", "developer.md"])
def test_the_commands_of_a_page_print_what_stands_there(
    page: str, printed: Callable[[str], list[str]]
) -> None:
    for command, lines in told(page):
        rest = iter([line.strip() for line in printed(command)])
        missing = [line for line in lines if line != "..." and line.strip() not in rest]
        assert missing == [], command


def test_the_readme_shows_what_is_printed(
    printed: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = text.partition("begins so:\n\n")[2].partition("\nRead your own files")[0]
    lines = [line.strip() for line in shown.splitlines() if line.strip()]
    found = printed("sayso read src/sayso/samples/reports/corvane-dawn.html")
    assert [line.strip() for line in found if line.strip()][: len(lines)] == lines


def site() -> dict[str, Any]:
    project = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]
    return dict(project)


def pages(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from pages(value)
    elif isinstance(nav, list):
        for one in nav:
            yield from pages(one)


def test_every_page_has_its_one_place_on_the_site() -> None:
    assert sorted(pages(site()["nav"])) == sorted(path.name for path in DOCS.glob("*.md"))


def test_no_link_leads_from_a_page_of_the_site_to_a_file_that_is_not_on_it() -> None:
    """`make docs` says the same of anchors too."""
    links = [
        (path.name, link)
        for path in DOCS.glob("*.md")
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    ]
    assert [(page, link) for page, link in links if "/" in link] == []


def test_the_site_asks_nothing_of_another_machine() -> None:
    assert site()["theme"]["font"] is False
    assert not {"extra_css", "extra_javascript"} & site().keys()


def test_every_figure_of_the_evaluation_stands_on_the_page_that_it_names() -> None:
    rows = re.findall(
        r"^\| .* \| (.*) \| .* \| \[.*?\]\((.*?\.md).*?\) \|$",
        (DOCS / "evaluation.md").read_text(encoding="utf-8"),
        flags=re.M,
    )
    assert len(rows) > 20
    for figures, page in rows:
        known = set(re.findall(r"\d+(?:\.\d+)?", (DOCS / page).read_text(encoding="utf-8")))
        assert set(re.findall(r"\d+(?:\.\d+)?", figures)) <= known, figures
