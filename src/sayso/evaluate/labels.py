"""``sayso eval labels``: which phrases are labels of one thing, on NewsWCL50.

Five stories, each in the words of five outlets; the annotated phrases are given, and what is
measured is which of a story's phrases are put together, over all of its texts. Sayso reads each
text, and a phrase goes with the actor or happening that its head means, actors as a ledger of the
story's texts groups them. The corpus has chains of things and deeds as well ("give up its nuclear
weapons"), for which Sayso has no records: those phrases are put together by the lemma of their head
or, in the last row, by the word of them that most of the story's other such phrases have.

The baseline puts together what has the same head lemma. A phrase in two chains counts twice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import SaysoError
from sayso.evaluate.chained import Gold
from sayso.evaluate.chains import CorefScore
from sayso.evaluate.corpus import hash_files
from sayso.evaluate.crossreport import ledger_groups
from sayso.evaluate.gate import Demands, Scored, conclude, say
from sayso.evaluate.newswcl import FILE, Worded, read_phrases
from sayso.evaluate.tables import Table
from sayso.evaluate.wording import Written, write_text
from sayso.reconcile.labels import Targets, join_happenings
from sayso.reconcile.labels.lexicon import singular
from sayso.records import Parse, Reading, Report, Span, identify
from sayso.syntax import Syntax
from sayso.terms import MentionKind

BASE, LEMMA, TOPIC = "same head lemma", "Sayso, the rest by lemma", "Sayso, the rest by topic word"
_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))
_ENDINGS = (
    "ization", "isation", "ation", "izing", "ising", "ized", "ised", "ize", "ise", "ment", "ance",
    "ence", "ings", "ing", "ion", "ial", "ed", "es", "er", "s", "e", "y",
)  # fmt: skip
_STEM = 4  # letters that an ending leaves, at least

#: Reports to what is read in each, and its parse.
Reader = Callable[[Sequence[Report]], Sequence[tuple[Reading, Parse]]]


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it was annotated, and as Sayso read it."""

    gold: Worded
    spans: Sequence[Span]
    targets: Targets


def run_labels(
    corpora: Path,
    demands: Demands | None = None,
    *,
    limit: int | None = None,
    reader: Reader | None = None,
) -> int:
    """Score the labels of the stories, of the first ``limit`` with floors of their own; exit code.

    0: done, and the gate holds. 1: it does not, or the corpus is missing.
    """
    try:
        stories = list(read_phrases(corpora).values())[:limit]
        scores = score_stories([read_story(story, reader or own_reader) for story in stories])
        corpus = hash_files([corpora / FILE])
    except SaysoError as error:
        say(str(error))
        return 1
    phrases = sum(len(text.phrases) for story in stories for text in story)
    figures = {"newswcl50_conll": 100 * scores[LEMMA].conll}
    figures["newswcl50_conll_topic"] = 100 * scores[TOPIC].conll
    figures["newswcl50_above_same_lemma"] = 100 * (scores[LEMMA].conll - scores[BASE].conll)
    title = f"Labels: {len(stories)} stories of NewsWCL50, {phrases} phrases, given"
    section = "labels" + (f".{limit}" if limit else "")
    return conclude(
        Scored(section, (_table(title, scores),), figures, corpus), demands or Demands()
    )


def own_reader(reports: Sequence[Report]) -> list[tuple[Reading, Parse]]:
    """Sayso's own readings and parses, from the model that ships."""
    from sayso.pipeline import Pipeline  # loads onnxruntime

    pipeline = Pipeline()
    found: list[tuple[Reading, Parse]] = []
    for reading, parse in zip(
        pipeline.read_reports(reports), pipeline.parses(reports), strict=True
    ):
        if isinstance(reading, SaysoError):
            raise reading
        found.append((reading, parse))
    return found


def read_story(story: Sequence[Worded], reader: Reader) -> list[Text]:
    """Have the texts of a story read."""
    written = [write_text(text.words) for text in story]
    reports = [_report(text, page) for text, page in zip(story, written, strict=True)]
    return [
        Text(text, page.spans, Targets(reading, Syntax(reading.report.text, parse)))
        for text, page, (reading, parse) in zip(story, written, reader(reports), strict=True)
    ]


