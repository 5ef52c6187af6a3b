"""Entities of Wikidata as known actors: from a dump's lines, ``Special:EntityData`` or its API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sayso.terms import ActorKind

_INSTANCE_OF = "P31"
# Classes of what news has most of; of others the kind is left open.
_KINDS = {
    "Q5": ActorKind.PERSON,  # human
    "Q6256": ActorKind.STATE,  # country
    "Q3624078": ActorKind.STATE,  # sovereign state
    "Q7188": ActorKind.STATE_BODY,  # government
    "Q327333": ActorKind.STATE_BODY,  # government agency
    "Q2659904": ActorKind.STATE_BODY,  # government organization
    "Q192350": ActorKind.STATE_BODY,  # ministry
    "Q35749": ActorKind.STATE_BODY,  # parliament
    "Q41487": ActorKind.STATE_BODY,  # court
    "Q772547": ActorKind.ARMED_FORCE,  # armed forces
    "Q176799": ActorKind.ARMED_FORCE,  # military unit
    "Q43229": ActorKind.ORGANISATION,  # organization
    "Q484652": ActorKind.ORGANISATION,  # international organization
    "Q7278": ActorKind.ORGANISATION,  # political party
    "Q783794": ActorKind.ORGANISATION,  # company
    "Q4830453": ActorKind.ORGANISATION,  # business
    "Q11032": ActorKind.ORGANISATION,  # newspaper
    "Q192283": ActorKind.ORGANISATION,  # news agency
    "Q1616075": ActorKind.ORGANISATION,  # television station
    "Q14350": ActorKind.ORGANISATION,  # radio station
}


def is_entity(row: Mapping[str, object]) -> bool:
    """Whether a row is an entity of Wikidata."""
    return isinstance(row.get("labels"), dict) and isinstance(row.get("id"), str)


def entities(document: object) -> Iterator[object]:
    """The rows of a document: of ``{"entities": {...}}``, a list, or one alone."""
    if isinstance(document, list):
        yield from document
    elif isinstance(document, dict) and isinstance(document.get("entities"), dict):
        yield from document["entities"].values()
    else:
        yield document


def names_of(row: Mapping[str, Any]) -> list[str]:
    """Label and aliases: English ones and those for all languages, else the labels of any."""
    labels, aliases = row["labels"], row.get("aliases")
    wanted = [code for code in labels if code == "mul" or code.partition("-")[0] == "en"]
    wanted.sort(key=lambda code: (code != "en", code))
    first = [labels[code] for code in wanted or sorted(labels)]
    held = aliases if isinstance(aliases, dict) else {}
    others = [one for code in wanted for one in held.get(code, [])]
    values = (one.get("value") for one in (*first, *others) if isinstance(one, dict))
    return [value for value in values if isinstance(value, str)]


def kind_of(row: Mapping[str, Any]) -> ActorKind | None:
    """What it is by the classes that it is an instance of, if that is known."""
    claims = row.get("claims")
    stated = claims.get(_INSTANCE_OF) if isinstance(claims, dict) else None
    for one in stated if isinstance(stated, list) else ():
        snak = one.get("mainsnak") if isinstance(one, dict) else None
        value = snak.get("datavalue") if isinstance(snak, dict) else None
        meant = value.get("value") if isinstance(value, dict) else None
        if isinstance(meant, dict) and (kind := _KINDS.get(str(meant.get("id")))):
            return kind
    return None
