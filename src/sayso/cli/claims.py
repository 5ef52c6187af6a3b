"""``sayso claims`` and ``accounts``: what is claimed on how many lines, and what is contested."""

from __future__ import annotations

import argparse

from sayso.cli.commands import READ, Commands, asking
from sayso.cli.messages import say
from sayso.cli.tables import offer_tables, tell_more, tell_unaccounted, write_rows


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare both."""
    claims = asking(
        commands,
        "claims",
        _run_claims,
        does="list what is claimed, by whom, and on how many independent lines",
        examples=(
            "sayso claims event.db",
            "sayso claims event.db --contested",
            "sayso claims event.db --source Padrino --top 10",
            "sayso claims event.db --csv > claims.csv",
        ),
    )
    claims.add_argument(
        "--contested", action="store_true", help="only those that another claim contradicts"
    )
    claims.add_argument(
        "--source", metavar="NAME", help="only what this actor, or this outlet itself, puts forward"
    )
    offer_tables(claims, "a claim", top=50, many="claims")
    accounts = asking(
        commands,
        "accounts",
        _run_accounts,
        does="set side by side what cannot all hold, the most contested first",
        examples=("sayso accounts event.db", "sayso accounts event.db --csv > accounts.csv"),
    )
    offer_tables(accounts, "a dispute", top=50, many="disputes")


def _run_claims(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger
    from sayso.ledger.claims.rows import claim_cells, claim_row

    with open_ledger(args.ledger) as ledger:
        pages, many = ledger.claims(
            contested=args.contested, source=args.source, top=args.top or None
        )
        unaccounted = ledger.unaccounted()
    if args.json or args.csv:
        write_rows(
            [(claim_cells if args.csv else claim_row)(one) for one in pages], as_csv=args.csv
        )
    else:
        from sayso.cli.accounts import render_claims

        render_claims(pages)
    tell_more(len(pages), many, "claims")
    if not many and not unaccounted:
        say("no claim found")
    tell_unaccounted(unaccounted, args.ledger)
    return READ


def _run_accounts(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger
    from sayso.ledger.disputes.offices import TwoOffices
    from sayso.ledger.disputes.parting import Parted, part
    from sayso.ledger.disputes.rows import parted_cells, parted_row

    with open_ledger(args.ledger) as ledger:
        disputes = ledger.disputes(rejected=True).found
        found: list[Parted | TwoOffices] = [*part(disputes), *ledger.two_offices()]
        unaccounted = ledger.unaccounted()
    shown = sorted(found, key=lambda one: one.rank)[: args.top or None]
    if args.csv:
        write_rows([row for one in shown for row in parted_cells(one)], as_csv=True)
    elif args.json:
        write_rows([parted_row(one) for one in shown], as_csv=False)
    else:
        from sayso.cli.accounts import render_accounts

        render_accounts(shown)
    tell_more(len(shown), len(found), "disputes")
    if not found and not unaccounted:
        say("nothing contradicts anything else")
    tell_unaccounted(unaccounted, args.ledger)
    return READ
