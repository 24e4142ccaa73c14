"""Market moves: a percentage by which a share, an index or a sector rose or fell."""

from ...facts import Fact, Party, Words
from ..actors.references import Reference
from ..actors.scene import Scene
from ..language.lexicon import Tag
from . import details
from .amounts import Amount

_REACH = 8
_SIGNS = {"+": "up", "-": "down", "−": "down", "–": "down"}


def moves(scene: Scene, found: list[Amount], market: bool) -> list[Fact]:
    """The market moves of a sentence; "A and B rose 1% and 2% respectively" gives each its own.

    `market`: the text speaks of shares somewhere, so that a firm that "climbed 9%" means its price.
    """
    made: list[Fact] = []
    directions = {a.first: _direction(scene, a, found) for a in found}
    for amount in found:
        direction = directions[amount.first]
        if direction is None or not _of_market(scene, amount, direction, market):
            continue
        peers = [a for a in found if directions[a.first] == direction]
        rows = [row for row in _paired(amount, peers, _subjects(scene, amount, direction)) if row[0]]
        if not rows and made:
            rows = [
                (made[-1].parties[0].name, made[-1].kind or "share", made[-1].parties[0])
            ]  # "up 8%, then down 2%"
        made.extend(_move(scene, amount, direction, kind, party) for _, kind, party in rows)
    return made


def _direction(scene: Scene, amount: Amount, peers: list[Amount]) -> Tag | None:
    """The word or sign of rising or falling that governs a percentage: nearest, before it preferred.

    A later figure of a list ("Aa rose 3% and Bb 2%") has the direction of the figure before it.
    """
    sign = scene.tokens[amount.first - 1] if amount.first else None
    if sign is not None and sign.text in _SIGNS and sign.end == scene.tokens[amount.first].start:
        return Tag(amount.first - 1, amount.first - 1, _SIGNS[sign.text], "sign")
    first, last = scene.bounds(amount.first)
    near = [t for t in scene.tagged(("up", "down"), max(first, amount.first - _REACH), min(last, amount.last + 4))
            if (t.last < amount.first or t.first > amount.last) and _moving(scene, t, amount)]  # fmt: skip
    own = min(near, key=lambda t: abs(t.first - amount.first) + (2 if t.first > amount.last else 0), default=None)
    if own is not None and (own.first > amount.last or not _figure_between(own, amount, peers)):
        return own
    earlier = [a for a in peers if a.last < amount.first]
    if earlier and _compared(scene, amount) is not None:
        return _direction(scene, earlier[-1], peers)
    listed = earlier and _adjacent(scene, amount) is not None
    return own or (_direction(scene, earlier[-1], peers) if listed else None)


def _moving(scene: Scene, tag: Tag, amount: Amount) -> bool:
    """Whether an adverb stands where it says a direction: "up 4%", "4% higher", not "up to 4%" or "set off"."""
    if tag.form != "word":
        return True
    word = scene.tokens[tag.first].lower
    following = scene.tokens[tag.last + 1].lower if tag.last + 1 < len(scene.tokens) else ""
    if following == "to" or (word in ("below", "ahead", "off", "better") and following in ("the", "of", "its")):
        return False
    gap = tag.first - amount.last if tag.first > amount.last else amount.first - tag.last
    return gap <= 3


def _figure_between(tag: Tag, amount: Amount, peers: list[Amount]) -> bool:
    return any(tag.last < a.first and a.last < amount.first for a in peers)


def _of_market(scene: Scene, amount: Amount, direction: Tag, market: bool) -> bool:
    first, last = scene.bounds(amount.first)
    near = scene.tagged(("moveNot", "stake"), max(first, direction.first - _REACH - 4), min(last, amount.last + 4))
    if any(not scene.in_name(t) for t in near):
        return False
    if scene.tokens[amount.first - 1].lower in ("to", "than") or (
        _elliptic(scene, direction) and _results(scene, direction)
    ):
        return False
    return (
        market
        or direction.form == "sign"
        or _told_of_firm(scene, direction)
        or any(True for _ in scene.tagged(("security", "trading", "sectorNoun"), 0, len(scene.tokens) - 1))
        or any(actor.kind in ("Index", "Token") for _, _, actor in scene.named)
    )


def _told_of_firm(scene: Scene, direction: Tag) -> bool:
    """Whether a firm itself "fell 3%": that can only be its price."""
    starts = (scene.token_at(q.start) for q in scene.quantities if q.quantity.unit == "percent")
    if not direction.verbal or not any(0 < start - direction.last < 4 for start in starts):
        return False
    if any(scene.tokens[direction.first].lower.startswith(stem) for stem in _GROWS):
        return False
    subject = scene.subject(direction.first)
    return subject is not None and subject.how == "name" and not subject.possessive


#: Verbs that say of a firm itself that its business grew or shrank, not its price.
_GROWS = ("grow", "grew", "increas", "add", "lose", "lost", "expand", "contract", "decreas", "declin", "shed")


def _elliptic(scene: Scene, direction: Tag) -> bool:
    """ "Aa's leapt 33%": what of Aa's, the words before say."""
    return direction.first > 0 and scene.tokens[direction.first - 1].kind == "possessive"


def _results(scene: Scene, direction: Tag) -> bool:
    return any(True for _ in scene.tagged(("moveNot",), 0, direction.first))


