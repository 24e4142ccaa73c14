"""Whether a hop names the contract of an earlier one: by a statement, a party, a site, or the place in the text."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from ...schema.names import name_key
from ..ledger.records import StoredStatement
from ..view.node import Node
from .index import LinkIndex
from .path import Hop, Joint
from .rules import rules

#: How exact the words of a place must be to mean one site.
_SITE = "site"
Span = tuple[int, int]


def joint(links: LinkIndex, earlier: Collection[Hop], hop: Hop) -> Joint | None:
    """How a hop names the contract of an earlier one of its path, the surest way first; None if it does not."""
    things = {one.via.id: one.via for one in earlier}
    if hop.via.id in things:
        return Joint("sameThing", False)
    for thing in things.values():
        if found := _stated(thing, hop.via) or _stated(hop.via, thing) or _used(links, thing, hop.end):
            return found
    backed = backs(links, hop.via)
    if found := next((backed[i] for i in things if i in backed), None):
        return found
    return next((found for thing in things.values() if (found := _one_site(links, thing, hop.via))), None)


def _stated(one: Node, other: Node) -> Joint | None:
    """Whether one thing names the other as the contract that it backs or falls under."""
    for prop in rules()["path"]["names"]:
        for value in one.values.get(prop, ()):
            if value.decoded == other.id:
                return Joint(prop, False, value.statements)
    return None


def _used(links: LinkIndex, contract: Node, end: str) -> Joint | None:
    """Whether a contract names the end of a hop, or a firm of its house, as its end user."""
    for party in contract.parties:
        if party.role == "endUser" and party.actor in links.houses.of(end):
            return Joint("endUser", False, party.statements)
    return None


def _one_site(links: LinkIndex, one: Node, other: Node) -> Joint | None:
    """Whether both concern one site: the same node, or one name of a place that is as exact as a site."""
    mine, theirs = dict(_sites(links, one)), dict(_sites(links, other))
    shared = sorted(mine.keys() & theirs.keys())
    if not shared:
        return None
    return Joint("sameSite", shared[0][0] == "place", (*mine[shared[0]], *theirs[shared[0]]))


def _sites(links: LinkIndex, thing: Node) -> Iterator[tuple[tuple[str, str], tuple[StoredStatement, ...]]]:
    for prop in ("site", "finances"):
        for value in thing.values.get(prop, ()):
            found = links.view.node(str(value.decoded))
            if found is not None and found.kind == "Site":
                yield ("site", found.id), value.statements
    for value in thing.values.get("place", ()):
        place = links.view.node(str(value.decoded))
        if place is not None and place.word("precision") == _SITE and (name := place.word("name")):
            yield ("place", name_key(name)), value.statements


# -- guarantees


def backs(links: LinkIndex, guarantee: Node) -> dict[str, Joint]:
    """The contracts that a guarantee stands for, by their ids: as stated, else as its parties and its place tell.

    A guarantee whose contract no text names stands for the one between its beneficiaries; else for the only one of
    its debtor in the clause, then in the paragraph, then in the document that states it. Where two creditors are
    equally near, nothing follows.
    """
    if not links.is_guarantee(guarantee) or any(prop in guarantee.values for prop in rules()["path"]["names"]):
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
