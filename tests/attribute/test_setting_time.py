"""Which of a sentence's times an attribution is tied to, on trees written by hand."""

from __future__ import annotations

from sayso.attribute.setting_time import place_in_time
from sayso.records import Attribution, Parse, Setting, Span, Time, Word
from sayso.syntax import Syntax
from sayso.terms import Precision, QuoteType


def sentence(tree: str) -> tuple[str, tuple[Word, ...]]:
    """The text and words of "word/TAG/head/relation ...", heads counted from 1, the root's 0."""
    text, words = "", []
    for token in tree.split():
        form, tag, head, relation = token.split("/")
        words.append(Word(Span(len(text), len(text) + len(form)), tag, int(head) - 1, relation))
        text += form + " "
    return text, tuple(words)


def settle(tree: str, *, source: str, cue: str, content: str, times: list[str]) -> Setting:
    """The setting of one attribution, given by its words."""
    text, words = sentence(tree)

    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    found = tuple(
        Time(span(time), "P3D" if "three" in time else time, Precision.DAY, None, None, "written")
        for time in times
    )
    attribution = Attribution(
        "a", "r", (span(source),), (span(cue),), (span(content),), QuoteType.INDIRECT, 1.0
    )
    parse = Parse((), words=words, sentences=((0, len(words)),))
    (placed,) = place_in_time(Syntax(text, parse), [attribution], found)
    return placed.setting


SAID = (
    "Solen/PROPN/2/nsubj said/VERB/0/root Monday/PROPN/2/obl that/SCONJ/7/mark "
    "Verin/PROPN/7/nsubj had/AUX/7/aux resigned/VERB/2/ccomp on/ADP/9/case Friday/PROPN/7/obl"
)


def test_a_time_on_the_cue_is_when_it_was_said_and_one_on_the_content_when_it_happened() -> None:
    setting = settle(
        SAID,
        source="Solen",
        cue="said",
        content="that Verin had resigned on Friday",
        times=["Monday", "Friday"],
    )
    assert (setting.said, setting.happened) == (0, 1)


def test_a_time_in_the_channel_is_when_it_was_said() -> None:
    setting = settle(
        "Solen/PROPN/2/nsubj said/VERB/0/root in/ADP/5/case a/DET/5/det statement/NOUN/2/obl "
        "released/VERB/5/acl Monday/PROPN/6/obl that/SCONJ/10/mark he/PRON/10/nsubj "
        "fled/VERB/2/ccomp",
        source="Solen",
        cue="said",
        content="that he fled",
        times=["Monday"],
    )
    assert (setting.said, setting.happened) == (0, None)


def test_a_time_of_something_told_about_the_source_tells_neither() -> None:
    setting = settle(
        "Verin/PROPN/6/nsubj who/PRON/4/nsubj was/AUX/4/aux arrested/VERB/1/acl Monday/PROPN/4/obl "
        "said/VERB/0/root he/PRON/8/nsubj won/VERB/6/ccomp",
        source="Verin who was arrested Monday",
        cue="said",
        content="he won",
        times=["Monday"],
    )
    assert setting == Setting()


def test_a_year_that_names_a_thing_is_no_when() -> None:
    setting = settle(
        "Solen/PROPN/2/nsubj said/VERB/0/root it/PRON/5/nsubj was/AUX/5/aux barred/VERB/2/ccomp "
        "under/ADP/9/case the/DET/9/det 2002/NUM/9/nummod law/NOUN/5/obl",
        source="Solen",
        cue="said",
        content="it was barred under the 2002 law",
        times=["2002"],
    )
    assert setting == Setting()


def test_a_day_that_names_a_channel_is_when_it_was_said() -> None:
    setting = settle(
        "Solen/PROPN/2/nsubj said/VERB/0/root in/ADP/6/case a/DET/6/det Monday/PROPN/6/compound "
        "interview/NOUN/2/obl he/PRON/8/nsubj fled/VERB/2/ccomp",
        source="Solen",
        cue="said",
        content="he fled",
        times=["Monday"],
    )
    assert (setting.said, setting.happened) == (0, None)


def test_a_length_of_time_is_no_when() -> None:
    setting = settle(
        "Solen/PROPN/2/nsubj said/VERB/0/root he/PRON/4/nsubj fought/VERB/2/ccomp "
        "three/NUM/6/nummod days/NOUN/4/obl",
        source="Solen",
        cue="said",
        content="he fought three days",
        times=["three days"],
    )
    assert setting == Setting()
