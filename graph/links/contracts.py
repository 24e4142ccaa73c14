"""Whether a hop names the contract of an earlier one: by a statement, a party, a site, or the place in the text."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...schema.names import name_key
from ..view.node import Node
from .index import LinkIndex
from .path import Hop, Joint
from .rules import rules

Span = tuple[int, int]
#: Contract -> itself, and with whom its debtor owes.
_Debts = Mapping[str, tuple[Node, set[str]]]
#: How near a contract is told to a guarantee, the nearest first.
_NEARNESS = ("sameClause", "named", "sameParagraph", "sameDocument")


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
    its debtor in the clause that states it; else for that whose other side its words name; else for the only one in
    the paragraph, then in the document. Where two creditors are equally near, nothing follows.
    """
    return {identifier: found for told in tellings(links, guarantee) for identifier, found in told.items()}


def tellings(links: LinkIndex, guarantee: Node) -> list[dict[str, Joint]]:
    """What each place that tells of a guarantee says it stands for, as `backs` has it; of one text the surest places.

    One text can tell of two guarantees in equal words and figures, which are one node: each has its own contract.
    """
    if guarantee.id not in links.backed:
        links.backed[guarantee.id] = _tellings(links, guarantee) if links.is_unnamed(guarantee) else []
    return links.backed[guarantee.id]


def _tellings(links: LinkIndex, guarantee: Node) -> list[dict[str, Joint]]:
    inside = {contract.id: Joint("bothSides", True) for contract, _ in links.debts_between(guarantee)}
    if inside:
        return [inside]
    debts = _debts(links, guarantee)
    told: defaultdict[bytes, list[tuple[int, dict[str, Joint]]]] = defaultdict(list)
    for clauses in _clauses(links, guarantee) if debts else ():
        rule, found = _nearest(links, clauses, debts)
        if found:
            told[clauses.document].append((_NEARNESS.index(rule), {i: Joint(rule, True) for i in found}))
    return [found for places in told.values() for rank, found in places if rank == min(r for r, _ in places)]


def _debts(links: LinkIndex, guarantee: Node) -> _Debts:
    """What its beneficiaries owe to others than the guarantor, who answers for no debt to itself."""
    givers = guarantee.actors(*rules()["guarantee"]["givers"])
    own = {firm for giver in givers for firm in links.houses.of(giver)}
    found = (debt for debtor in guarantee.actors("beneficiary") for debt in links.debts(debtor))
    return {contract.id: (contract, who) for contract, who in found if not who <= own}


def _nearest(links: LinkIndex, mine: "_Clauses", debts: _Debts) -> tuple[str, list[str]]:
    """Of some debts those nearest to a place of a guarantee, and by which rule, if they are one creditor's."""
    there = _named(links, mine, {creditor for _, who in debts.values() for creditor in who})
    near: defaultdict[str, list[str]] = defaultdict(list)
    for identifier, (contract, who) in debts.items():
        theirs = [one for clauses in _clauses(links, contract, mine.document) for one in clauses.spans]
        rule = _distance(links, mine, theirs) if theirs else ""
        near["named" if who & there and rule != "sameClause" else rule].append(identifier)
    rule = next((rule for rule in _NEARNESS if near[rule]), "")
    return (rule, near[rule]) if rule and _is_of_one(debts, near[rule]) else ("", [])


def _is_of_one(debts: _Debts, some: Sequence[str]) -> bool:
    return len({frozenset(debts[identifier][1]) for identifier in some}) == 1


def _named(links: LinkIndex, mine: "_Clauses", creditors: set[str]) -> set[str]:
    """Of some creditors those whom, or a firm of whose house, the words that tell of a guarantee name."""
    text = links.view.snapshot.ledger.text(mine.document)
    said = [f" {name_key(text[start:end])} " for start, end in mine.spans]
    return {one for one in creditors if any(f" {name} " in words for name in _names(links, one) for words in said)}


def _names(links: LinkIndex, actor: str) -> set[str]:
    nodes = [node for firm in links.houses.of(actor) if (node := links.view.node(firm))]
    return {name_key(str(v.decoded)) for n in nodes for p in ("name", "alias") for v in n.values.get(p, ())} - {""}


class _Clauses(NamedTuple):
    """Where a text speaks of a thing at one place."""

    document: bytes
    spans: list[Span]


def _clauses(links: LinkIndex, thing: Node, document: bytes | None = None) -> list[_Clauses]:
    """The places where texts, or one document, tell of a thing: each mention's words, antecedents elsewhere apart."""
    found: defaultdict[tuple[bytes, bytes], set[Span]] = defaultdict(set)
    for said in thing.statements():
        if document in (None, said.document):
            spans = ((w.start, w.end) for w in links.view.evidence(said) if w.part in ("quote", "value"))
            found[said.document, said.subject].update(spans)
    return [_Clauses(key[0], sorted(found[key])) for key in sorted(found)]


def _distance(links: LinkIndex, mine: _Clauses, theirs: list[Span]) -> str:
    if any(a < d and c < b for a, b in mine.spans for c, d in theirs):
        return "sameClause"
    text = links.view.snapshot.ledger.text(mine.document)
    gaps = (text[min(b, d) : max(a, c)] for a, b in mine.spans for c, d in theirs)
    return "sameDocument" if all("\n" in gap for gap in gaps) else "sameParagraph"
