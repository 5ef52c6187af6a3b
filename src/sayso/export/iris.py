"""What records are called where names are addresses, as in JSON-LD and RDF."""

from __future__ import annotations

import re
from urllib.parse import quote

from sayso.records import Report, Span

_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


def iri(record: str, id: str, span: Span | None = None) -> str:
    """The name of a record, the same in every export: "urn:sayso:claim:8b29…".

    With a ``span``, of these characters of it, as RFC 5147 counts them.
    """
    part = f"#char={span.start},{span.end}" if span else ""
    return f"urn:sayso:{record}:{id}{part}"


def address(report: Report) -> str | None:
    """The address of a report on the web, with nothing in it that an IRI may not hold."""
    url = report.url or ""
    if not url.lower().startswith(("http://", "https://")):
        return None
    return quote(url, safe="%:/?#@!$&'()*+,;=~-._")


def known_as(known: str | None) -> str | None:
    """The address that stands for a known actor: Wikidata's where it is one of theirs."""
    if known and _WIKIDATA.fullmatch(known):
        return f"http://www.wikidata.org/entity/{known}"
    return None
