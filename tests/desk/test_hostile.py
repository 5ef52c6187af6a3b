"""Every field of a report, a feed, an actor file and a judgement is a stranger's.

Each holds what would run, restyle or turn around a page if it were taken for part of it. Every page
that links lead to is parsed, and so is every form of it as data.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter, deque
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import etree, html

from sayso.across import KnownActor
from sayso.adding import Adding
from sayso.desk import Settings, make_desk
from sayso.ledger import Change, Ledger, open_ledger
from sayso.pipeline import Pipeline
from sayso.terms import Manner, Verdict
from tests.desk.conftest import HOME

MARK = "zq7"  # an attribute or element of this name came from the data
TURNS = "\u202e\u2066\u202a\u2069\u200f"
BREAK = f"\"'><script {MARK}=1>alert(1)</script><img {MARK} src=x onerror=alert(1)>"
STYLE = (
    f"</style></title></textarea><style {MARK}>*{{display:none}}</style>"
    f"<svg {MARK} onload=alert(1)>"
)
QUOTE = f'x" {MARK}="1" onmouseover="alert(1)" style="position:fixed'
TEMPLATE = "{{ 7 * 191 }}{% raw %}${7*191}"
SCRIPT = f"javascript:alert('{MARK}')"
EVERYTHING = f"{BREAK} {STYLE} {QUOTE} {TEMPLATE} {SCRIPT} {TURNS}"
CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f]")
PER_KIND = 2  # pages of one kind that are looked at

STORIES = (
    "The harbour of Dovane {x} was closed on Tuesday.\n\n"
    "Vosse denied that any unit had left the {x} harbour. “{x} Nobody was hurt,” he said.\n\n"
    "Minister Ilka Marren <b {m}>told reporters {x} that at least 14 people were killed</b> at the "
    "{x} gate on Monday. The {x} rebels said that 20 people were killed at the gate.",
    "Minister Ilka Marren said that at least 14 people were killed at the {x} gate on Monday.\n\n"
    "General Vosse {x} called the ministers {x} “usurpers” and “{x}”. Vosse <i {m}>condemned</i> "
    "the attack {x} on Dovane. The usurpers left {x} the harbour, according to {x} Echo.\n\n"
    "“{x} Nobody was hurt at all,” Vosse {x} said, Echo {x} reported.",
)


def reports() -> bytes:
    """Rows of a table, hostile in every field."""
    rows = [
        {
            "text": story.replace("{x}", x).replace("{m}", MARK),
            "title": f"Harbour {x}",
            "outlet": f"Echo {x}",
            "authors": [f"A {x}", x],
            "published": f"2026-05-1{day}",
            "url": url,
        }
        for day, (story, x, url) in enumerate(
            (story, x, url)
            for story in STORIES
            for x, url in (
                (BREAK, SCRIPT),
                (f"{STYLE} {TURNS}", f"https://a.example/{QUOTE}"),
                (f"{QUOTE} {TEMPLATE}", f"data:text/html,{BREAK}"),
                (TURNS, f" {SCRIPT}"),
            )
        )
    ]
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def feed() -> bytes:
    """A feed whose every part is hostile; nothing of it can be fetched."""
    safe = EVERYTHING.replace("&", "&amp;").replace("<", "&lt;").replace("\u0000", "")
    links = (SCRIPT, "http://127.0.0.1:1/" + QUOTE.replace('"', "&quot;"), "file:///etc/passwd")
    items = "".join(
        f"<item><title>{safe}</title><link>{link}</link><author>{safe}</author></item>"
        for link in links
    )
    return f"<rss version='2.0'><channel><title>{safe}</title>{items}</channel></rss>".encode()


def page_of_a_stranger() -> bytes:
    """A web page whose metadata is hostile."""
    safe = escape(BREAK)
    head = f'<title>Gate {safe}</title><meta name="author" content="{escape(EVERYTHING)}">'
    body = "".join(f"<p>{n}. {STORIES[1].format(x='of stone', m=MARK)}</p>" for n in range(4))
    return (
        f'<html><head>{head}<link rel="canonical" href="{SCRIPT}"></head>'
        f"<body><article>{body}</article></body></html>"
    ).encode()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of strangers' reports, with strangers' judgements on them."""
    known = [
        KnownActor(SCRIPT, ("Vosse", f"Vosse {BREAK}")),
        KnownActor(f"Q1{QUOTE}", ("Ilka Marren", f"Marren {TURNS}")),
    ]
    pipeline = Pipeline(known=known)
    with open_ledger(Path(tmp_path_factory.mktemp("hostile")) / "event.db", create=True) as found:
        adding = Adding(found, pipeline)
        for data, name in (
            (reports(), f"{QUOTE}.jsonl"),
            (feed(), BREAK),
            (page_of_a_stranger(), STYLE),
        ):
            for item in pipeline.reports_in(io.BytesIO(data), name):
                adding.add(item)
        judge(found)
        yield found


