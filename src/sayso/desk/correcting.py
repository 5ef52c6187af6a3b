"""What a form says of a record, and what of an attribution it corrects."""

from __future__ import annotations

import re
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from sayso.errors import LedgerError
from sayso.ledger import Change
from sayso.records import Attribution, Span
from sayso.terms import Certainty, ChannelKind, Manner, QuoteType, Verdict

_Term = TypeVar("_Term", Manner, Certainty, QuoteType)
_Unsaid = Literal[""]  # what a choice sends where the machine has nothing, and it is left so


class Asked(BaseModel):
    """A decision as a form sends it; what it does not speak of is None.

    ``id`` is the record's; of two actors it is one and ``other`` the other. ``back`` is the page
    that one came from. Spans are characters of the report, "40-61, 70-82".
    """

    model_config = ConfigDict(frozen=True)

    id: str = Field(max_length=100)
    verdict: Verdict
    back: str = Field("/", max_length=4_000)
    note: str = Field("", max_length=2_000)
    other: str = Field("", max_length=1_000)
    source: str | None = Field(None, max_length=4_000)
    cue: str | None = Field(None, max_length=4_000)
    content: str | None = Field(None, max_length=4_000)
    quote_type: QuoteType | _Unsaid = ""
    manner: Manner | _Unsaid = ""
    certainty: Certainty | _Unsaid = ""
    channels: list[ChannelKind | _Unsaid] | None = None
    actor: str = Field("", max_length=1_000)


def change_of(asked: Asked, was: Attribution, actor: str, where: str) -> Change:
    """What a form corrects: only what it says otherwise than the machine.

    ``actor`` is what the machine calls the source, "" for nobody; ``where`` the ledger's address.
    Raises LedgerError for what is no span.
    """
    roles = ((asked.source, was.source), (asked.cue, was.cue), (asked.content, was.content))
    source, cue, content = (_spans(told, before, where) for told, before in roles)
    how = was.how
    before = tuple(hop.kind for hop in how.hops) if how else ()
    channels = tuple(kind for kind in asked.channels or () if kind)
    named = asked.actor.strip()
    return Change(
        source=source,
        cue=cue,
        content=content,
        quote_type=_term(asked.quote_type, was.quote_type),
        manner=_term(asked.manner, how.manner if how else None),
        certainty=_term(asked.certainty, how.certainty if how else None),
        channels=channels if asked.channels is not None and channels != before else None,
        actor=named if named and named != actor else None,
    )


def spans_in(text: str, where: str) -> tuple[Span, ...]:
    """Characters as people write them: "40-61, 70-82"; () for none. Raises LedgerError."""
    found = []
    for part in filter(None, re.split(r"[,;\s]+", text)):
        match = re.fullmatch(r"(\d{1,9})[-:–](\d{1,9})", part)
        if not match:
            told = f"{part!r} is no stretch of characters"
            raise LedgerError(where, told, "write first and last like 40-61, several with commas")
        found.append(Span(int(match[1]), int(match[2])))
    return tuple(found)


def spans_told(spans: tuple[Span, ...]) -> str:
    """Spans as ``spans_in`` reads them."""
    return ", ".join(f"{span.start}-{span.end}" for span in spans)


def _spans(told: str | None, before: tuple[Span, ...], where: str) -> tuple[Span, ...] | None:
    if told is None:
        return None
    found = spans_in(told, where)
    return None if found == before else found


def _term(told: _Term | _Unsaid, was: _Term | None) -> _Term | None:
    return None if told == "" or told == was else told
