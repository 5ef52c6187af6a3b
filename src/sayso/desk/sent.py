"""What a form of ``/add`` brought: files, addresses, a text. No path in it reaches the disk."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from starlette.datastructures import FormData, UploadFile

from sayso.desk.addresses import outside
from sayso.desk.wording import count, plain
from sayso.errors import Forbidden, SaysoError, TooLarge
from sayso.pipeline import Pipeline
from sayso.records import Report

FILE_BYTES = 50_000_000  # of one file
ADDRESSES = 100  # that are fetched at once, a second apart where they are of one server
PASTED = "a text that was pasted"
FIELDS = ("title", "outlet", "authors", "published", "url")  # of a text, besides itself


@dataclass(frozen=True, slots=True)
class Upload:
    """A file. ``name`` is only shown, and tells the format by its ending."""

    name: str
    stream: BinaryIO
    size: int


@dataclass(frozen=True, slots=True)
class Sent:
    """All of one form. ``text`` is a text with what the person told of it, as one row of JSON."""

    uploads: tuple[Upload, ...]
    addresses: tuple[str, ...]
    text: bytes | None

    @property
    def named(self) -> str:
        """As in "2 files, 1 address"."""
        parts = (
            (len(self.uploads), "file", "files"),
            (len(self.addresses), "address", "addresses"),
            (int(self.text is not None), "text", "texts"),
        )
        return ", ".join(count(many, one, more) for many, one, more in parts if many)

    def items(self, pipeline: Pipeline) -> Iterator[Report | SaysoError]:
        """Its reports, read when they are asked for; addresses are fetched then."""
        for upload in self.uploads:
            if upload.size > FILE_BYTES:
                told = f"it has more than {FILE_BYTES / 1e6:g} MB"
                yield TooLarge(upload.name, told, "split it, or add it with sayso add")
            else:
                yield from pipeline.reports_in(upload.stream, upload.name)
        if self.text is not None:
            for item in pipeline.reports_in(io.BytesIO(self.text), PASTED):
                # It is one row of a table only here: "#1" would tell nobody anything.
                if isinstance(item, Report):
                    yield replace(item, where=PASTED)
                else:
                    yield type(item)(PASTED, item.what, item.mend)
        for address in self.addresses[:ADDRESSES]:
            # Never as a source of the command line: that could be a file of this machine.
            if (safe := outside(address)) is None:
                told = "only http(s) addresses are fetched"
                yield Forbidden(plain(address), told, "give one that begins with https://")
            else:
                yield from pipeline.reports([safe])
        if len(self.addresses) > ADDRESSES:
            told = f"there are {len(self.addresses):,}, and {ADDRESSES} are fetched at once"
            yield TooLarge("addresses", told, "send the others by themselves")


def sent_in(form: FormData) -> Sent | None:
    """What a form brought; None where it brought nothing."""
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    uploads = tuple(Upload(_shown(f.filename or ""), f.file, f.size or 0) for f in files)
    found = Sent(uploads, tuple(dict.fromkeys(_text(form, "addresses").split())), _row(form))
    return found if found.named else None


def _row(form: FormData) -> bytes | None:
    text = _text(form, "text")
    if not text.strip():
        return None
    told = {name: value for name in FIELDS if (value := _text(form, name).strip())}
    return json.dumps({"text": text, **told}).encode()


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _shown(name: str) -> str:
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return plain(last)[-200:] or "a file without a name"