def _subjects(scene: Scene, amount: Amount, direction: Tag) -> list[tuple[str, str, Party]]:
    """Whose price it is: the name right before it, indices and firms before the move, a sector, the subject."""
    first, _ = scene.bounds(amount.first)
    at = min(direction.first, amount.first)
    beside = _adjacent(scene, amount)
    if beside is not None:
        return beside
    earlier = [scene.within(q.start, q.end)[1] for q in scene.quantities]
    behind = max([first, *(i + 1 for i in earlier if i < at)])
    indices = [(a, b, x) for a, b, x in scene.named if x.kind in ("Index", "Token") and behind <= a < at]
    if indices and not _belongs(scene, direction, behind):
        return [_index(scene, a, b, x.name, x.full) for a, b, x in indices]
    coin = next((t for t in scene.tagged(("token",), behind, at - 1) if at - t.last < 3), None)
    if coin is not None and not _belongs(scene, direction, behind):
        words = scene.words(coin.first, coin.last)
        return [_index(scene, coin.first, coin.last, scene.sentence.text[slice(*words)], words)]
    sector = _sector(scene, at)
    if sector is not None:
        made = details.group(scene, sector, "subject")
        return [(made.name, "sector", made)]
    return _shares(scene, direction, at, behind, earlier)


def _index(scene: Scene, first: int, last: int, name: str, full: Words) -> tuple[str, str, Party]:
    return name, "index", Party(name, "subject", "Group", full, scene.words(first, last))


def _shares(scene: Scene, direction: Tag, at: int, behind: int, earlier: list[int]) -> list[tuple[str, str, Party]]:
    subject = _belongs(scene, direction, behind) or scene.subject(at) or _belongs(scene, direction, 0)
    named = [
        r for r in scene.references
        if r.how != "project" and behind <= r.first < at and r.preposition in ("of", "like", "") and not r.object
    ]  # fmt: skip
    if subject is not None and any(subject.last < i < at for i in earlier) and named:
        subject = named[-1]
    reference = subject or (named[-1] if named else scene.focus if scene.open_to_focus(at) else None)
    if reference is None or reference.how == "group" or _of_something_else(scene, reference, direction):
        return []
    rows = [details.party(r, "subject") for r in scene.listed(reference)]
    return [(p.name, "share", p) for p in rows if p]


def _of_something_else(scene: Scene, reference: Reference, direction: Tag) -> bool:
    """ "Aa's headcount fell 3%": what belongs to the firm moved, and it is no share of it."""
    if not reference.possessive or _elliptic(scene, direction):
        return False
    return not any(True for _ in scene.tagged(("security",), reference.last, reference.last + 4))


def _compared(scene: Scene, amount: Amount) -> tuple[str, str, Party] | None:
    """ "... against 12% for the Russell 2000": an index beside which a share is set."""
    led = any(
        t.lower in ("versus", "against", "with", "vs") for t in scene.tokens[max(0, amount.first - 3) : amount.first]
    )
    for a, b, actor in scene.named:
        near = 0 < a - amount.last < 4 and scene.tokens[amount.last + 1].lower in ("for", "in", "by")
        if led and near and actor.kind == "Index":
            return _index(scene, a, b, actor.name, actor.full)
    return None


def _adjacent(scene: Scene, amount: Amount) -> list[tuple[str, str, Party]] | None:
    """The name right before a figure of a list: "Aa +12%, Bb -3%", "and the Nasdaq 0.2% firmer"."""
    compared = _compared(scene, amount)
    if compared is not None:
        return [compared]
    at = amount.first - 1
    while at >= 0 and (
        scene.tokens[at].text in "+-−–:("
        or scene.tokens[at].kind == "possessive"
        or scene.tokens[at].lower in _FILLERS
    ):
        at -= 1
    for a, b, actor in scene.named:
        if b == at and actor.kind in ("Index", "Token"):
            return [_index(scene, a, b, actor.name, actor.full)]
    for reference in scene.references:
        if (
            reference.last == at
            and reference.how == "name"
            and not reference.object
            and reference.preposition in ("", "of")
        ):
            made = details.party(reference, "subject")
            return [(made.name, "share", made)] if made else None
    return None


_FILLERS = frozenset("by some about around just was were is up down off nearly almost roughly another a".split())


def _belongs(scene: Scene, direction: Tag, first: int) -> Reference | None:
    """Whose share it is: "its stock", "Aa's shares", "shares of Aa", or "Aa's leapt" on its own."""
    at = direction.first
    if _elliptic(scene, direction):
        return next((r for r in scene.references if r.possessive and r.last == at - 2), None)
    for tag in scene.tagged(("security",), first, min(at + 5, len(scene.tokens) - 1)):
        for reference in scene.references:
            owns = reference.possessive and 0 < tag.first - reference.last < 4 and reference.last < at + 6
            if owns or (
                reference.preposition in ("of", "in") and 0 < reference.first - tag.last < 3 and reference.last < at
            ):
                return reference
    return None


def _sector(scene: Scene, at: int) -> Reference | None:
    first, _ = scene.bounds(at)
    groups = [r for r in scene.references if r.how == "group" and first <= r.first < at and not r.preposition]
    if not groups or any(r.how == "name" and first <= r.first < at and not r.barred for r in scene.references):
        return None
    return groups[0]


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
