"""Judgements as rows of JSON."""

from __future__ import annotations

import json

from sayso.records import Judgement


def judgement_row(judgement: Judgement) -> dict[str, object]:
    """A judgement, with the change and the judged words as objects."""
    return {
        "id": judgement.id,
        "target": judgement.target,
        "verdict": judgement.verdict.value if judgement.verdict else None,
        "judge": judgement.judge,
        "at": judgement.at,
        "change": json.loads(judgement.change) if judgement.change else None,
        "note": judgement.note,
        "undoes": judgement.undoes,
        "report": judgement.report,
        "words": json.loads(judgement.words),
    }


def judgement_cells(judgement: Judgement) -> dict[str, object]:
    """A judgement as one row of a table; what was judged in the words that it had then."""
    words = json.loads(judgement.words)
    sides = [words[part] for part in ("claim", "left", "right") if part in words]
    told = [one["name"] for one in sides] or [words.get("source"), words.get("content")]
    return {
        "judgement": judgement.id,
        "at": judgement.at,
        "judge": judgement.judge,
        "verdict": judgement.verdict.value if judgement.verdict else None,
        "undoes": judgement.undoes,
        "target": judgement.target,
        "words": " | ".join(filter(None, told)),
        "change": judgement.change,
        "note": judgement.note,
        "report": judgement.report,
    }
