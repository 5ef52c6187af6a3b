"""Files of others that the desk serves are those that their manifest names."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from importlib.resources import files

import pytest

VENDOR = files("sayso.desk") / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: str(row["file"]))
def test_a_vendored_file_is_what_its_manifest_says(row: dict[str, str]) -> None:
    content = (VENDOR / row["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == row["sha256"]
    assert row["version"]
    assert row["licence"]


def test_no_vendored_file_is_missing_from_the_manifest() -> None:
    there = {file.name for file in VENDOR.iterdir()} - {"manifest.json", "licences.txt"}
    assert there == {row["file"] for row in MANIFEST}


def test_help_and_pages_without_a_chart_do_not_load_altair() -> None:
    asked = "import sys, sayso.cli, sayso.desk; sys.exit('altair' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
