"""Spans and links chosen together, on beliefs made by hand."""

from __future__ import annotations

import numpy as np

from sayso.attribute.choosing import Choice, choose
from sayso.model import CertaintyValues, MentionVectors, Scored, SyntaxVectors, Tables
from sayso.model.chain import TAGS, posterior
from sayso.model.links import FEATURES, HIDDEN, WIDTH, LinkTables, LinkVectors, landmarks
from sayso.model.syntax import SyntaxTables
from sayso.model.tokens import tokenise

TEXT = "Ibarra said the port was closed yesterday"
FREE = np.zeros((len(TAGS) + 1, len(TAGS)), dtype=np.float32)


def follows(before: str, after: str) -> bool:
    """Whether a span that begins goes on until it ends."""
    if before[0] in "BI":
        return after[0] in "IE" and before[2:] == after[2:]
    return after[0] not in "IE"


WHOLE = np.array(
    [[0.0] * len(TAGS), *([0.0 if follows(a, b) else -1e4 for b in TAGS] for a in TAGS)],
    dtype=np.float32,
)
NOTHING = np.zeros(0, np.float32)
NO_SYNTAX = SyntaxTables((), NOTHING, NOTHING, NOTHING, NOTHING)
TABLES = Tables(
    FREE,
    LinkTables(
        np.zeros((2, FEATURES, HIDDEN), np.float32),
        np.zeros((2, HIDDEN), np.float32),
        np.zeros((2, HIDDEN), np.float32),
    ),
    NO_SYNTAX,
    NOTHING,
    {"source": 0.4, "cue": 0.4, "content": 0.4},
    ((0.0, 0.0), (1.0, 1.0)),
)


def believe(
    tags: dict[int, dict[str, float]],
    *,
    orphan: float = -5.0,
    text: str = TEXT,
    sources: dict[int, int] | None = None,
    contents: dict[int, int] | None = None,
    moves: np.ndarray = FREE,
) -> Scored:
    """Beliefs with the given posterior of tags by word; what is left goes to O.

    ``sources`` and ``contents`` have the first word of the one that a cue's word is drawn to.
    """
    tokens = tokenise(text)
    chances = np.full((len(tokens), len(TAGS)), 1e-9)
    for word in range(len(tokens)):
        given = tags.get(word, {})
        chances[word, 0] = max(1.0 - sum(given.values()), 1e-9)
        for tag, chance in given.items():
            chances[word, TAGS.index(tag)] = chance
    belief = posterior(np.log(chances).astype(np.float32), moves)
    count = len(tokens)
    vectors = LinkVectors(
        np.zeros((count, 2, WIDTH), np.float32),
        np.zeros((count, WIDTH), np.float32),
        np.zeros((count, WIDTH), np.float32),
        np.full(count, -5.0, np.float32),
        np.full(count, orphan, np.float32),
        landmarks(tokens),
    )
    for column, (cue, source) in enumerate((sources or {}).items()):
        vectors.queries[cue, 0, column] = 10.0
        vectors.sources[source, column] = 10.0
    for column, (cue, first) in enumerate((contents or {}).items()):
        vectors.queries[cue, 1, column] = 10.0
        vectors.contents[first, column] = 10.0
    syntax = SyntaxVectors(NOTHING, NOTHING, NOTHING, NOTHING, NO_SYNTAX)
    mentions = MentionVectors(NOTHING, NOTHING, NOTHING, tokens.starts, NOTHING)
    certainty = CertaintyValues(NOTHING, tokens.starts)
    return Scored(tokens, belief, vectors, syntax, NOTHING, mentions, certainty, NOTHING)


def words(choices: list[Choice]) -> list[tuple[list[tuple[int, int]], ...]]:
    return [
        tuple([(s.start, s.end) for s in spans] for spans in (c.source, (c.cue,), c.content))
        for c in choices
    ]


