from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import CorpusError
from sayso.evaluate.treebank import parse_conllu, read_treebank

CONLLU = """\
# newdoc id = harbour
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
# newpar
# text = Mira Solen didn't wait.
1\tMira\t_\tPROPN\t_\t_\t5\tnsubj\t_\tEntity=(1-person-new-sssss-cf1-1-coref-Mira_Solen(2-abstract-new)
2\tSolen\t_\tPROPN\t_\t_\t1\tflat:name\t_\tEntity=1)
3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdid\t_\tAUX\t_\t_\t5\taux\t_\t_
4\tn't\t_\tPART\t_\t_\t5\tadvmod\t_\t_
5\twait\t_\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
6\t.\t_\tPUNCT\t_\t_\t5\tpunct\t_\t_

# text = She left.
1\tShe\t_\tPRON\t_\t_\t2\tnsubj\t_\tEntity=(1-person-giv:act-sssss-cf1-1-ana-Mira_Solen)
2\tleft\t_\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t_\tPUNCT\t_\t_\t2\tpunct\t_\t_

# newpar
# text = Rain.
1\tRain\t_\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No
2\t.\t_\tPUNCT\t_\t_\t1\tpunct\t_\t_

# newdoc id = quay
# text = Fog.
1\tFog\t_\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No
2\t.\t_\tPUNCT\t_\t_\t1\tpunct\t_\t_
"""


def test_words_point_at_their_characters_and_their_heads() -> None:
    harbour, quay = parse_conllu(CONLLU.splitlines())
    assert harbour.text == "Mira Solen didn't wait. She left.\nRain."
    words = [word.span.of(harbour.text) for word in harbour.parse.words]
    assert words == ["Mira", "Solen", "did", "n't", "wait", ".", "She", "left", ".", "Rain", "."]
    assert [word.head for word in harbour.parse.words] == [4, 0, 4, 4, -1, 4, 7, -1, 7, -1, 9]
    assert harbour.parse.words[1].relation == "flat"
    assert harbour.parse.sentences == ((0, 6), (6, 9), (9, 11))
    assert (quay.name, quay.text) == ("quay", "Fog.")


def test_a_token_of_several_words_is_one_token() -> None:
    harbour, _ = parse_conllu(CONLLU.splitlines())
    tokens = [token.of(harbour.text) for token in harbour.tokens]
    assert tokens == ["Mira", "Solen", "didn't", "wait", ".", "She", "left", ".", "Rain", "."]


def test_chains_hold_the_characters_of_their_mentions() -> None:
    harbour, _ = parse_conllu(CONLLU.splitlines())
    chains = {
        (chain.kind, tuple(span.of(harbour.text) for span in chain.mentions))
        for chain in harbour.chains
    }
    assert chains == {("abstract", ("Mira",)), ("person", ("Mira Solen", "She"))}


def test_a_file_that_is_no_treebank_says_which_one(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"dev\.conllu: cannot be read"):
        read_treebank(tmp_path, "ewt", "dev")
    (tmp_path / "ud" / "ewt").mkdir(parents=True)
    (tmp_path / "ud" / "ewt" / "dev.conllu").write_text("1\tMira\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="is not CoNLL-U"):
        read_treebank(tmp_path, "ewt", "dev")
