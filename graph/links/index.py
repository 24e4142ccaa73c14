"""What questions of links share in one view: houses, hops by actor, and columns of who takes part in what.

Kept as long as the view: a view does not change.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary, ref

import numpy as np
from numpy.typing import NDArray

from ...schema.model import Kind
from ..view.node import Node, Party
from ..view.view import View
from .hops import Verdict, between, fold, verdict
from .houses import Chain, Houses
from .levels import Adjacency, levels
from .path import Belonging, Hop
from .rules import rules
from .tokens import Naming, Token, tokens

#: The edge code of things by which a later hop can go.
LATER = 1
#: How many questions' bounds are kept: one asks about the same goals from many starts.
_KEPT = 8


class Network(NamedTuple):
    """Things and the houses of their parties as columns. `vertex`: actor -> its house's vertex."""

    edges: Adjacency
    vertex: dict[str, int]


class Joinable(NamedTuple):
    """The places of an actor's hops among all of them, by what ties them to the hop before.

    `unnamed`: guarantees whose contract no text names.
    """

    by_token: dict[Token, list[int]]
    by_end: dict[str, list[int]]
    unnamed: list[int]


class LinkIndex:
    """The links of one view. Make it with `index`."""

    def __init__(self, view: View) -> None:
        self._view = ref(view)  # the view keeps what is kept of it, not the other way round
        self._verdicts: dict[str, Verdict | None] = {}
        self._hops: dict[str, list[Hop]] = {}
        self._tokens: dict[str, dict[Token, Naming]] = {}
        self._joinable: dict[str, Joinable] = {}
        self._bounds: dict[tuple[frozenset[str], int, bool], Bound] = {}

    @property
    def view(self) -> View:
        """The view that it is of."""
        found = self._view()
        assert found is not None, "the view of this index is gone: keep it as long as you ask"
        return found

    @cached_property
    def houses(self) -> Houses:
        """Who belongs to whom."""
        return Houses(self.view)

    def verdict(self, thing: Node) -> Verdict | None:
        """As `hops.verdict`, once for each thing."""
        if thing.id not in self._verdicts:
            self._verdicts[thing.id] = verdict(self.view, thing)
        return self._verdicts[thing.id]

    def hops(self, actor: str) -> list[Hop]:
        """All that links an actor to others, or would but for the rules that `Hop.faults` names, in one order."""
        if actor not in self._hops:
            found = fold(self._found(actor))
            self._hops[actor] = sorted(found, key=lambda h: (h.via.id, h.end, *(p.role for p in h.parties)))
        return self._hops[actor]

    def links(self, actor: str) -> Iterator[Hop]:
        """All links of an actor."""
        return (hop for hop in self.hops(actor) if not hop.faults)

    def _found(self, actor: str) -> Iterator[Hop]:
        for thing, mine in (*self.view.taking_part(actor), *self._denied.get(actor, ())):
            if found := self.verdict(thing):
                for theirs in thing.parties or _denied_parties(self.view, thing):
                    if theirs.actor != actor and not self._is_creditor(thing, mine, theirs):
                        hop = between(self.view, thing, found, mine, theirs)
                        if hop is not None:
                            yield hop

    # -- contracts

    def tokens(self, thing: Node) -> dict[Token, Naming]:
        """As `tokens.tokens`, once for each thing."""
        if thing.id not in self._tokens:
            self._tokens[thing.id] = tokens(self.view, thing)
        return self._tokens[thing.id]

    def joinable(self, actor: str) -> Joinable:
        """The hops of an actor by what ties them to others, so that a chain looks at few of them."""
        found = self._joinable.get(actor)
        if found is None:
            found = self._joinable[actor] = Joinable({}, {}, [])
            for place, hop in enumerate(self.hops(actor)):
                for token in self.tokens(hop.via):
                    found.by_token.setdefault(token, []).append(place)
                found.by_end.setdefault(hop.end, []).append(place)
                if self.is_unnamed(hop.via):
                    found.unnamed.append(place)
        return found

    # -- guarantees

    def is_unnamed(self, thing: Node) -> bool:
        """Whether it is a guarantee of which no text says what contract it backs."""
        return self.is_guarantee(thing) and not any(prop in thing.values for prop in rules()["path"]["names"])

    def is_guarantee(self, thing: Node) -> bool:
        """Whether somebody answers for another's debt by it."""
        law = rules()["guarantee"]
        return thing.word("kind") in law["kinds"] or any(p.role in law["roles"] for p in thing.parties)

    def _is_creditor(self, thing: Node, mine: Party, theirs: Party) -> bool:
        """Whether one of the two guarantees a debt to the other, whose debtor is a beneficiary as well."""
        givers = rules()["guarantee"]["givers"]
        if (mine.role in givers) == (theirs.role in givers) or not self.is_guarantee(thing):
            return False
        gains = theirs if mine.role in givers else mine
        return gains.actor in {creditor for _, creditor in self.debts_between(thing)}

    def debts_between(self, guarantee: Node) -> list[tuple[Node, str]]:
        """The contracts in which one beneficiary of a guarantee owes another, each with that other."""
        gaining = guarantee.actors("beneficiary")
        if len(gaining) < 2:
            return []
        return [
            (contract, other)
            for debtor in gaining for contract, creditors in self.debts(debtor)
            for other in gaining if other != debtor and creditors & self.houses.of(other).keys()
        ]  # fmt: skip

    def debts(self, debtor: str) -> Iterator[tuple[Node, set[str]]]:
        """The standing contracts in which a firm, or its house, owes somebody: with whom it owes."""
        law = rules()["guarantee"]
        for member in self.houses.of(debtor):
            for thing, mine in self.view.taking_part(member):
                creditors = set(thing.actors(*law["creditors"])) if mine.role in law["debtors"] else set()
                if creditors and (found := self.verdict(thing)) and not found.faults:
                    yield thing, creditors

    # -- what is denied, and who may be one

    @cached_property
    def _denied(self) -> dict[str, list[tuple[Node, Party]]]:
        """Actor -> the things of which all that is said is that they are not so."""
        found: defaultdict[str, list[tuple[Node, Party]]] = defaultdict(list)
        for kind in rules()["class"]:
            for thing in self.view.of_kind(kind):
                if thing.denied and not thing.parties:
                    for party in _denied_parties(self.view, thing):
                        found[party.actor].append((thing, party))
        return dict(found)

    @cached_property
    def unsure(self) -> dict[str, list[Belonging]]:
        """Actor -> the others that may be the same firm, which nothing proves."""
        view = self.view
        node, found = view.snapshot.identity.node, defaultdict(list)
        pairs = [(e.one, e.other, e.reason) for e in view.snapshot.identity.unsure]
        pairs += [(a.subject, a.other, a.reason or "a person judged it unsure") for a in view.snapshot.acts
                  if a.verb == "unsure" and a.subject and a.other]  # fmt: skip
        for one, other, why in pairs:
            ends = [view.node(node.get(mention, mention.hex())) for mention in (one, other)]
            if all(end is not None and view.model.is_a(end.kind, "Actor") for end in ends):
                a, b = (end for end in ends if end is not None)
                names = tuple(v.best for end in (a, b) if (v := end.shown("name")))
                found[a.id].append(Belonging(a.id, b.id, names, unsure=why))
                found[b.id].append(Belonging(b.id, a.id, names, unsure=why))
        return dict(found)

    def reached(self, actor: str) -> dict[str, Chain]:
        """The firms of its house, and those that may be it, by the steps to them."""
        found = dict(self.houses.of(actor))
        for step in self.unsure.get(actor, ()):
            found.setdefault(step.below, (step,))
        return found

    # -- columns

    @cached_property
    def network(self) -> Network:
        """Who takes part in what, without a rule: nothing lies nearer by the rules than by these columns."""
        house, later = self._components(), self._later()
        sources, targets, types = [], [], []
        count = 0
        for kind in rules()["class"]:
            for thing in self.view.of_kind(kind):
                parties = thing.parties or _denied_parties(self.view, thing)
                code = LATER if thing.id in later or any(p.actor in later for p in parties) else 0
                for party in parties:
                    sources.append(count)
                    targets.append(house.setdefault(party.actor, len(house)))
                    types.append(code)
                count += 1
        actors = max(house.values(), default=-1) + 1
        made = np.array(sources, np.int32) + np.int32(actors), np.array(targets, np.int32)
        nothing = np.zeros(len(sources), np.int32)
        return Network(Adjacency.of(*made, np.array(types, np.uint8), nothing, actors + count), house)

    def _later(self) -> set[str]:
        """The things that may name an earlier hop's contract, or be named, and the actors that are end users."""
        found: set[str] = set()
        for kind in rules()["class"]:
            for thing in self.view.of_kind(kind):
                more = [identifier for (what, identifier) in self.tokens(thing) if what == "thing"]
                if len(self.tokens(thing)) > 1 or self.is_guarantee(thing):
                    found.update((thing.id, *more))
                found.update(end for user in thing.actors("endUser") for end in self.houses.of(user))
        return found

    def _components(self) -> dict[str, int]:
        """Actor -> a number that it shares with its house and with those that may be it, if it has any."""
        steps = [*self.houses.steps(), *(step for steps in self.unsure.values() for step in steps)]
        root: dict[str, str] = {}

        def top(actor: str) -> str:
            while (above := root.setdefault(actor, actor)) != actor:
                root[actor] = actor = root[above]
            return actor

        for step in steps:
            root[top(step.above)] = top(step.below)
        number: dict[str, int] = {}
        return {actor: number.setdefault(top(actor), len(number)) for actor in sorted(root)}

    def hops_to(self, goals: frozenset[str], most: int, later: bool = False) -> "Bound":
        """The fewest hops from any actor to a goal, at least; those of the last few goals are kept.

        `later`: only by things that may name the contract of an earlier hop, as exposure must from its second hop on.
        """
        found = self._bounds.get((goals, most, later))
        if found is None:
            if len(self._bounds) >= _KEPT:
                self._bounds.clear()
            found = self._bounds[goals, most, later] = self._bound(goals, most, later)
        return found

    def _bound(self, goals: frozenset[str], most: int, later: bool) -> "Bound":
        edges, vertex = self.network
        at = np.array(sorted({vertex[goal] for goal in goals if goal in vertex}), np.int32)
        types = np.arange(256) == LATER if later else None
        return Bound(vertex, levels(edges, at, 2 * most, types), most)


