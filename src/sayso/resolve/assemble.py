"""The steps of resolving one report, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.records import Actor, Attribution, Report
from sayso.resolve.actors import make_actors
from sayso.resolve.chains import Chains, chain_names, chain_sentences
from sayso.resolve.commas import chain_commas
from sayso.resolve.linking import Affinity, Linking, Ranker
from sayso.resolve.offstage import chain_capitals, chain_late_offices
from sayso.resolve.ranking import Weighted, weights
from sayso.resolve.references import Reference, find_references
from sayso.resolve.speakers import (
    Said,
    chain_speakers,
    source_references,
    source_word,
)
from sayso.resolve.tree import Tree
from sayso.resolve.wordless import resolve_wordless
from sayso.syntax import Syntax


def find_chains(
    syntax: Syntax,
    attributions: Sequence[Attribution] = (),
    affinity: Affinity | None = None,
    ranker: Ranker | None = None,
) -> tuple[Chains, dict[str, Reference]]:
    """All chains of a text, things too, and the reference of each attribution's source."""
    tree, parse = Tree(syntax), syntax.parse
    wanted = {source_word(tree, a) for a in attributions} - {-1}
    chains = Chains(tree, find_references(tree, parse.entities, wanted))
    chain_names(chains)
    sources = source_references(chains, attributions)
    chain_capitals(chains, sources)
    chain_commas(chains)
    chain_sentences(chains)
    said = [(sources[a.id], span) for a in attributions if a.id in sources for span in a.content]
    Linking(chains, ranker or Weighted(weights()), affinity, said).run()
    chain_late_offices(chains)
    chain_speakers(chains, Said(attributions, parse), sources)
    return chains, sources


def resolve_report(
    report: Report,
    syntax: Syntax,
    attributions: Sequence[Attribution],
    affinity: Affinity | None = None,
) -> tuple[tuple[Attribution, ...], tuple[Actor, ...]]:
    """Give each attribution its actor, and give the actors, in the order of their first mention.

    ``affinity`` is a learned score that is weighed together with everything else. Without words,
    actors are told by the names in the sources alone.
    """
    if not syntax.size:
        return resolve_wordless(report.id, report.text, attributions)
    chains, sources = find_chains(syntax, attributions, affinity)
    numbers = {reference.number for reference in sources.values()}
    actors, ids = make_actors(chains, report.id, numbers)
    given = []
    for attribution in attributions:
        reference = sources.get(attribution.id)
        chain = chains.of[reference.number] if reference is not None else None
        given.append(replace(attribution, actor=ids.get(id(chain))))
    return tuple(given), actors
