"""Reading on from reference to reference, and choosing a chain for each pronoun and nominal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.records import Span
from sayso.resolve.candidates import (
    NEAREST,
    REACH,
    agrees,
    fits_nominal,
    fits_pronoun,
    nominal_features,
    pronoun_features,
    subject_behind,
)
from sayso.resolve.chains import Chain, Chains
from sayso.resolve.lexicon import lexicon
from sayso.resolve.offices import answers, office_meant, same_noun
from sayso.resolve.references import Reference
from sayso.terms import MentionKind

#: Sentences within which who spoke last may speak on.
SPEAKS_ON = 3
Option = tuple[Chain, list[str], float | None]  # a chain, what speaks for it, its affinity


class Affinity(Protocol):
    """A learned score of two mentions, from the encoder that read the report."""

    def scores(self, anaphors: Sequence[Span], antecedents: Sequence[Span]) -> NDArray[np.floating]:
        """Log-odds [n, m] that each of n head words refers to what each of m others does."""
        ...


class Ranker(Protocol):
    """Chooses among chains."""

    def choose(
        self, reference: Reference, options: Sequence[Option], new: Sequence[str]
    ) -> tuple[int, str]:
        """Number of an option, -1 for a chain of its own, and the reason in words."""
        ...


class Linking:
    """One reading of the references of a report, first to last."""

    def __init__(
        self,
        chains: Chains,
        ranker: Ranker,
        affinity: Affinity | None = None,
        said: Sequence[tuple[Reference, Span]] = (),
    ) -> None:
        """``said`` holds references of sources with the stretches that they say.

        Who says something is not named in what is said: "he" of "X, he said" is none of X's names.
        And who spoke last often speaks on.
        """
        self.chains, self.tree = chains, chains.tree
        self.ranker, self.affinity = ranker, affinity
        self.recent: dict[int, Chain] = {}
        self.by_noun: dict[str, dict[int, Chain]] = defaultdict(dict)
        self.by_office: dict[str, list[Chain]] = defaultdict(list)
        self.apart: dict[int, list[Span]] = defaultdict(list)
        self.spoke: tuple[Chain, int] | None = None  # the last source, and its sentence
        for reference, span in said:
            self.apart[reference.number].append(span)
        for chain in chains.all():
            for head in {held.head for held in chain.offices}:
                self.by_office[head].append(chain)

    def run(self) -> None:
        """Give every reference a chain; pronouns of the first and second person wait."""
        for reference in self.chains.references:
            if self.chains.of[reference.number] is None:
                self._resolve(reference)
            chain = self.chains.of[reference.number]
            if chain is not None:
                chain.meet(reference, self.tree.sentence[reference.head])
                self.recent.pop(id(chain), None)
                self.recent[id(chain)] = chain
                if reference.number in self.apart or self._says(reference):
                    self.spoke = chain, self.tree.sentence[reference.head]
                if reference.kind is MentionKind.NOMINAL:
                    held = self.by_noun[reference.noun]
                    held.pop(id(chain), None)
                    held[id(chain)] = chain

    def _line(self, chain: Chain) -> int:
        return self.tree.line[_last_head(chain)]

    def _says(self, reference: Reference) -> bool:
        """X said: what X said may stand in the next paragraph, and be no attribution here."""
        after = reference.last + 1
        return (
            after < self.tree.size
            and reference.kind is MentionKind.NAME
            and self.tree.low[after] in lexicon().speaking
        )

    def _resolve(self, reference: Reference) -> None:
        if reference.kind is not MentionKind.PRONOUN:
            if (holder := self._holder(reference)) is not None:
                self.chains.add(holder, reference, "the last one named who holds that office")
                return
            self._rank(reference, self._for_nominal(reference))
        elif reference.determiner == "relative":
            self._relative(reference)
        elif reference.person == 3:
            self._rank(reference, self._for_pronoun(reference))

    def _relative(self, reference: Reference) -> None:
        """Who and which are what their clause hangs on."""
        word = self.tree.antecedent(reference.head)
        other = self.chains.by_head.get(word)
        if (
            other is not None
            and other.sort != "person"
            and self.tree.low[reference.head] != "which"
        ):
            above = self.chains.by_head.get(self.tree.heads[word])  # a captain of X who said
            personal = self.tree.low[reference.head] in ("who", "whom")
            if above is not None and above.sort == "person" and personal:
                other = above
        if other is not None and other.kind is not MentionKind.PRONOUN:
            chain = self.chains.chain_of(other)
            reference.gender, reference.plural = "", chain.plural
            self.chains.add(chain, reference, "its relative clause")

    def _rank(self, reference: Reference, options: list[Option]) -> None:
        if not options and reference.weak:
            self.chains.start(reference, "first mention")
            return
        new = new_features(reference, bool(options))
        if reference.number in self.apart:
            new.append("new, though it speaks")
        number, reason = self.ranker.choose(reference, options, new)
        if number < 0:
            self.chains.start(reference, reason)
        else:
            self.chains.add(options[number][0], reference, reason)

    def _for_pronoun(self, pronoun: Reference) -> list[Option]:
        options: list[Option] = []
        here = self.tree.sentence[pronoun.head]
        for looked, chain in enumerate(reversed(self.recent.values())):
            last = chain.last
            assert last is not None
            if looked > 3 * NEAREST or len(options) == NEAREST:
                break
            if here - self.tree.sentence[last.head] > REACH:
                break
            if last.weak and last.determiner != "relative":
                continue
            if not fits_pronoun(self.tree, pronoun, chain) or self._is_apart(pronoun, chain):
                continue
            features = list(pronoun_features(self.tree, pronoun, chain, len(options)))
            options.append((chain, features, None))
        self._look_behind(pronoun, options)
        if self.spoke is not None and pronoun.number in self.apart:
            self._let_speak_on(pronoun, options)
        return self._with_affinity(pronoun, options)

    def _look_behind(self, pronoun: Reference, options: list[Option]) -> None:
        """Add the subject of the main clause that is still to come, where it has a name."""
        subject = self.chains.by_head.get(subject_behind(self.tree, pronoun))
        chain = self.chains.of[subject.number] if subject is not None else None
        if chain is None or not agrees(pronoun, chain):
            return
        for known, features, _ in options:
            if known is chain:
                features.append("subject of the main clause behind")
                return
        options.append((chain, ["subject of the main clause behind"], None))

    def _let_speak_on(self, pronoun: Reference, options: list[Option]) -> None:
        """Who spoke last speaks on, unless a later paragraph has named somebody else."""
        assert self.spoke is not None
        speaker, at = self.spoke
        if self.tree.sentence[pronoun.head] - at > SPEAKS_ON:
            return
        nearest = next((c for c, _, _ in options if c.sort == "person" or not pronoun.gender), None)
        if nearest is not None and self._line(speaker) < self._line(nearest):
            return
        for chain, features, _ in options:
            if chain is speaker:
                features.append("spoke last")
                if self.tree.sentence[pronoun.head] - at <= 1:
                    features.append("spoke in the sentence before")

    def _may_be(self, nominal: Reference, chain: Chain) -> bool:
        """His office is not her office."""
        if self._is_apart(nominal, chain):
            return False
        owner = self._owner(nominal)
        owners = [self._owner(m) for m in chain.members if m.noun == nominal.noun]
        return owner is None or all(other is None or other is owner for other in owners[-3:])

    def _owner(self, nominal: Reference) -> Chain | None:
        owner = self.chains.by_head.get(nominal.owner) if nominal.owner >= 0 else None
        return self.chains.of[owner.number] if owner is not None else None

    def _is_apart(self, reference: Reference, chain: Chain) -> bool:
        for span in self.apart.get(reference.number, ()):
            for member in chain.members[-4:]:
                if member.kind is not MentionKind.PRONOUN:
                    start = self.tree.starts[member.head]
                    if span.start <= start < span.end:
                        return True
        return False

    def _for_nominal(self, nominal: Reference) -> list[Option]:
        options: list[Option] = []
        found = {id(chain): chain for chain in self._named_so(nominal)}
        for chain in sorted(found.values(), key=_last_head, reverse=True)[:NEAREST]:
            if fits_nominal(self.tree, nominal, chain) and self._may_be(nominal, chain):
                features = nominal_features(self.tree, nominal, chain, len(options))
                options.append((chain, list(features), None))
        return self._with_affinity(nominal, options)

    def _holder(self, nominal: Reference) -> Chain | None:
        """Whoever was named last with the office that "the minister" means."""
        held = self.by_office.get(same_noun(nominal.noun))
        meant = office_meant(self.tree, nominal) if held else None
        if not held or meant is None:
            return None
        fits = [
            chain
            for chain in held
            if chain.last is not None
            and answers(chain.offices, meant)
            and fits_nominal(self.tree, nominal, chain)
            and not self._is_apart(nominal, chain)
        ]
        return max(fits, key=_last_head, default=None)

    def _named_so(self, nominal: Reference) -> Iterator[Chain]:
        """Chains with its noun; for "the company", those nearby too."""
        yield from list(self.by_noun.get(nominal.noun, {}).values())[:-5:-1]
        if nominal.weak or not nominal.sort or nominal.determiner not in ("the", "this"):
            return
        here = self.tree.sentence[nominal.head]
        for chain in islice(reversed(self.recent.values()), NEAREST):
            last = chain.last
            if last is None or here - self.tree.sentence[last.head] > REACH:
                return
            if chain.sort and (chain.named or chain.met > 1):
                yield chain

    def _with_affinity(self, reference: Reference, options: list[Option]) -> list[Option]:
        if self.affinity is None or not options:
            return options
        heads = [self.tree.spans[max(_last_head(chain), 0)] for chain, _, _ in options]
        scores = self.affinity.scores([self.tree.spans[reference.head]], heads)[0]
        return [
            (chain, features, float(score))
            for (chain, features, _), score in zip(options, scores, strict=True)
        ]


def _last_head(chain: Chain) -> int:
    return chain.last.head if chain.last is not None else -1


def new_features(reference: Reference, found: bool) -> list[str]:
    """What speaks for a chain of its own."""
    if reference.kind is MentionKind.PRONOUN:
        return ["new", f"new, {reference.role}"]
    determiner = reference.determiner or "bare"
    size = "modified" if reference.modifiers or reference.last > reference.head else "plain"
    return [
        "new",
        f"new, {determiner}",
        f"new, {determiner}, {size}",
        f"new, {reference.sort or 'unknown'}",
        "new, plural" if reference.plural else "new, singular",
        "new, part of a compound" if reference.weak else f"new, {reference.role}",
        *(["new, though others fit"] if found else []),
    ]
