"""Ten servers on 127.0.0.1 with a feed each, whose pages and feeds lie in every way of lies.py."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sayso.samples import sample_paths
from tests.intake.site import Answer, Site, serve
from tests.torture.lies import LIES, Asked

TITLE = re.compile("<title>(Edition.*?)</title>")
FEEDS = 10
PLAIN = 4  # pages of a feed that come by and by and tell the truth
GROWS = 1.5  # hours until a feed lists the next of them


@dataclass
class LyingSite:
    """One server: its feed's number, and what it was asked for how often."""

    number: int
    began: float
    pace: float
    site: Site
    lies: list[str]
    times: Counter[str] = field(default_factory=Counter)
    served: dict[str, float] = field(default_factory=dict)  # title of an edition: when, first

    @property
    def hours(self) -> float:
        """How long it has stood, by the watcher's clock."""
        return (time.monotonic() - self.began) * self.pace / 3600

    def get(self, path: str, usual: Answer | None = None) -> Answer:
        """What it answers; in the way of a dict, for the server."""
        self.times[path] += 1
        asked = Asked(self.site.url, path, self.times[path] - 1, self.hours)
        if path == "/feed":
            return feed(self, asked)
        lie = path.split("/")[1] if path.count("/") == 2 else ""
        if lie == "sample":
            pages = [one for one in sample_paths() if one.suffix == ".html"]
            return Answer(pages[int(path.split("/")[2]) % len(pages)].read_bytes())
        answer = LIES[lie].answer(asked) if lie in LIES else usual or Answer(status=404)
        if answer.status == 200 and isinstance(answer.body, str):
            for title in TITLE.findall(answer.body):
                self.served.setdefault(title, time.monotonic())
        return answer


def listed(site: LyingSite, asked: Asked) -> list[str]:
    """What the feed names now: its lies, and more of its plain pages by and by."""
    grown = range(int(asked.hours / GROWS) + PLAIN)
    plain = [f"/plain/{site.number}-{n}" for n in grown]
    if site.number == 2:  # it shrinks: only the newest are left
        plain = plain[-4:]
    lies = [f"/{lie}/{site.number}-x" for lie in site.lies]
    return [*plain, *lies, f"/sample/{site.number}"]


def feed(site: LyingSite, asked: Asked) -> Answer:
    """The feed, which has a way of its own to be wrong."""
    number, turn = site.number, asked.times
    paths = listed(site, asked)
    body = _rss(asked, paths, future=number == 4)
    match number:
        case 1:
            return Answer(_atom(asked, paths), kind="application/atom+xml")
        case 3:  # every entry twice, all of one GUID
            return Answer(_rss(asked, [*paths, *paths], guid="the same"), kind="text/xml")
        case 5:  # an ETag that is always another
            return Answer(body, kind="application/rss+xml", headers={"ETag": f'"{turn}"'})
        case 6 if turn % 3 == 2:
            return Answer("<html><body><form>Log in</form></body></html>")
        case 7 if turn % 4 == 2:
            return Answer(status=500)
        case 7 if turn % 4 == 3:  # cut short
            return Answer(body[: len(body) // 2], kind="application/rss+xml")
        case 8 if turn % 3 == 1:
            return Answer(f'<!DOCTYPE x [<!ENTITY a "ha">]>{body}', kind="application/xml")
        case 9 if turn % 3 == 1:  # nothing in it, for once
            return Answer(_rss(asked, []), kind="application/rss+xml")
    return Answer(body, kind="application/rss+xml", headers={"ETag": f'"{len(paths)}"'})


def _rss(asked: Asked, paths: list[str], *, guid: str = "", future: bool = False) -> str:
    day = datetime(2999 if future else 2031, 1, 1, tzinfo=UTC)
    items = "".join(
        f"<item><title>{path}</title><link>{asked.site}{path}</link><guid>{guid or path}</guid>"
        f"<pubDate>{(day + timedelta(hours=n)):%a, %d %b %Y %H:%M:%S GMT}</pubDate></item>"
        for n, path in enumerate(paths)
    )
    return f'<rss version="2.0"><channel><title>Feed</title>{items}</channel></rss>'


def _atom(asked: Asked, paths: list[str]) -> str:
    entries = "".join(f'<entry><link href="{asked.site}{path}"/></entry>' for path in paths)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title>{entries}</feed>'


@contextmanager
def lying(pace: float, seed: int) -> Iterator[list[LyingSite]]:
    """The ten servers; each has a share of the lies, so that all are told, and some twice."""
    draw = random.Random(seed)
    lies = [lie for lie in LIES if lie != "plain"]
    draw.shuffle(lies)
    shares = [[*lies[n::FEEDS], draw.choice(["edited", "etags", "wavers"])] for n in range(FEEDS)]
    with ExitStack() as stack:
        sites = []
        for number in range(FEEDS):
            site = stack.enter_context(serve())
            made = LyingSite(
                number, time.monotonic(), pace, site, list(dict.fromkeys(shares[number]))
            )
            site.pages = made  # type: ignore[assignment]
            sites.append(made)
        yield sites
