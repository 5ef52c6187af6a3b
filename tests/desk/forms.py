"""What a browser without a script does with the forms of a page."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient
from lxml import html


def press(client: TestClient, page: str, button: str, within: str = "", **filled: str) -> Any:
    """The answer to the first button of this name on a page, under the element with a given id."""
    whole = html.fromstring(client.get(page).text)
    part = whole.get_element_by_id(within) if within else whole
    found = next(one for one in part.iter("button") if one.text_content().strip() == button)
    form = next(one for one in found.iterancestors("form"))
    told: dict[str, list[str]] = {}
    for name, value in form.form_values():
        told.setdefault(name, []).append(value)
    if found.get("name"):
        told[found.get("name")] = [found.get("value")]
    told |= {name: [value] for name, value in filled.items()}
    return client.post(form.get("action"), data=told, follow_redirects=False)
