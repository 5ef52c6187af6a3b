"""The formats in which a ledger is written out, each a module of this package with ``write``.

A format of one file has ``write(ledger, out)``, which writes bytes to ``out`` as it goes; one of
several has ``write_folder(ledger, folder)``. Either holds no more than a few reports in memory,
and gives the same bytes for the same ledger. docs/exports.md has the table of each one's fields.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from types import ModuleType


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its ``name``. ``module`` is where it is, under sayso.export."""

    name: str
    module: str
    does: str
    folder: bool = False

    def load(self) -> ModuleType:
        """Its module, which may need a library of its own."""
        return importlib.import_module(f"sayso.export.{self.module}")


FORMATS = {
    one.name: one
    for one in (
        Format("jsonl", "whole", "one JSON object a record, all that the ledger has"),
        Format("csv", "csv_tables", "a folder of tables", folder=True),
        Format("parquet", "parquet_tables", "a folder of tables, spans as lists", folder=True),
        Format("brat", "brat_folder", "a folder to be corrected in brat", folder=True),
        Format("webanno", "webanno", "a folder to be corrected in INCEpTION", folder=True),
        Format("schema-org", "schema_org", "claims and quotations as JSON-LD"),
        Format("web-annotation", "web_annotation", "who says what, as the W3C has annotations"),
        Format("followthemoney", "followthemoney", "entities and statements", folder=True),
        Format("stix", "stix", "STIX 2.1: reports, identities, notes and opinions"),
        Format("gkg", "gkg", "rows of GDELT's Global Knowledge Graph 2.1"),
        Format("geojson", "geojson", "what was said and what happened where"),
        Format("graphml", "graphml", "stances and lineage as a graph"),
        Format("plover", "plover", "events as PLOVER's JSON records"),
        Format("acled", "acled", "events in ACLED's columns"),
    )
}
