"""Inputs that nobody would write: samples with bytes turned, cut, doubled, nested and recoded.

The same seed gives the same input on any machine, so a finding is two numbers long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

LARGEST = 200_000  # bytes; what only size breaks has tests of its own, which time it
_NUMBER = re.compile(rb"\d+")
_EXTREMES = (
    b"0", b"-1", b"00", b"1e999", b"-1e999", b"NaN", b"2147483648", b"9223372036854775808",
    b"99999999999999999999999999", b"1" * 5000, b"0.0000000000000001", b"\xd9\xa1", b"0x10", b"",
)  # fmt: skip
_ODD = tuple(
    letter.encode("utf-8", "surrogatepass")
    for letter in (
        "\0", "\x1f", "\x7f", "\x85", "\xa0", "\xad", "\u0300", "\u0130", "\u0345", "\u200b",
        "\u200d", "\u202e", "\u2028", "\ufb01", "\ufeff", "\uffff", "\ud800", "\udfff",
        "\U0001f6f0",
        "\U000e0041", "ß", "Å", "e\u0301", "“", "”", "\u3000", "\r", "\r\n", "\t",
    )
)  # fmt: skip
_CODINGS = ("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-7", "shift_jis")

Change = Callable[[Random, bytes, Sequence[bytes], Sequence[bytes]], bytes]


def mutate(number: int, seed: int, samples: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """Input ``number`` of a run: a sample, changed one to eight times."""
    random = Random(f"{seed}/{number}")
    data = random.choice(samples)
    for _ in range(random.choice((1, 1, 2, 2, 3, 5, 8))):
        data = random.choice(_CHANGES)(random, data, samples, tokens)[:LARGEST]
    return data


def _cut(random: Random, data: bytes) -> tuple[int, int]:
    """A stretch, mostly a short one."""
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 2, 4, 16, 64, 512, 4096)))


def _turn(random: Random, data: bytes, *_: object) -> bytes:
    if not data:
        return bytes([random.randrange(256)])
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]


def _leave_out(random: Random, data: bytes, *_: object) -> bytes:
    start, end = _cut(random, data)
    return data[:start] + data[end:]


def _repeat(random: Random, data: bytes, *_: object) -> bytes:
    start, end = _cut(random, data)
    return data[:end] + data[start:end] * random.choice((1, 2, 9, 200)) + data[end:]


def _end_early(random: Random, data: bytes, *_: object) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _noise(random: Random, data: bytes, *_: object) -> bytes:
    start, end = _cut(random, data)
    return data[:start] + random.randbytes(end - start) + data[end:]


def _swap(random: Random, data: bytes, *_: object) -> bytes:
    (a, b), (c, d) = sorted((_cut(random, data), _cut(random, data)))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:] if b <= c else data


def _put(random: Random, data: bytes, samples: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(tokens or _ODD) + data[at:]


def _nest(random: Random, data: bytes, samples: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(tokens or _ODD) * random.choice((3, 40, 1000)) + data[at:]


def _odd(random: Random, data: bytes, *_: object) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(_ODD) * random.choice((1, 1, 3, 100)) + data[at:]


def _extreme(random: Random, data: bytes, *_: object) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    number = random.choice(found)
    return data[: number.start()] + random.choice(_EXTREMES) + data[number.end() :]


def _splice(
    random: Random, data: bytes, samples: Sequence[bytes], tokens: Sequence[bytes]
) -> bytes:
    other = random.choice(samples)
    start, end = random.randrange(len(data) + 1), random.randrange(len(other) + 1)
    return data[:start] + other[end:]


def _recode(random: Random, data: bytes, *_: object) -> bytes:
    return data.decode("utf-8", "replace").encode(random.choice(_CODINGS), "replace")


_CHANGES: tuple[Change, ...] = (
    _turn, _leave_out, _repeat, _end_early, _noise, _swap, _put, _put, _nest, _odd, _extreme,
    _extreme, _splice, _recode,
)  # fmt: skip
