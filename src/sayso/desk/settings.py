"""How a desk is served: what the command line says, and nothing that a request can change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """``judge`` is who judges where nobody logs in; ``read_only`` lets nobody change anything.

    ``cookie`` is the name of the session's: browsers share cookies between the ports of a machine,
    so two desks on one need two names. ``hosts`` are names that the desk answers to besides those
    of the machine itself. With a ``token``, or ``passwords`` (argon2 hashes by name), people log
    in.
    """

    judge: str = "desk"
    read_only: bool = False
    cookie: str = "sayso"
    hosts: tuple[str, ...] = ()
    token: str | None = None
    passwords: Mapping[str, str] | None = None

    @property
    def guarded(self) -> bool:
        """Whether people log in."""
        return self.token is not None or self.passwords is not None
