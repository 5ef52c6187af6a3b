"""Who may import whom, read from the source: no module is run for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src"
STAGES = ("intake", "parse", "attribute", "resolve", "reconcile")
# What every stage may import.
SHARED = ("terms", "errors", "records", "across", "names", "globe", "parts", "syntax", "model")
ORDER_KNOWERS = {"pipeline", "evaluate"}  # the only rooms that import stages


def name_of(path: Path) -> str:
    """Dotted name of a module of src."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted((SRC / "sayso").rglob("*.py"))}


def room(module: str) -> str:
    """The file or package right under sayso that a module belongs to; '' for sayso itself."""
    return module.split(".")[1] if "." in module else ""


@cache
def imports(module: str) -> frozenset[str]:
    """Modules that a module names in its imports, those within functions too."""
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update(imported_from(node, package))
    return frozenset(found - {module})


def imported_from(node: ast.ImportFrom, package: str) -> Iterator[str]:
    above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
    base = ".".join([*above, *([node.module] if node.module else [])])
    for alias in node.names:
        inner = f"{base}.{alias.name}"
        yield inner if inner in MODULES else base


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) in STAGES])
def test_a_stage_imports_only_shared_rooms_and_itself(module: str) -> None:
    ours = {name for name in imports(module) if name.split(".")[0] == "sayso"}
    assert {room(name) for name in ours} <= {*SHARED, room(module)}


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) not in (*STAGES, *ORDER_KNOWERS)])
def test_only_the_pipeline_and_evaluate_know_the_stages(module: str) -> None:
    assert not {room(n) for n in imports(module) if n.startswith("sayso.")} & set(STAGES)


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) != "model"])
def test_only_model_imports_onnxruntime(module: str) -> None:
    assert "onnxruntime" not in {name.split(".")[0] for name in imports(module)}


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) != "scale"])
def test_only_scale_imports_ray(module: str) -> None:
    assert "ray" not in {name.split(".")[0] for name in imports(module)}


@pytest.mark.parametrize("module", list(MODULES))
def test_nothing_that_ships_needs_the_training_libraries(module: str) -> None:
    used = {name.split(".")[0] for name in imports(module)}
    assert not used & {"torch", "transformers", "safetensors", "train", "tests"}


def circles(left: dict[str, set[str]]) -> dict[str, set[str]]:
    """What is left of a graph when all that no circle runs through is taken away."""
    while ends := {m for m, needs in left.items() if not needs}:
        left = {m: needs - ends for m, needs in left.items() if m not in ends}
    while tops := left.keys() - set().union(*left.values()):
        left = {m: needs for m, needs in left.items() if m not in tops}
    return left


def test_no_import_goes_round_in_a_circle() -> None:
    assert not circles({m: {n for n in imports(m) if n in MODULES} for m in MODULES})


def test_the_rooms_of_the_ledger_lie_one_above_the_other() -> None:
    def inner(module: str) -> str:
        return ".".join(module.split(".")[:3])

    rooms: dict[str, set[str]] = {}
    for module in (m for m in MODULES if m.startswith("sayso.ledger.")):
        needs = {inner(n) for n in imports(module) if n.startswith("sayso.ledger.")}
        rooms.setdefault(inner(module), set()).update(needs - {inner(module)})
    assert not circles(rooms)


SOURCES = [
    p for folder in ("src", "train", "tests", "bench") for p in (ROOT / folder).rglob("*.py")
]


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_outgrows_its_room(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 400
    assert path.stem not in {"utils", "util", "helpers", "helper", "misc", "common"}
