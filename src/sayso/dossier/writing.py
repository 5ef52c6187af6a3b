"""A dossier as the bytes of a file: Markdown, HTML, or PDF."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from sayso import __version__
from sayso.dossier.paper import as_pdf
from sayso.dossier.parts import Citation, Dossier
from sayso.dossier.telling import PREFACE, apart, copies, date_of, source_of
from sayso.printable import plain

# What Markdown would take for its own, wherever it stands, or at the start of a line.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|~])|^(\s*)([#+-]|\d+(?=[.)]))")


def write(dossier: Dossier, form: str) -> bytes:
    """The dossier in one of FORMATS."""
    return FORMATS[form](dossier)


def as_markdown(dossier: Dossier) -> bytes:
    """Headings, quotations and lists, with nothing of the words taken for markup."""
    text = _environment(markdown=True).get_template("dossier.md").render(it=dossier)
    return re.sub(r"\n{3,}", "\n\n", text).encode()


def as_html(dossier: Dossier) -> bytes:
    """One page, with its style in it, that asks for nothing."""
    return _environment(markdown=False).get_template("dossier.html").render(it=dossier).encode()


FORMATS: dict[str, Callable[[Dossier], bytes]] = {
    "md": as_markdown,
    "html": as_html,
    "pdf": as_pdf,
}


def escape(text: str) -> str:
    """Words that Markdown leaves as they are."""
    line = " ".join(plain(text).split())
    return _MARKDOWN.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line)


def _link(cited: Citation) -> str:
    """The outlet, leading to its page if that is on the web."""
    outlet = escape(cited.outlet)
    if not (cited.url or "").startswith(("http://", "https://")):
        return outlet
    address = re.sub(r"[\s<>()\\]", lambda m: f"%{ord(m[0]):02X}", cited.url or "")
    return f"[{outlet}]({address})"


@cache
def _environment(*, markdown: bool) -> Environment:
    found = Environment(
        loader=PackageLoader("sayso.dossier"),
        autoescape=not markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters |= {
        "apart": apart,
        "copies": copies,
        "date": date_of,
        "escape_markdown": escape,
        "link": _link,
        "plain": plain,
        "source": source_of,
    }
    found.globals |= {"version": __version__, "preface": PREFACE}
    return found
