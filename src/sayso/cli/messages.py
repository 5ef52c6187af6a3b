"""Messages and progress, on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Message = Callable[[str], None]
Count = Callable[[int], None]
EVERY = 5.0  # seconds between lines of progress where there is no terminal


def say(message: str) -> None:
    """One line on stderr."""
    print(f"sayso: {message}", file=sys.stderr, flush=True)


@contextmanager
def progress(total: int | None = None, *, lines: bool = False) -> Iterator[tuple[Message, Count]]:
    """How to say a message and how to count reports; a bar while stdout goes elsewhere.

    Where stdout is the terminal too, the reports themselves show how far the work is; with
    ``lines``, because there are none there, the bar is shown all the same, and without a terminal
    a line every few seconds. ``total`` is about how many there will be, if that is known.
    """
    if sys.stderr.isatty() and (lines or not sys.stdout.isatty()):
        with _bar(total) as shown:
            yield shown
    elif lines:
        yield say, _every_few_seconds(total)
    else:
        yield say, lambda reports: None


@contextmanager
def _bar(total: int | None) -> Iterator[tuple[Message, Count]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.completed} reports read"),
        BarColumn(),
        TextColumn("{task.fields[pace]}"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    started = time.monotonic()
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bar:
        task = bar.add_task("", total=total, pace="")

        def count(reports: int) -> None:
            pace = describe_pace(reports, total, time.monotonic() - started)
            bar.update(task, completed=reports, pace=pace)

        yield lambda message: console.print(f"sayso: {message}", soft_wrap=True), count


def _every_few_seconds(total: int | None) -> Count:
    started = said = time.monotonic()

    def count(reports: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said >= EVERY:
            said = now
            say(f"{reports} reports, {describe_pace(reports, total, now - started)}")

    return count


def describe_pace(done: int, total: int | None, seconds: float) -> str:
    """The rate, and the time that is left where the total is known."""
    if not done or seconds <= 0:
        return ""
    rate = done / seconds
    pace = f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.1f} a minute"
    if total is None or total <= done:
        return pace
    left = (total - done) / rate
    for size, unit in ((3600, "h"), (60, "min")):
        if left >= size:
            return f"{pace}, about {left / size:.0f} {unit} left"
    return f"{pace}, about {left:.0f} s left"
