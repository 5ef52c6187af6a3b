"""Who does a deed, to whom and with what: from the verb, or from the noun that names the deed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.reconcile.events.folding import FOLDING
from sayso.reconcile.events.lexicon import Lexicon
from sayso.reconcile.events.matching import Match, match_noun
from sayso.reconcile.events.people import People
from sayso.reconcile.events.tree import NOMINAL, Tree
from sayso.terms import EventType

#: "with" brings in a tool only where what follows is one.
TOOLS = frozenset(("with", "using", "by", "through", "via", "from"))


@dataclass(frozen=True, slots=True)
class Arguments:
    """Head words of those who take part, in the order of the text."""

    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    instruments: tuple[int, ...] = ()


def find_arguments(tree: Tree, known: Lexicon, people: People, match: Match) -> Arguments:
    """The arguments of a deed; where the deed is only asked for, recipients may be that one's."""
    own = (
        _of_verb(tree, known, people, match)
        if match.verb >= 0
        else _of_noun(tree, known, people, match)
    )
    if match.inner is None and match.verb >= 0 and match.type in FOLDING and not own.recipients:
        found = _of_complement(tree, known, people, match)
        own = replace(own, recipients=tuple(w for w in found if w not in own.actors))
    if match.inner is None:
        asking = match.type in (EventType.REQUEST, EventType.APPEAL) and not own.recipients
        return replace(own, recipients=_asked(tree, own, match)) if asking else own
    inner = find_arguments(tree, known, people, match.inner)
    recipients = own.recipients
    if match.type in (EventType.REQUEST, EventType.APPEAL):
        recipients = recipients or tuple(w for w in inner.actors if w not in own.actors)
    asked = match.name.endswith("@demand")  # who demanded it, not whom it is about
    if not asked and not any(people.acts(word) for word in recipients):
        recipients = inner.recipients or recipients
    kept = tuple(w for w in recipients if w not in own.actors)
    return Arguments(own.actors or inner.actors, kept, own.instruments or inner.instruments)


def _asked(tree: Tree, own: Arguments, match: Match) -> tuple[int, ...]:
    """Who is asked, where the parser has them only as who would do it: "called on them to stay"."""
    for child in tree.of(match.verb, "xcomp", "ccomp") if match.verb >= 0 else []:
        subjects = [c for c in tree.of(child, "nsubj") if c not in own.actors]
        if subjects:
            return tuple(tree.conjuncts(subjects[0]))
    return ()


def _of_complement(tree: Tree, known: Lexicon, people: People, match: Match) -> tuple[int, ...]:
    """Who would undergo a deed that no pattern tells: "threatened to cut the line to Corvane"."""
    for child in tree.of(match.verb, "xcomp", "ccomp"):
        objects = [w for w in tree.objects(child) if people.acts(w)]
        led = [w for w in _led(tree, ANYONE, (child,), set()) if people.acts(w)]
        if objects or led:
            return tuple(tree.conjuncts((objects or led)[0]))
    return ()


ANYONE = ("against", "on", "to", "from", "with", "for", "at")


def _of_verb(tree: Tree, known: Lexicon, people: People, match: Match) -> Arguments:
    verb, taken = match.verb, set(match.words)
    passive = tree.passive(verb)
    subject = tree.subject(verb)
    by = [n for n in tree.of(verb, "obl") if tree.cases(n) == ["by"] and n not in taken]
    by = [n for n in by if tree.low[n] not in known.words["no_agents"]]
    if passive:
        actors, undergoing = by, [subject] if subject >= 0 else []
    else:
        actors, undergoing = [subject] if subject >= 0 else [], tree.objects(verb)
    if match.undergone:
        undergoing = [subject] if subject >= 0 else []
        actors = _led(tree, ("from", "by"), (match.head, verb), taken)
    if match.head != verb:  # a noun's deed with a light verb: both may have what follows
        noun = _of_noun(tree, known, people, match)
        undergoing = [w for w in undergoing if match.undergone] + [
            w for w in noun.recipients if w not in actors
        ]
        if not actors and not match.undergone:
            actors = list(noun.actors)
    kept = taken if match.head != verb else {w for w in taken if not _undergoes(tree, known, w)}
    undergoing = [w for w in undergoing if w not in kept and w not in actors]
    tools = [w for w in actors if _is_tool(tree, known, w) or _is_deed(tree, known, w)]
    tools += [w for w in taken if w != verb and _is_tool(tree, known, w)]
    tools += [
        n for n in tree.of(verb, "obl") if set(tree.cases(n)) & TOOLS and _is_tool(tree, known, n)
    ]
    actors = [w for w in actors if w not in tools] or _behind(tree, known, people, actors)
    starts = [verb, match.head, *taken]
    led = _led(tree, known.prepositions[match.type], starts, taken | set(actors) | set(tools))
    behind = [tree.heads[w] for w in taken if tree.heads[w] not in taken and w > verb]
    led = [
        w for w in behind if w in led or tree.relations[w] == "obl"
    ] + led  # "stand behind Vosse"
    recipients = _choose(people, [w for w in undergoing if w not in tools], led)
    recipients = _asking(tree, known, people, taken) or recipients
    return _arguments(tree, people, actors, recipients, tools)


def _asking(tree: Tree, known: Lexicon, people: People, taken: set[int]) -> list[int]:
    """Whose a demand is that is met or refused: "rejected a U.S. request", "a call from Vosse"."""
    for word in taken:
        if tree.joined[word] in known.words["@demand"] and tree.tags[word] == "NOUN":
            found = _behind(tree, known, people, [word])
            if found:
                return found
    return []


