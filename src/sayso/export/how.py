"""How something was said, for people in one line and for JSON with the words that tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.export.spans import span_rows
from sayso.records import Attribution, Hop, How, Judged
from sayso.terms import Certainty, Distance, Manner


def tell_how(how: How, text: str) -> str:
    """As in "deny · post (Twitter) · to reporters · hedged"; "" where it was said, and no more.

    What goes without saying is left out: no distance, no channel, a plain assertion, that a
    report reports, and that an interview with somebody was one to him.
    """
    parts = [how.manner.value] if how.manner_words else []
    if how.distance is not Distance.NEUTRAL:
        parts.append(how.distance.value)
    parts += [_tell_hop(hop) for hop in how.hops]
    addressee = " ".join(span.of(text) for span in how.addressee)
    if addressee and not any(_is_heard(addressee, hop) for hop in how.hops):
        parts.append(f"to {addressee}")
    if how.certainty is not Certainty.ASSERTED:
        parts.append(how.certainty.value)
    return "" if parts == [Manner.SAY.value] else " · ".join(parts)


def _kind(hop: Hop) -> str:
    return hop.kind.value.replace("_", " ")


def _tell_hop(hop: Hop) -> str:
    return f"{_kind(hop)} ({hop.name})" if hop.name else _kind(hop)


def _is_heard(addressee: str, hop: Hop) -> bool:
    """Whether a channel says already whom it was said to: "interview (Radio Orsk)"."""
    words = re.sub(r"^(?:the|an?)\s", "", addressee.lower())
    return words == (hop.name or _kind(hop)).lower().removeprefix("the ")


def tell_judged(judged: Judged | None) -> str:
    """As in "added by Ann · corrected by Bob"; "" where it is as the machine read it."""
    return " · ".join(f"{done} by {judge}" for done, judge in _judged(judged))


def _judged(judged: Judged | None) -> Iterator[tuple[str, str]]:
    if judged is not None and judged.added_by is not None:
        yield "added", judged.added_by
    if judged is not None and judged.edited_by is not None:
        yield "corrected", judged.edited_by


def tags(one: Attribution) -> list[str]:
    """What kind of attribution it is: quote type, and where told manner, certainty, channels.

    Last comes what people did to it: "added", "corrected".
    """
    done = [done for done, _ in _judged(one.judged)]
    if one.how is None:
        return [one.quote_type.value, *done]
    channels = (hop.kind.value for hop in one.how.hops)
    how = one.how
    return [one.quote_type.value, how.manner.value, how.certainty.value, *channels, *done]


def how_fields(how: How | None, text: str) -> dict[str, object]:
    """The fields of a row of JSON; None, and empty lists, where it was not described."""
    if how is None:
        return {
            "manner": None, "distance": None, "channel": [], "addressee": [], "certainty": None,
            "sureness": None,
        }  # fmt: skip
    return {
        "manner": {"kind": how.manner.value, "words": span_rows(how.manner_words, text)},
        "distance": {"kind": how.distance.value, "words": span_rows(how.distance_words, text)},
        "channel": [
            {"kind": hop.kind.value, "name": hop.name, "words": span_rows(hop.words, text)}
            for hop in how.hops
        ],
        "addressee": span_rows(how.addressee, text),
        "certainty": {"kind": how.certainty.value, "words": span_rows(how.certainty_words, text)},
        "sureness": how.sureness,
    }
