"""``sayso serve`` as a program, and ``sayso password``."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from sayso import cli
from sayso.desk.serving import bind, is_own
from sayso.errors import DeskError

SAYSO = (sys.executable, "-c", "import sys; from sayso.cli import main; sys.exit(main())")
Start = Callable[..., tuple[subprocess.Popen[str], str]]


@pytest.fixture
def start(sampled: Path) -> Iterator[Start]:
    """Starts a desk on a free port; the line that it says first."""
    running: list[subprocess.Popen[str]] = []

    def serving(*options: str) -> tuple[subprocess.Popen[str], str]:
        told = [*SAYSO, "serve", str(sampled), "--port", "0", *options]
        running.append(subprocess.Popen(told, stderr=subprocess.PIPE, text=True))
        assert running[-1].stderr is not None
        return running[-1], running[-1].stderr.readline()

    yield serving
    for one in running:
        one.kill()
        one.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_desk_says_where_it_is_and_a_signal_closes_it(start: Start, number: int) -> None:
    running, line = start("--token")
    found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S{32}(?=;)", line)
    assert found
    address, token = found[0].split("?token=")
    bearer = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=address, timeout=60) as program:
        assert program.get("/claims.json").status_code == 401
        assert program.get("/claims.json", headers=bearer).json()["rows"]
    running.send_signal(number)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 0
    assert said == "sayso: the desk is closed\n"


def test_a_port_that_is_taken_is_one_line(
    sampled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.main(["serve", str(sampled), "--port", str(port)]) == cli.FAILED
    said = capsys.readouterr().err
    assert said.startswith(f"sayso: 127.0.0.1:{port}: another program uses this port; ")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("host", "port"), [("192.0.2.7", 0), ("no such host", 0), ("127.0.0.1", 65536), ("x" * 300, 0)]
)
def test_an_address_that_is_not_ours_is_named(host: str, port: int) -> None:
    with pytest.raises(DeskError, match=r"no address of this machine|no such port"):
        bind(host, port)


@pytest.mark.parametrize(
    "options", [["--host", "0.0.0.0"], ["--host", "::"], ["--allow-host", "desk.example"]]
)
def test_nobody_is_let_in_from_elsewhere_without_a_token_or_passwords(
    sampled: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["serve", str(sampled), *options])
    assert ended.value.code == cli.USAGE
    assert "add --token or --passwords FILE" in capsys.readouterr().err


def test_a_ledger_that_is_not_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["serve", str(tmp_path / "none.db")]) == cli.FAILED
    assert "there is no such ledger" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "short", "with a blank in the middle"])
def test_a_token_that_can_be_guessed_is_refused(
    sampled: Path, tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "token").write_text(text)
    told = ["serve", str(sampled), "--token-file", str(tmp_path / "token")]
    assert cli.main(told) == cli.FAILED
    assert "that is no token" in capsys.readouterr().err
    assert text not in capsys.readouterr().err or not text


def test_a_password_is_read_from_where_there_is_no_terminal(tmp_path: Path) -> None:
    file = tmp_path / "judges"
    told = [*SAYSO, "password", str(file), "Ann"]
    subprocess.run(told, input="correct horse\n", text=True, check=True, capture_output=True)
    assert file.read_text().startswith("Ann:$argon2id$")


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("[::1]", True), ("LOCALHOST", True),
     ("0.0.0.0", False), ("::", False), ("192.168.1.5", False), ("localhost.example", False)],
)  # fmt: skip
def test_only_addresses_of_the_machine_itself_are_its_own(host: str, own: bool) -> None:
    assert is_own(host) == own
