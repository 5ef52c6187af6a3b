from __future__ import annotations

import pytest

from sayso.errors import NoRecord
from sayso.views.calling import called

NAMES = {"ab12": ("Lunet Abrask", "Abrask"), "cd34": ("Maril Dovane",), "ef56": ("Abrask Bridge",)}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("abrask", {"ab12"}),  # a whole name comes before a part of one
        ("Dovane", {"cd34"}),
        ("ef56", {"ef56"}),
    ],
)
def test_a_name_means_who_bears_it(name: str, meant: set[str]) -> None:
    assert called(name, NAMES, NAMES, "event.db") == meant


def test_a_name_of_nobody_is_an_error_that_names_it() -> None:
    with pytest.raises(NoRecord, match="Zzyzx"):
        called("Zzyzx", NAMES, NAMES, "event.db")
