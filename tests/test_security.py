"""Each test that SECURITY.md relies on is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_every_test_that_the_threat_model_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/.]+)(?:::(\w+))?`", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert len(named) > 20
    for path, test in named:
        held = (ROOT / path).read_text(encoding="utf-8")
        assert not test or f"\ndef {test}(" in held, f"{path}::{test}"
