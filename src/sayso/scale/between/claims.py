"""What is claimed: wordings and keys by partition, pairs by home, claims by what hangs together."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from sayso.ledger.claims.loading import MOST
from sayso.ledger.claims.rows import relation_row
from sayso.ledger.claims.tallying import Member, Tally, in_same_words, same_sources, tally
from sayso.ledger.reports.propositions import wording_number
from sayso.ledger.tables.packing import pack, unpack
from sayso.records import Claim, Proposition, Relation, Reuse
from sayso.records.claims import heeded
from sayso.scale.between.exchange import Out
from sayso.scale.between.holding import Held, held_by
from sayso.terms import RelationKind

if TYPE_CHECKING:
    from sayso.pipeline import Pipeline
    from sayso.scale.between.exchange import Cells, Room


def speak(room: Room, at: int) -> None:
    """Let the first of those in the same words speak for all, and send its keys."""
    speakers: dict[int, Cells] = {}
    for wording, *one in room.read("worded", at):
        if wording not in speakers or one[0] < speakers[wording][0]:
            speakers[wording] = tuple(one)
    out = Out(list)
    for wording, (id, report, home, keys) in sorted(speakers.items()):
        for key in keys:
            out[room.at(key)].append((key, wording, id, report, home))
    room.write("claim_keys", at, out)


def meet_claims(room: Room, at: int) -> None:
    """Pairs of those that hold a key, as far as it counts for them."""
    holders = room.read_by("claim_keys", at)
    pairs: set[tuple[Cells, Cells]] = set()
    for key, some in holders.items():
        some.sort()
        first = sorted((report, id, home) for _, id, report, home in some[: heeded(key)])
        pairs.update(combinations(first, 2))
    out = Out(list)
    for (left_report, left, home), (right_report, right, away) in sorted(pairs):
        out[home].append((left, right, left_report, right_report, away))
    room.write("meeting", at, out)


def send_propositions(room: Room, home: int) -> None:
    """Send what reports of a home put forward to where those are that it is compared with.

    All of it where passages were copied, to find out which of it was; else what meets.
    """
    pairs: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    copied: defaultdict[tuple[str, str], list[bytes]] = defaultdict(list)
    homes = {}
    for left, right, *reports, away in room.read("meeting", home):
        pairs[reports[0], reports[1]].add((left, right))
        homes[reports[1]] = away
    for packed, away in room.read("reuses", home):
        one = unpack(Reuse, packed)
        copied[one.left_report, one.right_report].append(packed)
        homes[one.right_report] = away
    ours = {one.id: one for one in held_by(room, home)}
    said: dict[str, dict[str, bytes]] = {}
    out = Out(list)
    for ours_and_theirs in sorted(pairs.keys() | copied.keys()):
        here, there = ours_and_theirs
        if here not in said:
            said[here] = {one.id: pack(one) for one in ours[here].said()}
        some, reuses = sorted(pairs[here, there]), copied[here, there]
        wanted = said[here] if reuses else dict.fromkeys(left for left, _ in some)
        sent = [said[here][id] for id in wanted]
        out[homes[there]].append((here, there, json.dumps(some), reuses, sent))
    room.write("sent", home, out)


def tell_members(room: Room, home: int) -> None:
    """Send what counting needs of each proposition to where those in the same words are."""
    groups: dict[str, int] = dict(room.read("joined", home))
    out = Out(list)
    for held in held_by(room, home):
        published = held.whole().published
        day = published.isoformat() if published else ""
        for one, told in zip(held.said(), json.loads(held.sayings), strict=False):
            actor, *shown = told
            wording = wording_number(one.wording)
            about = (one.who, actor, groups.get(actor), day, json.dumps(shown))
            out[room.at(wording)].append((wording, one.id, held.id, *about))
    room.write("members", home, out)


def relate(room: Room, home: int) -> None:
    """Compare what a home's reports put forward with what was sent."""
    pipeline, ours = room.pipeline(), {one.id: one for one in held_by(room, home)}
    said: dict[str, dict[str, Proposition]] = {}
    rows, out = [], Out(list)
    for _, there, pairs, reuses, sent in room.read("sent", home):
        if there not in said:
            said[there] = _by_id(ours[there])
        theirs = {one.id: one for one in (unpack(Proposition, packed) for packed in sent)}
        some = {**theirs, **said[there]}
        copied = [unpack(Reuse, packed) for packed in reuses]
        for found in _related(pipeline, some, json.loads(pairs), copied):
            rows.append(relation_row(found))
            numbers = [wording_number(some[id].wording) for id in (found.left, found.right)]
            told = (found.id, found.kind.value, found.score, found.left, found.right, *numbers)
            both = found.kind is RelationKind.CONTRADICTS
            for wording in dict.fromkeys(numbers if both else numbers[:1]):
                out[room.at(wording)].append((wording, *told))
    room.keep("relations", home, sorted(rows, key=lambda row: str(row["id"])))
    room.write("related", home, out)


