"""PolNeAR as it lies on disk: articles with their gold attributions, and a hash of the part."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import CorpusError
from sayso.export.brat import Annotation, parse_brat
from sayso.records import Span

COFENET = Path("polnear") / "cofenet_dev.jsonl"
MEND = "point --corpora at the folder that holds polnear/"


@dataclass(frozen=True, slots=True)
class Gold:
    """An attribution as it was annotated; a span is one contiguous piece."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text and the attributions that its annotator found, by characters of that text."""

    name: str
    text: str
    gold: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The articles that are scored, and the files that they came from."""

    articles: tuple[Article, ...]
    files: tuple[Path, ...]


def read_part(corpora: Path, split: str, limit: int | None = None) -> Part:
    """The articles of a split, the first ``limit`` by name; only the first annotator of each.

    Raises CorpusError where the folder or a file is not what it should be.
    """
    folder = corpora / "polnear" / split
    texts = sorted((folder / "text").glob("*.txt"))[:limit]
    if not texts:
        raise CorpusError(str(folder), "no articles there", MEND)
    annotations = first_annotations(folder / "attributions")
    articles: list[Article] = []
    files: list[Path] = []
    for path in texts:
        if path.stem not in annotations:
            raise CorpusError(str(path), "no annotation goes with it", "fetch the corpus again")
        marks = annotations[path.stem]
        articles.append(_read(path, marks))
        files += [path, marks]
    return Part(tuple(articles), tuple(files))


def read_own(folder: Path) -> tuple[Article, ...]:
    """Articles of a folder of brat's files, NAME.txt beside NAME.ann, by name.

    Raises CorpusError where there are none, or one of the two files is missing or broken.
    """
    marks = sorted(folder.rglob("*.ann"))
    if not marks:
        raise CorpusError(str(folder), "no .ann file is in it", "give a folder of brat's files")
    return tuple(_read(path.with_suffix(".txt"), path) for path in marks)


def _read(path: Path, marks: Path) -> Article:
    text = read_text(path)
    gold = tuple(
        _flatten(a) for a in parse_brat(read_text(marks), where=str(marks)) if a.cue or a.content
    )
    last = max((s.end for a in gold for s in (*a.source, *a.cue, *a.content)), default=0)
    if last > len(text):
        told = f"an offset of {last} in a text of {len(text)} characters"
        raise CorpusError(str(marks), told, "the text has moved: annotate it anew")
    return Article(path.stem, text, gold)


def _flatten(annotation: Annotation) -> Gold:
    """Pieces of all fillers of a role, side by side."""

    def pieces(fillers: tuple[tuple[Span, ...], ...]) -> tuple[Span, ...]:
        return tuple(piece for filler in fillers for piece in filler)

    return Gold(pieces(annotation.source), pieces(annotation.cue), pieces(annotation.content))


def first_annotations(folder: Path) -> dict[str, Path]:
    """Annotation file by article: NAME_xxxx.ann, the first by name where several read it."""
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*.ann")):
        found.setdefault(path.stem.rpartition("_")[0], path)
    return found


def read_text(path: Path) -> str:
    """The text with its line ends as they are: the offsets count them."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(
            str(path), f"cannot be read ({error})", "fetch the corpus again"
        ) from None


def hash_files(files: Iterable[Path]) -> str:
    """sha256 over names and bytes, in the order of the names, wherever the corpus lies."""
    digest = hashlib.sha256()
    for path in sorted(files, key=lambda p: p.name):
        data = path.read_bytes()
        digest.update(f"{path.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()
