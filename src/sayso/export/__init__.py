"""reading > [export] > rows of JSON, brat standoff, or a page of a terminal.

Takes a ``Reading``; gives text or rows and writes nothing itself. One file a format:
``jsonl.attribution_rows``, ``brat.format_brat`` (and ``parse_brat`` back), ``terminal.render``.
"""

from __future__ import annotations

from sayso.export.brat import Annotation, format_brat, parse_brat
from sayso.export.jsonl import attribution_rows

__all__ = ["Annotation", "attribution_rows", "format_brat", "parse_brat"]
