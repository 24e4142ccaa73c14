"""What a thing adds: all of its figure, as often as it holds, or a party's own part of it."""

from collections import Counter
from decimal import Decimal

from ...schema.quantity import Interval, Quantity
from ..status import status
from ..view.node import Node
from .dimensions import Keys


def whole(thing: Node, quantity: Quantity) -> tuple[Interval, str]:
    """What a thing adds to a total, and on what that rests: a joint amount once, what each party has for each."""
    why = "stated" if status(thing).stated else "status by rule"
    interval = quantity.interval
    if thing.word("allocation") == "each":
        many = max(Counter(party.role for party in thing.parties).values(), default=1)
        if many > 1:
            interval, why = times(interval, many), f"{why}; each of {many} parties has it for itself"
    return _signed(thing, interval, why)


def own_part(keys: Keys, thing: Node, quantity: Quantity, party: str, role: str | None) -> tuple[Interval, str]:
    """What of a thing's figure is a party's own (in a role, if one is given): all, or an unknown part.

    A joint amount of several on one side is (0, whole]: more than nothing, at most all of it.
    """
    parties = keys.parties(thing)
    mine = {p.role for p in parties if p.actor == party and role in (None, p.role)}
    beside = [p for p in parties if p.role in mine and p.actor != party]
    if mine == {"party"} and len(beside) == 1:
        beside = []  # two whose roles no text states stand on two sides
    complete = thing.word("participantsComplete") != "False"
    if thing.word("allocation") == "each" or (not beside and complete):
        return _signed(thing, quantity.interval, "stated" if status(thing).stated else "status by rule")
    others = [keys.view.name(actor) for actor in dict.fromkeys(p.actor for p in beside)]
    names = ", ".join(others) or "others that the text does not name"
    upper, is_open = quantity.interval.upper, quantity.interval.upper_open
    why = f"an unknown share of a joint amount with {names}"
    if upper is not None and upper <= 0:
        return _signed(thing, Interval(upper, Decimal(0)), why)
    return _signed(thing, Interval(Decimal(0), upper, True, is_open), why)


def _signed(thing: Node, interval: Interval, why: str) -> tuple[Interval, str]:
    if thing.word("kind") == "buyback":
        return -interval, why + "; a buyback counts minus"
    return interval, why


def times(interval: Interval, many: int) -> Interval:
    """So many times as much."""
    lower = None if interval.lower is None else interval.lower * many
    upper = None if interval.upper is None else interval.upper * many
    return Interval(lower, upper, interval.lower_open, interval.upper_open)
