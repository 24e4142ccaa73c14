"""The constraint and the indexes of the database, derived from the model; all that Neo4j's Community edition has.

`id` is unique under MARKER only, which every node of ours carries: a constraint on `Firm` or `Deal` would bind
other people's nodes with these labels too. For them there are plain indexes.
"""

from collections.abc import Iterator
from typing import NamedTuple

import neo4j

from ...schema.model import Kind, Property
from . import labels
from .quantities import LOWER, POINT, UPPER

#: Starts the name of every constraint and index of ours, so that those of an older model can be dropped.
PREFIX = "wattgraph_"
#: Seconds to wait until new indexes are filled.
_PATIENCE = 300


class Rule(NamedTuple):
    """A constraint or an index: its name in the database, and the Cypher that makes it."""

    name: str
    cypher: str


def rules() -> list[Rule]:
    """All that a pushed database has."""
    unique = f"FOR (n:{labels.quoted(labels.MARKER)}) REQUIRE n.id IS UNIQUE"
    return [_rule("CONSTRAINT", "id", unique), *_indexes(), *_full_text()]


def _rule(what: str, name: str, rest: str) -> Rule:
    return Rule(PREFIX + name, f"CREATE {what} {labels.quoted(PREFIX + name)} IF NOT EXISTS {rest}")


def _indexes() -> Iterator[Rule]:
    for name in (labels.STATEMENT, labels.DOCUMENT):
        yield _index("RANGE", name, "id")
    for kind in labels.things():
        yield _index("RANGE", kind.name, "id")
        for prop in kind.properties.values():
            yield from _property_indexes(kind, prop)
        if kind.parties:
            yield _index("RANGE", kind.name, "status")
    yield _index("RANGE", labels.STATEMENT, "property")
    yield _index("RANGE", labels.STATEMENT, "sequence")


def _property_indexes(kind: Kind, prop: Property) -> Iterator[Rule]:
    """What people filter by: names, kinds, dates, and the figure that a thing is known by."""
    if prop.name == "name":
        yield _index("TEXT", kind.name, prop.name)  # takes longer words than a range index
    if prop.name == "kind" or prop.ranges == ("date",):
        yield _index("RANGE", kind.name, prop.name)
    if prop.name in kind.figures:
        for part in (POINT, LOWER, UPPER):
            yield _index("RANGE", kind.name, prop.name + part)


def _index(what: str, label: str, prop: str) -> Rule:
    return _rule(f"{what} INDEX", f"{label}_{prop}", f"FOR (n:{labels.quoted(label)}) ON (n.{labels.quoted(prop)})")


def _full_text() -> Iterator[Rule]:
    named = [kind.name for kind in labels.things() if "name" in kind.properties]
    yield _search("names", named, ("name", "names", "aliases", "tickers"))
    yield _search("captions", [kind.name for kind in labels.things()] + [labels.DOCUMENT], ("caption",))
    yield _search("quotes", [labels.STATEMENT], ("quote", "says"))


def _search(name: str, found: list[str], props: tuple[str, ...]) -> Rule:
    either = "|".join(labels.quoted(label) for label in found)
    each = ", ".join(f"n.{labels.quoted(prop)}" for prop in props)
    return _rule("FULLTEXT INDEX", name, f"FOR (n:{either}) ON EACH [{each}]")


def ensure(session: neo4j.Session) -> None:
    """Makes what is missing, drops what an older model had, and waits until the indexes work."""
    wanted = {rule.name: rule.cypher for rule in rules()}
    there = session.execute_read(_names)
    old = there.keys() - wanted.keys()
    session.execute_write(_change, [f"DROP {there[name]} {labels.quoted(name)} IF EXISTS" for name in sorted(old)])
    session.execute_write(_change, [wanted[name] for name in wanted if name not in there])
    session.execute_read(_await)


def _names(transaction: neo4j.ManagedTransaction) -> dict[str, str]:
    """The constraints and indexes of ours that exist: name -> what it is."""
    asked = "SHOW INDEXES YIELD name, owningConstraint WHERE name STARTS WITH $prefix RETURN name, owningConstraint"
    found = transaction.run(asked, prefix=PREFIX)
    return {row["name"]: "CONSTRAINT" if row["owningConstraint"] else "INDEX" for row in found}


def _change(transaction: neo4j.ManagedTransaction, commands: list[str]) -> None:
    for command in commands:
        transaction.run(command).consume()


def _await(transaction: neo4j.ManagedTransaction) -> None:
    transaction.run("CALL db.awaitIndexes($patience)", patience=_PATIENCE).consume()
