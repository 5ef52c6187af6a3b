"""GraphML: who takes which stance to whom, and which report has which words from which.

A node is an actor, one for all that are one over the reports, or a report. An edge is a stance,
or a passage that two reports share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape

from sayso.export.iris import address
from sayso.export.upheld import upheld_known
from sayso.records import Actor, Reading, Report, Stance, words_of

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.overview.copies import Copy
    from sayso.ledger.overview.gathering import Known

NODE = ("node", "name", "names", "kind", "known", "outlet", "published", "url")
EDGE = (
    "edge", "stance", "sign", "words", "report", "outlet", "at", "attribution", "within",
    "direction", "similarity", "reason", "start", "end", "from_start", "from_end",
)  # fmt: skip
_TYPES = {"sign": "int", "similarity": "double", "start": "int", "end": "int",
          "from_start": "int", "from_end": "int"}  # fmt: skip
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


def write(ledger: Ledger, out: IO[bytes]) -> None:
    """One directed graph, a node or an edge a line, in UTF-8."""
    out.write(_HEAD.encode())
    for of, names in (("node", NODE), ("edge", EDGE)):
        for name in names:
            kind = _TYPES.get(name, "string")
            key = f'<key id="{of}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n'
            out.write(key.encode())
    out.write(b'<graph id="sayso" edgedefault="directed">\n')
    for line in _lines(ledger):
        out.write(line.encode() + b"\n")
    out.write(b"</graph>\n</graphml>\n")


def _lines(ledger: Ledger) -> Iterator[str]:
    for reading, known in upheld_known(ledger):
        yield _report(reading.report)
        for actor in reading.actors:
            if known.of.get(actor.id, actor.id) == actor.id:  # who stands for all that are one
                yield _actor(actor, known)
        for stance in reading.stances:
            yield _stance(stance, reading, known)
    for copy in ledger.every_copy():
        yield _passage(copy)


def _report(report: Report) -> str:
    told = {
        "node": "report",
        "name": report.title or report.where,
        "outlet": report.outlet,
        "published": report.published and report.published.isoformat(),
        "url": address(report),
    }
    return _node(report.id, told)


def _actor(actor: Actor, known: Known) -> str:
    name, *others = known.names.get(actor.id, (actor.name, *actor.names))
    told = {
        "node": "actor",
        "name": name,
        "names": " | ".join(others),
        "kind": actor.kind.value,
        "known": actor.known,
    }
    return _node(actor.id, told)


def _stance(stance: Stance, reading: Reading, known: Known) -> str:
    report = reading.report
    actor, target = (known.of.get(one, one) for one in (stance.actor, stance.target))
    told = {
        "edge": "stance",
        "stance": stance.kind.value,
        "sign": stance.sign,
        "words": words_of(stance.words, report.text),
        "report": report.id,
        "outlet": report.outlet,
        "at": stance.at,
        "attribution": stance.attribution,
        "within": stance.within,
    }
    return _edge(stance.id, actor, target, told)


def _passage(copy: Copy) -> str:
    """From the report that has it to the one that it has it from, where that is told."""
    told = {
        "edge": "lineage",
        "words": copy.taker.words,
        "direction": "from" if copy.directed else "undirected",
        "similarity": round(copy.reuse.similarity, 4),
        "reason": copy.reuse.reason,
        "start": copy.taker.span.start,
        "end": copy.taker.span.end,
        "from_start": copy.giver.span.start,
        "from_end": copy.giver.span.end,
    }
    return _edge(copy.reuse.id, copy.taker.report, copy.giver.report, told)


def _node(id: str, told: Mapping[str, object]) -> str:
    return f'<node id="{id}">{_data("node", told)}</node>'


def _edge(id: str, source: str, target: str, told: Mapping[str, object]) -> str:
    return f'<edge id="{id}" source="{source}" target="{target}">{_data("edge", told)}</edge>'


def _data(of: str, told: Mapping[str, object]) -> str:
    found = {name: value for name, value in told.items() if value is not None and value != ""}
    return "".join(
        f'<data key="{of}_{name}">{_escaped(str(value))}</data>' for name, value in found.items()
    )


def _escaped(text: str) -> str:
    """Text that a reader of XML gives back as it was, but for what XML cannot hold."""
    return escape(_NO_XML.sub("\ufffd", text), {"\r": "&#13;"})
