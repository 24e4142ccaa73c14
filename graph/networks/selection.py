"""Selections: the part of the graph around some actors, or of some classes, kinds, statuses or places.

A selection around actors starts there and looks at nothing that it does not reach.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import NamedTuple

from ...schema.model import model
from ...schema.names import name_key
from ..links import hops_from, rules
from ..roles import has_role
from ..status import status
from ..verbs import relations
from ..view.node import Node
from ..view.speaking import spoken_of
from ..view.view import View

#: Stands for the status of things of which none is told.
UNKNOWN = "unknown"
#: How many of several actors of one name a message lists.
_LISTED = 10
#: By what an actor can be named, beside its id.
_CALLED = ("name", "alias", "ticker")
#: What a site says of where it lies, beside its place.
_WHERE = ("town", "county", "state", "country")
#: One word, or several.
Words = str | Collection[str]


class SelectionError(ValueError):
    """A selection that cannot be made: which word is wrong, and what there is instead."""


@dataclass(frozen=True)
class Select:
    """What to choose; what is left empty chooses nothing away.

    Around actors: `firms` (ids, tickers or exact names, public bodies and groups too) and all that have one of
    `roles`; `hops` is how many things lie between them and the farthest actor that is taken in. With `links` the way
    goes over links of these classes only (`contract`, `credit`, ...): from one side of a thing to the other.

    Of things: `classes`, `kinds`, `statuses` (`unknown` is one that nothing tells) and `places`, by their names as
    documents write them, of the thing's place or of its site's town, county, state or country.

    Raises SelectionError for a word that no list has.
    """

    firms: Words = ()
    roles: Words = ()
    hops: int = 1
    links: Words = ()
    classes: Words = ()
    kinds: Words = ()
    statuses: Words = ()
    places: Words = ()

    def __post_init__(self) -> None:
        for field in fields(self):
            if field.name != "hops":
                object.__setattr__(self, field.name, _each(getattr(self, field.name)))
        if self.hops < 0:
            raise SelectionError(f"hops is {self.hops}; give 0 for the actors alone, or more")
        known = model()
        _check("role", self.roles, known.vocabularies["actorRole"])
        _check("class of links", self.links, rules()["strength"])
        _check("class", self.classes, known.kinds)
        _check("kind", self.kinds, _kind_words())
        _check("status", self.statuses, [*known.vocabularies["status"], UNKNOWN])

    @property
    def around(self) -> bool:
        """Whether it starts from actors."""
        return bool(self.firms or self.roles)


class Selection(NamedTuple):
    """What was chosen, by id. `actors`: those that were reached; `things`: what they have a part in, and fits.

    `shown`: both, with all parties of each thing and what it names (its site, its contract).
    """

    actors: frozenset[str]
    things: dict[str, Node]
    shown: frozenset[str]


def selected(view: View, select: Select) -> Selection:
    """What a selection chooses of a view. Raises SelectionError for a firm that is not known."""
    chooser = _Chooser(view, select)
    actors, things = chooser.around() if select.around else chooser.all()
    parties = {party.actor for thing in things.values() for party in thing.parties}
    named = {one for thing in things.values() for one in chooser.named(thing)}
    return Selection(
        frozenset(actors), {i: things[i] for i in sorted(things)}, frozenset(actors | parties | named | things.keys())
    )


class _Chooser:
    """Chooses from one view."""

    def __init__(self, view: View, select: Select) -> None:
        self._view = view
        self._select = select
        self._places = {name_key(place) for place in select.places}

    def all(self) -> tuple[set[str], dict[str, Node]]:
        """All things that fit, with their parties."""
        things = {node.id: node for node in self._candidates() if node.parties and self._fits(node)}
        actors = {party.actor for thing in things.values() for party in thing.parties}
        if not self._select.links:
            return actors, things
        hops = [hop for actor in actors for hop in hops_from(self._view, actor) if hop.via.id in things]
        hops = [hop for hop in hops if hop.link in self._select.links]
        return {hop.start for hop in hops}, {hop.via.id: hop.via for hop in hops}

    def _candidates(self) -> Iterator[Node]:
        """No fewer than those that fit: of the wanted kinds, else of the wanted classes."""
        if self._select.kinds:
            yield from spoken_of(self._view, ["kind"], lambda word: word in self._select.kinds)
            return
        for name in self._select.classes or [k.name for k in self._view.model.kinds.values() if k.parties]:
            yield from self._view.of_kind(name)

    def around(self) -> tuple[set[str], dict[str, Node]]:
        """What lies within the hops of the actors to start from."""
        front = self._start()
        actors, things = set(front), dict[str, Node]()
        for _ in range(self._select.hops):
            reached: set[str] = set()
            for actor in sorted(front):
                for thing, others in self._from(actor):
                    if thing.id in things or self._fits(thing):
                        things[thing.id] = thing
                        reached.update(others)
            front = reached - actors
            actors |= front
        return actors, things

    def _from(self, actor: str) -> Iterator[tuple[Node, Iterable[str]]]:
        """Each thing of an actor with those whom it leads to."""
        if self._select.links:
            for hop in hops_from(self._view, actor):
                if hop.link in self._select.links:
                    yield hop.via, (hop.end,)
            return
        for thing, _ in self._view.taking_part(actor):
            yield thing, thing.actors()

    # -- where it starts

    def _start(self) -> set[str]:
        found = {self._actor(words) for words in self._select.firms}
        roles = self._select.roles
        if roles:
            named = spoken_of(self._view, ["role"], lambda words: words in roles)
            found |= {n.id for n in named if any(has_role(self._view, n, role) for role in roles)}
        return found

    def _actor(self, words: str) -> str:
        node = self._view.node(words)
        if node is not None:
            if not self._view.model.is_a(node.kind, "Actor"):
                raise SelectionError(
                    f"{words!r} is a {node.kind}, and no actor; choose things by class, kind or place"
                )
            return node.id
        named = spoken_of(self._view, _CALLED, lambda said: _names(said, words))
        found = [n for n in named if self._view.model.is_a(n.kind, "Actor") and _is_called(n, words)]
        if len(found) == 1:
            return found[0].id
        if not found:
            raise SelectionError(
                f"no actor is called {words!r}; give an id, a ticker or the whole name of one, as documents write it"
            )
        listed = "; ".join(f"{n.id} ({self._view.name(n.id)})" for n in found[:_LISTED])
        raise SelectionError(f"{len(found)} actors are called {words!r}; give the id of one: {listed}")

    # -- what fits

    def _fits(self, thing: Node) -> bool:
        chosen = self._select
        return (
            (not chosen.classes or any(self._view.model.is_a(thing.kind, name) for name in chosen.classes))
            and (not chosen.kinds or thing.word("kind") in chosen.kinds)
            and (not chosen.statuses or (status(thing).word or UNKNOWN) in chosen.statuses)
            and (not self._places or not self._places.isdisjoint(self._whereabouts(thing, set())))
        )

    def _whereabouts(self, node: Node, seen: set[str]) -> Iterator[str]:
        """The keys of all names of where a thing is."""
        seen.add(node.id)
        named = (*_WHERE, *(("name",) if node.kind == "Place" else ()))
        for prop in named:
            yield from (name_key(str(value.decoded)) for value in node.values.get(prop, ()))
        for prop in ("place", "site", "partOf"):
            for value in node.values.get(prop, ()):
                other = self._view.node(str(value.decoded))
                if other is not None and other.id not in seen and other.kind in ("Place", "Site"):
                    yield from self._whereabouts(other, seen)

    def named(self, thing: Node) -> Iterator[str]:
        """What a thing names: its site, its programme, the contract that it falls under."""
        for prop in relations(self._view.model.kind(thing.kind)):
            for value in () if prop.party else thing.values.get(prop.name, ()):
                if isinstance(value.best.object, bytes):
                    yield str(value.decoded)


def _names(said: str, words: str) -> bool:
    """Whether what a document calls an actor are these words: a name, or a ticker without its exchange."""
    return name_key(said) == name_key(words) or said.rpartition(":")[2] == words


def _is_called(node: Node, words: str) -> bool:
    return any(_names(str(value.decoded), words) for prop in _CALLED for value in node.values.get(prop, ()))


def _each(words: Words) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(dict.fromkeys(words))


def _kind_words() -> list[str]:
    """The words for kinds of all classes."""
    known = model()
    properties = [kind.properties["kind"] for kind in known.kinds.values() if "kind" in kind.properties]
    ranges = {name for prop in properties for name in prop.ranges}
    return sorted({word for name in ranges for word in known.vocabularies[name]})


def _check(what: str, words: Iterable[str], known: Iterable[str]) -> None:
    listed = list(known)
    for word in words:
        if word not in listed:
            raise SelectionError(f"no {what} {word!r}; there are {', '.join(listed)}")
