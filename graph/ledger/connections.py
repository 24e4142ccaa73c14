"""Connections to one ledger file: one a thread, the transactions on them, and their end."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from .database import PATIENCE, connect, explained
from .texts import Texts
from .words import Words


class Connections:
    """One ledger file. Safe to use from several threads: each gets its own connection."""

    def __init__(self, path: Path | str, *, create: bool = False, patience: float = PATIENCE) -> None:
        self.path = Path(path)
        self._patience = patience
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._connect(create)
        self._texts = Texts()

    def _connect(self, create: bool = False) -> sqlite3.Connection:
        connection = connect(self.path, create=create, patience=self._patience)
        self._local.connection = connection
        self._local.words = Words(connection)
        self._connections.append(connection)
        return connection

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        return found if found is not None else self._connect()

    @property
    def _words(self) -> Words:
        _ = self.connection
        words: Words = self._local.words
        return words

    def close(self) -> None:
        """Closes all connections; the last one to close a ledger tidies its write-ahead log away."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._local = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction of the one writer: all of it is kept, or nothing. Waits for another writer."""
        connection = self.connection
        with explained(self.path, self._patience):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                self._words.forget()
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction in which all reads see the same state, whatever others write meanwhile."""
        connection = self.connection
        with explained(self.path, self._patience):
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")
