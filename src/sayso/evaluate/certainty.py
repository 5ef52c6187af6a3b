"""``sayso eval certainty``: manner, channel and certainty of attributions that somebody labelled.

``certainty.jsonl`` has 300 attributions: 200 that PolNeAR dev marks, and 100 that Sayso found in
the reports of ``reports/``, both drawn by chance. One annotator read each in its sentence and said
what its cue does, which channel its own sentence tells (or none), and how sure its content is put.
Only offsets and labels are kept. The labels were set before any rule was tuned; then one half, by
a hash of article and cue, was tuned on (``tuned``), and the other was not (``held back``).

Each labelled attribution is described among those that Sayso reads in the same text, so that the
score is of the description alone. A channel that is carried over from another sentence counts
as none, for the labels are of one sentence.

Beside them stands how the model's own certainty of predicates agrees with people's on UDS dev.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import CorpusError, SaysoError
from sayso.evaluate.corpus import hash_files, read_text
from sayso.evaluate.differences import mark, spread
from sayso.evaluate.factuality import (
    UDS,
    Surer,
    agreement,
    agreement_table,
    own_surer,
    read_predicates,
)
from sayso.evaluate.gate import Demands, Scored, conclude, say
from sayso.evaluate.predict import Describer, own_describer
from sayso.evaluate.tables import Cell, Table
from sayso.records import Attribution, How, Span, identify
from sayso.terms import Certainty, ChannelKind, Manner, QuoteType

LABELS = Path(__file__).with_name("certainty.jsonl")
NONE = "none"
ASPECTS = ("manner", "channel", "certainty")
HALVES = ("tuned", "held back")


@dataclass(frozen=True, slots=True)
class Labelled:
    """An attribution by its offsets, and what a person says of it."""

    corpus: str
    article: str
    attribution: Attribution
    labels: Mapping[str, str]

    @property
    def half(self) -> str:
        """Which half it is in; the same on any machine."""
        key = f"{self.article}:{self.attribution.cue[0].start}"
        return HALVES[int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % 2]


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled attribution, its text, and what Sayso says of it, aspect by aspect."""

    label: Labelled
    text: str
    found: Mapping[str, str]

    def right(self, aspect: str) -> bool:
        """Whether Sayso says what the person says."""
        return self.found[aspect] == self.label.labels[aspect]


def run_certainty(
    corpora: Path,
    demands: Demands | None = None,
    *,
    limit: int | None = None,
    errors: int = 0,
    describer: Describer = own_describer,
    surer: Surer = own_surer,
    labels: Path = LABELS,
) -> int:
    """Score both halves of the labels; the exit code.

    ``corpora`` holds ``polnear/``, ``reports/`` and ``certainty/``; ``limit`` takes the first
    labels, with floors of their own; ``errors`` prints that many misses of the tuned half.
    0: done, and the gate holds. 1: it does not, or a text is missing.
    """
    try:
        labelled = read_labels(labels)[:limit]
        texts, files = _texts(corpora, labelled)
        judged = _judge(labelled, texts, describer)
        known = read_predicates(corpora / UDS)[:limit]
        r, off, number = agreement(known, surer)
    except SaysoError as error:
        say(str(error))
        return 1
    tables = [_table(judged, aspect) for aspect in ASPECTS]
    tables.append(agreement_table(r, off, number))
    tables += [_misses(judged, errors)] if errors else []
    name = "certainty" + (f".{limit}" if limit else "")
    corpus = hash_files([*files, corpora / UDS, labels])
    figures = {**_figures(judged), "uds_pearson": 100 * r}
    return conclude(Scored(name, tuple(tables), figures, corpus), demands or Demands())


