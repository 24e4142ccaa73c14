"""Amounts that replace one another: the former, the step between them, and a contract that a verb of change moves."""

from collections.abc import Sequence
from itertools import pairwise

from ..actors.scene import Scene
from ..language.lexicon import Tag, lexicon
from .amounts import Amount, sort_of
from .deals import Trigger
from .frames import frames

#: Two words before an amount that make it an earlier one.
_REPLACED = {
    ("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to"), ("upsized", "from"),
    ("having", "first"),
}  # fmt: skip
_EARLIER = frozenset(["versus", "previously", "originally", "formerly"])


def superseded(scene: Scene, amount: Amount) -> bool:
    """Whether an amount is what another replaced: "up from $2bn", "lifted to $3m from $2m", "previously $1m"."""
    before = [t.lower for t in scene.tokens[max(0, amount.first - 4) : amount.first]]
    if set(pairwise(before)) & _REPLACED or _EARLIER & set(before) or "against" in before[-3:]:
        return True
    if _once(scene, amount) or _until_now(scene, amount):
        return True
    if _change(scene, amount) is None:
        return False
    return _behind_new(scene, amount) or (_led(scene, amount.first, "from") and _before_new(scene, amount))


def _once(scene: Scene, amount: Amount) -> bool:
    """ "Twice the $550 million originally planned"."""
    behind = [t.lower for t in scene.tokens[amount.last + 1 : amount.last + 3]]
    return (
        bool(behind) and behind[0] in ("originally", "initially", "previously", "first") and behind[-1] != behind[0]
    )


def _until_now(scene: Scene, amount: Amount) -> bool:
    """ "Aa, which had guaranteed 1 million, now guarantees 2 million"."""
    first, last = scene.bounds(amount.first)
    was = any(t.lower == "had" for t in scene.tokens[first : amount.first])
    now = (i for i, t in enumerate(scene.tokens) if t.lower == "now" and not first <= i <= last)
    behind = next(now, None) if was else None
    alike = (q for q in scene.quantities if sort_of(q.quantity.unit) == amount.sort)
    return behind is not None and any(scene.token_at(q.start) > behind for q in alike)


def step(scene: Scene, amount: Amount) -> bool:
    """Whether an amount is only the difference: "increased by $1 billion to $6 billion"."""
    behind = [t.lower for t in scene.tokens[amount.last + 1 : amount.last + 3]]
    leads = scene.tokens[amount.first - 1].lower if amount.first else ""
    goes_on = behind[:1] in (["to"], ["from"]) or (behind[:1] == [","] and behind[-1] in _TAKING)
    return leads == "by" and goes_on and _change(scene, amount) is not None


_TAKING = frozenset("to taking bringing lifting raising".split())


def moved(scene: Scene, amount: Amount) -> Tag | None:
    """The noun that a verb of change moves to this amount: "raised its guarantee of Aa's rent to $3bn"."""
    verb = _change(scene, amount)
    if verb is None or not _led(scene, amount.first, "to") or _acts_between(scene, verb + 1, amount.first):
        return None
    first = _past_lead(scene, amount.first)
    known = frozenset(group for frame in frames() for group in frame.noun)
    nouns = [
        t for t in scene.outer if t.group in known and t.form in ("noun", "word") and not scene.tokens[t.first].verb
    ]
    behind = [t for t in nouns if verb < t.first and t.last < amount.first]
    ahead = [t for t in nouns if first <= t.first and t.last < verb and not _acts_between(scene, t.last + 1, verb)]
    head = next(iter(sorted(behind) or sorted(ahead)), None)
    risen = head is not None and head.group == "equity" and head.last < verb and not scene.passive(verb)
    return None if risen else head  # "its shares rose to 14 dollars"


def _acts_between(scene: Scene, first: int, until: int) -> bool:
    """Whether another verb stands between; one more of change ("taking the total to ...") goes on about the first."""
    change = {t.first for t in scene.by_group.get("change", ())}
    acting = (i for i in range(first, until) if scene.tokens[i].verb and not scene.tokens[i].lower.endswith("ing"))
    return any(i not in change for i in acting)


def _past_lead(scene: Scene, at: int) -> int:
    """Where a clause begins, what leads it left out: "Under the amended agreement, Aa's guarantee rises"."""
    first, _ = scene.bounds(at)
    if not lexicon().has(scene.tokens[first].lower, "lead"):
        return first
    return next((i + 1 for i in range(first, at) if scene.tokens[i].text == ","), first)


def changed(scene: Scene, head: Tag | None, triggers: Sequence[Trigger]) -> Trigger | None:
    """The contract whose noun was moved to an amount: "Aa's deal with Bb was raised to $3bn"."""
    if head is None:
        return None
    nouns = (t for t in triggers if not t.verbal and t.tag.group != "payFor")
    return next((t for t in nouns if t.tag.first <= head.first <= t.tag.last), None)


def _change(scene: Scene, amount: Amount) -> int | None:
    """The verb of change left of an amount in its clause."""
    first, _ = scene.bounds(amount.first)
    return max((t.first for t in scene.tagged(("change",), first, amount.first - 1)), default=None)


def _led(scene: Scene, first: int, word: str) -> bool:
    """Whether a word leads an amount: "from", "from an earlier", "to as much as"."""
    at = first - 1
    while at > 0 and first - at < _LEADS and scene.tokens[at].lower in _BETWEEN:
        at -= 1
    return at >= 0 and scene.tokens[at].lower == word


_BETWEEN = frozenset(
    "a an the its earlier initial original previous prior planned about around roughly nearly some almost up"
    " between as much least more than at just over under".split()
)
_LEADS = 6


def _before_new(scene: Scene, amount: Amount) -> bool:
    """Whether the amount that it gave way to stands right behind it, or beside it, behind "to"."""
    for found in scene.quantities:
        first, last = scene.within(found.start, found.end)
        near = abs(first - amount.last) < 8 or abs(amount.first - last) < 4
        if first != amount.first and _led(scene, first, "to") and near:
            return True
    return False


def _behind_new(scene: Scene, amount: Amount) -> bool:
    """ "To between 9 and 10 million, from 7 to 8 million": all that stands behind "from" was replaced."""
    first, _ = scene.bounds(amount.first)
    turn = max((i for i in range(first, amount.first) if scene.tokens[i].lower == "from"), default=None)
    if turn is None or any(t.verb for t in scene.tokens[turn : amount.first]):
        return False
    new = (scene.within(q.start, q.end) for q in scene.quantities if sort_of(q.quantity.unit) == amount.sort)
    return any(first <= a and b < turn and turn - b <= _NEAR and _led(scene, a, "to") for a, b in new)


#: Tokens between the new amount and the "from" that leads the old one.
_NEAR = 5
