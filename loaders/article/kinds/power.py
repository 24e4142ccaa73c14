"""The words of power around a figure of megawatts."""

from collections.abc import Iterable

from ..actors.scene import Scene
from ..language.lexicon import Tag
from .amounts import Amount

#: Tokens between a figure and the word that says what it is.
REACH = 9
_SHORT = 4
_TELLING = ("operate", "holder", "standing", "planPower", "addPower", "contractPower", "underway")


def nearest(scene: Scene, groups: Iterable[str], amount: Amount, reach: int) -> Tag | None:
    """The nearest tag of these groups in the amount's clause, within so many tokens."""
    first, last = scene.bounds(amount.first)
    if last - first < _SHORT and last + 1 < len(scene.tokens):
        last = scene.bounds(last + 1)[1]  # "36 MW: load added by Aa"
    low, high = max(first, amount.first - reach), min(last, amount.last + reach)
    found = [t for t in scene.tagged(groups, low, high) if t.last < amount.first or t.first > amount.last]
    return min(found, key=lambda t: apart(t, amount), default=None)


def telling(scene: Scene, amount: Amount) -> Tag | None:
    """The word that says what a figure of megawatts is: standing, planned, promised or added."""
    return nearest(scene, _TELLING, amount, REACH)


def apart(tag: Tag, amount: Amount) -> int:
    """How many tokens a word is away from an amount."""
    return max(tag.first - amount.last, amount.first - tag.last)
