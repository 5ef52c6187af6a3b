"""Fit the network: python -m train.fit --corpora PATH --out DIR. Resumes from its checkpoint."""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import torch
from torch import nn

from train.batches import collate, cut, pack
from train.corpora import conllu, polnear
from train.network import Reader
from train.roles import RolesTask
from train.score import score
from train.syntax import SyntaxTask

SEED = 20190430


def words_of(reader: Reader, batch: Any) -> torch.Tensor:
    """Encoder states of the first piece of each word [B, W, H], in float32."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = reader.encode(batch.ids, batch.shapes, batch.mask)
    hidden = reader.dropout(hidden.float())
    return hidden.gather(1, batch.first[..., None].expand(-1, -1, hidden.shape[2]))


def groups(reader: Reader, rate: float, head_rate: float, decay: float) -> list[dict[str, Any]]:
    """Parameters by layer: rates fall by ``decay`` a layer towards the embeddings."""
    found: dict[tuple[float, float], list[nn.Parameter]] = {}
    layers = reader.encoder.config.num_hidden_layers
    for name, parameter in reader.named_parameters():
        depth = layers
        if name.startswith("encoder.embeddings"):
            depth = 0
            lr = rate * decay**layers
        elif name.startswith("encoder.encoder.layer."):
            depth = int(name.split(".")[3]) + 1
            lr = rate * decay ** (layers - depth)
        else:
            lr = head_rate
        if "token_type" in name:
            lr = head_rate
        weight_decay = 0.01 if parameter.ndim > 1 else 0.0
        found.setdefault((lr, weight_decay), []).append(parameter)
    return [{"params": p, "lr": lr, "weight_decay": w} for (lr, w), p in found.items()]


class Average:
    """Exponential moving average of the weights, which is what gets saved."""

    def __init__(self, reader: Reader, keep: float) -> None:
        self.keep, self.steps = keep, 0
        self.weights = {k: v.detach().clone() for k, v in reader.state_dict().items()}

    def update(self, reader: Reader) -> None:
        self.steps += 1
        keep = min(self.keep, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for name, value in reader.state_dict().items():
                if value.is_floating_point():
                    self.weights[name].lerp_(value, 1 - keep)

    def into(self, reader: Reader) -> None:
        reader.load_state_dict(self.weights)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--tasks", default="roles,syntax")
    parser.add_argument("--start", type=Path)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--limit", type=int, default=320)
    parser.add_argument("--budget", type=int, default=4096)
    parser.add_argument("--syntax-share", type=float, default=1.0)
    parser.add_argument("--stop-after", type=int, default=0, help="epochs to run now")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    chance = random.Random(SEED)

    ud = [args.corpora / "ud" / c for c in ("ewt", "gum-free")]
    parsed = [t for folder in ud for t in conllu(folder / "train.conllu")]
    held = [t for t in conllu(ud[0] / "dev.conllu")]
    tags = sorted({t for x in parsed for t in x.tags})
    relations = sorted({r for x in parsed for r in x.relations})
    reader = Reader(len(tags), len(relations))
    tasks: dict[str, Any] = {}
    if "roles" in args.tasks:
        tasks["roles"] = RolesTask(list(polnear(args.corpora / "polnear" / "train")))
    if "syntax" in args.tasks:
        tasks["syntax"] = SyntaxTask(parsed, tags, relations)
    dev_syntax = SyntaxTask(held, tags, relations)
    dev_roles = list(polnear(args.corpora / "polnear" / "dev"))
    judge = Reader(len(tags), len(relations))

    if args.start:
        reader.load_state_dict(torch.load(args.start, weights_only=True))
    average = Average(reader, 0.998)
    optimiser = torch.optim.AdamW(groups(reader, args.rate, args.head_rate, args.decay))
    plan = [epoch_batches(tasks, args, random.Random(SEED + e)) for e in range(args.epochs)]
    total = sum(map(len, plan))
    warm = max(total * 6 // 100, 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max((total - s) / (total - warm), 0.01))
    )
    done, step = 0, 0
    state = args.out / "state.pt"
    if state.exists():
        saved = torch.load(state, weights_only=True)
        reader.load_state_dict(saved["reader"])
        average.weights, average.steps = saved["average"], saved["step"]
        optimiser.load_state_dict(saved["optimiser"])
        schedule.load_state_dict(saved["schedule"])
        done, step = saved["epochs"], saved["step"]
    log = (args.out / "log.jsonl").open("a")
    (args.out / "labels.json").write_text(json.dumps({"tags": tags, "relations": relations}))
    began = time.time()
    for epoch in range(done, args.epochs):
        reader.train()
        sums: dict[str, list[float]] = {}
        for name, items in plan[epoch]:
            task = tasks[name]
            batch = collate(task.texts, items, chance if name == "roles" else None)
            loss = task.loss(reader, words_of(reader, batch), items, batch.lengths)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            schedule.step()
            average.update(reader)
            step += 1
            sums.setdefault(name, []).append(float(loss.detach()))
            if step % 20 == 0:
                row = {"step": step, "of": total, "seconds": round(time.time() - began)}
                row |= {k: round(sum(v[-20:]) / len(v[-20:]), 4) for k, v in sums.items()}
                log.write(json.dumps(row) + "\n")
                log.flush()
        torch.save(average.weights, args.out / "average.pt")
        torch.save(
            {"reader": reader.state_dict(), "average": average.weights, "step": step, "epochs": epoch + 1,
             "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}, state)
        row = {"epoch": epoch + 1, **{k: sum(v) / len(v) for k, v in sums.items()}}
        average.into(judge)
        row["syntax_dev"] = evaluate_syntax(judge, dev_syntax)
        if "roles" in tasks:
            row["roles_dev"] = score(judge, dev_roles)
        log.write(json.dumps(row) + "\n")
        log.flush()


def epoch_batches(tasks: dict[str, Any], args: argparse.Namespace, chance: random.Random) -> list[Any]:
    plan = []
    for name, task in tasks.items():
        batches = pack(task.texts, cut(task.texts, args.limit, chance), args.budget, chance)
        if name == "syntax" and len(tasks) > 1:
            batches = batches[: int(len(batches) * args.syntax_share)]
        plan += [(name, items) for items in batches]
    chance.shuffle(plan)
    return plan


@torch.no_grad()
def evaluate_syntax(reader: Reader, task: SyntaxTask) -> list[float]:
    reader.eval()
    chance = random.Random(0)
    right = torch.zeros(4)
    for items in pack(task.texts, cut(task.texts, 256, None), 4096, chance):
        batch = collate(task.texts, items)
        right += task.right(reader, words_of(reader, batch), items, batch.lengths)
    return [round(float(100 * r / right[0]), 2) for r in right[1:]]


if __name__ == "__main__":
    main()
