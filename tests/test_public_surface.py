from __future__ import annotations

import subprocess
import sys

import pytest

import sayso

HEAVY = (
    "onnxruntime", "trafilatura", "tokenizers", "httpx", "rich", "numpy", "py3langid", "sqlalchemy",
    "pyarrow", "pandas", "polars", "altair", "spacy", "fastapi",
)  # fmt: skip


def test_the_public_surface_is_this_and_nothing_else() -> None:
    assert sorted(sayso.__all__) == [
        "Actor",
        "ActorKind",
        "Attribution",
        "Block",
        "BlockKind",
        "Book",
        "Certainty",
        "ChannelKind",
        "Charted",
        "Claim",
        "Clock",
        "CorpusError",
        "Damaged",
        "Distance",
        "Event",
        "EventType",
        "Fault",
        "Forbidden",
        "Hop",
        "How",
        "Label",
        "LedgerBusy",
        "LedgerError",
        "Manner",
        "Mention",
        "ModelError",
        "NewerLedger",
        "NoField",
        "NoLedger",
        "NoProse",
        "NoRecord",
        "NotEnglish",
        "NotFound",
        "NotInstalled",
        "NotText",
        "NotWritten",
        "Office",
        "Parse",
        "Pipeline",
        "Place",
        "Proposition",
        "QuoteType",
        "ReadError",
        "Reading",
        "Relation",
        "Report",
        "Role",
        "SaysoError",
        "Setting",
        "Span",
        "Stance",
        "StanceKind",
        "Table",
        "Time",
        "TooLarge",
        "Verdict",
        "Word",
        "__version__",
        "identify",
        "open",
        "read",
        "read_all",
        "read_text",
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