def content(chance: float) -> dict[int, dict[str, float]]:
    """The closed port: words 2 to 5."""
    inside = {word: {"I-content": 0.99} for word in (3, 4)}
    return {2: {"B-content": chance}, **inside, 5: {"E-content": 0.99}}


SURE = {0: {"S-source": 0.9}, 1: {"S-cue": 0.9}}


def test_sure_spans_become_one_attribution() -> None:
    found = choose(believe({**SURE, **content(0.9)}), TABLES)
    assert words(found) == [([(0, 1)], [(1, 2)], [(2, 6)])]


def test_a_cue_brings_in_the_content_that_it_lacks() -> None:
    found = choose(believe({**SURE, **content(0.3)}), TABLES)
    assert words(found) == [([(0, 1)], [(1, 2)], [(2, 6)])]


def test_a_content_brings_in_the_cue_that_it_lacks() -> None:
    found = choose(believe({1: {"S-cue": 0.3}, **content(0.9)}), TABLES)
    assert words(found) == [([], [(1, 2)], [(2, 6)])]


def test_a_source_brings_in_an_attribution_of_its_own() -> None:
    unsure = {0: {"S-source": 0.9}, 1: {"S-cue": 0.35}, **content(0.35)}
    assert words(choose(believe(unsure), TABLES)) == [([(0, 1)], [(1, 2)], [(2, 6)])]


def test_a_content_that_fits_no_cue_is_left_out() -> None:
    beliefs = believe({1: {"S-cue": 0.9}, **content(0.9)}, orphan=5.0)
    assert words(choose(beliefs, TABLES)) == []


def test_a_cue_without_any_content_is_no_attribution() -> None:
    assert choose(believe(SURE), TABLES) == []


def test_that_something_is_not_clear_is_told_where_it_is_no_more_than_likely() -> None:
    text = "It was not clear whether they fired"
    tags = {
        0: {"B-cue": 0.3},
        **{word: {"I-cue": 0.9} for word in (1, 2)},
        3: {"E-cue": 0.9},
        4: {"B-content": 0.3},
        5: {"I-content": 0.99},
        6: {"E-content": 0.99},
    }
    assert words(choose(believe(tags, text=text), TABLES)) == [([], [(0, 4)], [(4, 7)])]
    other = text.replace("clear", "asked")
    assert words(choose(believe(tags, text=other), TABLES)) == []


def test_a_sure_cue_after_an_attribution_encloses_it() -> None:
    text = "The video shows they fired , Ibarra said"
    tags = {
        1: {"E-source": 0.99},
        0: {"B-source": 0.99},
        2: {"S-cue": 0.95},
        3: {"B-content": 0.95},
        4: {"E-content": 0.95},
        6: {"S-source": 0.95},
        7: {"S-cue": 0.95},
    }
    beliefs = believe(tags, text=text, sources={2: 0, 7: 6})
    inner, outer = choose(beliefs, TABLES)
    assert words([outer]) == [([(6, 7)], [(7, 8)], [(0, 5)])]
    assert words([inner]) == [([(0, 2)], [(2, 3)], [(3, 5)])]
    assert inner.within == outer.cue


def test_who_speaks_inside_a_content_is_named_inside_it() -> None:
    text = "Ibarra said the video shows they fired"
    tags = {
        0: {"S-source": 0.95},
        1: {"S-cue": 0.95},
        2: {"B-source": 0.55, "B-content": 0.45},
        3: {"E-source": 0.55, "I-content": 0.45},
        4: {"S-cue": 0.55, "I-content": 0.45},
        5: {"B-content": 0.5, "I-content": 0.5},
        6: {"E-content": 0.99},
    }
    beliefs = believe(tags, text=text, moves=WHOLE, sources={1: 0, 4: 0}, contents={1: 2, 4: 5})
    outer, inner = choose(beliefs, TABLES)
    assert words([outer]) == [([(0, 1)], [(1, 2)], [(2, 7)])]
    assert words([inner]) == [([(2, 4)], [(4, 5)], [(5, 7)])]
