"""Sayso as a component of a spaCy pipeline."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import sayso.spacy
from sayso.errors import Fault, NotEnglish

STORY = '"Nobody fired," Captain Ibarra told Radio One. The mayor denied on Monday that it rained.'


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("sayso")
    return made


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(STORY)


def component(nlp: Language) -> sayso.spacy.Component:
    found = nlp.get_pipe("sayso")
    assert isinstance(found, sayso.spacy.Component)
    return found


def told(doc: Doc) -> list[tuple[str, str, str]]:
    return [
        (*(" ".join(s.text for s in role) for role in (one.source, one.cue, one.content)),)  # type: ignore[misc]
        for one in doc._.attributions
    ]


def test_attributions_are_spans_of_spacy(doc: Doc) -> None:
    assert told(doc) == [
        ("Captain Ibarra", "told", '"Nobody fired,"'),
        ("The mayor", "denied", "that it rained"),
    ]
    first, second = doc._.attributions
    assert (first.quote_type, first.manner, second.manner) == ("direct", "say", "deny")
    assert first.row["source"] == [{"start": 16, "end": 30, "text": "Captain Ibarra"}]
    assert "report" not in first.row


def test_each_role_is_a_group_of_spans_and_all_of_them_are_one(doc: Doc) -> None:
    assert [span.text for span in doc.spans["source"]] == ["Captain Ibarra", "The mayor"]
    assert {span.label_ for span in doc.spans["cue"]} == {"cue"}
    assert len(doc.spans["sayso"]) == 6
    starts = [span.start for span in doc.spans["sayso"]]
    assert starts == sorted(starts)


def test_displacy_draws_them(doc: Doc) -> None:
    html = displacy.render(doc, style="span", options={"spans_key": "sayso"}, jupyter=False)
    assert all(role in html for role in ("source", "cue", "content"))


def test_a_span_within_a_token_takes_the_token_in(nlp: Language) -> None:
    words = ["The", "mayor", "said", "it", "rained."]
    spaces = [True, True, True, True, False]
    (one,) = component(nlp)(Doc(nlp.vocab, words=words, spaces=spaces))._.attributions
    assert one.content[-1].text == "it rained."
    assert one.row["content"][0]["text"] == "it rained"


@pytest.mark.parametrize("text", ["", "   \n", "1 2 3 !!"])
def test_a_doc_without_words_has_no_attributions(nlp: Language, text: str) -> None:
    assert nlp(text)._.attributions == ()


def test_docs_come_in_batches_and_keep_their_order(nlp: Language, doc: Doc) -> None:
    several = list(nlp.pipe([STORY, "", STORY], batch_size=2))
    assert [told(one) for one in several] == [told(doc), [], told(doc)]


def test_a_doc_keeps_what_was_found_when_it_is_stored(nlp: Language, doc: Doc) -> None:
    stored = DocBin(store_user_data=True)
    stored.add(doc)
    (again,) = DocBin().from_bytes(stored.to_bytes()).get_docs(nlp.vocab)
    assert told(again) == told(doc)
    assert [one.row for one in again._.attributions] == [one.row for one in doc._.attributions]
    assert [span.text for span in again.spans["cue"]] == ["told", "denied"]


def test_a_pipeline_is_kept_on_disk_and_in_bytes_with_its_settings(tmp_path: Path) -> None:
    made = spacy.blank("en")
    made.add_pipe("sayso", config={"confidence": 0.75})
    made.to_disk(tmp_path / "nlp")
    assert component(spacy.load(tmp_path / "nlp")).confidence == 0.75
    other = spacy.blank("en")
    other.add_pipe("sayso")
    assert component(other.from_bytes(made.to_bytes())).confidence == 0.75


def test_what_is_less_sure_than_asked_for_is_left_out() -> None:
    made = spacy.blank("en")
    made.add_pipe("sayso", config={"confidence": 1.01})
    assert made(STORY)._.attributions == ()


def test_a_pipeline_for_another_language_is_refused() -> None:
    with pytest.raises(NotEnglish, match=r"another language \(de\)"):
        spacy.blank("de").add_pipe("sayso")
    spacy.blank("xx").add_pipe("sayso")


def test_a_doc_that_fails_goes_to_the_error_handler() -> None:
    def wrong(*_: object) -> list[object]:
        raise KeyError("by hand")

    from sayso import Pipeline

    failing = sayso.spacy.Component("sayso", 0.0, Pipeline(attribute=wrong))  # type: ignore[arg-type]
    docs = [spacy.blank("en").make_doc(STORY)]
    with pytest.raises(Fault, match="attribute stage"):
        list(failing.pipe(docs))
    seen: list[Exception] = []
    failing.set_error_handler(lambda name, it, failed, error: seen.append(error))
    assert list(failing.pipe(docs)) == []
    assert len(seen) == 1


def test_spacy_finds_the_component_by_its_entry_point() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    (told_by,) = project["entry-points"]["spacy_factories"].items()
    name, value = told_by
    point = EntryPoint(name=name, value=value, group="spacy_factories")
    assert point.name == "sayso"
    assert point.load() is sayso.spacy.make_component
