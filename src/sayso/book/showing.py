"""A table as a notebook shows it: its first rows, every word of them escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from sayso.export.terminal import clean

_SHOWN = 10  # rows
_WIDE = 9  # columns
_LONGEST = 80  # characters of a cell
# Colours are the notebook's own, so that it is read in light and in dark.
_CELL = "text-align:left;vertical-align:top;padding:0.2em 0.8em 0.2em 0;max-width:24em"


def show_rows(
    name: str, many: int, columns: Sequence[str], cells: Sequence[dict[str, object]]
) -> str:
    """HTML of the first rows and columns of ``cells``, which ``many`` records have.

    Columns in which nothing stands are left out.
    """
    shown = cells[:_SHOWN]
    used = [column for column in columns if any(_filled(row[column]) for row in shown)][:_WIDE]
    head = "".join(f'<th scope="col" style="{_CELL}">{_text(column)}</th>' for column in used)
    body = "".join(f"<tr>{''.join(_cells(row, used))}</tr>" for row in shown)
    more = f" (of {len(cells):,} rows the first {_SHOWN})" if len(cells) > _SHOWN else ""
    caption = f"{many:,} {_text(name)}{more}"
    if len(columns) > len(used):
        caption += f", {len(used)} of {len(columns)} columns"
    return (
        '<table style="border-collapse:collapse">'
        f'<caption style="text-align:left;caption-side:top">{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cells(row: dict[str, object], columns: Iterable[str]) -> Iterable[str]:
    for column in columns:
        value = row[column]
        yield f'<td style="{_CELL}"><bdi>{_text(_told(value))}</bdi></td>'


def _told(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _filled(value: object) -> bool:
    return value not in (None, "", [])


def _text(words: str) -> str:
    """On one line, not too long, and nothing in it that a page would obey."""
    plain = clean(words)
    return escape(plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…")
