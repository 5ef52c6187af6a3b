"""The desk over a ledger in PostgreSQL: every page is there, and tells what SQLite tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient

from sayso.desk import Settings, make_desk
from sayso.ledger import open_ledger
from tests.desk.conftest import HOME
from tests.desk.test_v1 import asked, shapes
from tests.ledger.conftest import in_database, run_sql, server
from tests.ledger.sampled import RECONCILE, RUN, sample_readings

__all__ = ["server"]  # a fixture
OF_A_LEDGER = {
    "/v1/about",
    "/v1/-/about",
    "/v1/add",
}  # where it lies, how large it is, and what was sent
# Of each kind of page: reports, claims and questions have hundreds of addresses.
ENOUGH = 12


@pytest.fixture(scope="module")
def postgresql(server: str) -> Iterator[TestClient]:
    """A browser before the desk of the samples in a PostgreSQL database."""
    run_sql(server, "CREATE DATABASE desk")
    with open_ledger(in_database(server, "desk"), create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
        yield TestClient(make_desk(ledger, Settings()), base_url=HOME)


def kind(address: str) -> str:
    """Of which page an address is, as what: ids, names and what is asked for left out."""
    path, _, _ = address.partition("?")
    name = "/".join(path.split("/")[:2])
    return name + path[path.rfind(".") :] if path.endswith((".json", ".csv")) else name


def links(page: str) -> list[str]:
    found = (unescape(one).partition("#")[0] for one in re.findall(r'href="(/[^"]*)"', page))
    return [one for one in dict.fromkeys(found) if one and not one.startswith("/-/static")]


def test_every_page_that_a_link_leads_to_is_there(postgresql: TestClient) -> None:
    waiting, seen, many = ["/"], {"/"}, dict[str, int]()
    while waiting:
        address = waiting.pop(0)
        if many.get(kind(address), 0) >= ENOUGH:
            continue
        many[kind(address)] = many.get(kind(address), 0) + 1
        answer = postgresql.get(address)
        assert answer.status_code == 200, (address, answer.text[-400:])
        if answer.headers["content-type"].startswith("text/html"):
            new = [one for one in links(answer.text) if one not in seen]
            seen.update(new)
            waiting += new
    assert {"/claims", "/report", "/actor", "/event", "/search"} <= many.keys()


def test_every_answer_for_programs_is_that_of_sqlite(
    client: TestClient, postgresql: TestClient
) -> None:
    known = asked(client)
    addresses = [one for path, _ in shapes() for one in known.get(path, [path])]
    for address in addresses:
        if address in OF_A_LEDGER:
            continue
        here, there = client.get(address), postgresql.get(address)
        assert there.status_code == here.status_code == 200, address
        assert untimed(there.text) == untimed(here.text), address


def untimed(answer: str) -> str:
    """An answer without the times at which this machine added reports."""
    return re.sub(r'"added": ?"[^"]*"', '"added": ""', answer)
