"""What people decide about the machine's rows: added beside them, taken back by another row."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import sqlalchemy as sa

from sayso.errors import LedgerError, NoRecord
from sayso.ledger.search.excerpts import Excerpt
from sayso.ledger.tables.ids import begins, several
from sayso.ledger.tables.reports import JUDGEMENTS
from sayso.records import Judgement, Report, Span, identify, words_of
from sayso.terms import NOBODY, Certainty, ChannelKind, Manner, QuoteType, Role, Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit corrects; None leaves a part as the machine has it, () says there is none.

    ``actor`` says whose words they are, by an id or a name of whatever kind.
    """

    source: tuple[Span, ...] | None = None
    cue: tuple[Span, ...] | None = None
    content: tuple[Span, ...] | None = None
    quote_type: QuoteType | None = None
    manner: Manner | None = None
    channels: tuple[ChannelKind, ...] | None = None
    certainty: Certainty | None = None
    actor: str | None = None

    def spans(self) -> dict[str, tuple[Span, ...]]:
        """The roles that it corrects, with their spans."""
        roles = ((Role.SOURCE, self.source), (Role.CUE, self.cue), (Role.CONTENT, self.content))
        return {role.value: spans for role, spans in roles if spans is not None}

    def to_json(self) -> str:
        """The text that is kept."""
        found: dict[str, object] = {
            role: [[span.start, span.end] for span in spans] for role, spans in self.spans().items()
        }
        found |= {part: word.value for part, word in self.words().items()}
        if self.channels is not None:
            found["channels"] = [kind.value for kind in self.channels]
        if self.actor is not None:
            found["actor"] = self.actor
        return json.dumps(found)

    def words(self) -> dict[str, QuoteType | Manner | Certainty]:
        """What else it corrects that is one word."""
        parts = {
            "quote_type": self.quote_type,
            "manner": self.manner,
            "certainty": self.certainty,
        }
        return {part: word for part, word in parts.items() if word is not None}

    @classmethod
    def from_json(cls, text: str) -> Change:
        """The change of a judgement."""
        found = json.loads(text)
        parts: dict[str, Any] = {
            role.value: tuple(Span(start, end) for start, end in found[role])
            for role in Role
            if role in found
        }
        kinds = {"quote_type": QuoteType, "manner": Manner, "certainty": Certainty}
        parts |= {part: kind(found[part]) for part, kind in kinds.items() if part in found}
        if "channels" in found:
            parts["channels"] = tuple(map(ChannelKind, found["channels"]))
        if "actor" in found:
            parts["actor"] = str(found["actor"])
        return cls(**parts)


def describe_change(change: Change, text: str) -> Iterator[tuple[str, str]]:
    """What an edit says in the place of the machine's words: each part, and what is right."""
    for role, spans in change.spans().items():
        yield role, words_of(spans, text) or NOBODY
    for part, word in change.words().items():
        yield part.replace("_", " "), word.value
    if change.channels is not None:
        kinds = (kind.value.replace("_", " ") for kind in change.channels)
        yield "channel", ", ".join(kinds) or "none"
    if change.actor is not None:
        yield "actor", change.actor


def check_change(change: Change, report: Report, where: str) -> None:
    """Raise LedgerError where a change is empty or points at nothing of the report's text."""
    if change == Change():
        raise LedgerError(where, "an edit must change something", "give --source-span or the like")
    for role, spans in change.spans().items():
        if not spans and role != Role.SOURCE:
            raise LedgerError(where, f"an attribution without {role}", f"give --{role}-span")
        for span in spans:
            if not 0 <= span.start < span.end <= len(report.text):
                told = f"characters {span.start} to {span.end} are not in the report's text"
                raise LedgerError(where, told, f"it has {len(report.text)} characters")
        ordered = sorted(spans)
        if any(a.end > b.start for a, b in pairwise(ordered)):
            raise LedgerError(where, f"spans of the {role} overlap", "give them apart")


def keep_judgement(
    conn: sa.Connection,
    judged: Excerpt,
    verdict: Verdict,
    judge: str,
    change: Change | None,
    note: str | None,
) -> Judgement:
    """Add a judgement to those that are there."""
    attribution, report = judged.attribution, judged.report
    seen = {
        "source": words_of(attribution.source, report.text),
        "cue": words_of(attribution.cue, report.text),
        "content": words_of(attribution.content, report.text),
        "quote_type": attribution.quote_type.value,
    }
    if how := attribution.how:
        seen |= {"manner": how.manner.value, "certainty": how.certainty.value}
    said = change.to_json() if change else None
    words = json.dumps(seen, ensure_ascii=False)
    return keep(conn, attribution.id, verdict, judge, said, note, None, report.id, words)


def undo_judgement(conn: sa.Connection, judgement: Judgement, judge: str) -> Judgement:
    """Take a judgement back, by a row of its own."""
    j = judgement
    return keep(conn, j.target, None, judge, None, None, j.id, j.report, j.words)


