"""What bounds how far a thing has come, beside what is said of it: the deal that it stands under, and a call-off."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from ...schema.dates import PartialDate
from ...schema.model import model
from ..ledger.records import StoredStatement
from ..policies.policy import OUT
from ..times.clock import begun, parsed
from .node import Node
from .ranking import Ranking

#: Gives the deals that a contracted capacity may stand under.
Deals = Callable[[Node], Iterable[Node]]
_Place = tuple[bytes, int, int]


def telling(node: Node) -> Iterator[StoredStatement]:
    """The statements that tell how far a thing has come: of its figures, then of its kind, the first shown first."""
    for prop in (*model().kind(node.kind).figures, "kind"):
        for value in node.values.get(prop, ()):
            yield from value.statements


def staged(node: Node, ranking: Ranking, as_of: PartialDate | None, deals: Deals | None) -> Node:
    """The node with its bounds. `deals`: what a contracted capacity may stand under; None where nobody asks."""
    if as_of is not None and (word := _called_off(node, ranking, as_of)):
        node = replace(node, called_off=word)
    if deals is not None and node.kind == "Capacity" and node.word("kind") == "contracted":
        bound = _furthest(_nearest(node, [d for d in deals(node) if d.kind == "Deal" and _covers(d, node)]))
        return replace(node, bound=bound) if bound else node
    return node


def _called_off(node: Node, ranking: Ranking, as_of: PartialDate) -> str | None:
    """The status by which the newest text before a date that states one calls it off."""
    stated = [said for said in telling(node) if said.status]
    if not any(_is_out(said.status) for said in stated):
        return None
    told = [(day, said) for said in stated if (day := ranking.day(said)) and _was(day, as_of)]
    newest = max((day for day, _ in told), default="")
    last = [said for day, said in told if day == newest]
    return last[0].status if last and all(_is_out(said.status) for said in last) else None


def _was(day: str, as_of: PartialDate) -> bool:
    date = parsed(day)
    return date is not None and begun(date, as_of) == "yes"


def _is_out(word: str | None) -> bool:
    return word is not None and model().vocabularies["status"].family(word) == OUT


# -- the deal that megawatts stand under


def _covers(deal: Node, capacity: Node) -> bool:
    """Whether a deal is between two sides of a capacity, or is named by it."""
    if any(str(value.decoded) == deal.id for value in capacity.values.get("underDeal", ())):
        return True
    mine, theirs = ({(p.role, p.actor) for p in node.parties} for node in (capacity, deal))
    return any(one[1] != other[1] and _opposite(one[0], other[0]) for one, other in combinations(mine & theirs, 2))


def _opposite(one: str, other: str) -> bool:
    """Whether two roles are not of one side; of those that no text states nobody knows."""
    return one != other or one == "party"


def _nearest(capacity: Node, deals: list[Node]) -> list[Node]:
    """Of several deals those that the same words tell; all if none is."""
    mine = _places(capacity)
    near = [deal for deal in deals if any(_meet(one, other) for one in mine for other in _places(deal))]
    return near or deals


def _places(node: Node) -> set[_Place]:
    return {(said.document, *span) for said in telling(node) for span in _spans(said.evidence)}


def _spans(evidence: str) -> Iterator[tuple[int, int]]:
    """Where the quotes and values of an encoded evidence stand."""
    for piece in evidence.split():
        start, _, rest = piece.partition("-")
        part = rest.lstrip("0123456789")
        if part in ("quote", "value"):
            yield int(start), int(rest[: len(rest) - len(part)])


def _meet(one: _Place, other: _Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _furthest(deals: list[Node]) -> str | None:
    """The status that bounds what stands under some deals; None where one of them bounds nothing.

    What follows from the way in which a deal is told bounds nothing if a text asserts it: what is contracted and
    asserted is signed, and so is its deal.
    """
    from ..status import modality, status  # reads nodes itself

    ranks = list(model().vocabularies["status"])
    found = []
    for deal in deals:
        word, stated = status(deal)
        if word is None or not (stated or modality(deal) != "asserted"):
            return None
        found.append(word)
    standing = [word for word in found if not _is_out(word)] or found
    return max(standing, key=ranks.index, default=None)
