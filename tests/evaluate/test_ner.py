from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest

from sayso.errors import CorpusError
from sayso.evaluate.entities import Marked, Scheme, count_entities, gained, lost
from sayso.evaluate.floors import read_floors
from sayso.evaluate.gate import Demands
from sayso.evaluate.ner import UNER, held_back, run_ner
from sayso.evaluate.spans import Counts
from sayso.evaluate.uner import on_text, parse_iob2, read_uner
from sayso.records import Entity, Parse, Span
from sayso.terms import EntityKind

IOB2 = """\
# newdoc id = harbour
# sent_id = harbour-1
# text = Mira Solen's boat left Port Orin.
1\tMira\tB-PER\t-\tone
2\tSolen\tI-PER\t-\tone
3\t's\tO\t-\t-
4\tboat\tO\t-\t-
5\tleft\tB-O\t-\t-
6\tPort\tB-LOC\t-\tone
7\tOrin\tI-LOC\t-\tone
8\t.\tO\t-\t-

# sent_id = harbour-2
# text = Islians cheered.
1\tIslians\tB-OTH\t-\tone
2\tcheered\tO\t-\t-
3\t.\tO\t-\t-

# newdoc id = quay
# text = Fog.
1\tFog\tO\t-\t-
2\t.\tO\t-\t-
"""

CONLLU = "".join(
    f"# newdoc id = {name}\n# text = {text}\n1\t{text}\t_\tX\t_\t_\t0\troot\t_\t_\n\n"
    for name, text in (
        ("harbour", "Mira Solen's boat left Port Orin. Islians cheered."),
        ("quay", "Fog."),
    )
)


def entity(text: str, words: str, kind: EntityKind) -> Entity:
    start = text.index(words)
    return Entity(Span(start, start + len(words)), kind)


def test_texts_hold_their_people_organisations_and_places() -> None:
    harbour, quay = parse_iob2(IOB2.splitlines())
    assert harbour.text == "Mira Solen's boat left Port Orin. Islians cheered."
    found = [(e.kind, e.span.of(harbour.text)) for e in harbour.entities]
    assert found == [("person", "Mira Solen"), ("place", "Port Orin")]
    assert quay == Marked("quay", "Fog.", ())


def test_entities_move_to_the_text_with_its_own_spaces() -> None:
    spaced = Marked("one", "Ada 's at Port Orin .", (entity("Ada 's at Port Orin .", "Port Orin",
                                                            EntityKind.PLACE),))  # fmt: skip
    moved = on_text(spaced, "Ada's at\nPort Orin.")
    assert [e.span.of(moved.text) for e in moved.entities] == ["Port Orin"]
    with pytest.raises(ValueError, match="is another"):
        on_text(spaced, "Ida's at Port Orin.")


TEXT = "Mira Solen left Port Orin by the Long Bridge on Monday."
MIRA = entity(TEXT, "Mira Solen", EntityKind.PERSON)
ORIN = entity(TEXT, "Port Orin", EntityKind.PLACE)
BRIDGE = entity(TEXT, "Long Bridge", EntityKind.PLACE)
GOLD = Marked("one", TEXT, (MIRA, ORIN, BRIDGE))


def scores(*found: Entity, scheme: Scheme = UNER) -> dict[str, Counts]:
    return count_entities([(GOLD, found)], scheme)


def test_an_entity_is_right_with_the_same_characters_and_kind() -> None:
    as_group = Entity(ORIN.span, EntityKind.ORGANISATION)
    surname = entity(TEXT, "Solen", EntityKind.PERSON)
    assert scores(MIRA, ORIN)["all"] == Counts(3, 2, 2)
    assert scores(surname, as_group)["all"] == Counts(3, 2, 0)
    assert scores(MIRA)["person"] == Counts(1, 1, 1)


def test_a_facility_counts_as_the_place_that_the_corpus_calls_it() -> None:
    facility = Entity(BRIDGE.span, EntityKind.FACILITY)
    assert scores(facility)["place"] == Counts(2, 1, 1)


def test_kinds_that_the_corpus_does_not_mark_are_not_counted() -> None:
    assert scores(entity(TEXT, "Monday", EntityKind.TIME))["all"] == Counts(3, 0, 0)


def test_what_is_lost_and_gained_is_shown_in_its_words() -> None:
    assert lost(GOLD, (MIRA, ORIN), UNER) == [
        ("one", "Mira Solen left Port Orin by the [place Long Bridge] on Monday.")
    ]
    assert gained(GOLD, (*GOLD.entities, entity(TEXT, "by", EntityKind.PERSON)), UNER) == [
        ("one", "Mira Solen left Port Orin [person by] the Long Bridge on Monday.")
    ]


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    uner, re3d = tmp_path / "ner" / "uner-ewt", tmp_path / "ner" / "re3d" / "invented"
    ewt = tmp_path / "ud" / "ewt"
    for folder in (uner, re3d, ewt):
        folder.mkdir(parents=True)
    (uner / "dev.iob2").write_text(IOB2, encoding="utf-8")
    (ewt / "dev.conllu").write_text(CONLLU, encoding="utf-8")
    kept = next(str(n) for n in count() if held_back(str(n)))
    trained = next(str(n) for n in count() if not held_back(str(n)))
    texts = {kept: "Orin fell silent.", trained: "Nobody scores this."}
    documents = [json.dumps({"_id": name, "text": text}) for name, text in texts.items()]
    row = {"documentId": kept, "type": "Location", "begin": 0, "end": 4, "confidence": 1}
    (re3d / "documents.json").write_text("\n".join(documents), encoding="utf-8")
    (re3d / "entities.json").write_text(json.dumps(row), encoding="utf-8")
    return tmp_path


def only_orin(texts: Sequence[str]) -> list[Parse]:
    entities = [(entity(t, "Orin", EntityKind.PLACE),) if "Orin" in t else () for t in texts]
    return [Parse((), entities=found) for found in entities]


def test_both_corpora_are_scored_and_hold_their_floors(
    corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demands = Demands(write_floors=True, floors=tmp_path / "floors.toml")
    assert run_ner(corpora, demands, errors=3, parser=only_orin) == 0
    floors = read_floors(demands.floors)["ner"].floors
    assert (floors["re3d_place"].least, floors["uner_person"].least) == (99.2, 0.0)
    shown = capsys.readouterr().out
    assert "Entities of re3d, held back from training: 1 texts" in shown
    assert "left Port [place Orin]." in shown


def test_a_missing_corpus_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"dev\.iob2: cannot be read"):
        read_uner(tmp_path, "dev")


def test_a_word_that_is_not_in_its_sentence_is_one_clear_line(corpora: Path) -> None:
    path = corpora / "ner" / "uner-ewt" / "dev.iob2"
    path.write_text("# newdoc id = one\n# text = Fog.\n1\tRain\tO\t-\t-\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="word 'Rain' is not in its sentence"):
        read_uner(corpora, "dev")
