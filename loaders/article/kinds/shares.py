"""What each of several amounts of one verb has to itself: "leases 120 MW from Aa and 80 MW from Bb"."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..actors.references import Reference
from ..actors.scene import Scene
from .amounts import Amount, sort_of

_LINKS = frozenset([",", "and", "or", "&", "while", "plus"])
_LEADS = frozenset(["another", "a", "further"])


def rivals(scene: Scene, amount: Amount) -> list[tuple[int, int]]:
    """First and last tokens of the amounts of one sort that share a verb, in order, the given one among them."""
    clause = scene.clause[amount.first]
    alike = (q for q in scene.quantities if sort_of(q.quantity.unit) == amount.sort)
    found = (scene.within(q.start, q.end) for q in alike)
    run: list[tuple[int, int]] = []
    for first, last in (span for span in found if scene.clause[span[0]] == clause):
        if run and any(t.verb for t in scene.tokens[run[-1][1] : first]):
            if run[-1][1] >= amount.first:
                break
            run = []
        run.append((first, last))
    return run


def own(scene: Scene, amount: Amount, found: Sequence[Reference]) -> list[Reference]:
    """Of those that may be on an amount's other side the ones that stand with it, where each of several has its own;
    all of them where the amounts share them."""
    share = _share(scene, amount, found)
    return list(found) if share is None else share


def shared_out(scene: Scene, amount: Amount, found: Sequence[Reference]) -> bool:
    """Whether each of several amounts has another one on its other side, so that no contract is over all of them."""
    return _share(scene, amount, found) is not None


def _share(scene: Scene, amount: Amount, found: Sequence[Reference]) -> list[Reference] | None:
    each = rivals(scene, amount)
    if len(each) < 2:
        return None
    at = next((n for n, (first, last) in enumerate(each) if first <= amount.first <= last), 0)
    shares = (_behind(each, found), _ahead(scene, each, found))
    return next((share[at] for share in shares if all(share)), None)


def goes_on(scene: Scene, amount: Amount) -> bool:
    """Whether an amount goes on a list of one verb: "supplies 50 MW to Aa, 30 MW to Bb and 20 MW to Cc"."""
    first, last = rivals(scene, amount)[0]
    return first < amount.first and not any(t.verb for t in scene.tokens[last : amount.first])


def _behind(each: Sequence[tuple[int, int]], found: Sequence[Reference]) -> list[list[Reference]]:
    ends = [first for first, _ in each[1:]]
    spans = zip(each, [*ends, None], strict=True)
    return [[r for r in found if last < r.first and (end is None or r.first < end)] for (_, last), end in spans]


def _ahead(scene: Scene, each: Sequence[tuple[int, int]], found: Sequence[Reference]) -> list[list[Reference]]:
    starts = [-1, *(last for _, last in each[:-1])]
    spans = list(zip(starts, (first for first, _ in each), strict=True))
    share = [[r for r in found if low < r.first < high] for low, high in spans]
    led = share[0][-1:] if len(share[0]) == 1 else []
    for n, (low, high) in enumerate(spans):
        if n and led and not share[n]:
            share[n] = [replace(r, preposition=led[0].preposition, object=led[0].object)
                        for r in _linked(scene, low) if r.first < high]  # fmt: skip
    return share


def _linked(scene: Scene, last: int) -> list[Reference]:
    """The name that "and" or a comma joins to an amount: "bought Aa for 2 million and Bb for 7"."""
    behind = [r for r in scene.references if r.how == "name" and r.first - last in (2, 3)]
    return [r for r in behind[:1] if all(t.lower in _LINKS for t in scene.tokens[last + 1 : r.first])]


def gapped(scene: Scene, amount: Amount) -> Reference | None:
    """Who acts on a later amount of a list that leaves out its verb: "Aa leases 120 MW, Bb 80 MW and Cc 40 MW"."""
    each = rivals(scene, amount)
    if len(each) < 2 or amount.first <= each[0][1]:
        return None
    right = _right_before(scene, amount.first)
    if right is None or right.first < 1 or scene.tokens[right.first - 1].lower not in _LINKS:
        return None
    return right if _right_before(scene, each[0][0]) is None else None  # "lends Aa 2 million and Bb 7"


def spread(scene: Scene, amount: Amount) -> bool:
    """ "Aa and Bb invested 3 and 7 million": each has an amount of its own, and none is joint."""
    each = rivals(scene, amount)
    beside = any(b - a <= _BESIDE for (_, a), (b, _) in pairwise(each))
    subject = scene.subject(each[0][0]) if beside else None
    return subject is not None and len(scene.listed(subject)) == len(each)


#: Tokens from an amount to the next one that only "and" joins to it.
_BESIDE = 2


def _right_before(scene: Scene, first: int) -> Reference | None:
    at = first - 1
    while at > 0 and scene.tokens[at].lower in _LEADS:
        at -= 1
    return next((r for r in scene.references if r.how == "name" and r.last == at), None)
