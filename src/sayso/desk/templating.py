"""The templates: everything is escaped, and a name that a page forgot is an error."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from sayso import __version__
from sayso.desk import addresses, judged, sides, wording


def render(template: str, shown: Mapping[str, object]) -> str:
    """A page of HTML."""
    return _environment().get_template(template).render(shown)


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("sayso.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {
        "to": addresses.to,
        "to_words": addresses.to_words,
        "again": addresses.again,
        "as_data": addresses.as_data,
        "here": addresses.here,
        "verdict": judged.verdict,
        "corrections": judged.corrections,
        "changed": judged.changed,
        "judged_of": judged.judged_of,
        "how_told": sides.how_told,
        "office_in_pieces": sides.office_in_pieces,
        "said_in_pieces": sides.said_in_pieces,
        "words_at": sides.words_at,
        "outside": addresses.outside,
        "static": addresses.static,
        "version": __version__,
    }
    found.filters |= {
        "count": wording.count,
        "day": wording.day,
        "last": wording.last,
        "moment": wording.moment,
        "outside": addresses.outside,
        "plain": wording.plain,
        "short": wording.short,
        "word": wording.word,
    }
    return found
