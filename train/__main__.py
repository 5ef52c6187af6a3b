"""From corpora to the file that ships: python -m train --corpora PATH --out FOLDER [--install].

Stopped, it goes on from the last finished epoch. docs/model-card.md tells what came out.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from train.corpora import conllu, polnear
from train.export import export
from train.fit import Fit, Stage
from train.network import Reader
from train.roles import RolesTask
from train.score import score_roles, score_syntax
from train.syntax import SyntaxTask

RECIPE = (
    Stage("syntax", epochs=3, shares={"syntax": 1.0}),
    Stage("joint", epochs=5, shares={"roles": 1.0, "syntax": 0.4}),
    Stage("polish", epochs=3, shares={"roles": 1.0, "syntax": 0.2}, rate=1e-4, head_rate=5e-4),
)


def main() -> None:
    """Run what the recipe has left to do, then export."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoints and logs")
    parser.add_argument("--install", action="store_true", help="put the model into src/sayso/data")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)

    ud = [args.corpora / "ud" / name for name in ("ewt", "gum-free")]
    parsed = [text for folder in ud for text in conllu(folder / "train.conllu")]
    tags = sorted({t for text in parsed for t in text.tags})
    relations = sorted({r for text in parsed for r in text.relations})
    (args.out / "labels.json").write_text(json.dumps({"tags": tags, "relations": relations}))
    tasks: dict[str, Any] = {
        "syntax": SyntaxTask(parsed, tags, relations),
        "roles": RolesTask(list(polnear(args.corpora, "train"))),
    }
    held = SyntaxTask(list(conllu(ud[0] / "dev.conllu")), tags, relations)
    dev = list(polnear(args.corpora, "dev"))
    reader, scored = Reader(len(tags), len(relations)), Reader(len(tags), len(relations))

    def judge(weights: Any) -> dict[str, object]:
        scored.load_state_dict(weights)
        return {"syntax": score_syntax(scored, held), "roles": score_roles(scored, dev)}

    for stage in RECIPE:
        weights = Fit(reader, tasks, stage, args.out / stage.name).run(judge)
        reader.load_state_dict(weights)
    export(reader, dev, args.out, install=args.install)


if __name__ == "__main__":
    main()
