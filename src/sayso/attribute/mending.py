"""Where the syntax of a sentence contradicts the spans: who the subject is, what clause is said.

The network chooses spans by what is likely; three things about English are all but certain, and
the tree of the sentence shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.attribute.quoting import quote_type
from sayso.records import Attribution, Report, Span
from sayso.syntax import Syntax

#: They part a phrase from its surroundings, and belong to neither.
_EDGES = ("PUNCT", "CCONJ")
#: They open a clause that tells when; what is said does not begin so.
_WHEN = ("after", "before", "when", "while", "as", "since", "until")
#: They stand before a name and judge it; nobody says anything by them.
_EPITHET = re.compile(r"self-\w+|so-called", re.IGNORECASE)
#: Who does so acts on another's words, or looks for somebody, and says nothing.
_DOES = re.compile(
    r"(?:answer|heed|follow)\w* (?:the|an?|his|her|their) calls? (?:of|by|from)"
    r"|(?:is|are|was|were) wanted",
    re.IGNORECASE,
)
#: On these terms a source speaks; the report tells of them, and they are nothing that is claimed.
_TERMS = re.compile(
    r"(?:not to be |to (?:remain|stay|be) un|to (?:remain|stay) )"
    r"(?:named|identified|quoted|anonymous)\b|anonymity\b"
    r"|(?:for )?(?:his|her|their) names? (?:not )?to be (?:withheld|used|published)\b",
    re.IGNORECASE,
)


def mend(report: Report, syntax: Syntax, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions of a report, with sources and contents that the sentence's tree allows."""
    tree = _Tree(syntax)
    for step in (tree.with_own_subject, tree.with_subject_of_main_clause):
        found = [step(one, found) for one in found]
    told = [
        replace(
            one,
            content=(clause,),
            quote_type=quote_type(report.text, (clause,), syntax.parse.quotations),
        )
        if (clause := tree.clause_said(one, found))
        else one
        for one in found
    ]
    return tuple(
        one
        for one in told
        if not tree.is_part(one, told)
        and not any(none.fullmatch(one.cue[0].of(report.text)) for none in (_EPITHET, _DOES))
        and not any(_TERMS.match(report.text, span.start) for span in one.content)
    )


