from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from sayso.desk.guard import passwords
from sayso.desk.guard.passwords import is_name, is_password, read_passwords, write_password
from sayso.errors import DeskError


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: cheap)


def test_a_password_is_kept_as_a_hash_that_only_its_owner_may_read(tmp_path: Path) -> None:
    file = tmp_path / "judges"
    write_password(file, "Ann Vey", "correct horse")
    write_password(file, "Bo", "battery staple")
    write_password(file, "Ann Vey", "another horse")
    held = read_passwords(file)
    assert list(held) == ["Ann Vey", "Bo"]
    assert "horse" not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert is_password(held, "Ann Vey", "another horse")
    assert not is_password(held, "Ann Vey", "correct horse")
    assert not is_password(held, "Bo", "another horse")
    assert not is_password(held, "Cy", "nobody has this one")


@pytest.mark.parametrize("text", ["", "# nobody\n", "ann:secret\n", "$argon2id$x\n"])
def test_a_file_that_lets_nobody_in_is_named_with_the_mend(tmp_path: Path, text: str) -> None:
    file = tmp_path / "judges"
    file.write_text(text)
    with pytest.raises(DeskError, match="sayso password"):
        read_passwords(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="no such file"):
        read_passwords(tmp_path / "none")


@pytest.mark.parametrize("name", ["", " a", "a:b", "#a", "a\nb", "x" * 81, "a\u202eb"])
def test_a_name_that_would_break_its_line_is_refused(tmp_path: Path, name: str) -> None:
    assert not is_name(name)
    with pytest.raises(DeskError, match="no name"):
        write_password(tmp_path / "judges", name, "correct horse")


def test_a_short_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="too short"):
        write_password(tmp_path / "judges", "Ann", "horse")
