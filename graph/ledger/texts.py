"""Texts that were read lately, as many as fit into a few megabytes: a part of a table is a hundred articles long."""

import threading
from collections import OrderedDict

#: Characters of all texts that are remembered together.
ROOM = 32_000_000


class Texts:
    """Remembers texts by document, and forgets those that were not asked for longest. Safe between threads."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._held: OrderedDict[bytes, str] = OrderedDict()
        self._used = 0
        self._lock = threading.Lock()

    def get(self, document: bytes) -> str | None:
        """The text of a document, None if it is not remembered."""
        with self._lock:
            found = self._held.get(document)
            if found is not None:
                self._held.move_to_end(document)
            return found

    def put(self, document: bytes, text: str) -> None:
        """Remembers a text that will not change."""
        with self._lock:
            if document in self._held:
                return
            self._held[document] = text
            self._used += len(text)
            while self._used > self._room and len(self._held) > 1:
                self._used -= len(self._held.popitem(last=False)[1])