class _Tree:
    """Questions to the tree of a report about its attributions."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax

    def with_own_subject(self, one: Attribution, _: Sequence[Attribution]) -> Attribution:
        """Who is named on another line does not speak where the cue has a subject of its own.

        Nor does nobody, where a clause with "that" is said.
        """
        verb, syntax = self._verb(one), self.syntax
        if verb < 0:
            return one
        if not one.source:
            return self._whose_clause(one, verb)
        if self._is_called(one, verb):
            return replace(one, source=tuple(filter(None, (self._subject(verb),))))
        sentence = syntax.sentence_of(verb)
        if not sentence or any(self._touches(span, sentence) for span in one.source):
            return one
        subject = self._subject(verb)
        if subject is None or not self._is_somebody(self._subject_word(verb)):
            return one
        return replace(one, source=(subject,))

    def _is_called(self, one: Attribution, verb: int) -> bool:
        """Whether its source is whom others name: "Dovane, whom her followers call president"."""
        syntax, word = self.syntax, self._subject_word(verb)
        within = syntax.words_of(one.source)
        inside = syntax.heads[verb] in within and word in within
        return syntax.relations[verb] == "acl" and inside and syntax.tags[word] in ("NOUN", "PROPN")

    def _whose_clause(self, one: Attribution, verb: int) -> Attribution:
        """One that has no source, with the subject of a verb that says a clause with "that"."""
        syntax, content = self.syntax, self.syntax.words_of(one.content)
        subject, word = self._subject(verb), self._subject_word(verb)
        if not content or syntax.low[content[0]] != "that" or content[0] < verb:
            return one
        if subject is None or syntax.tags[word] not in ("NOUN", "PROPN"):
            return one
        return replace(one, source=(subject,))

    def with_subject_of_main_clause(
        self, one: Attribution, found: Sequence[Attribution]
    ) -> Attribution:
        """A participle has the subject of its main clause, never the object.

        "She called on the minister to resign, claiming that he lied": she claims. "Writing on
        Chirper about the march, Vosse said": Vosse writes.
        """
        verb, syntax = self._verb(one), self.syntax
        if verb < 0 or syntax.relations[verb] != "advcl" or not syntax.low[verb].endswith("ing"):
            return one
        main = syntax.heads[verb]
        if self._subject(verb):
            return one
        if main > verb:
            return self._opening(one, main)
        objects = {
            at
            for kid in syntax.children[main]
            if self._is_object(kid)
            for at in self.syntax.subtree(kid)
        }
        if one.source and not objects.issuperset(syntax.words_of(one.source)):
            return one
        cues = (it for it in found if it is not one and main in syntax.words_of(it.cue))
        holder = next(cues, None)
        if holder and holder.source:
            return replace(one, source=holder.source)
        subject = self._subject(main)
        return replace(one, source=(subject,)) if subject else one

    def _opening(self, one: Attribution, main: int) -> Attribution:
        """One whose participle opens the sentence, with the subject of the verb that follows."""
        subject = self._subject(main) or self._name_before(main)
        if one.source or subject is None or subject.start < one.cue[0].end:
            return one
        text = self.syntax.text
        ends = [len(text[: min(span.end, subject.start)].rstrip(" ,")) for span in one.content]
        content = tuple(
            Span(span.start, end)
            for span, end in zip(one.content, ends, strict=True)
            if span.start < end
        )
        return replace(one, source=(subject,), content=content) if content else one

    def _name_before(self, verb: int) -> Span | None:
        """A name right before a verb: its subject, wherever the tree hangs it."""
        first = verb
        while first and self.syntax.tags[first - 1] == "PROPN":
            first -= 1
        return self.syntax.span(first, verb - 1) if first < verb else None

    def clause_said(self, one: Attribution, found: Sequence[Attribution]) -> Span | None:
        """The clause that stands before its cue, where only a clause of when was taken for said.

        "The bridge fell, she said after the raid began": that it fell.
        """
        verb, syntax = self._verb(one), self.syntax
        if verb < 0:
            return None
        content = syntax.words_of(one.content)
        if not content or syntax.low[content[0]] not in _WHEN or content[0] < verb:
            return None
        said = syntax.child(verb, "ccomp")
        if syntax.relations[verb] == "parataxis":
            said = syntax.heads[verb]
        if not 0 <= said < verb:
            return None
        subject = self._subject(verb)
        first = syntax.at(subject.start) if subject else verb
        return self._phrase([at for at in self.syntax.subtree(said) if at < min(first, verb)])

    def is_part(self, one: Attribution, found: Iterable[Attribution]) -> bool:
        """Whether it only cuts a piece out of what its own source says in another one."""
        return any(
            other is not one
            and one.source
            and one.source == other.source
            and any(span.holds(one.cue[0]) for span in other.content)
            and not any(span.holds(source) for span in other.content for source in one.source)
            for other in found
        )

    def _verb(self, one: Attribution) -> int:
        """The main word of a cue that is a verb, -1 for any other cue.

        "According" is none, though treebanks tag it as one.
        """
        words = self.syntax.words_of(one.cue)
        head = self.syntax.head_of(words)
        if head < 0 or self.syntax.low[head] == "according":
            return -1
        return head if self.syntax.tags[head] == "VERB" else -1

    def _subject_word(self, verb: int) -> int:
        """The nearest subject before a verb, -1 where it has none.

        Of "Self-declared president Dovane has called" the tree may have "self" as the subject: it
        is the phrase after it, which no preposition makes a circumstance.
        """
        syntax = self.syntax
        before = [kid for kid in reversed(syntax.children[verb]) if kid < verb]
        found = next((kid for kid in before if syntax.relations[kid] == "nsubj"), -1)
        if found >= 0 and syntax.low[found] == "self":
            bare = (kid for kid in before if kid > found and syntax.child(kid, "case") < 0)
            return next((kid for kid in bare if syntax.relations[kid] == "obl"), found)
        return found

    def _subject(self, verb: int) -> Span | None:
        """That subject, whole."""
        word = self._subject_word(verb)
        return self._phrase(self.syntax.subtree(word)) if word >= 0 else None

    def _is_somebody(self, word: int) -> bool:
        """Whether a subject is a name or stands for one: no "ban on it", no "contrary"."""
        syntax = self.syntax
        parts = (kid for kid in syntax.children[word] if syntax.relations[kid] == "flat")
        named = any(syntax.tags[at] == "PROPN" for at in (word, *parts))
        return named or syntax.low[word] in ("he", "she", "they", "we", "i")

    def _is_object(self, word: int) -> bool:
        return self.syntax.relations[word] in ("obj", "iobj", "obl", "xcomp", "ccomp")

    def _phrase(self, words: Sequence[int]) -> Span | None:
        """The characters of a phrase without the marks at its edges."""
        inner = [at for at in words if self.syntax.tags[at] not in _EDGES]
        return self.syntax.span(inner[0], inner[-1]) if inner else None

    def _touches(self, span: Span, sentence: range) -> bool:
        return any(at in sentence for at in self.syntax.words_in(span))
