"""How the model's certainty agrees with people's: Pearson's r and mean absolute error on UDS."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from sayso.errors import CorpusError
from sayso.evaluate.corpus import read_text
from sayso.evaluate.tables import Table
from sayso.records import Span

UDS = Path("certainty") / "uds" / "dev.jsonl"
#: Words that stand close to the one before; UDS sets them apart.
CLOSING = re.compile(r"[.,:;!?)\]%]|['’]\w|n['’]t$")
_MEND = "point --corpora at the folder that holds certainty/"
#: From texts, each with the words that head its predicates, to their certainty (-3 to 3).
Surer = Callable[[Sequence[tuple[str, Sequence[Span]]]], Sequence[Sequence[float]]]


@dataclass(frozen=True, slots=True)
class Predicates:
    """A sentence, the words that head its predicates, and how certain people hold each, -3 to 3."""

    text: str
    spans: tuple[Span, ...]
    certain: tuple[float, ...]


def read_predicates(path: Path) -> list[Predicates]:
    """The sentences of a part of UDS. Raises CorpusError."""
    try:
        rows = [json.loads(line) for line in read_text(path).splitlines()]
        return [_predicates(row["text"], row["targets"]) for row in rows]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise CorpusError(str(path), f"not sentences of UDS ({error})", _MEND) from None


def _predicates(text: str, targets: Sequence[dict[str, object]]) -> Predicates:
    words, text, starts = text.split(" "), "", []
    for before, word in pairwise(["", *words]):
        closes = CLOSING.match(word) or before in ("(", "[", "$")
        text += "" if closes or not text else " "
        starts.append(len(text))
        text += word
    spans, certain = [], []
    for target in targets:
        place = target["span1"]
        assert isinstance(place, list)
        at = int(place[0])
        spans.append(Span(starts[at], starts[at] + len(words[at])))
        certain.append(float(str(target["label"])))
    return Predicates(text, tuple(spans), tuple(certain))


def agreement(known: Sequence[Predicates], surer: Surer) -> tuple[float, float, int]:
    """Pearson's r, mean absolute error on the scale of 6, and the number of predicates."""
    told = surer([(it.text, it.spans) for it in known])
    found = np.array([value for values in told for value in values])
    wanted = np.array([value for it in known for value in it.certain])
    r = float(np.corrcoef(found, wanted)[0, 1]) if len(found) > 1 else 0.0
    return r, float(np.abs(found - wanted).mean()), len(found)


def own_surer(given: Sequence[tuple[str, Sequence[Span]]]) -> list[list[float]]:
    """What Sayso's own model makes of each predicate."""
    from sayso.evaluate.predict import own_model
    from sayso.model.threads import one_thread

    with one_thread():
        read = [own_model().read(text) for text, _ in given]
    pairs = zip(read, given, strict=True)
    return [[scored.certainty.at(span) for span in spans] for scored, (_, spans) in pairs]


def agreement_table(r: float, error: float, number: int) -> Table:
    """The row of one part; r and the error are given in hundredths, as shares are."""
    columns = ("predicates", "number", "pearson r x 100", "mean error x 100")
    rows = (("UDS dev, -3 to 3", number, r, error),)
    return Table("factuality", "Certainty by the model alone, against people", columns, rows)
