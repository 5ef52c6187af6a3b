"""``sayso eval events``: types of events on PLOVER's sentences, and who does it to whom.

Types are scored as the zero-shot systems of ZSP (Hu et al., 2024) are: source and target are given,
the type of what the one does to the other is asked for. They reach 0.86 to 0.90 in the four
quarters and 0.96 between words and deeds, on sentences of the same kind. Sayso is scored on a
fifth of PLV_train on which nothing was fitted; its patterns were written with the rest in view.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.errors import SaysoError
from sayso.evaluate.corpus import hash_files
from sayso.evaluate.deeds import Read, meets, read_marked
from sayso.evaluate.differences import spread
from sayso.evaluate.gate import Demands, Scored, conclude, say
from sayso.evaluate.plover import GOLD, SENTENCES, Marked, read_gold, read_sentences
from sayso.evaluate.tables import Cell, Table
from sayso.reconcile.events.head import ROOTS, features, quarter, root, shipped_head
from sayso.records import Event, Participant, Span

MEASURES: Mapping[str, Callable[[str], str]] = {
    "type": lambda name: name,
    "quarter": quarter,
    "words or deeds": lambda name: quarter(name).partition(" ")[0],
    "conflict or not": lambda name: quarter(name).partition(" ")[2],
}
#: From sentences to what Sayso reads in each.
Reader = Callable[[Sequence[Marked]], Sequence[Read]]


@dataclass(frozen=True, slots=True)
class Roles:
    """Of gold roles, how many were filled, touched and met in their head word."""

    gold: int
    filled: int
    overlap: int
    exact: int

    def row(self, name: str) -> tuple[Cell, ...]:
        """A row of the table of roles."""
        shares = (n / max(1, self.gold) for n in (self.overlap, self.exact))
        right = self.overlap / max(1, self.filled)
        return (name, self.gold, self.filled, *shares, right)


def accuracies(found: Sequence[str], wanted: Sequence[str]) -> dict[str, float]:
    """Share of roots that are right, by each of MEASURES."""
    return {
        name: sum(of(a) == of(b) for a, b in zip(found, wanted, strict=True)) / max(1, len(wanted))
        for name, of in MEASURES.items()
    }


def own_reader(sentences: Sequence[Marked]) -> Sequence[Read]:
    """What Sayso reads in sentences."""
    return list(read_marked(sentences))


def run_events(
    corpora: Path,
    demands: Demands | None = None,
    *,
    limit: int | None = None,
    errors: int = 0,
    reader: Reader = own_reader,
) -> int:
    """Score types on the fifth of PLV_train that is held back, roles on PLOVER's gold.

    ``limit`` takes the first sentences of each, with floors of their own; ``errors`` prints that
    many types told wrong, of the sentences that are not held back. 0: done, and the gate holds.
    1: it does not, or the corpus is missing.
    """
    try:
        sentences, gold = read_sentences(corpora), read_gold(corpora)
        held = [it for it in sentences if it.held_back][:limit]
        read = reader(held)
        by_pattern = [root(it.event.type) if it.event else "" for it in read]
        both = classify(read)
        wanted = [it.marked.root for it in read]
        scores = {
            "patterns": accuracies(by_pattern, wanted),
            "with the head": accuracies(both, wanted),
        }
        roles = _roles(reader(gold[:limit]))
        tables = [_type_table(scores, len(held)), _role_table(roles)]
        if errors:
            tables.append(_errors([it for it in sentences if not it.held_back], reader, errors))
        figures = {
            f"{part}_{name}".replace(" ", "_"): 100 * share
            for part, shares in scores.items()
            for name, share in shares.items()
        }
        for name, counts in roles.items():
            figures[f"{name}_overlap"] = 100 * counts.overlap / max(1, counts.gold)
            figures[f"{name}_exact"] = 100 * counts.exact / max(1, counts.gold)
        files = [corpora / SENTENCES, corpora / GOLD]
        name = "events" + (f".{limit}" if limit else "")
        return conclude(
            Scored(name, tuple(tables), figures, hash_files(files)), demands or Demands()
        )
    except SaysoError as error:
        say(str(error))
        return 1


def classify(read: Sequence[Read]) -> list[str]:
    """The root of each sentence's type by the head, which sees what the pattern says."""
    if not read:
        return []
    seen = np.array([features(it.scored, it.clues) for it in read])
    return [ROOTS[n] for n in shipped_head().probabilities(seen).argmax(axis=1)]


def _roles(read: Sequence[Read]) -> dict[str, Roles]:
    """Source and target as the parse finds them, by the event that the gold's source fits best."""
    found: dict[str, Roles] = {}
    for name in ("source", "target"):
        asked = [(getattr(it.marked, name), _filled(it.event, name)) for it in read]
        asked = [(spans, filled) for spans, filled in asked if spans]
        overlap = sum(any(meets(one.span, spans) for one in filled) for spans, filled in asked)
        exact = sum(_met(filled, spans) for spans, filled in asked)
        found[name] = Roles(len(asked), sum(bool(filled) for _, filled in asked), overlap, exact)
    return found


def _filled(event: Event | None, name: str) -> tuple[Participant, ...]:
    if event is None:
        return ()
    return event.actor if name == "source" else event.recipient or event.actor[1:]


def _met(filled: Sequence[Participant], spans: Sequence[Span]) -> bool:
    """Whether the word that heads a participant stands in the gold's words."""
    return any(span.holds(one.head) for one in filled for span in spans)


def _type_table(scores: Mapping[str, Mapping[str, float]], size: int) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *shares.values()) for name, shares in scores.items()
    )
    title = f"Types on the fifth of PLV_train that is held back: {size} sentences"
    return Table("types", title, ("by", *MEASURES), rows)


def _role_table(roles: Mapping[str, Roles]) -> Table:
    columns = ("role", "gold", "filled", "overlap", "head in it", "precision")
    rows = tuple(counts.row(name) for name, counts in roles.items())
    return Table("roles", "Source and target on PLOVER's gold", columns, rows)


def _errors(sentences: Sequence[Marked], reader: Reader, number: int) -> Table:
    read = reader(sentences)
    found = classify(read)
    rows = [
        (it.marked.root, name, root(it.event.type) if it.event else "", it.marked.text[:120])
        for it, name in zip(read, found, strict=True)
        if it.marked.root != name
    ]
    title = f"Told wrong: {min(number, len(rows))} of {len(rows)}, none of them held back"
    return Table(
        "wrong", title, ("gold", "told", "by pattern", "sentence"), tuple(spread(rows, number))
    )
