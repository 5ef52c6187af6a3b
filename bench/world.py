"""Reports that nobody wrote, as news has them: words, sources, actors, times and places.

How many there are of what, and how often the same comes again, was counted in 139 readings of real
reports (1,028 words each on average), and is cut here to reports of 450 words: 28 actors of which
12 have a name (four names in five were in one of the 139 alone); ten attributions, eight assertions
of the report's own, seven times, eleven places, eleven blocks; told.py has what they tell. Every
outlet sets one line under all its reports, and one report in ten has a paragraph of an earlier one.
The same number always makes the same.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bench.told import tell
from sayso.records import (
    Actor,
    Attribution,
    Block,
    Hop,
    How,
    Mention,
    Office,
    Place,
    Reading,
    Report,
    Setting,
    Span,
    Time,
    identify,
)
from sayso.terms import (
    ActorKind,
    BlockKind,
    ChannelKind,
    Manner,
    MentionKind,
    Precision,
    QuoteType,
)

ATTRIBUTIONS, WORDS = 10, 450  # a report
ASSERTIONS, TIMES, PLACES, BLOCKS = 8, 7, 11, 11
VOCABULARY, OUTLETS = 50_000, 300
FIRST_DAY, DAYS = date(2018, 1, 1), 4 * 365
ADDED = 2  # a series whose reports are added to what was filled with series 1
_SEED = 1
_LENDING = 1_000  # reports of series 1, the first, that every ledger has: the added copy from them
_RECENT = 5_000  # reports back from which a report copies


@dataclass(frozen=True, slots=True)
class _Sort:
    """Actors of one kind: how many a report has of so many that there are, in how many words."""

    kind: ActorKind
    many: int
    there_are: int
    words: int
    named: bool = True


_SORTS = (
    _Sort(ActorKind.PERSON, 5, 200_000, 2),
    _Sort(ActorKind.ORGANISATION, 3, 50_000, 2),
    _Sort(ActorKind.STATE_BODY, 1, 2_000, 2),
    _Sort(ActorKind.STATE, 2, 200, 1),
    _Sort(ActorKind.GROUP, 1, 400, 1),
    _Sort(ActorKind.ORGANISATION, 2, 300, 1, named=False),
    _Sort(ActorKind.STATE_BODY, 2, 100, 1, named=False),
    _Sort(ActorKind.ARMED_FORCE, 1, 100, 1, named=False),
    _Sort(ActorKind.COLLECTIVE, 7, 2_000, 2, named=False),
    _Sort(ActorKind.ANONYMOUS, 3, 1_000, 2, named=False),
    _Sort(ActorKind.DOCUMENT, 1, 300, 1, named=False),
)
_MENTIONS = (1,) * 14 + (2,) * 3 + (3, 5, 14)  # 2.5 an actor


class World:
    """Words, names and outlets, and reports made of them."""

    def __init__(self) -> None:
        draw = random.Random(_SEED)
        syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
        words = {"".join(draw.choices(syllables, k=1 + n % 4)) for n in range(200_000)}
        self.words = sorted(words, key=lambda word: (len(word), word))[:VOCABULARY]
        self.weights = _zipf(VOCABULARY)
        self.random = draw
        families, given = (draw.sample(self.words, many) for many in (20_000, 1_000))
        self.sorts = [
            (sort, _names(draw, sort, given, families), _zipf(sort.there_are)) for sort in _SORTS
        ]
        self.outlets = [f"The {draw.choice(self.words).title()} Post" for _ in range(OUTLETS)]
        self.lines = [" ".join(draw.choices(self.words, k=20)) + "." for _ in range(OUTLETS)]

    def word(self) -> str:
        """A word as often as texts have it."""
        return self.random.choices(self.words, cum_weights=self.weights)[0]

    def phrase(self) -> str:
        """Two words that stand together in the content of some report of every ledger."""
        line, _, source = self._line(1, self.random.randrange(_LENDING))
        words = line[len(source) :].split()
        return f'"{words[4]} {words[5]}"'

    @property
    def people(self) -> Sequence[str]:
        """All persons, the most frequent first."""
        return self.sorts[0][1]

    def name(self) -> str:
        """A person as often as reports have it."""
        _, names, weights = self.sorts[0]
        return self.random.choices(names, cum_weights=weights)[0]

    def day(self) -> date:
        """Any day on which reports are published."""
        return _day(self.random)

    def readings(self, series: int = 1, first: int = 0) -> Iterator[Reading]:
        """The reports of a series, without end, from number ``first`` on."""
        for number in itertools.count(first):
            yield self._reading(series, number)

    def _reading(self, series: int, number: int) -> Reading:
        draw = random.Random(f"{series}/{number}")
        cast = self._cast(draw)
        sources = draw.choices(list(cast), k=ATTRIBUTIONS)
        lines = [self._line(series, number)]
        lines += [self._said(draw, source) for source in sources[1:]]
        sources[0] = lines[0][2]
        cast.setdefault(sources[0], (ActorKind.PERSON, True))
        outlet = draw.randrange(OUTLETS)
        texts = [line for line, _, _ in lines]
        if draw.random() < 0.1 and (lender := self._lender(draw, series, number)) is not None:
            texts.append(self._line(1, lender)[0])
        texts.append(self.lines[outlet])
        text = "\n".join(texts)
        id = identify("bench", str(series), str(number), text)
        starts = [0, *itertools.accumulate(len(line) + 1 for line in texts)]
        published = _day(draw)
        report = Report(
            id,
            f"bench/{series}/{number}",
            text,
            tuple(
                Block(BlockKind.BODY, Span(at, at + len(line)))
                for at, line in zip(starts, texts, strict=False)
            ),
            title=f"Report {number}",
            outlet=self.outlets[outlet],
            published=published,
            url=f"https://bench.example/{series}/{number}",
        )
        spans = _word_spans(draw, text)
        attributions = tuple(
            _attribution(draw, id, at, source, content)
            for at, (_, content, source) in zip(starts, lines, strict=False)
        )
        reading = Reading(
            report,
            attributions,
            tuple(_actor(draw, id, name, *sort, spans) for name, sort in cast.items()),
            tuple(_time(draw, span, published) for span in spans[:TIMES]),
            tuple(_place(draw, span) for span in spans[TIMES : TIMES + PLACES]),
            tuple(_assertion(draw, id, at, one) for at, one in enumerate(spans[-ASSERTIONS:])),
        )
        return tell(reading, self.words, self.weights)

    def _cast(self, draw: random.Random) -> dict[str, tuple[ActorKind, bool]]:
        found = {}
        for sort, names, weights in self.sorts:
            for name in draw.choices(names, cum_weights=weights, k=sort.many):
                # One person in five is not given the first name.
                short = sort.kind is ActorKind.PERSON and draw.random() < 0.2
                found[name.split()[1] if short else name] = (sort.kind, sort.named)
        return found

    def _line(self, series: int, number: int) -> tuple[str, int, str]:
        """The first line of a report, which others copy, in the words of somebody."""
        draw = random.Random(f"line {series}/{number}")
        _, names, weights = self.sorts[0]
        return self._said(draw, draw.choices(names, cum_weights=weights)[0])

    def _said(self, draw: random.Random, source: str) -> tuple[str, int, str]:
        """A line in which a source says something, the length of that, and the source."""
        words = draw.choices(self.words, cum_weights=self.weights, k=WORDS // ATTRIBUTIONS - 3)
        content = " ".join(words[:15])
        return f"{source} said {content}. {' '.join(words[15:])}.", len(content), source

    def _lender(self, draw: random.Random, series: int, number: int) -> int | None:
        """An earlier report, from which this one copies."""
        if series != 1:
            return draw.randrange(_LENDING)
        return draw.randrange(max(0, number - _RECENT), number) if number else None


def _zipf(many: int) -> list[float]:
    return list(itertools.accumulate(1 / (n + 2) for n in range(many)))


def _names(
    draw: random.Random, sort: _Sort, given: Sequence[str], families: Sequence[str]
) -> list[str]:
    parts = [draw.choices(families, cum_weights=_zipf(len(families)), k=sort.there_are)]
    if sort.words > 1:
        parts.insert(0, draw.choices(given, cum_weights=_zipf(len(given)), k=sort.there_are))
    names = [" ".join(words).title() for words in zip(*parts, strict=True)]
    return names if sort.named else [f"the {name.lower()}" for name in names]


def _day(draw: random.Random) -> date:
    return FIRST_DAY + timedelta(days=draw.randrange(DAYS))


def _word_spans(draw: random.Random, text: str) -> list[Span]:
    """The characters of some words, in no order."""
    ends = [-1, *(at for at, letter in enumerate(text) if letter in " \n")]
    spans = [Span(a + 1, b) for a, b in itertools.pairwise(ends)]
    return draw.sample(spans, 60)


def _attribution(
    draw: random.Random, report: str, at: int, source: str, content: int
) -> Attribution:
    name = Span(at, at + len(source))
    cue = Span(name.end + 1, name.end + 5)
    hops = (Hop(draw.choice(list(ChannelKind)), (cue,)),) if draw.random() < 0.19 else ()
    chance = draw.random()
    return Attribution(
        identify("attribution", report, str(at)),
        report,
        (name,),
        (cue,),
        (Span(cue.end + 1, cue.end + 1 + content),),
        QuoteType.DIRECT if draw.random() < 0.3 else QuoteType.INDIRECT,
        0.9,
        actor=identify("actor", report, source),
        how=How(draw.choice(list(Manner)), (cue,), hops=hops, sureness=2.0),
        setting=Setting(
            said=draw.randrange(TIMES) if chance < 0.1 else None,
            happened_at=draw.randrange(PLACES) if 0.1 <= chance < 0.2 else None,
        ),
    )


def _assertion(draw: random.Random, report: str, number: int, span: Span) -> Attribution:
    key = identify("assertion", report, str(number))
    how = How(Manner.SAY, (), sureness=2.5)
    setting = Setting(happened_at=draw.randrange(PLACES) if draw.random() < 0.1 else None)
    return Attribution(
        key, report, (), (), (span,), QuoteType.INDIRECT, 0.9, how=how, setting=setting
    )


def _actor(
    draw: random.Random,
    report: str,
    name: str,
    kind: ActorKind,
    named: bool,
    spans: Sequence[Span],
) -> Actor:
    first = MentionKind.NAME if named else MentionKind.NOMINAL
    places = draw.choices(spans, k=draw.choice(_MENTIONS))
    mentions = tuple(
        Mention(span, span, first if at == 0 else MentionKind.PRONOUN, "the same name")
        for at, span in enumerate(places)
    )
    offices = (Office(f"{name.split()[0]} minister", places[0]),) if draw.random() < 0.12 else ()
    return Actor(identify("actor", report, name), report, kind, name, (), offices, mentions)


def _time(draw: random.Random, span: Span, published: date) -> Time:
    day = (published - timedelta(days=draw.randrange(30))).isoformat()
    return Time(span, day, Precision.DAY, day, day, "counted from the day of publication")


def _place(draw: random.Random, span: Span) -> Place:
    number = int(draw.paretovariate(0.7)) % 5_000
    others = tuple(f"geonames:{number + 10_000 * n}" for n in range(1, 3))
    at = (number % 180 - 90.0, number % 360 - 180.0)
    return Place(span, f"Place {number}", f"geonames:{number}", *at, 10.0, others, "the largest")
