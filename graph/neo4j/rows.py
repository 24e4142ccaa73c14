"""Rows: the nodes and relationships that a view becomes, each with a digest by which the database is compared."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import NamedTuple

import orjson

from .labels import Labels

#: What Neo4j takes as a property; what is unknown is absent.
Property = str | bool | int | float | list[str]
Properties = dict[str, Property]

_DIGEST_BYTES = 8


class NodeKey(NamedTuple):
    """What names a node: its id is unique among all nodes of ours."""

    id: str


class ArrowKey(NamedTuple):
    """What names a relationship: no two of ours share all four. `key` tells apart those between the same nodes."""

    type: str
    start: str
    end: str
    key: str


class NodeRow(NamedTuple):
    """A node with its labels and properties."""

    key: NodeKey
    labels: Labels
    properties: Properties

    def parameters(self) -> dict[str, object]:
        """What the Cypher that writes it takes."""
        return written(self.key, {"id": self.key.id, **self.properties}, self.labels.present)


class ArrowRow(NamedTuple):
    """A relationship with its properties."""

    key: ArrowKey
    properties: Properties

    def parameters(self) -> dict[str, object]:
        """What the Cypher that writes it takes."""
        return written(self.key, {"key": self.key.key, **self.properties})


def written(key: NodeKey | ArrowKey, properties: Properties, labels: tuple[str, ...] = ()) -> dict[str, object]:
    """A row as parameters of Cypher: its key, its properties, and the digest of them and of its labels."""
    digest = _digest(labels, properties)
    return {**key._asdict(), "digest": digest, "properties": {**properties, "digest": digest}}


def _digest(labels: tuple[str, ...], properties: Mapping[str, Property]) -> str:
    line = orjson.dumps([labels, properties], option=orjson.OPT_SORT_KEYS)
    return blake2b(line, digest_size=_DIGEST_BYTES).hexdigest()


def known(**properties: Property | None) -> Properties:
    """The properties that are known."""
    return {name: value for name, value in properties.items() if value is not None}
