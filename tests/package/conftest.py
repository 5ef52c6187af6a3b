"""The package as it is published: built once, from its own sdist, and installed alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All in this folder builds and installs, which takes a package registry."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("package")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist, and with the wheel that was built from it."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--installer", "uv", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, env=alone(), stdout=subprocess.DEVNULL)
    return out


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


def alone() -> dict[str, str]:
    """The environment without what would lead to this checkout; uv lies beside this Python."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    without = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    return {k: v for k, v in os.environ.items() if k not in without} | {"PATH": path}


def python_of(version: str) -> Path | None:
    """Where a version of Python is on this machine; pyenv's too, chosen in the shell or not."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    candidates = [*sorted(pyenv.glob(f"versions/{version}.*/bin/python"))]
    if (named := shutil.which(f"python{version}")) is not None:
        candidates.append(Path(named))
    return next((path for path in candidates if _is(version, path)), None)


def _is(version: str, path: Path) -> bool:
    says = "import sys, venv; print('%d.%d' % sys.version_info[:2])"
    run = subprocess.run([path, "-c", says], capture_output=True, text=True)
    return run.stdout.strip() == version
