"""Where reports come from: a file, a folder or standard input, opened as bytes."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from sayso.errors import NotFound, ReadError
from sayso.intake.formats import SUFFIXES, Opened, format_of_name

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_address(source: str) -> bool:
    """Whether it is to be fetched."""
    return source.lower().startswith(("http://", "https://"))


def open_source(source: str) -> Iterator[Opened | ReadError]:
    """Every file of a source, opened when its turn comes, or why it cannot be."""
    try:
        if source == "-":
            yield Opened("standard input", nullcontext(sys.stdin.buffer))
        elif _SCHEME.match(source):
            yield NotFound(source, "only http(s) addresses are read", "get the file and give that")
        elif Path(source).is_dir():
            yield from _open_folder(Path(source))
        else:
            yield _open_file(Path(source))
    except ReadError as error:
        yield error
    except OSError as error:  # looking whether it is a folder failed already
        yield _unopened(source, error)
    except ValueError:  # a NUL in a path
        yield NotFound(repr(source), "that is no path", "give a file, a folder, - or an address")


def _open_file(path: Path) -> Opened:
    where = str(path)
    try:
        stream = path.open("rb")
    except OSError as error:
        raise _unopened(where, error) from None
    return Opened(where, stream, format_of_name(path.name))


def _unopened(where: str, error: OSError) -> NotFound:
    if isinstance(error, FileNotFoundError):
        return NotFound(where, "there is no such file", "check the path")
    if isinstance(error, PermissionError):
        return NotFound(where, "it may not be read", "check its permissions")
    return NotFound(where, f"it cannot be opened ({error.strerror})", "check the path")


def _open_folder(folder: Path) -> Iterator[Opened | ReadError]:
    """Files of the known suffixes, in the order of their paths; hidden ones are passed over."""
    unreadable: list[OSError] = []
    found = False
    for here, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if name.startswith(".") or format_of_name(name) is None:
                continue
            found = True
            try:
                if not path.is_fifo():  # opening one would wait for a writer
                    yield _open_file(path)
            except ReadError as error:
                yield error
            except OSError as error:
                yield _unopened(str(path), error)
    for failure in unreadable:
        found = True
        yield NotFound(str(failure.filename), "the folder may not be read", "check its permissions")
    if not found:
        told = f"no file in it ends in {', '.join(SUFFIXES)}"
        yield NotFound(str(folder), told, "give a folder with reports in it")
