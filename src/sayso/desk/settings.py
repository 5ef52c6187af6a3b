"""How a desk is served: what the command line says, and nothing that a request can change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """``judge`` is who judges where nobody logs in; ``read_only`` lets nobody change anything.

    ``cookie`` is the name of the session's: browsers share cookies between the ports of a machine,
    so two desks on one need two names.
    """

    judge: str = "desk"
    read_only: bool = False
    cookie: str = "sayso"
