"""ECB+: news texts by topic, with chains of people, bodies and places across those of a topic."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from sayso.errors import CorpusError
from sayso.evaluate.chained import Chained, Marked
from sayso.terms import ActorKind

FOLDER = Path("crossreport") / "ecbplus"
MEND = "point --corpora at the folder that holds crossreport/"
SPLITS = {"train": range(1, 31), "dev": range(31, 36)}
HUMAN, PLACE = "HUMAN", "LOC"
_KINDS = {
    "HUMAN_PART": ActorKind.PERSON,
    "HUMAN_PART_PER": ActorKind.PERSON,
    "HUMAN_PART_ORG": ActorKind.ORGANISATION,
    "HUMAN_PART_GPE": ActorKind.STATE,
    "HUMAN_PART_MET": ActorKind.ORGANISATION,
    "HUMAN_PART_VEH": ActorKind.ORGANISATION,
    "HUMAN_PART_FAC": ActorKind.ORGANISATION,
    "HUMAN_PART_GENERIC": ActorKind.GROUP,
    "LOC_FAC": ActorKind.ORGANISATION,
    "LOC_OTHER": ActorKind.ORGANISATION,
    "LOC_GEO": ActorKind.STATE,
}


def topic_files(corpora: Path, split: str, limit: int | None = None) -> dict[str, list[Path]]:
    """The files of each topic of a split, the first ``limit`` topics. Raises CorpusError."""
    folders = [corpora / FOLDER / str(number) for number in SPLITS[split]]
    found = [folder for folder in folders if folder.is_dir()][:limit]
    if not found:
        raise CorpusError(str(corpora / FOLDER), "no topics there", MEND)
    return {folder.name: sorted(folder.glob("*.xml")) for folder in found}


def read_ecbplus(path: Path) -> Chained:
    """One text. Mentions without a relation have no chain: ECB+ marked only some sentences."""
    try:
        root = ElementTree.parse(path).getroot()
        tokens = {str(token.get("t_id")): token for token in root.iter("token")}
        numbers = {id: number for number, id in enumerate(tokens)}
        words = tuple(str(token.text) for token in tokens.values())
        sentences = [token.get("sentence") for token in tokens.values()]
        beginnings = frozenset(
            n for n, sentence in enumerate(sentences) if not n or sentence != sentences[n - 1]
        )
        mentions = tuple(_mentions(root, numbers, path.name))
    except (OSError, ElementTree.ParseError, KeyError, AttributeError) as error:
        raise CorpusError(str(path), f"it cannot be read ({error})", MEND) from None
    return Chained(path.name, words, beginnings, mentions)


def _mentions(root: ElementTree.Element, numbers: dict[str, int], name: str) -> Iterator[Marked]:
    chains = dict(_chains(root, name))
    for mention in root.find("Markables") or ():
        words = tuple(sorted(numbers[str(a.get("t_id"))] for a in mention.iter("token_anchor")))
        if words and mention.tag in _KINDS:
            yield Marked(words, _KINDS[mention.tag], chains.get(str(mention.get("m_id"))))


def _chains(root: ElementTree.Element, name: str) -> Iterator[tuple[str, str]]:
    """The chain of each mention that has one; one that stays in its text is named after it."""
    for relation in root.find("Relations") or ():
        across = relation.tag == "CROSS_DOC_COREF"
        chain = relation.get("note") if across else f"{name} {relation.get('r_id')}"
        for source in relation.iter("source"):
            yield str(source.get("m_id")), str(chain)
