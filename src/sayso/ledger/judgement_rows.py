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
