"""The shelf: the nodes of a view that were made, and how others are made, many at a time."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from .node import Node

#: Bytes that the nodes of a view may take, and that a node and a statement of it take, as measured on open data.
_ROOM, _NODE, _STATEMENT = 1_000_000_000, 1_200, 800
#: Nodes of a list that are made first, and the most that are made at once.
_FIRST, _AT_ONCE = 16, 4_096


class Shelf:
    """Nodes by their numbers in the snapshot's table.

    `make`: makes those of some numbers. `read`: how many statements were read for nodes so far.
    """

    def __init__(self, make: Callable[[Sequence[int]], list[Node]], read: Callable[[], int]) -> None:
        self._make, self._read = make, read
        self._nodes: dict[int, Node] = {}
        self._numbers: dict[str, int] = {}
        #: Statements of nodes that are no longer here.
        self._gone = 0

    def __len__(self) -> int:
        return len(self._nodes)

    @property
    def size(self) -> int:
        """About how many bytes the nodes take."""
        return _NODE * len(self._nodes) + _STATEMENT * (self._read() - self._gone)

    def number(self, identifier: str) -> int | None:
        """The number of a node that is here, by its id; None of others. To search the table takes longer."""
        return self._numbers.get(identifier)

    def at(self, number: int) -> Node:
        """The node of a number."""
        found = self._nodes.get(number)
        return self._put([number])[0] if found is None else found

    def each(self, numbers: Sequence[int]) -> Iterator[Node]:
        """The nodes of some numbers, made as they are looked at, many at a time: one alone costs as much as fifty.

        The first few are made by themselves, since many a caller takes no more.
        """
        first, many = 0, _FIRST
        while first < len(numbers):
            yield from self.all_at(numbers[first : first + many])
            first, many = first + many, min(many * _FIRST, _AT_ONCE)

    def all_at(self, numbers: Sequence[int]) -> list[Node]:
        """The nodes of some numbers, those that are not here made all at once."""
        known = [self._nodes.get(number) for number in numbers]
        made = iter(self._put([number for number, node in zip(numbers, known, strict=True) if node is None]))
        return [next(made) if node is None else node for node in known]

    def _put(self, numbers: Sequence[int]) -> list[Node]:
        """Makes some nodes and keeps them. What another thread made meanwhile stays."""
        if not numbers:
            return []
        if self.size > _ROOM:
            self._forget()
        made = self._make(numbers)
        self._numbers.update(zip((node.id for node in made), numbers, strict=True))
        return [self._nodes.setdefault(number, node) for number, node in zip(numbers, made, strict=True)]

    def _forget(self) -> None:
        """Drops the older half. The newer one is what the question at hand looks at."""
        for number in list(islice(self._nodes, len(self._nodes) // 2)):
            if (node := self._nodes.pop(number, None)) is not None:
                self._numbers.pop(node.id, None)
        self._gone += (self._read() - self._gone) // 2
