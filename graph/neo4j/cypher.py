"""The Cypher of a push. Labels and types come from the model and are quoted; everything else is a parameter.

Each statement takes `$rows` and may run again with the same rows. It answers how many of them it found a place for.
"""

from . import labels
from .labels import Labels
from .rows import ArrowKey, ArrowRow, NodeKey, NodeRow

_MARKER = labels.quoted(labels.MARKER)

READ_NODES = f"MATCH (n:{_MARKER}) RETURN n.id AS id, n.digest AS digest"
#: A relationship of somebody else's between nodes of ours has no digest.
READ_ARROWS = (
    f"MATCH (a:{_MARKER})-[r]->(b:{_MARKER}) WHERE r.digest IS NOT NULL "
    "RETURN type(r) AS type, a.id AS start, b.id AS end, r.key AS key, r.digest AS digest"
)
_SNAPSHOT = f"(n:{_MARKER} {{id: $id}})"
READ_NOTE = f"MATCH {_SNAPSHOT} RETURN properties(n) AS properties"
NOTE = f"MERGE {_SNAPSHOT} SET n:{labels.quoted(labels.SNAPSHOT)} SET n += $properties"
_COUNTED = "RETURN count(*) AS found"
_REMOVE_NODES = f"UNWIND $rows AS row MATCH (n:{_MARKER} {{id: row.id}}) DETACH DELETE n"


def write(row: NodeRow | ArrowRow) -> str:
    """Writes rows of this one's labels or type."""
    return _write_nodes(row.labels) if isinstance(row, NodeRow) else _write_arrows(row.key.type)


def remove(key: NodeKey | ArrowKey) -> str:
    """Removes nodes, or relationships of this one's type."""
    return _REMOVE_NODES if isinstance(key, NodeKey) else _remove_arrows(key.type)


def _write_nodes(found: Labels) -> str:
    return (
        f"UNWIND $rows AS row MERGE (n:{_MARKER} {{id: row.id}}) SET n = row.properties "
        f"SET n:{labels.quoted(*found.present)} REMOVE n:{labels.quoted(*found.absent)} {_COUNTED}"
    )


def _between(type_: str) -> str:
    return f"-[r:{labels.quoted(type_)} {{key: row.key}}]->"


def _write_arrows(type_: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (a:{_MARKER} {{id: row.start}}) MATCH (b:{_MARKER} {{id: row.end}}) "
        f"MERGE (a){_between(type_)}(b) SET r = row.properties {_COUNTED}"
    )


def _remove_arrows(type_: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (a:{_MARKER} {{id: row.start}}){_between(type_)}(b:{_MARKER} {{id: row.end}}) "
        "WHERE r.digest IS NOT NULL DELETE r"
    )
