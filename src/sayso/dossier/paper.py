"""A dossier for print: PDF, with fonts for Latin, Greek, Cyrillic, Hebrew and Arabic in it.

What has no letter in these fonts is shown as U+FFFD, and counted at the end.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from sayso import __version__
from sayso.dossier.parts import Account, Citation, Clash, Dossier, Entry
from sayso.dossier.telling import PREFACE, apart, copies, date_of, source_of
from sayso.printable import plain

_SANS, _SERIF = "NotoSans", "NotoSerif"
_MARGIN = 22.0  # mm
_INDENT = 6.0
_MISSING = "\ufffd"


def as_pdf(dossier: Dossier) -> bytes:
    """Pages of A4, numbered."""
    with as_file(files("sayso.dossier") / "fonts") as fonts:
        paper = _Paper(dossier.title, fonts)
        paper.front(dossier)
        for number, entry in enumerate(dossier.entries, 1):
            paper.entry(number, entry)
        paper.back()
        return bytes(paper.output())


class _Paper(FPDF):
    """The pages as they are written."""

    def __init__(self, title: str, fonts: Path) -> None:
        super().__init__(format="A4")
        self._told = plain(title)
        self.set_title(self._told)
        self.set_creator(f"Sayso {__version__}")
        self.set_margins(_MARGIN, _MARGIN)
        self.set_auto_page_break(auto=True, margin=_MARGIN)
        for family, style, file in (
            (_SANS, "", "NotoSans-Regular"),
            (_SANS, "B", "NotoSans-Bold"),
            (_SERIF, "", "NotoSerif-Regular"),
            ("Hebrew", "", "NotoSansHebrew-Regular"),
            ("Arabic", "", "NotoNaskhArabic-Regular"),
        ):
            self.add_font(family, style, fonts / f"{file}.ttf")
        embedded = [font for font in self.fonts.values() if isinstance(font, TTFFont)]
        self._known = {code for font in embedded for code in font.cmap}
        self._unknown = 0
        self.set_fallback_fonts(["Hebrew", "Arabic", _SANS], exact_match=False)
        self.set_text_shaping(use_shaping_engine=True)
        self.add_page()

    def footer(self) -> None:
        """The title and the number of the page."""
        self.set_y(-15)
        self.set_font(_SANS, "", 8)
        self.cell(0, 5, f"{self._told[:80]}  ·  {self.page_no()}", align="C")

    def front(self, dossier: Dossier) -> None:
        """What it is, from where, and of which day."""
        self._write(dossier.title, 20, style="B")
        self.ln(2)
        self._write(PREFACE, 9.5)
        self._write(f"From {dossier.ledger}, {date_of(dossier.on)}, by Sayso {__version__}.", 9.5)
        if dossier.note:
            self.ln(2)
            self._write(dossier.note, 11)

    def back(self) -> None:
        """What could not be shown."""
        if self._unknown:
            self.ln(8)
            told = f"Characters that have no letter in the fonts of this file: {self._unknown}"
            self._write(f"{told}. They are shown as {_MISSING}; the dossier as HTML has them.", 8.5)

    def entry(self, number: int, entry: Entry) -> None:
        """A claim and all that stands against it."""
        self.ln(8)
        self._write(f"{number}. {entry.account.words}", 14, style="B")
        self._write(f"{entry.account.counts} (claim {entry.account.claim})", 9.5)
        if entry.note:
            self.ln(1)
            self._write(entry.note, 11)
        for told in entry.judged:
            self._write(f"Judged by {told}.", 9.5)
        self._account(entry.account)
        for clash in entry.clashes:
            self._clash(clash)

    def _clash(self, clash: Clash) -> None:
        self.ln(4)
        self._write(f"Against it: {clash.other.words}", 11.5, style="B")
        rejected = ", ".join(clash.rejected_by)
        told = f"{clash.other.counts} (claim {clash.other.claim}). {apart(clash)}."
        self._write(f"{told} Rejected by {rejected}." if rejected else told, 9.5)
        self._cited(clash.here)
        self._cited(clash.there)
        self._account(clash.other)

    def _account(self, account: Account) -> None:
        for line in account.lines:
            also = copies(line)
            self._cited(line.first, f" {also[0].upper()}{also[1:]}." if also else "")
        if account.lines_in_all > len(account.lines):
            self._write(f"And {account.lines_in_all - len(account.lines)} more.", 9.5)

    def _cited(self, cited: Citation, more: str = "") -> None:
        self.ln(2)
        self._quote(cited)
        cue = f", “{cited.cue}”" if cited.cue else ""
        how = f" ({cited.how})" if cited.how else ""
        where = f"{cited.who}{cue}, in {cited.outlet}, {date_of(cited.published)}{how}."
        self._write(f"{where} {source_of(cited)}.{more}", 8.5, indent=_INDENT)

    def _quote(self, cited: Citation) -> None:
        """The words, with those that clash underlined."""
        open_, close = ("“", "”") if cited.quoted else ("", "")
        self.set_left_margin(_MARGIN + _INDENT)
        for words, clashes in ((open_, False), *cited.parts, (close, False)):
            self.set_font(_SERIF, "U" if clashes else "", 11)
            self.write(5.5, self._shown(words))
        self.set_left_margin(_MARGIN)
        self.ln(5.5)

    def _shown(self, text: str) -> str:
        """What the fonts can show of it."""
        found = plain(text)
        missing = {c for c in found if ord(c) not in self._known and c not in "\n\t"}
        self._unknown += sum(c in missing for c in found)
        return "".join(_MISSING if c in missing else c for c in found)

    def _write(
        self, text: str, size: float, *, family: str = _SANS, style: str = "", indent: float = 0.0
    ) -> None:
        self.set_font(family, style, size)
        self.set_x(_MARGIN + indent)
        self.multi_cell(
            0, size * 0.5, self._shown(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )
