"""Which names are one: full and partial, with and without accents, initials and titles.

Nothing is ever joined across two given names, and where a partial name fits several people each
mention of it goes to the one of them who was named last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.names import Likeness, liken
from sayso.resolve.forms import PEOPLE, Form, crowned_as, form_of, part_of_body, part_of_person
from sayso.resolve.lexicon import lexicon
from sayso.resolve.references import Reference
from sayso.resolve.sorts import mend_sorts, sort_of
from sayso.resolve.tree import Tree

SPELT = (Likeness.SPELLING, Likeness.NICKNAME)
NAMESAKES = 8  # people of one family name whose given names are looked at for another spelling
RECENT = 3  # sentences
BODIES = frozenset(("organisation", "facility", "state_body", "armed_force", ""))


@dataclass(slots=True)
class Named:
    """All mentions of one name. ``parts`` are those of its fullest form."""

    parts: tuple[str, ...]
    sort: str
    state: str = ""
    mentions: list[tuple[Reference, Form, str]] = field(default_factory=list)  # with the reason


def join_names(tree: Tree, references: Iterable[Reference]) -> list[Named]:
    """The names of a report with their mentions, in the order of their first ones."""
    lex = lexicon()
    by_form: dict[tuple[str, ...], list[tuple[Reference, Form]]] = defaultdict(list)
    for reference in references:
        if reference.name:
            form = form_of(tree, reference, lex)
            if form.parts:
                by_form[form.parts].append((reference, form))
    sorts = {parts: sort_of(parts, held, lex) for parts, held in by_form.items()}
    mend_sorts(tree, references, by_form, sorts, lex)
    crowns = {parts: {form.crown for _, form in held} - {""} for parts, held in by_form.items()}
    joining = _Joining(sorts, crowns)
    for parts in sorted(by_form, key=lambda p: (-len(p), -sum(map(len, p)), by_form[p][0][0].head)):
        joining.place(parts)
    return joining.mentions(tree, by_form)


class _Joining:
    """Names found so far, the fullest first."""

    def __init__(
        self,
        sorts: dict[tuple[str, ...], tuple[str, str]],
        crowns: dict[tuple[str, ...], set[str]],
    ) -> None:
        self.sorts, self.crowns = sorts, crowns
        self.all: list[Named] = []
        self.by_part: dict[str, list[Named]] = defaultdict(list)
        self.by_letters: dict[str, list[Named]] = defaultdict(list)
        self.states: dict[str, Named] = {}
        self.fits: dict[tuple[str, ...], list[Named]] = {}

    def place(self, parts: tuple[str, ...]) -> None:
        """Find the names that a form may be part of; none: it is a name of its own."""
        sort, code = self.sorts[parts]
        if code:
            named = self.states.get(code) or self._new(parts, sort)
            named.state = code
            self.states[code] = named
            self.fits[parts] = [named]
            return
        whole = "".join(parts)
        found = self._holding(parts, sort)
        if any(named.sort == "person" for named in found):
            found = [named for named in found if named.sort == "person"]
        if not found and len(parts) > 1 and sort in PEOPLE:
            found = self._spelt_otherwise(parts)
        if not found and len(parts) == 1 and sort != "person":
            found = [n for n in self.by_letters.get(whole, ()) if n.sort != "person"]
        self.fits[parts] = found or [self._new(parts, sort)]

    def _holding(self, parts: tuple[str, ...], sort: str) -> list[Named]:
        if len(parts) == 2 and parts[0] in lexicon().crowned:
            bearers = [n for n in self.by_part.get(parts[1], ()) if n.sort == "person"]
            return [n for n in bearers if crowned_as(parts, n.parts, self.crowns.get(n.parts, ()))]
        full = [p for p in parts if len(p) > 1]
        if not full:
            return []
        rarest = min((self.by_part.get(p, []) for p in full), key=len)
        return [
            named
            for named in rarest
            if (_both_people(parts, sort, named) and part_of_person(parts, named.parts))
            or (sort in BODIES and named.sort in BODIES and part_of_body(parts, named.parts, sort))
        ]

    def _spelt_otherwise(self, parts: tuple[str, ...]) -> list[Named]:
        """Qasem and Qassem Soleimani, Steve and Steven Mnuchin; the one that it can be."""
        found = [
            named
            for named in self.by_part.get(parts[-1], ())[:NAMESAKES]
            if named.sort == "person" and len(named.parts) > 1 and named.parts[-1] == parts[-1]
            if liken(" ".join(parts), " ".join(named.parts), personal=True) in SPELT
        ]
        return found if len(found) == 1 else []

    def _new(self, parts: tuple[str, ...], sort: str) -> Named:
        named = Named(parts, sort)
        self.all.append(named)
        for part in set(parts):
            self.by_part[part].append(named)
        if len(parts) > 1:
            small = lexicon().particles | {"of", "and", "for", "on", "in"}
            for letters in {
                "".join(p[0] for p in parts),
                "".join(p[0] for p in parts if p not in small),
            }:
                if len(letters) > 1:
                    self.by_letters[letters].append(named)
        return named

    def mentions(
        self, tree: Tree, by_form: dict[tuple[str, ...], list[tuple[Reference, Form]]]
    ) -> list[Named]:
        """Give each mention to a name, in the order of the text."""
        ordered = sorted(
            ((reference, form) for held in by_form.values() for reference, form in held),
            key=lambda pair: pair[0].head,
        )
        self._leave_out_the_known()
        doubtful: dict[int, list[tuple[str, ...]]] = defaultdict(list)
        for parts, fits in self.fits.items():
            for named in fits if len(fits) > 1 else ():
                doubtful[id(named)].append(parts)
        met: dict[tuple[str, ...], list[_Met]] = defaultdict(list)
        genders = self._genders(by_form)
        for reference, form in ordered:
            fits = self.fits[form.parts]
            named, reason = fits[0], _reason(form.parts, fits[0])
            sentence = tree.sentence[reference.head]
            if len(fits) > 1:
                seen = _by_prominence(met[form.parts], sentence)
                named = _first_fit(seen, fits, form, genders)
                reason = f"{_reason(form.parts, named)}, the last one named of {len(fits)}"
            named.mentions.append((reference, form, reason))
            for parts in doubtful.get(id(named), ()):
                met[parts].append(_Met(named, sentence, reference.role == "subj"))
        found = [named for named in self.all if named.mentions]
        return sorted(found, key=lambda named: named.mentions[0][0].head)

    def _leave_out_the_known(self) -> None:
        """Where "Padron" is always Vlad Padron Dern, "Dern" is Leo Dern."""
        own = {id(fits[0]) for parts, fits in self.fits.items() if len(parts) == 1 == len(fits)}
        for parts, fits in self.fits.items():
            if len(parts) == 1 < len(fits):
                self.fits[parts] = [named for named in fits if id(named) not in own] or fits

    def _genders(
        self, by_form: dict[tuple[str, ...], list[tuple[Reference, Form]]]
    ) -> dict[int, str]:
        """Gender of a name by its id(): from an honorific of a form that is its alone."""
        found: dict[int, str] = {}
        for parts, held in by_form.items():
            if len(self.fits[parts]) == 1 and (known := {f.gender for _, f in held if f.gender}):
                found[id(self.fits[parts][0])] = min(known) if len(known) == 1 else ""
        given = lexicon().given
        for named in self.all:
            if named.sort == "person" and len(named.parts) > 1:
                found.setdefault(id(named), given.get(named.parts[0], "")[:1])
        return found


def _both_people(parts: tuple[str, ...], sort: str, named: Named) -> bool:
    if sort not in PEOPLE or named.sort not in PEOPLE:
        return False
    # York is no part of New York: one word alone needs to be known for a person's.
    return len(parts) > 1 or "person" in (sort, named.sort)


@dataclass(frozen=True, slots=True)
class _Met:
    """One of several with a name in common, where it was named, and whether as a subject."""

    named: Named
    sentence: int
    subject: bool


def _by_prominence(met: Sequence[_Met], sentence: int) -> list[Named]:
    """Those named last, the last first; before them who was a subject a few sentences ago.

    "Mr. Moor criticised it in a speech for his wife Ada Moor" goes on with "Moor said" for him.
    """
    late = list(reversed(met[-8:]))
    subjects = [m.named for m in late if m.subject and sentence - m.sentence <= RECENT]
    return [*subjects, *(m.named for m in late)]


def _first_fit(
    seen: Sequence[Named], fits: Sequence[Named], form: Form, genders: dict[int, str]
) -> Named:
    """The first that the honorific before the name allows; before any was named, the fullest."""
    for named in [*seen, *fits[:8]]:
        known = genders.get(id(named), "")
        if not form.gender or not known or known == form.gender:
            return named
    return seen[0] if seen else fits[0]


def _reason(parts: tuple[str, ...], named: Named) -> str:
    if parts == named.parts:
        return "the same name"
    if named.state:
        return "another name of the state"
    if len(parts) == 1 and parts[0] not in named.parts:
        return "its letters"
    if parts[0] in lexicon().crowned and len(parts) == 2:
        return f"the {'given' if parts[1] == named.parts[0] else 'last'} name, with a crown"
    if len(parts) > 1 and not set(parts) <= set(named.parts):
        return "another spelling of the name, or an initial"
    if len(parts) == 1 and named.sort == "person":
        return "last name" if parts[0] == named.parts[-1] else "part of the name"
    return "part of the name"
