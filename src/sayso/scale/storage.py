"""Files at any address that fsspec knows: a folder, ``s3://...``, ``memory://...``."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from sayso.errors import NotFound, NotInstalled, NotWritten

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A file: its address, its size in bytes, and what changes when it is written anew."""

    address: str
    size: int
    stamp: str


@dataclass(frozen=True)
class Storage:
    """What lies under an address. A worker on another machine makes it again from the address."""

    address: str

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        return _open(self.address)

    @cached_property
    def _local(self) -> bool:
        return "file" in self._protocols

    @cached_property
    def _protocols(self) -> tuple[str, ...]:
        told = self._opened[0].protocol
        return (told,) if isinstance(told, str) else tuple(told)

    def path(self, name: str) -> str:
        """Where a file is, as the file system says it."""
        root: str = self._opened[1]
        return f"{root.rstrip('/')}/{name}" if name else root

    def has(self, name: str) -> bool:
        """Whether there is such a file or folder."""
        return bool(self._asked("exists", self.path(name)))

    def read(self, name: str) -> bytes:
        """All of a file. Raises NotFound."""
        return bytes(self._asked("cat_file", self.path(name)))

    def open(self, name: str) -> IO[bytes]:
        """A file from which pieces are read. Raises NotFound."""
        stream: IO[bytes] = self._asked("open", self.path(name), "rb")
        return stream

    def write(self, name: str, data: bytes) -> None:
        """Put a file there, whole or not at all. Raises NotWritten.

        A store of objects shows none before all of it has come; a folder gets a file of another
        name, which is then renamed.
        """
        files, path = self._opened[0], self.path(name)
        try:
            if self._local:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
                made = Path(path).with_name(f".{Path(path).name}.{uuid4().hex}")
                made.write_bytes(data)
                made.replace(path)
            else:
                files.pipe_file(path, data)
        except (OSError, ValueError) as error:
            mend = "name an output that may be written, with room"
            raise NotWritten(self.address, f"{name} was not written: {error}", mend) from None

    def delete(self, name: str) -> None:
        """Take out a file or a folder, if it is there: a worker of a dead job may be faster."""
        with suppress(NotFound):
            self._asked("rm", self.path(name), recursive=True)

    def move(self, folder: str, to: str) -> None:
        """Call a folder otherwise: at once in a folder of this machine, else file by file."""
        if self._local:
            Path(self.path(to)).parent.mkdir(parents=True, exist_ok=True)
            Path(self.path(folder)).replace(self.path(to))
        else:
            self._asked("mv", self.path(folder), self.path(to), recursive=True)

    def names(self, folder: str) -> list[str]:
        """Names of the files and folders in a folder, sorted; none where it is not there."""
        path = self.path(folder)
        if not self.has(folder):
            return []
        listed: list[str] = self._asked("ls", path, detail=False, refresh=True)
        found = {os.path.basename(one.rstrip("/")) for one in listed}  # noqa: PTH119
        return sorted(name for name in found if name and not name.startswith("."))

    def _asked(self, what: str, *args: Any, **how: Any) -> Any:
        try:
            if what == "ls" and self._local:
                how.pop("refresh")
            return getattr(self._opened[0], what)(*args, **how)
        except FileNotFoundError:
            raise NotFound(args[0], "there is no such file", "check the path") from None
        except OSError as error:
            told = f"it cannot be reached ({error.strerror or error})"
            raise NotFound(args[0], told, "check the address and your rights to it") from None


def whole_address(address: str) -> str:
    """The address as another process finds it: a relative path from the root on."""
    return address if _SCHEME.match(address) else str(Path(address).absolute())


def find_files(address: str) -> list[Found]:
    """The file of an address, or those in a folder, in the order in which folders are read.

    That is a folder's own files by name, then each folder in it; hidden ones are passed over.
    Raises NotFound, NotInstalled.
    """
    files, root = _open(whole_address(address))
    prefix = address if _SCHEME.match(address) else None
    try:
        if not files.isdir(root):
            return [_found(address, files.info(root))]
        return list(_under(files, root, address.rstrip("/") if prefix else address))
    except FileNotFoundError:
        raise NotFound(address, "there is no such file", "check the path") from None
    except OSError as error:
        told = f"it cannot be reached ({error.strerror or error})"
        raise NotFound(address, told, "check the address and your rights to it") from None


def _under(files: Any, root: str, address: str) -> list[Found]:
    listed = sorted(files.ls(root, detail=True), key=lambda one: str(one["name"]))
    here, below = [], []
    for one in listed:
        name = str(one["name"]).rstrip("/").rpartition("/")[2]
        if name.startswith(".") or str(one["name"]).rstrip("/") == root.rstrip("/"):
            continue
        path = os.path.join(address, name)  # noqa: PTH118 (an address, too)
        if one["type"] == "directory":
            below += _under(files, str(one["name"]), path)
        else:
            here.append(_found(path, one))
    return here + below


def _found(address: str, info: dict[str, Any]) -> Found:
    told = info.get("ETag") or info.get("mtime") or info.get("LastModified") or ""
    return Found(address, int(info.get("size") or 0), str(told))


def _open(address: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError:
        told, mend = "it takes the package fsspec", "pip install 'sayso[ray]'"
        raise NotInstalled(address, told, mend) from None
    try:
        files, root = fsspec.core.url_to_fs(address)
    except ImportError as error:  # fsspec knows the protocol, and says which package it is in
        raise NotInstalled(address, str(error).rstrip("."), "pip install that package") from None
    except ValueError as error:
        mend = "give a path, or an address such as s3://bucket/folder"
        raise NotFound(address, str(error), mend) from None
    return files, str(root)
