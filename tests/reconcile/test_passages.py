from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reconcile import passages
from sayso.reconcile.passages import choose
from sayso.reconcile.words import find_words, shingles
from sayso.records import Report
from tests.reconcile.reports import BREAD, TOLL, report

TEXTS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "echo"]), max_size=60)


def keys(made: Report) -> set[int]:
    return {key for passage in passages(made) for key in passage.bands}


def test_every_passage_is_a_block_of_its_report() -> None:
    made = report(f"{TOLL}.\n\n{BREAD}.\n\nShort.")
    found = passages(made)
    assert [p.span.of(made.text) for p in found] == [f"{TOLL}.", f"{BREAD}."]
    assert {p.report for p in found} == {made.id}


def test_keys_fit_a_signed_column_and_are_a_third_of_the_words() -> None:
    text = " ".join(f"word{number}" for number in range(1000))
    assert 280 < len(keys(report(text))) < 390
    assert all(0 <= key < 1 << 63 for key in keys(report(text)))


@settings(deadline=None)
@given(TEXTS, st.lists(st.integers(), min_size=6, max_size=20, unique=True), TEXTS)
def test_what_is_a_key_is_one_whatever_stands_around_it_and_ten_words_have_one(
    before: list[str], numbers: list[int], after: list[str]
) -> None:
    shared = [f"n{number}" for number in numbers]
    alone, within = (find_words(" ".join(w)).hashes for w in (shared, before + shared + after))
    ours, theirs = (set(shingles(k, 6)[choose(k)].tolist()) for k in (alone, within))
    assert ours <= theirs
    assert ours or len(shared) < 10


def test_a_text_without_words_has_no_passages() -> None:
    assert passages(report("—")) == ()
