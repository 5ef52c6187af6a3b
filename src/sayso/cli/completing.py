"""``sayso completion``: what makes the Tab key know the commands, options and words of Sayso."""

from __future__ import annotations

import argparse
import sys

from sayso.cli.commands import READ, Commands, command

SHELLS = ("bash", "zsh", "fish")
_OF_FILES = ("FILE", "PATH", "LEDGER", "SOURCE", "DIR")  # what places in files are called in help


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso completion``."""
    completion = command(
        commands,
        "completion",
        _run_completion,
        does="print what makes a shell complete commands and options",
        examples=(
            "sayso completion bash > ~/.local/share/bash-completion/completions/sayso",
            "sayso completion zsh > ~/.zfunc/_sayso",
            "sayso completion fish > ~/.config/fish/completions/sayso.fish",
        ),
    )
    completion.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))


def _run_completion(args: argparse.Namespace) -> int:
    import shtab

    whole: argparse.ArgumentParser = args.whole
    for one in (whole, *_commands(whole)):
        for action in one._actions:  # argparse has no public name for them
            if str(action.metavar).startswith(_OF_FILES):
                vars(action)["complete"] = shtab.FILE
    sys.stdout.write(shtab.complete(whole, args.shell))
    return READ


def _commands(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return list(action.choices.values())
    return []
