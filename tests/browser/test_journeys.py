"""What a newcomer does at the desk, with a mouse, with the keyboard alone, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def test_from_the_first_page_to_a_judgement_and_back_and_to_a_dossier(
    desk: str, visit: Visit, tmp_path: Path
) -> None:
    page = visit(f"{desk}/")
    page.get_by_role("link", name=re.compile(r"^\d+ independent line")).first.click()
    expect(page).to_have_url(re.compile("/claim/"))
    expect(page.locator("mark.clash").first).to_be_visible()

    page.locator("blockquote.said a").first.click()
    expect(page).to_have_url(re.compile(r"/report/[0-9a-f]+\?.*mark="))
    expect(page.locator("mark.here").first).to_be_in_viewport()
    page.go_back()

    side = page.locator("article.side").first
    side.locator("summary", has_text="Judge").last.click()
    side.get_by_label("Why").fill("two witnesses")
    side.locator("button[value=accept]").last.click()
    judged = side.get_by_label("Judgements").last
    expect(judged).to_contain_text("says Ann")
    expect(judged).to_contain_text("two witnesses")
    judged.get_by_role("button", name="Take back").click()
    expect(side.get_by_text("two witnesses")).to_have_count(0)

    page.get_by_role("link", name="Begin a dossier with it").click()
    page.get_by_label("Title", exact=True).fill("The toll")
    page.get_by_label("Note above it").fill("Ask for the log")
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdown").click()
    download.value.save_as(tmp_path / "dossier.md")
    text = (tmp_path / "dossier.md").read_text(encoding="utf-8")
    assert text.startswith("# The toll")
    assert "Ask for the log" in text


def test_the_same_with_the_keyboard_alone(desk: str, visit: Visit) -> None:
    page = visit(f"{desk}/accounts")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    step_to(page, "blockquote.said a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/report/"))
    step_to(page, ".prose .pin")
    lit = page.locator("mark.lit")
    expect(lit.first).to_be_visible()
    assert {"source", "cue", "content"} & set(" ".join(classes(page, "mark.lit")).split())
    page.keyboard.press("ArrowRight")
    expect(page.locator(".prose .pin:focus")).to_have_count(1)


def step_to(page: Page, selector: str) -> None:
    """Press Tab until something of this selector has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"{selector} cannot be reached with Tab")


def classes(page: Page, selector: str) -> list[str]:
    found: list[str] = page.locator(selector).evaluate_all("all => all.map(one => one.className)")
    return found


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/", "Where accounts part"),
        ("/accounts", "At least 14 people were killed"),
        ("/claims", "2 independent lines"),
        ("/actors", "Maril Dovane"),
        ("/labels", "coup"),
        ("/stances", "Ilven Tarsk"),
        ("/timeline", "as of"),
        ("/map", "Amber Bridge"),
        ("/lineage", "The Quenara Courier"),
        ("/reports", "Coup has failed"),
        ("/search?words=deserters", "26 deserters"),
        ("/dossier", "Contested claims"),
    ],
)
def test_every_page_says_what_it_has_to_say_without_scripts(
    desk: str, visit: Visit, path: str, shown: str
) -> None:
    page = visit(f"{desk}{path}", java_script_enabled=False)
    expect(page.locator("main")).to_contain_text(shown)


def test_a_judgement_and_its_undoing_need_no_scripts(desk: str, visit: Visit) -> None:
    page = visit(f"{desk}/claims?contested=true", java_script_enabled=False)
    page.locator(".stated a").first.click()
    page.locator("summary", has_text="Judge").last.click()
    page.locator("button[value=reject]").last.click()
    judged = page.get_by_label("Judgements").last
    expect(judged).to_contain_text("says Ann")
    judged.get_by_role("button", name="Take back").click()
    expect(page.get_by_label("Judgements")).to_have_count(0)


def test_who_may_only_read_is_shown_no_form_that_changes_something(
    serve: Callable[..., str], sampled: Path, visit: Visit
) -> None:
    page = visit(f"{serve(sampled, read_only=True)}/claims?contested=true")
    page.locator(".stated a").first.click()
    expect(page.locator("form[method=post]")).to_have_count(0)
