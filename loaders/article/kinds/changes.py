"""Amounts that replace one another: the former, the step between them, and a contract that a verb of change moves."""

from collections.abc import Sequence
from itertools import pairwise

from ..actors.scene import Scene
from ..language.lexicon import lexicon
from .amounts import Amount
from .deals import Trigger

#: Two words before an amount that make it an earlier one.
_REPLACED = {
    ("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to"), ("upsized", "from"),
    ("having", "first"),
}  # fmt: skip
_EARLIER = frozenset(["versus", "previously", "originally", "formerly"])


def superseded(scene: Scene, amount: Amount) -> bool:
    """Whether an amount is what another replaced: "up from $2bn", "lifted to $3m from $2m", "previously $1m"."""
    before = [t.lower for t in scene.tokens[max(0, amount.first - 4) : amount.first]]
    if (
        set(pairwise(before)) & _REPLACED
        or _EARLIER & set(before)
        or "against" in before[-3:]
        or _once(scene, amount)
    ):
        return True
    return before[-1:] == ["from"] and _change(scene, amount) is not None and _other_side(scene, amount)


def _once(scene: Scene, amount: Amount) -> bool:
    """ "Twice the $550 million originally planned"."""
    behind = [t.lower for t in scene.tokens[amount.last + 1 : amount.last + 3]]
    return (
        bool(behind) and behind[0] in ("originally", "initially", "previously", "first") and behind[-1] != behind[0]
    )


def step(scene: Scene, amount: Amount) -> bool:
    """Whether an amount is only the difference: "increased by $1 billion to $6 billion"."""
    behind = scene.tokens[amount.last + 1].lower if amount.last + 1 < len(scene.tokens) else ""
    leads = scene.tokens[amount.first - 1].lower if amount.first else ""
    return leads == "by" and behind in ("to", "from") and _change(scene, amount) is not None


def changed(scene: Scene, amount: Amount, triggers: Sequence[Trigger]) -> Trigger | None:
    """The noun of the contract that was moved to this amount: "Aa's deal with Bb was raised to $3bn"."""
    if not amount.first or scene.tokens[amount.first - 1].lower != "to":
        return None
    verb = _change(scene, amount)
    first, _ = scene.bounds(amount.first)
    nouns = [t for t in triggers if not t.verbal and first <= t.tag.first < amount.first]
    return nouns[-1] if verb is not None and nouns else None


def _change(scene: Scene, amount: Amount) -> int | None:
    """The verb of change left of an amount in its clause."""
    first, _ = scene.bounds(amount.first)
    found = [i for i in range(first, amount.first) if lexicon().has(scene.tokens[i].lower, "change")]
    return found[-1] if found else None


def _other_side(scene: Scene, amount: Amount) -> bool:
    """Whether the amount it gave way to stands beside it, behind "to"."""
    for found in scene.quantities:
        first, last = scene.within(found.start, found.end)
        led = any(scene.tokens[i].lower == "to" for i in range(max(0, first - 3), first))
        near = abs(first - amount.last) < 8 or abs(amount.first - last) < 4
        if first != amount.first and led and near:
            return True
    return False
