"""Which names are one: full and partial, with and without accents, initials and titles.

Nothing is ever joined across two given names, and where a partial name fits several people each
mention of it goes to the one of them who was named last.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sayso.resolve.lexicon import Lexicon, fold, lexicon
from sayso.resolve.naming import honorific_before
from sayso.resolve.references import Reference
from sayso.resolve.states import states
from sayso.resolve.tree import Tree

#: Sorts of names that are compared by their parts; the others only as a whole.
PEOPLE = frozenset(("person", ""))
#: The Arabic article: Bashar al-Assad is Assad.
ARTICLE = re.compile(r"^(?:al|el|as|ash|an|ar)-(?=\w{3})")
#: What only a state has.
OF_STATES = frozenset(("ministry", "parliament", "embassy", "border", "constitution", "ambassador"))
RECENT = 3  # sentences
BODIES = frozenset(("organisation", "facility", "state_body", "armed_force", ""))


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it is compared: ``parts`` are folded, without titles; ``words`` are the name's.

    ``gender`` is "m", "f" or "" by the honorific before it; ``titled`` whether a title stands
    inside the words that were taken for the name.
    """

    parts: tuple[str, ...]
    words: range
    gender: str = ""
    titled: bool = False


@dataclass(slots=True)
class Named:
    """All mentions of one name. ``parts`` are those of its fullest form."""

    parts: tuple[str, ...]
    sort: str
    state: str = ""
    mentions: list[tuple[Reference, Form, str]] = field(default_factory=list)  # with the reason


def form_of(tree: Tree, reference: Reference, lex: Lexicon) -> Form:
    """The name that a reference holds, without titles, honorifics and what follows a name."""
    words = [i for i in reference.name if tree.tags[i] != "PUNCT" or tree.low[i] == "."]
    while words and tree.low[words[-1]] in ("'s", "’s", "'", "’", "-"):
        words.pop()
    while len(words) > 1 and tree.low[words[0]] in ("the", "a", "an"):
        words.pop(0)
    gender, titled = "", False
    if reference.sort in PEOPLE:
        cut = _title_end(tree, words, reference.sort, lex)
        if cut:
            genders = [lex.honorifics.get(tree.low[i].rstrip("."), "")[:1] for i in words[:cut]]
            gender = next((g for g in genders if g in ("m", "f")), "")
            words, titled = words[cut:], True
        while len(words) > 1 and tree.low[words[-1]].strip(".,") in lex.suffixes:
            words.pop()
        if not gender and words:
            gender = honorific_before(tree, words[0], lex)
    span = range(words[0], words[-1] + 1) if words else reference.name
    return Form(parts_of(tree.span(span[0], span[-1]).of(tree.text)), span, gender, titled)


@lru_cache(maxsize=65536)
def parts_of(name: str) -> tuple[str, ...]:
    """The folded words of a name: U.S. is "us", O’Neill "o'neill", al-Assad "assad"."""
    plain = (re.sub(r"[^\w'-]", "", word).strip("'-") for word in fold(name).split())
    return tuple(ARTICLE.sub("", part) for part in plain if part)


def _title_end(tree: Tree, words: Sequence[int], sort: str, lex: Lexicon) -> int:
    """How many of the words are a title: up to the last office or honorific before the name."""
    for place in range(len(words) - 2, -1, -1):
        low = tree.low[words[place]].rstrip(".")
        if all(lex.kinds.get(tree.low[word], "person") != "person" for word in words[place + 1 :]):
            continue  # the General Staff is no general of that name
        if low in lex.honorifics or low in lex.offices:
            # Dean Martin: a title that is also a given name is one only before a full name.
            name = sort == "person" and len(words) == 2 and low in lex.given
            return 0 if name else place + 1
    return 0


def join_names(tree: Tree, references: Iterable[Reference]) -> list[Named]:
    """The names of a report with their mentions, in the order of their first ones."""
    lex = lexicon()
    by_form: dict[tuple[str, ...], list[tuple[Reference, Form]]] = defaultdict(list)
    for reference in references:
        if reference.name:
            form = form_of(tree, reference, lex)
            if form.parts:
                by_form[form.parts].append((reference, form))
    sorts = {parts: _sort(parts, held, lex) for parts, held in by_form.items()}
    _mend_sorts(tree, references, by_form, sorts)
    joining = _Joining(sorts)
    for parts in sorted(by_form, key=lambda p: (-len(p), -sum(map(len, p)), by_form[p][0][0].head)):
        joining.place(parts)
    return joining.mentions(tree, by_form)


