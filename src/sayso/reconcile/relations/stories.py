"""Whether two reports tell of one story, so that what they say may clash.

One who is always in the news speaks, wins and signs something every week, and months away does not.
Of 200 contradictions called among reports of some hundred stories 114 were of two stories
(docs/accounts.md). What is asked here left 72 of them, with 16 of the 20 that are right, and none
of the right ones in reports of one event; 14 days and a fifth left 77 and cost two of those.
"""

from __future__ import annotations

from datetime import date

from sayso.records.claims import Proposition

_DAYS = 7  # between two reports
_SHARE = 0.15  # of what they are about: four or five of thirty words


def one_story(left: Proposition, right: Proposition) -> bool:
    """Whether both stand in one report, or in two of the same days that are about the same."""
    if left.report == right.report:
        return True
    return _near(left.published, right.published) and gist_share(left, right) >= _SHARE


def gist_share(left: Proposition, right: Proposition) -> float:
    """What their reports have in common of what they are about, 0 to 1."""
    if left.report == right.report:
        return 1.0
    return len(left.gist & right.gist) / max(min(len(left.gist), len(right.gist)), 1)


def _near(one: str | None, other: str | None) -> bool:
    """Whether two days of publication are near each other; a report without one may be."""
    if one is None or other is None:
        return True
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= _DAYS
