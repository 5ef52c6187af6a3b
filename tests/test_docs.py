"""Docs say what is so: commands, options, fields, words and dependencies are those of the code."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sayso import cli
from sayso.export.jsonl import attribution_rows
from sayso.terms import GLOSSARY
from tests.export.readings import READING

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))
DOCS = ("README.md", "CONTRIBUTING.md", *PAGES)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def shell_lines(name: str) -> list[str]:
    """Indented lines of a page that begin with a command."""
    return re.findall(r"^    ((?:\S*sayso|make|curl) .*)$", page(name), flags=re.M)


COMMANDS = [
    pytest.param(line, id=f"{name}: {line}")
    for name in DOCS
    for line in shell_lines(name)
    if "sayso" in line and "SOURCE" not in line
]


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_in_the_docs_is_understood(line: str) -> None:
    words = shlex.split(re.split(r"[>#]", line)[0].rpartition("|")[2])
    assert words[0].rpartition("/")[2] == "sayso"
    assert callable(cli.parser().parse_args(words[1:]).run)


def test_every_make_target_in_the_docs_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", page("Makefile"), flags=re.M))
    named = {m for name in DOCS for m in re.findall(r"(?m)(?:`|^    )make ([a-z-]+)", page(name))}
    assert {"demo", "test"} <= named <= targets | {"help"}


def test_the_readme_opens_with_the_two_commands() -> None:
    assert [line.split("#")[0].strip() for line in shell_lines("README.md")[:2]] == [
        "make demo",
        "make test",
    ]


def test_ci_runs_what_the_readme_names() -> None:
    lines = page(".ci/run").splitlines()
    commands = [line for line in lines if line.startswith("make ")]
    steps = ("test", "test-package", "docs", "test-browser", "test-ftm", "test-ray")
    assert commands == [f"make {step}" for step in steps]
    told = page("README.md")
    assert all(re.search(rf"^    {command}(?![\w-])", told, re.M) for command in commands)


def subcommands() -> dict[str, argparse.ArgumentParser]:
    for action in cli.parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("no commands")


def section(command: str) -> str:
    return page("docs/cli.md").partition(f"\n## sayso {command}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("command", subcommands())
def test_the_reference_has_the_options_of_every_command(command: str) -> None:
    real = {
        option
        for action in subcommands()[command]._actions
        for option in action.option_strings
        if option not in ("-h", "--help")
    }
    assert set(re.findall(r"^\| `(--[a-z-]+)", section(command), flags=re.M)) == real


def test_the_reference_has_the_exit_codes() -> None:
    codes = {cli.READ, cli.FAILED, cli.USAGE, cli.STOPPED, cli.LEFT}
    assert set(map(int, re.findall(r"^\| (\d+) \|", page("docs/cli.md"), flags=re.M))) == codes


def test_the_reference_has_the_fields_of_json() -> None:
    table = section("read").partition("### JSON")[2].partition("### ")[0]
    cells = re.findall(r"^\| (`.*?) \|", table, flags=re.M)
    named = [field for cell in cells for field in re.findall(r"`(\w+)`", cell)]
    assert sorted(named) == sorted(next(attribution_rows(READING)))


def test_terms_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| (.*?) \| (.*) \|$", page("docs/terms.md"), flags=re.M)
    assert dict(rows[1:]) == GLOSSARY


def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads(page("pyproject.toml"))["project"]
    return table


def dependencies() -> list[str]:
    return [re.split(r"[<>=]", line)[0] for line in project()["dependencies"]]


def test_every_dependency_has_its_reason() -> None:
    needed, _, extras = page("docs/dependencies.md").partition("## Extras")
    assert re.findall(r"^\| `([\w-]+)` \|.*\| .{20,} \|$", needed, flags=re.M) == dependencies()
    listed = re.findall(r"^\| `([\w-]+)` \|", extras, flags=re.M)
    assert sorted(listed) == sorted(project()["optional-dependencies"])


def test_what_is_imported_is_what_is_declared() -> None:
    called = {"argon2-cffi": "argon2", "fpdf2": "fpdf"}
    declared = {called.get(name, name).replace("-", "_") for name in dependencies()}
    # Of extras; without them one is told so.
    optional = {"pyarrow", "pandas", "polars", "spacy", "ray", "fsspec"}
    assert third_parties() - optional == declared - {
        "lxml_html_clean",  # trafilatura's
        "python_multipart",  # FastAPI's
        "uharfbuzz",  # fpdf2's
        "itsdangerous",  # Starlette's
    }


def third_parties() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - {"sayso"}


def links(name: str) -> list[str]:
    return re.findall(r"\]\((?!https?:)([^)#]+)\)", page(name))


@pytest.mark.parametrize("name", DOCS)
def test_links_lead_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    assert [link for link in links(name) if not (folder / link).exists()] == []


def test_python_in_the_readme_compiles() -> None:
    blocks = re.findall(r"```python\n(.*?)```", page("README.md"), flags=re.S)
    assert blocks
    for block in blocks:
        compile(block, "README.md", "exec")
