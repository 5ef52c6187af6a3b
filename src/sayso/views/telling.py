"""What an entry of the timeline tells, in words: who, when, and as whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.terms import Clock

if TYPE_CHECKING:
    from sayso.ledger.overview.gathering import Gathered
    from sayso.pipeline import Entry
    from sayso.records import Moment, Party


class Telling:
    """Tells entries of one ledger by one clock."""

    def __init__(self, gathered: Gathered[Moment], clock: Clock) -> None:
        self.told, self.clock = gathered.told, clock
        self._known = gathered.known

    def name(self, party: Party) -> str:
        """What a party is called over all reports, else in its own."""
        from sayso.terms import NOBODY

        return self._known.name(party) or NOBODY

    def kind(self, moment: Moment) -> str:
        """The type of an event, the manner of something said."""
        if moment.event:
            return moment.event.value
        return moment.manner.value if moment.manner else "say"

    def outlets(self, entry: Entry) -> list[str]:
        """Whose reports tell of it, the first first."""
        told = (self.told[one.id] for one in entry.moments)
        return list(dict.fromkeys(one.outlet or one.where for one in told))

    def row(self, entry: Entry) -> dict[str, object]:
        """An entry as JSON has it: what its first moment tells, and who else does."""
        from sayso.export.setting import stretch

        first = entry.moments[0]
        return {
            "at": entry.at,
            "as_of": entry.as_of,
            "kind": self.kind(first),
            "actors": list(map(self.name, first.actors)),
            "recipients": list(map(self.name, first.recipients)),
            "negated": first.negated,
            "modality": first.modality.value,
            "source": self.name(first.source) if first.source else None,
            "happened": first.happened and stretch(first.happened),
            "said": first.said and stretch(first.said),
            "published": first.published,
            "reports": entry.reports,
            "lines": entry.lines,
            "words": self.told[first.id].words,
            "sentence": self.told[first.id].sentence,
            "outlets": self.outlets(entry),
            "ids": [one.id for one in entry.moments],
        }
