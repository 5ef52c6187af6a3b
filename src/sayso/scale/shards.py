"""What is read as one by one worker: a file, a block of a large table, or some pages.

Shards and what is in them come in the order in which ``sayso add`` would read the same inputs.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import IO, Any, BinaryIO

from sayso.errors import NotFound, SaysoError
from sayso.records import identify
from sayso.scale.storage import Found, Storage, find_files, whole_address

#: Bytes of a table that are one shard: some thousand reports.
BLOCK = 16 << 20
_PAGES = 256  # of one shard, and their bytes
_ROOM = 8 << 20
_CHUNK = 1 << 20
_LINES, _ROWS = "lines", "rows"
_TABLES = {".jsonl": _LINES, ".ndjson": _LINES, ".parquet": _ROWS}
_ALONE = (".warc", ".gz", ".csv", ".tsv", *_TABLES)


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, called ``where``, or of a table the part from ``start`` to ``end``.

    Of lines these are bytes, of Parquet row groups; ``first`` lines or rows come before it.
    """

    where: str
    address: str
    size: int
    stamp: str
    start: int = 0
    end: int | None = None
    first: int = 0


@dataclass(frozen=True, slots=True)
class Shard:
    """Pieces that one worker reads, called ``id``: its number, and a hash of what is in it."""

    id: str
    pieces: tuple[Piece, ...]

    def as_row(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"id": self.id, "pieces": [asdict(piece) for piece in self.pieces]}

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> Shard:
        """What ``as_row`` gave."""
        return cls(row["id"], tuple(Piece(**piece) for piece in row["pieces"]))


def plan(
    inputs: Iterable[str], known: Iterable[Shard], reads: Callable[[str], bool]
) -> list[Shard]:
    """The ``known`` shards, and then those of inputs that are in none of them.

    ``reads`` tells of a file in a folder, by its name, whether it is one to read. A file that was
    written anew since is another. Raises NotFound, NotInstalled.
    """
    shards = list(known)
    seen = {(one.address, one.size, one.stamp) for shard in shards for one in shard.pieces}
    fresh: list[Found] = []
    for given in inputs:
        found = find_files(given)
        if not (len(found) == 1 and found[0].address == given):
            found = [one for one in found if reads(one.address)]
            if not found:
                told = "no file in it is one that Sayso reads"
                raise NotFound(given, told, "give a folder with reports in it")
        fresh += [
            one for one in found if (whole_address(one.address), one.size, one.stamp) not in seen
        ]
    for pieces in _grouped(fresh):
        shards.append(_shard(len(shards), pieces))
    return shards


def _shard(number: int, pieces: tuple[Piece, ...]) -> Shard:
    told = (f"{one.address} {one.size} {one.stamp} {one.start}" for one in pieces)
    return Shard(f"{number:06d}-{identify('shard', *told)[:8]}", pieces)


def _grouped(files: Iterable[Found]) -> Iterator[tuple[Piece, ...]]:
    """Tables and archives each by themselves, in blocks; pages by the hundred."""
    pages: list[Piece] = []
    for one in files:
        alone = one.address.lower().endswith(_ALONE)
        if pages and (alone or len(pages) >= _PAGES or sum(p.size for p in pages) >= _ROOM):
            yield tuple(pages)
            pages = []
        if alone:
            yield from ((block,) for block in _blocks(one))
        else:
            pages.append(_piece(one))
    if pages:
        yield tuple(pages)


def _piece(one: Found, start: int = 0, end: int | None = None, first: int = 0) -> Piece:
    address = whole_address(one.address)
    return Piece(one.address, address, one.size, one.stamp, start, end, first)


def _blocks(one: Found) -> Iterator[Piece]:
    form = next((form for end, form in _TABLES.items() if one.address.lower().endswith(end)), None)
    if form is None or one.size <= BLOCK:
        yield _piece(one)
        return
    with Storage(whole_address(one.address)).open("") as stream:
        yield from _blocks_of_lines(one, stream) if form == _LINES else _blocks_of_rows(one, stream)


def _blocks_of_lines(one: Found, stream: IO[bytes]) -> Iterator[Piece]:
    """Cut behind the first line that ends past each so many bytes; all of the file is read once."""
    start = at = lines = first = 0
    while chunk := stream.read(_CHUNK):
        cut = -1
        if at + len(chunk) - start > BLOCK:
            cut = chunk.find(b"\n", max(BLOCK - (at - start), 0))
        if cut >= 0:
            lines += chunk.count(b"\n", 0, cut + 1)
            yield _piece(one, start, at + cut + 1, first)
            start, first = at + cut + 1, lines
            lines += chunk.count(b"\n", cut + 1)
        else:
            lines += chunk.count(b"\n")
        at += len(chunk)
    if at > start:
        yield _piece(one, start, at, first)


def _blocks_of_rows(one: Found, stream: IO[bytes]) -> Iterator[Piece]:
    """Row groups together until they have so many bytes; a table that is broken is one block."""
    import pyarrow
    import pyarrow.parquet as parquet

    try:
        about = parquet.ParquetFile(stream).metadata
    except (pyarrow.ArrowException, OSError):
        yield _piece(one)
        return
    start = first = rows = size = 0
    for group in range(about.num_row_groups):
        told = about.row_group(group)
        rows, size = rows + told.num_rows, size + told.total_byte_size
        if size >= BLOCK or group + 1 == about.num_row_groups:
            yield _piece(one, start, group + 1, first)
            start, first, size = group + 1, rows, 0


def open_piece(piece: Piece) -> IO[bytes]:
    """The bytes of a piece, of Parquet a table of its row groups. Raises NotFound."""
    stream = Storage(piece.address).open("")
    if piece.end is None:
        return stream
    with stream:
        if piece.address.lower().endswith(".parquet"):
            return _row_groups(stream, piece.start, piece.end)
        stream.seek(piece.start)
        return io.BytesIO(stream.read(piece.end - piece.start))


def _row_groups(stream: IO[bytes], start: int, end: int) -> BinaryIO:
    import pyarrow.parquet as parquet

    made = io.BytesIO()
    table = parquet.ParquetFile(stream).read_row_groups(list(range(start, end)))
    parquet.write_table(table, made)
    made.seek(0)
    return made


def moved(error: SaysoError, where: str) -> SaysoError:
    """The same error at another place."""
    return type(error)(where, error.what, error.mend)
