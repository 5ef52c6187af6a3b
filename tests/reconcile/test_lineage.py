from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake import read_reports
from sayso.reconcile import MemoryIndex, find_lineage, passages
from sayso.reconcile.words import find_words
from sayso.records import Report, Reuse
from sayso.samples import sample_paths
from sayso.terms import Direction
from tests.reconcile.reports import BREAD, TOLL, index_of, report

PROSE = st.lists(
    st.sampled_from(
        ["The", "gate", "of", "an", "air", "base", "was", "quiet", "said.", "“We", "stay!”\n\n"]
    ),
    max_size=120,
).map(" ".join)


def test_copied_words_are_given_as_characters_of_both_reports() -> None:
    one = report(f"Rain fell. {TOLL}. Then it was night.", "A")
    other = report(f"{TOLL}. Nobody knew why, and so on.", "B")
    (found,) = find_lineage(other, index_of(one))
    texts = {one.id: one.text, other.id: other.text}
    assert found.left.of(texts[found.left_report]) == f"{TOLL}."
    assert found.right.of(texts[found.right_report]) == f"{TOLL}."
    assert found.similarity == 1


def test_edited_words_are_found_with_the_share_that_is_kept() -> None:
    one = report(f"Rain fell. {BREAD}.", "A")
    other = report(f"{BREAD.replace('bread van', 'blue car')}.", "B")
    (found,) = find_lineage(other, index_of(one))
    assert found.similarity == 17 / 19


def test_the_order_in_which_reports_came_does_not_change_a_reuse() -> None:
    one, other = report(f"One. {TOLL}.", "A"), report(f"Two. {TOLL}.", "B")
    assert find_lineage(one, index_of(other)) == find_lineage(other, index_of(one))


def test_names_and_titles_in_a_row_are_no_reuse() -> None:
    office = "the Director of the National Institute of Allergy and Infectious Diseases at Bethesda"
    assert not find_lineage(report(f"It was {office}.", "A"), index_of(report(f"Ask {office}.")))


def test_lines_about_the_page_are_no_reuse() -> None:
    line = "Sign up for the daily letter of this newspaper and read us before your breakfast."
    assert not find_lineage(report(f"New. {line}", "A"), index_of(report(f"Old. {line}", "B")))


def test_a_headline_of_another_story_on_two_pages_is_no_reuse() -> None:
    line = f"\nRead more: {TOLL}\n"
    one, other = report(f"Rain fell.{line}Snow fell.", "A"), report(f"Hail.{line}Sun.", "B")
    assert not find_lineage(one, index_of(other))


def test_a_report_and_its_versions_are_not_compared() -> None:
    url = "https://open.example/bridge"
    one, other = report(f"{TOLL}.", "A", url=url), report(f"{TOLL}. {BREAD}.", "A", url=url)
    assert find_lineage(other, index_of(one, other)) == ()


def test_the_lines_that_stand_under_all_of_an_outlets_reports_are_left_out() -> None:
    footer = "This newspaper is printed on the river side of the town by hand and every morning."
    others = [report(f"Report {number}.\n\n{footer}", "A") for number in range(5)]
    assert len(find_lineage(report(f"New.\n\n{footer}", "A"), index_of(*others[:2]))) == 2
    assert find_lineage(report(f"New.\n\n{footer}", "A"), index_of(*others)) == ()
    assert len(find_lineage(report(f"New.\n\n{footer}", "B"), index_of(*others))) == 5


def test_a_report_that_repeats_itself_points_at_the_words_above() -> None:
    rain = "It rained over the town all day, and then for most of the night."
    made = report(f"{TOLL}.\n\n{rain}\n\n{BREAD}.\n\n{TOLL}. {BREAD}.")
    found = find_lineage(made, MemoryIndex())
    assert [f.left.of(made.text) for f in found] == [f"{TOLL}.", f"{BREAD}."]
    assert {f.direction for f in found} == {Direction.RIGHT_FROM_LEFT}
    assert all(f.left.end <= f.right.start for f in found)


def samples() -> tuple[dict[str, Report], list[Reuse]]:
    index = MemoryIndex()
    reports: dict[str, Report] = {}
    found: list[Reuse] = []
    for path in sample_paths():
        (made,) = read_reports(str(path))
        assert isinstance(made, Report)
        found += find_lineage(made, index)
        index.add(made, passages(made))
        reports[made.id] = made
    return reports, found


def test_the_samples_twin_is_its_wires_and_the_digest_holds_passages_of_four_outlets() -> None:
    reports, found = samples()
    outlets = {(reports[f.left_report].outlet, reports[f.right_report].outlet): f for f in found}
    twin = next(
        f for pair, f in outlets.items() if {*pair} == {"The Quenara Courier", "Corvane Wire"}
    )
    origin = twin.right_report if twin.direction is Direction.LEFT_FROM_RIGHT else twin.left_report
    assert reports[origin].outlet == "Corvane Wire"
    assert twin.reason.endswith("credits Corvane Wire: (Corvane Wire)")
    digested = {name for pair in outlets if None in pair for name in pair if name}
    assert len(digested) == 5
    assert (None, None) in outlets  # the digest's tail repeats its introductions


@settings(deadline=None)
@given(PROSE, PROSE)
def test_ends_of_every_pair_agree_in_both_texts(one: str, other: str) -> None:
    left, right = report(one, "A", date(2026, 5, 1)), report(other, "B", date(2026, 5, 2))
    texts = {left.id: one, right.id: other}
    for found in find_lineage(right, index_of(left)):
        ours, theirs = texts[found.left_report], texts[found.right_report]
        assert 0 <= found.left.start < found.left.end <= len(ours)
        assert 0 <= found.right.start < found.right.end <= len(theirs)
        words = [find_words(s.of(t)).hashes for s, t in ((found.left, ours), (found.right, theirs))]
        assert (words[0][0], words[0][-1]) == (words[1][0], words[1][-1])
        assert 0.7 <= found.similarity <= 1
