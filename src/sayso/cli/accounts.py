"""Claims and what stands between them, as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from sayso.cli.lines import line, open_page, put, put_judged
from sayso.export.terminal import clean
from sayso.ledger.claims.loading import Between, ClaimPage, Line
from sayso.ledger.claims.sayings import Saying
from sayso.ledger.disputes.offices import TwoOffices
from sayso.ledger.disputes.parting import Parted
from sayso.records import Span
from sayso.terms import Certainty

_SHORT = 8  # letters of an id that are shown; they nearly always tell it from all others
_LINES = 5  # of a claim in a list, and others that say it on a line
_CLASHES = 3  # of two claims


def render_claims(pages: Iterable[ClaimPage]) -> None:
    """Each claim with its lines, and what stands against it."""
    with open_page() as console:
        for page in pages:
            _put_head(console, page)
            put(console, line(page.stated.words, "bold"), 2)
            _put_lines(console, page, _LINES)
            for claim, clashes in list(_by_claim(page).items())[:_CLASHES]:
                _put_against(console, page, claim, clashes[0])
            put_judged(console, page.judgements, None)
            console.print()


def render_accounts(disputes: Iterable[Parted | TwoOffices]) -> None:
    """Each dispute once, with the claims on its sides one below the other."""
    with open_page() as console:
        for one in disputes:
            if isinstance(one, TwoOffices):
                _put_offices(console, one)
            else:
                _put_parted(console, one)
            console.print()


def _put_parted(console: Console, dispute: Parted) -> None:
    _put_clash(console, dispute.against[0])
    for number, side in enumerate(dispute.sides, 1):
        put(console, line(f"side {number}", "bold"), 2)
        for page in side[:_LINES]:
            _put_head(console, page, 4)
            for said, words in _sides(dispute.against, page.id):
                put(console, _marked(said, words, terminal=console.is_terminal), 6)
            _put_lines(console, page, _LINES, 6)
        if len(side) > _LINES:
            put(console, line(f"and {len(side) - _LINES} more claims", "dim"), 4)
    if dispute.more:
        put(console, line(f"and {dispute.more} more claims", "dim"), 2)
    if len(dispute.against) > 1:
        put(console, line(_more(dispute.against[1:]), "dim"), 2)
    put_judged(console, dispute.against[0].judgements, None)


def _put_offices(console: Console, two: TwoOffices) -> None:
    head = Text(two.id[:_SHORT], style="green").append("  contradicts in ", style="red")
    put(console, head.append_text(line(f"{two.reason} ({two.name})")))
    for number, side in enumerate(two.sides, 1):
        put(console, line(f"side {number}", "bold"), 2)
        put(console, line(side.counts, "dim"), 4)
        for told in side.lines[:_LINES]:
            first = told[0]
            whole, title = first.span, first.office.span
            put(console, _bold(first.report.text, whole, title, terminal=console.is_terminal), 6)
            put(console, line(", ".join(filter(None, (first.outlet, first.published))), "cyan"), 6)


def put_claim(console: Console, page: ClaimPage) -> None:
    """All that is known of one claim."""
    put(console, line(page.stated.words, "bold"))
    put(console, line(f"{page.id} · {page.counts}", "dim"))
    for at, one in enumerate(page.lines, 1):
        console.print()
        put(console, Text(f"line {at}, said {_times(one.said)}", style="bold"))
        for said in one.sayings:
            put(console, _teller(said), 2)
            put(console, line(said.words), 4)
    if page.lines_in_all > len(page.lines):
        put(console, line(f"and {page.lines_in_all - len(page.lines)} more lines", "dim"))
    for clashes in _by_claim(page).values():
        console.print()
        put_between(console, clashes[0])
        if len(clashes) > 1:
            put(console, line(_more(clashes[1:]), "dim"), 2)
    put_judged(console, page.judgements, None)


def put_between(console: Console, one: Between) -> None:
    """How two sayings stand to each other, and why."""
    _put_clash(console, one)
    relation = one.relation
    for said, words, claim in (
        (one.left, relation.left_words, one.left_claim),
        (one.right, relation.right_words, one.right_claim),
    ):
        put(console, Text(claim[:_SHORT] + "  ", style="green").append_text(_teller(said)), 2)
        put(console, _marked(said, words, terminal=console.is_terminal), 4)
    for feature in relation.features:
        put(console, line(f"{feature.points:+.2f}  {feature.detail}", "dim"), 4)
    put_judged(console, one.judgements, None)


def _put_head(console: Console, page: ClaimPage, indent: int = 0) -> None:
    head = Text(page.id[:_SHORT], style="green").append(f"  {page.counts}", style="dim")
    standing = sum(not one.rejected for one in page.against)
    if standing and not indent:
        head.append("  contested", style="red")
    put(console, head, indent)


def _put_clash(console: Console, one: Between, indent: int = 0) -> None:
    relation = one.relation
    head = Text(relation.id[:_SHORT], style="green").append(f"  {relation.kind}", style="red")
    head.append(" in " if relation.dimension else ": ").append_text(line(relation.reason))
    put(console, head.append(f"  {relation.score:.2f}", style="dim"), indent)


def _put_lines(console: Console, page: ClaimPage, most: int, indent: int = 2) -> None:
    for one in page.lines[:most]:
        put(console, _first(one), indent)
    if page.lines_in_all > most:
        put(console, line(f"and {page.lines_in_all - most} more lines", "dim"), indent)


def _first(one: Line) -> Text:
    """Who said it first on a line, and who else has it from there."""
    found = _teller(one.sayings[0])
    others = [_short(said) for said in one.sayings[1:]]
    if others:
        named = list(dict.fromkeys(others))
        more = one.said - len(one.sayings) + max(len(named) - _LINES, 0)
        told = "; ".join(named[:_LINES]) + (f" and {more} more" if more else "")
        found.append("; also ", style="dim").append_text(line(told, "dim"))
    return found


def _teller(said: Saying) -> Text:
    """Whose word it is, where and when, and how sure it is put."""
    found = line(said.who, "cyan")
    one, report = said.proposition, said.excerpt.report
    where = () if said.excerpt.own and said.who == report.outlet else (report.outlet,)
    told = [part for part in (*where, one.published) if part]
    found.append_text(line(", ".join(["", *told]), "dim"))
    if one.certainty is not Certainty.ASSERTED:
        found.append(f"  {one.certainty}", style="yellow")
    return found


def _short(said: Saying) -> str:
    report = said.excerpt.report
    outlet = report.outlet or report.title or report.where
    return outlet if said.excerpt.own else f"{said.who} in {outlet}"


def _by_claim(page: ClaimPage) -> dict[str, list[Between]]:
    """What stands against a claim, by the other claim, the surest first."""
    found: dict[str, list[Between]] = {}
    for one in page.against:
        other = one.right_claim if one.left_claim == page.id else one.left_claim
        found.setdefault(other, []).append(one)
    return found


def _put_against(console: Console, page: ClaimPage, claim: str, one: Between) -> None:
    other = one.right if one.left_claim == page.id else one.left
    told = Text("against ", style="red").append(claim[:_SHORT], style="green")
    told.append("  ").append_text(line(f"“{other.words}” ({_short(other)})"))
    told.append("  ").append_text(line(one.relation.reason, "dim"))
    put(console, told, 2)


def _sides(against: Iterable[Between], claim: str) -> list[tuple[Saying, Span | None]]:
    """Of a claim the saying that clashes most surely, with its words that do."""
    found = []
    for one in against:
        if one.left_claim == claim:
            found.append((one.left, one.relation.left_words))
        if one.right_claim == claim:
            found.append((one.right, one.relation.right_words))
    return found[:1]


def _more(others: Sequence[Between]) -> str:
    reasons = list(dict.fromkeys(one.relation.reason for one in others))
    more = f" and {len(reasons) - _CLASHES} more" if len(reasons) > _CLASHES else ""
    return f"{len(others)} more between them: " + "; ".join(reasons[:_CLASHES]) + more


def _times(many: int) -> str:
    return "once" if many == 1 else f"{many} times"


def _marked(said: Saying, words: Span | None, *, terminal: bool) -> Text:
    """What is said, with the words that clash in bold, between asterisks where there is no bold."""
    text, found = said.excerpt.report.text, Text()
    for at, span in enumerate(said.proposition.spans):
        found.append(" … " if at else "")
        if words is None or not span.holds(words):
            found.append(clean(span.of(text)))
            continue
        found.append_text(_bold(text, span, words, terminal=terminal))
    return found


def _bold(text: str, span: Span, words: Span, *, terminal: bool) -> Text:
    """A stretch of a report with some of its words in bold, or between asterisks."""
    found, clash = Text(_plain(text[span.start : words.start])), _plain(words.of(text))
    found.append(clash if terminal else f"*{clash}*", style="bold reverse")
    return found.append(_plain(text[words.end : span.end]))


def _plain(words: str) -> str:
    """The words without controls; the spaces at their ends stay."""
    return clean(f"|{words}|")[1:-1]