def _sort(
    parts: tuple[str, ...], held: Sequence[tuple[Reference, Form]], lex: Lexicon
) -> tuple[str, str]:
    """What most mentions of a form are taken for, and the code of the state that it names."""
    votes = Counter(r.sort for r, _ in held if r.sort)
    sort = votes.most_common(1)[0][0] if votes else ""
    if any(form.gender or form.titled for _, form in held):
        sort = "person"
    words = " ".join(parts)
    code = states().named.get(words, "")
    if code and sort != "person" and not (words in states().doubtful and sort != "place"):
        return "state", code
    if not sort and len(parts) > 1 and parts[0] in lex.given:
        return "person", ""
    return sort, ""


def _mend_sorts(
    tree: Tree,
    references: Iterable[Reference],
    by_form: Mapping[tuple[str, ...], Sequence[tuple[Reference, Form]]],
    sorts: dict[tuple[str, ...], tuple[str, str]],
) -> None:
    """What single words are, by the rest of the report: the model guesses at names it never saw.

    Of "Ilven Tarsk", Tarsk is the person; what has an adjective of its own ("Belvarran") is a
    state; and what things happen in is a place.
    """
    people = {
        parts[-1] for parts, (sort, _) in sorts.items() if len(parts) > 1 and sort == "person"
    }
    adjectives = {low for low, tag, form in zip(tree.low, tree.tags, tree.forms, strict=True)
                  if tag in ("ADJ", "PROPN") and form[:1].isupper()}  # fmt: skip
    owners = {
        parts_of(tree.forms[r.owner])
        for r in references
        if r.owner >= 0 and (r.noun in OF_STATES or r.modifiers & OF_STATES)
    }
    for parts, (sort, code) in list(sorts.items()):
        if len(parts) > 1 or code:
            continue
        if parts[0] in people:
            sorts[parts] = "person", ""
        elif sort != "group" and (parts in owners or adjectives & _adjectives(parts[0])):
            sorts[parts] = "state", f"?{parts[0]}"
        elif sort == "person" and all(_in_place(tree, r) for r, _ in by_form[parts]):
            sorts[parts] = "place", ""


def _adjectives(name: str) -> set[str]:
    return {
        name + "n",
        name + "an",
        name + "ian",
        name + "ese",
        name[:-1] + "an",
        name[:-1] + "ian",
    }


def _in_place(tree: Tree, reference: Reference) -> bool:
    before = reference.first - 1
    return before >= 0 and tree.low[before] in ("in", "at", "near", "across", "outside", "inside")


class _Joining:
    """Names found so far, the fullest first."""

    def __init__(self, sorts: dict[tuple[str, ...], tuple[str, str]]) -> None:
        self.sorts = sorts
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
        if not found and len(parts) == 1 and sort != "person":
            found = [n for n in self.by_letters.get(whole, ()) if n.sort != "person"]
        self.fits[parts] = found or [self._new(parts, sort)]

    def _holding(self, parts: tuple[str, ...], sort: str) -> list[Named]:
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
    if len(parts) == 1 and named.sort == "person":
        return "last name" if parts[0] == named.parts[-1] else "part of the name"
    return "part of the name"


def part_of_person(parts: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a person called ``full`` may be called ``parts``: in order, initials count.

    From two parts on, the given name must be the same, or all but the given name be there.
    """
    if len(parts) > len(full):
        return False
    if len(parts) > 1 and parts == full[-len(parts) :]:
        return True
    if len(parts) > 1 and not _same_part(parts[0], full[0]):
        return False
    rest = iter(full)
    return all(any(_same_part(part, other) for other in rest) for part in parts)


def _same_part(part: str, other: str) -> bool:
    short, long = sorted((part, other), key=len)
    return part == other or (len(short) == 1 and long.startswith(short))


def part_of_body(parts: tuple[str, ...], full: tuple[str, ...], sort: str) -> bool:
    """Whether a body called ``full`` may be called ``parts``: its beginning, or its end."""
    if len(parts) >= len(full):
        return False
    if len(parts) == 1:  # Amnesty of Amnesty International; a bank is not the World Bank
        return sort == "organisation" and parts[0] == full[0] and not states().of(parts[0])
    if parts == full[-len(parts) :]:
        return bool(states().of(" ".join(full[: -len(parts)])))
    return parts == full[: len(parts)]


def display(tree: Tree, form: Form) -> str:
    """The words of a name as the report writes them."""
    span = tree.span(form.words.start, form.words.stop - 1)
    return " ".join(span.of(tree.text).split()).strip(" ,;:“”\"'‘’") or form.parts[0]
