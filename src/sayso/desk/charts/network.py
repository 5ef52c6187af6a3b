"""Who stands where to whom, as arrows between names, at places that never change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot, pi

import numpy as np
import numpy.typing as npt

from sayso.desk.charts import Chart, spec_of
from sayso.desk.wording import count, short

MOST = 36  # names in a drawing; more than these lie over one another
_WIDTH, _HEIGHT = 880, 620
_ROOM = np.array([_WIDTH, _HEIGHT], dtype=np.float64)
_MARGIN = np.array([75.0, 25.0])
_NAME = np.array([140.0, 44.0])  # pixels that a name and its dot take
_STEPS = 300
_APART = 4.0  # pixels between arrows of the same two
_SIDES = {1: "for", -1: "against", 0: "neither"}

Places = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one to another, by id: how often, and whether for (1), against (-1) or neither (0)."""

    actor: str
    target: str
    sign: int
    many: int


def network(arrows: Iterable[Arrow], names: dict[str, str]) -> Chart | None:
    """The names with most arrows and what is between them; None where there are none."""
    import altair as alt

    every = list(arrows)
    first = _first(every)
    shown = [one for one in every if one.actor in first and one.target in first]
    nodes = sorted({id for one in shown for id in (one.actor, one.target)})
    if not nodes:
        return None
    at = dict(zip(nodes, _lay_out(nodes, shown).tolist(), strict=True))
    sides = list(_SIDES.values())
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, _WIDTH], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[_HEIGHT, 0], nice=False), axis=None)
    colour = alt.Scale(domain=sides, range="category")
    lines = alt.Chart(alt.InlineData(values=[_line(one, at, names) for one in _beside(shown)]))
    tips = ["from:N", "stance:N", "to:N", alt.Tooltip("many:Q", title="times")]
    dash = alt.StrokeDash(
        "stance:N",
        scale=alt.Scale(domain=sides, range=[[1, 0], [7, 4], [1, 4]]),
        legend=alt.Legend(title=None, symbolType="stroke", symbolSize=500),
    )
    width = alt.Size("many:Q", scale=alt.Scale(domainMin=1, range=[1.5, 5]), legend=None)
    line = lines.mark_rule(opacity=0.8).encode(
        x,
        y,
        x2="x2:Q",
        y2="y2:Q",
        strokeDash=dash,
        size=width,
        tooltip=tips,
        color=alt.Color("stance:N", scale=colour, legend=alt.Legend(title=None)),
    )
    head = lines.mark_point(shape="triangle-up", size=90, filled=True, opacity=1).encode(
        alt.X("x2:Q", scale=alt.Scale(domain=[0, _WIDTH], nice=False), axis=None),
        alt.Y("y2:Q", scale=alt.Scale(domain=[_HEIGHT, 0], nice=False), axis=None),
        angle=alt.Angle("angle:Q", scale=None),
        color=alt.Color("stance:N", scale=colour, legend=alt.Legend(title=None)),
        tooltip=tips,
    )
    people = alt.Chart(alt.InlineData(values=[_node(id, at, names) for id in nodes]))
    dot = people.mark_point(size=70, filled=True, opacity=1).encode(x, y, tooltip="name:N")
    where = {"x": x, "y": y, "text": "short:N"}
    halo = people.mark_text(dy=12, style="halo", baseline="top").encode(**where)
    name = people.mark_text(dy=12, style="named", baseline="top").encode(**where)
    drawn = alt.layer(line, halo, head, name, dot).properties(width=_WIDTH, height=_HEIGHT)
    told = Counter(_SIDES[one.sign] for one in shown)
    about = (
        f"{count(len(nodes), 'actor')} and {count(len(shown), 'arrow')} between them: "
        + ", ".join(f"{told[side]} {side}" for side in sides if told[side])
    )
    return Chart(spec_of(drawn), about)


def _first(arrows: Sequence[Arrow]) -> set[str]:
    """Who has most to do with others."""
    weight: Counter[str] = Counter()
    for one in arrows:
        weight[one.actor] += one.many
        weight[one.target] += one.many
    return set(sorted(weight, key=lambda id: (-weight[id], id))[:MOST])


