"""Sameness: one name for all that may be the same, where nobody is sure."""

from collections.abc import Iterable


def maybe_same(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Node -> one that stands for all that may be the same, for those of which there are several."""
    found: dict[str, str] = {}

    def of(node: str) -> str:
        while found.get(node, node) != node:
            node = found[node]
        return node

    for one, other in pairs:
        low, high = sorted((of(one), of(other)))
        found[low], found[high] = low, low
    return {node: of(node) for node in found}
