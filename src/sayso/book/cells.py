"""Flat rows of those tables that no command prints as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records import words_of

if TYPE_CHECKING:
    from sayso.ledger.actors.summing import Group
    from sayso.ledger.pages import ReusePage
    from sayso.records import Reading

Row = dict[str, object]


def attribution_cells(reading: Reading, row: Row) -> Row:
    """The one attribution of ``reading``, whose JSON is ``row``: words in place of spans."""
    report = reading.report
    (one,) = (*reading.attributions, *reading.assertions)
    spans = one.content or one.spans
    told = dict(row)
    told["source"] = words_of(one.source, report.text) or None
    told["cue"] = words_of(one.cue, report.text) or None
    told["content"] = words_of(one.content, report.text) or None
    told["start"], told["end"] = spans[0].start, spans[-1].end
    told["addressee"] = words_of(one.how.addressee, report.text) or None if one.how else None
    told["channel"] = [hop.kind.value for hop in one.how.hops] if one.how else []
    actor, judged = _part(row["actor"]), _part(row["judged"])
    told |= {
        "actor": actor.get("name"),
        "actor_id": actor.get("id"),
        "actor_kind": actor.get("kind"),
        "added_by": judged.get("added_by"),
        "edited_by": judged.get("edited_by"),
    }
    for names, value in (
        (("manner", "distance", "certainty"), "kind"),
        (("said", "happened"), "value"),
        (("said_at", "happened_at"), "name"),
    ):
        told |= {name: _part(row[name]).get(value) for name in names}
    return told


def actor_cells(group: Group) -> Row:
    """Actors that are one, without the ids of each."""
    return {
        "id": group.id,
        "name": group.name,
        "kind": group.kind.value,
        "attributions": group.attributions,
        "reports": group.reports,
        "names": list(group.names),
        "offices": [title for title, _ in group.offices],
        "conflicts": len(group.conflicts),
        "known": list(group.known),
    }


def reuse_cells(page: ReusePage) -> Row:
    """A passage with where it stands on either side, in the left one's words."""
    reuse = page.reuse
    cells: Row = {
        "id": reuse.id,
        "similarity": reuse.similarity,
        "direction": reuse.direction.value,
        "reason": reuse.reason,
        "text": reuse.left.of(page.left.text),
    }
    for side, report, span in (("left", page.left, reuse.left), ("right", page.right, reuse.right)):
        cells |= {
            f"{side}_report": report.id,
            f"{side}_outlet": report.outlet,
            f"{side}_published": report.published.isoformat() if report.published else None,
            f"{side}_start": span.start,
            f"{side}_end": span.end,
        }
    return cells


def _part(value: object) -> Row:
    return value if isinstance(value, dict) else {}