def keep(
    conn: sa.Connection,
    target: str,
    verdict: Verdict | None,
    judge: str,
    change: str | None,
    note: str | None,
    undoes: str | None,
    report: str,
    words: str,
) -> Judgement:
    """Add a row to the judgements, as records.Judgement has it."""
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    key = identify("judgement", target, verdict or "", judge, at, change or "", undoes or "")
    kept = Judgement(key, target, verdict, judge, at, change, note, undoes, report, words)
    restore(conn, kept)
    return kept


def restore(conn: sa.Connection, judgement: Judgement) -> bool:
    """Add a judgement that was made already, as the last; false where it is there."""
    j = JUDGEMENTS.c
    if conn.scalar(sa.select(j.n).where(j.id == judgement.id)) is not None:
        return False
    n = int(conn.scalar(sa.select(sa.func.max(j.n))) or 0) + 1
    row = {name: getattr(judgement, name) for name in Judgement.__slots__}
    conn.execute(sa.insert(JUDGEMENTS), {"n": n, **row})
    return True


def load_judgements(
    conn: sa.Connection, condition: sa.ColumnElement[bool] | None = None
) -> list[Judgement]:
    """Judgements in the order in which they were made, those undone and the undoing ones too."""
    asked = sa.select(*(JUDGEMENTS.c[name] for name in Judgement.__slots__))
    if condition is not None:
        asked = asked.where(condition)
    return [_judgement(row) for row in conn.execute(asked.order_by(JUDGEMENTS.c.n)).mappings()]


def _judgement(row: sa.RowMapping) -> Judgement:
    verdict = Verdict(row["verdict"]) if row["verdict"] else None
    return Judgement(**{str(name): row[name] for name in row} | {"verdict": verdict})


@dataclass(frozen=True, slots=True)
class Kept:
    """A judgement, and whether it was taken back since."""

    judgement: Judgement
    undone: bool


def list_judgements(
    conn: sa.Connection,
    *,
    judge: str | None = None,
    target: str | None = None,
    skip: int = 0,
    top: int | None = None,
) -> tuple[list[Kept], int]:
    """All judgements ever made, the last first, and how many; ``top``, without the first ``skip``.

    Those alone of one ``judge``, or on the record with the id ``target``.
    """
    j = JUDGEMENTS.c
    wanted = [j.judge == judge] if judge is not None else []
    wanted += [j.target == target] if target is not None else []
    many = conn.scalar(sa.select(sa.func.count()).select_from(JUDGEMENTS).where(*wanted))
    columns = (j[name] for name in Judgement.__slots__)
    asked = sa.select(*columns).where(*wanted).order_by(j.n.desc()).offset(skip).limit(top)
    found = [_judgement(row) for row in conn.execute(asked).mappings()]
    ids = [judgement.id for judgement in found]
    back = set(conn.scalars(sa.select(j.undoes).where(j.undoes.in_(ids))))
    return [Kept(one, one.id in back) for one in found], int(many or 0)


def judges(conn: sa.Connection) -> list[tuple[str, int]]:
    """Who has judged, and how often, by name."""
    j, many = JUDGEMENTS.c, sa.func.count()
    asked = sa.select(j.judge, many).group_by(j.judge).order_by(j.judge)
    return [(str(name), int(number)) for name, number in conn.execute(asked)]


def judgements_of(
    conn: sa.Connection, targets: Collection[str]
) -> dict[str, tuple[Judgement, ...]]:
    """The judgements of these attributions that stand, by attribution."""
    found = load_judgements(conn, JUDGEMENTS.c.target.in_(targets))
    by_target: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in standing(found):
        by_target[judgement.target].append(judgement)
    return {target: tuple(made) for target, made in by_target.items()}


def standing(made: Sequence[Judgement]) -> list[Judgement]:
    """Of all judgements those that count: not undone, and each person's last on a row."""
    undone = {judgement.undoes for judgement in made}
    last = {
        (judgement.target, judgement.judge): judgement
        for judgement in made
        if judgement.verdict is not None and judgement.id not in undone
    }
    return sorted(last.values(), key=lambda judgement: judgement.at)


def rejected(conn: sa.Connection) -> frozenset[str]:
    """Ids of the rows that the last judgement that stands on them rejects."""
    last = {one.target: one.verdict for one in standing(load_judgements(conn))}
    return frozenset(target for target, verdict in last.items() if verdict is Verdict.REJECT)


def last_judgement(conn: sa.Connection, id: str | None, judge: str, where: str) -> Judgement:
    """The judgement to undo: ``judge``'s last, on the attribution ``id`` if that is one's.

    Somebody else's only where ``id`` is the judgement's own. Raises NoRecord.
    """
    j = JUDGEMENTS.c
    mine = j.judge == judge
    if id is not None:
        mine = sa.or_(begins(j.id, id, where), sa.and_(begins(j.target, id, where), mine))
    undone = {judgement.undoes for judgement in load_judgements(conn, j.undoes.is_not(None))}
    made = [
        judgement
        for judgement in load_judgements(conn, mine)
        if judgement.verdict is not None and judgement.id not in undone
    ]
    if not made:
        told = f"there is no judgement of {judge} to undo" + (f" for {id}" if id else "")
        raise NoRecord(where, told, "sayso show ID lists the judgements of an attribution")
    targets = {judgement.target for judgement in made}
    if id is not None and len(targets) > 1:
        raise several(id, targets, where)
    return made[-1]
