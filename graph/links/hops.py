"""Hops: what a thing links, of which class, how firmly, and which rules stand against it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ...schema.dates import PartialDate
from ..ledger.records import StoredStatement
from ..status import modality, status
from ..view.admission import over
from ..view.node import Node, Party
from ..view.view import View
from .network import named_by
from .path import Hop
from .rules import opposites, rules, same_side


class Verdict(NamedTuple):
    """The class of the links that a thing makes, how firmly it is said, and the rules that stand against it.

    `amending`: what took its place between those parties that it names too.
    """

    link: str
    doubt: str | None
    faults: frozenset[str]
    amending: tuple[Node, ...] = ()


def verdict(view: View, thing: Node) -> Verdict | None:
    """What a thing makes of its parties; None if its class or kind never links."""
    law = rules()
    found, kind, how = law["class"].get(thing.kind), thing.word("kind"), modality(thing)
    if not found or not (_links(thing, kind) or _is_option(thing) or _maybe(thing, kind, how)):
        return None
    link, how_far = str(law["classByKind"].get(kind, found)), status(thing).word
    if link == "contract" and how_far not in law["signed"]:
        link = "contractBeforeSigning"
    doubt = "possible" if how in law["possible"] else "inferred" if how == "inferred" else None
    return Verdict(link, doubt, frozenset(_faults(view, thing, doubt, how_far)), amending(view, thing))


def amending(view: View, thing: Node) -> tuple[Node, ...]:
    """The amendments that took the place of a contract on the day of the view."""
    return tuple(one for one in named_by(view, thing.id, "amends") if _takes_place(view, one, thing))


def _takes_place(view: View, later: Node, thing: Node) -> bool:
    """Whether an amendment stands: told as so, begun on the day of the view, and not called off."""
    law = rules()
    if thing.id not in _amended(later) or later.id in {thing.id, *_amended(thing)} or not view.lists(later):
        return False
    return status(later).word not in law["out"] and modality(later) not in (*law["possible"], *law["plans"])


def _amended(thing: Node) -> set[str]:
    return {str(value.decoded) for value in thing.values.get("amends", ())}


def link_class(view: View, thing: Node) -> str | None:
    """The class of the links that a thing makes, None if it makes none (cancelled, an option, another class)."""
    found = verdict(view, thing)
    if found is None or found.faults:
        return None
    actors = set(thing.actors())
    return None if any(actors <= set(after.actors()) for after in found.amending) else found.link


def _links(thing: Node, kind: str | None) -> bool:
    """Whether its kind is one of those of its class that link."""
    only = rules()["onlyKinds"].get(thing.kind)
    return only is None or kind in only


def _maybe(thing: Node, kind: str | None, how: str | None) -> bool:
    """Whether it is capacity that one firm might have from another: told as possible, with both of them."""
    sides = {party.role for party in thing.parties}
    return how in rules()["possible"] and "provider" in sides and bool(sides & {"customer", "endUser"})


def _is_option(thing: Node) -> bool:
    law = rules()["option"]
    if thing.word("optionOf") == thing.id:  # told of together with the deal that grants it
        return False
    return thing.word("kind") in law["kinds"] or any(prop in thing.values for prop in law["properties"])


def _faults(view: View, thing: Node, doubt: str | None, how_far: str | None) -> Iterator[str]:
    if how_far in rules()["out"]:
        yield "cancelled"
    if _is_option(thing) or (doubt == "possible" and _speaks_of_option(view, thing)):
        yield "option"
    elif doubt == "possible":
        yield "possible"
    if is_over(view, thing):
        yield "ended"
    if thing.shown("kind") is None and any(said.property == "kind" for said in thing.denied):
        yield "denied"


def _speaks_of_option(view: View, thing: Node) -> bool:
    """Whether the words of what is possible call it an option."""
    shown = thing.shown(thing.figure.property) if thing.figure else thing.shown("kind")
    said = shown.statements if shown else ()
    return any(_option_words().search(span.quote) for one in said for span in view.evidence(one))


@cache
def _option_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, rules()['option']['words']))})\b", re.IGNORECASE)


def is_over(view: View, thing: Node) -> bool:
    """Whether a contract or a loan ended before the day that the view is of; a plan's completion is no end."""
    return _is_past(view, over(thing))


