from __future__ import annotations

import json

from sayso.desk.judged import changed, corrections, judged_of, verdict
from sayso.ledger import Change
from sayso.records import Judgement, Span
from sayso.terms import ChannelKind, Verdict


def judgement(words: object, change: Change | None = None) -> Judgement:
    told = json.dumps(words)
    kept = change.to_json() if change else None
    return Judgement("0a", "0b", Verdict.EDIT, "Ilse", "2031-05-01", kept, None, None, "0c", told)


def test_no_verdict_says_that_something_is_true() -> None:
    kinds = ("attribution", "claim", "clash", "relation")
    told = {verdict(kind, one) for kind in kinds for one in ("accept", "reject")}
    assert len(told) == 8
    assert not {word for words in told for word in words.lower().split()} & {"true", "false", "so"}


def test_a_judgement_tells_what_it_is_on_and_leads_there() -> None:
    side = {"name": "it fell", "proposition": "0d", "wording": "0e", "report": "0c", "actor": "0f"}
    clash = {"relation": {"kind": "contradicts", "reason": "number: 2 and 3"}, "left": side}
    found = {
        judged_of(judgement(words)).kind: judged_of(judgement(words)).href
        for words in (
            {"claim": side},
            {**clash, "right": side},
            {"left": side, "right": side},
            {"source": "Ode", "cue": "said", "content": "it fell"},
        )
    }
    assert found == {
        "claim": "/claim/0b",
        "clash": "/claim/0b",
        "pair": "/actor/0f",
        "attribution": "/attribution/0b",
    }


def test_a_correction_is_told_in_words_and_without_its_report_in_characters() -> None:
    change = Change(
        source=(), content=(Span(0, 4),), channels=(ChannelKind.PRESS_CONFERENCE,), actor="Rusk"
    )
    one = judgement({}, change)
    assert dict(corrections(one, "They fell")) == {
        "source": "nobody named",
        "content": "They",
        "channel": "press conference",
        "actor": "Rusk",
    }
    assert dict(changed(one)) == {
        "source": "none",
        "content": "0-4",
        "channels": "press conference",
        "actor": "Rusk",
    }
