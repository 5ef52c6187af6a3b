from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.across import KnownActor
from sayso.errors import ReadError
from sayso.intake.known import read_known
from sayso.terms import ActorKind

PERSON = ActorKind.PERSON


def read(tmp_path: Path, content: str | bytes) -> list[KnownActor | ReadError]:
    path = tmp_path / "actors"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_known(path))


def told(found: list[KnownActor | ReadError]) -> list[str]:
    """The errors, from the last part of their path on."""
    return [str(one).rpartition("/")[2] for one in found if isinstance(one, ReadError)]


TABLES = [
    "id,name,names,kind\nQ1,Ode Márrow,Marrow; O. Marrow,person\nQ2,Halden Council,,state body\n",
    "\ufeffname;ID;kind;names\r\nOde Márrow;Q1;Person;Marrow\r\nHalden Council;Q2;state_body;\r\n",
    "id\tname\tkind\nQ1\tOde Márrow\tperson\n\nQ2\tHalden Council\tSTATE BODY\n",
]


@pytest.mark.parametrize("table", TABLES, ids=["comma", "semicolon", "tab"])
def test_a_table_of_known_actors_is_read(tmp_path: Path, table: str) -> None:
    person, body = read(tmp_path, table)
    assert isinstance(person, KnownActor)
    assert (person.id, person.names[0], person.kind) == ("Q1", "Ode Márrow", PERSON)
    assert body == KnownActor("Q2", ("Halden Council",), ActorKind.STATE_BODY)


def test_json_lines_of_known_actors_are_read(tmp_path: Path) -> None:
    rows = [{"id": 7, "name": "Ode Marrow", "names": ["Marrow"]}, {"id": "x", "name": ["A", "B"]}]
    content = "\n".join(map(json.dumps, rows))
    assert read(tmp_path, content) == [
        KnownActor("7", ("Ode Marrow", "Marrow")),
        KnownActor("x", ("A", "B")),
    ]


def test_entities_of_followthemoney_are_read_and_others_passed_over(tmp_path: Path) -> None:
    entities = [
        {
            "id": "NK-1",
            "schema": "Person",
            "properties": {"name": ["Ode Marrow"], "alias": ["O. M."], "wikidataId": ["Q1"]},
        },
        {"id": "own-1", "schema": "Ownership", "properties": {"owner": ["NK-1"]}},
        {"id": "NK-2", "schema": "PublicBody", "properties": {"name": ["Halden Council"]}},
    ]
    assert read(tmp_path, "\n".join(map(json.dumps, entities))) == [
        KnownActor("Q1", ("Ode Marrow", "O. M."), PERSON),
        KnownActor("NK-2", ("Halden Council",), ActorKind.STATE_BODY),
    ]


def test_a_broken_row_of_a_table_costs_itself_alone(tmp_path: Path) -> None:
    content = b"id,name,kind\nQ1,One,person\nQ2,Two\n,Three,person\nQ4,Four,king\nQ5,\xff,person\n"
    content += b'Q6,"Six,person\nQ7,Seven,person\n'
    found = read(tmp_path, content)
    assert [one.id for one in found if isinstance(one, KnownActor)] == ["Q1", "Q7"]
    errors = told(found)
    assert [error.partition(": ")[0] for error in errors] == [
        f"actors#{n}" for n in (3, 4, 5, 6, 7)
    ]
    assert "it has 2 fields where the header has 3; mend the row or leave it out" in errors[0]
    assert "it has no id" in errors[1]
    assert "'king' is no kind of actor; the kinds are person, " in errors[2]


def test_a_broken_line_of_json_costs_itself_alone(tmp_path: Path) -> None:
    content = '{"id": "Q1", "name": "One"}\n{"id": "Q2", "name"\n[3]\n{"id": "Q4"}\n'
    found = read(tmp_path, content + "[" * 100_000 + '\n{"id": "Q6", "name": "Six"}')
    assert [one.id for one in found if isinstance(one, KnownActor)] == ["Q1", "Q6"]
    assert [error.partition(": ")[0] for error in told(found)] == [
        f"actors#{n}" for n in (2, 3, 4, 5)
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "it is empty"),
        ("\n \n", "it is empty"),
        ("name,kind\nOne,person\n", 'it has no column "id" (it has: name, kind)'),
        ("wikidata\nQ1\n", 'it has no column "id"'),
    ],
)
def test_a_file_that_is_none_is_told(tmp_path: Path, content: str, what: str) -> None:
    with pytest.raises(ReadError) as raised:
        read(tmp_path, content)
    assert what in str(raised.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(ReadError, match="check the path"):
            list(read_known(path))


def wikidata(id: str, label: str, kind: str = "Q5", *aliases: str) -> dict[str, object]:
    """An entity as Wikidata's dumps have it."""
    value = {"value": {"entity-type": "item", "id": kind}, "type": "wikibase-entityid"}
    return {
        "type": "item",
        "id": id,
        "labels": {"en": {"language": "en", "value": label}, "de": {"value": "Anders"}},
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]},
        "claims": {"P31": [{"mainsnak": {"property": "P31", "datavalue": value}}]},
    }


ODE = wikidata("Q1", "Ode Márrow", "Q5", "O. Marrow")
COUNCIL = wikidata("Q2", "Halden Council", "Q327333")
FOUND = [
    KnownActor("Q1", ("Ode Márrow", "O. Marrow"), PERSON),
    KnownActor("Q2", ("Halden Council",), ActorKind.STATE_BODY),
]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(ODE) + "\n" + json.dumps(COUNCIL) + "\n",
        "[\n" + json.dumps(ODE) + ",\n" + json.dumps(COUNCIL) + "\n]\n",
        json.dumps({"entities": {"Q1": ODE, "Q2": COUNCIL}}),
        json.dumps({"entities": {"Q1": ODE, "Q2": COUNCIL}, "success": 1}, indent=2),
        json.dumps([ODE, COUNCIL]),
        json.dumps([ODE, COUNCIL], indent=1),
    ],
    ids=["lines", "dump", "entity data", "indented", "list", "indented list"],
)
def test_entities_of_wikidata_are_read_in_whatever_shape_they_come(
    tmp_path: Path, content: str
) -> None:
    assert read(tmp_path, content) == FOUND


def test_an_entity_without_an_english_label_goes_by_those_it_has(tmp_path: Path) -> None:
    row = ODE | {"labels": {"es": {"value": "Ode Márrow"}}, "aliases": {}, "claims": {}}
    assert read(tmp_path, json.dumps(row)) == [KnownActor("Q1", ("Ode Márrow",))]


def test_properties_of_wikidata_are_passed_over(tmp_path: Path) -> None:
    assert read(tmp_path, json.dumps(ODE | {"type": "property"})) == []


@pytest.mark.parametrize("content", ['[\n{"id": 1}\n]\n', '{"entities": {"Q1": 3}}', "[1, {}]"])
def test_a_row_of_a_document_that_is_none_is_told(tmp_path: Path, content: str) -> None:
    found = read(tmp_path, content)
    assert found
    assert told(found)
