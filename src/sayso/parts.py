"""What hangs together: parts of a set joined by pairs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def join(nodes: Iterable[Node], pairs: Iterable[tuple[Node, Node]]) -> list[list[Node]]:
    """The parts, in the order of their first nodes; pairs of other nodes are passed over."""
    parent = {node: node for node in nodes}

    def root(node: Node) -> Node:
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    for one, other in pairs:
        if one in parent and other in parent:
            parent[root(one)] = root(other)
    parts: dict[Node, list[Node]] = {}
    for node in parent:
        parts.setdefault(root(node), []).append(node)
    return list(parts.values())


def independent_lines(
    who: Mapping[str, str], copied: Iterable[tuple[str, str]]
) -> tuple[tuple[str, ...], ...]:
    """Propositions by line, the largest first.

    They are joined by one source or by copying, in any number of steps, however they go round.
    ``who`` gives the source of each. Sources that say it in their own words are lines of their own.
    """
    first: dict[str, str] = {}
    same = [(first.setdefault(source, id), id) for id, source in sorted(who.items())]
    parts = join(sorted(who), [*same, *copied])
    return tuple(sorted((tuple(sorted(part)) for part in parts), key=lambda p: (-len(p), p)))
