"""Words that recur in every row, as small numbers."""

import sqlite3


class Words:
    """The table of words, remembered on both sides. One per connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}
        self._words: dict[int, str] = {}

    def number(self, word: str) -> int:
        """The number of a word, given one if it is new. Call it within a writing transaction."""
        known = self._numbers.get(word)
        if known is not None:
            return known
        self._connection.execute("INSERT OR IGNORE INTO words (word) VALUES (?)", (word,))
        found = self.find(word)
        assert found is not None, "the word was just written"
        return found

    def find(self, word: str) -> int | None:
        """The number of a word, None if no row ever used it."""
        row = self._connection.execute("SELECT number FROM words WHERE word = ?", (word,)).fetchone()
        if row is None:
            return None
        self._numbers[word] = row[0]
        self._words[row[0]] = word
        return int(row[0])

    def word(self, number: int) -> str:
        """The word of a number. Raises KeyError if the ledger has no such number."""
        if number not in self._words:
            row = self._connection.execute("SELECT word FROM words WHERE number = ?", (number,)).fetchone()
            if row is None:
                raise KeyError(number)
            self._words[number] = row[0]
        return self._words[number]

    def forget(self) -> None:
        """Drops what was remembered: after a rollback the numbers may be another's."""
        self._numbers.clear()
        self._words.clear()
