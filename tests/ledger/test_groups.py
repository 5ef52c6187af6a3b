from __future__ import annotations

import itertools

from sayso.ledger.actors.groups import Judged, Member, group
from sayso.terms import ActorKind


def person(id: str, name: str, known: str | None = None) -> Member:
    return Member(id, ActorKind.PERSON, name, known)


THREE = [person("a", "Ode Marrow"), person("b", "Marrow"), person("c", "Jane Marrow")]


def test_what_hangs_together_by_strong_links_is_one() -> None:
    members = [person(id, "Ode Marrow") for id in "abc"]
    assert group(members, [("a", "b", 0.8), ("b", "c", 0.6)]) == [("a", "b", "c")]
    assert group(members, [("a", "b", 0.8), ("b", "c", 0.59)]) == [("a", "b"), ("c",)]


def test_two_whose_given_names_disagree_are_parted_at_the_weakest_link() -> None:
    links = [("a", "b", 0.7), ("b", "c", 0.75)]
    assert group(THREE, links) == [("a",), ("b", "c")]


def test_the_order_of_members_and_links_makes_no_difference() -> None:
    links = [("a", "b", 0.7), ("b", "c", 0.7), ("a", "d", 0.9)]
    members = [*THREE, person("d", "Ode T. Marrow")]
    found = [
        group(some, order)
        for some in (members, members[::-1])
        for order in itertools.permutations(links)
    ]
    assert all(one == [("a", "b", "d"), ("c",)] for one in found)


def test_a_person_may_join_what_names_keep_apart() -> None:
    assert group(THREE, [], [Judged("a", "c", same=True)]) == [("a", "c"), ("b",)]


def test_a_person_may_part_what_links_join() -> None:
    members = [person(id, "Ode Marrow") for id in "abc"]
    links = [("a", "b", 0.9), ("b", "c", 0.8)]
    assert group(members, links, [Judged("a", "c", same=False)]) == [("a", "b"), ("c",)]


def test_different_is_stronger_than_same_by_way_of_a_third() -> None:
    judged = [Judged("a", "b", True), Judged("b", "c", True), Judged("a", "c", False)]
    assert group(THREE, [], judged) == [("a", "b"), ("c",)]


def test_known_ids_join_what_names_keep_apart_and_part_what_they_join() -> None:
    members = [person("a", "Cass Ode", "Q1"), person("b", "Moh Arlen", "Q1")]
    assert group(members, [("a", "b", 1.0)]) == [("a", "b")]
    others = [person("a", "Ode", "Q1"), person("b", "Ode"), person("c", "Ode", "Q2")]
    assert group(others, [("a", "b", 0.8), ("b", "c", 0.7)]) == [("a", "b"), ("c",)]


def test_bodies_that_name_two_states_do_not_meet_in_a_shorter_name() -> None:
    names = {"a": "Halden Foreign Ministry", "b": "Foreign Ministry", "c": "Ode Foreign Ministry"}
    members = [Member(id, ActorKind.STATE_BODY, name) for id, name in names.items()]
    assert group(members, [("a", "b", 0.65), ("b", "c", 0.6)]) == [("a", "b"), ("c",)]


def test_links_and_judgements_on_unknown_actors_are_passed_over() -> None:
    assert group(THREE[:1], [("a", "z", 1.0)], [Judged("y", "a", False)]) == [("a",)]
