"""The file of those who may log in: ``name:hash``, one a line, the hashes of argon2."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sayso.errors import DeskError

SHORTEST = 8  # characters of a password
_LONGEST = 1000  # of one that is tried: hashing takes as long as it is long
# One hash takes 64 MiB: a crowd of logins must not take the machine's memory.
_TWO_AT_ONCE = threading.Semaphore(2)


def read_passwords(path: Path) -> Mapping[str, str]:
    """Hashes by name. Raises DeskError where there is no such file, or no name in it."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise DeskError(str(path), "there is no such file", _make(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        told = getattr(error, "strerror", None) or "it is not UTF-8"
        raise DeskError(str(path), f"it cannot be read ({told})", "check the file") from None
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, hashed = line.strip().partition(":")
        if not name or not hashed.startswith("$argon2"):
            raise DeskError(f"{path}#{number}", "it is not name:hash", _make(path))
        found[name] = hashed
    if not found:
        raise DeskError(str(path), "nobody is in it", _make(path))
    return found


def write_password(path: Path, name: str, password: str) -> None:
    """Put somebody into the file, or give them another password. Raises DeskError."""
    if not is_name(name):
        told = "a name has at most 80 characters, no colon, and no # in front"
        raise DeskError(repr(name), "that is no name", told)
    if len(password) < SHORTEST:
        told = f"a password has at least {SHORTEST} characters"
        raise DeskError(str(path), "the password is too short", told)
    held = dict(read_passwords(path)) if path.exists() and path.stat().st_size else {}
    held[name] = hasher().hash(password)
    _replace(path, "".join(f"{one}:{hashed}\n" for one, hashed in held.items()))


def is_password(held: Mapping[str, str], name: str, password: str) -> bool:
    """Whether it is; it takes as long for a name that is not there."""
    hashed = held.get(name) or _nobodys()
    if len(password) > _LONGEST:
        return False
    try:
        with _TWO_AT_ONCE:
            hasher().verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False
    return name in held


def is_name(name: str) -> bool:
    """Whether somebody can be called so in the file."""
    return bool(name.strip() == name and name.isprintable() and 0 < len(name) <= 80) and not (
        ":" in name or name.startswith("#")
    )


@cache
def hasher() -> PasswordHasher:
    """With the library's settings, which are those of RFC 9106."""
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return hasher().hash("nobody has this one")


def _replace(path: Path, text: str) -> None:
    """Write the file whole or not at all; only its owner may read it."""
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(beside).replace(path)
    except OSError as error:
        raise DeskError(str(path), f"it cannot be written ({error.strerror})", _FOLDER) from None


_FOLDER = "check the folder and its permissions"


def _make(path: Path) -> str:
    return f"sayso password {path} NAME makes it"
