"""``sayso eval polnear``: measure, print, and hold the floors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import SaysoError
from sayso.evaluate.articles import (
    Compared,
    Tally,
    article_table,
    compare,
    lost_and_gained,
    outcomes,
    tally,
)
from sayso.evaluate.cofenet import RunScores, detokenise, label_tokens, read_sequences, run_scores
from sayso.evaluate.corpus import COFENET, Article, hash_files, read_part
from sayso.evaluate.differences import mark, spread
from sayso.evaluate.floors import FLOORS
from sayso.evaluate.gate import holds_floors, print_tables, raise_to, say
from sayso.evaluate.links import Linker
from sayso.evaluate.predict import Predictor, own_linker, own_predictor, predict
from sayso.evaluate.reliability import calibration_error
from sayso.evaluate.reliability import reliability as bin_outcomes
from sayso.evaluate.tables import Cell, Table
from sayso.terms import Role

SPLITS = ("train", "dev")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run found out; ``figures`` are F1 (for Jaccard the mean) in per cent."""

    compared: tuple[Compared, ...]
    tables: tuple[Table, ...]
    figures: dict[str, float]
    corpus: str
    failures: tuple[SaysoError, ...]


def run_polnear(
    corpora: Path,
    *,
    split: str = "dev",
    gate: bool = False,
    errors: int = 0,
    json: bool = False,
    limit: int | None = None,
    reliability: bool = False,
    write_floors: bool = False,
    lower: str | None = None,
    predictor: Predictor = own_predictor,
    linker: Linker = own_linker,
    floors: Path = FLOORS,
) -> int:
    """Score Sayso on a part of PolNeAR and print the tables; the exit code.

    ``corpora`` holds ``polnear/``; ``limit`` takes the first articles by name, with floors of
    their own. ``errors`` prints that many lost and as many gained attributions. ``gate`` fails on
    any figure below its floor or another corpus than the floors'; ``write_floors`` raises floors
    to what was measured, and lowers them only with the reason ``lower``.

    0: done, and the gate holds. 1: an article could not be read or compared, the corpus is
    missing, a figure is below its floor, or a floor would sink. 2: wrong usage.
    """
    if refusal := _refuse(split, errors, limit, lower if not write_floors else None):
        say(refusal)
        return 2
    try:
        measured = _measure(corpora, split, limit, predictor, linker)
        tables = [*measured.tables]
        tables += [_reliability_table(measured.compared)] if reliability else []
        tables += _difference_tables(measured.compared, errors) if errors else []
        print_tables(tables, json)
        for failure in measured.failures:
            say(str(failure))
        shut = bool(measured.failures)
        name = f"polnear.{split}" + (f".{limit}" if limit else "")
        if gate:
            shut |= not holds_floors(name, measured.figures, measured.corpus, floors)
        if write_floors:
            shut |= not raise_to(name, measured.figures, measured.corpus, lower, floors)
    except SaysoError as error:
        say(str(error))
        return 1
    return int(shut)


def _refuse(split: str, errors: int, limit: int | None, stray_reason: str | None) -> str | None:
    if split == "test":
        return "--split test: the test articles are kept apart from development; use train or dev"
    if split not in SPLITS:
        return f"--split {split}: no such part; use train or dev"
    if errors < 0 or (limit is not None and limit < 1):
        return "--errors and --limit: not a number of attributions or articles; give one above 0"
    if stray_reason is not None:
        return "--lower: nothing to lower; give it with --write-floors"
    return None


def _measure(
    corpora: Path, split: str, limit: int | None, predictor: Predictor, linker: Linker
) -> Measured:
    part = read_part(corpora, split, limit)
    files = list(part.files)
    compared, failures = _read_articles(part.articles, predictor)
    counts = tally(compared, linker)
    tables = [article_table(counts, len(compared))]
    figures = _article_figures(counts)
    if split == "dev":  # the published table's file holds dev only
        files.append(corpora / COFENET)
        names = frozenset(article.name for article in part.articles) if limit else None
        scores, size, unread = _read_sequences(corpora / COFENET, names, predictor)
        failures += unread
        tables.append(_cofenet_table(scores, size))
        figures |= _cofenet_figures(scores)
    return Measured(tuple(compared), tuple(tables), figures, hash_files(files), tuple(failures))


