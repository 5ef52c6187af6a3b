"""What is told of many reports together: labels, stances and moments by who is one with whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.records import Happening, Label, Moment, Reuse, Stance
from sayso.terms import Clock

if TYPE_CHECKING:
    from sayso.reconcile.labels import Matrix
    from sayso.reconcile.stances import Edge
    from sayso.reconcile.timeline import Entry


def join_happenings(happenings: Iterable[Happening]) -> dict[str, str]:
    """The group of each happening of many reports, by id."""
    from sayso.reconcile.labels import join_happenings

    return join_happenings(happenings)


def count_labels(
    labels: Sequence[Label],
    happenings: Sequence[Happening],
    groups: Mapping[str, str],
    reuses: Sequence[Reuse],
) -> tuple[Matrix, dict[str, str]]:
    """Labels by target and user, and the group of each happening.

    ``groups`` gives those of actors. Labels in copies of one passage are one line.
    """
    from sayso.reconcile.labels import join_happenings, tabulate
    from sayso.reconcile.lines import find_lines

    joined = join_happenings(happenings)
    lines = find_lines(((one.id, one.report, one.span) for one in labels), reuses)
    return tabulate(labels, {**groups, **joined}, lines), joined


def connect_stances(
    stances: Sequence[Stance], groups: Mapping[str, str], reuses: Sequence[Reuse]
) -> tuple[Edge, ...]:
    """Who stands where to whom; stances in copies of one passage are one line."""
    from sayso.reconcile.lines import find_lines
    from sayso.reconcile.stances import network

    lines = find_lines(((one.id, one.report, one.words[0]) for one in stances), reuses)
    return network(stances, groups, lines)


def order_moments(
    moments: Sequence[Moment], clock: Clock, groups: Mapping[str, str], reuses: Sequence[Reuse]
) -> tuple[Entry, ...]:
    """Moments by a clock; those in copies of one passage are one line."""
    from sayso.reconcile.lines import find_lines
    from sayso.reconcile.timeline import order

    lines = find_lines(((one.id, one.report, one.span) for one in moments), reuses)
    return order(moments, clock, groups, lines)
