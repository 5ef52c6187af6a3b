"""Messages and progress, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Message = Callable[[str], None]
Count = Callable[[int], None]


def say(message: str) -> None:
    """One line on stderr."""
    print(f"sayso: {message}", file=sys.stderr, flush=True)


@contextmanager
def progress() -> Iterator[tuple[Message, Count]]:
    """How to say a message and how to count reports; a bar while stdout goes elsewhere.

    Where stdout is the terminal too, the reports themselves show how far the work is.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield say, lambda reports: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.completed} reports read"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bar:
        task = bar.add_task("", total=None)
        yield (
            lambda message: console.print(f"sayso: {message}", soft_wrap=True),
            lambda reports: bar.update(task, completed=reports),
        )
