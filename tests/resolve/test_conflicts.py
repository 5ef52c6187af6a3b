from __future__ import annotations

from itertools import combinations

import pytest

from sayso.records import Office, Span
from sayso.resolve.conflicts import post

ONE_POST = [
    ("US ambassador to the United Nations", "U.S. envoy to the U.N.", "American ambassador"),
    ("Iran's foreign minister", "Iranian Foreign Minister", "Minister of Foreign Affairs"),
    ("President", "Friday President", "“embattled” President", "now-President"),
    ("Speaker", "House Speaker", "Speaker of the House"),
    ("defence minister", "Minister for Defense", "minister"),
]
TWO_POSTS = [
    ("information minister", "vice president"),
    ("president", "vice president"),
    ("defence minister", "foreign minister"),
    ("French foreign minister", "German foreign minister"),
    ("president of the National Assembly", "president of the Supreme Court"),
    ("Mayor of Halden", "Mayor of Ostmark"),
]


@pytest.mark.parametrize("titles", ONE_POST, ids=lambda titles: titles[0])
def test_one_post_in_other_words_is_no_conflict(titles: tuple[str, ...]) -> None:
    posts = [post(Office(title, Span(0, 1))) for title in titles]
    assert all(one and other and not one.excludes(other) for one, other in combinations(posts, 2))


@pytest.mark.parametrize(("one", "other"), TWO_POSTS)
def test_two_posts_are_a_conflict(one: str, other: str) -> None:
    left, right = (post(Office(title, Span(0, 1))) for title in (one, other))
    assert left is not None
    assert right is not None
    assert left.excludes(right)
    assert right.excludes(left)


@pytest.mark.parametrize("title", ["analyst", "President-elect", "", "opposition leader"])
def test_what_is_no_post_of_a_state_is_compared_with_nothing(title: str) -> None:
    assert post(Office(title, Span(0, 1))) is None
    assert post(Office("president", Span(0, 1), former=True)) is None
