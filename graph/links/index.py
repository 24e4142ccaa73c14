"""What questions of links share in one view: houses, hops by actor, and columns of who takes part in what.

Kept as long as the view: a view does not change.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary, ref

from ...schema.model import Kind
from ..view.node import Node, Party
from ..view.snapshot import Snapshot
from ..view.view import View
from .doubts import unsure
from .hops import Verdict, between, fold, is_over, verdict
from .houses import Chain, Houses
from .network import Bound, Network, Parts, having, named_by, parts
from .path import Belonging, Hop, Joint
from .rules import rules
from .tokens import Naming, Token, tokens

#: How many questions' bounds are kept: one asks about the same goals from many starts.
_KEPT = 8


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
        self._bounds: dict[tuple[frozenset[str], int, bool, bool], Bound] = {}
        #: Guarantee -> the contracts that it stands for, as `contracts.tellings` found them.
        self.backed: dict[str, list[dict[str, Joint]]] = {}

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
        for thing, mine in (*self.view.taking_part(actor), *self._ended(actor), *self._denied.get(actor, ())):
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

    def _ended(self, actor: str) -> Iterator[tuple[Node, Party]]:
        """The things of an actor that were over on the day of the view, which it does not list for that."""
        if self.view.perspective.as_of is not None:
            for thing in named_by(self.view, actor):
                if is_over(self.view, thing):
                    yield from ((thing, party) for party in thing.parties if party.actor == actor)

    @cached_property
    def _denied(self) -> dict[str, list[tuple[Node, Party]]]:
        """Actor -> the things of which all that is said is that they are not so."""
        found: defaultdict[str, list[tuple[Node, Party]]] = defaultdict(list)
        for thing in having(self.view, "kind", denied=True):
            if thing.kind in rules()["class"] and thing.denied and not thing.parties:
                for party in _denied_parties(self.view, thing):
                    found[party.actor].append((thing, party))
        return dict(found)

    @cached_property
    def unsure(self) -> dict[str, list[Belonging]]:
        """Actor -> the others that may be the same firm, which nothing proves."""
        return unsure(self.view)

    def reached(self, actor: str) -> dict[str, Chain]:
        """The firms of its house, and those that may be it, by the steps to them."""
        found = dict(self.houses.of(actor))
        for step in self.unsure.get(actor, ()):
            found.setdefault(step.below, (step,))
        return found

    # -- columns

    def hops_to(self, goals: frozenset[str], most: int, later: bool = False, unsure: bool = False) -> Bound:
        """The fewest hops from any actor to a goal, at least; those of the last few goals are kept.

        `later`: only by things that may name the contract of an earlier hop, as exposure must from its second hop on;
        `unsure`: as if names that may be one firm's were.
        """
        asked = goals, most, later, unsure
        found = self._bounds.get(asked)
        if found is None:
            if len(self._bounds) >= _KEPT:
                self._bounds.clear()
            network = self.unsure_network if unsure else self.network
            found = self._bounds[asked] = network.hops_to(goals, most, later)
        return found

    @cached_property
    def network(self) -> Network:
        """Who takes part in what, a house of firms as one."""
        return self._network(self.houses.steps())

    @cached_property
    def unsure_network(self) -> Network:
        """The same, with those as one that may be one firm."""
        return self._network((*self.houses.steps(), *(step for steps in self.unsure.values() for step in steps)))

    def _network(self, steps: Iterable[Belonging]) -> Network:
        snapshot = self.view.snapshot
        made = _PARTS.get(snapshot)
        if made is None:
            made = _PARTS[snapshot] = parts(snapshot)
        return Network(snapshot, made, _together(steps))


def _together(steps: Iterable[Belonging]) -> dict[str, str]:
    """Each firm that a step leads to or from -> the one that stands for all that steps connect it to."""
    root: dict[str, str] = {}

    def top(actor: str) -> str:
        while (above := root.setdefault(actor, actor)) != actor:
            root[actor] = actor = root[above]
        return actor

    for step in steps:
        root[top(step.above)] = top(step.below)
    return {actor: top(actor) for actor in sorted(root)}


def _denied_parties(view: View, thing: Node) -> list[Party]:
    """The parties that a text says a thing does not have."""
    kind: Kind = view.model.kind(thing.kind)
    node = view.snapshot.identity.node
    said = [s for s in thing.denied if kind.properties[s.property].party and isinstance(s.object, bytes)]
    return [Party(s.property, node.get(s.object, s.object.hex()), (s,)) for s in said if isinstance(s.object, bytes)]


_PARTS: "WeakKeyDictionary[Snapshot, Parts]" = WeakKeyDictionary()
_KNOWN: "WeakKeyDictionary[View, LinkIndex]" = WeakKeyDictionary()


def index(view: View) -> LinkIndex:
    """The index of a view, made at the first question and kept as long as the view."""
    found = _KNOWN.get(view)
    if found is None:
        found = _KNOWN.setdefault(view, LinkIndex(view))
    return found
