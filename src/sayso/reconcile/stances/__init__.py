"""Stances: takes what a reading's phrases mean, gives who backs, condemns, accuses or answers whom.

``find_stances`` reads one report: the manner of its attributions where their cue has somebody for
its object, and clauses that say as much. ``make_stance`` makes one of anything else that shows a
stance, as an event between two actors. A stance is somebody's word too: of the report, or of the
attribution in whose content it stands (``within``). ``network`` puts many reports together.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reconcile.labels.targets import Targets
from sayso.reconcile.stances.finding import Finder
from sayso.reconcile.stances.network import Edge, network
from sayso.records import Attribution, Reading, Span, Stance, identify
from sayso.terms import StanceKind

__all__ = ["Edge", "find_stances", "make_stance", "network"]


def make_stance(
    reading: Reading,
    actor: str,
    target: str,
    kind: StanceKind,
    sign: int,
    words: Sequence[Span],
    *,
    attribution: Attribution | None = None,
    within: Attribution | None = None,
) -> Stance:
    """A stance of one actor to another, by ids, with its time.

    ``attribution`` is the saying by which it is done, ``within`` the one that tells of it.
    """
    spans = tuple(sorted(set(words)))
    places = (str(edge) for span in spans for edge in (span.start, span.end))
    return Stance(
        id=identify("stance", reading.report.id, actor, target, kind, *places),
        report=reading.report.id,
        actor=actor,
        target=target,
        kind=kind,
        sign=sign,
        words=spans,
        attribution=attribution.id if attribution else None,
        within=within.id if within else None,
        at=_when(reading, attribution or within),
    )


def find_stances(targets: Targets) -> tuple[Stance, ...]:
    """The stances of a report, in the order of its text, each once."""
    finder, reading = Finder(targets), targets.reading
    found: dict[tuple[str, str, int], Stance] = {}
    for one in finder.find():
        stance = make_stance(
            reading,
            one.actor,
            one.target,
            one.does.kind,
            one.does.sign,
            one.words,
            attribution=one.attribution,
            within=one.within,
        )
        key = one.actor, one.target, one.words[0].start
        found.setdefault(key, stance)
    return tuple(sorted(found.values(), key=lambda one: (one.words, one.id)))


def _when(reading: Reading, attribution: Attribution | None) -> str | None:
    """When it was said, else when it was published, as ISO 8601."""
    said = attribution.setting.said if attribution else None
    if said is not None and (start := reading.times[said].start):
        return start
    return reading.report.published.isoformat() if reading.report.published else None
