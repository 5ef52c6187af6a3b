"""``sayso terms``: what Sayso's words mean."""

from __future__ import annotations

import argparse
import textwrap

from sayso.cli.commands import READ, Commands, command, width
from sayso.terms import GLOSSARY


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso terms`` and its options."""
    command(
        commands,
        "terms",
        _run_terms,
        does="say what Sayso's words mean",
        examples=("sayso terms",),
    )


def _run_terms(args: argparse.Namespace) -> int:
    room = max(map(len, GLOSSARY)) + 2
    for word, meaning in GLOSSARY.items():
        lines = textwrap.wrap(meaning, max(width() - room, 20))
        print(f"{word:<{room}}" + f"\n{'':<{room}}".join(lines))
    return READ
