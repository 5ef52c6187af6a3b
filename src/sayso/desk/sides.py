"""Claims side by side: each in the words of one saying, with those marked that clash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sayso.desk.addresses import to_words
from sayso.desk.marking import Mark, Piece, pieces
from sayso.export.how import tell_how
from sayso.export.setting import tell_setting
from sayso.ledger.claims.loading import Between, ClaimPage
from sayso.ledger.claims.sayings import Saying
from sayso.ledger.disputes.offices import Title
from sayso.ledger.disputes.parting import Parted
from sayso.records import Span
from sayso.terms import Certainty

_GAP = Piece(" … ")


@dataclass(frozen=True, slots=True)
class Side:
    """One column: a claim, the saying that shows it, and the words of it that clash.

    ``against`` are the clashes of this column with the one that it stands against.
    """

    claim: ClaimPage
    saying: Saying
    clashes: tuple[Span, ...] = ()
    against: tuple[Between, ...] = ()

    @property
    def pieces(self) -> list[Piece]:
        """What is said, cut where marks begin and end."""
        return list(said_in_pieces(self.saying, self.clashes))

    @property
    def href(self) -> str:
        """Where it stands in its report."""
        return words_at(self.saying)


def side_of(claim: ClaimPage, clashes: Iterable[Between]) -> Side:
    """A claim in the words by which it clashes most surely; as it is stated where it does not."""
    told = tuple(clashes)
    sayings = [
        (said, words)
        for one in told
        for said, words, of in (
            (one.left, one.relation.left_words, one.left_claim),
            (one.right, one.relation.right_words, one.right_claim),
        )
        if of == claim.id
    ]
    if not sayings:
        return Side(claim, claim.stated, (), told)
    shown = sayings[0][0]
    marked = {
        words
        for said, words in sayings
        if words is not None and said.proposition.id == shown.proposition.id
    }
    return Side(claim, shown, tuple(sorted(marked)), told)


def both_of(claim: ClaimPage, one: Between) -> list[Side]:
    """The two sides of what clashes within a claim."""
    relation = one.relation
    return [
        Side(claim, said, (words,) if words else (), (one,))
        for said, words in ((one.left, relation.left_words), (one.right, relation.right_words))
    ]


def columns_of(dispute: Parted) -> list[list[Side]]:
    """The sides of a dispute, of each its claims in the words by which they clash.

    A claim that contradicts itself, and no other, is there twice: in its words on either side.
    """
    if len(dispute.sides) == 1:
        return [[side] for side in both_of(dispute.sides[0][0], dispute.against[0])]
    return [
        [
            side_of(
                claim,
                [one for one in dispute.against if claim.id in (one.left_claim, one.right_claim)],
            )
            for claim in side
        ]
        for side in dispute.sides
    ]


def said_in_pieces(said: Saying, clashes: Iterable[Span] = ()) -> Iterator[Piece]:
    """What is said, with some of its words marked as clashing."""
    marks = [Mark(span, "clash") for span in clashes]
    for at, span in enumerate(said.proposition.spans):
        if at:
            yield _GAP
        yield from pieces(said.excerpt.report.text, marks, span)


def office_in_pieces(one: Title) -> list[Piece]:
    """A title and the name beside it, with the title marked as clashing."""
    return list(pieces(one.report.text, [Mark(one.office.span, "clash")], one.span))


def words_at(said: Saying) -> str:
    """Where what is said stands: its report's page, with it marked."""
    spans, one = said.proposition.spans, said.proposition
    return to_words(said.excerpt.report.id, spans[0].start, spans[-1].end, one.attribution)


def how_told(said: Saying) -> str:
    """How, when and where it was said, as its report tells: "deny · interview (Radio One)"."""
    one, excerpt = said.excerpt.attribution, said.excerpt
    # How sure it is put stands beside who says it.
    plain = one.how and replace(one.how, certainty=Certainty.ASSERTED)
    how = tell_how(plain, excerpt.report.text) if plain and not excerpt.own else ""
    return " · ".join(part for part in (how, tell_setting(one.setting, excerpt.reading)) if part)
