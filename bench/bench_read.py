"""Speed and memory of ``sayso read``, as ratios measured in one run: ``make bench``.

The whole of reading against the bare encoder on the same windows, and against a network of
BERT-base's shape in float32 on the same windows, all on one thread; peak memory; start times.
Absolute numbers are this machine's; the ratios are what to compare.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sayso import Pipeline, Reading, Report
from sayso.export.jsonl import attribution_rows
from sayso.intake import read_reports
from sayso.model.encoder import inputs
from sayso.model.tokens import Ints, tokenise
from sayso.model.windows import windows

REPORTS = 200
SAMPLE = 10  # reports that BERT-base reads: 200 would take it a quarter of an hour
ROUNDS = 3  # of which the fastest counts: what else the machine does only ever adds
SAYSO = [sys.executable, "-c", "import sys; from sayso.cli import main; sys.exit(main())"]
Batch = tuple[Ints, Ints, Ints]
Result = dict[str, float]


def main() -> int:
    """Run each part in a process of its own and print one table."""
    parser = argparse.ArgumentParser(description="speed and memory of sayso read, as ratios")
    parser.add_argument("--corpora", type=Path, default=os.environ.get("SAYSO_CORPORA"))
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--sample", type=int, default=SAMPLE)
    parser.add_argument("--part", choices=sorted(PARTS), help=argparse.SUPPRESS)
    parser.add_argument("--source", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.part:
        print(json.dumps(PARTS[args.part](args.source)))
        return 0
    reports = Path(args.corpora or ".") / "reports" / "mixed_1000.jsonl"
    if not reports.exists():
        print(f"{reports}: nothing there; say where the corpora lie: --corpora", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        many, few = Path(folder) / "many.jsonl", Path(folder) / "few.jsonl"
        lines = reports.read_text(encoding="utf-8").splitlines(keepends=True)
        many.write_text("".join(lines[: args.reports]), encoding="utf-8")
        few.write_text("".join(lines[: args.sample]), encoding="utf-8")
        whole, base = _in_process("encoder", many), _in_process("bert", few)
    print(format_results(whole, base, measure_start()))
    return 0


def _in_process(part: str, source: Path) -> Result:
    """One part in a fresh process, so that its memory is its own."""
    command = [sys.executable, "-m", "bench.bench_read", "--part", part, "--source", str(source)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: Result = json.loads(done.stdout)
    return result


def fastest(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Seconds of each, the least of several rounds in which they take turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, found in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            found.append(time.perf_counter() - start)
    return [min(found) for found in times]


def read_all(pipeline: Pipeline, source: Path) -> int:
    """What ``sayso read --json`` does with a file; the words that were read."""
    words = 0
    for reading in pipeline.read([str(source)]):
        if isinstance(reading, Reading):
            words += len(reading.report.text.split())
            for row in attribution_rows(reading):
                json.dumps(row, ensure_ascii=False)
    return words


def own_windows(source: Path) -> list[Batch]:
    """The windows of the reports' texts, one at a time, as the pipeline encodes them.

    The windows of contents that it reads a second time, for attributions inside attributions,
    are left out: they are part of what the whole costs.
    """
    reports = [found for found in read_reports(str(source)) if isinstance(found, Report)]
    texts = [tokenise(report.text) for report in reports]
    return [inputs(text, window) for text in texts for window in windows(text)]


def measure_encoder(source: Path) -> Result:
    """The whole of reading against the bare encoder on the same batches."""
    pipeline = Pipeline()
    words = read_all(pipeline, source)  # also warms up
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kB on Linux
    found = own_windows(source)

    def encode() -> None:
        for batch in found:
            pipeline.model.encoder.run(*batch)

    whole, bare = fastest(lambda: read_all(pipeline, source), encode)
    return {"words": words, "whole": whole, "bare": bare, "peak": peak}


def measure_bert(source: Path) -> Result:
    """The whole of reading against BERT-base's shape on the same batches."""
    import onnxruntime

    from bench.bert_base import build

    pipeline = Pipeline()
    words = read_all(pipeline, source)
    found = [(ids, mask) for ids, _, mask in own_windows(source)]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bert_base.onnx"
        build(path)
        session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )

    def encode() -> None:
        for ids, mask in found:
            session.run(None, {"input_ids": ids, "attention_mask": mask})

    ids, mask = found[-1]
    session.run(None, {"input_ids": ids, "attention_mask": mask})  # warms up
    whole, base = fastest(lambda: read_all(pipeline, source), encode)
    return {"words": words, "whole": whole, "base": base}


def measure_start() -> Result:
    """Seconds from a cold process to its end."""
    from sayso.samples import sample_paths

    page = next(path for path in sample_paths() if path.suffix == ".html")
    commands = {
        "python": [sys.executable, "-c", "pass"],
        "help": [*SAYSO, "--help"],
        "page": [*SAYSO, "read", str(page)],
    }
    works = [
        lambda c=command: subprocess.run(c, check=True, capture_output=True)
        for command in commands.values()
    ]
    return dict(zip(commands, fastest(*works, rounds=5), strict=True))


PARTS: dict[str, Callable[[Path], Result]] = {"encoder": measure_encoder, "bert": measure_bert}


def format_results(whole: Result, base: Result, start: Result) -> str:
    """The table, with what each ratio should be."""
    rows = [
        ("", "words/s", "ratio", "aim"),
        ("whole sayso read", _speed(whole, "whole"), "", ""),
        ("bare encoder, same windows", _speed(whole, "bare"), "", ""),
        (
            "  time of the whole over the bare",
            "",
            f"{whole['whole'] / whole['bare']:.2f}",
            "<= 1.3",
        ),
        (f"whole sayso read, sample of {base['words']:.0f} words", _speed(base, "whole"), "", ""),
        ("BERT-base's shape, float32, same sample", _speed(base, "base"), "", ""),
        ("  time of BERT-base over the whole", "", f"{base['base'] / base['whole']:.1f}", ">= 8"),
        ("", "seconds", "ratio", ""),
        ("python -c pass", f"{start['python']:.2f}", "1.0", ""),
        ("sayso --help", f"{start['help']:.2f}", f"{start['help'] / start['python']:.1f}", ""),
        ("sayso read PAGE", f"{start['page']:.2f}", f"{start['page'] / start['python']:.1f}", ""),
        ("", "MB", "", "aim"),
        (f"peak memory over {whole['words']:.0f} words", f"{whole['peak']:.0f}", "", "< 700"),
    ]
    lines = [f"{a:<46}{b:>10}{c:>8}{d:>8}".rstrip() for a, b, c, d in rows]
    return "\n".join(["One thread each; the fastest of several rounds.", *lines])


def _speed(result: Result, part: str) -> str:
    return f"{result['words'] / result[part]:,.0f}"


if __name__ == "__main__":
    sys.exit(main())
