"""Which things a sum is about: the caller's filters, and the pool in which a thing may be added to others."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from ...schema.names import name_key
from ...schema.quantity import Quantity
from ..view.layers import layers
from ..view.node import Node
from ..view.view import View
from .dimensions import Keys
from .hosting import is_supply
from .results import Group

#: What is added unless the caller says otherwise; None is a status that nothing tells.
STATUSES: frozenset[str | None] = frozenset(
    {"announced", "committed", "signed", "closed", "planned", "underConstruction", "operational", None}
)
#: The classes that can be summed. A stake is summed by what it is worth or cost; shares of firms do not add up.
SUMMED = {"Deal": "amount", "CapitalFlow": "amount", "Capacity": "power", "Stake": "amount"}


@dataclass(frozen=True)
class Selection:
    """The caller's filters. Empty collections and None do not filter.

    `party`: only things in which this actor takes part, in `role` if that is given. `year`: of what is dated in
    it. `source`: the source of a record (`wri`) or the series of a document. `places`: words of a place, state or
    country, compared as names are.
    """

    of: str
    party: str | None = None
    role: str | None = None
    kinds: Collection[str] = ()
    families: Collection[str] = ()
    statuses: Collection[str | None] = STATUSES
    bases: Collection[str] = ()
    source: str | None = None
    places: Collection[str] = ()
    year: str | None = None
    where: Callable[[Node], bool] = lambda thing: True


class Candidates:
    """The things of a view that a selection is about."""

    def __init__(self, view: View, wanted: Selection, keys: Keys) -> None:
        self.view, self.wanted, self.keys = view, wanted, keys
        self._figure = SUMMED[wanted.of]
        self._places = {name_key(word) for word in wanted.places}
        #: Of these the keys of places at which something is.
        self._matched: set[str] = set()

    def __iter__(self) -> Iterator[tuple[Node, Quantity, Group]]:
        for thing in self._things():
            quantity = thing.quantity(self._figure)
            if quantity is not None and self._fits(thing):
                group = self.group(thing, quantity)
                if not self.wanted.families or group.family in self.wanted.families:
                    yield thing, quantity, group

    def _things(self) -> list[Node]:
        wanted = self.wanted
        if wanted.party is None:
            return self._all()
        return self.keys.things_of(wanted.party, wanted.of, wanted.role)

    def _all(self) -> list[Node]:
        """All of the class. The rules look at the site and the parties of each: they are made with them."""
        model, things = self.view.model, self.view.listing(self.wanted.of)
        sites = things.named(("site",))
        for around, kind in ((sites, "Site"), (things, self.wanted.of)):
            around.make()
            around.named(role.name for role in model.kind(kind).parties).make()
        return list(things)

    def _fits(self, thing: Node) -> bool:
        wanted = self.wanted
        if wanted.kinds and thing.word("kind") not in wanted.kinds:
            return False
        if wanted.bases and basis(thing) not in wanted.bases:
            return False
        if wanted.source and not self._is_of_source(thing, wanted.source):
            return False
        if self._places and not self._is_there(thing):
            return False
        if wanted.year and self.keys.year(thing) != wanted.year:
            return False
        return wanted.where(thing)

    def _is_there(self, thing: Node) -> bool:
        found = self._places & {name_key(word) for word in self.keys.where_it_is(thing)}
        self._matched |= found
        return bool(found)

    @property
    def unmatched(self) -> list[str]:
        """The words of places at which nothing is; right once all candidates were seen."""
        return [word for word in self.wanted.places if name_key(word) not in self._matched]

    def _is_of_source(self, thing: Node, source: str) -> bool:
        documents = self._documents_of_source
        if (figure := thing.figure) and figure.statement.document in documents:
            return True
        known = self.view.snapshot.mentions
        return any(m.source == source or m.document in documents for m in map(known.__getitem__, thing.mentions))

    @cached_property
    def _documents_of_source(self) -> set[bytes]:
        source = self.wanted.source
        return {d.id for d in self.view.documents.values() if source in layers(d)}

    def group(self, thing: Node, quantity: Quantity) -> Group:
        """The pool of a thing."""
        return Group(thing.kind, self.family(thing), basis(thing), quantity.unit)

    def family(self, thing: Node) -> str:
        """Its family of kinds; a capacity's kind, and whether contracted megawatts are hosted or supplied."""
        kind = thing.word("kind") or "unspecified"
        if thing.kind == "Capacity":
            return "contractedSupply" if kind == "contracted" and is_supply(self.view, thing) else kind
        words = self.view.model.vocabularies[self.view.model.kind(thing.kind).properties["kind"].ranges[0]]
        return (words.family(kind) or kind) if kind in words else kind


def basis(thing: Node) -> str:
    """What its figure counts, `unknown` where no text says."""
    return thing.word("basis" if thing.kind == "Capacity" else "amountBasis") or "unknown"


def references(thing: Node, prop: str) -> list[str]:
    """The ids of the nodes that a property names."""
    return [str(value.decoded) for value in thing.values.get(prop, ())]
