"""bytes > intake > parse > [attribute] > resolve.

Takes a report, the syntax of its words and what the model believes of them; gives its attributions.
"""

from __future__ import annotations

from sayso.attribute.assemble import attribute_report
from sayso.attribute.assertions import assertions
from sayso.attribute.describing import describe
from sayso.attribute.linking import link_spans
from sayso.attribute.nested import attribute_inner
from sayso.attribute.setting_time import place_in_time

__all__ = [
    "assertions",
    "attribute_inner",
    "attribute_report",
    "describe",
    "link_spans",
    "place_in_time",
]
