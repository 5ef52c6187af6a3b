from __future__ import annotations

import json
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.package.conftest import ROOT, alone, python_of

LARGEST = 40e6  # bytes of a wheel
VERSIONS = ("3.11", "3.12", "3.13", "3.14")


class Installed:
    """Sayso's command in an environment of its own, run in a folder outside of the checkout."""

    def __init__(self, command: Path, folder: Path) -> None:
        self.command, self.folder = command, folder

    def __call__(self, *words: str) -> list[str]:
        run = subprocess.run(
            [self.command, *words], cwd=self.folder, env=alone(), capture_output=True, text=True
        )
        assert run.returncode == 0, run.stderr
        return run.stdout.splitlines()


@pytest.fixture(scope="module", params=VERSIONS)
def sayso(
    request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Installed:
    """The wheel with no extra, in an empty environment of each Python that is here."""
    python = python_of(request.param)
    if python is None:
        pytest.skip(f"no Python {request.param} on this machine")
    folder = tmp_path_factory.mktemp("alone")
    uv("venv", "--quiet", "--python", str(python), str(folder / "env"))
    uv("pip", "install", "--quiet", "--python", str(folder / "env/bin/python"), str(wheel))
    return Installed(folder / "env/bin/sayso", folder)


@pytest.fixture(scope="module")
def added(sayso: Installed) -> Installed:
    """The same, with a ledger of the samples in its folder."""
    sayso("add", "event.db", "--samples")
    return sayso


def uv(*words: str, **more: str) -> None:
    subprocess.run(["uv", *words], check=True, env=alone() | more)


def test_the_wheel_alone_reads_the_samples(sayso: Installed) -> None:
    rows = [json.loads(line) for line in sayso("read", "--samples", "--json")]
    assert "Maril Dovane" in {row["actor"]["name"] for row in rows if row["actor"]}


def test_the_wheel_alone_lists_the_accounts_of_a_ledger(added: Installed) -> None:
    assert any("contradicts" in line for line in added("accounts", "event.db"))


def test_the_wheel_alone_writes_a_dossier_as_pdf(added: Installed) -> None:
    """Its fonts, lists and templates come along."""
    added("dossier", "event.db", "--contested", "1", "--output", "toll.pdf")
    assert (added.folder / "toll.pdf").read_bytes().startswith(b"%PDF")


def test_uv_installs_it_as_a_tool(wheel: Path, tmp_path: Path) -> None:
    python = next(filter(None, map(python_of, VERSIONS)))
    where = {"UV_TOOL_DIR": str(tmp_path / "tools"), "UV_TOOL_BIN_DIR": str(tmp_path / "bin")}
    uv("tool", "install", "--quiet", "--python", str(python), str(wheel), **where)
    assert Installed(tmp_path / "bin/sayso", tmp_path)("--version")


def test_the_wheel_holds_every_file_of_the_package_and_stays_small(wheel: Path) -> None:
    source = ROOT / "src"
    files = {
        str(path.relative_to(source))
        for path in source.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    with zipfile.ZipFile(wheel) as packed:
        assert {name for name in packed.namelist() if ".dist-info/" not in name} == files
    assert {"sayso/py.typed", "sayso/data/sayso.onnx"} <= files
    assert wheel.stat().st_size < LARGEST


def test_the_sdist_holds_the_tests_and_the_docs(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert {"pyproject.toml", "Makefile", "tests/test_docs.py", "docs/tutorial.md"} <= names
