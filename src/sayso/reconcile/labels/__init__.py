"""Labels: takes what a reading's phrases mean, gives who calls whom or what by which words.

``find_labels`` reads one report; ``join_happenings`` says which happenings of several reports are
one; ``tabulate`` counts labels of many reports by user. All of it is pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.reconcile.labels.actors import actor_labels, nobody_labels
from sayso.reconcile.labels.applied import RANK, Applied, Target
from sayso.reconcile.labels.events import event_labels
from sayso.reconcile.labels.joining import join_happenings
from sayso.reconcile.labels.lexicon import leaning_of, lexicon
from sayso.reconcile.labels.matrix import Matrix, tabulate
from sayso.reconcile.labels.naming import find_namings
from sayso.reconcile.labels.phrases import Phrases
from sayso.reconcile.labels.targets import Targets
from sayso.reconcile.labels.using import Users
from sayso.records import Happening, Label, Reading, identify

__all__ = [
    "Labelled",
    "Matrix",
    "Targets",
    "find_labels",
    "join_happenings",
    "tabulate",
]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The labels of one report in the order of its text, and the happenings that some are of."""

    labels: tuple[Label, ...]
    happenings: tuple[Happening, ...]


def find_labels(targets: Targets) -> Labelled:
    """Every noun phrase or modifier by which a report calls an actor or a happening something."""
    reading, phrases = targets.reading, targets.phrases
    heads, happenings = targets.actors, targets.happenings
    namings = tuple(find_namings(phrases))
    users = Users(phrases, reading, heads)
    events = happenings.of.keys()
    applied = [
        *event_labels(phrases, happenings, namings),
        *actor_labels(phrases, reading.actors, heads, namings, events),
    ]
    taken = {one.head for one in applied} | set(heads) | events
    applied += nobody_labels(phrases, taken)
    labels = [
        _label(reading, phrases, users, one)
        for one in _once(applied)
        if one.head not in targets.skipped
    ]
    return Labelled(tuple(sorted(labels, key=lambda one: (one.span, one.id))), happenings.found)


def _once(applied: Iterable[Applied]) -> Iterator[Applied]:
    """Of one word for one target one label, of the form that tells the most."""
    best: dict[tuple[Target, int], Applied] = {}
    for one in applied:
        key = one.target, one.head
        if key not in best or RANK.index(one.form) < RANK.index(best[key].form):
            best[key] = one
    yield from best.values()


def _label(reading: Reading, phrases: Phrases, users: Users, applied: Applied) -> Label:
    use, span = users.use(applied), phrases.span(applied.first, applied.last)
    report = reading.report.id
    return Label(
        id=identify(
            "label", report, applied.target.id, str(span.start), str(span.end), applied.key
        ),
        report=report,
        about=applied.target.about,
        target=applied.target.id,
        key=applied.key,
        span=span,
        head=phrases.spans[applied.head],
        form=applied.form,
        voice=use.voice,
        user=use.user,
        attribution=use.attribution,
        leaning=_leaning(applied),
        rejected=applied.rejected or use.rejected,
        outlet=users.outlet(span),
    )


def _leaning(applied: Applied) -> str | None:
    """What kind of loaded word a label is, by the last of its words that is one."""
    words = applied.key.removeprefix("operation ").split()
    if len(words) > 1 and words[-1] in lexicon().neutral:
        return None
    return next((kind for w in (applied.key, *reversed(words)) if (kind := leaning_of(w))), None)
