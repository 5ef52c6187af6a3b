"""The JSON lines of ``sayso export`` into a ledger: what was read comes as it was, unread.

Lineage, links of actors, claims and relations are found anew, as they are when reports are added.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso.errors import SaysoError
from sayso.importing.lines import WRONG, Failure, Held, Version, broken, file_lines, held_in
from sayso.ledger import Ledger
from sayso.ledger.writing import Reconcile
from sayso.records import Judgement
from sayso.terms import Added


class Whole:
    """Brings an export in, a version at a time; judgements last, in the order of their time."""

    def __init__(self, ledger: Ledger, reconcile: Reconcile) -> None:
        """``reconcile`` (a Pipeline) finds what is between reports; its model is not asked."""
        self._ledger, self._reconcile = ledger, reconcile
        self._judgements: list[Judgement] = []

    def bring(self, path: Path) -> Iterator[Added | Judgement | SaysoError]:
        """What became of each version and judgement, and each line that could not be taken.

        Raises NotFound where there is no such file.
        """
        for held in held_in(file_lines(path)):
            yield from self._keep(held)
        for one in sorted(self._judgements, key=lambda made: (str(made.at), str(made.id))):
            try:
                if self._ledger.restore(one):
                    yield one
            except SaysoError:
                raise
            except WRONG as error:
                yield broken(str(path), "judgement", error)

    def _keep(self, held: Held) -> Iterator[Added | SaysoError]:
        if isinstance(held, SaysoError):
            yield held
        elif isinstance(held, Judgement):
            self._judgements.append(held)
        elif isinstance(held, Version):
            yield self._add(held)
        else:
            yield from self._fail(held)

    def _add(self, version: Version) -> Added | SaysoError:
        try:
            return self._ledger.add(version.reading, version.run, self._reconcile)
        except SaysoError as error:
            return error
        except WRONG as error:  # of this version nothing is kept
            return broken(version.where, "version", error)

    def _fail(self, failure: Failure) -> Iterator[SaysoError]:
        try:
            self._ledger.fail(failure.error)
        except SaysoError:
            raise
        except WRONG as error:
            yield broken(failure.where, "failure", error)
