"""Hosting: which contracted megawatts are a load that a provider hosts, and which are delivered to somebody."""

from ..status import modality, status
from ..view.node import Node
from ..view.view import View
from .claims import Claim

#: Bases of megawatts that a generator or the grid has, and no load draws.
_SUPPLY_BASES = frozenset({"interconnection", "nameplate"})
#: Families of deals under which megawatts are hosted, and supplied.
_HOSTING, _SUPPLY = "capacity", frozenset({"energy", "goods"})
#: Roles of those who supply megawatts.
_SUPPLIERS = frozenset({"utility", "powerProducer", "energyTechnology"})
#: Kinds of sites at which loads stand.
_LOADS = frozenset({"dataCenter", "miningFarm", "campus", "building"})


def is_supply(view: View, thing: Node) -> bool:
    """Whether contracted megawatts come from a generator or the grid: the provider hosts nobody.

    What its deal says goes first, that under which it stands, else those of the same two parties; then who the
    provider is said to be.
    """
    if thing.word("basis") in _SUPPLY_BASES:
        return True
    families = _families(view, thing)
    if families:
        return families <= _SUPPLY
    providers = [node for actor in thing.actors("provider") if (node := view.node(actor))]
    told = {str(value.decoded) for node in providers for value in node.values.get("role", ())}
    return bool(told & _SUPPLIERS)


def rule_hosted(view: View, claim: Claim) -> None:
    """Doubts contracted megawatts of which no text shows a load: no customer, no hosting deal, no load site."""
    thing = claim.thing
    if not claim.counts or thing.actors("customer", "endUser") or _HOSTING in _families(view, thing):
        return
    site = view.node(thing.word("site") or "")
    if site is None or site.word("kind") not in _LOADS:
        claim.doubt("no text says that a load is hosted: it names no customer, no hosting deal and no load site")


def _families(view: View, thing: Node) -> set[str]:
    """The families of its deals, as far as they are stated."""
    words = view.model.vocabularies["dealKind"]
    kinds = {deal.word("kind") or "unspecified" for deal in _deals(view, thing)}
    return {family for kind in kinds if kind in words and (family := words.family(kind))}


def _deals(view: View, thing: Node) -> list[Node]:
    under = [node for value in thing.values.get("underDeal", ()) if (node := view.node(str(value.decoded)))]
    if under:
        return under
    provider, customer = set(thing.actors("provider")), set(thing.actors("customer", "endUser"))
    if not (provider and customer):
        return []
    with_them = (deal for deal, part in view.taking_part(min(provider)) if deal.kind == "Deal")
    return [
        deal for deal in {d.id: d for d in with_them}.values()
        if provider & set(deal.actors("provider")) and customer & set(deal.actors("customer", "endUser"))
        and status(deal).word not in ("cancelled", "retired") and modality(deal) != "possible"
    ]  # fmt: skip
