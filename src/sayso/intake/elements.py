"""What a person sees of an element of a page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

# An lxml element; lxml has no types of its own.
Element = Any

_UNSEEN = frozenset({"script", "style", "svg", "noscript", "template", "button", "iframe"})
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "em", "i", "q", "small", "span", "strong", "sup", "time", "u"}
)
_HIDDEN_CLASS = re.compile(r"\b(?:visually-?hidden|sr-only|screen-reader-text)\b", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LINE_END = re.compile(r"[ \t]*\n[ \t\n]*")
_AS_WRITTEN = frozenset({"pre", "script", "style", "textarea"})


def flatten(tree: Element) -> None:
    """Make spaces of the line ends in the page's text, as browsers do."""
    inside: set[Element] = set()
    for element in tree.iter():
        if element.tag in _AS_WRITTEN or element in inside:
            inside.update(element)
        elif element.text and "\n" in element.text:
            element.text = _LINE_END.sub(" ", element.text)
        if element.tail and "\n" in element.tail and element not in inside:
            element.tail = _LINE_END.sub(" ", element.tail)


def words_of(element: Element, without: Collection[Element] = ()) -> str:
    """Its words on one line, those of the elements ``without`` left out."""
    return " ".join("".join(_visible(element, without)).split())


def lines_of(element: Element, without: Collection[Element] = ()) -> list[str]:
    """Its words, on the lines that a browser would give them."""
    parted = "".join(_visible(element, without)).split("\n")
    return [line for part in parted if (line := " ".join(part.split()))]


def is_hidden(element: Element) -> bool:
    """Whether the page keeps it from sight, as far as its own attributes tell."""
    return (
        element.get("hidden") is not None
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        or bool(_HIDDEN_CLASS.search(element.get("class") or ""))
    )


def _visible(element: Element, without: Collection[Element]) -> Iterator[str]:
    """Text of an element and those in it, parted where a browser would start a new line."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    if element in without or is_hidden(element):
        return
    part = "" if element.tag in _INLINE else "\n"
    yield part + " ".join((element.text or "").split("\n"))
    for child in element:
        yield from _visible(child, without)
        yield " ".join((child.tail or "").split("\n"))
    yield part
