"""The protocol of the published table (CofeNet, COLING 2022): runs of BIO labels over tokens.

Each line of ``cofenet_dev.jsonl`` is one sequence and is read as a text of its own. Its Penn
Treebank tokens are joined into ordinary text, Sayso reads that, and what it finds is projected
back to tokens. All annotators' readings of an article count, as they do in the table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import CorpusError
from sayso.evaluate.spans import Counts, Parts
from sayso.records import Span
from sayso.terms import Role

#: Tokens ``[first, end)`` of a sequence.
Run = tuple[int, int]

ESCAPES = {
    "``": '"', "''": '"', "`": "'",
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip
CLITICS = ("'s", "n't", "'re", "'ve", "'ll", "'d", "'m")
NO_SPACE_BEFORE = frozenset([*",.;:?!%')]}", "...", "''", "-RRB-", "-RSB-", "-RCB-", *CLITICS])
NO_SPACE_AFTER = frozenset([*"`([{$#", "``", "-LRB-", "-LSB-", "-LCB-"])
SPLIT_WORDS = frozenset([("gon", "na"), ("wan", "na"), ("got", "ta"), ("gim", "me"), ("lem", "me")])


@dataclass(frozen=True, slots=True)
class TokenSequence:
    """One line of the file: tokens and their BIO labels."""

    name: str
    tokens: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunScores:
    """Scores of one role over all sequences.

    ``jaccard`` (0 to 1) is the mean that CofeNet's code takes: each gold run gives the best
    intersection over union, in tokens, with a predicted run of its sequence, and each predicted
    run that touches no gold run gives 0.
    """

    exact: Counts
    begin: Counts
    jaccard: float


def read_sequences(path: Path, articles: frozenset[str] | None = None) -> Iterator[TokenSequence]:
    """The sequences of a file, of certain articles only if told. Raises CorpusError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            row = json.loads(line)
            if articles is None or row["id"].rpartition("_")[0] in articles:
                name = f"{row['id']}#{number}"
                yield TokenSequence(name, tuple(row["tokens"]), tuple(row["labels"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        mend = "fetch the corpus again"
        raise CorpusError(str(path), f"not CofeNet's sequences ({error})", mend) from None


def detokenise(tokens: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """The tokens as ordinary text, and where each stands in it."""
    text = ""
    places: list[Span] = []
    before = ""
    for token in tokens:
        word = ESCAPES.get(token, token)
        joined = (
            not text
            or token in NO_SPACE_BEFORE
            or token.lower() in CLITICS
            or before in NO_SPACE_AFTER
            or (before.lower(), token.lower()) in SPLIT_WORDS
        )
        text += word if joined else " " + word
        places.append(Span(len(text) - len(word), len(text)))
        before = token
    return text, tuple(places)


def label_tokens(attributions: Iterable[Parts], places: Sequence[Span]) -> list[str]:
    """BIO labels of the tokens; where spans overlap, the shorter wins."""
    spans = {(role, span) for a in attributions for role in Role for span in getattr(a, role)}
    owner: list[tuple[Role, Span] | None] = [None] * len(places)
    for role, span in sorted(spans, key=lambda s: (s[1].start - s[1].end, s[1], s[0])):
        for token, place in enumerate(places):
            if place.start < span.end and span.start < place.end:
                owner[token] = (role, span)
    labels: list[str] = []
    for token, owned in enumerate(owner):
        goes_on = token > 0 and owner[token - 1] == owned
        labels.append("O" if owned is None else ("I-" if goes_on else "B-") + owned[0])
    return labels


def runs(labels: Sequence[str], role: Role) -> list[Run]:
    """Runs of one role: a B and the I of the same role that follow; an I without a B is none."""
    found: list[Run] = []
    start: int | None = None
    for token, label in enumerate([*labels, "O"]):
        if start is not None and label != f"I-{role}":
            found.append((start, token))
            start = None
        if label == f"B-{role}":
            start = token
    return found


def jaccard(one: Run, other: Run) -> float:
    """Tokens in both over tokens in either, 0 to 1."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(both, 0) / (one[1] - one[0] + other[1] - other[0] - max(both, 0))


def run_scores(
    gold: Sequence[Sequence[str]], predicted: Sequence[Sequence[str]], role: Role
) -> RunScores:
    """Scores of one role; ``gold`` and ``predicted`` hold the labels of the same sequences."""
    exact = begin = Counts()
    closeness: list[float] = []
    for gold_labels, predicted_labels in zip(gold, predicted, strict=True):
        there, said = runs(gold_labels, role), runs(predicted_labels, role)
        sizes = len(there), len(said)
        exact += Counts(*sizes, len(set(there) & set(said)))
        begin += Counts(*sizes, len({r[0] for r in there} & {r[0] for r in said}))
        closeness += [max((jaccard(t, s) for s in said), default=0.0) for t in there]
        closeness += [0.0 for s in said if not any(jaccard(t, s) for t in there)]
    return RunScores(exact, begin, sum(closeness) / len(closeness) if closeness else 0.0)
