"""ledger > [dossier] > a file for an editor's desk, or for print.

Takes claims of a ledger in a person's order, with notes; gives them with everything that is said
for and against each, every quotation cited to outlet, date and characters, as Markdown, HTML or
PDF. ``gather`` makes a ``Dossier`` of a ledger, ``write`` the bytes of one.
"""

from __future__ import annotations

from sayso.dossier.gathering import gather
from sayso.dossier.parts import Dossier, Note
from sayso.dossier.writing import FORMATS, write

__all__ = ["FORMATS", "Dossier", "Note", "gather", "write"]
