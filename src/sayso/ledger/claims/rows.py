"""Claims, accounts and relations as rows of JSON, and as rows of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa

from sayso.ledger.claims.beside import Beside
from sayso.ledger.claims.loading import Between, ClaimPage, Line
from sayso.ledger.claims.relations import load_relations
from sayso.ledger.claims.sayings import Saying
from sayso.ledger.judgements.rows import judgement_row
from sayso.ledger.tables.claims import CLAIMS, PROPOSITIONS, RELATIONS, WORDINGS
from sayso.records import Proposition, Relation, Report, Span

Row = dict[str, object]
_AT_ONCE = 400  # claims or relations that are in memory together


def claim_row(page: ClaimPage) -> Row:
    """A claim with its lines, and what stands against it."""
    return {
        "id": page.id,
        "words": page.stated.words,
        "reports": page.reports,
        "lines_in_all": page.lines_in_all,
        "sources": page.sources,
        "stated": _saying(page.stated),
        "lines": [_line(line) for line in page.lines],
        "against": [
            {
                "claim": one.right_claim if one.left_claim == page.id else one.left_claim,
                **between_row(one),
            }
            for one in page.against
        ],
        "judgements": [judgement_row(one) for one in page.judgements],
    }


def beside_row(beside: Beside) -> Row:
    """A claim with the claims against it, and what else stands to it by kind of relation."""
    return {
        **claim_row(beside.claim),
        "rivals": [claim_row(one) for one in beside.rivals],
        "others": {
            kind.value: {"total": beside.others_in_all[kind], "rows": list(map(between_row, some))}
            for kind, some in beside.others.items()
        },
        "days": beside.days[beside.claim.id],
    }


def between_row(one: Between) -> Row:
    """How two sayings stand to each other; left and right in the order of their ids."""
    relation = one.relation
    return {
        **_told(relation),
        "left": {"claim": one.left_claim, **_side(one.left, relation.left_words)},
        "right": {"claim": one.right_claim, **_side(one.right, relation.right_words)},
        "features": [
            {"name": part.name, "detail": part.detail, "points": part.points}
            for part in relation.features
        ],
        "judgements": [judgement_row(judgement) for judgement in one.judgements],
    }


def proposition_row(one: Proposition, text: str) -> Row:
    """A sentence of what an attribution puts forward."""
    return {
        "id": one.id,
        "report": one.report,
        "attribution": one.attribution,
        "who": one.who,
        "certainty": one.certainty.value,
        "spans": [{"start": s.start, "end": s.end, "text": s.of(text)} for s in one.spans],
    }


def claims_and_relations(conn: sa.Connection) -> Iterator[Row]:
    """Each claim with the ids of its propositions, and each relation of two, by their ids."""
    for id, propositions in _claims(conn):
        yield {"record": "claim", "id": id, "propositions": propositions}
    for relation in _relations(conn):
        yield {"record": "relation", **relation_row(relation)}


def relation_row(relation: Relation) -> Row:
    """A relation of two propositions, by their ids."""
    return {
        **_told(relation),
        "left": _end(relation.left, relation.left_words),
        "right": _end(relation.right, relation.right_words),
    }


def _claims(conn: sa.Connection) -> Iterator[tuple[str, list[str]]]:
    c, w, p, last = CLAIMS.c, WORDINGS.c, PROPOSITIONS.c, ""
    asked = (
        sa.select(w.claim, p.id)
        .join(PROPOSITIONS, sa.and_(p.wording == w.wording, p.shown == 1))
        .order_by(p.id)
    )
    while some := conn.execute(
        sa.select(c.n, c.id).where(c.id > last).order_by(c.id).limit(_AT_ONCE)
    ).all():
        found: defaultdict[int, list[str]] = defaultdict(list)
        for n, proposition in conn.execute(asked.where(w.claim.in_([row.n for row in some]))):
            found[n].append(proposition)
        yield from ((row.id, found[row.n]) for row in some if row.n in found)
        last = some[-1].id


def _relations(conn: sa.Connection) -> Iterator[Relation]:
    r, last = RELATIONS.c, ""
    while some := conn.scalars(
        sa.select(r.id).where(r.id > last).order_by(r.id).limit(_AT_ONCE)
    ).all():
        yield from (one.relation for one in load_relations(conn, r.id.in_(some)))
        last = some[-1]


def _end(proposition: str, words: Span | None) -> Row:
    place = words and {"start": words.start, "end": words.end}
    return {"proposition": proposition, "clash": place}


def claim_cells(page: ClaimPage) -> Row:
    """A claim as one row of a table: of each line, who was the first to say it."""
    first = page.lines[0].sayings[0]
    return {
        "claim": page.id,
        "words": page.stated.words,
        "reports": page.reports,
        "lines": page.lines_in_all,
        "sources": page.sources,
        "contested": sum(not one.rejected for one in page.against),
        "certainty": page.stated.proposition.certainty.value,
        "first_published": first.proposition.published,
        "who": "; ".join(line.sayings[0].who for line in page.lines),
    }


def _told(relation: Relation) -> Row:
    return {
        "id": relation.id,
        "kind": relation.kind.value,
        "dimension": relation.dimension,
        "reason": relation.reason,
        "score": relation.score,
    }


def _line(line: Line) -> Row:
    sayings = [_saying(one) for one in line.sayings]
    return {"said": line.said, "reports": line.reports, "sayings": sayings}


def _saying(said: Saying) -> Row:
    one, excerpt = said.proposition, said.excerpt
    actor = excerpt.actor
    return {
        "proposition": one.id,
        "attribution": one.attribution,
        "own": excerpt.own,
        "who": said.who,
        "actor": actor and actor.id,
        "certainty": one.certainty.value,
        "words": said.words,
        "spans": [_span(span, excerpt.report) for span in one.spans],
        "report": excerpt.report.id,
        "outlet": excerpt.report.outlet,
        "published": one.published,
    }


def _side(said: Saying, words: Span | None) -> Row:
    return {**_saying(said), "clash": words and _span(words, said.excerpt.report)}


def _span(span: Span, report: Report) -> Row:
    return {"start": span.start, "end": span.end, "text": span.of(report.text)}
