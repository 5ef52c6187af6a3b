"""Names as they are looked up: what two spellings of one place have in common."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

# What decomposition into letter and accent leaves as it is.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
     "’": "'", "‘": "'", "ʼ": "'", "`": "'", "ə": "e", "ħ": "h"}
)  # fmt: skip
_GENITIVE = re.compile(r"'s?$")
_INSIDE = re.compile(r"(?<=\w)['.](?=\w|$)")  # U.S., Sana'a
_WORD = re.compile(r"[^\W_]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

#: Bits of a name's hash, in two parts: 45 bits, so that an unknown name meets one of 640,000 known
#: ones by chance once in fifty million names. The second lies beside a row's number, of 19 bits.
KEY_BITS, CHECK_BITS, ROW_BITS = 32, 13, 19

#: Words with which the name of an airfield ends; what stands before them tells it from others.
AIRFIELD = re.compile(
    r" (?:(?:international|intl|regional|municipal|domestic|military|air force|naval air) )*"
    r"(?:airport|airbase|air base|air force base|airfield|air field|aerodrome|air station"
    r"|military base|aeropuerto)$"
)
#: Set before the bare name of an airfield, which nobody calls by that alone.
AIR = "air "
#: Set before a name that is as usual as the town's own: Odessa is Odesa before any other.
USUAL = "usual "


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """A name in lower case without accents, points, "the" and a genitive; "" where none is left."""
    low = name.casefold().translate(_LETTERS)
    if not low.isascii():
        parts = unicodedata.normalize("NFKD", low)
        low = "".join(c for c in parts if not unicodedata.combining(c))
    low = _INSIDE.sub("", _GENITIVE.sub("", low.strip()))
    words = _WORD.findall(low)
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_SHORT.get(word, word) for word in words)


def airfield_key(key: str) -> str:
    """The key under which an airfield of this name lies, "" where it is no airfield's name."""
    bare = AIRFIELD.sub("", key)
    return AIR + bare if bare and bare != key else ""


def hashed(key: str) -> tuple[int, int]:
    """The two parts of a key's hash, of 32 and of 13 bits."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).digest()
    number = int.from_bytes(digest) & (1 << KEY_BITS + CHECK_BITS) - 1
    return number >> CHECK_BITS, number & (1 << CHECK_BITS) - 1