def read_labels(path: Path = LABELS) -> tuple[Labelled, ...]:
    """The labelled attributions, in the order of their texts. Raises CorpusError."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return tuple(_labelled(row) for row in rows)
    except (OSError, ValueError, KeyError, TypeError) as error:
        mend = "restore it from the last commit"
        raise CorpusError(str(path), f"not labelled attributions ({error})", mend) from None


def _labelled(row: dict[str, object]) -> Labelled:
    def spans(role: str) -> tuple[Span, ...]:
        pairs = row[role]
        if not isinstance(pairs, list):
            raise TypeError(f"{role} is no list of spans")
        return tuple(Span(int(start), int(end)) for start, end in pairs)

    article = str(row["article"])
    source, cue, content = spans("source"), spans("cue"), spans("content")
    key = identify("labelled", article, str(cue[0].start), str(content[0].start))
    attribution = Attribution(key, article, source, cue, content, QuoteType.INDIRECT, 1.0)
    labels = {
        "manner": Manner(str(row["manner"])).value,
        "channel": ChannelKind(str(row["channel"])).value if row["channel"] else NONE,
        "certainty": Certainty(str(row["certainty"])).value,
    }
    return Labelled(str(row["corpus"]), article, attribution, labels)


def _texts(corpora: Path, labelled: Sequence[Labelled]) -> tuple[dict[str, str], list[Path]]:
    """The texts that are labelled, by article, and the files that they come from."""
    folder = corpora / "polnear" / "dev" / "text"
    paths = {it.article: folder / f"{it.article}.txt" for it in labelled if it.corpus == "polnear"}
    texts = {article: read_text(path) for article, path in paths.items()}
    wanted = {it.article for it in labelled if it.corpus == "reports"}
    files = sorted({corpora / "reports" / f"{it.partition(':')[0]}.jsonl" for it in wanted})
    for path in files:
        for line in read_text(path).splitlines():
            row = json.loads(line)
            if (article := f"{path.stem}:{row['id']}") in wanted:
                texts[article] = row["text"]
    if missing := wanted - texts.keys():
        raise CorpusError(min(missing), "no such report", "fetch the corpus again")
    return texts, [*paths.values(), *files]


def _judge(
    labelled: Sequence[Labelled], texts: Mapping[str, str], describer: Describer
) -> list[Judged]:
    by_article: dict[str, list[Labelled]] = {}
    for label in labelled:
        by_article.setdefault(label.article, []).append(label)
    given = [(texts[a], [it.attribution for it in labels]) for a, labels in by_article.items()]
    judged = []
    for labels, (text, _), hows in zip(by_article.values(), given, describer(given), strict=True):
        judged += [
            Judged(it, text, _found(text, it, how)) for it, how in zip(labels, hows, strict=True)
        ]
    return judged


def _found(text: str, label: Labelled, how: How) -> dict[str, str]:
    """What Sayso says, aspect by aspect; the channel is the first that its sentence tells."""
    start, end = _sentence_around(text, label.attribution)
    own = (h for h in how.hops if any(start <= w.start and w.end <= end for w in h.words))
    return {
        "manner": how.manner.value,
        "channel": next((hop.kind.value for hop in own), NONE),
        "certainty": how.certainty.value,
    }


def _sentence_around(text: str, attribution: Attribution) -> tuple[int, int]:
    """Roughly the sentence: what stands between full stops around an attribution's spans."""
    spans = attribution.spans
    starts = [text.rfind(stop, 0, spans[0].start) for stop in (". ", "\n", "? ", "! ", '." ')]
    ends = [e for stop in (". ", "\n") if (e := text.find(stop, spans[-1].end)) >= 0]
    return max(starts) + 1, min(ends, default=len(text)) + 1


def _table(judged: Sequence[Judged], aspect: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for half in HALVES:
        part = [j for j in judged if j.label.half == half]
        rows.append((half, "all", len(part), None, None, _share(part, aspect)))
        for kind in _kinds(judged, aspect):
            wanted = sum(j.label.labels[aspect] == kind for j in part)
            found = sum(j.found[aspect] == kind for j in part)
            both = sum(j.right(aspect) and j.found[aspect] == kind for j in part)
            if wanted or found:
                rows.append((half, kind, wanted, *_scores(wanted, found, both)))
    columns = ("half", aspect, "labelled", "precision", "recall", "f1")
    return Table(aspect, f"{aspect.capitalize()}, by class; of all, the share that is right",
                 columns, tuple(rows))  # fmt: skip


def _kinds(judged: Iterable[Judged], aspect: str) -> list[str]:
    judged = list(judged)
    return sorted({j.label.labels[aspect] for j in judged} | {j.found[aspect] for j in judged})


def _scores(wanted: int, found: int, both: int) -> tuple[float, float, float]:
    precision = both / found if found else 0.0
    recall = both / wanted if wanted else 0.0
    return precision, recall, 2 * both / (wanted + found) if wanted + found else 0.0


def _share(judged: Sequence[Judged], aspect: str) -> float:
    return sum(j.right(aspect) for j in judged) / len(judged) if judged else 0.0


def _figures(judged: Sequence[Judged]) -> dict[str, float]:
    """The shares that are right, in per cent."""
    figures = {}
    for half in HALVES:
        part = [j for j in judged if j.label.half == half]
        for aspect in ASPECTS:
            figures[f"{aspect}_{half.replace(' ', '_')}"] = 100 * _share(part, aspect)
    return figures


def _misses(judged: Sequence[Judged], number: int) -> Table:
    """Of the tuned half alone: who looks at the other has tuned on it."""
    missed = [
        (j, a) for j in judged if j.label.half == HALVES[0] for a in ASPECTS if not j.right(a)
    ]
    rows = tuple(
        (j.label.article, mark(j.text, j.label.attribution), j.label.labels[a], j.found[a])
        for j, a in spread(missed, number)
    )
    title = f"Missed: {len(rows)} of {len(missed)}, tuned half"
    return Table("missed", title, ("article", "attribution", "should be", "was read as"), rows)
