from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.cli import main
from sayso.errors import NotText, SaysoError
from sayso.importing.claim_reviews import Review, Unmatched, bring, read_reviews
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.claims.loading import ClaimPage
from sayso.records import Judgement
from sayso.terms import Verdict
from tests.ledger.sampled import RECONCILE, RUN, sample_readings

CLAIM = "Colonel Tamas Irrel has told Maril Dovane he can deliver two regiments"
LD: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example/irrel",
    "claimReviewed": CLAIM,
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Maril Dovane"}},
    "author": {"@type": "Organization", "name": "Halden Checks"},
    "reviewRating": {"@type": "Rating", "ratingValue": 2, "worstRating": 1, "bestRating": 5,
                     "alternateName": "Mostly „false“"},
    "datePublished": "2026-05-14T10:00:00Z",
}  # fmt: skip
GOOGLE: dict[str, Any] = {
    "claims": [
        {
            "text": CLAIM,
            "claimant": "Maril Dovane",
            "claimReview": [
                {
                    "publisher": {"name": "Halden Checks", "site": "checks.example"},
                    "url": "https://checks.example/irrel",
                    "reviewDate": "2026-05-14T10:00:00Z",
                    "textualRating": "Mostly „false“",
                    "languageCode": "en",
                }
            ],
        }
    ],
    "nextPageToken": "x",
}
NOTE = (
    "Halden Checks rates it “Mostly „false“” (https://checks.example/irrel, 2026-05-14);"
    f" as reviewed by Maril Dovane: “{CLAIM}”"
)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("day") / "day.db"
    with open_ledger(path, create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
    return path


@pytest.fixture
def sampled(day: Path, tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(shutil.copy(day, tmp_path / "event.db")) as ledger:
        yield ledger


def file(tmp_path: Path, content: object) -> Path:
    path = tmp_path / "reviews.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "content",
    [
        LD,
        [LD],
        {"@graph": [{"@type": "NewsArticle"}, LD]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [LD]}]},
        GOOGLE,
        json.dumps(LD) + "\n\n" + json.dumps({"@type": "Person"}) + "\n",
    ],
    ids=["one", "list", "graph", "feed", "google", "lines"],
)
def test_a_review_is_read_wherever_it_stands(tmp_path: Path, content: object) -> None:
    (review,) = read_reviews(file(tmp_path, content))
    assert isinstance(review, Review)
    assert (review.reviewer, review.note) == ("Halden Checks", NOTE)


def test_a_review_is_kept_as_its_publishers_word_on_the_claim(
    sampled: Ledger, tmp_path: Path
) -> None:
    (made,) = bring(sampled, file(tmp_path, GOOGLE))
    assert isinstance(made, Judgement)
    assert (made.verdict, made.judge, made.note) == (Verdict.REVIEW, "Halden Checks", NOTE)
    page = sampled.show(made.target)
    assert isinstance(page, ClaimPage)
    assert "two regiments" in page.stated.words
    assert [one.note for one in page.judgements] == [NOTE]


def test_a_review_that_is_there_is_not_added_again(sampled: Ledger, tmp_path: Path) -> None:
    list(bring(sampled, file(tmp_path, GOOGLE)))
    assert list(bring(sampled, file(tmp_path, LD))) == []


@pytest.mark.parametrize(
    "claim",
    [
        "Colonel Tamas Irrel has never told Maril Dovane he can deliver two regiments",
        "Colonel Tamas Irrel told Maril Dovane he can deliver 2 regiments",
        "Two regiments were seen on the road",
        "The mayor of Halden sold the harbour",
    ],
)
def test_a_review_of_no_claim_here_is_told(sampled: Ledger, tmp_path: Path, claim: str) -> None:
    (found,) = bring(sampled, file(tmp_path, LD | {"claimReviewed": claim}))
    assert isinstance(found, Unmatched)
    assert str(found).startswith(f"{tmp_path / 'reviews.json'}, review 1: no claim has its words")


@pytest.mark.parametrize(
    ("lacking", "told"),
    [
        ({"claimReviewed": None}, "no claim"),
        ({"reviewRating": {}}, "no rating"),
        ({"author": None, "url": None}, "no reviewer"),
    ],
)
def test_a_broken_review_is_one_line_and_the_others_are_read(
    tmp_path: Path, lacking: dict[str, Any], told: str
) -> None:
    error, review = read_reviews(file(tmp_path, [LD | lacking, LD]))
    assert isinstance(error, SaysoError)
    assert isinstance(review, Review)
    assert f"review 1: it has {told};" in str(error)


@pytest.mark.parametrize("content", ["{", "[]", '{"a": {"b": 1}}', "[" * 100_000, "\x00"])
def test_a_file_without_reviews_is_told(tmp_path: Path, content: str) -> None:
    with pytest.raises(NotText):
        list(read_reviews(file(tmp_path, content)))


def test_a_rating_in_numbers_is_told_with_its_scale(tmp_path: Path) -> None:
    rating = {"ratingValue": 2, "worstRating": 1, "bestRating": 5}
    (review,) = read_reviews(file(tmp_path, LD | {"reviewRating": rating}))
    assert isinstance(review, Review)
    assert review.rating == "2 of 1 to 5"


def test_the_command_line_counts_reviews(
    sampled: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, [LD, LD | {"claimReviewed": "Nobody sold the old harbour of Halden"}])
    assert main(["import", sampled.where, "claimreview", str(path)]) == 0
    assert "1 reviewed, 1 of no claim here" in capsys.readouterr().err
