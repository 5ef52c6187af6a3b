"""Events as they are asked for: who did what to whom, when and where, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.ledger import Deed
    from sayso.ledger.overview.gathering import Known
    from sayso.records import Party


def deed_row(deed: Deed, known: Known) -> dict[str, object]:
    """An event as JSON has it, with names over all reports in place of numbers and spans."""
    from sayso.export.setting import stretch

    event, told = deed.event, deed.told
    return {
        "id": event.id,
        "report": told.report,
        "type": event.type.value,
        "mode": event.mode and event.mode.value,
        "about": event.about and event.about.value,
        "actors": [name(one, known) for one in deed.actors],
        "recipients": [name(one, known) for one in deed.recipients],
        "happened": deed.happened and stretch(deed.happened),
        "place": deed.place and deed.place.name,
        "quantities": list(deed.counted),
        "negated": event.negated,
        "modality": event.modality.value,
        "source": name(deed.source, known) if deed.source else None,
        "outlet": told.outlet,
        "published": told.published,
        "words": told.words,
        "sentence": told.sentence,
        "reason": event.reason,
    }


def name(party: Party, known: Known) -> str:
    """What a party is called over all reports, else in its own."""
    from sayso.terms import NOBODY

    return known.name(party) or NOBODY
