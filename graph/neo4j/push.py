"""The push: makes a database show one view, and writes only what differs from what is there.

Every node and relationship carries a digest of itself. The push reads those of the database, writes what is new or
differs, and removes what is gone, in batches that do no harm when they run twice. So a push that broke off, on
whichever side, is completed by the next; until then the snapshot's node says that it is not `complete`.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import Any, LiteralString

import neo4j
from neo4j.exceptions import IncompleteCommit

from ..view.view import View
from . import cypher, labels
from .constraints import ensure
from .rows import ArrowKey, ArrowRow, NodeKey, NodeRow, Properties, Property
from .sources import document_rows, source_arrows, statement_rows
from .things import arrow_rows, thing_rows

#: The version of what a push writes: a reader of the graph looks at it first.
FORMAT = 1
#: Rows of one transaction.
BATCH = 2_000

#: Told after each batch how many rows were written and removed so far.
Progress = Callable[[int], None]
Row = NodeRow | ArrowRow
Key = NodeKey | ArrowKey
#: Key -> digest of what the database holds.
Held = dict[Key, str]
Parameters = dict[str, Any]


@dataclass
class Changes:
    """How many nodes or relationships were made, changed and taken away, and how many there are now."""

    created: int = 0
    updated: int = 0
    removed: int = 0
    total: int = 0


@dataclass
class Pushed:
    """The snapshot that a database shows after a push, and what the push changed in it."""

    sequence: int
    policy: str
    nodes: Changes = field(default_factory=Changes)
    relationships: Changes = field(default_factory=Changes)

    def as_json(self) -> dict[str, Any]:
        """The same for JSON."""
        return asdict(self)


class Vanished(Exception):
    """A node that was there a moment ago is gone: somebody else writes to the graph at the same time."""


def push(
    view: View, driver: neo4j.Driver, *, database: str | None = None, batch: int = BATCH,
    progress: Progress | None = None,
) -> Pushed:  # fmt: skip
    """Makes the database show the view: all of it, and of ours nothing else.

    `database`: None for the one that the server takes for this user. `batch`: rows of one transaction. Nodes and
    relationships of others stay, except relationships to a node that goes. Raises what the driver raises, and
    Vanished; whatever was written by then, the next push completes.
    """
    with driver.session(database=database, notifications_min_severity="OFF") as session:
        return _Push(view, session, batch, progress).run()


class _Push:
    """One push: its session, and what it did so far."""

    def __init__(self, view: View, session: neo4j.Session, batch: int, progress: Progress | None) -> None:
        self.view, self.session, self.batch = view, session, batch
        self.progress = progress or (lambda rows: None)
        self.done = Pushed(view.sequence, view.policy.name)
        self.rows = 0

    def run(self) -> Pushed:
        """The whole of it: nodes before relationships, which need them; away with them last."""
        ensure(self.session)
        nodes = self._held(cypher.READ_NODES, NodeKey)
        arrows = self._held(cypher.READ_ARROWS, ArrowKey)
        nodes.pop(NodeKey(labels.SNAPSHOT_ID), None)
        view, done = self.view, self.done
        self._write(chain(document_rows(view), thing_rows(view), statement_rows(view)), nodes, done.nodes)
        self._write(chain(arrow_rows(view), source_arrows(view)), arrows, done.relationships)
        self._remove(arrows, done.relationships)
        self._remove(nodes, done.nodes)
        self._finish()
        return self.done

    def _held(self, asked: LiteralString, key: Callable[..., Key]) -> Held:
        """The digests of what is there."""

        def work(transaction: neo4j.ManagedTransaction) -> Held:
            rows = (record.values() for record in transaction.run(asked))
            return {key(*names): digest for *names, digest in rows}

        return self.session.execute_read(work)

    # -- writing

    def _write(self, rows: Iterable[Row], held: Held, changes: Changes) -> None:
        """Writes the rows that are new or differ, and takes all of them out of `held`."""
        alike = _Batches(self)
        for row in rows:
            changes.total += 1
            parameters = row.parameters()
            before = held.pop(row.key, None)
            if before != parameters["digest"]:
                changes.created += before is None
                changes.updated += before is not None
                alike.add(cypher.write(row), parameters)
        alike.flush()

    def _remove(self, gone: Held, changes: Changes) -> None:
        """Removes what is left of `held`: nothing in the view is it."""
        alike = _Batches(self)
        for key in gone:
            alike.add(cypher.remove(key), key._asdict())
        alike.flush()
        changes.removed = len(gone)

    def run_batch(self, statement: str, rows: list[Parameters]) -> None:
        """Runs one statement over a batch, in one transaction."""
        if not self.rows:
            self._note(complete=False)
        found = self._commit(statement, rows=rows)
        if found is not None and found < len(rows):
            raise Vanished(f"{len(rows) - found} relationships lost a node while they were written")
        self.rows += len(rows)
        self.progress(self.rows)

    def _commit(self, statement: str, **parameters: Any) -> int | None:
        """Runs a statement that does no harm when it runs twice; its count, if it gives one.

        The driver itself repeats what failed for certain. Here it is repeated once where the connection broke
        during the commit, so that nobody knows whether it failed.
        """

        def work(transaction: neo4j.ManagedTransaction) -> int | None:
            record = transaction.run(statement, parameters).single()
            return None if record is None else int(record[0])

        try:
            return self.session.execute_write(work)
        except IncompleteCommit:
            return self.session.execute_write(work)

    # -- the snapshot's node

    def _finish(self) -> None:
        """Notes which snapshot the database shows now, unless it says so already."""
        shown = self._shown()
        if self.session.execute_read(_noted) != {**shown, "complete": True}:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            self._note(**shown, pushedAt=now, complete=True)

    def _shown(self) -> Properties:
        done = self.done
        return {
            "id": labels.SNAPSHOT_ID, "caption": f"entry {done.sequence} of the ledger, {done.policy}",
            "sequence": done.sequence, "policy": done.policy, "format": FORMAT,
            "nodes": done.nodes.total, "relationships": done.relationships.total,
        }  # fmt: skip

    def _note(self, **properties: Property) -> None:
        self._commit(cypher.NOTE, id=labels.SNAPSHOT_ID, properties=properties)


class _Batches:
    """Rows that wait for others of the same statement, until they fill a batch."""

    def __init__(self, push: _Push) -> None:
        self.push = push
        self.waiting: dict[str, list[Parameters]] = {}

    def add(self, statement: str, row: Parameters) -> None:
        """One more row; runs the statement if that makes a batch."""
        rows = self.waiting.setdefault(statement, [])
        rows.append(row)
        if len(rows) >= self.push.batch:
            self.push.run_batch(statement, self.waiting.pop(statement))

    def flush(self) -> None:
        """Runs what still waits."""
        for statement, rows in self.waiting.items():
            self.push.run_batch(statement, rows)
        self.waiting.clear()


def _noted(transaction: neo4j.ManagedTransaction) -> Properties:
    """What the snapshot's node says, without the time."""
    record = transaction.run(cypher.READ_NOTE, id=labels.SNAPSHOT_ID).single()
    return {} if record is None else {k: v for k, v in record["properties"].items() if k != "pushedAt"}
