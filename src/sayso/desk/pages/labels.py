"""``/labels``: who and what is labelled, and for one of them the matrix of label and user."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Query

from sayso.desk.addresses import to
from sayso.desk.answers import Answer, TheDesk, page
from sayso.desk.called import LEANINGS, VOICES, LabelLine, User, lines, places
from sayso.desk.paging import Number, Paged, cut
from sayso.desk.shapes.actors import MatrixPage, TargetsPage
from sayso.ledger.overview.labelling import Target
from sayso.records import OF_NOBODY, Label
from sayso.terms import About
from sayso.views.counted import label_rows
from sayso.views.targets import Labelled, labels_of, names, targets

router = APIRouter()

MOST_USERS = 12  # columns of a matrix; who is left out is on the page of a label
_WORDS = 25  # places of one count that a page shows


@page(router, "/labels", TargetsPage | MatrixPage, table=True)
def labels(
    desk: TheDesk,
    target: str = "",
    label: str | None = None,
    user: str | None = None,
    about: Annotated[str | None, Query(pattern="^(actor|event)?$")] = None,
    loaded: bool = False,
    page: Number = 1,
) -> Answer:
    """Labels of a ``target``, by id or name; of one ``label`` or ``user`` the words behind them."""
    if target.strip():
        return _of_one(desk, target, label, user, loaded, page)
    paged = cut(targets(desk.ledger, about=about or None, loaded=loaded), page)
    called = names(desk.ledger, paged.rows)
    rows = [_row(one, called) for one in paged.rows]
    return Answer(
        "labels.html",
        {"targets": paged, "names": called, "about": about or "", "loaded": loaded, "to_page": _to},
        {**paged.about, "rows": rows},
        rows,
    )


def _row(one: Target, called: Mapping[str, str]) -> Mapping[str, object]:
    return {
        "target_id": one.id,
        "target": called[one.id],
        "about": one.about.value,
        "uses": one.uses,
        "loaded": one.loaded,
        "labels": [key for key, _ in one.keys],
    }


def _to(one: Target) -> str | None:
    """The page of an actor; happenings and nouns of nobody have none."""
    actor = one.about is About.ACTOR and not one.id.startswith(OF_NOBODY)
    return to("actor", one.id) if actor else None


def _of_one(
    desk: TheDesk, asked: str, label: str | None, user: str | None, loaded: bool, page: int
) -> Answer:
    found = labels_of(desk.ledger, asked)
    every = lines(found.counted, found.gathered)
    shown = [line for line in every if line.row.leaning or not loaded]
    users = _users(shown)
    ids = _asked(every, label, user) if label or user else []
    chosen = cut(ids, page, _WORDS)
    told = desk.ledger.tell_labels(_records(found, chosen.rows))
    by = {id: use.user for line in every for use in line.uses for id in use.cell.labels}
    here = places(chosen.rows, found.gathered, told, by)
    keys = {(line.row.target, line.row.key) for line in shown}
    rows = [
        row
        for row in label_rows(found.counted, found.gathered)
        if (row["target_id"], row["label"]) in keys
        and label in (None, "", row["label"])
        and user in (None, "", row["user_id"])
    ]
    return Answer(
        "matrix.html",
        {
            "found": found,
            "address": _to(found.target),
            "lines": shown,
            "users": users[:MOST_USERS],
            "more": users[MOST_USERS:],
            "cells": {(line.row.key, use.user.id): use for line in shown for use in line.uses},
            "leanings": LEANINGS,
            "voices": VOICES,
            "label": label or "",
            "user": next((one for one in _users(every) if one.id == user), None),
            "chosen": Paged(here, page, chosen.many, _WORDS),
            "loaded": loaded,
        },
        {"target_id": found.id, "target": found.name, "rows": rows},
        rows,
    )


def _users(some: Sequence[LabelLine]) -> list[User]:
    """Who uses any of these labels, those who use them most first."""
    of: dict[str, User] = {}
    many: Counter[str] = Counter()
    for line in some:
        for use in line.uses:
            of[use.user.id] = use.user
            many[use.user.id] += len(use.cell.labels)
    return [of[id] for id in sorted(of, key=lambda id: (-many[id], id))]


def _asked(some: Sequence[LabelLine], label: str | None, user: str | None) -> list[str]:
    return [
        id
        for line in some
        if not label or line.row.key == label
        for use in line.uses
        if not user or use.user.id == user
        for id in use.cell.labels
    ]


def _records(found: Labelled, ids: Sequence[str]) -> list[Label]:
    of = {one.id: one for one in found.gathered.records}
    return [of[id] for id in ids]
