"""Revenue that a side expects of one contract: an amount of that contract, no forecast of a firm's results."""

from collections.abc import Iterable
from dataclasses import replace

from ...facts import Fact, Slot
from ..actors.scene import Scene
from ..language.lexicon import Tag
from . import details
from .amounts import Amount
from .deals import deal, definite
from .sides import owner_of
from .triggers import Trigger

_NEAR = 6
_FUTURE = ("expected", "planned")


def expected(
    scene: Scene, amount: Amount, found: Iterable[Trigger], last_deal: Fact | None
) -> tuple[Fact, Fact, Trigger] | None:  # fmt: skip
    """The contract with the revenue expected of it, the contract alone, and its word; None where no side of a
    contract that is named, or was told before, expects it."""
    noun = _revenue(scene, amount)
    if noun is None or details.modality(scene, amount.first) not in _FUTURE:
        return None
    for trigger in (t for t in found if not t.verbal and scene.clause[t.tag.first] == scene.clause[amount.first]):
        bare = _contract(scene, trigger, amount, last_deal)
        if bare is None or not _own(scene, trigger, amount, bare):
            continue
        told = replace(
            bare, quote=details.quote(scene, [amount.value, scene.words(trigger.tag.first, trigger.tag.last)]),
            head=scene.words(trigger.tag.first, trigger.tag.last), quantity=amount.quantity, number=amount.number,
            value=amount.value, unit=amount.unit, amount_basis=Slot("expectedRevenue", scene.words(*noun[:2])),
        )  # fmt: skip
        return told, bare, trigger
    return None


def _revenue(scene: Scene, amount: Amount) -> Tag | None:
    """The word for revenue beside an amount, with no other amount between."""
    near = (t for t in scene.tagged(("revenueNoun",), 0, len(scene.tokens) - 1) if not t.verbal)
    return next((t for t in near if -_NEAR < t.first - amount.last <= _NEAR), None)


def _contract(scene: Scene, trigger: Trigger, amount: Amount, last_deal: Fact | None) -> Fact | None:
    """The contract of a word: one with its owner and its other side named, or the one told before."""
    if owner_of(scene, trigger) is not None and trigger.tag.last < amount.first:
        made = deal(scene, trigger, None, implying=False)
        return None if made is None else replace(made, modality="asserted", status="announced")
    before = [t.lower for t in scene.tokens[max(0, trigger.tag.first - _NEAR) : trigger.tag.first]]
    led = trigger.tag.last < amount.first or "from" in before or "under" in before
    several = scene.tokens[trigger.tag.last].lower.endswith("s") and not {"the", "these"}.isdisjoint(before)
    if last_deal is None or not led or not (definite(scene, trigger) or several):
        return None
    return replace(last_deal, parties=tuple(p._replace(spot=p.full) for p in last_deal.parties), former=None)


def _own(scene: Scene, trigger: Trigger, amount: Amount, contract: Fact) -> bool:
    """Whether who expects it is a side of the contract, and no analyst."""
    names = {p.name for p in contract.parties}
    cues = [t for t in scene.tagged(("forecast", "expected", "saying"), 0, amount.first) if t.first < amount.first]
    speaker = scene.subject(cues[0].first) if cues else None
    if speaker is None:
        return not any(True for _ in scene.tagged(("projectors",), 0, len(scene.tokens) - 1))
    return speaker.actor is not None and speaker.actor.name in names
