"""What can go wrong, each error one line that names the file, the place and the mend.

SaysoError
├── ReadError           a source could not be read as a report
│   ├── NotFound        nothing at that path or address
│   ├── Forbidden       an address that may not be read: private, not http(s), robots.txt
│   ├── Damaged         cut short or broken: gzip, WARC, XML, CSV, Parquet
│   ├── NoField         a table without the field that is asked for
│   ├── NotText         bytes that are no text: binary, empty, an encoding that lies
│   ├── NoProse         a page without an article in it
│   ├── NotEnglish      a language that the model was not trained on
│   └── TooLarge        more than the limits allow
├── Fault               Sayso itself failed on a report that was read
├── NotInstalled        an optional package is missing; it names the extra that has it
├── ModelError          the model file is missing, damaged or of another version
├── LedgerError         a ledger could not be opened, read or written
│   ├── NoLedger        nothing at that address, or something that is no ledger
│   ├── NewerLedger     a newer Sayso wrote it
│   ├── LedgerBusy      another program has been writing to it for too long
│   ├── NotWritten      no room left, or it may only be read
│   └── NoRecord        no record has that id, or several do
├── DeskError           the desk cannot be served as it was asked for
│   ├── NotAllowed      a change that it does not take: for reading only, or a stranger's form
│   └── DeskBusy        too much was sent to it at once
└── CorpusError         a corpus is missing or is not what it should be
"""

from __future__ import annotations


class SaysoError(Exception):
    """An expected failure: ``where`` failed because of ``what``; ``mend`` says what to do.

    >>> try:
    ...     sayso.read("nothing.html")
    ... except SaysoError as error:
    ...     print(error)
    nothing.html: there is no such file; check the path
    """

    def __init__(self, where: str, what: str, mend: str) -> None:
        super().__init__(where, what, mend)
        self.where = where
        self.what = what
        self.mend = mend

    def __str__(self) -> str:
        # It may quote a stranger's file: no character of that ends the line or drives a terminal.
        return "".join(map(_shown, f"{self.where}: {self.what}; {self.mend}"))


def _shown(letter: str) -> str:
    return letter if letter.isprintable() else " " if letter.isspace() else "\ufffd"


class ReadError(SaysoError):
    """A source could not be read as a report."""


class NotFound(ReadError):
    """Nothing at that path or address."""


class Forbidden(ReadError):
    """An address that may not be read: private, not http(s), or its robots.txt says no."""


class Damaged(ReadError):
    """Cut short or broken: gzip, WARC, XML, CSV, Parquet."""


class NoField(ReadError):
    """A table without the field that is asked for."""


class NotText(ReadError):
    """Bytes that are no text: binary, empty, an encoding that lies."""


class NoProse(ReadError):
    """A page without an article in it."""


class NotEnglish(ReadError):
    """A language that the model was not trained on."""


class TooLarge(ReadError):
    """More than the limits allow."""


class Fault(SaysoError):
    """Sayso itself failed on a report that was read."""


class NotInstalled(SaysoError):
    """An optional package is missing."""


class ModelError(SaysoError):
    """The model file is missing, damaged or of another version."""


class LedgerError(SaysoError):
    """A ledger could not be opened, read or written."""


class NoLedger(LedgerError):
    """Nothing at that address, or something that is no ledger."""


class NewerLedger(LedgerError):
    """A newer Sayso wrote the ledger."""


class LedgerBusy(LedgerError):
    """Another program has been writing to the ledger for too long."""


class NotWritten(LedgerError):
    """The ledger cannot grow or may only be read; what was added before is kept."""


class NoRecord(LedgerError):
    """No record of the ledger has that id, or several do."""


class DeskError(SaysoError):
    """The desk cannot be served as it was asked for."""


class NotAllowed(DeskError):
    """A change that the desk does not take: it is for reading only, or the form is a stranger's."""


class DeskBusy(DeskError):
    """Too much was sent to the desk at once, and this was not taken."""


class CorpusError(SaysoError):
    """A corpus is missing or is not what it should be."""
