"""Strangers' words without what would steer the page, the file or the terminal around them."""

from __future__ import annotations

import re

# Controls but tabs and line ends, the marks that turn the direction of writing, and the mark of
# byte order.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def plain(text: str) -> str:
    """The text with each of them shown as U+FFFD."""
    return _CONTROLS.sub("\ufffd", text)
