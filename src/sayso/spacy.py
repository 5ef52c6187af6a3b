"""Sayso as a component of a spaCy pipeline: ``nlp.add_pipe("sayso")``, on any English one.

It reads ``doc.text`` with its own model and its own words, so it needs no other component and a
blank pipeline will do. What it finds is laid over spaCy's tokens: a span that begins or ends within
a token takes that whole token in (``alignment_mode="expand"``), so the words of a spaCy span may be
some characters more than Sayso's; ``start`` and ``end`` of ``row`` are Sayso's own.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> component = nlp.add_pipe("sayso")
>>> [one.cue for one in nlp("The mayor denied that it rained.")._.attributions]
[(denied,)]
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from sayso.errors import NoProse, NotEnglish, SaysoError
from sayso.export.jsonl import attribution_rows
from sayso.pipeline import Pipeline
from sayso.terms import Role

KEY = "sayso"  # of what it keeps in doc.user_data, and of the group of all its spans
ROLES = tuple(role.value for role in Role)
_SETTINGS = "sayso.json"
_LANGUAGES = ("en", "xx")  # "xx" is spaCy's for none in particular


@dataclass(frozen=True, slots=True)
class DocAttribution:
    """Who says what in a Doc, as spans of spaCy; ``row`` is what ``sayso read --json`` prints.

    ``source`` is empty where nobody is named. ``actor`` is what the source is called in full.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote_type: str
    confidence: float
    manner: str | None
    certainty: str | None
    actor: str | None
    row: dict[str, Any]


Handler = Callable[[str, "Component", list[Doc], Exception], None]


class Component:
    """Marks who says what: ``doc._.attributions``, and ``doc.spans`` by role and all together."""

    def __init__(self, name: str, confidence: float, pipeline: Pipeline | None = None) -> None:
        """Leave out what is less sure than ``confidence``, 0 to 1."""
        self.name, self.confidence = name, confidence
        self._given = pipeline
        self._handler: Handler = _raise

    @cached_property
    def _pipeline(self) -> Pipeline:
        return self._given or Pipeline()

    def __call__(self, doc: Doc) -> Doc:
        """Mark one. Raises the SaysoError of a text that could not be read."""
        rows = [row for row in self._rows(doc) if row["confidence"] >= self.confidence]
        doc.user_data[KEY] = json.dumps(rows)
        every: list[Span] = []
        for role in ROLES:
            found = [span for row in rows for span in _spans(doc, row, role)]
            doc.spans[role] = found
            every += found
        doc.spans[KEY] = sorted(every, key=lambda span: (span.start, -span.end))
        return doc

    def _rows(self, doc: Doc) -> Iterator[dict[str, Any]]:
        try:
            report = self._pipeline.report(doc.text, "doc", any_language=True)
        except NoProse:  # a doc without words says nothing
            return
        (reading,) = self._pipeline.read_reports([report])
        if isinstance(reading, SaysoError):
            raise reading
        for row in attribution_rows(reading):
            yield {name: value for name, value in row.items() if name not in _OF_THE_REPORT}

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Mark many, one by one whatever ``batch_size`` is; the error handler gets what fails."""
        handle = self._handler
        for doc in stream:
            try:
                yield self(doc)
            except SaysoError as error:
                handle(self.name, self, [doc], error)

    def set_error_handler(self, handler: Handler) -> None:
        """Called by spaCy's ``nlp.set_error_handler``."""
        self._handler = handler

    def get_error_handler(self) -> Handler:
        """What becomes of a doc that fails."""
        return self._handler

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Its settings; the model is the one that comes with Sayso."""
        return json.dumps({"confidence": self.confidence}).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Component:
        """Take settings over."""
        self.confidence = json.loads(data)["confidence"]
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Its settings, in a folder of its own."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / _SETTINGS).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Component:
        """Take settings over."""
        return self.from_bytes((Path(path) / _SETTINGS).read_bytes())


# What a row of JSON says of its report, which a Doc is not one of.
_OF_THE_REPORT = frozenset(("report", "outlet", "title", "published", "url", "where"))


@Language.factory(
    "sayso",
    default_config={"confidence": 0.0},
    assigns=["doc._.attributions", "doc.spans"],
)
def make_component(nlp: Language, name: str, confidence: float) -> Component:
    """What ``nlp.add_pipe("sayso")`` adds; ``confidence`` is the least of what is marked.

    Raises NotEnglish in a pipeline for another language.
    """
    if nlp.lang not in _LANGUAGES:
        told = f"it is a pipeline for another language ({nlp.lang})"
        raise NotEnglish("nlp", told, 'Sayso reads English; use one for it, as spacy.blank("en")')
    return Component(name, confidence)


def _spans(doc: Doc, row: dict[str, Any], role: str) -> Iterator[Span]:
    for at in row[role]:
        span = doc.char_span(at["start"], at["end"], label=role, alignment_mode="expand")
        if span is not None:
            yield span


def _attributions(doc: Doc) -> tuple[DocAttribution, ...]:
    rows = json.loads(doc.user_data.get(KEY, "[]"))
    return tuple(_attribution(doc, row) for row in rows)


def _attribution(doc: Doc, row: dict[str, Any]) -> DocAttribution:
    source, cue, content = (tuple(_spans(doc, row, role)) for role in ROLES)
    return DocAttribution(
        source,
        cue,
        content,
        row["quote_type"],
        row["confidence"],
        row["manner"] and row["manner"]["kind"],
        row["certainty"] and row["certainty"]["kind"],
        row["actor"] and row["actor"]["name"],
        row,
    )


def _raise(name: str, component: Component, docs: list[Doc], error: Exception) -> None:
    raise error


# Worked out of doc.user_data, which is kept with the Doc on disk and between processes, where
# spans are not.
if not Doc.has_extension("attributions"):
    Doc.set_extension("attributions", getter=_attributions)
