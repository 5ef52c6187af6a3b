"""As many reports as are wanted, out of the samples: each story is theirs in letters of its own.

Letters are swapped for letters, so that all spans stay; reports of one story meet, copy and
contradict one another as the samples do, and have next to nothing in common with another's.
"""

from __future__ import annotations

import random
import string
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from sayso.ledger import open_ledger
from sayso.names import fold
from sayso.records import (
    Actor,
    Attribution,
    Block,
    Proposition,
    Reading,
    Setting,
    Span,
    identify,
)
from sayso.records.claims import Clause, Phrase
from tests.ledger.sampled import RECONCILE, RUN, sample_readings, told

_T = TypeVar("_T", Attribution, Proposition)
# Of a report. With all that the samples have it would take four times as long.
_SAID, _ACTORS = 5, 5
_LINE = "Whoever reads this sentence reads it under every other report of this one very outlet."


@cache
def telling() -> list[str]:
    """Ids of what the samples put forward, those first that have rare relations to others."""
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.db", create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
        rows: list[Any] = [row for row in told(ledger) if row["record"] == "relation"]
    kinds = Counter(row["kind"] for row in rows)
    rows.sort(key=lambda row: (kinds[row["kind"]], row["id"]))
    return [row[side]["proposition"] for row in rows for side in ("left", "right")]


class Story:
    """The samples in other letters."""

    def __init__(self, number: int) -> None:
        self._number = str(number)
        letters = list(string.ascii_lowercase)
        random.Random(number).shuffle(letters)
        lower = dict(zip(string.ascii_lowercase, letters, strict=True))
        self._letters = str.maketrans({**lower, **{a.upper(): b.upper() for a, b in lower.items()}})

    def tell(self, one: Reading) -> Reading:
        """A sample as this story has it."""
        report = one.report
        first = {id: at for at, id in reversed(list(enumerate(telling())))}
        said = sorted(one.propositions, key=lambda p: first.get(p.id, len(first)))[:_SAID]
        text, blocks = self._say(report.text), report.blocks
        if report.outlet == sample_readings()[0].report.outlet:
            blocks += (Block(blocks[-1].kind, Span(len(text), len(text) + 2 + len(_LINE))),)
            text += f"\n\n{_LINE}"
        wanted = {p.attribution for p in said}
        sources = {a.actor for a in (*one.attributions, *one.assertions) if a.id in wanted}
        actors = sorted(one.actors, key=lambda actor: actor.id not in sources)
        actors = actors[: max(_ACTORS, len(sources - {None}))]
        return Reading(
            replace(
                report,
                id=self._id(report.id),
                text=text,
                blocks=blocks,
                title=self._say(report.title or ""),
                url=f"https://{self._number}.example/{report.id}",
            ),
            tuple(map(self._said, (a for a in one.attributions if a.id in wanted))),
            tuple(map(self._actor, actors)),
            assertions=tuple(map(self._said, (a for a in one.assertions if a.id in wanted))),
            propositions=tuple(map(self._put, said)),
        )

    def _id(self, id: str) -> str:
        return identify("story", self._number, id)

    def _say(self, words: str) -> str:
        return words.translate(self._letters)

    def _said(self, one: Attribution) -> Attribution:
        return replace(
            one,
            id=self._id(one.id),
            report=self._id(one.report),
            actor=one.actor and self._id(one.actor),
            within=None,
            setting=Setting(),
        )

    def _actor(self, one: Actor) -> Actor:
        return replace(
            one,
            id=self._id(one.id),
            report=self._id(one.report),
            name=self._say(one.name),
            names=tuple(map(self._say, one.names)),
        )

    def _put(self, one: Proposition) -> Proposition:
        return replace(
            one,
            id=self._id(one.id),
            report=self._id(one.report),
            attribution=self._id(one.attribution),
            who=self._say(one.who),
            words=tuple(sorted((self._say(word), weight) for word, weight in one.words)),
            clauses=tuple(map(self._clause, one.clauses)),
            wording=self._id(one.wording),
            gist=frozenset(map(self._say, one.gist)),
            around=tuple((self._say(word), weight) for word, weight in one.around),
        )

    def _clause(self, one: Clause) -> Clause:
        """Its sense stays, so that what the lexicon tells of it does."""
        return replace(
            one,
            agent=tuple(map(self._phrase, one.agent)),
            patient=tuple(map(self._phrase, one.patient)),
            others=tuple(map(self._phrase, one.others)),
        )

    def _phrase(self, one: Phrase) -> Phrase:
        keys, name = frozenset(map(self._say, one.keys)), fold(self._say(one.name))
        return replace(one, head=self._say(one.head), keys=keys, name=name, actor=None)


def readings(many: int) -> Iterator[Reading]:
    """So many reports; of every hundred one comes twice, and two are told anew at their address."""
    every = (Story(number).tell(one) for number in count() for one in sample_readings())
    for number, one in enumerate(islice(every, many)):
        if number % 50 == 7:
            yield _before(one)
        yield one
        if number % 100 == 13:
            yield one


def _before(one: Reading) -> Reading:
    """A former version of a report, in which everybody says the same."""
    report = replace(one.report, id=identify("before", one.report.id), title="Before")

    def old(some: Iterable[_T]) -> tuple[_T, ...]:
        return tuple(replace(it, id=identify("before", it.id), report=report.id) for it in some)

    said = {a.id: b for a, b in zip(one.attributions, old(one.attributions), strict=True)}
    said.update(zip((a.id for a in one.assertions), old(one.assertions), strict=True))
    return Reading(
        report,
        tuple(replace(said[a.id], actor=None) for a in one.attributions),
        assertions=tuple(said[a.id] for a in one.assertions),
        propositions=tuple(
            replace(p, attribution=said[p.attribution].id) for p in old(one.propositions)
        ),
    )
