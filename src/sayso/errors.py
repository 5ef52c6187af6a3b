"""What can go wrong, each error one line that names the file, the place and the mend.

SaysoError
├── ReadError           a source could not be read as a report
│   ├── NotFound        nothing at that path or address
│   ├── NotText         bytes that are no text: binary, empty, an encoding that lies
│   ├── NoProse         a page without an article in it
│   ├── NotEnglish      a language that the model was not trained on
│   └── TooLarge        more than the limits allow
├── ModelError          the model file is missing, damaged or of another version
└── CorpusError         a corpus is missing or is not what it should be
"""

from __future__ import annotations


class SaysoError(Exception):
    """An expected failure: ``where`` failed because of ``what``; ``mend`` says what to do."""

    def __init__(self, where: str, what: str, mend: str) -> None:
        super().__init__(where, what, mend)
        self.where = where
        self.what = what
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.mend}"


class ReadError(SaysoError):
    """A source could not be read as a report."""


class NotFound(ReadError):
    """Nothing at that path or address."""


class NotText(ReadError):
    """Bytes that are no text: binary, empty, an encoding that lies."""


class NoProse(ReadError):
    """A page without an article in it."""


class NotEnglish(ReadError):
    """A language that the model was not trained on."""


class TooLarge(ReadError):
    """More than the limits allow."""


class ModelError(SaysoError):
    """The model file is missing, damaged or of another version."""


class CorpusError(SaysoError):
    """A corpus is missing or is not what it should be."""