def _read_articles(
    articles: Sequence[Article], predictor: Predictor
) -> tuple[list[Compared], list[SaysoError]]:
    predictions = predict(((a.name, a.text) for a in articles), predictor)
    compared: list[Compared] = []
    failures = list(predictions.failures)
    for article in articles:
        try:
            compared.append(compare(article, predictions.readings.get(article.name)))
        except SaysoError as error:
            failures.append(error)
    return compared, failures


def _read_sequences(
    path: Path, articles: frozenset[str] | None, predictor: Predictor
) -> tuple[dict[Role, RunScores], int, list[SaysoError]]:
    sequences = list(read_sequences(path, articles))
    texts = [detokenise(sequence.tokens) for sequence in sequences]
    named = ((s.name, text) for s, (text, _) in zip(sequences, texts, strict=True))
    predictions = predict(named, predictor)
    found = []
    for sequence, (_, places) in zip(sequences, texts, strict=True):
        reading = predictions.readings.get(sequence.name)
        found.append(label_tokens(reading.attributions if reading else (), places))
    gold = [sequence.labels for sequence in sequences]
    scores = {role: run_scores(gold, found, role) for role in Role}
    return scores, len(sequences), list(predictions.failures)


def _article_figures(counts: Tally) -> dict[str, float]:
    return {figure: 100 * count.f1 for figure, count in counts.items()}


def _cofenet_figures(scores: dict[Role, RunScores]) -> dict[str, float]:
    kinds: dict[str, Callable[[RunScores], float]] = {
        "exact": lambda s: s.exact.f1,
        "begin": lambda s: s.begin.f1,
        "jaccard": lambda s: s.jaccard,
    }
    return {
        f"cofenet_{role}_{kind}": 100 * of(score)
        for role, score in scores.items()
        for kind, of in kinds.items()
    }


def _cofenet_table(scores: dict[Role, RunScores], sequences: int) -> Table:
    columns = ("role", "exact P", "exact R", "exact F1", "begin F1", "Jaccard", "gold", "predicted")
    rows: list[tuple[Cell, ...]] = [
        (
            role.value,
            *(s.exact.precision, s.exact.recall, s.exact.f1, s.begin.f1, s.jaccard),
            *(s.exact.gold, s.exact.predicted),
        )
        for role, s in scores.items()
    ]
    title = f"CofeNet's protocol: {sequences} sequences, each read by itself"
    return Table("cofenet", title, columns, tuple(rows))


def _reliability_table(compared: Sequence[Compared]) -> Table:
    bins = bin_outcomes(outcome for article in compared for outcome in outcomes(article))
    exact, near = calibration_error(bins)
    rows: list[tuple[Cell, ...]] = [
        (f"{b.low:.1f} to {b.high:.1f}", b.count, b.confidence, b.exact, b.near)
        for b in bins
        if b.count
    ]
    rows.append(("expected calibration error", None, None, exact, near))
    columns = ("confidence", "count", "mean", "exactly right", "every span overlaps")
    return Table("reliability", "Confidence against what is right", columns, tuple(rows))


def _difference_tables(compared: Sequence[Compared], number: int) -> list[Table]:
    tables = []
    sides = [lost_and_gained(article) for article in compared]
    for side, (name, title) in enumerate((("lost", "Lost"), ("gained", "Gained"))):
        found = [(c, a) for c, both in zip(compared, sides, strict=True) for a in both[side]]
        rows = [(c.name, mark(c.text, a)) for c, a in spread(found, number)]
        title = f"{title}: {len(rows)} of {len(found)} attributions"
        tables.append(Table(name, title, ("article", "sentence"), tuple(rows)))
    return tables