def _report(text: Worded, page: Written) -> Report:
    return Report(identify("report", text.name), text.name, page.text, ())


def score_stories(stories: Iterable[Sequence[Text]]) -> dict[str, CorefScore]:
    """The scores of each way to put phrases together."""
    scores = {way: CorefScore() for way in (BASE, LEMMA, TOPIC)}
    for story in stories:
        gold = [phrase.chain for text in story for phrase in text.gold.phrases]
        for way, keys in _ways(story).items():
            scores[way].add(_chains(gold), _chains(keys))
    return scores


def _chains(keys: Sequence[Hashable]) -> list[frozenset[Span]]:
    """Phrases with the same key together; a phrase is a span of its number."""
    found: defaultdict[Hashable, set[Span]] = defaultdict(set)
    for number, key in enumerate(keys):
        found[key].add(Span(number, number + 1))
    return [frozenset(spans) for spans in found.values()]


def _ways(story: Sequence[Text]) -> dict[str, list[Hashable]]:
    """The key of each phrase of a story, by each way."""
    heads = [_head(text, number) for text, number in _every(story)]
    targets = _targets(story)
    words = [_stems(text, number) for text, number in _every(story)]
    rest = Counter(
        word
        for some, target in zip(words, targets, strict=True)
        if not target
        for word in set(some)
    )
    lemma: list[Hashable] = [t or stem(head) for t, head in zip(targets, heads, strict=True)]
    topic: list[Hashable] = [
        target or max(some, key=lambda word: (rest[word], word), default=stem(head))
        for target, some, head in zip(targets, words, heads, strict=True)
    ]
    return {BASE: list(heads), LEMMA: lemma, TOPIC: topic}


def _every(story: Sequence[Text]) -> list[tuple[Text, int]]:
    return [(text, number) for text in story for number in range(len(text.gold.phrases))]


def _span(text: Text, number: int) -> Span:
    phrase = text.gold.phrases[number]
    return Span(text.spans[phrase.first].start, text.spans[phrase.last].end)


def _head(text: Text, number: int) -> str:
    """The lemma of a phrase's head, as far as taking plurals off makes one."""
    phrases, span = text.targets.phrases, _span(text, number)
    head = phrases.noun_of(span)
    return singular(phrases.low[head]) if head >= 0 else span.of(phrases.text).lower()


def _stems(text: Text, number: int) -> list[str]:
    phrases = text.targets.phrases
    inside = phrases.words_in(_span(text, number))
    return [stem(singular(phrases.low[i])) for i in inside if phrases.tags[i] in _CONTENT]


def stem(word: str) -> str:
    """A word without its ending, so that "denuclearize" meets "denuclearization"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word[: -len(ending)]
    return word


def _targets(story: Sequence[Text]) -> list[tuple[str, str] | None]:
    """The group of the actor or happening that each phrase means; None where it means neither.

    Actors without a name meet nobody in another text, so they are left to their words.
    """
    joined = join_happenings(h for text in story for h in text.targets.happenings.found)
    golds = [Gold(text.targets.reading, {}, frozenset()) for text in story]
    groups = {id: ids[0] for ids in ledger_groups(golds) for id in ids}
    named = {
        actor.id
        for text in story
        for actor in text.targets.reading.actors
        if any(mention.kind is MentionKind.NAME for mention in actor.mentions)
    }
    return [
        _target(text.targets.of(_span(text, n)), joined, groups, named) for text, n in _every(story)
    ]


def _target(
    id: str | None, joined: Mapping[str, str], groups: Mapping[str, str], named: set[str]
) -> tuple[str, str] | None:
    if id is None:
        return None
    if id in joined:
        return "happening", joined[id]
    return ("actor", groups.get(id, id)) if id in named else None


def _table(title: str, scores: Mapping[str, CorefScore]) -> Table:
    columns = ("put together by", "B³ P", "B³ R", "B³ F1", "MUC F1", "CEAF F1", "CoNLL")
    rows = tuple(
        (
            way,
            score.b_cubed.precision,
            score.b_cubed.recall,
            score.b_cubed.f1,
            score.muc.f1,
            score.ceaf.f1,
            score.conll,
        )
        for way, score in scores.items()
    )
    return Table("labels", title, columns, rows)
