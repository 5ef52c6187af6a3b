"""What Sayso is made of comes from where it says, and no file that it opens can run anything."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LOCKS = sorted((ROOT / "locks").glob("*.txt"))
# What makes objects, and so whatever runs, out of bytes.
UNPICKLERS = {
    "pickle", "_pickle", "shelve", "marshal", "dbm", "dill", "cloudpickle", "joblib", "jsonpickle",
}  # fmt: skip
RUNNERS = {"eval", "exec", "compile", "__import__"}


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def dangers(tree: ast.AST) -> Iterator[str]:
    """What of a file could run what it reads, each with its line."""
    yield from (f"imports {name}" for name in imported(tree) & UNPICKLERS)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        called = getattr(call.func, "id", "")
        if called in RUNNERS or getattr(call.func, "attr", "") in ("read_pickle", "to_pickle"):
            yield f"line {call.lineno}: {called or 'pickles'}"
        for word in call.keywords:
            allowed = isinstance(word.value, ast.Constant) and word.value.value is False
            if word.arg in ("allow_pickle", "shell") and not allowed:
                yield f"line {call.lineno}: {word.arg}"


def test_nothing_unpickles_or_runs_what_it_reads() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
    assert len(trees) > 300
    assert {path: told for path, tree in trees.items() if (told := list(dangers(tree)))} == {}


@pytest.mark.parametrize(
    "line",
    ["import pickle", "from shelve import open", "np.load(f, allow_pickle=True)", "eval(x)",
     "pd.read_pickle(f)", "run(x, shell=True)"],
)  # fmt: skip
def test_what_would_run_it_is_seen(line: str) -> None:
    assert list(dangers(ast.parse(line)))


def pinned(lock: Path) -> dict[str, str]:
    """Entry of each package of a lock: its version and hashes, by its name."""
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {re.split(r"[=\[ ;@]", line)[0].lower().replace("_", "-"): line for line in lines}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_of_a_lock_is_one_version_with_hashes_from_an_index(lock: Path) -> None:
    found = pinned(lock)
    assert len(found) > 50
    for line in found.values():
        assert re.match(r"[\w.-]+==[\w.]+ ", line), line
        assert "--hash=sha256:" in line
        assert "://" not in line


@pytest.mark.parametrize(
    ("name", "extras"),
    [
        ("run", ()),
        ("dev", ("dev",)),
        ("docs", ("dev", "docs")),
        ("ftm", ("dev", "ftm")),
        ("ray", ("dev", "ray")),
    ],
)
def test_a_lock_pins_all_that_the_project_asks_for(name: str, extras: tuple[str, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    names = {re.split(r"[<>=\[]", one)[0].lower().replace("_", "-") for one in wanted}
    assert names <= set(pinned(ROOT / "locks" / f"{name}.txt")), "run: make lock"


def test_torch_is_in_no_lock() -> None:
    assert not any("torch" in pinned(lock) for lock in LOCKS)


def test_make_installs_nothing_for_the_demo_and_the_tests_but_what_is_pinned() -> None:
    rules = (ROOT / "Makefile").read_text(encoding="utf-8")
    for stamp in ("sayso", "dev", "docs", "ftm", "ray"):
        _, _, rule = rules.partition(f"\n$(VENV)/.{stamp}: ")
        recipe = rule.partition("\n\n")[0]
        assert f"$(LOCKED) locks/{'run' if stamp == 'sayso' else stamp}.txt" in recipe
        assert "$(PIP)" not in recipe
    assert "--require-hashes" in rules
