"""The most cited actors of two real events: no two of them one person, none of them two.

The lists are name forms of those whom the reports cite most, one actor a line; whoever is not in
them is not looked at.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.ledger import open_ledger
from sayso.ledger.actors.summing import Group
from sayso.names import fold
from sayso.pipeline import Pipeline
from tests.ledger.quick import RUN

CITED = 10
EVENTS = {
    "douma_2018": """
        Donald Trump|Trump|Donald J. Trump
        James Mattis|Mattis|Jim Mattis
        Emmanuel Macron|Macron
        Russian Federation|Russia|Kremlin
        Nikki Haley|Haley
        Theresa May|May
        Mike Rounds|Rounds
        Vassily Nebenzia|Nebenzia
        United States|U.S.|US|Washington|America
        Vladimir Putin|Putin
        Barack Obama|Obama
        Sarah Huckabee Sanders|Sarah Sanders|Sanders
        Larry Kudlow|Kudlow
        Bashar al-Assad|Bashar Assad|Assad|Bashar
        Angus King|King|Mr. King
        White House
        Syria|Syrian Arab Republic
        John Bolton|Bolton
    """,
    "hong_kong_2019": """
        Donald Trump|Trump|Donald J. Trump
        Carrie Lam|Lam
        China|Beijing|People's Republic of China|PRC
        Joshua Wong|Wong
        Wilbur Ross|Ross
        Xi Jinping|Xi
        John Bolton|Bolton
        State Department|State Dept.|State
        Eliot Engel|Engel
        Hua Chunying|Hua
        Mitch McConnell|McConnell
        United Kingdom|Britain|UK
        Chuck Schumer|Schumer
        Nancy Pelosi|Pelosi
        Hong Kong|HK
        the Chinese government|The Chinese central government
    """,
}


@pytest.fixture(params=list(EVENTS))
def event(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def cited(event: str, tmp_path: Path) -> list[Group]:
    corpora = os.environ.get("SAYSO_CORPORA")
    path = Path(corpora or "nowhere") / "reports" / f"{event}.jsonl"
    if not path.exists():
        pytest.skip("the reports of real events are not here: set SAYSO_CORPORA")
    pipeline = Pipeline()
    with open_ledger(tmp_path / "event.db", create=True) as ledger:
        for reading in pipeline.read([str(path)]):
            assert not isinstance(reading, SaysoError)
            ledger.add(reading, RUN, pipeline)
        return ledger.actors(top=CITED)[0]


def test_the_most_cited_are_each_one_and_all_others(event: str, cited: list[Group]) -> None:
    lines = [line.strip().split("|") for line in EVENTS[event].strip().splitlines()]
    known = {fold(form): forms[0] for forms in lines for form in forms}
    whole = [{known.get(fold(form)) for form in (one.name, *one.names)} - {None} for one in cited]
    assert all(len(one) <= 1 for one in whole), "two in one"
    found = [one for group in whole for one in group]
    assert len(found) == len(set(found)), "one in two"
    assert len(found) >= CITED * 0.6, "most of those cited are in the list"