def _lay_out(nodes: Sequence[str], arrows: Sequence[Arrow]) -> Places:
    """A place for each: Fruchterman and Reingold's springs, from a circle in the nodes' order.

    Nothing is drawn by lot, and places are whole pixels, so the same network looks the same.
    """
    number = {id: at for at, id in enumerate(nodes)}
    many = len(nodes)
    turn = np.arange(many) * 2 * pi / many
    at: Places = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    pull = np.zeros((many, many))
    for one in arrows:
        i, j = number[one.actor], number[one.target]
        # Who is against somebody is drawn near too, so that its arrow is short, but less so.
        pull[i, j] = pull[j, i] = max(pull[i, j], 1.0 if one.sign >= 0 else 0.6)
    best = 2.0 / many**0.5
    for step in range(_STEPS):
        apart = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 0.01)
        # Springs first draw together what belongs together; then all that is near is pushed apart.
        push = best * best / far - pull * far * far / best
        move = (apart / far[..., None] * push[..., None]).sum(axis=1) - 1.2 * at
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        heat = 0.1 * (1 - step / _STEPS)
        at = at + move / length[:, None] * np.minimum(length, heat)[:, None]
    return np.round(_apart(_fitted(at)))


def _fitted(at: Places) -> Places:
    low, high = at.min(axis=0), at.max(axis=0)
    wide = np.maximum(high - low, 1e-6)
    placed = (at - low) / wide * (_ROOM - 2 * _MARGIN) + _MARGIN
    return np.where(high - low > 1e-6, placed, _ROOM / 2)


def _apart(at: Places) -> Places:
    """The places moved until no name lies over another, as far as there is room."""
    number = np.arange(len(at))
    for _ in range(_STEPS):
        apart = at[:, None, :] - at[None, :, :]
        over = _NAME - np.abs(apart)
        over[number, number] = 0
        clash = over.min(axis=2) > 0
        if not clash.any():
            break
        side = np.where(apart == 0, np.sign(number[:, None] - number)[..., None], np.sign(apart))
        down = over[..., 1] * _NAME[0] <= over[..., 0] * _NAME[1]  # the shorter way out
        shift = np.stack([~down * over[..., 0], down * over[..., 1]], axis=2)
        at = at + (side * shift * clash[..., None]).sum(axis=1) * 0.3
        at = np.clip(at, _MARGIN, _ROOM - _MARGIN)
    return at


def _beside(arrows: Sequence[Arrow]) -> list[tuple[Arrow, float]]:
    """Arrows with how far each lies to the left of the line between its two, in pixels."""
    between: Counter[frozenset[str]] = Counter()
    found = []
    for one in arrows:
        pair = frozenset((one.actor, one.target))
        number = between[pair]
        between[pair] += 1
        side = 1 if one.actor < one.target else -1
        found.append((one, side * _APART * ((number + 1) // 2) * (1 if number % 2 else -1)))
    return found


def _line(
    drawn: tuple[Arrow, float], at: dict[str, list[float]], names: dict[str, str]
) -> dict[str, object]:
    one, aside = drawn
    (x, y), (x2, y2) = at[one.actor], at[one.target]
    length = hypot(x2 - x, y2 - y) or 1.0
    way = ((x2 - x) / length, (y2 - y) / length)
    across = (-way[1] * aside, way[0] * aside)
    start, end = 8.0, max(length - 13.0, 8.0)
    return {
        "x": round(x + way[0] * start + across[0], 1),
        "y": round(y + way[1] * start + across[1], 1),
        "x2": round(x + way[0] * end + across[0], 1),
        "y2": round(y + way[1] * end + across[1], 1),
        "angle": round(degrees(atan2(way[0], -way[1]))),
        "from": short(names.get(one.actor, "nobody named"), 60),
        "to": short(names.get(one.target, "nobody named"), 60),
        "stance": _SIDES[one.sign],
        "many": one.many,
    }


def _node(id: str, at: dict[str, list[float]], names: dict[str, str]) -> dict[str, object]:
    name = names.get(id, "nobody named")
    return {"x": at[id][0], "y": at[id][1], "name": short(name, 80), "short": short(name, 24)}
