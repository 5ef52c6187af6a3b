"""What was read, as people left it: corrected where the last word on it is a correction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import sqlalchemy as sa

from sayso.ledger.judgements.added import speaker
from sayso.ledger.judgements.keeping import Change, load_judgements, standing
from sayso.ledger.tables.reports import JUDGEMENTS
from sayso.names import fold
from sayso.records import Actor, Attribution, Hop, How, Judged, Judgement, Reading
from sayso.terms import Manner, Verdict


def amend(conn: sa.Connection, readings: Sequence[Reading]) -> list[Reading]:
    """The readings with every correction in the place of what it corrects.

    Corrections count in the order in which they were made, until somebody accepts what was read.
    What the last judgement rejects is there and says so (``judged``).
    """
    by_target = _judgements(conn, [one.report.id for one in readings])
    if not by_target:
        return list(readings)
    return [
        replace(
            one,
            attributions=tuple(_amended(one.attributions, by_target, one.actors)),
            assertions=tuple(_amended(one.assertions, by_target, one.actors)),
        )
        for one in readings
    ]


def _judgements(conn: sa.Connection, reports: Collection[str]) -> dict[str, list[Judgement]]:
    """Those that stand on attributions of these versions, by attribution, in their order."""
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for one in standing(load_judgements(conn, JUDGEMENTS.c.report.in_(reports))):
        found[one.target].append(one)
    return dict(found)


def _amended(
    some: Iterable[Attribution], made: dict[str, list[Judgement]], actors: Sequence[Actor]
) -> Iterator[Attribution]:
    for one in some:
        now = one
        for judgement in made.get(one.id, ()):
            now = _by(now, judgement, one, actors)
        yield now


def _by(
    one: Attribution, judgement: Judgement, read: Attribution, actors: Sequence[Actor]
) -> Attribution:
    """An attribution after one more judgement; ``read`` is what it was before all of them."""
    before = one.judged or Judged()
    if judgement.verdict is Verdict.ACCEPT:
        return read
    if judgement.verdict is Verdict.REJECT:
        return replace(one, judged=replace(before, rejected_by=judgement.judge))
    if judgement.verdict is Verdict.EDIT:
        change = Change.from_json(judgement.change or "{}")
        judged = replace(before, edited_by=judgement.judge, rejected_by=None)
        return replace(corrected(one, change, actors), judged=judged)
    if judgement.verdict is Verdict.ADD:
        return replace(one, judged=replace(before, rejected_by=None))
    return one


def corrected(one: Attribution, change: Change, actors: Sequence[Actor]) -> Attribution:
    """An attribution with what a change says in the place of what it had; its id stays.

    Where the change tells another source and not whose words they are, that is who is mentioned
    there; whoever is named and is not among the report's ``actors`` is nobody that it can point at.
    """
    actor = one.actor
    if change.actor is not None:
        actor = _called(change.actor, actors)
    elif change.source is not None and change.source != one.source:
        actor = speaker(change.source, actors)
    return replace(
        one,
        source=one.source if change.source is None else tuple(sorted(change.source)),
        cue=one.cue if change.cue is None else tuple(sorted(change.cue)),
        content=one.content if change.content is None else tuple(sorted(change.content)),
        quote_type=change.quote_type or one.quote_type,
        how=_how(one, change),
        actor=actor,
    )


def _how(one: Attribution, change: Change) -> How | None:
    """How it was said; of what a person tells, the machine's words justify nothing."""
    if change.manner is None and change.certainty is None and change.channels is None:
        return one.how
    how = one.how or How(Manner.SAY, ())
    if change.manner is not None and change.manner is not how.manner:
        how = replace(how, manner=change.manner, manner_words=change.cue or one.cue)
    if change.certainty is not None and change.certainty is not how.certainty:
        how = replace(how, certainty=change.certainty, certainty_words=())
    if change.channels is not None and change.channels != tuple(hop.kind for hop in how.hops):
        how = replace(how, hops=tuple(Hop(kind, ()) for kind in change.channels))
    return how


def _called(name: str, actors: Sequence[Actor]) -> str | None:
    """The actor of a report with this id or name, whole or else in part; None where none is."""
    folded = fold(name)
    names = {one.id: [fold(form) for form in (one.name, *one.names)] for one in actors}
    if name in names:
        return name
    whole = (id for id, forms in names.items() if folded in forms)
    within = (id for id, forms in names.items() if any(f" {folded} " in f" {f} " for f in forms))
    return next(whole, None) or next(within, None)