def _undergoes(tree: Tree, known: Lexicon, word: int) -> bool:
    """Whether a noun of a pattern is also who or what undergoes the deed: "seized the airport"."""
    classes = ("@person", "@envoy", "@territory", "@property")
    return any(tree.joined[word] in known.words[name] for name in classes)


def _of_noun(tree: Tree, known: Lexicon, people: People, match: Match) -> Arguments:
    noun, taken = match.head, set(match.words)
    owner = _owner(tree, noun)
    of = [n for n in tree.of(noun, "nmod") if "of" in tree.cases(n) and n > noun]
    below = [child for at in (noun, *of) for child in tree.of(at, "nmod", "obl")]
    by = [n for n in below if tree.cases(n) == ["by"]]  # also hung on "of ...": "killing of X by Y"
    before = [
        c
        for c in tree.of(noun, "amod", "compound", "nmod")
        if c < noun and c != owner and c not in taken and people.acts(c)
    ]
    name = tree.low[noun]
    actors, recipients = list(by), []
    if name in known.words["undergone"] and not of and owner >= 0:
        recipients = [owner]
    elif owner >= 0:
        actors = actors or [owner]
    done_by = match.type in DONE_BY_OF or name in known.words["done_by"]
    if name in known.words["undergone"] or (of and not done_by):
        recipients = recipients or of
    elif of and not actors:
        actors = of
    if match.type is EventType.ASSAULT and not actors:  # "clashes between A and B"
        actors = [n for n in tree.of(noun, "nmod") if tree.cases(n) == ["between"]]
    actors = actors or before
    led = _led(tree, known.prepositions[match.type], (noun,), taken | set(actors) | set(of))
    tools = [c for c in tree.of(noun, "compound", "amod") if _is_tool(tree, known, c)]
    tools += [
        n for n in tree.of(noun, "nmod") if set(tree.cases(n)) & TOOLS and _is_tool(tree, known, n)
    ]
    recipients = _choose(people, recipients, [w for w in led if w not in tools])
    return _arguments(tree, people, actors, recipients, tools)


DONE_BY_OF = frozenset(
    (EventType.PROTEST, EventType.CONSULT, EventType.AGREE, EventType.SAY, EventType.THREATEN)
)


def _owner(tree: Tree, noun: int) -> int:
    """The possessor before a noun, as a name or a pronoun; -1 for none."""
    for child in tree.of(noun, "nmod", "det"):
        if child < noun and (tree.tags[child] == "PRON" or tree.low_case(child) in GENITIVE):
            return child
    return -1


GENITIVE = frozenset(("'s", "’s", "'", "’"))


def _led(
    tree: Tree, prepositions: Iterable[str], starts: Iterable[int], taken: set[int]
) -> list[int]:
    """Nouns that prepositions bring in, the likeliest preposition first."""
    order = {p: n for n, p in enumerate(prepositions)}
    found: dict[int, int] = {}
    for start in dict.fromkeys(starts):
        for child in tree.of(start, "obl", "nmod"):
            cases = tree.cases(child)  # "according to" and "because of" bring in nobody
            ranks = [order[cases[0]]] if len(cases) == 1 and cases[0] in order else []
            if (
                ranks
                and child not in tree.dated
                and child not in taken
                and tree.tags[child] in NOMINAL
                and child > start
            ):
                found.setdefault(child, min(ranks))
    return sorted(found, key=lambda word: (found[word], word))


def _choose(people: People, direct: list[int], led: list[int]) -> list[int]:
    """Who undergoes it: the object, unless that is a thing and a preposition brings in somebody."""
    if direct and (people.acts(direct[0]) or not any(people.acts(w) for w in led)):
        return direct
    somebody = [w for w in led if people.acts(w)]
    return somebody[:1] or direct or [w for w in led if not people.lies(w)][:1]


def _is_tool(tree: Tree, known: Lexicon, word: int) -> bool:
    """Whether a word is a weapon."""
    return tree.joined[word] in known.words["@weapon"]


def _is_deed(tree: Tree, known: Lexicon, word: int) -> bool:
    """Whether a word is a deed that stands for its weapon: "an airstrike killed"."""
    found = match_noun(tree, known, word)
    return found is not None and found.type is EventType.ASSAULT and tree.tags[word] != "PROPN"


def _behind(tree: Tree, known: Lexicon, people: People, tools: list[int]) -> list[int]:
    """Who stands behind a weapon or a deed that is a verb's subject: its owner, or who it is of.

    Of "Vosse ordered the attack that killed her" it is Vosse.
    """
    found = []
    for tool in tools:
        verb = tree.heads[tool]
        done = tree.relations[tool] == "obj" and any(
            tree.low[verb] in known.building[kind] for kind in ("light", "deciding")
        )
        subject = tree.subject(verb) if done else -1
        if subject >= 0 and people.acts(subject):
            found.append(subject)
            continue
        owner = _owner(tree, tool)
        near = [owner] if owner >= 0 else []
        near += [c for c in tree.of(tool, "nmod") if set(tree.cases(c)) & {"by", "of", "from"}]
        near += [c for c in tree.of(tool, "compound", "amod") if c < tool]
        found += [w for w in near if people.acts(w)][:1]
    return found


def _arguments(
    tree: Tree, people: People, actors: list[int], recipients: list[int], tools: list[int]
) -> Arguments:
    doing = [w for actor in actors for w in tree.conjuncts(actor)]
    undergoing = [w for r in recipients for w in tree.conjuncts(r)]
    return Arguments(
        tuple(dict.fromkeys(doing)),
        tuple(w for w in dict.fromkeys(undergoing) if w not in doing),
        tuple(dict.fromkeys(tools)),
    )
