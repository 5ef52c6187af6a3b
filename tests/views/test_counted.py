from __future__ import annotations

from sayso.views.counted import name_happening


def test_a_happening_is_called_by_its_first_noun_and_by_what_tells_it_apart() -> None:
    assert name_happening(["coup", "uprising"], ()) == "the coup"
    assert name_happening(["coup"], ["2026", "quenara"]) == "the coup (2026, quenara)"
    assert name_happening([], ()) == "what happened"
