"""Where the lexicon's patterns stand in a tree: verbs, nouns, and nouns with a light verb."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.reconcile.events.lexicon import ANYTHING, Lexicon, Pattern
from sayso.reconcile.events.tree import BE, NOMINAL, Tree
from sayso.terms import EventType, Mode

VERBAL = frozenset(("VERB", "AUX", "ADJ", "NOUN"))
NOUNS = frozenset(("NOUN", "PROPN", "VERB"))
#: By which a noun hangs on the verb that does, or brings about, the deed it names.
OBJECTS = frozenset(("obj", "obl", "nsubj"))
COOPERATIVE = frozenset(
    (
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.COOPERATE,
        EventType.AID,
        EventType.CONCEDE,
        EventType.RETREAT,
    )
)
SPOKEN = frozenset((EventType.SAY, EventType.APPEAL))
HOSTILE = frozenset(EventType) - COOPERATIVE - SPOKEN


@dataclass(frozen=True, slots=True)
class Match:
    """A deed: ``head`` names it, ``verb`` is what its subject hangs on, -1 for a noun alone.

    ``words`` tell it, the head among them. ``undergone`` is whether the verb's subject is who it
    is done to; ``happening`` whether the verb only says that it took place. ``about`` is the type
    of deed agreed to, refused or demanded, ``inner`` that deed's own match.
    """

    head: int
    verb: int
    words: tuple[int, ...]
    type: EventType
    mode: Mode | None
    name: str
    undergone: bool = False
    happening: bool = False
    about: EventType | None = None
    inner: Match | None = None

    @property
    def anchor(self) -> int:
        """The word that tense and negation hang on: the verb, also one that only reports."""
        if self.verb >= 0:
            return self.verb
        return self.words[-1] if self.happening else self.head


def find_matches(tree: Tree, known: Lexicon) -> list[Match]:
    """The deeds that patterns tell, in the order of their heads; no word tells two."""
    found: dict[int, Match] = {}
    taken: set[int] = set()
    for word in range(tree.size):
        pattern, words = _verb(tree, known, word)
        taken.update(words[1:])
        if pattern and pattern.type:
            found[word] = Match(word, word, words, pattern.type, pattern.mode, pattern.name)
    for word in range(tree.size):
        if word in tree.named:  # "the Organisation for the Prohibition of ..."
            continue
        if word in taken or (word in found and tree.tags[word] != "NOUN"):
            continue
        match = match_noun(tree, known, word)
        if match is None:
            continue
        built = _built(tree, known, match, found)
        if built.verb >= 0 and built.verb != word:
            found.pop(built.verb, None)
        found[word] = built
    return [_kept(tree, known, found[word]) for word in sorted(found)]


def _kept(tree: Tree, known: Lexicon, match: Match) -> Match:
    """A deployment of peacekeepers, or on such a mission, is aid."""
    if match.type is EventType.MOBILIZE:
        below = {tree.low[w] for w in tree.subtree(match.verb if match.verb >= 0 else match.head)}
        if below & known.words["keeping"]:
            return replace(match, type=EventType.AID, mode=None)
    return match


def _verb(tree: Tree, known: Lexicon, word: int) -> tuple[Pattern | None, tuple[int, ...]]:
    """The first pattern of a verb, or of a predicate adjective, that fits, and its words."""
    tag, patterns = tree.tags[word], known.verbs.get(tree.joined[word])
    if not patterns or tag not in VERBAL:
        return None, ()
    if tag in ("ADJ", "NOUN") and not _predicative(tree, word):
        return None, ()
    if tree.relations[word] in ("amod", "compound"):  # "the confiscated ship" only points back
        return None, ()
    for pattern in patterns:
        if tag == "NOUN" and pattern.particle != "be":
            continue
        words = _fits(tree, pattern, word)
        if words:
            return pattern, words
    return None, ()


def _predicative(tree: Tree, word: int) -> bool:
    """Whether it is the predicate of "is ready", or a participle that the tagger took for one."""
    return bool(tree.of(word, "cop")) or (
        tree.low[word].endswith(("ed", "ing")) and tree.relations[word] in ("root", "acl", "advcl")
    )


def _fits(tree: Tree, pattern: Pattern, verb: int) -> tuple[int, ...]:
    """The words of a pattern at a verb, none if it does not fit."""
    if pattern.particle == "be":
        return (verb,) if tree.of(verb, "cop") else ()
    if not pattern.nouns:
        if not pattern.particle:
            return (verb,)
        at = _particle(tree, verb, pattern.particle)
        return (verb, at) if at >= 0 else ()
    for noun in _objects(tree, verb, pattern):
        if pattern.nouns is not ANYTHING and tree.joined[noun] not in pattern.nouns:
            continue
        if not _before(tree, pattern, noun):
            continue
        if pattern.nouns is ANYTHING:
            return (verb,)
        over = tree.heads[noun] if tree.cases(noun) == ["of"] else -1  # "a barrage of missiles"
        words = (verb, *((over,) if over >= 0 and tree.heads[over] == verb else ()), noun)
        if not pattern.particle or pattern.particle in tree.cases(noun):
            return words
        at = _particle(tree, verb, pattern.particle)
        if at >= 0:
            return (*words, at)
    return ()


def _particle(tree: Tree, verb: int, particle: str) -> int:
    """The particle, adverb or preposition that goes with a verb; -1 if it has none such."""
    for child in tree.children[verb]:
        if child in tree.dated:
            continue
        if tree.relations[child] == "mark" and child < verb:
            continue
        if tree.low[child] == particle and tree.relations[child] in (
            "compound",
            "advmod",
            "obl",
            "case",
            "mark",
            "xcomp",
        ):
            return child
        clauses = ("obl", "advcl", "xcomp", *(() if particle == "to" else ("ccomp",)))
        if tree.relations[child] in clauses:
            for case in tree.of(child, "case", "mark"):
                if tree.low[case] == particle and case > verb:
                    return case
    return -1


def _objects(tree: Tree, verb: int, pattern: Pattern) -> list[int]:
    """Nouns that may be a pattern's object: also a passive's subject, and what is coordinate."""
    relations = ["obj", "iobj", *(("nsubj",) if tree.passive(verb) else ())]
    if pattern.nouns is not ANYTHING:
        relations += ["xcomp", "ccomp", *(("obl",) if pattern.particle else ())]
    found = [n for child in tree.of(verb, *relations) for n in tree.conjuncts(child)]
    for noun in found:  # "a state of emergency", "some of its sanctions"
        below = [c for c in tree.of(noun, "nmod") if tree.cases(c) == ["of"]]
        found += [c for c in below if c not in found]
    if tree.relations[verb] == "acl" and tree.passive(verb) and tree.heads[verb] >= 0:
        found.append(tree.heads[verb])
    return found


def _before(tree: Tree, pattern: Pattern, noun: int) -> bool:
    """Whether the words that a pattern asks for stand before a noun."""
    if not pattern.before:
        return True
    return any(
        tree.low[child] in pattern.before or tree.joined[child] in pattern.before
        for child in tree.of(noun, "compound", "amod", "nmod")
        if child < noun
    )


def match_noun(tree: Tree, known: Lexicon, word: int) -> Match | None:
    """The first pattern of a noun that fits."""
    patterns = known.nouns.get(tree.joined[word]) or known.nouns.get(tree.low[word])
    if not patterns or tree.tags[word] not in NOUNS:
        return None
    if tree.relations[word] in ("compound", "flat"):
        return None
    if tree.tags[word] == "VERB" and not tree.of(word, "det", "case"):
        return None
    for pattern in patterns:
        if _before(tree, pattern, word):
            before = tuple(
                c
                for c in tree.of(word, "compound", "amod", "nmod")
                if c < word and tree.low[c] in pattern.before
            )
            if pattern.type is None:
                return None
            words = (word, *before)
            return Match(word, -1, words, pattern.type, pattern.mode, pattern.name)
    return None


def _built(tree: Tree, known: Lexicon, match: Match, found: dict[int, Match]) -> Match:
    """A noun's match with the verb that brings its deed about, undergoes, reports or ends it."""
    noun, verb = match.head, tree.heads[match.head]
    relation = tree.relations[noun]
    if relation == "conj" and verb >= 0 and tree.tags[verb] in NOMINAL:
        relation, verb = tree.relations[verb], tree.heads[verb]
    if verb >= 0 and relation in ("obl", "nmod") and tree.low[verb] in known.words["guilty"]:
        return replace(match, verb=verb, words=(noun, *match.words[1:], verb))
    doing = _done_by(tree, known, noun)
    if doing >= 0:
        return replace(match, verb=doing, words=(noun, *match.words[1:], doing))
    if verb < 0 or relation not in OBJECTS or tree.tags[verb] not in ("VERB", "AUX"):
        return match
    passive = tree.passive(verb)
    is_object = relation == "obj" or (relation == "nsubj" and passive)
    words = (noun, *match.words[1:], verb)
    if is_object and _brings_about(tree, known, verb, noun, verb in found):
        return replace(match, verb=verb, words=words)
    if _is(tree, known, "undergoing", verb, noun) and relation in ("obj", "obl"):
        return replace(match, verb=verb, words=words, undergone=True)
    if is_object and _is(tree, known, "ending", verb, noun):
        return _ended(replace(match, verb=verb, words=words))
    if relation == "obl" and _is(tree, known, "light", verb, noun, strict=True):
        return replace(match, verb=verb, words=words)
    happens = relation == "nsubj" and not passive and verb not in found
    if happens and _is(tree, known, "happening", verb, noun):
        return replace(match, verb=-1, words=words, happening=True)
    return match


