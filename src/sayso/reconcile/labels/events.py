"""What happenings are called in a report, and which of its words mean the same one.

Nouns of happenings come in families whose words compete: coup, uprising, revolution. In one report
the words of a family mean one happening unless something tells them apart: another year ("the 2002
coup"), other means ("chemical attack", "missile strike"). docs/labels.md says what that misses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from sayso.names import fold
from sayso.reconcile.labels.applied import Applied, Target, modifier_labels, noun_label, predicates
from sayso.reconcile.labels.lexicon import leaning_of, lexicon, singular
from sayso.reconcile.labels.naming import Naming
from sayso.reconcile.labels.phrases import NOUNS, Phrases
from sayso.records import Actor, Happening, Reading, identify
from sayso.terms import About, LabelForm, MentionKind

COMPANY = 6  # actors by whom a happening is known to other reports
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")
_WHATEVER = frozenset(("event", "development", "situation", "incident", "scene", "violence"))
_REACH = 4  # words behind a noun in which its year may stand


@dataclass(slots=True)
class _Chain:
    """The words that mean one happening, so far."""

    family: str
    years: set[str] = field(default_factory=set)
    means: set[str] = field(default_factory=set)
    words: list[int] = field(default_factory=list)
    lemmas: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Happenings:
    """The happenings of a report, and the one that each of its event nouns means, by word.

    ``main`` is the one that it has most words for, None where it has none.
    """

    found: tuple[Happening, ...]
    of: Mapping[int, str]
    main: str | None


def find_happenings(phrases: Phrases, reading: Reading, taken: Set[int]) -> Happenings:
    """Group the event nouns of a report, those aside that are ``taken`` for something else."""
    words = [i for i in range(phrases.size) if i not in taken and _is_event(phrases, i)]
    families = _settle(phrases, words)
    chains: dict[str, list[_Chain]] = {}
    for i in words:
        if (family := families.get(i)) is not None:
            _join(phrases, i, family, chains.setdefault(family, []), _own_year(reading))
    _name_operations(phrases, words, families, chains)
    company = _company(reading.actors)
    found, of = [], {}
    for chain in (one for some in chains.values() for one in some):
        start = phrases.spans[chain.words[0]].start
        id = identify("happening", reading.report.id, chain.family, str(start))
        told = frozenset(chain.years | chain.means)
        found.append(Happening(id, reading.report.id, chain.family, told, company))
        of.update(dict.fromkeys(chain.words, id))
    most = Counter(of.values()).most_common(1)
    return Happenings(tuple(found), of, most[0][0] if most else None)


def _is_event(phrases: Phrases, word: int) -> bool:
    """Whether a word is a noun of a happening, by itself or in a compound that takes a side."""
    if phrases.tags[word] not in NOUNS:
        return False
    low, lemma = phrases.low[word], singular(phrases.low[word])
    if low != lemma and lemma in lexicon().single:
        return False
    if _lemma(phrases, word) not in lexicon().families:
        return False
    if phrases.relations[word] not in ("compound", "flat"):
        return True
    head = phrases.heads[word]
    if not word < head <= word + 2:
        return True
    if leaning_of(lemma) is not None:
        return True  # "coup plotters"
    over = singular(phrases.low[head])
    if over in lexicon().families and over not in lexicon().anything:
        return False  # of "the bombing campaign" the campaign
    return over in lexicon().trying | lexicon().anything


def _lemma(phrases: Phrases, word: int) -> str:
    """The dictionary form of an event noun, of two words where they belong together."""
    lemma = singular(phrases.low[word])
    if word and phrases.tags[word - 1] in (*NOUNS, "ADJ"):
        pair = f"{phrases.low[word - 1]}-{lemma}"
        if pair in lexicon().families:
            return pair
    return lemma


def _settle(phrases: Phrases, words: Sequence[int]) -> dict[int, str]:
    """The family of each event noun; of several, the one that has most of its report's other nouns.

    Vague words ("operation", "incident") need such company to be of any family.
    """
    options = {i: lexicon().families[_lemma(phrases, i)] for i in words}
    vague = {i for i in words if _lemma(phrases, i) in lexicon().vague}
    sure = Counter(f[0] for i, f in options.items() if len(f) == 1 and i not in vague)
    likely = Counter(f for i, some in options.items() if i not in vague for f in some)
    settled: dict[int, str] = {}
    for i, families in options.items():
        best = max(families, key=lambda f: (sure[f], likely[f], -families.index(f)))
        if i not in vague or likely[best]:
            settled[i] = best
    return settled


def _join(
    phrases: Phrases, word: int, family: str, chains: list[_Chain], own_year: str | None
) -> None:
    """Put an event noun with those that mean the same, the same noun first, then the nearest."""
    years = {year for year in _years(phrases, word) if year != own_year}
    means, lemma = _means(phrases, word), _lemma(phrases, word)
    fitting = [c for c in chains if c.years == years and not _clash(c.means, means)]
    chosen = (
        next((c for c in reversed(fitting) if means and c.means & means), None)
        or next((c for c in reversed(fitting) if lemma in c.lemmas), None)
        or max(fitting, key=lambda c: c.words[-1], default=None)
    )
    if chosen is None:
        chosen = _Chain(family, years)
        chains.append(chosen)
    chosen.words.append(word)
    chosen.lemmas.add(lemma)
    chosen.means |= means


def _clash(ours: set[str], theirs: set[str]) -> bool:
    return bool(ours and theirs) and not ours & theirs


def _years(phrases: Phrases, word: int) -> set[str]:
    """Years in the phrase of a noun or right behind it: "the 2002 coup", "the coup of 2002"."""
    before = range(max(0, phrases.first_of(word) - 2), word)
    behind = range(word + 1, min(word + _REACH, phrases.size))
    near = [*before, *(i for i in behind if phrases.low[i - 1] in ("in", "of"))]
    same = phrases.sentence[word]
    return {
        phrases.low[i] for i in near if _YEAR.match(phrases.low[i]) and phrases.sentence[i] == same
    }


def _own_year(reading: Reading) -> str | None:
    published = reading.report.published
    return str(published.year) if published else None


def _means(phrases: Phrases, word: int) -> set[str]:
    """What tells one happening from another of its family, by its own and the nouns before it."""
    inside = range(phrases.first_of(word), word + 1)
    telling = lexicon().telling
    forms = (form for i in inside for form in (phrases.low[i], singular(phrases.low[i])))
    found = {telling[form] for form in forms if form in telling}
    other = lexicon().telling_else.get(singular(phrases.low[word]))
    return found or ({other} if other else set())


def _name_operations(
    phrases: Phrases,
    words: Sequence[int],
    families: Mapping[int, str],
    chains: Mapping[str, list[_Chain]],
) -> None:
    """An operation with a name of its own is what its report has most words for."""
    unsettled = [i for i in words if i not in families or len(chains[families[i]][0].words) == 1]
    main = max(
        (c for some in chains.values() for c in some), key=lambda c: len(c.words), default=None
    )
    for i in unsettled:
        named = is_operation(phrases, i)
        if named and main is not None and i not in main.words and len(main.words) > 1:
            for chain in (c for some in chains.values() for c in some if i in c.words):
                chain.words.remove(i)
            main.words.append(i)
    for some in chains.values():
        some[:] = [chain for chain in some if chain.words]


def is_operation(phrases: Phrases, word: int) -> bool:
    """Whether a noun begins the name of an operation: "Operation Freedom"."""
    follows = word + 1 < phrases.size and phrases.tags[word + 1] == "PROPN"
    return phrases.forms[word] == "Operation" and follows


def _company(actors: Sequence[Actor]) -> frozenset[str]:
    """The actors that a report names most, folded, persons by their last word."""
    named = [a for a in actors if any(m.kind is MentionKind.NAME for m in a.mentions)]
    named.sort(key=lambda a: (-len(a.mentions), a.name))
    called = (fold(a.name) for a in named[:COMPANY])
    return frozenset(name for name in called if name)


def event_labels(
    phrases: Phrases, happenings: Happenings, namings: Sequence[Naming]
) -> Iterator[Applied]:
    """Labels of happenings: their nouns, what those are said to be, what verbs call them."""
    of = happenings.of
    for naming in namings:
        id = of.get(naming.thing)
        if id is None and singular(phrases.low[naming.thing]) in _WHATEVER:
            id = happenings.main  # "the events of the morning"
        if id and naming.name not in of and phrases.tags[naming.name] in NOUNS:
            yield from noun_label(
                phrases,
                Target(About.EVENT, id),
                naming.name,
                LabelForm.NAMING,
                rejected=naming.rejected,
                naming=naming,
            )
    named = {naming.name: naming for naming in namings}
    for word, id in of.items():
        target = Target(About.EVENT, id)
        yield from _noun(phrases, target, word, named.get(word))
        for said, denied in predicates(phrases, word):
            if said not in of and leaning_of(singular(phrases.low[said])) is not None:
                key = singular(phrases.low[said])
                yield Applied(target, said, said, said, key, LabelForm.COPULA, denied)


def _noun(phrases: Phrases, target: Target, word: int, naming: Naming | None) -> Iterator[Applied]:
    """The label that an event noun is, with its stage ("the final phase of Operation X")."""
    first, last, key = phrases.first_of(word), word, _lemma(phrases, word)
    if key not in phrases.low[word]:
        key = key.replace("-", " ")  # of two words
    if is_operation(phrases, word):
        while last + 1 < phrases.size and phrases.tags[last + 1] == "PROPN":
            last += 1
        key = phrases.folded(range(word, last + 1))
    head = next((h for h in phrases.above(word) if not word <= h <= last), -1)
    over = singular(phrases.low[head]) if head >= 0 else ""
    if phrases.relations[word] == "compound" and over in lexicon().trying | lexicon().anything:
        last = max(last, head)
    elif over in lexicon().stages and phrases.tags[head] in NOUNS and head < word:
        first = phrases.first_of(head)
    rejected = _is_denied(phrases, word) or (naming is not None and naming.rejected)
    form = LabelForm.NAMING if naming else LabelForm.NOMINAL
    if not naming and phrases.is_said(word):
        form = LabelForm.COPULA
    yield Applied(target, first, last, word, key, form, rejected, naming)
    rest = phrases.modifiers(phrases.first_of(word), word)
    yield from modifier_labels(phrases, target, rest, rejected=rejected)


def _is_denied(phrases: Phrases, word: int) -> bool:
    """Whether the words say that it is no such thing: "this is not a coup", "no coup"."""
    before = {phrases.low[kid] for kid in phrases.children[word] if kid < word}
    if "no" in before or (phrases.is_said(word) and not before.isdisjoint(lexicon().negation)):
        return True
    at = phrases.first_of(word) - 1
    while at > 0 and phrases.tags[at] in ("DET", "PUNCT"):
        at -= 1
    return at >= 0 and phrases.low[at] == "not"  # "an uprising, not a coup"
