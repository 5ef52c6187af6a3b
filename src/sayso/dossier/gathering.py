"""A ledger's claims into a dossier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from sayso.dossier.parts import Account, Citation, Clash, Dossier, Entry, Line, Note
from sayso.errors import NoRecord
from sayso.export.terminal import tell
from sayso.ledger import Ledger
from sayso.ledger.claims.loading import Between, ClaimPage
from sayso.ledger.claims.sayings import Saying
from sayso.records import Judgement, Span, words_of
from sayso.terms import QuoteType, Verdict

_OTHERS = 5  # lines of a claim that another stands against
_COPIES = 8  # who has it from the first of a line


def gather(
    ledger: Ledger, asked: Sequence[Note], *, title: str, note: str = "", on: date
) -> Dossier:
    """The claims with these ids in this order, each once. Raises NoRecord where one is none."""
    entries: dict[str, Entry] = {}
    for one in asked:
        page = _claim(ledger, one.claim)
        entries.setdefault(page.id, _entry(ledger, page, one.words))
    # The ledger's name, not where on somebody's disk it lies.
    return Dossier(title, note, tuple(entries.values()), PurePath(ledger.where).name, on)


def _claim(ledger: Ledger, id: str) -> ClaimPage:
    page = ledger.show(id)
    if not isinstance(page, ClaimPage):
        raise NoRecord(ledger.where, f"{id} is no claim", "sayso claims lists them")
    return page


def _entry(ledger: Ledger, page: ClaimPage, note: str) -> Entry:
    return Entry(
        _account(page),
        note,
        tuple(_clashes(ledger, page)),
        tuple(_told(one) for one in page.judgements if one.verdict),
    )


def _clashes(ledger: Ledger, page: ClaimPage) -> Iterable[Clash]:
    """The surest of what stands between the claim and each other."""
    done = {page.id}
    for one in page.against:
        here, there = (one.left, one.relation.left_words), (one.right, one.relation.right_words)
        other = one.right_claim
        if one.right_claim == page.id and one.left_claim != page.id:
            here, there, other = there, here, one.left_claim
        if other in done:
            continue
        done.add(other)
        against = _cite(*there)
        yield Clash(
            one.relation.reason,
            _cite(*here),
            against,
            _others(_account(_claim(ledger, other), _OTHERS), against),
            _rejecting(one),
        )


def _others(account: Account, cited: Citation) -> Account:
    """The account without a line of which nothing is left to tell but what is cited."""
    kept = tuple(line for line in account.lines if line.said > 1 or line.first.place != cited.place)
    gone = len(account.lines) - len(kept)
    return replace(account, lines=kept, lines_in_all=account.lines_in_all - gone)


def _rejecting(one: Between) -> tuple[str, ...]:
    return tuple(it.judge for it in one.judgements if it.verdict is Verdict.REJECT)


def _account(page: ClaimPage, most: int | None = None) -> Account:
    lines = tuple(
        Line(
            _cite(line.sayings[0]),
            tuple(_cite(said) for said in line.sayings[1 : 1 + _COPIES]),
            line.said,
        )
        for line in page.lines[:most]
    )
    return Account(page.id, page.stated.words, page.counts, lines, page.lines_in_all)


def _cite(said: Saying, clash: Span | None = None) -> Citation:
    excerpt, report = said.excerpt, said.excerpt.report
    return Citation(
        tuple(_parts(said, clash)),
        excerpt.attribution.quote_type is QuoteType.DIRECT and not excerpt.own,
        said.who,
        _one_line(words_of(excerpt.attribution.cue, report.text)),
        tell(excerpt.attribution, excerpt.reading),
        report.outlet or report.title or PurePath(report.where).name,
        report.title,
        said.proposition.published,
        report.url,
        report.id,
        said.proposition.spans,
    )


def _parts(said: Saying, clash: Span | None) -> Iterable[tuple[str, bool]]:
    text = said.excerpt.report.text
    for at, span in enumerate(said.proposition.spans):
        if at:
            yield " … ", False
        cuts = [(span, False)]
        if clash and span.holds(clash):
            cuts = [
                (Span(span.start, clash.start), False),
                (clash, True),
                (Span(clash.end, span.end), False),
            ]
        for part, clashes in cuts:
            if part.start < part.end:
                yield _one_line(part.of(text)), clashes


def _one_line(words: str) -> str:
    """Line ends as spaces; a space at an end stays, since more words follow."""
    return " ".join(f"|{words}|".split())[1:-1]


def _told(judgement: Judgement) -> str:
    note = f" ({judgement.note})" if judgement.note else ""
    return f"{judgement.judge}: {judgement.verdict}{note}"
