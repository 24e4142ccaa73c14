"""Which kind of conflict two sides make, and why: tried in the order basis, scope, time, restatement, identity."""

from dataclasses import replace
from decimal import ROUND_HALF_EVEN
from typing import NamedTuple

from ...schema.quantity import Quantity
from ...schema.words import plain
from ..view.view import View
from .conflict import Ratio, Side
from .law import law
from .values import quotient

#: Two things that are not told apart by what the rules of identity prove, and the reason for it.
Doubt = str | None


class Verdict(NamedTuple):
    """The kind, why, and between two bases their ratio if that is known."""

    kind: str
    why: str
    ratio: Ratio | None = None


def verdict(view: View, one: Side, other: Side, doubt: Doubt = None) -> Verdict:
    """The kind of conflict of two sides whose values cannot both be so. `doubt`: why they may be two things."""
    for prop, kind in law().differ if isinstance(one.value, Quantity) else ():
        mine, theirs = one.context.get(prop), other.context.get(prop)
        if mine != theirs and (kind == "basis" or (mine and theirs)):
            why = _differ(prop, mine, theirs) + _apart_in_time(one, other)
            return Verdict(kind, why, _ratio(one, other) if kind == "basis" else None)
    if not one.validity.meets(other.validity):
        return Verdict("time", f"one is of {one.validity}, the other of {other.validity}")
    if one.gone or other.gone:
        return Verdict("restatement", _restated(view, one if one.gone else other, other if one.gone else one))
    if doubt:
        return Verdict("identity", doubt)
    return Verdict("value", _plain_why(one, other))


def _differ(prop: str, mine: str | None, theirs: str | None) -> str:
    if mine and theirs:
        return f"the {plain(prop)} differs: {plain(mine)} and {plain(theirs)}"
    return f"the {plain(prop)} of one is {plain(mine or theirs or '')}, the other does not say it"


def _apart_in_time(one: Side, other: Side) -> str:
    """What may explain an odd ratio: two editions of one record are of two months."""
    mine, theirs = one.validity, other.validity
    if mine.stated or theirs.stated or mine.meets(replace(theirs, stated=True)):
        return ""
    return f"; and they were published apart, {mine} and {theirs}"


def _ratio(one: Side, other: Side) -> Ratio | None:
    """The ratio of two points whose bases have a usual one."""
    usual = law().usual(one.context.get("basis"), other.context.get("basis"))
    if usual is None or not isinstance(one.value, Quantity) or not isinstance(other.value, Quantity):
        return None
    above, below = (one, other) if one.context["basis"] == usual.of else (other, one)
    top, bottom = (side.value.value if isinstance(side.value, Quantity) else None for side in (above, below))
    if top is None or not bottom:
        return None
    found = quotient(top, bottom)
    told = found.quantize(usual.most, ROUND_HALF_EVEN)  # the bounds are known to their own digits
    return Ratio(usual.of, usual.by, found, usual.least <= told <= usual.most)


def _restated(view: View, old: Side, new: Side) -> str:
    was, now = (view.documents[side.statements[0].document].appearance for side in (old, new))
    if was.series and was.series == now.series and was.vintage != now.vintage:
        return f"a newer edition of {was.series} replaced it: {was.vintage} by {now.vintage}"
    if old.statements[0].document == new.statements[0].document:
        return "the same text says that it was replaced"
    return "a later edition, or a text that gives it as the former figure, replaced it"


def _plain_why(one: Side, other: Side) -> str:
    if one.denied or other.denied:
        return "one text denies what another says"
    if one.validity.stated and other.validity.stated:
        return "same thing, basis, scope and time, and not the same value"
    return "same thing, basis and scope, and not the same value; not both say of when it is"
