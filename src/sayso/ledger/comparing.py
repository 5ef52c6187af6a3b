"""Where accounts part, and what people decided: the part of a ledger that sets side by side.

Every method is one transaction, as in store.py, whose Ledger has them.
"""

from __future__ import annotations

from sayso.ledger.claims.beside import Beside, claim_meant, load_beside
from sayso.ledger.database.opening import Database
from sayso.ledger.disputes.listing import Disputes, list_disputes
from sayso.ledger.judgements.keeping import Kept, judges, list_judgements, rejected
from sayso.ledger.overview.glance import Glance, load_glance


class Comparing:
    """The part of a Ledger that shows claims beside one another, and judgements."""

    _database: Database
    where: str

    def disputes(
        self,
        *,
        ground: str | None = None,
        source: str | None = None,
        rejected: bool = False,
        skip: int = 0,
        top: int | None = None,
    ) -> Disputes:
        """What is disputed, that with most lines on two sides first; without the first ``skip``.

        Only what clashes in one ``ground`` (as Relation.dimension), or where a ``source`` takes
        part: an actor by name or id, or an outlet. ``rejected`` adds what people say is no
        contradiction. Raises NoRecord where nobody is called so.
        """
        with self._database.reading() as conn:
            return list_disputes(
                conn,
                self.where,
                ground=ground,
                source=source,
                rejected=rejected,
                skip=skip,
                top=top,
            )

    def claim_meant(self, id: str) -> str:
        """The id of the claim that has this id, or whose proposition or relation it is.

        Four letters of it will do. Raises NoRecord.
        """
        with self._database.reading() as conn:
            return claim_meant(conn, id, self.where)

    def beside(self, id: str, *, skip: int = 0, rivals: int = 3, most: int = 20) -> Beside:
        """The claim with this id beside ``rivals`` claims against it, without the first ``skip``.

        Of each claim ``most`` lines are given, and of each line ``most`` sayings.
        """
        with self._database.reading() as conn:
            return load_beside(conn, id, skip=skip, rivals=rivals, most=most)

    def glance(self) -> Glance:
        """The whole ledger at a glance: counts, days, and the first and last of some lists."""
        with self._database.reading() as conn:
            return load_glance(conn)

    def judgements(
        self,
        *,
        judge: str | None = None,
        target: str | None = None,
        skip: int = 0,
        top: int | None = None,
    ) -> tuple[list[Kept], int]:
        """Judgements ever made, the last first, and how many they are.

        Those alone of one ``judge``, or on the record with the id ``target``; at most ``top``,
        without the first ``skip``.
        """
        with self._database.reading() as conn:
            return list_judgements(conn, judge=judge, target=target, skip=skip, top=top)

    def judges(self) -> list[tuple[str, int]]:
        """Who has judged, by name, and how often."""
        with self._database.reading() as conn:
            return judges(conn)

    def rejected(self) -> frozenset[str]:
        """Ids of the attributions and other rows that people rejected, as it stands now."""
        with self._database.reading() as conn:
            return rejected(conn)
