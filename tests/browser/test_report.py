"""A report in the browser: what belongs together lights up, and the keyboard leads through it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.ledger.sampled import sample_readings

Visit = Callable[..., Page]
READING = next(one for one in sample_readings() if one.report.outlet == "Corvane Wire")
AT = f"/report/{READING.report.id}"


def lit(page: Page) -> set[str]:
    found = page.locator(".prose mark.lit").evaluate_all("all => all.map(one => one.className)")
    return {word for name in found for word in name.split()} & {"source", "cue", "content"}


def test_source_cue_and_content_light_up_together_and_the_panel_follows(
    desk: str, visit: Visit
) -> None:
    page = visit(desk + AT)
    last = page.locator(".pin").last
    last.focus()
    id = str(last.get_attribute("data-of"))
    assert lit(page) == {"source", "cue", "content"}
    expect(page.locator(f"#a-{id}")).to_be_in_viewport()
    page.locator(".pin").first.hover()
    assert f"w-{id}" not in page.locator(".pin.lit").evaluate_all("all => all.map(one => one.id)")


def test_arrows_walk_from_one_attribution_to_the_next(desk: str, visit: Visit) -> None:
    page = visit(desk + AT)
    pins = page.locator(".pin")
    pins.nth(3).focus()
    page.keyboard.press("ArrowRight")
    expect(pins.nth(4)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(pins.nth(2)).to_be_focused()
    page.keyboard.press("Enter")
    id = pins.nth(2).get_attribute("data-of")
    expect(page.locator(f"#a-{id}")).to_be_in_viewport()


def test_without_scripts_the_words_lead_to_their_entry_and_back(desk: str, visit: Visit) -> None:
    page = visit(desk + AT, java_script_enabled=False, viewport=PHONE)
    pin = page.locator(".pin").nth(5)
    id = pin.get_attribute("data-of")
    pin.click()
    expect(page.locator(f"#a-{id}")).to_be_in_viewport()
    page.locator(f"#a-{id} .content-words a").click()
    expect(page.locator(f"#w-{id}")).to_be_in_viewport()
    page.locator(f"#a-{id} .why summary").click()
    expect(page.locator(f"#a-{id} dl")).to_be_visible()