def _done_by(tree: Tree, known: Lexicon, noun: int) -> int:
    """The participle of "an attack carried out by ...", "a strike ordered by ..."; -1 for none."""
    for child in tree.of(noun, "acl"):
        by = any(tree.cases(n) == ["by"] for n in tree.of(child, "obl"))
        if by and any(_is(tree, known, kind, child, noun) for kind in ("light", "deciding")):
            return child
    return -1


def _brings_about(tree: Tree, known: Lexicon, verb: int, noun: int, tells: bool) -> bool:
    """Whether a verb does, decides or plans what its object names; not if it tells a deed itself.

    A verb of decision gives way to what is decided: to order an arrest is no mere order.
    """
    if _is(tree, known, "deciding", verb, noun):
        return True
    return not tells and any(
        _is(tree, known, kind, verb, noun) for kind in ("light", "planning", "trying")
    )


def _ended(match: Match) -> Match:
    """To end what is hostile is to retreat from it; to end what is cooperative, a sanction."""
    if match.type in COOPERATIVE and match.type is not EventType.RETREAT:
        return replace(match, type=EventType.SANCTION, mode=None, about=match.type)
    if match.type in HOSTILE:
        ceases = match.type is EventType.ASSAULT
        kind = EventType.CONCEDE if match.type is EventType.PROTEST else EventType.RETREAT
        mode = Mode.CEASEFIRE if ceases else Mode.EASE if kind is EventType.RETREAT else None
        return replace(match, type=kind, mode=mode, about=match.type)
    if match.type is EventType.RETREAT and match.mode is Mode.CEASEFIRE:
        return replace(match, type=EventType.REJECT, mode=Mode.YIELD, about=match.type)
    return match


def _is(
    tree: Tree, known: Lexicon, kind: str, verb: int, noun: int, *, strict: bool = False
) -> bool:
    """Whether a verb is of this kind, with the particle or preposition that it needs."""
    particles = known.building[kind].get(tree.low[verb])
    if particles is None:
        return False
    near = {tree.low[c] for c in tree.of(verb, "compound", "advmod", "case")} | set(
        tree.cases(noun)
    )
    fitting = {p for p in particles if not p or p in near or set(p.split(":")) <= near}
    return bool(fitting - {""}) if strict else bool(fitting)


def governed_by(tree: Tree, known: Lexicon, verb: int, kind: str) -> int:
    """The verb of a kind in whose complement a verb stands ("plans to", "is set to"); -1: none."""
    head, relation = tree.heads[verb], tree.relations[verb]
    if head < 0 or relation not in ("xcomp", "ccomp", "acl", "advcl"):
        return -1
    particles = known.building[kind].get(tree.low[head])
    if particles is not None and relation in ("xcomp", "ccomp"):
        return head
    if relation != "xcomp":
        return -1
    return head if any(tree.low[head] in known.building[kind].get(form, ()) for form in BE) else -1
