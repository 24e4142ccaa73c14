"""Token purchases: coins that a firm bought for its treasury."""

from ...facts import Fact
from ..actors.references import Reference
from ..actors.scene import Scene
from . import details
from .amounts import Amount


def purchase(scene: Scene, amount: Amount) -> Fact | None:
    """The purchase of tokens; production, holdings and collateral are none."""
    verb = scene.governing(amount.first)
    first, last = scene.bounds(amount.first)
    buying = [t for t in scene.tagged(("buyTokens",), first, amount.first) if verb is None or t.first >= verb]
    selling = [t for t in scene.tagged(("sell",), first, amount.first) if t.first == verb]
    if not buying and not selling:
        return None
    at = verb if verb is not None else amount.first
    subject = scene.subject(at) or _mover(scene, at) or scene.focus
    sides = [(subject, "seller" if selling else "buyer")]
    near = [
        r for r in scene.after(amount.last, ("from",), last + 1) if not selling and _right_behind(scene, amount, r)
    ]
    sides += [(r, "seller") for r in near[:1]]
    sides += [(r, "buyer") for r in scene.after(amount.last, ("to",), last + 1) if selling]
    parties = tuple(p for r, role in sides if r is not None and (p := details.party(r, role)))
    if not parties or (selling and len(parties) < 2):
        return None
    said = details.modality(scene, amount.first)
    slots = dict(details.dates(scene, amount.first))
    cue = (selling or buying)[-1]
    return Fact(
        "CapitalFlow", "tokenPurchase", parties, details.quote(scene, [amount.value, *(p.spot for p in parties)]),
        scene.words(cue.first, cue.last), amount.quantity, amount.number, amount.value, modality=said,
        status="planned" if said == "planned" else "closed", date=slots.get("date"), confidence=0.8,
    )  # fmt: skip


def _right_behind(scene: Scene, amount: Amount, reference: Reference) -> bool:
    return not any(t.kind == "mark" or t.verb for t in scene.tokens[amount.last + 1 : reference.first])


def _mover(scene: Scene, at: int) -> Reference | None:
    """ "The move by Aa to purchase": the agent of the noun before the infinitive."""
    agents = [r for r in scene.references if r.preposition == "by" and r.last < at]
    return agents[-1] if agents else None
