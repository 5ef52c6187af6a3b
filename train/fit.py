"""Fit the network stage by stage; a stage goes on from its last finished epoch."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from train.batches import Batch, Items, Text, collate, cut, pack
from train.network import Reader

SEED = 20190430
# Padded pieces a batch.
BUDGETS = {"roles": 4096, "taught": 4096, "annotated": 2048, "silver": 4096}


class Task(Protocol):
    """One kind of gold: texts, and the loss of the network on windows of them."""

    @property
    def texts(self) -> Iterable[Text]: ...

    def loss(self, reader: Reader, words: Tensor, items: Items, lengths: Tensor) -> Tensor: ...


@dataclass(frozen=True, slots=True)
class Stage:
    """Some epochs with one falling learning rate.

    ``shares`` says which part of a task's batches an epoch holds; ``rate`` is the last encoder
    layer's, and falls by ``decay`` a layer towards the embeddings; heads and shapes learn at
    ``head_rate``. ``limit`` is pieces a window, ``budgets`` padded pieces a batch of each task.
    """

    name: str
    epochs: int
    shares: dict[str, float]
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    limit: int = 320
    budgets: Mapping[str, int] = field(default_factory=BUDGETS.copy)


class Average:
    """Exponential moving average of the weights: what is scored and saved."""

    def __init__(self, reader: Reader, keep: float = 0.998) -> None:
        self.keep, self.steps = keep, 0
        self.weights = {k: v.detach().clone() for k, v in reader.state_dict().items()}

    def update(self, reader: Reader) -> None:
        """Move towards the weights of now; faster at first, when the average is young."""
        self.steps += 1
        keep = min(self.keep, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for name, value in reader.state_dict().items():
                if value.is_floating_point():
                    self.weights[name].lerp_(value, 1 - keep)


def mean(ends: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of several stages' weights, which often reads better than any of them."""
    first = ends[0]
    return {
        name: torch.stack([end[name] for end in ends]).mean(0)
        if value.is_floating_point()
        else value
        for name, value in first.items()
    }


def words_of(reader: Reader, batch: Batch) -> Tensor:
    """Encoder states of the first piece of each word [B, W, H], in float32."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = reader.encode(batch.ids, batch.shapes, batch.mask)
    hidden: Tensor = reader.dropout(states.float())
    return hidden.gather(1, batch.first[..., None].expand(-1, -1, hidden.shape[2]))


def parameter_groups(reader: Reader, stage: Stage) -> list[dict[str, Any]]:
    """Parameters by learning rate and weight decay."""
    layers = reader.encoder.config.num_hidden_layers
    found: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in reader.named_parameters():
        if name.startswith("encoder.encoder.layer."):
            rate = stage.rate * stage.decay ** (layers - 1 - int(name.split(".")[3]))
        elif name.startswith("encoder.") and "token_type" not in name:
            rate = stage.rate * stage.decay**layers
        else:
            rate = stage.head_rate
        weight_decay = 0.01 if parameter.ndim > 1 else 0.0
        found.setdefault((rate, weight_decay), []).append(parameter)
    return [{"params": p, "lr": lr, "weight_decay": w} for (lr, w), p in found.items()]


def epoch_batches(tasks: dict[str, Any], stage: Stage, chance: random.Random) -> list[Any]:
    """(task, windows) in random order; the cuts differ from epoch to epoch."""
    plan = []
    for name, share in stage.shares.items():
        texts = tasks[name].texts
        batches = pack(texts, cut(texts, stage.limit, chance), stage.budgets[name], chance)
        plan += [(name, items) for items in batches[: int(len(batches) * share)]]
    chance.shuffle(plan)
    return plan


class Fit:
    """One stage under way: network, average, optimiser and schedule, saved after every epoch."""

    def __init__(self, reader: Reader, tasks: dict[str, Any], stage: Stage, folder: Path) -> None:
        self.reader, self.tasks, self.stage, self.folder = reader, tasks, stage, folder
        folder.mkdir(parents=True, exist_ok=True)
        self.chance = random.Random(SEED)
        torch.manual_seed(SEED)
        self.average = Average(reader)
        self.plan = [
            epoch_batches(tasks, stage, random.Random(SEED + epoch))
            for epoch in range(stage.epochs)
        ]
        self.total = sum(map(len, self.plan))
        self.optimiser = torch.optim.AdamW(parameter_groups(reader, stage), fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._share_of_rate)
        self.epoch = self.step = 0
        self._resume()

    def _share_of_rate(self, step: int) -> float:
        warm = max(self.total * 6 // 100, 1)
        falling = (self.total - step) / max(self.total - warm, 1)
        return min((step + 1) / warm, max(falling, 0.01))

    def _resume(self) -> None:
        path = self.folder / "state.pt"
        if not path.exists():
            return
        saved = torch.load(path, weights_only=True)
        self.reader.load_state_dict(saved["reader"])
        self.average.weights, self.average.steps = saved["average"], saved["step"]
        self.optimiser.load_state_dict(saved["optimiser"])
        self.schedule.load_state_dict(saved["schedule"])
        self.epoch, self.step = saved["epoch"], saved["step"]

    def _save(self) -> None:
        state = {
            "reader": self.reader.state_dict(),
            "average": self.average.weights,
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
        }
        half_written = self.folder / "state.part"
        torch.save(state, half_written)
        half_written.replace(self.folder / "state.pt")
        torch.save(self.average.weights, self.folder / "average.pt")

    def log(self, row: dict[str, object]) -> None:
        """Add one line to the stage's log."""
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")

    def run(self, judge: Any) -> dict[str, Tensor]:
        """Run the epochs that are left; ``judge`` scores the average after each.

        Roles are scored after every fourth and the last: that takes a minute, on the dev articles.
        """
        while self.epoch < self.stage.epochs:
            self._run_epoch(self.plan[self.epoch])
            self.epoch += 1
            self._save()
            last = self.epoch % 4 == 0 or self.epoch == self.stage.epochs
            self.log({"epoch": self.epoch, **judge(self.average.weights, last=last)})
        return self.average.weights

    def _run_epoch(self, plan: list[tuple[str, Items]]) -> None:
        self.reader.train()
        losses: dict[str, list[float]] = {}
        began = time.monotonic()
        for name, items in plan:
            losses.setdefault(name, []).append(self._learn(name, items))
            if self.step % 20 == 0:
                row: dict[str, object] = {"step": self.step, "of": self.total}
                row["seconds"] = round(time.monotonic() - began)
                row |= {k: round(sum(v[-20:]) / len(v[-20:]), 4) for k, v in losses.items()}
                self.log(row)

    def _learn(self, name: str, items: Items) -> float:
        task = self.tasks[name]
        batch = collate(task.texts, items, self.chance if name == "roles" else None)
        loss = task.loss(self.reader, words_of(self.reader, batch), items, batch.lengths)
        loss.backward()
        nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.schedule.step()
        self.average.update(self.reader)
        self.step += 1
        return float(loss.detach())
