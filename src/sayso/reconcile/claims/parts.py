"""What hangs together: parts of a set joined by pairs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
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
