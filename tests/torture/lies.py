"""Pages that change, vanish and lie, as functions of what is asked; and what is to come of it.

A lie is given a page's name, how often it was asked for and how many hours the site has stood, and
gives what to answer. ``fails`` are the errors that must be told of it, and no others: none where
it must be read. ``may`` says that it may also go well, or has not failed yet.
"""

from __future__ import annotations

import gzip
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler

from tests.intake.site import Answer, moved

PEOPLE = ("Mayor Ode", "Minister Vale", "Ilse Marrow", "Captain Renn", "Judge Ostrava", "Mira Tan")
PLACES = ("the harbour", "the north bridge", "the old mill", "the council house", "the ferry pier")
DEEDS = (
    "had been closed at noon",
    "would open again on Friday",
    "was held by forty dockers",
    "had never been in danger",
    "was to be searched by the police before the evening",
)
VERBS = ("said", "denied", "claimed", "told reporters", "warned")


@dataclass(frozen=True, slots=True)
class Asked:
    """A page that is asked for: its server's address, its name, how often before, and when."""

    site: str
    name: str
    times: int
    hours: float


@dataclass(frozen=True, slots=True)
class Lie:
    """What a page answers, and which kinds of errors are to be told of it."""

    answer: Callable[[Asked], Answer]
    fails: tuple[str, ...] = ()
    may: bool = False  # whether it may be read as well, or not fail yet


def page(name: str, edition: int, *, head: str = "", words: int = 3) -> str:
    """An invented page in English, which says which edition of which page it is."""
    draw = random.Random(f"{name}/{edition}")
    told = [
        f"{draw.choice(PEOPLE)} {draw.choice(VERBS)} that {draw.choice(PLACES)} "
        f"{draw.choice(DEEDS)}, {draw.randrange(2, 900)} hours after the strike."
        for _ in range(words)
    ]
    paragraphs = "".join(f"<p>{one} The others said nothing to this paper.</p>" for one in told)
    return (
        f'<!doctype html><html lang="en"><head><title>{mark(name, edition)}</title>'
        f'<meta property="og:site_name" content="Echo of {name[1:3]}">{head}</head><body><article>'
        f"<h1>{mark(name, edition)}</h1>{paragraphs}</article></body></html>"
    )


def mark(name: str, edition: int) -> str:
    """What stands in the title of this edition of a page, and nowhere else."""
    return f"Edition {edition} of {name.strip('/').replace('/', ' ')} on the harbour"


def _plain(asked: Asked) -> Answer:
    return Answer(page(asked.name, 0), headers={"ETag": '"one"'})


def _edited(asked: Asked) -> Answer:
    edition = int(asked.hours / 3)
    return Answer(page(asked.name, edition), headers={"ETag": f'"{edition}"'})


def _wavers(asked: Asked) -> Answer:
    return Answer(page(asked.name, asked.times % 2))


def _between(first: float, last: float) -> Callable[[Asked], Answer]:
    def answer(asked: Asked) -> Answer:
        return Answer(status=404) if first <= asked.hours < last else _plain(asked)

    return answer


