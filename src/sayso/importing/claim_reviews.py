"""What fact checkers published about claims, beside the claims of a ledger that it is about.

Google's Fact Check Tools give it as JSON, others as ClaimReview of schema.org in JSON-LD, alone or
in a feed. A review becomes a judgement by its publisher on the claim that has its words, with the
verdict in the publisher's words as the note. Sayso takes no verdict over as its own.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sayso.errors import CorpusError, NotFound, NotText, SaysoError
from sayso.ledger import Ledger
from sayso.ledger.claims.loading import ClaimPage
from sayso.names import fold
from sayso.records import Judgement

_LONGEST = 600  # characters of a field that are kept
_LEAVE = "mend the review or leave it out"
# How alike the words must be. Set by hand on invented reviews: no labelled set was at hand.
_LIKE, _SHARED = 0.6, 3
_STEM = 6  # letters of a word by which it is known: "killed" and "killing" meet
_EMPTY = frozenset((
    "that", "this", "with", "from", "have", "been", "were", "said", "says", "they", "their", "will",
    "would", "could", "about", "after", "there", "which", "what", "when", "into", "than", "then",
    "also", "more", "some", "claims", "claimed", "video", "photo", "shows",
))  # fmt: skip
_NEGATED = re.compile(r"\b(?:no|not|never|nobody|none|without)\b|n[’']t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Review:
    """One review as it was published; ``rating`` is the verdict in the reviewer's words."""

    where: str
    claim: str
    claimant: str | None
    reviewer: str
    rating: str
    title: str | None
    url: str | None
    day: str | None

    @property
    def note(self) -> str:
        """All of it in one line, as theirs."""
        place = ", ".join(filter(None, (self.url, self.day)))
        told = f"{self.reviewer} rates it “{self.rating}”"
        told += f": {self.title}" if self.title else ""
        told += f" ({place})" if place else ""
        by = f" by {self.claimant}" if self.claimant else ""
        return f"{told}; as reviewed{by}: “{self.claim}”"


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A review of nothing that the ledger has."""

    review: Review

    def __str__(self) -> str:
        return f"{self.review.where}: no claim has its words: “{self.review.claim[:80]}”"


def bring(ledger: Ledger, path: Path) -> Iterator[Judgement | Unmatched | SaysoError]:
    """Each new judgement, each review that no claim matches, each that is broken.

    Raises NotFound or NotText for what is wrong with all of the file.
    """
    reviews = []
    for one in read_reviews(path):
        if isinstance(one, SaysoError):
            yield one
        else:
            reviews.append(one)
    matched = match(reviews, ledger.every_claim()) if reviews else {}
    for at, one in enumerate(reviews):
        if at not in matched:
            yield Unmatched(one)
        elif (made := ledger.review(matched[at], one.reviewer, one.note)) is not None:
            yield made


def match(reviews: Sequence[Review], claims: Iterable[ClaimPage]) -> dict[int, str]:
    """For each review that has one, by its place, the id of the claim that is most like it.

    Words are compared by their first six letters: three must be shared, and of all of either side
    so many that F1 is 0.6. Numbers must be the same, and both negated or neither.
    """
    keys = [_keys(one.claim) for one in reviews]
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for at, some in enumerate(keys):
        for key in some:
            by_key[key].append(at)
    best: dict[int, tuple[float, str]] = {}
    for page in claims:
        wordings = {said.words for line in page.lines for said in line.sayings}
        for words in sorted({page.stated.words, *wordings}):
            told = _keys(words)
            for at in {at for key in told for at in by_key.get(key, ())}:
                score = _likeness(reviews[at].claim, keys[at], words, told)
                if score >= _LIKE and (score, page.id) > best.get(at, (0.0, "")):
                    best[at] = score, page.id
    return {at: id for at, (_, id) in best.items()}


def _likeness(claim: str, keys: frozenset[str], words: str, told: frozenset[str]) -> float:
    shared = len(keys & told)
    if shared < _SHARED or _numbers(keys) != _numbers(told):
        return 0.0
    if bool(_NEGATED.search(claim)) != bool(_NEGATED.search(words)):
        return 0.0
    return 2 * shared / (len(keys) + len(told))


def _numbers(keys: frozenset[str]) -> set[str]:
    return {key for key in keys if key[0].isdigit()}


@lru_cache(4_096)
def _keys(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", fold(text))
    kept = (w for w in words if w[0].isdigit() or (len(w) > 3 and w not in _EMPTY))
    return frozenset(word if word[0].isdigit() else word[:_STEM] for word in kept)


def read_reviews(path: Path) -> Iterator[Review | SaysoError]:
    """The reviews of a file in their order: JSON, JSON-LD, or one of either a line."""
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise NotFound(str(path), f"it cannot be read ({error.strerror})", "check it") from None
    number = 0
    for place, found in _documents(data, str(path)):
        if isinstance(found, SaysoError):
            yield found
            continue
        for claim, review in _reviews(found):
            number += 1
            try:
                yield _review(claim, review, f"{place}, review {number}")
            except SaysoError as error:
                yield error
    if not number:
        told = "no ClaimReview is in it"
        raise NotText(str(path), told, "give JSON of Fact Check Tools, or JSON-LD of schema.org")


def _documents(data: bytes, where: str) -> Iterator[tuple[str, Any]]:
    try:
        yield where, json.loads(data)
        return
    except RecursionError:
        raise NotText(where, "it is nested too deeply", "give a feed of reviews") from None
    except ValueError as error:
        lines = [line for line in data.split(b"\n") if line.strip()]
        if len(lines) < 2:
            raise NotText(where, f"it is not JSON ({error})"[:150], "get it again") from None
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            place = f"{where}#{number}"
            try:
                yield place, json.loads(line)
            except (ValueError, RecursionError):
                yield place, NotText(place, "it is not JSON", "mend the line or leave it out")


def _reviews(found: Any) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every review anywhere in a document, with the claim of Fact Check Tools that it is under."""
    if isinstance(found, list):
        for one in found:
            yield from _reviews(one)
    elif isinstance(found, dict):
        types = found.get("@type")
        if "ClaimReview" in (types if isinstance(types, list) else [types]):
            yield {}, found
        elif isinstance(found.get("claimReview"), list):
            for one in found["claimReview"]:
                yield found, one if isinstance(one, dict) else {}
        else:
            for one in found.values():
                yield from _reviews(one)


