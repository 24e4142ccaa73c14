"""Names that the caller already knows: a hint for the classes of names, never a condition for finding one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from ....schema.names import name_key
from ..language.tokens import tokenize


@dataclass(frozen=True)
class Name:
    """A name of a reference list with its class (Firm, PublicBody), other spellings and tickers."""

    name: str
    kind: str = "Firm"
    aliases: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Names:
    """A reference list; the empty one is fine, and then every name is found by its form and its place.

    `edition` tells lists apart, the newer sorting last: a text is read again when the list has grown.
    """

    entries: tuple[Name, ...] = field(default=())
    edition: str = ""

    @classmethod
    def of(cls, entries: Iterable[Name], date: str = "") -> "Names":
        """A list of these entries. Its edition is its date and a hash of the entries."""
        listed = tuple(entries)
        return cls(listed, f"{date} {blake2b(repr(listed).encode(), digest_size=6).hexdigest()}".strip())

    @cached_property
    def _by_key(self) -> dict[str, Name]:
        known: dict[str, Name] = {}
        for entry in self.entries:
            for spelling in (entry.name, *entry.aliases):
                known.setdefault(name_key(spelling), entry)
        return known

    @cached_property
    def spellings(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The names of several words by their first, the longest first, each as its words and marks."""
        found: dict[str, set[tuple[str, ...]]] = {}
        for spelling in {s for entry in self.entries for s in (entry.name, *entry.aliases)}:
            words = tuple(t.text for t in tokenize(spelling, 0, len(spelling.rstrip("."))))
            if len(words) > 1 and words[0] != "The":
                found.setdefault(words[0], set()).add(words)
        return {first: tuple(sorted(rows, key=lambda row: (-len(row), row))) for first, rows in found.items()}

    def find(self, words: str) -> Name | None:
        """The entry that lists this spelling, None where there is none."""
        return self._by_key.get(name_key(words)) if self.entries else None


#: No reference list at all.
NO_NAMES = Names()