def _status(status: int, **headers: str) -> Callable[[Asked], Answer]:
    return lambda asked: Answer(
        status=status, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


def _body(body: bytes | str, kind: str = "text/html", **headers: str) -> Callable[[Asked], Answer]:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda asked: Answer(body, kind=kind, headers=told)


def _declares(length: int) -> Callable[[Asked], Answer]:
    """A page whose Content-Length is so many bytes too long."""

    def answer(asked: Asked) -> Answer:
        body = page(asked.name, 0).encode()

        def write(to: BaseHTTPRequestHandler) -> None:
            head = f"Content-Type: text/html\r\nContent-Length: {len(body) + length}\r\n\r\n"
            to.wfile.write(b"HTTP/1.1 200 OK\r\n" + head.encode() + body)

        return Answer(write=write, raw=True)

    return answer


def _writes(pieces: Callable[[], bytes], pause: float, many: int) -> Callable[[Asked], Answer]:
    """A body that comes piece by piece, for about as long as anybody waits."""

    def write(to: BaseHTTPRequestHandler) -> None:
        for _ in range(many):
            to.wfile.write(pieces())
            to.wfile.flush()
            time.sleep(pause)

    return lambda asked: Answer(write=write)


def _slams(asked: Asked) -> Answer:
    return Answer(write=lambda to: None, raw=True)


def _floods(asked: Asked) -> Answer:
    def write(to: BaseHTTPRequestHandler) -> None:
        to.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for n in range(5_000):
            to.wfile.write(b"X-%d: %s\r\n" % (n, b"x" * 60))

    return Answer(write=write, raw=True)


def _latin(asked: Asked) -> Answer:
    body = page(asked.name, 0).replace("dockers", "d\u00f6ckers").encode("latin-1")
    return Answer(body, kind="text/html; charset=utf-8")


def _klingon(asked: Asked) -> Answer:
    return Answer(page(asked.name, 0), kind="text/html; charset=klingon")


def _etags(asked: Asked) -> Answer:
    return Answer(page(asked.name, 0), headers={"ETag": f'"{asked.times}"'})


def _frozen(asked: Asked) -> Answer:
    """304 to whoever asks, also for the first time."""

    def write(to: BaseHTTPRequestHandler) -> None:
        to.wfile.write(b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n")

    return Answer(write=write, raw=True)


def _wobbles(asked: Asked) -> Answer:
    return Answer(status=500) if asked.times % 3 == 1 else _plain(asked)


def _future(asked: Asked) -> Answer:
    head = '<meta property="article:published_time" content="2999-01-01T00:00:00Z">'
    return Answer(page(asked.name, 0, head=head))


def _elsewhere(asked: Asked) -> Answer:
    head = '<link rel="canonical" href="https://example.org/somebody-elses">'
    return Answer(page(asked.name, 0, head=head))


def _archive(asked: Asked) -> Answer:
    """A table of reports that speaks for others."""
    row = '{"text": "%s", "url": "https://example.org/somebody-elses", "outlet": "Others"}\n'
    return Answer(row % ("Mayor Ode said it. " * 20), kind="application/x-ndjson")


SPANISH = "".join(
    f"<p>El alcalde dijo el lunes que {place} estaba cerrado desde la noche anterior, y que nadie "
    f"vio a los {n} obreros que lo guardaban cuando la polic\u00eda vino a buscarlos.</p>"
    for n, place in enumerate(("el puerto", "el puente", "el molino", "el muelle"), 12)
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
BOMB = gzip.compress(bytes(60_000_000), 9)

LIES: dict[str, Lie] = {
    "plain": Lie(_plain),
    "edited": Lie(_edited),
    "wavers": Lie(_wavers),
    "vanishes": Lie(_between(4, 1e9), ("NotFound",), may=True),
    "returns": Lie(_between(1, 5), ("NotFound",), may=True),
    "gone": Lie(_status(410), ("NotFound",)),
    "forbidden": Lie(_status(403), ("ReadError",)),
    "fails": Lie(_status(500), ("ReadError",)),
    "busy": Lie(_status(503, Retry_After="3600"), ("ReadError",)),
    "picture": Lie(_body(PNG), ("NotText",)),
    "mislabelled": Lie(lambda asked: Answer(page(asked.name, 0), kind="image/png")),
    "long": Lie(_declares(10_000), ("NotFound",)),
    "short": Lie(_declares(-200)),
    "drips": Lie(_writes(lambda: b"<p>", 0.2, 100), ("NotFound",)),
    "stalls": Lie(_writes(lambda: b"", 8.0, 1), ("NotFound",)),
    "loops": Lie(lambda asked: moved(asked.name), ("ReadError",)),
    "astray": Lie(lambda asked: moved("file:///etc/passwd"), ("Forbidden",)),
    "bomb": Lie(_body(BOMB, Content_Encoding="gzip"), ("TooLarge",)),
    "garbled": Lie(_body("<p>no gzip</p>" * 50, Content_Encoding="gzip"), ("Damaged",)),
    "latin": Lie(_latin),
    "klingon": Lie(_klingon),
    "etags": Lie(_etags),
    "frozen": Lie(_frozen, ("ReadError",)),
    "foreign": Lie(_body(SPANISH), ("NotEnglish",)),
    "bare": Lie(_body("<p>Loading\u2026</p>"), ("NoProse",)),
    "empty": Lie(_body(b""), ("NotText",)),
    "mirror": Lie(lambda asked: moved(asked.name.replace("mirror", "plain").replace("x", "0"))),
    "wobbles": Lie(_wobbles, ("ReadError",), may=True),
    "slams": Lie(_slams, ("NotFound",)),
    "floods": Lie(_floods, ("NotFound",)),
    "future": Lie(_future),
    "elsewhere": Lie(_elsewhere),
    "archive": Lie(_archive, ("Forbidden",)),
}
