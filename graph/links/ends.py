"""Who stands at the ends of a path, and through what it may lead: what a question asks for, as data."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ...schema.names import name_key
from ..roles import COUNTED, has_role, roles
from ..status import status
from ..view.node import Node
from ..view.view import View
from .network import having
from .path import Hop


class Side(NamedTuple):
    """The actors at one end. `own_word`: those that would be, but have the role on their own word only.

    `described`: by what they are, not who. What a division signs is its parent's as well, and what a parent signs is
    no division's of another trade: then a firm of the house stands for one at an end only where that one owns it.
    """

    actors: frozenset[str]
    own_word: frozenset[str] = frozenset()
    described: bool = True


@dataclass(frozen=True)
class Ends:
    """Actors by id, by name (compared whole), by role on some bases, by class; all that is given must fit."""

    id: str | None = None
    name: str | None = None
    role: str | None = None
    bases: frozenset[str] = COUNTED
    kind: str = "Actor"

    def find(self, view: View) -> Side:
        """Whom it describes in a view."""
        fitting = [node for node in self._candidates(view) if view.model.is_a(node.kind, self.kind)]
        if self.role is None:
            return Side(frozenset(node.id for node in fitting), described=self.id is None and self.name is None)
        of_role = frozenset(n.id for n in fitting if has_role(view, n, self.role, self.bases))
        own = (n.id for n in fitting if n.id not in of_role and any(r.word == self.role for r in roles(view, n)))
        return Side(of_role, frozenset(own))

    def _candidates(self, view: View) -> Iterable[Node]:
        if self.id is not None:
            node = view.node(self.id)
            found = [node] if node is not None and view.model.is_a(node.kind, "Actor") else []
        elif self.role is not None:
            found = having(view, "role")
        elif self.name is not None:
            return view.named(self.kind, self.name)
        else:
            found = view.of_kind(self.kind)
        return found if self.name is None else called(found, self.name)


def called(nodes: Iterable[Node], name: str) -> list[Node]:
    """The nodes that have this name or alias; case, punctuation and legal forms do not count."""
    key = name_key(name)
    return [
        n for n in nodes
        if any(name_key(str(v.decoded)) == key for p in ("name", "alias") for v in n.values.get(p, ()))
    ]  # fmt: skip


class Least(NamedTuple):
    """A figure that a thing on the way must reach for sure, by its lower bound."""

    number: Decimal
    unit: str


@dataclass(frozen=True)
class Through:
    """What every hop must be. Empty sets let all pass; `possible` lets what is only possible pass as well.

    `links`: classes; `kinds` and `statuses` of what links; `least`: its figure; `avoid`: actors never passed.
    """

    links: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    least: Least | None = None
    avoid: frozenset[str] = field(default=frozenset())
    possible: bool = False

    def admits(self, hop: Hop) -> bool:
        """Whether a hop may be on the way."""
        things = (hop.via, *hop.also)
        return (
            (not self.links or hop.link in self.links)
            and (not self.kinds or any(thing.word("kind") in self.kinds for thing in things))
            and (not self.statuses or any(status(thing).word in self.statuses for thing in things))
            and (self.least is None or any(_reaches(thing, self.least) for thing in things))
            and self.avoid.isdisjoint((hop.start, hop.end))
        )


def _reaches(thing: Node, least: Least) -> bool:
    figure = thing.figure
    lower = figure.quantity.interval.lower if figure and figure.quantity.unit == least.unit else None
    return lower is not None and lower >= least.number


#: Everything may be on the way.
ANYTHING = Through()
#: Any actor.
ANYBODY = Ends()
