"""Dimensions: by what sums are grouped, and what a thing has in each.

A capacity of a data set names no party of its own: it is its site's operator's, owner's and user's, and lies where
the site lies.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from ..status import status
from ..view.node import Node, Party
from ..view.view import View
from .results import OVERLAPPING, ROLES, Key

#: Properties of a thing, or of its site, that name another thing.
_THINGS = ("site", "program")
_WORDS = ("kind", "basis", "amountBasis", "measure")
#: What a site has.
_OF_SITE = ("state", "country", "county", "town", "fuel")
#: Who only brings others together has no part of an amount.
_NO_SIDE = frozenset({"arranger"})


class Keys:
    """What the things of one view have in each dimension; remembers what it read of sites."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._sites: dict[str, Node | None] = {}
        self._parties: dict[str, tuple[Party, ...]] = {}
        self._labels: dict[str, str] = {}
        self._readers: Mapping[str, Callable[[Node], list[str]]] = {
            "firm": self._firms, "role": self._roles, "year": self._years, "status": _statuses,
            "place": self.where_it_lies, **{name: partial(self._of_role, name) for name in ROLES},
            **{name: partial(_words, name) for name in _WORDS},
            **{name: partial(self._words_here, name) for name in (*_OF_SITE, *_THINGS)},
        }  # fmt: skip

    def keys(self, thing: Node, dimension: str) -> list[Key]:
        """What a thing has in a dimension: several where it is of several, one of None where nothing tells."""
        found = self._readers[dimension](thing)
        named = dimension in ("firm", "place", *ROLES, *_THINGS)
        return [
            Key(dimension, value, self._label(value) if named else value) for value in dict.fromkeys(found)
        ] or [Key(dimension, None, "not stated")]  # fmt: skip

    def _label(self, value: str) -> str:
        found = self._labels.get(value)
        if found is None:
            found = self._labels[value] = self.view.name(value)
        return found

    def parties(self, thing: Node) -> tuple[Party, ...]:
        """Its parties; of a capacity also those of its site in roles that it does not name itself."""
        found = self._parties.get(thing.id)
        if found is None:
            found = self._parties[thing.id] = self._with_those_of_its_site(thing)
        return found

    def _with_those_of_its_site(self, thing: Node) -> tuple[Party, ...]:
        site = self.site(thing) if thing.kind == "Capacity" else None
        if site is None:
            return thing.parties
        own = {party.role for party in thing.parties}
        return (*thing.parties, *(party for party in site.parties if party.role not in own))

    def site(self, thing: Node) -> Node | None:
        """The site that it stands at."""
        if thing.id not in self._sites:
            named = thing.word("site")
            self._sites[thing.id] = self.view.node(named) if named else None
        return self._sites[thing.id]

    def things_of(self, actor: str, of: str, role: str | None = None) -> list[Node]:
        """The things of a class in which an actor takes part, and the capacities of its sites, by id."""
        found: dict[str, Node] = {}
        sites: set[str] = set()
        for thing, part in self.view.taking_part(actor):
            if role in (None, part.role):
                if thing.kind == of:
                    found[thing.id] = thing
                elif thing.kind == "Site" and of == "Capacity":
                    sites.add(thing.id)
        for thing in self.view.of_kind("Capacity") if sites else ():
            if thing.word("site") in sites and any(
                p.actor == actor and role in (None, p.role) for p in self.parties(thing)
            ):
                found[thing.id] = thing
        return [found[i] for i in sorted(found)]

    # -- readers

    def _firms(self, thing: Node) -> list[str]:
        return [p.actor for p in self.parties(thing) if p.role not in _NO_SIDE]

    def _of_role(self, role: str, thing: Node) -> list[str]:
        return [p.actor for p in self.parties(thing) if p.role == role]

    def _roles(self, thing: Node) -> list[str]:
        return [p.role for p in self.parties(thing) if p.role not in _NO_SIDE]

    def _years(self, thing: Node) -> list[str]:
        found = self.year(thing)
        return [found] if found else []

    def year(self, thing: Node) -> str | None:
        """The year of its date, else of its start; None if neither is known."""
        told = thing.word("date") or thing.word("start")
        return told[:4] if told else None

    def where_it_lies(self, thing: Node) -> list[str]:
        """The places that it names, as ids of nodes."""
        site = self.site(thing)
        return [found for node in (thing, site) if node and (found := node.word("place"))][:1]

    def where_it_is(self, thing: Node) -> Iterator[str]:
        """All words for where it is: its place's, its site's, and the state and country of that."""
        yield from (self.view.name(place) for place in self.where_it_lies(thing))
        if (site := self.site(thing)) is not None:
            yield from (str(v.decoded) for v in site.values.get("name", ()))
            yield from (word for prop in ("state", "country", "county", "town") if (word := site.word(prop)))

    def _words_here(self, prop: str, thing: Node) -> list[str]:
        """Of the thing, else of its site; of fuels the one that a plant runs on most."""
        for node in (thing, self.site(thing)):
            if node is not None and node.values.get(prop):
                found = [str(value.decoded) for value in node.values[prop]]
                return found if prop in OVERLAPPING else found[:1]
        return []


def _words(prop: str, thing: Node) -> list[str]:
    found = thing.word(prop)
    return [found] if found else []


def _statuses(thing: Node) -> list[str]:
    return [status(thing).word or "unknown"]


#: Dimension -> what it groups by.
DIMENSIONS: Mapping[str, str] = {
    "firm": "Each party, with its own part: groups overlap.",
    "role": "In which role anybody takes part: groups overlap.",
    **{role: f"Who is {role}: groups overlap where there are several." for role in ROLES},
    "year": "The year of the date, else of the start.",
    "kind": "The kind inside its family.",
    "status": "How far it has come: as stated, else by rule.",
    "basis": "Which megawatts.",
    "amountBasis": "What an amount counts.",
    "measure": "Total, part, increment, remainder or target.",
    "place": "The place that it names, as the text writes it.",
    "state": "The state of its site.",
    "country": "The country of its site.",
    "county": "The county of its site.",
    "town": "The town of its site.",
    "fuel": "What its power plant runs on most.",
    "site": "The site that it stands at or is for.",
    "program": "The programme that it belongs to: groups overlap where there are several.",
}