class Bound:
    """Lower bounds of hops to the goals of one question. `most`: the hops up to which they were counted."""

    def __init__(self, vertex: dict[str, int], found: NDArray[np.int8], most: int) -> None:
        self._vertex, self._levels, self._most = vertex, found, most

    def __call__(self, actor: str) -> int:
        """At least so many hops; more than `most` where no goal is in reach."""
        at = self._vertex.get(actor)
        level = -1 if at is None else int(self._levels[at])
        return self._most + 1 if level < 0 else level // 2


def _denied_parties(view: View, thing: Node) -> list[Party]:
    """The parties that a text says a thing does not have."""
    kind: Kind = view.model.kind(thing.kind)
    node = view.snapshot.identity.node
    said = [s for s in thing.denied if kind.properties[s.property].party and isinstance(s.object, bytes)]
    return [Party(s.property, node.get(s.object, s.object.hex()), (s,)) for s in said if isinstance(s.object, bytes)]


_KNOWN: "WeakKeyDictionary[View, LinkIndex]" = WeakKeyDictionary()


def index(view: View) -> LinkIndex:
    """The index of a view, made at the first question and kept as long as the view."""
    found = _KNOWN.get(view)
    if found is None:
        found = _KNOWN.setdefault(view, LinkIndex(view))
    return found
