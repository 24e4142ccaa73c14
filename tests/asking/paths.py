"""Paths through a GraphQL answer: how rows are picked out of it, and all quotes that it gives."""

import re
from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]
Steps = tuple[str, ...]
#: A row: the items that its path goes through, by the path of each.
Bound = dict[Steps, Any]


def steps(path: str) -> Steps:
    """`a.b[].c` -> `a`, `b`, `[]`, `c`."""
    return tuple(re.findall(r"\[\d*\]|[^.\[\]]+", path))


def walk(data: Any, path: Steps) -> Iterator[Bound]:
    """Each item that a path leads to, with all that it passes on the way."""
    found: list[Bound] = [{(): data}]
    for end in range(1, len(path) + 1):
        found = [
            {**bound, path[:end]: item} for bound in found for item in taken(bound[path[: end - 1]], path[end - 1])
        ]
    yield from found


def taken(item: Any, step: str) -> list[Any]:
    """What one step leads to."""
    if step == "[]":
        return list(item or ())
    if step.startswith("["):
        return [item[int(step[1:-1])]]
    return [None if item is None else item.get(step)]


def column(bound: Bound, path: Steps) -> Any:
    """The value of a column in a row; a sorted list if the path passes lists that the row does not fix."""
    start = max((known for known in bound if path[: len(known)] == known), key=len)
    rest = path[len(start) :]
    found = [list(inner.values())[-1] for inner in walk(bound[start], rest)]
    return sorted(found) if "[]" in rest else found[0]


def cited(found: Any) -> Iterator[tuple[Row, list[Row]]]:
    """Whatever an answer gives evidence of, with the evidence."""
    if isinstance(found, list):
        for item in found:
            yield from cited(item)
    elif isinstance(found, dict):
        if "evidence" in found:
            yield found, found["evidence"]
        for item in found.values():
            yield from cited(item)


def verbatims(found: Any) -> Iterator[str]:
    """The words of numbers that have no evidence of their own."""
    if isinstance(found, dict):
        if "verbatim" in found:
            yield found["verbatim"]
        for item in found.values():
            if not (isinstance(item, dict) and "evidence" in item):
                yield from verbatims(item)
