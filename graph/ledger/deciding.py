"""Decisions of people into the log: what they bring goes through the gate and is asserted by the loader `review`.

What that loader holds of a document is what the decisions in force brought, so that withdrawing one takes back
what it brought and nothing else. All of it happens in the caller's transaction.
"""

import json
import sqlite3
from typing import Any

from ...schema.statement import Document
from .acts import DECISIONS, decisions, record
from .appending import INSERT_MENTION, INSERT_STATEMENT, Row
from .arrivals import Edition, new_run
from .errors import LedgerError
from .judging import Judging
from .loading import known_kinds
from .overruled import REVIEW
from .records import Claim, Decision
from .words import Words

#: The version of the loader `review`.
VERSION = "1"
_HELD = """
    SELECT s.number FROM statements s JOIN holds h ON h.statement = s.number
    WHERE s.document = ? AND h.loader = ? AND EXISTS (SELECT 1 FROM brought b WHERE b.statement = s.number)"""


class Deciding:
    """Writes decisions on items of one document. `published`: the date that relative dates resolve against."""

    def __init__(
        self, connection: sqlite3.Connection, words: Words, document: Document, published: str | None, recorded: str
    ) -> None:
        self._connection = connection
        self._words = words
        self._document = document
        self._published = published
        self._recorded = recorded
        found = connection.execute("SELECT number FROM documents WHERE id = ?", (document.id,)).fetchone()
        self._number = int(found[0])
        self._in_force = {
            act.item: (act.number, act.verb, act.fact, act.author) for act in decisions(connection, document.id)
        }

    def write(self, decision: Decision) -> int:
        """Records a decision with the statements that it brings. Returns the act's number.

        What is decided in the same way already is not written again. Raises LedgerError if the gate refuses it.
        """
        if decision.verb not in DECISIONS:
            raise LedgerError(f"no decision {decision.verb!r}; there are {', '.join(DECISIONS)}")
        fact, was = _canonical(decision.fact), _canonical(decision.was)
        taken = decision.verb, fact, decision.author
        known = self._in_force.get(decision.item)
        if known and known[1:] == taken:
            return known[0]
        rows = self._admitted(decision)
        claim = (decision.claim or Claim(b""))._replace(document=self._document.id)
        number = record(
            self._connection, decision.verb, claim, decision.author, decision.reason, self._recorded,
            item=decision.item, fact=fact, was=was,
        )  # fmt: skip
        self._connection.executemany(
            "INSERT INTO brought SELECT ?, number FROM statements WHERE id = ?", [(number, row[0]) for row in rows]
        )
        self._in_force[decision.item] = number, *taken
        return number

    def _admitted(self, decision: Decision) -> list[Row]:
        """The rows of the statements that a decision brings, written. Raises LedgerError if any is refused."""
        if not decision.things:
            if decision.verb != "reject":
                raise LedgerError(f"{decision.item.hex()}: {decision.verb} brings nothing; give the fact that holds")
            return []
        kinds = known_kinds(self._connection, self._words)
        judging = Judging(self._document, self._number, self._published, self._words.number, kinds)
        judged = judging.judged(decision.things)
        if judged.refused:
            reasons = dict.fromkeys(f"{s.property}: {reason}" for _, s, reason, _ in judged.refused)
            raise LedgerError(
                f"{decision.item.hex()}: the gate refuses it: {'; '.join(reasons)}. Give a fact whose words stand in "
                "the text ('wattgraph review correct ID --set FIELD=VALUE'), or reject it"
            )
        self._connection.executemany(INSERT_MENTION, judged.mentions)
        self._connection.executemany(INSERT_STATEMENT, judged.statements)
        return judged.statements

    def settle(self) -> None:
        """Asserts what the decisions in force brought, and closes what others had."""
        connection, loader = self._connection, self._words.number(REVIEW)
        held = {row[0] for row in connection.execute(_HELD, (self._number, loader))}
        wanted: set[int] = set()
        for act in decisions(connection, self._document.id):
            wanted |= {
                row[0] for row in connection.execute("SELECT statement FROM brought WHERE act = ?", (act.number,))
            }
        missing = _missing(connection, loader, wanted)
        if missing or held - wanted:
            mine = Edition(REVIEW, VERSION)
            run = new_run(connection, self._words, self._number, mine, self._published, self._recorded)
            for statement in sorted(missing):
                sequence = self._entry(1, statement, run)
                connection.execute("INSERT INTO holds VALUES (?, ?, ?)", (statement, loader, sequence))
            for statement in sorted(held - wanted):
                self._entry(2, statement, run)
                connection.execute("DELETE FROM holds WHERE statement = ? AND loader = ?", (statement, loader))

    def _entry(self, action: int, statement: int, run: int) -> int:
        made = self._connection.execute(
            "INSERT INTO entries (action, item, run) VALUES (?, ?, ?)", (action, statement, run)
        )
        return int(made.lastrowid or 0)


def _missing(connection: sqlite3.Connection, loader: int, wanted: set[int]) -> set[int]:
    """Those of some statements that a loader does not hold yet."""
    query = "SELECT 1 FROM holds WHERE statement = ? AND loader = ?"
    return {number for number in wanted if not connection.execute(query, (number, loader)).fetchone()}


def _canonical(fact: dict[str, Any] | None) -> str | None:
    return None if fact is None else json.dumps(fact, sort_keys=True, ensure_ascii=False)
