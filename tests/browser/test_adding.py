"""Sending a report to the desk, as a newcomer does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

Visit = Callable[..., Page]
STORY = (
    "The gate was shut on Monday.\n\nVosse told reporters that the pilots had gone home at noon."
)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_text_that_is_pasted_is_read_and_its_report_opens(
    desk: str, visit: Visit, scripts: bool
) -> None:
    page = visit(f"{desk}/add", java_script_enabled=scripts)
    page.get_by_label("Its words").fill(STORY)
    page.get_by_label("Title").fill("Pilots go home")
    page.get_by_role("button", name="Add", exact=True).click()
    for _ in range(60):
        if scripts or page.get_by_text("Done: 1 added.").count():
            break
        page.wait_for_timeout(500)
        page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("status")).to_have_text("Done: 1 added.", timeout=60_000)
    page.get_by_role("link", name="a text that was pasted").click()
    expect(page.locator("main")).to_contain_text("the pilots had gone home at noon")


def test_a_file_is_taken_by_its_name_and_an_address_of_this_machine_is_refused(
    desk: str, visit: Visit
) -> None:
    page = visit(f"{desk}/add")
    story = FilePayload(name="story.txt", mimeType="text/plain", buffer=STORY.encode())
    page.get_by_label("Pages, texts, tables or archives").set_input_files(story)
    page.get_by_label("Pages or feeds, one on each line").fill("http://127.0.0.1:9/feed")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Done: 1 added, 1 failed.", timeout=60_000)
    expect(page.get_by_role("link", name="story.txt")).to_be_visible()


def test_people_log_in_and_out(serve: Callable[..., str], sampled: object, visit: Visit) -> None:
    desk = serve(sampled, token="a-token-to-try-with")
    page = visit(f"{desk}/claims?contested=true")
    page.get_by_label("Token").fill("a-token-to-try-with")
    page.get_by_role("button", name="Enter").click()
    expect(page).to_have_url(f"{desk}/claims?contested=true")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
