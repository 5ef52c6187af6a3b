"""Who is meant though the name stands elsewhere: capitals for states, offices named later."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.resolve.chains import Chain, Chains
from sayso.resolve.lexicon import fold
from sayso.resolve.names import Named
from sayso.resolve.offices import answers, office_meant, same_noun
from sayso.resolve.references import Reference
from sayso.resolve.states import states
from sayso.terms import MentionKind


def chain_capitals(chains: Chains, sources: Mapping[str, Reference]) -> None:
    """A capital that says something is the state that governs from there."""
    by_code: dict[str, Chain] = {}
    for known in chains.all():
        for named in known.named:
            if named.state:
                by_code[named.state] = known
    for reference in {r.number: r for r in sources.values()}.values():
        chain = chains.of[reference.number]
        if chain is None or reference.number not in chain.forms or chain.sort == "person":
            continue
        code = states().capitals.get(" ".join(chain.forms[reference.number].parts))
        if code is None or fold(states().names.get(code, "")) == reference.noun:
            continue
        form = chain.forms.pop(reference.number)
        chain.members.remove(reference)
        state = by_code.setdefault(
            code, Chain(sort="state", named=[Named(form.parts, "state", code)])
        )
        chains.add(state, reference, "the capital stands for its government")
        state.forms[reference.number] = form


def chain_late_offices(chains: Chains) -> None:
    """Whom "the vice president" means where "Vice President X" comes only later."""
    by_head: dict[str, list[Chain]] = {}
    for chain in chains.all():
        if chain.named:
            for head in {held.head for held in chain.offices}:
                by_head.setdefault(head, []).append(chain)
    for reference in chains.references:
        own = chains.of[reference.number]
        if own is None or own.named or reference.kind is not MentionKind.NOMINAL:
            continue
        held = by_head.get(same_noun(reference.noun))
        meant = office_meant(chains.tree, reference) if held else None
        if not held or meant is None:
            continue
        fits = [chain for chain in held if answers(chain.offices, meant)]
        if len(fits) == 1 and min(r.head for r in fits[0].members) > reference.head:
            chains.join(fits[0].members[0], reference, "the office of one who is named later")
