from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest

from sayso.evaluate.chained import gold_reading
from sayso.evaluate.crossreport import run_actors
from sayso.evaluate.ecbplus import FOLDER, read_ecbplus
from sayso.evaluate.floors import read_floors
from sayso.evaluate.gate import Demands
from sayso.evaluate.newswcl import FILE, read_newswcl
from sayso.terms import ActorKind, MentionKind

PERSON, BODY = "HUMAN_PART_PER", "HUMAN_PART_ORG"
Mentions = list[tuple[str, str, str]]

# Words of a text, then its mentions: words, tag, chain.
FIRST = (
    "Mayor Ode Marrow met Ilse Quist . He praised the Halden Council .",
    [
        ("Ode Marrow", PERSON, "m"),
        ("He", PERSON, "m"),
        ("Ilse Quist", PERSON, "q"),
        ("the Halden Council", BODY, "c"),
    ],
)
SECOND = (
    "Reporters asked Marrow and Ilse Quist . The suspect fled from Halden Council .",
    [
        ("Marrow", PERSON, "m"),
        ("Ilse Quist", PERSON, "q"),
        ("suspect", PERSON, "s"),
        ("Halden Council", BODY, "c"),
    ],
)


def write_text(path: Path, text: str, mentions: Mentions) -> None:
    root = Tree.Element("Document", doc_name=path.name)
    words = text.split()
    sentence = 0
    for number, word in enumerate(words):
        about = {"t_id": f"{number + 1}", "sentence": f"{sentence}", "number": "0"}
        Tree.SubElement(root, "token", about).text = word
        sentence += word == "."
    marked, related = Tree.SubElement(root, "Markables"), Tree.SubElement(root, "Relations")
    for number, (phrase, tag, chain) in enumerate(mentions):
        size = len(phrase.split())
        first = next(n for n in range(len(words)) if words[n : n + size] == phrase.split())
        mention = Tree.SubElement(marked, tag, m_id=f"{number}")
        for n in range(first, first + size):
            Tree.SubElement(mention, "token_anchor", t_id=f"{n + 1}")
        relation = Tree.SubElement(related, "CROSS_DOC_COREF", r_id=f"{number}", note=chain)
        Tree.SubElement(relation, "source", m_id=f"{number}")
    Tree.ElementTree(root).write(path)


STORY = """#begin document 0/-/0_L; part 000
0/-/0_L\t0\t0\tMayor\t(0_Marrow_ACTOR
0/-/0_L\t0\t1\tMarrow\t0_Marrow_ACTOR)
0/-/0_L\t0\t2\tspoke\t(0_talk_EVENT)
0/-/0_L\t0\t3\tin\t-
0/-/0_L\t0\t4\tHalden\t(0_HAL_COUNTRY)| (0_talk_EVENT)

#end document
#begin document 0/-/1_R; part 000
0/-/1_R\t0\t0\tMarrow\t(0_Marrow_ACTOR)
0/-/1_R\t0\t1\tleft\t-
0/-/1_R\t0\t2\tHalden\t(0_HAL_COUNTRY)
#end document
"""


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    topic = folder / FOLDER / "31"
    topic.mkdir(parents=True)
    for name, (text, mentions) in {"31_1ecb": FIRST, "31_2ecb": SECOND}.items():
        write_text(topic / f"{name}.xml", text, mentions)
    (folder / FILE).parent.mkdir()
    (folder / FILE).write_text(STORY)
    return folder


def test_chains_become_the_actors_of_a_reading(corpora: Path) -> None:
    gold = gold_reading(read_ecbplus(corpora / FOLDER / "31" / "31_1ecb.xml"))
    marrow, quist, council = gold.reading.actors
    assert (marrow.name, marrow.kind, gold.chains[marrow.id]) == (
        "Ode Marrow",
        ActorKind.PERSON,
        "m",
    )
    assert [one.kind for one in marrow.mentions] == [MentionKind.NAME, MentionKind.PRONOUN]
    assert (council.name, council.kind) == ("Halden Council", ActorKind.ORGANISATION)
    assert gold.named == {marrow.id, quist.id, council.id}


def test_who_is_only_described_has_no_name(corpora: Path) -> None:
    gold = gold_reading(read_ecbplus(corpora / FOLDER / "31" / "31_2ecb.xml"))
    (suspect,) = [one for one in gold.reading.actors if one.name == "suspect"]
    assert suspect.kind is ActorKind.ANONYMOUS
    assert suspect.id not in gold.named


def test_stories_of_newswcl_are_read_with_their_actors_alone(corpora: Path) -> None:
    (story,) = read_newswcl(corpora).values()
    assert [text.name for text in story] == ["0/-/0_L", "0/-/1_R"]
    assert [(one.words, one.chain) for one in story[0].mentions] == [
        ((0, 1), "0_Marrow_ACTOR"),
        ((4,), "0_HAL_COUNTRY"),
    ]


def test_groups_are_scored_beside_the_plainest_guess(
    corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_actors(corpora, Demands(json=True)) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    scores = {(r["table"], r["actors"], r["put together by"]): r["CoNLL"] for r in rows}
    assert scores["actors_ecbplus", "with a name", "Sayso"] == 100
    assert scores["actors_pooled", "with a name", "Sayso"] == 100
    assert scores["actors_ecbplus", "with a name", "same name"] < 100


def test_the_gate_holds_the_floors_that_were_written(corpora: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    assert run_actors(corpora, Demands(gate=True, floors=floors)) == 1
    assert run_actors(corpora, Demands(write_floors=True, floors=floors)) == 0
    assert run_actors(corpora, Demands(gate=True, floors=floors)) == 0
    assert list(read_floors(floors)) == ["actors"]


@pytest.mark.parametrize("split", ["dev", "train"])
def test_a_corpus_that_is_not_there_is_a_line(
    split: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_actors(tmp_path, split=split) == 1
    assert "no topics there; point --corpora at" in capsys.readouterr().err


def test_a_text_that_is_broken_is_a_line(
    corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    topic = tmp_path / FOLDER / "31"
    topic.mkdir(parents=True)
    (topic / "31_1ecb.xml").write_text("<Document>")
    assert run_actors(tmp_path) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