def judge(ledger: Ledger) -> None:
    """A judgement of every kind, its every word hostile."""
    readings = [ledger.reading(report.id) for report in ledger.reports()]
    said = [one for reading in readings for one in reading.attributions]
    assert len(said) > 10
    change = Change(manner=Manner.DENY)
    ledger.judge(said[0].id, Verdict.ACCEPT, BREAK, note=EVERYTHING)
    ledger.judge(said[1].id, Verdict.REJECT, QUOTE, note=EVERYTHING)
    ledger.judge(said[2].id, Verdict.EDIT, STYLE, change=change, note=EVERYTHING)
    claims, _ = ledger.claims()
    assert claims
    ledger.judge(claims[0].id, Verdict.REJECT, TURNS, note=EVERYTHING)
    left, right = readings[-1].actors[0], readings[-2].actors[0]
    ledger.judge_actors(left.id, right.id, Verdict.SAME, BREAK, note=EVERYTHING)
    ledger.undo(BREAK, said[0].id)


@pytest.fixture(scope="module")
def client(ledger: Ledger) -> TestClient:
    return TestClient(make_desk(ledger, Settings(judge=QUOTE)), base_url=HOME)


def kind(address: str) -> str:
    """Pages of one kind are alike: some of each are looked at, whatever is asked of them."""
    path = urlsplit(address).path
    return path if path.startswith("/-/") else re.sub(r"^/([\w-]+)/.+?(\.\w+)?$", r"/\1/\2", path)


SEEDS = (
    "/",
    "/add",
    f"/search?words={BREAK}",
    f"/search?words={QUOTE}&source={STYLE}",
    f"/claims?source={BREAK}",
    f"/claim/{QUOTE}",
    f"/actor/{BREAK}",
    f"/outlet/{STYLE}",
    f"/-/login?then={SCRIPT}",
    f"/{BREAK}",
    f"/claims?page={BREAK}",
)


def answers(client: TestClient) -> Iterator[tuple[str, Any]]:
    """Everything that links lead to from the first page, and what a stranger's link asks for."""
    waiting, known, kinds = deque(SEEDS), set(SEEDS), Counter[str]()
    while waiting:
        address = waiting.popleft()
        kinds[kind(address)] += 1
        if kinds[kind(address)] > PER_KIND and address not in SEEDS:
            continue
        answer = client.get(address)
        yield address, answer
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        for link in html.fromstring(answer.text).xpath("//a/@href"):
            there = urljoin(f"{HOME}{urlsplit(address).path}", link).split("#")[0]
            if there.startswith(HOME) and there not in known:
                known.add(there)
                waiting.append(there.removeprefix(HOME))


def is_ours(script: html.HtmlElement) -> bool:
    """Whether it is a file of the desk, or data that nothing runs."""
    if script.get("type") == "application/json":
        json.loads(script.text or "")
        return set(script.keys()) <= {"type", "id", "class"}
    return script.get("src", "").startswith("/-/static/") and not script.text


