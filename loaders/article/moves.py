"""Market moves: a percentage by which a share, an index or a sector rose or fell."""

from ..facts import Fact, Party
from . import details
from .amounts import Amount
from .lexicon import Tag
from .references import Reference
from .scene import Scene

_REACH = 7


def moves(scene: Scene, found: list[Amount], market: bool) -> list[Fact]:
    """The market moves of a sentence; "A and B rose 1% and 2% respectively" gives each its own.

    `market`: the text speaks of shares somewhere, so that a firm that "climbed 9%" means its price.
    """
    made: list[Fact] = []
    directions = {a.first: _direction(scene, a) for a in found}
    for amount in found:
        direction = directions[amount.first]
        if direction is None or not _of_market(scene, amount, direction, market):
            continue
        named = _subjects(scene, amount, direction)
        peers = [a for a in found if directions[a.first] == direction]
        paired = _paired(amount, peers, named)
        for name, kind, party in paired:
            if name:
                made.append(_move(scene, amount, direction, kind, party))
    return made


def _direction(scene: Scene, amount: Amount) -> Tag | None:
    """The word of rising or falling that governs a percentage: nearest, before it preferred."""
    first, last = scene.bounds(amount.first)
    near = [t for t in scene.tagged(("up", "down"), max(first, amount.first - _REACH), min(last, amount.last + 4))
            if t.last < amount.first or t.first > amount.last]  # fmt: skip
    return min(near, key=lambda t: abs(t.first - amount.first) + (2 if t.first > amount.last else 0), default=None)


def _of_market(scene: Scene, amount: Amount, direction: Tag, market: bool) -> bool:
    first, last = scene.bounds(amount.first)
    if any(True for _ in scene.tagged(("moveNot", "stake"), first, min(last, amount.last + 4))):
        return False
    if scene.tokens[amount.first - 1].lower == "to" or (_elliptic(scene, direction) and _results(scene, direction)):
        return False
    return (
        market
        or any(True for _ in scene.tagged(("security", "trading", "sectorNoun"), 0, len(scene.tokens) - 1))
        or any(actor.kind == "Index" for _, _, actor in scene.named)
    )


def _elliptic(scene: Scene, direction: Tag) -> bool:
    """ "Aa's leapt 33%": what of Aa's, the words before say."""
    return direction.first > 0 and scene.tokens[direction.first - 1].kind == "possessive"


def _results(scene: Scene, direction: Tag) -> bool:
    return any(True for _ in scene.tagged(("moveNot",), 0, direction.first))


def _subjects(scene: Scene, amount: Amount, direction: Tag) -> list[tuple[str, str, Party]]:
    """Whose price it is: indices and firms before the move in its clause, else a sector, else the subject."""
    first, _ = scene.bounds(amount.first)
    at = min(direction.first, amount.first)
    earlier = [scene.within(q.start, q.end)[1] for q in scene.quantities]
    first = max([first, *(i + 1 for i in earlier if i < at)])
    indices = [(a, b, x) for a, b, x in scene.named if x.kind in ("Index", "Token") and first <= a < at]
    if indices:
        return [
            (x.name, "index", Party(x.name, "subject", "Group", x.full, scene.words(a, b))) for a, b, x in indices
        ]
    sector = _sector(scene, at)
    if sector is not None:
        made = details.group(scene, sector, "subject")
        return [(made.name, "sector", made)]
    subject = _owner(scene, direction, first) or scene.subject(at) or _owner(scene, direction, 0)
    named = [
        r
        for r in scene.references
        if r.how != "project" and first <= r.first < at and r.preposition in ("of", "like", "")
    ]
    reference = subject or (named[-1] if named else scene.focus if scene.open_to_focus(at) else None)
    if reference is None or reference.how == "group":
        return []
    rows = [details.party(r, "subject") for r in scene.listed(reference)]
    return [(p.name, "share", p) for p in rows if p]


def _owner(scene: Scene, direction: Tag, first: int) -> Reference | None:
    """Whose share it is: "its stock", "Aa's shares", "shares of Aa", or "Aa's leapt" on its own."""
    at = direction.first
    if _elliptic(scene, direction):
        return next((r for r in scene.references if r.possessive and r.last == at - 2), None)
    for tag in scene.tagged(("security",), first, min(at + 5, len(scene.tokens) - 1)):
        for reference in scene.references:
            owns = reference.possessive and 0 < tag.first - reference.last < 4 and reference.last < at + 6
            if owns or (reference.preposition == "of" and 0 < reference.first - tag.last < 3 and reference.last < at):
                return reference
    return None


def _sector(scene: Scene, at: int) -> Reference | None:
    first, _ = scene.bounds(at)
    groups = [r for r in scene.references if r.how == "group" and first <= r.first < at and not r.preposition]
    if not groups or any(r.how == "name" and first <= r.first < at and not r.barred for r in scene.references):
        return None
    return groups[-1]


def _paired(amount: Amount, peers: list[Amount], named: list[tuple[str, str, Party]]) -> list[tuple[str, str, Party]]:
    """With as many percentages of one move as names, the nth belongs to the nth."""
    if len(peers) > 1 and len(named) == len(peers):
        return [named[peers.index(amount)]]
    return named if len(peers) == 1 or len(named) == 1 else []


def _move(scene: Scene, amount: Amount, direction: Tag, kind: str, party: Party) -> Fact:
    quantity = amount.quantity
    fell = direction.group == "down"
    if fell and (quantity.interval.upper or 0) > 0:
        quantity = type(quantity)(
            -quantity.interval, quantity.unit, quantity.qualifier, quantity.unit_basis, quantity.verbatim
        )
    words = scene.words(direction.first, direction.last)
    slots = dict(details.dates(scene, amount.first))
    return Fact(
        "MarketMove", kind, (party,), details.quote(scene, [amount.value, party.spot, words]), words,
        quantity, amount.number, amount.value, direction=words if fell else None,
        modality="asserted", date=slots.get("date"), confidence=0.7,
    )  # fmt: skip
