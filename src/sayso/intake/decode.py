"""Bytes to the text of a report: its encoding told, its characters normalised, once for all."""

from __future__ import annotations

import codecs
import re
import unicodedata

from sayso.errors import NotText

# First bytes of what people pass by mistake, and what they are called in the message.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_META_REACH = 4096  # bytes; HTML asks for the charset in the first 1,024

_SAMPLE = 65_536  # bytes that decide whether something is text
_NUL_SHARE = 0.3  # of the bytes of English in UTF-16 that are NUL: a half
_CONTROL_SHARE = 0.02  # of the bytes; text has none
_DAMAGE_SHARE = 0.001  # characters lost to a cut or a stray byte, of all
# What stands above ASCII in English text of the western single-byte encodings.
_WESTERN = frozenset(
    "‘’“”–—…•€£©®°§«»·½¼¾¡¿™†\u00a0àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœšžßÀÁÄÅÆÇÈÉÊÍÑÓÔÖØÚÜŠŽ"
)
_WESTERN_SHARE = 0.95  # of the characters above ASCII
_FOREIGN_SHARE = 0.1  # of all characters; more of them above ASCII is no English in these encodings

_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls do nothing but harm (a terminal obeys them), and soft hyphens and byte order marks part
# words that a reader sees whole. Marks of writing direction stay: they are part of the text.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, where: str, charset: str | None = None) -> str:
    """Text of ``data``, not yet normalised. ``charset`` is what the server declared.

    Tried in this order: byte order mark, UTF-8 (bytes that happen to be valid are never another
    encoding), the declared charset, western single-byte, what charset-normalizer makes of it.
    Raises NotText for an empty file, for binary, and where no encoding fits.
    """
    if not data.strip():
        raise NotText(where, "it is empty", "give a file with a report in it")
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise NotText(where, f"it is {name}, not text", "give its text, or the page as HTML")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding) or _undecodable(where, encoding)
    sample = data[:_SAMPLE]
    wide = _wide_encoding(sample)
    if wide:
        return _strictly(data, wide) or _undecodable(where, wide)
    if _is_binary(sample):
        raise NotText(where, "it is binary, not text", "give its text, or the page as HTML")
    return _single_or_multibyte(data, where, charset)


def normalise(text: str) -> str:
    """The text that spans point into: NFC, line feeds, nothing unseen. Idempotent."""
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", text)


def _single_or_multibyte(data: bytes, where: str, charset: str | None) -> str:
    text = _strictly(data, "utf-8")
    if text is not None:
        return text
    declared = charset or _meta_charset(data)
    text = (_declared(data, declared) if declared else None) or _western(data)
    if text is not None:
        return text
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= max(1, _DAMAGE_SHARE * len(text)):
        return text
    return _guess(data) or _undecodable(where, declared)


def _meta_charset(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:_META_REACH])
    return match.group(1).decode("ascii") if match else None


def _declared(data: bytes, charset: str) -> str | None:
    try:
        encoding = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return None
    if encoding in ("iso8859-1", "ascii"):  # browsers read both as the Windows code page
        encoding = "cp1252"
    text = _strictly(data, encoding)
    # A wide charset declared over narrow bytes decodes to nonsense, not to an error.
    return None if text is not None and encoding.startswith(("utf-16", "utf-32")) else text


def _western(data: bytes) -> str | None:
    text = _strictly(data, "cp1252")
    if text is None:
        return None
    above = [character for character in text if character > "\x7f"]
    western = sum(character in _WESTERN for character in above)
    fits = western >= _WESTERN_SHARE * len(above) and len(above) <= _FOREIGN_SHARE * len(text)
    return text if fits else None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return _strictly(data, best.encoding) if best is not None else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a byte order mark: in western text every other byte is NUL."""
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if odd > _NUL_SHARE * len(sample) and even == 0:
        return "utf-16-le"
    if even > _NUL_SHARE * len(sample) and odd == 0:
        return "utf-16-be"
    return None


def _is_binary(sample: bytes) -> bool:
    controls = len(sample) - len(
        sample.translate(None, bytes({*range(32), 127} - {9, 10, 12, 13, 27}))
    )
    return b"\0" in sample or controls > _CONTROL_SHARE * len(sample)


def _undecodable(where: str, encoding: str | None) -> str:
    told = (
        f"it is not the {encoding} that it says it is"
        if encoding
        else "its encoding cannot be told"
    )
    raise NotText(where, told, "save it as UTF-8")