def faults_of(page: str) -> list[str]:
    """What in a page came from the data, or would run, restyle or turn around the page."""
    found: list[str] = []
    for element in html.fromstring(page).iter(etree.Element):
        tag = str(element.tag)
        if tag == "script" and not is_ours(element):
            found.append("a script in the page")
        if MARK in tag or tag in ("style", "iframe", "object", "embed", "base"):
            found.append(f"<{tag}>")
        found += [f"<{tag} {name}={value[:60]!r}>" for name, value in element.items()
                  if is_foreign(tag, name, value)]  # fmt: skip
        # What is sent back as it was, and shown by nobody, keeps its controls.
        sent_back = tag == "option" or element.get("type") == "hidden"
        seen = [v for name, v in element.items() if not (sent_back and name == "value")]
        if any(CONTROL.search(text or "") for text in (element.text, element.tail, *seen)):
            found.append(f"a control in <{tag}> that turns the page around")
    if "1337" in html.fromstring(page).text_content():
        found.append("a template in the data was run")
    return found


def is_foreign(tag: str, name: str, value: str) -> bool:
    """Whether an attribute came from the data, or runs or leads to something of the data's."""
    if MARK in name or name.startswith(("on", "hx-on")) or name in ("style", "http-equiv"):
        return True
    if name.startswith("hx-"):
        return value.strip().startswith(("js:", "javascript:"))
    leads = name in ("href", "src", "action", "formaction", "xlink:href", "poster")
    scheme = re.match(r"[\s\x00-\x20]*([a-zA-Z][\w+.-]*):", value)
    return leads and scheme is not None and scheme[1].lower() not in ("http", "https")


def wrong_in(answer: Any) -> list[str]:
    """What is wrong with an answer, whatever it is."""
    told = answer.headers
    form = told["Content-Type"].partition(";")[0]
    wrong = [str(answer.status_code)] if answer.status_code >= 500 else []
    if told.get("X-Content-Type-Options") != "nosniff" or "Content-Security-Policy" not in told:
        wrong.append("without the strict headers")
    if "attachment" in told.get("Content-Disposition", ""):
        return wrong
    if form == "text/html":
        return wrong + faults_of(answer.text)
    if form == "application/json":
        json.loads(answer.text)
    elif form != "text/plain":
        wrong.append(f"{form} is not a file to keep")
    return wrong


def test_no_word_of_a_stranger_is_part_of_a_page(client: TestClient) -> None:
    found: dict[str, list[str]] = {}
    shown = Counter[str]()
    for address, answer in answers(client):
        shown[answer.headers["Content-Type"].partition(";")[0]] += 1
        if wrong := wrong_in(answer):
            found[address] = wrong
    assert not found
    assert shown["text/html"] > 20
    assert shown["application/json"] > 10
    assert shown["text/csv"] > 5


def test_no_word_of_a_stranger_is_part_of_a_dossier(client: TestClient, ledger: Ledger) -> None:
    claims, _ = ledger.claims(top=12)
    chosen = {"claim": [one.id for one in claims]}
    told = {"title": BREAK, "note": STYLE, "above": [EVERYTHING] * len(claims)}
    page = client.get("/dossier.html", params={**chosen, **told})
    assert "attachment" in page.headers["Content-Disposition"]
    assert MARK in page.text
    # It has a style of its own, and no other.
    assert [fault for fault in faults_of(page.text) if fault != "<style>"] == []
    assert len(html.fromstring(page.text).xpath("//style")) <= 1
    # A note is the person's own Markdown; what reports say is not.
    text = client.get("/dossier.md", params=chosen).text
    assert MARK in text
    assert not re.search(r"(?<!\\)<(script|style|img|svg|b|i)\b", text)


@pytest.mark.parametrize(
    "page",
    [f"<p>{BREAK}</p>", f"<p>{STYLE}</p>", f'<p title="{QUOTE}">', f'<a href="{SCRIPT}">x</a>',
     f"<p>{TURNS}</p>", "<p>1337</p>", "<p style='x'>", "<script>1</script>"],
)  # fmt: skip
def test_the_check_finds_what_it_looks_for(page: str) -> None:
    assert faults_of(f"<html><body>{page}</body></html>")


def test_the_strangers_words_are_there_to_be_found(ledger: Ledger) -> None:
    whole = json.dumps(list(ledger.rows()), ensure_ascii=False)
    for part in (BREAK, QUOTE, SCRIPT, TEMPLATE):
        assert json.dumps(part)[1:-1] in whole
