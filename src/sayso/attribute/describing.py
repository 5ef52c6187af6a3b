"""How each attribution of a report was said: manner, distance, channel, addressee, certainty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.attribute.carrying import Carrier
from sayso.attribute.certainty import find_certainty, main_predicate
from sayso.attribute.channel import Listener, Told
from sayso.attribute.distance import find_distance
from sayso.attribute.manner import Act, find_act
from sayso.attribute.outlets import Outlets
from sayso.attribute.sureness import Sureness, sureness_at
from sayso.records import Attribution, How, Report
from sayso.syntax import Syntax
from sayso.terms import Certainty, Distance


def describe(
    report: Report,
    syntax: Syntax,
    attributions: Sequence[Attribution],
    sureness: Sureness | None = None,
) -> tuple[Attribution, ...]:
    """The same attributions, each with its ``how``.

    ``sureness`` adds what the model makes of each content's main predicate; the rest is by rule.
    """
    if not syntax.size:
        return tuple(attributions)
    listener = Listener(syntax, Outlets(syntax, report.outlet), attributions)
    acts = {it.id: find_act(syntax, it) for it in attributions}
    told = {it.id: listener.listen(it) for it in attributions}
    told = Carrier(report, syntax, listener, attributions, acts).carry(told)
    contents = {at for it in attributions for at in syntax.words_of(it.content)}
    describer = _Describer(syntax, acts, told, contents, sureness)
    return tuple(replace(it, how=describer.how(it)) for it in attributions)


@dataclass(frozen=True, slots=True)
class _Describer:
    """Puts together what is known of each attribution; ``contents`` are all words that are said."""

    syntax: Syntax
    acts: Mapping[str, Act]
    told: Mapping[str, Told]
    contents: set[int]
    sureness: Sureness | None

    def how(self, attribution: Attribution) -> How:
        syntax, act, told = self.syntax, self.acts[attribution.id], self.told[attribution.id]
        sure = find_certainty(syntax, attribution, act, self._around(attribution))
        distance, distance_words = find_distance(syntax, attribution, act)
        if distance is Distance.ENDORSING and sure.certainty is not Certainty.ASSERTED:
            distance, distance_words = Distance.NEUTRAL, ()  # "appears to show" vouches for nothing
        predicate = main_predicate(syntax, syntax.words_of(attribution.content))
        return How(
            act.manner,
            syntax.spans_of(act.words) or attribution.cue,
            distance,
            distance_words,
            told.hops,
            told.addressee,
            sure.certainty,
            syntax.spans_of(sure.words),
            sureness_at(self.sureness, syntax, predicate),
        )

    def _around(self, attribution: Attribution) -> list[int]:
        """The words of its sentence that nobody says; those of its cue in any case."""
        syntax = self.syntax
        cue = syntax.words_of(attribution.cue)
        if not cue:
            return []
        own = {*syntax.words_of(attribution.source), *cue}
        return [at for at in syntax.sentence_of(cue[0]) if at in own or at not in self.contents]
