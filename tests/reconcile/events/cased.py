"""Cases of tests/cases/events: texts, and lines about the events that are expected in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sayso.records import Event, Participant, Quantity, Reading
from sayso.terms import EventType, Modality


@dataclass(frozen=True, slots=True)
class Case:
    """A text, and a line about each of its events: "assault: the army > the town | not"."""

    title: str
    text: str
    expected: tuple[str, ...]


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, in its order."""
    sections = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.M)[1:]
    found = []
    for section in sections:
        title, text, *expected = (line for line in section.splitlines() if line.strip())
        found.append(Case(title, text, tuple(expected)))
    return found


def told(event: Event, reading: Reading, line: str) -> str:
    """An event as the lines of the cases have it; of what else it tells, what ``line`` asks for."""
    text = reading.report.text
    kind = f"{event.type}.{event.mode}" if event.mode else event.type.value
    _, _, rest = line.partition(":")
    who, *asked = (part.strip() for part in rest.split("|"))
    actors = _names(event.actor, text)
    if ">" in who:
        actors = f"{actors} > {_names(event.recipient, text)}".strip()
    extras = [extra for extra in _extras(event, reading) if extra in asked]
    return " | ".join([f"{kind}: {actors}".strip(), *extras])


def _names(participants: tuple[Participant, ...], text: str) -> str:
    return "; ".join(one.span.of(text) for one in participants)


def _extras(event: Event, reading: Reading) -> list[str]:
    text = reading.report.text
    found = [f"about {event.about}"] if event.about else []
    found += [f"with {span.of(text)}" for span in event.instrument]
    found += ["not"] if event.negated else []
    found += [event.modality.value] if event.modality is not Modality.ASSERTED else []
    found += [_bounds(quantity) for quantity in event.quantities]
    said = [it for it in reading.attributions if it.id == event.attribution]
    found += [f"said by {it.source[0].of(text)}" for it in said if it.source]
    if event.place is not None:
        found.append(f"in {reading.places[event.place].span.of(text)}")
    return found


def _bounds(quantity: Quantity) -> str:
    low, high = ("" if n is None else f"{n:g}" for n in (quantity.low, quantity.high))
    return f"{low}..{high} {quantity.unit}"


def asked_for(line: str) -> bool:
    """Whether a line is about a statement."""
    return line.startswith(EventType.SAY.value)
