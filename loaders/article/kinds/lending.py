"""Loans: who lends and who borrows, by the verb, by the trade of both sides, and what was drawn of a facility."""

from collections.abc import Iterable
from dataclasses import replace

from ...facts import Fact, Slot
from ..actors.references import Reference
from ..actors.scene import Scene
from ..language.lexicon import Tag, lexicon
from . import details
from .amounts import Amount

#: Kinds of flows that somebody lends.
LENT = ("loan", "creditFacility")
#: Roles by preposition where the subject lends: "a bank agreed a facility for Aa".
FROM_LENDER = {"to": "beneficiary", "for": "beneficiary", "by": "lender", "with": "beneficiary"}

_LENDERS = frozenset("bank banque banca banco bancorp credit lending sparebank landesbank kfw".split())
#: Roles of firms that manage money; who also has another trade borrows as often as it lends.
_MANAGERS, _BANKS = frozenset(["assetManager"]), frozenset(["bank"])


def _trade(reference: Reference) -> int:
    """How much it is somebody's trade to lend, by name or by what is said of it: 2 a bank, 1 a fund, 0 not."""
    actor = reference.actor
    if actor is None:
        return 0
    if actor.roles & _BANKS or _LENDERS & {w.lower() for w in actor.name.split()}:
        return 2
    return 1 if actor.roles and actor.roles <= _MANAGERS else 0


def lends(scene: Scene, amount: Amount, subject: Reference) -> bool:
    """Whether the subject of an amount lends it: nobody whose trade that is more stands on the other side."""
    own = _trade(subject)
    if own == 0 or _lent_by(scene, amount):
        return False
    return all(_trade(r) <= own for r in scene.after(amount.last, ("with",), scene.stop(amount.last)))


def takes(scene: Scene, amount: Amount, subject: Reference | None) -> bool:
    """Whether a bank is named as the source of what a firm of another trade arranges: "arranged a loan with Aa"."""
    sources = scene.after(amount.last, ("with", "from"), scene.stop(amount.last))
    return subject is not None and any(_trade(r) > _trade(subject) for r in sources)


def _lent_by(scene: Scene, amount: Amount) -> bool:
    """ "Bank Aa closed a facility led by Bb": another lends and nobody else takes it, so that the subject does."""
    stop = scene.stop(amount.last)
    return bool(scene.after(amount.last, ("by", "from"), stop)) and not scene.after(amount.last, ("for", "to"), stop)


def mixed(scene: Scene, subject: Reference | None) -> bool:
    """ "A bank and a miner closed a facility": one of them lends, and the text does not say to whom."""
    trades = {_trade(r) for r in scene.listed(subject)} if subject is not None else set()
    return 2 in trades and 0 in trades


def grants(scene: Scene, verb: int | None) -> bool:
    """Whether the verb at a token gives what is lent to its object: "lend", "provide Aa with"."""
    word = scene.tokens[verb].lower if verb is not None else ""
    given = lexicon().has(word, "grant") and not word.endswith("ing")  # "an agreement providing for 3 million"
    return lexicon().has(word, "lend") or given


def borrowers(scene: Scene, amount: Amount, verb: int) -> list[Reference]:
    """Who stands between the verb and the amount; behind another amount of the list ("lends Aa 2 and Bb 7") only
    who stands right before this one."""
    others = [scene.token_at(q.start) for q in scene.quantities if verb < scene.token_at(q.start) < amount.first]
    if not others:
        return scene.objects(verb, amount.first)
    return [r for r in scene.references if r.how == "name" and others[-1] < r.first and r.last == amount.first - 1]


def drawn(scene: Scene, amount: Amount) -> Tag | None:
    """The verb that says that an amount was drawn: "drew 3 million under", "of which 3 million has been drawn"."""
    first, last = scene.bounds(amount.first)
    before = scene.governing(amount.first)
    for tag in scene.tagged(("draw",), first, last):
        if scene.tokens[tag.first].joined:
            continue  # "a delayed-draw loan"
        behind = 0 < tag.first - amount.last <= _REACH and not _other_amount(scene, amount.last, tag.first)
        if (tag.first == before and not _under(scene, tag.last, amount.first)) or behind:
            return tag
    return None


#: Tokens from an amount to the verb that it is the subject of ("3 million has so far been drawn").
_REACH = 6


def _under(scene: Scene, first: int, last: int) -> bool:
    """ "Drew 3 million under its 10 million facility": the facility is not what was drawn."""
    return any(t.lower in ("under", "from", "on") for t in scene.tokens[first + 1 : last])


def _other_amount(scene: Scene, first: int, last: int) -> bool:
    return any(first < scene.token_at(q.start) < last for q in scene.quantities)


def draw(scene: Scene, amount: Amount, told: Iterable[Fact]) -> Fact | None:
    """What was drawn of a facility that the same sentence tells, with the sides of that: no second loan."""
    tag = drawn(scene, amount)
    whole = [f for f in told if _facility(f) and scene.sentence.start <= f.quote[0]]
    if tag is None or not whole:
        return None
    return replace(
        whole[-1], quote=details.quote(scene, [amount.value]), head=scene.words(tag.first, tag.last),
        quantity=amount.quantity, number=amount.number, value=amount.value, unit=amount.unit, former=None,
        amount_basis=_basis(scene, tag), modality=details.modality(scene, amount.first), status="closed",
    )  # fmt: skip


def basis(scene: Scene, amount: Amount) -> Slot | None:
    """The basis of an amount that was drawn."""
    tag = drawn(scene, amount)
    return None if tag is None else _basis(scene, tag)


def _basis(scene: Scene, tag: Tag) -> Slot:
    return Slot("drawn", scene.words(tag.first, tag.last))


def _facility(fact: Fact) -> bool:
    return fact.type == "CapitalFlow" and fact.kind in LENT and fact.quantity is not None
