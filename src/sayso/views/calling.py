"""Whom a name means, among those that a view has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.errors import NoRecord
from sayso.names import fold

_UNNAMED = "sayso actors lists names and ids"


def called(
    name: str, ids: Iterable[str], names: Mapping[str, Sequence[str]], where: str
) -> set[str]:
    """Those of ``ids`` that are called so: by letters of an id, a whole name, or a part of one.

    Raises NoRecord where there is none.
    """
    every, folded = sorted(set(ids)), fold(name)
    forms = {id: [fold(form) for form in names.get(id, ())] for id in every}
    for fits in (
        lambda id: len(name) >= 4 and id.startswith(name),
        lambda id: folded in forms[id],
        lambda id: any(f" {folded} " in f" {form} " for form in forms[id]),
    ):
        if found := set(filter(fits, every)):
            return found
    raise NoRecord(where, f"nobody there is called {name!r}", _UNNAMED)
