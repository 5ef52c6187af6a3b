from __future__ import annotations

import subprocess
import sys

import pytest

import sayso

HEAVY = ("onnxruntime", "trafilatura", "tokenizers", "httpx", "rich", "numpy", "py3langid")


def test_the_public_surface_is_this_and_nothing_else() -> None:
    assert sorted(sayso.__all__) == [
        "Attribution",
        "Block",
        "BlockKind",
        "CorpusError",
        "Damaged",
        "Fault",
        "Forbidden",
        "ModelError",
        "NoField",
        "NoProse",
        "NotEnglish",
        "NotFound",
        "NotText",
        "Pipeline",
        "QuoteType",
        "ReadError",
        "Reading",
        "Report",
        "Role",
        "SaysoError",
        "Span",
        "TooLarge",
        "__version__",
        "words_of",
    ]


@pytest.mark.parametrize("name", sayso.__all__)
def test_every_public_name_is_there_and_explained(name: str) -> None:
    thing = getattr(sayso, name)
    assert name == "__version__" or thing.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_sort"):
        _ = sayso.nothing_of_the_sort


@pytest.mark.parametrize("start", ["import sayso", "import sayso.cli"])
def test_importing_loads_nothing_heavy(start: str) -> None:
    ask = f"{start}\nimport sys\nprint(*[m for m in {HEAVY!r} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []
