"""The records: frozen, and each that comes from a text points at characters of it."""

from sayso.records.accounts import OF_NOBODY, Happening, Label, Stance
from sayso.records.actors import Actor, Mention, Office, Post
from sayso.records.attributions import Attribution, Hop, How, Judged, Place, Setting, Time
from sayso.records.claims import TAKEN_BACK, Claim, Proposition, Relation
from sayso.records.events import Event, Participant, Quantity
from sayso.records.features import Feature
from sayso.records.keeping import Judgement, Run
from sayso.records.lineage import (
    CARRIERS,
    COMMON_KEY,
    NEAR,
    Passage,
    Reuse,
    Shared,
    key_points,
    meetings,
    passage_place,
)
from sayso.records.moments import Moment, Party
from sayso.records.parses import Entity, Parse, Quotation, Word
from sayso.records.readings import Reading
from sayso.records.reports import Block, Report
from sayso.records.spans import Span, identify, words_of

__all__ = [
    "CARRIERS",
    "COMMON_KEY",
    "NEAR",
    "OF_NOBODY",
    "TAKEN_BACK",
    "Actor",
    "Attribution",
    "Block",
    "Claim",
    "Entity",
    "Event",
    "Feature",
    "Happening",
    "Hop",
    "How",
    "Judged",
    "Judgement",
    "Label",
    "Mention",
    "Moment",
    "Office",
    "Parse",
    "Participant",
    "Party",
    "Passage",
    "Place",
    "Post",
    "Proposition",
    "Quantity",
    "Quotation",
    "Reading",
    "Relation",
    "Report",
    "Reuse",
    "Run",
    "Setting",
    "Shared",
    "Span",
    "Stance",
    "Time",
    "Word",
    "identify",
    "key_points",
    "meetings",
    "passage_place",
    "words_of",
]
