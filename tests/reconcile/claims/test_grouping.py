"""Claims from links: no chain swallows everything, and copies are one line."""

from __future__ import annotations

import random
from itertools import combinations

from sayso.parts import independent_lines
from sayso.reconcile.claims.grouping import cluster, group_claims
from sayso.records import Span
from sayso.records.claims import Likeness, Proposition


def said(id: str, who: str = "", report: str = "") -> Proposition:
    return Proposition(
        id,
        report or f"r{id}",
        f"a{id}",
        (Span(0, 5),),
        who or f"w{id}",
        True,
        (),
        (),
        id,
        frozenset(),
    )


def link(left: str, right: str, score: float) -> Likeness:
    return Likeness(left, right, score, ())


def test_a_chain_of_links_is_not_one_claim() -> None:
    pairs = {(f"{n}", f"{n + 1}"): 0.6 for n in range(8)}
    assert max(map(len, cluster([f"{n}" for n in range(9)], pairs, 0.45))) == 2


def test_what_is_alike_on_average_is_one_claim() -> None:
    pairs = {("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.5}
    assert cluster(["c", "a", "b"], pairs, 0.45) == [("a", "b", "c")]


def test_the_order_of_links_makes_no_difference() -> None:
    rng = random.Random(3)
    ids = [f"{n:02}" for n in range(20)]
    links = [
        link(a, b, rng.choice((0.5, 0.7, 0.9)))
        for a in ids
        for b in ids
        if a < b and rng.random() < 0.2
    ]
    expected = group_claims(map(said, ids), links, ())
    for _ in range(3):
        rng.shuffle(links)
        rng.shuffle(ids)
        assert group_claims(map(said, ids), links, ()) == expected


def test_what_cannot_both_hold_is_never_one_claim() -> None:
    claims = group_claims([said("a"), said("b")], [link("a", "b", 0.9)], (), [("b", "a")])
    assert [claim.propositions for claim in claims] == [("a",), ("b",)] or len(claims) == 2


def test_a_clash_keeps_apart_all_that_is_one_with_either_side() -> None:
    ids = [f"{n}" for n in range(8)]
    links = [link(a, b, 0.9) for a, b in combinations(ids, 2) if (a, b) != ("0", "7")]
    claims = group_claims(map(said, ids), links, (), [("0", "7")])
    assert not [claim for claim in claims if {"0", "7"} <= set(claim.propositions)]
    assert len(claims) == 2


def test_copies_of_copies_are_not_one_where_their_ends_clash() -> None:
    copies = [("a", "b"), ("b", "c"), ("c", "d")]
    claims = group_claims(map(said, "abcd"), (), copies, [("a", "d")])
    assert not [claim for claim in claims if {"a", "d"} <= set(claim.propositions)]
    assert len(claims) == 2


def test_clashes_part_claims_in_whatever_order_they_come() -> None:
    rng = random.Random(5)
    ids = [f"{n:02}" for n in range(24)]
    pairs = list(combinations(ids, 2))
    links = [link(a, b, rng.choice((0.6, 0.8))) for a, b in pairs if rng.random() < 0.7]
    clashes = [pair for pair in pairs if rng.random() < 0.1]
    copies = [pair for pair in pairs if rng.random() < 0.05]
    expected = group_claims(map(said, ids), links, copies, clashes)
    for claim in expected:
        assert not [pair for pair in clashes if set(pair) <= set(claim.propositions)]
    for _ in range(3):
        for some in (ids, links, copies, clashes):
            rng.shuffle(some)
        assert group_claims(map(said, ids), links, copies, clashes) == expected


def test_ten_papers_with_one_wire_story_are_one_line() -> None:
    ids = [f"{n:02}" for n in range(11)]
    copies = [(ids[0], other) for other in ids[1:]]
    (claim,) = group_claims(map(said, ids), (), copies)
    assert claim.counts == "11 reports, 1 independent line, 11 sources"


def test_a_source_that_repeats_itself_is_one_line() -> None:
    some = [said("a", "lund"), said("b", "lund"), said("c", "roth")]
    links = [link("a", "b", 0.9), link("a", "c", 0.9), link("b", "c", 0.9)]
    (claim,) = group_claims(some, links, ())
    assert claim.counts == "3 reports, 2 independent lines, 2 sources"


def test_copying_in_a_circle_is_one_line() -> None:
    who = {"a": "1", "b": "2", "c": "3"}
    assert independent_lines(who, [("a", "b"), ("b", "c"), ("c", "a")]) == (("a", "b", "c"),)