def _review(claim: dict[str, Any], review: dict[str, Any], where: str) -> Review:
    item = _first(review.get("itemReviewed"))
    rated = _first(review.get("reviewRating"))
    url = _text(review.get("url"))
    words = _text(claim.get("text")) or _text(review.get("claimReviewed"))
    words = words or _text(item.get("name")) or _text(item.get("text"))
    by = review.get("publisher") or review.get("author")
    reviewer = _name(by) or _text(_first(by).get("site")) or (url and urlsplit(url).hostname)
    rating = _text(review.get("textualRating")) or _text(rated.get("alternateName"))
    rating = rating or _numbered(rated)
    for what, told in (("claim", words), ("reviewer", reviewer), ("rating", rating)):
        if not told:
            raise CorpusError(where, f"it has no {what}", _LEAVE)
    assert words is not None
    assert reviewer is not None
    assert rating is not None
    return Review(
        where,
        words,
        _text(claim.get("claimant")) or _name(item.get("author")),
        reviewer,
        rating,
        _text(review.get("title")) or _text(review.get("name")) or _text(review.get("headline")),
        url,
        (_text(review.get("reviewDate")) or _text(review.get("datePublished")) or "")[:10] or None,
    )


def _first(value: Any) -> dict[str, Any]:
    one = value[0] if isinstance(value, list) and value else value
    return one if isinstance(one, dict) else {}


def _name(value: Any) -> str | None:
    return _text(_first(value).get("name")) or _text(value)


def _text(value: Any) -> str | None:
    one = value[0] if isinstance(value, list) and value else value
    return (" ".join(one.split())[:_LONGEST] or None) if isinstance(one, str) else None


def _numbered(rated: dict[str, Any]) -> str | None:
    value, worst, best = (rated.get(name) for name in ("ratingValue", "worstRating", "bestRating"))
    if not isinstance(value, int | float | str) or value == "":
        return None
    return f"{value} of {worst} to {best}" if worst and best else str(value)
