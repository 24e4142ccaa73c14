"""Labels and relationship types: all from the model and `verbs.toml`, never from data, so that none can inject.

Every node that the push makes carries MARKER beside its class and the classes above it; a node or relationship
without it, or without a digest, is somebody else's.
"""

import re
from functools import cache
from typing import NamedTuple

from ...schema.model import Kind, model
from ..verbs import verbs

#: Marks what is ours, and is what `id` is unique under.
MARKER = "Wattgraph"
STATEMENT = "Statement"
DOCUMENT = "Document"
#: The one node that tells which snapshot the database shows, and whether all of it is there.
SNAPSHOT = "Snapshot"
SNAPSHOT_ID = "snapshot:wattgraph"

ABOUT = "ABOUT"
STATED_IN = "STATED_IN"
LINKED_TO = "LINKED_TO"

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class Labels(NamedTuple):
    """The labels of a node: those it has, and those that it must not keep from an earlier push."""

    present: tuple[str, ...]
    absent: tuple[str, ...]


@cache
def of_class(name: str) -> Labels:
    """The labels of things of a class: its own first, then those of the classes above it."""
    present: list[str] = []
    current: str | None = name
    while current is not None:
        present.append(current)
        current = model().kind(current).extends
    return _among_all(tuple(present))


@cache
def of_record(name: str) -> Labels:
    """The labels of what is no thing of the model: statements."""
    return _among_all((name,))


def _among_all(present: tuple[str, ...]) -> Labels:
    return Labels(present, tuple(label for label in labels() if label not in present))


@cache
def labels() -> tuple[str, ...]:
    """Every label that nodes of ours can have beside MARKER, sorted."""
    return tuple(sorted({*model().kinds, STATEMENT, SNAPSHOT}))


@cache
def types() -> tuple[str, ...]:
    """Every relationship type of ours, sorted."""
    return tuple(sorted({*verbs(), ABOUT, STATED_IN, LINKED_TO}))


def things() -> list[Kind]:
    """The classes of which statements speak: all but Document."""
    return [kind for kind in model().kinds.values() if kind.described]


def quoted(*names: str) -> str:
    """Labels or a type as Cypher writes them behind a colon: `` `Firm`:`Actor` ``.

    Raises ValueError for what is no plain identifier: the model has none such, and nothing else may come here.
    """
    for name in names:
        if not _IDENTIFIER.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a label, type or property; take those of the model only")
    return ":".join(f"`{name}`" for name in names)
