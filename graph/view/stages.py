"""What bounds how far a thing has come, beside what is said of it: the deal that it stands under, and a call-off."""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
#: Modalities of what a text says to be so. What may be signed is not signed.
FIRM = ("asserted", "reported")
_Place = tuple[bytes, int, int]


def telling(node: Node) -> Iterator[StoredStatement]:
    """The statements that tell how far a thing has come: of its figures, then of its kind, the first shown first."""
    for prop in (*model().kind(node.kind).figures, "kind"):
        for value in node.values.get(prop, ()):
            yield from value.statements


def staged(node: Node, off: str | None, deals: Deals | None) -> Node:
    """The node with its bounds. `off`: the status that calls it off. `deals`: what a contracted capacity may stand
    under; None where nobody asks."""
    if off:
        node = replace(node, called_off=off)
    if deals is not None and node.kind == "Capacity" and node.word("kind") == "contracted":
        bound = _furthest(_nearest(node, [d for d in deals(node) if d.kind == "Deal" and _covers(d, node)]))
        return replace(node, bound=bound) if bound else node
    return node


def called_off(node: Node, ranking: Ranking, as_of: PartialDate | None) -> str | None:
    """The status by which a text calls off what others tell: one that the policy ranks before the furthest of them.

    As of a date the newest text before it that states a status decides. What is called off later stands then.
    """
    told = [said for said in telling(node) if said.status]
    if not any(map(is_out, told)):
        return None
    stated = ranking.ordered(told)
    if as_of is not None:
        days = {said.id: _day(node, said, ranking) for said in stated}
        told = [said for said in stated if _was(days[said.id], as_of)]
        if told:
            newest = max(days[said.id] for said in told)
            last = [said for said in told if days[said.id] == newest]
            return last[0].status if all(is_out(said) for said in last) else None
        stated = tuple(said for said in stated if not (days[said.id] and is_out(said))) or stated
    return _ranked_off(stated)


def _ranked_off(stated: Sequence[StoredStatement]) -> str | None:
    """The call-off that ranks before the furthest status that any text states, if there is one."""
    words = model().vocabularies["status"]
    rank, standing = list(words).index, [said for said in stated if said.status in words and not is_out(said)]
    if not standing:
        return stated[0].status
    track = [said for said in standing if words.family(said.status or "") == words.family(standing[0].status or "")]
    firm = [said for said in track if said is standing[0] or said.modality in FIRM]
    far = max(firm, key=lambda said: rank(said.status or ""))
    return next((said.status for said in stated[: stated.index(far)] if is_out(said)), None)


def _day(node: Node, said: StoredStatement, ranking: Ranking) -> str:
    """The day on which a text tells how far a thing has come; of a call-off that which it names, if it does."""
    named = (
        one for value in node.values.get("date", ()) for one in value.statements
        if is_out(one) and one.document == said.document
    )  # fmt: skip
    found = next(named, None) if is_out(said) else None
    return str(found.object) if found else ranking.day(said)


def _was(day: str, as_of: PartialDate) -> bool:
    date = parsed(day)
    return date is not None and begun(date, as_of) == "yes"


def is_out(said: StoredStatement) -> bool:
    """Whether a statement stands in words that call its thing off."""
    return _is_out(said.status)


def _is_out(word: str | None) -> bool:
    words = model().vocabularies["status"]
    return word in words and words.family(word or "") == OUT


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
