"""The columns of the graph's one output: which head of the network a word's score comes from."""

from __future__ import annotations

from itertools import accumulate

from sayso.model import entities, links, mentions, syntax
from sayso.model.chain import TAGS

WIDTHS = {
    "roles": len(TAGS),
    "links.cue": 2 * links.WIDTH,  # a cue's query for sources, then for contents
    "links.source": links.WIDTH,
    "links.content": links.WIDTH,
    "links.absent": 1,  # that a cue has no source
    "links.orphan": 1,  # that a content has no cue
    "syntax.tag": len(syntax.UPOS),
    "syntax.start": 1,
    "syntax.arc": 2 * syntax.ARC,  # as a dependent, then as a head
    "syntax.relation": 2 * syntax.RELATION,
    "entities": len(entities.ENTITY_TAGS),
    "mentions.later": mentions.WIDTH,
    "mentions.earlier": mentions.WIDTH,
    "mentions.new": 1,
    "certainty": 1,
}
_ENDS = list(accumulate(WIDTHS.values()))
COLUMNS = {
    name: slice(end - width, end) for (name, width), end in zip(WIDTHS.items(), _ENDS, strict=True)
}
# Summed over the two ends of a span, so that the graph adds half of the bias at each.
AT_BOTH_ENDS = ("links.cue", "links.source", "links.content", "links.absent", "links.orphan")
