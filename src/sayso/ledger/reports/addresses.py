"""When two addresses are one page."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from sayso.ledger.tables.columns import storable
from sayso.records import Report, identify

# What is tacked on to tell where readers came from, and says nothing about the page.
_TRACKERS = ("utm_", "fbclid", "gclid", "ocid", "cmpid", "mc_cid", "mc_eid", "igshid")


def page_address(url: str | None) -> str | None:
    """The part of an address that names the page; None where it names a whole site or nothing.

    Neither http or https nor "www.", a slash at the end, a fragment or a tracker make another
    page. A bare site is no page: careless pages give it as the canonical address of every article.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return None
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith(_TRACKERS)
    ]
    path = parts.path.rstrip("/")
    if not host or not (path or asked):
        return None
    return host + port + path + ("?" + urlencode(asked) if asked else "")


def page_of(report: Report) -> tuple[str, str | None]:
    """Id of the page that a report is a text of, and its address; without one it is that text."""
    address = page_address(storable(report.url))
    return (identify("page", address) if address else report.id), address
