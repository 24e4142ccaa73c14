"""Whether a hop names the contract of an earlier one: by a statement, a party, a site, or the place in the text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..view.node import Node
from .index import LinkIndex
from .path import Hop, Joint

Span = tuple[int, int]


def joint(links: LinkIndex, earlier: Sequence[Hop], hop: Hop) -> Joint | None:
    """How a hop names the contract of an earlier one of its path, the surest way first; None if it does not."""
    things = {one.via.id: one.via for one in earlier}
    if hop.via.id in things:
        return Joint("sameThing", False)
    shared = [found for thing in things.values() for found in _shared(links, thing, hop.via)]
    if stated := next((found for found in shared if found.rule != "sameSite"), None):
        return stated
    if used := next((found for thing in things.values() if (found := _used(links, thing, hop.end))), None):
        return used
    backed = backs(links, hop.via)
    return next((backed[i] for i in things if i in backed), None) or next(iter(shared), None)


def joined(links: LinkIndex, earlier: Sequence[Hop], actor: str) -> Iterator[Hop]:
    """The hops of an actor that may name the contract of an earlier one: all that `joint` does not refuse."""
    found = links.joinable(actor)
    users = [party.actor for one in earlier for party in one.via.parties if party.role == "endUser"]
    places = {
        *found.unnamed,
        *(i for one in earlier for token in links.tokens(one.via) for i in found.by_token.get(token, ())),
        *(i for user in users for end in links.houses.of(user) for i in found.by_end.get(end, ())),
    }
    hops = links.hops(actor)
    return (hops[i] for i in sorted(places))


def _shared(links: LinkIndex, one: Node, other: Node) -> Iterator[Joint]:
    """What both have in common: a contract that either names, or a site."""
    mine, theirs = links.tokens(one), links.tokens(other)
    for token in sorted(mine.keys() & theirs.keys()):
        rule = theirs[token].rule or mine[token].rule
        yield Joint(rule, token[0] == "place", (*mine[token].statements, *theirs[token].statements))


def _used(links: LinkIndex, contract: Node, end: str) -> Joint | None:
    """Whether a contract names the end of a hop, or a firm of its house, as its end user."""
    for party in contract.parties:
        if party.role == "endUser" and party.actor in links.houses.of(end):
            return Joint("endUser", False, party.statements)
    return None


# -- guarantees


def backs(links: LinkIndex, guarantee: Node) -> dict[str, Joint]:
    """The contracts that a guarantee stands for, by their ids: as stated, else as its parties and its place tell.

    A guarantee whose contract no text names stands for the one between its beneficiaries; else for the only one of
    its debtor in the clause, then in the paragraph, then in the document that states it. Where two creditors are
    equally near, nothing follows.
    """
    if not links.is_unnamed(guarantee):
        return {}
    inside = {contract.id: Joint("bothSides", True) for contract, _ in links.debts_between(guarantee)}
    if inside:
        return inside
    debts = {c.id: (c, who) for debtor in guarantee.actors("beneficiary") for c, who in links.debts(debtor)}
    found: dict[str, Joint] = {}
    for document in guarantee.documents():
        found |= _nearest(links, guarantee, debts, document)
    return found


def _nearest(
    links: LinkIndex, guarantee: Node, debts: dict[str, tuple[Node, set[str]]], document: bytes
) -> dict[str, Joint]:  # fmt: skip
    """Of the debts that a document states, those nearest to a guarantee, if they are one creditor's."""
    mine = _clauses(links, guarantee, document)
    near: defaultdict[str, list[str]] = defaultdict(list)
    for identifier, (contract, _) in debts.items():
        theirs = _clauses(links, contract, document)
        if theirs:
            near[_distance(links, document, mine, theirs)].append(identifier)
    for rule in ("sameClause", "sameParagraph", "sameDocument"):
        if near[rule]:
            creditors = {frozenset(debts[identifier][1]) for identifier in near[rule]}
            return {i: Joint(rule, True) for i in near[rule]} if len(creditors) == 1 else {}
    return {}


def _clauses(links: LinkIndex, thing: Node, document: bytes) -> list[Span]:
    """Where a document speaks of a thing, the antecedents elsewhere apart."""
    said = (s for s in thing.statements() if s.document == document)
    return sorted({(w.start, w.end) for s in said for w in links.view.evidence(s) if w.part in ("quote", "value")})


def _distance(links: LinkIndex, document: bytes, mine: list[Span], theirs: list[Span]) -> str:
    if any(a < d and c < b for a, b in mine for c, d in theirs):
        return "sameClause"
    text = links.view.snapshot.ledger.text(document)
    gaps = (text[min(b, d) : max(a, c)] for a, b in mine for c, d in theirs)
    return "sameDocument" if all("\n" in gap for gap in gaps) else "sameParagraph"
