from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.cli.completing import SHELLS
from tests.test_docs import subcommands

Captured = pytest.CaptureFixture[str]


def script(shell: str, capsys: Captured) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_is_completed_in_every_shell(shell: str, capsys: Captured) -> None:
    words = set(re.findall(r"[\w-]+", script(shell, capsys)))
    assert set(subcommands()) <= words
    assert "press_conference" in words  # a choice of an option


def completed(typed: str, script: Path, folder: Path) -> list[str]:
    """What bash offers for the last word typed."""
    words = typed.split(" ")
    run = subprocess.run(
        [
            "bash",
            "--norc",
            "-c",
            f"source {script}; COMP_WORDS=({' '.join(map(repr, words))}); "
            f"COMP_CWORD={len(words) - 1}; $(complete -p sayso | sed 's/.*-F \\([^ ]*\\).*/\\1/') "
            f"sayso {words[-1]!r}; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.split()


def test_bash_completes_commands_options_and_files(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "sayso.bash"
    path.write_text(script("bash", capsys), encoding="utf-8")
    (tmp_path / "event.db").touch()
    assert completed("sayso acc", path, tmp_path) == ["accounts"]
    assert completed("sayso search event.db --manner thr", path, tmp_path) == ["threaten"]
    assert completed("sayso claims event.db --cont", path, tmp_path) == ["--contested"]
    assert completed("sayso stats ev", path, tmp_path) == ["event.db"]


@pytest.mark.parametrize("command", subcommands())
def test_the_help_of_every_command_shows_an_example_that_is_understood(command: str) -> None:
    epilog = subcommands()[command].epilog or ""
    assert re.search(rf"^  .*\bsayso {command}\b", epilog, flags=re.M)
