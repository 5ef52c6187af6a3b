"""Stages that a user's function stands in for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from sayso import Attribution, Fault, Parse, Pipeline, Reading, Report, Span
from sayso.records import Actor, How, Mention, Setting, Time, identify, words_of
from sayso.terms import ActorKind, Manner, MentionKind, Precision

SPANISH = (
    "La ministra Ibarra dijo que el puerto sigue abierto. "
    "Los pescadores volvieron ayer al muelle. "
    "El alcalde Orsk dijo que nadie disparó."
)
SAID = re.compile(r"(?P<source>(?:El|La) [^.]*?) (?P<cue>dijo) (?P<content>que [^.]*)")


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def wordless(_: Report) -> Parse:
    return Parse(())


def spanish(report: Report, _: Parse) -> Iterator[Attribution]:
    for found in SAID.finditer(report.text):
        roles = {role: [Span(*found.span(role))] for role in ("source", "cue", "content")}
        yield Attribution.of(report, **roles)  # type: ignore[arg-type]


def speakers(
    report: Report, _: Parse, attributions: tuple[Attribution, ...]
) -> tuple[list[Attribution], Iterable[Actor]]:
    actors, given = {}, []
    for one in attributions:
        name = words_of(one.source, report.text)
        id = identify("actor", report.id, name)
        mention = Mention(one.source[0], one.source[0], MentionKind.NAME, "its own words")
        actors[id] = Actor(id, report.id, ActorKind.PERSON, name, (), (), (mention,))
        given.append(replace(one, actor=id))
    return given, actors.values()


def read(pipeline: Pipeline, text: str = SPANISH) -> Reading:
    (found,) = pipeline.read_reports([pipeline.report(text, any_language=True)])
    assert isinstance(found, Reading), str(found)
    return found


def test_another_language_is_read_by_three_functions_and_no_model() -> None:
    pipeline = Pipeline(parse=wordless, attribute=spanish, resolve=speakers)
    found = read(pipeline)
    assert [words_of(a.source, SPANISH) for a in found.attributions] == [
        "La ministra Ibarra",
        "El alcalde Orsk",
    ]
    assert [actor.name for actor in found.actors] == ["La ministra Ibarra", "El alcalde Orsk"]
    assert pipeline._model is None


def test_a_stage_may_change_what_the_shipped_one_gives() -> None:
    shipped = Pipeline()

    def promises(
        report: Report, parse: Parse, attributions: tuple[Attribution, ...]
    ) -> Iterable[Attribution]:
        for one in shipped.describe(report, parse, attributions):
            how = one.how or How(Manner.SAY, one.cue)
            promised = " will " in words_of(one.content, report.text)
            yield replace(one, how=replace(how, manner=Manner.PROMISE) if promised else how)

    text = "The mayor said the port will open. The captain said nobody had fired."
    manners = [
        one.how and one.how.manner for one in read(Pipeline(describe=promises), text).attributions
    ]
    assert manners == [Manner.PROMISE, Manner.SAY]


def test_the_last_word_on_a_reading_is_the_finish_stage() -> None:
    def sure(reading: Reading, _: Parse) -> Reading:
        kept = tuple(
            one for one in reading.attributions if "puerto" in words_of(one.content, SPANISH)
        )
        return replace(reading, attributions=kept)

    assert len(read(Pipeline(parse=wordless, attribute=spanish, finish=sure)).attributions) == 1


def raises(*_: object) -> Iterator[Attribution]:
    raise KeyError("no such verb")


def outside(report: Report, _: Parse) -> list[Attribution]:
    return [Attribution.of(report, cue=[Span(0, 4)], content=[Span(5, 5000)])]


def twice(report: Report, parse: Parse) -> list[Attribution]:
    return [*spanish(report, parse), *spanish(report, parse)]


@pytest.mark.parametrize(
    ("attribute", "told"),
    [
        (raises, "the attribute stage failed: KeyError: 'no such verb'"),
        (outside, "it gave content at 5-5000 of a text of 133 characters"),
        (twice, "it gave two attributions with one id"),
        (lambda *_: ["said"], "it gave 'said', which is no Attribution"),
        (lambda report, _: [Attribution.of(report)], "it gave an attribution without any span"),
        (lambda *_: None, "the attribute stage failed: TypeError"),
    ],
)
def test_what_a_stage_does_wrong_is_one_line_with_its_name(attribute: object, told: str) -> None:
    pipeline = Pipeline(parse=wordless, attribute=attribute)  # type: ignore[arg-type]
    report = pipeline.report(SPANISH, "page.txt", any_language=True)
    fault, reading = pipeline.read_reports([report, report])
    assert isinstance(fault, Fault)
    assert isinstance(reading, Fault)
    assert str(fault).startswith("page.txt: the attribute stage failed: ")
    assert told in str(fault)
    assert "given for attribute" in fault.mend
    assert "\n" not in str(fault)


def test_an_actor_that_the_resolve_stage_does_not_give_is_a_fault() -> None:
    def nobody(
        _: Report, __: Parse, attributions: tuple[Attribution, ...]
    ) -> tuple[list[Attribution], list[object]]:
        return [replace(one, actor="q1") for one in attributions], []

    pipeline = Pipeline(parse=wordless, attribute=spanish, resolve=nobody)  # type: ignore[arg-type]
    (fault,) = pipeline.read_reports([pipeline.report(SPANISH, any_language=True)])
    assert "no actor with the id q1" in str(fault)


def elsewhere(reading: Reading, _: Parse) -> Reading:
    return replace(reading, report=replace(reading.report, text="another"))


def unset(reading: Reading, _: Parse) -> Reading:
    one = replace(reading.attributions[0], setting=Setting(said=7))
    return replace(reading, attributions=(one,))


@pytest.mark.parametrize(
    ("finish", "told"),
    [
        (elsewhere, "it gave no Reading of the same report"),
        (lambda *_: None, "it gave no Reading of the same report"),
        (unset, "it gave a setting of 7 of 0 times"),
    ],
)
def test_a_reading_that_does_not_fit_its_report_is_a_fault(finish: object, told: str) -> None:
    pipeline = Pipeline(parse=wordless, attribute=spanish, finish=finish)  # type: ignore[arg-type]
    (fault,) = pipeline.read_reports([pipeline.report(SPANISH, any_language=True)])
    assert f"the finish stage failed: {told}" in str(fault)


def test_the_shipped_stages_do_without_words() -> None:
    text = "The mayor said the port will open. The captain said nobody had fired."
    reading = read(Pipeline(parse=wordless), text)
    assert [words_of(one.source, text) for one in reading.attributions] == [
        "The mayor",
        "The captain",
    ]
    assert (reading.events, reading.labels, reading.propositions) == ((), (), ())


def test_stages_one_by_one_give_what_the_pipeline_reads(pipeline: Pipeline) -> None:
    report = pipeline.report("The mayor said the port will open. The captain denied it on Monday.")
    parse = pipeline.parse(report)
    found = pipeline.describe(report, parse, pipeline.attribute(report, parse))
    attributions, actors = pipeline.resolve(report, parse, found)
    (reading,) = pipeline.read_reports([report])
    assert isinstance(reading, Reading)
    assert actors == reading.actors
    assert pipeline.times(report, parse) == reading.times
    assert [one.how for one in attributions] == [one.how for one in reading.attributions]


def test_times_of_another_language_are_those_of_a_function() -> None:
    def ayer(report: Report, _: Parse) -> Iterator[Time]:
        start = report.text.index("ayer")
        yield Time(Span(start, start + 4), "XXXX", Precision.DAY, None, None, "by hand")

    found = read(Pipeline(parse=wordless, attribute=spanish, times=ayer))
    assert [time.span.of(SPANISH) for time in found.times] == ["ayer"]


def test_a_ledger_keeps_which_functions_read_a_report() -> None:
    assert Pipeline().settings == "{}"
    assert "test_stages.spanish" in Pipeline(attribute=spanish).settings
