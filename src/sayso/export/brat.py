"""brat standoff with PolNeAR's labels, both ways.

T lines carry spans, an E line joins those of one attribution; its trigger, which lies on the
cue, is ``Attribution``, or ``Attribution-no-source`` where nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, count

from sayso.errors import CorpusError
from sayso.records import Reading, Report, Span

Spans = tuple[Span, ...]

_MEND = "mend or remove that line; brat's standoff format says what it should be"
LINE = re.compile(r"([TE]\d+)(?:\s|$)")
_OFFSETS = re.compile(r"\S+ (\d+ \d+(?:;\d+ \d+)*)")
_ARGUMENT = re.compile(r"([^\s:]+?)\d*:(T\d+)")


@dataclass(frozen=True, slots=True)
class Annotation:
    """An attribution as brat keeps it: of each role none, one or several, each of some spans."""

    source: tuple[Spans, ...]
    cue: tuple[Spans, ...]
    content: tuple[Spans, ...]


def format_brat(reading: Reading) -> str:
    """The ``.ann`` file of a reading; offsets are characters of the report's text.

    As in brat, a span that runs over line ends is written as one span a line.
    """
    annotations = (
        Annotation(*((spans,) if spans else () for spans in (it.source, it.cue, it.content)))
        for it in reading.attributions
    )
    return format_annotations(annotations, reading.report.text)


def format_annotations(annotations: Iterable[Annotation], text: str) -> str:
    """The ``.ann`` file of annotations on ``text``; spans that several share are written once."""
    lines: list[str] = []
    names: dict[tuple[str, Spans], str] = {}

    def name(label: str, spans: Spans) -> str:
        if (label, spans) not in names:
            names[label, spans] = f"T{len(names) + 1}"
            offsets = ";".join(f"{span.start} {span.end}" for span in spans)
            words = " ".join(span.of(text) for span in spans)
            lines.append(f"{names[label, spans]}\t{label} {offsets}\t{words}")
        return names[label, spans]

    events = 0
    for annotation in annotations:
        source = on_lines(annotation.source, text)
        cue = on_lines(annotation.cue, text)
        content = on_lines(annotation.content, text)
        if not (source or cue or content):
            continue
        events += 1
        sources = _arguments("Source", [name("Source", spans) for spans in source])
        cues = _arguments("Cue", [name("Cue", spans) for spans in cue])
        contents = _arguments("Content", [name("Content", spans) for spans in content])
        label = "Attribution" if source else "Attribution-no-source"
        trigger = f"{label}:{name(label, (cue or content or source)[0])}"
        lines.append(f"E{events}\t" + " ".join([trigger, *contents, *cues, *sources]))
    return "".join(f"{line}\n" for line in lines)


def on_lines(parts: Iterable[Spans], text: str) -> list[Spans]:
    """The same spans with line ends left out, as brat cuts them."""
    cut = (
        tuple(
            Span(span.start + piece.start(), span.start + piece.end())
            for span in spans
            for piece in re.finditer(r"[^\n]+", span.of(text))
        )
        for spans in parts
    )
    return [spans for spans in cut if spans]


def _arguments(role: str, names: list[str]) -> list[str]:
    """``Content:T3 Content2:T7``: brat numbers a role from its second filler on."""
    return [f"{role}{i if i > 1 else ''}:{name}" for i, name in enumerate(names, 1)]


def file_name(report: Report, taken: Collection[str] = ()) -> str:
    """Name of a report's two files, without ending: from where it was read, unlike ``taken``."""
    path, _, line = report.where.partition("#")
    last = re.sub(r"\.[A-Za-z]{1,5}$", "", path.rstrip("/").rpartition("/")[2])
    name = re.sub(r"[^\w.-]+", "-", f"{last}-{line}" if line else last).strip("-.")[:100]
    if not name or name in taken:
        name = f"{name}-{report.id}".lstrip("-")
    more = (f"{name}-{i}" for i in count(2))
    return next(n for n in chain((name,), more) if n not in taken)


def parse_brat(ann: str, *, where: str = "annotations") -> tuple[Annotation, ...]:
    """Attributions of an ``.ann`` file, in its order; each role's spans in the file's order.

    Notes, attributes, other labels and attributions that join nothing are left out.

    Raises CorpusError naming ``where`` and the line when a T or E line is broken.
    """
    spans: dict[str, Spans] = {}
    events: list[tuple[str, str]] = []
    for number, line in enumerate(ann.split("\n"), 1):
        match = LINE.match(line)
        if match and line.startswith("T"):
            spans[match[1]] = parse_spans(line, f"{where}, line {number}")
        elif match:
            events.append((line, f"{where}, line {number}"))
    annotations = (parse_event(line, spans, place) for line, place in events)
    return tuple(it for it in annotations if it.source or it.cue or it.content)


def parse_spans(line: str, place: str) -> Spans:
    """The spans of a T line. Raises CorpusError naming ``place``."""
    columns = line.split("\t", 2)
    match = _OFFSETS.fullmatch(columns[1].strip()) if len(columns) > 1 else None
    if not match:
        raise CorpusError(place, "no label with offsets in it", _MEND)
    pairs = (pair.split(" ") for pair in match[1].split(";"))
    spans = tuple(Span(int(start), int(end)) for start, end in pairs)
    if any(span.start >= span.end for span in spans):
        raise CorpusError(place, "a span that ends before it begins", _MEND)
    return spans


def parse_event(line: str, spans: Mapping[str, Spans], place: str) -> Annotation:
    """What an E line joins, of ``spans`` by their names. Raises CorpusError naming ``place``."""
    roles: dict[str, list[Spans]] = {"Source": [], "Cue": [], "Content": []}
    arguments = line.partition("\t")[2].split()
    if not arguments:
        raise CorpusError(place, "an event without its trigger", _MEND)
    for argument in arguments:
        match = _ARGUMENT.fullmatch(argument)
        if not match or match[2] not in spans:
            raise CorpusError(place, f"{argument!r} names no span of the file", _MEND)
        if match[1] in roles:
            roles[match[1]].append(spans[match[2]])
    return Annotation(tuple(roles["Source"]), tuple(roles["Cue"]), tuple(roles["Content"]))
