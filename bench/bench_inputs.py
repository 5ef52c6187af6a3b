"""What reading costs: a web page, and an archive of any size in constant memory.

    python -m bench.bench_inputs [--size MB] [--pages N]

The pages are the samples that come with Sayso, made different by a number in each paragraph. The
archive is written to a temporary folder, read by a process of its own, and removed.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from sayso.intake import Limits, read_reports
from sayso.intake.html import read_html
from sayso.records import Report
from sayso.samples import sample_paths

MEMORY = 300  # MB that reading an archive may take
Outcome = tuple[float, float, float, dict[str, int]]


def pages() -> list[bytes]:
    return [path.read_bytes() for path in sample_paths() if path.suffix == ".html"]


def different(page: bytes, number: int) -> bytes:
    return page.replace(b"<p>", f"<p>No. {number}. ".encode())


def write_archive(path: Path, size: int) -> int:
    """Write responses until the file has ``size`` MB; how many there are."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    kind = [("Content-Type", "text/html; charset=utf-8")]
    number, originals = 0, pages()
    # Real pages carry more than their article: 40 kB that gzip halves stand for that.
    noise = random.Random(1)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        while file.tell() < size * 1_000_000:
            page = different(originals[number % len(originals)], number)
            page += f"<!-- {noise.randbytes(20_000).hex()} -->".encode()
            record = writer.create_warc_record(
                f"https://bench.example/{number}",
                "response",
                payload=io.BytesIO(page),
                http_headers=StatusAndHeaders("200 OK", kind, "HTTP/1.1"),
            )
            writer.write_record(record)
            number += 1
    return number


def count(path: str, answer: multiprocessing.Queue[Outcome]) -> None:
    """Read an archive and tell the seconds, memory before and after, and what was found."""
    first = next(read_reports(str(sample_paths()[0])))  # libraries and language tables loaded
    assert isinstance(first, Report)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    begun = time.process_time()
    counts: Counter[str] = Counter()
    for found in read_reports(path):
        counts[type(found).__name__] += 1
    seconds = time.process_time() - begun
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    answer.put((seconds, before, after, dict(counts)))


def bench_archive(size: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.warc.gz")
        written = write_archive(path, size)
        fresh = multiprocessing.get_context("spawn")  # a fork would begin with this one's memory
        answer: multiprocessing.Queue[Outcome] = fresh.Queue()
        process = fresh.Process(target=count, args=(str(path), answer))
        process.start()
        seconds, before, after, counts = answer.get()
        process.join()
        real = path.stat().st_size / 1e6
    print(f"archive of {real:.0f} MB with {written:,} pages: {seconds:.1f} s CPU", end=", ")
    print(f"{real / seconds:.1f} MB/s, {1000 * seconds / written:.1f} ms a page; {counts}")
    print(f"memory: {before:.0f} MB with the libraries loaded, {after:.0f} MB at most", end="; ")
    print(f"limit {MEMORY} MB: {'kept' if after < MEMORY else 'BROKEN'}")
    return after < MEMORY and counts == {"Report": written}


def bench_pages(number: int) -> None:
    originals, limits = pages(), Limits()
    batch = [different(originals[n % len(originals)], n) for n in range(number)]
    for page in originals:
        read_html(page, "warm", limits)
    spent = []
    for page in batch:
        begun = time.process_time()
        read_html(page, "page", limits)
        spent.append(1000 * (time.process_time() - begun))
    spent.sort()
    kilobytes = sum(map(len, batch)) / len(batch) / 1000
    print(f"{number} pages of {kilobytes:.0f} kB: median {spent[number // 2]:.1f} ms CPU", end=", ")
    print(f"95 in 100 under {spent[number * 95 // 100]:.1f} ms")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100, help="MB of the archive (packed)")
    parser.add_argument("--pages", type=int, default=200, help="pages to time")
    args = parser.parse_args()
    bench_pages(args.pages)
    return 0 if bench_archive(args.size) else 1


if __name__ == "__main__":
    sys.exit(main())
