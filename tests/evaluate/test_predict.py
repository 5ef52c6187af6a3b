from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.errors import NotText, SaysoError
from sayso.evaluate.predict import predict
from sayso.records import Reading
from tests.evaluate.marked import marked, predicted, reading


def test_failures_are_kept_apart_and_the_rest_is_read() -> None:
    def reads(named: Iterable[tuple[str, str]]) -> Iterator[Reading | SaysoError]:
        for name, text in named:
            yield NotText(name, "no text", "give it some") if not text else reading(name, text)

    found = predict([("one", ""), ("two", "Rain.")], reads)
    assert list(found.readings) == ["two"]
    assert [failure.where for failure in found.failures] == ["one"]


def test_attributions_inside_others_are_not_scored() -> None:
    text, gold = marked("<s:Ada> <c:said> <t:Bo denied it>.")
    outer = predicted(gold)

    def reads(named: Iterable[tuple[str, str]]) -> Iterator[Reading]:
        for name, _ in named:
            yield reading(name, text, [outer, replace(outer, within=outer.id)])

    assert predict([("one", text)], reads).readings["one"].attributions == (outer,)
