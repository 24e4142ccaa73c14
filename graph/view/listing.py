"""The nodes of a view as sequences and mappings, each node made when it is looked at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, ValuesView
from typing import TYPE_CHECKING, overload

import numpy as np

from .collection import resting
from .node import Node

if TYPE_CHECKING:
    from .view import View


class Listing(Sequence[Node]):
    """Nodes in the order of their ids, made when they are looked at."""

    def __init__(self, view: "View", numbers: Sequence[int]) -> None:
        self._view = view
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Node: ...
    @overload
    def __getitem__(self, place: slice) -> list[Node]: ...
    def __getitem__(self, place: int | slice) -> Node | list[Node]:
        if isinstance(place, slice):
            return self._view.all_at(self._numbers[place])
        return self._view.at(self._numbers[place])

    def __iter__(self) -> Iterator[Node]:
        return self._view.each(self._numbers)

    def named(self, properties: Iterable[str]) -> "Listing":
        """What its nodes name by some properties, each once: to be made together, for who will look at all of it."""
        return Listing(self._view, self._view.named_by(self._numbers, properties))

    def make(self) -> None:
        """Makes all of its nodes that are not there yet."""
        with resting():
            for _ in self:
                pass


class Made(ValuesView[Node]):
    """The nodes of a view, made as they are looked at."""

    def __init__(self, view: "View", nodes: "Nodes") -> None:
        super().__init__(nodes)
        self._view = view

    def __iter__(self) -> Iterator[Node]:
        with resting():
            yield from self._view.each(self._view.numbers())


class Nodes(Mapping[str, Node]):
    """The nodes of a view by id, made when they are asked for."""

    def __init__(self, view: "View") -> None:
        self._view = view

    def __getitem__(self, identifier: str) -> Node:
        found = self._view.node(identifier)
        if found is None or found.id != identifier:
            raise KeyError(identifier)
        return found

    def __iter__(self) -> Iterator[str]:
        snapshot = self._view.snapshot
        return (snapshot.resident.nodes.id(snapshot.columns, number) for number in self._view.numbers())

    def values(self) -> "Made":
        """The nodes, in the order of their ids."""
        return Made(self._view, self)

    def __len__(self) -> int:
        return int(np.count_nonzero(self._view.present))