def _by_id(held: Held) -> dict[str, Proposition]:
    return {one.id: one for one in held.said()}


def _related(
    pipeline: Pipeline,
    some: Mapping[str, Proposition],
    met: Iterable[Sequence[str]],
    reuses: Sequence[Reuse],
) -> Iterator[Relation]:
    """Relations between two reports: of those that meet, and of what was copied in other words."""
    copies = pipeline.copies(some.values(), reuses) if reuses else {}
    pairs = {(min(pair), max(pair)) for pair in met}
    pairs |= {(one, other) for one, other in copies if some[one].wording != some[other].wording}
    for one, other in sorted(pairs):
        left, right = some[one], some[other]
        if left.attribution != right.attribution:
            reuse = copies.get((one, other))
            if found := pipeline.relate(left, right, reuse):
                yield found


def gather(room: Room, at: int) -> None:
    """Bring what hangs together to one place, with all that stands against it."""
    root: dict[int, int] = dict(room.read("parted", at))
    members = Out(list)
    for wording, *told in room.read("members", at):
        whole = _whole(root, wording)
        members[room.at(whole)].append((whole, wording, *told))
    room.write("claim_members", at, members)
    relations = Out(list)
    for wording, *told in room.read("related", at):
        whole = _whole(root, wording)
        relations[room.at(whole)].append((whole, *told))
    room.write("claim_relations", at, relations)


def _whole(root: Mapping[int, int], wording: int) -> int:
    return root.get(wording, wording)  # what hangs together with nothing is by itself


def claim(room: Room, at: int) -> None:
    """The claims of a partition."""
    pipeline = room.pipeline()
    members = room.read_by("claim_members", at)
    relations: defaultdict[int, dict[str, Cells]] = defaultdict(dict)
    for root, *one in room.read("claim_relations", at):
        relations[root][one[0]] = tuple(one)
    rows, propositions = [], []
    for root, some in members.items():
        for found, told in _claims(pipeline, some, relations[root].values()):
            rows.append(told)
            propositions += [{"claim": told["id"], "proposition": id} for id in found]
    room.keep("claims", at, sorted(rows, key=lambda row: str(row["id"])))
    room.keep("claim_propositions", at, sorted(propositions, key=lambda row: sorted(row.values())))


def _claims(
    pipeline: Pipeline, some: Iterable[Cells], relations: Collection[Cells]
) -> Iterator[tuple[list[str], dict[str, object]]]:
    """The claims of what hangs together: of each the ids of its propositions, and its row."""
    by_wording: defaultdict[int, list[Cells]] = defaultdict(list)
    for member in sorted(some, key=lambda cells: cells[1]):
        by_wording[member[0]].append(member)
    speaker = {wording: same[0][1] for wording, same in by_wording.items()}
    spoken = {id: wording for wording, id in speaker.items()}
    inside = [one for one in relations if one[5] in speaker and one[6] in speaker]
    links = []
    for id, kind, score, _, _, one, other in inside:
        left, right = sorted((speaker[one], speaker[other]))
        links.append(Relation(id, left, right, RelationKind(kind), score, ""))
    for made in pipeline.claims(speaker.values(), links):
        wordings = {spoken[id] for id in made.propositions}
        within = [member for wording in wordings for member in by_wording[wording]]
        ids = sorted(member[1] for member in within)
        yield ids, _claim_row(made, within, relations, wordings)


def _claim_row(
    made: Claim, members: Iterable[Cells], relations: Collection[Cells], wordings: set[int]
) -> dict[str, object]:
    """A claim as ``sayso export`` has it in its table."""
    number: dict[str, int] = {}
    groups, shown = {}, {}
    counted: list[Member] = []
    for wording, id, report, who, actor, group, published, told in members:
        n = number.setdefault(report, len(number))
        counted.append(Member(len(counted), id, 0, n, wording, who, published, actor))
        shown[id] = json.loads(told)
        if group is not None:
            groups[actor] = group
    here = {one.id for one in counted}
    copied = [
        (left, right)
        for _, kind, _, left, right, *_ in relations
        if kind == RelationKind.COPIED.value and left in here and right in here
    ]
    copies = [pair for _, pair in in_same_words(counted)] + copied
    same = same_sources(counted, lambda _: groups)
    found = tally(made.id, 0, counted, copies, same)
    against = sum(
        kind == RelationKind.CONTRADICTS.value and not wordings.isdisjoint((one, other))
        for _, kind, _, _, _, one, other in relations
    )
    return _cells(found, shown, shown[made.stated], against)


def _cells(
    found: Tally, shown: Mapping[str, Sequence[str]], stated: Sequence[str], against: int
) -> dict[str, object]:
    firsts = [shown[line[0].id] for line in found.lines[:MOST]]
    return {
        "id": found.id,
        "words": stated[1],
        "reports": found.reports,
        "lines": len(found.lines),
        "sources": found.sources,
        "contested": against,
        "certainty": stated[2],
        "first_published": firsts[0][3],
        "who": "; ".join(who for who, *_ in firsts),
    }
