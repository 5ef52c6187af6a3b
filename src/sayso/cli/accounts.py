"""Claims and what stands between them, as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from sayso.cli.lines import line, open_page, put, put_judged
from sayso.export.terminal import clean
from sayso.ledger.claims import Account, Between, ClaimPage, Line
from sayso.ledger.sayings import Saying
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


def render_accounts(accounts: Sequence[Account]) -> None:
    """Each two claims that cannot both hold, one above the other.

    A claim with several against it comes once, above all of these.
    """
    with open_page() as console:
        for some in _around_one(accounts):
            if len(some) == 1:
                _put_account(console, some[0], dict.fromkeys((some[0].left, some[0].right)))
                continue
            shared = {some[0].left.id, some[0].right.id} & {some[1].left.id, some[1].right.id}
            page = next(one for one in (some[0].left, some[0].right) if one.id in shared)
            _put_head(console, page)
            put(console, line(page.stated.words, "bold"), 2)
            _put_lines(console, page, _LINES)
            for account in some:
                _put_account(console, account, _others(account, page.id), 2)


def _around_one(accounts: Sequence[Account]) -> Iterable[list[Account]]:
    """The accounts in their order, those of one claim with the first of them that it is in."""
    by_claim: dict[str, list[int]] = {}
    for at, one in enumerate(accounts):
        for id in {one.left.id, one.right.id}:
            by_claim.setdefault(id, []).append(at)
    done: set[int] = set()
    for at, one in enumerate(accounts):
        if at not in done:
            sides = [
                [n for n in by_claim[id] if n not in done] for id in (one.left.id, one.right.id)
            ]
            together = max(sides, key=len)
            done.update(together)
            yield [accounts[n] for n in together]


def _others(account: Account, id: str) -> list[ClaimPage]:
    """The other side; a claim that contradicts itself is its own."""
    return [one for one in (account.left, account.right) if one.id != id] or [account.left]


def _put_account(
    console: Console, account: Account, pages: Iterable[ClaimPage], indent: int = 0
) -> None:
    """The clash of two claims, and these of them."""
    one = account.against[0]
    _put_clash(console, one, indent)
    for page in pages:
        _put_head(console, page, indent + 2)
        for said, words in _sides(one, page.id):
            put(console, _marked(said, words, terminal=console.is_terminal), indent + 4)
        _put_lines(console, page, _LINES, indent + 4)
    if len(account.against) > 1:
        put(console, line(_more(account.against[1:]), "dim"), indent + 2)
    put_judged(console, one.judgements, None)
    console.print()


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


def _sides(one: Between, claim: str) -> Iterable[tuple[Saying, Span | None]]:
    if one.left_claim == claim:
        yield one.left, one.relation.left_words
    if one.right_claim == claim:
        yield one.right, one.relation.right_words


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
        found.append(_plain(text[span.start : words.start]))
        clash = _plain(words.of(text))
        found.append(clash if terminal else f"*{clash}*", style="bold reverse")
        found.append(_plain(text[words.end : span.end]))
    return found


def _plain(words: str) -> str:
    """The words without controls; the spaces at their ends stay."""
    return clean(f"|{words}|")[1:-1]
