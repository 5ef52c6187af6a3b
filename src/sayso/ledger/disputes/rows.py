"""Disputes as rows of JSON, and as rows of a table: one a pair of claims, or of offices."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.ledger.claims.loading import ClaimPage
from sayso.ledger.claims.rows import between_row, claim_row
from sayso.ledger.claims.sayings import Saying
from sayso.ledger.disputes.offices import OFFICE, Holding, Title, TwoOffices
from sayso.ledger.disputes.parting import Parted
from sayso.records import Report, Span

Row = dict[str, object]


def parted_row(dispute: Parted | TwoOffices) -> Row:
    """A dispute with its sides and, of claims, all pairs of sayings between them."""
    if isinstance(dispute, TwoOffices):
        return {
            "id": dispute.id,
            "ground": OFFICE,
            "reason": dispute.reason,
            "rejected": False,
            "name": dispute.name,
            "sides": [_holding(side) for side in dispute.sides],
        }
    return {
        "id": dispute.id,
        "ground": dispute.ground,
        "reason": dispute.against[0].relation.reason,
        "rejected": dispute.rejected,
        "sides": [{"claims": [_claim(page) for page in side]} for side in dispute.sides],
        "left_out": dispute.more,
        "against": [between_row(one) for one in dispute.against],
    }


def _claim(page: ClaimPage) -> Row:
    left_out = ("against", "stated", "judgements")
    return {name: value for name, value in claim_row(page).items() if name not in left_out}


def parted_cells(dispute: Parted | TwoOffices) -> Iterator[Row]:
    """A row a claim or office, with the side that it is on."""
    if isinstance(dispute, TwoOffices):
        yield from _office_cells(dispute)
        return
    words = _clashes(dispute)
    for number, side in enumerate(dispute.sides, 1):
        for page in side:
            said, clash = words[page.id]
            yield {
                **_dispute_cells(dispute.id, dispute.ground, dispute.against[0].relation.reason),
                "rejected": int(dispute.rejected),
                "side": number,
                "claim": page.id,
                "words": said.words,
                "clash": said.of(clash),
                "who": "; ".join(line.sayings[0].who for line in page.lines),
                "outlet": said.excerpt.report.outlet,
                "published": said.proposition.published,
                "reports": page.reports,
                "lines": page.lines_in_all,
                "sources": page.sources,
            }


def _dispute_cells(id: str, ground: str, reason: str) -> Row:
    return {"dispute": id, "ground": ground, "reason": reason}


def _clashes(dispute: Parted) -> dict[str, tuple[Saying, Span | None]]:
    """Of each claim the saying that clashes most surely, with its words that do."""
    found: dict[str, tuple[Saying, Span | None]] = {}
    for one in dispute.against:
        found.setdefault(one.left_claim, (one.left, one.relation.left_words))
        found.setdefault(one.right_claim, (one.right, one.relation.right_words))
    return found


def _office_cells(two: TwoOffices) -> Iterator[Row]:
    for number, side in enumerate(two.sides, 1):
        first = side.lines[0][0]
        yield {
            **_dispute_cells(two.id, OFFICE, two.reason),
            "rejected": 0,
            "side": number,
            "claim": None,
            "words": first.span.of(first.report.text),
            "clash": side.title,
            "who": "; ".join(line[0].outlet for line in side.lines),
            "outlet": first.report.outlet,
            "published": first.published,
            "reports": side.reports,
            "lines": side.lines_in_all,
            "sources": side.sources,
        }


def _holding(side: Holding) -> Row:
    return {
        "title": side.title,
        "reports": side.reports,
        "lines_in_all": side.lines_in_all,
        "sources": side.sources,
        "lines": [[_title(one) for one in line] for line in side.lines],
    }


def _title(one: Title) -> Row:
    return {
        "words": one.span.of(one.report.text),
        "span": _span(one.span, one.report),
        "clash": _span(one.office.span, one.report),
        "report": one.report.id,
        "outlet": one.report.outlet,
        "published": one.published,
    }


def _span(span: Span, report: Report) -> Row:
    return {"start": span.start, "end": span.end, "text": span.of(report.text)}
