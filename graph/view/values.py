"""The values of a thing, each property's made when somebody looks at it: most questions look at few of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar, overload

from ..ledger.records import StoredStatement
from .node import Value

T = TypeVar("T")
#: What stands for the statements of a property until they are looked at: where a batch has them, or they themselves.
Entry = int | range | list[StoredStatement]


class Source(Protocol):
    """Where the values of things of one class come from."""

    def said(self, prop: str, entry: Entry) -> Sequence[StoredStatement]:
        """The statements of a property that an entry stands for."""

    def made(self, prop: str, said: Sequence[StoredStatement], values: "Values") -> tuple[Value, ...]:
        """The values that statements of a property give. `values`: all of the thing's."""


class Values(Mapping[str, tuple[Value, ...]]):
    """Property -> its values, the first to show first; in the order in which the ledger has what is said.

    Threads may look at the same time: both then make the same values, and one of the two is kept.
    """

    __slots__ = ("_found", "_source")

    def __init__(self, found: Mapping[str, Entry], source: Source) -> None:
        self._found: dict[str, Entry | tuple[Value, ...]] = {**found}
        self._source = source

    def __getitem__(self, prop: str) -> tuple[Value, ...]:
        found = self._found[prop]
        return found if isinstance(found, tuple) else self._made(prop, found)

    @overload
    def get(self, prop: str, /) -> tuple[Value, ...] | None: ...
    @overload
    def get(self, prop: str, /, default: tuple[Value, ...] | T) -> tuple[Value, ...] | T: ...
    def get(self, prop: str, /, default: tuple[Value, ...] | T | None = None) -> tuple[Value, ...] | T | None:
        """The values of a property, the default if nothing is said: as of any mapping, and no error on the way."""
        found = self._found.get(prop)
        if found is None:
            return default
        return found if isinstance(found, tuple) else self._made(prop, found)

    def _made(self, prop: str, entry: Entry) -> tuple[Value, ...]:
        made = self._found[prop] = self._source.made(prop, self._source.said(prop, entry), self)
        return made

    def said(self, prop: str) -> Sequence[StoredStatement]:
        """The statements of a property; no value is made for it."""
        found = self._found.get(prop)
        if found is None:
            return ()
        if isinstance(found, tuple):
            return [said for value in found for said in value.statements]
        return self._source.said(prop, found)

    def __contains__(self, prop: object) -> bool:
        return prop in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return repr(dict(self))