def _is_past(view: View, end: PartialDate | None) -> bool:
    """Whether an end lies before the day that the view is of, for sure; False where either is open."""
    day = view.perspective.as_of
    return day is not None and end is not None and end.latest() < day.earliest()


def said_over(view: View, statements: tuple[StoredStatement, ...]) -> bool:
    """Whether every text that knows of something says it to be over, at the day of the view if it has one."""
    ends = [PartialDate.parse(said.valid_to) for said in statements if said.valid_to]
    if not ends or len(ends) < len(statements):
        return False
    return view.perspective.as_of is None or all(_is_past(view, end) for end in ends)


def _is_inferred(said: tuple[StoredStatement, ...]) -> bool:
    return all(one.modality == "inferred" for one in said)


def between(view: View, thing: Node, found: Verdict, mine: Party, theirs: Party) -> Hop | None:
    """The hop from one party of a thing to another; None if their roles are no link and no near miss of one."""
    roles = mine.role, theirs.role
    faults = set(found.faults)
    if any(said_over(view, party.statements) for party in (mine, theirs)):
        faults.add("ended")
    if any({mine.actor, theirs.actor} <= set(after.actors()) for after in found.amending):
        faults.add("amended")
    if roles not in opposites():
        if "arranger" in roles or not same_side(*roles):
            return None
        faults.add("sameSide")
    doubt = found.doubt
    if doubt is None and (_is_inferred(mine.statements) or _is_inferred(theirs.statements)):
        doubt = "inferred"
    link = opposites().get(roles) or found.link
    return Hop(mine.actor, theirs.actor, thing, link, (mine, theirs), doubt, frozenset(faults))


def fold(hops: Iterable[Hop]) -> list[Hop]:
    """The hops, without the contracted capacity that a deal of the same two in one of its documents speaks of.

    A contracted capacity with two parties implies its deal, so that the two are one link, as firm as the firmer.
    """
    found = list(hops)
    if not any(hop.via.kind == "Capacity" for hop in found):
        return found
    deals = sorted((h for h in found if h.via.kind == "Deal" and not h.faults), key=lambda h: (h.rank, h.via.id))
    kept: list[Hop] = []
    implied: defaultdict[tuple[str, ...], list[Hop]] = defaultdict(list)
    for hop in found:
        deal = next((d for d in deals if _implies(hop, d)), None)
        if deal is None:
            kept.append(hop)
        else:
            implied[_key(deal)].append(hop)
    return [_with(hop, implied[_key(hop)]) if _key(hop) in implied else hop for hop in kept]


def _key(hop: Hop) -> tuple[str, ...]:
    return hop.via.id, hop.end, *(party.role for party in hop.parties)


def _with(deal: Hop, capacities: list[Hop]) -> Hop:
    """A deal's hop with the capacities that say the same: as firm as the firmest of them."""
    firmest = min((deal, *capacities), key=lambda hop: hop.rank)
    return deal._replace(also=tuple(c.via for c in capacities), link=firmest.link, doubt=firmest.doubt)


def _implies(capacity: Hop, deal: Hop) -> bool:
    """Whether a capacity is what a deal is about: the same two in the same roles, in one text or by its word."""
    if capacity.via.kind != "Capacity" or capacity.faults or capacity.end != deal.end:
        return False
    if [p.role for p in capacity.parties] != [p.role for p in deal.parties]:
        return False
    if under := capacity.via.word("underDeal"):
        return under == deal.via.id
    return not set(capacity.via.documents()).isdisjoint(deal.via.documents())
