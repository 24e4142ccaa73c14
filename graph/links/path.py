"""What a path is made of: hops from actor to actor, the steps inside a house of firms, and what joins two hops."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..ledger.records import StoredStatement
from ..view.node import Node, Party
from ..view.view import View
from .rules import strength


class Belonging(NamedTuple):
    """A step of no hop: `below` belongs to `above` by half or more, or the two may be one firm (`unsure` says why).

    `stake`: the thing that says so, None where a statement of the firm does.
    """

    above: str
    below: str
    statements: tuple[StoredStatement, ...]
    stake: Node | None = None
    unsure: str | None = None


class Joint(NamedTuple):
    """How a hop names the contract of an earlier one: `rule` in a word.

    `inferred`: no text says it in so many words; the place of the two in a text does.
    """

    rule: str
    inferred: bool
    statements: tuple[StoredStatement, ...] = ()


class Hop(NamedTuple):
    """One step: from an actor to another by a thing, and the class of that link.

    `doubt`: `inferred` or `possible` where that is how firmly it is said; `faults`: rules that stand against it;
    `before`: the steps inside a house that lead to its start; `joint`: how it names an earlier hop's contract;
    `also`: the contracted capacities of the same two that say the same as the deal `via`.
    """

    start: str
    end: str
    via: Node
    link: str
    parties: tuple[Party, Party]
    doubt: str | None = None
    faults: frozenset[str] = frozenset()
    before: tuple[Belonging, ...] = ()
    joint: Joint | None = None
    also: tuple[Node, ...] = ()

    @property
    def rank(self) -> int:
        """Its place in the order of strength; 0 is the firmest."""
        return strength(self.doubt or self.link)

    @property
    def claims(self) -> list[tuple[StoredStatement, ...]]:
        """What it rests on: the two parties, the thing's figure and its kind, each with its statements."""
        figure, kind = self.via.figure, self.via.shown("kind")
        shown = self.via.shown(figure.property) if figure else None
        return [found.statements for found in (*self.parties, shown, kind) if found is not None]


@dataclass(frozen=True)
class Path:
    """A chain of hops from one actor to another.

    `start`, `end`: whom it was asked for; `after`: the steps inside a house from the last hop to the end;
    `exposure`: False where it is a mere association; `fault`: the one rule that it fails by, if it is a near miss.
    """

    hops: tuple[Hop, ...]
    start: str
    end: str
    after: tuple[Belonging, ...] = ()
    exposure: bool = True
    fault: str | None = None
    view: View | None = field(default=None, repr=False, compare=False)

    def __str__(self) -> str:
        from ..lines import of_path

        return of_path(self)

    @cached_property
    def weakest(self) -> Hop:
        """The hop on which the whole rests: the path is as firm as this one."""
        return max(self.hops, key=lambda hop: hop.rank)

    @property
    def link(self) -> str:
        """Its class: that of its weakest hop."""
        return self.weakest.link

    @property
    def worth(self) -> tuple[int, int, str, tuple[str, ...], str]:
        """The key that puts the firmest path first: strength, hops, then ids."""
        return self.weakest.rank, len(self.hops), self.start, tuple(h.via.id for h in self.hops), self.end
