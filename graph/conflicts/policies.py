"""What each policy would show of a conflict: the side that its view puts first, if any."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ..ledger.records import StoredStatement
from ..policies.policy import POLICIES, Policy
from ..view.view import View
from .conflict import Conflict, Side

#: Gives the view of the same snapshot and clocks under another policy.
Look = Callable[[Policy], View]


class Choice(NamedTuple):
    """The side (0 or 1) that a policy shows, None if neither; `why` in words for people."""

    policy: str
    side: int | None
    why: str


def choices(
    view: View, conflict: Conflict, look: Look | None = None, policies: Iterable[Policy] = ()
) -> list[Choice]:
    """What the policies show, all that have a name unless some are given; `look` spares making views anew."""
    asked = list(policies) or list(POLICIES.values())
    return [_choice(_seen(view, policy, look), policy, conflict) for policy in asked]


def _seen(view: View, policy: Policy, look: Look | None) -> View:
    if policy == view.policy:
        return view
    return look(policy) if look else view.snapshot.view(view.perspective._replace(policy=policy))


def _choice(view: View, policy: Policy, conflict: Conflict) -> Choice:
    shown = [_standing(view, side) for side in conflict.sides]
    if not any(shown):
        return Choice(policy.name, None, "it shows neither")
    if not all(shown):
        return Choice(policy.name, 0 if shown[0] else 1, "it shows only this one")
    best = view.ranked(said for some in shown for said in some)[0]
    return Choice(policy.name, 0 if best in shown[0] else 1, "it shows both, and ranks this one first")


def _standing(view: View, side: Side) -> list[StoredStatement]:
    """The statements of a side that a view shows: neither left out, nor replaced in it."""
    node = view.node(side.thing)
    shown = {said.id for said in (*node.statements(), *node.denied)} if node else set()
    return [said for said in side.statements if said.id in shown]
