"""Houses of firms: a parent and what it owns half or more of, by statements of parents, stakes and the list."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from ...schema.quantity import Quantity
from ..status import modality, status
from ..view.node import Node, Value
from ..view.view import View
from .hops import said_over
from .network import having
from .path import Belonging
from .rules import rules

#: How a text must speak of a stake for it to make a house: what is only planned is not owned yet.
_OWNED = ("asserted", "reported", "inferred")
Chain = tuple[Belonging, ...]


class Houses:
    """Who belongs to whom in a view. Made once for many questions."""

    def __init__(self, view: View) -> None:
        self._above: defaultdict[str, list[Belonging]] = defaultdict(list)
        self._below: defaultdict[str, list[Belonging]] = defaultdict(list)
        self._known: dict[str, Mapping[str, Chain]] = {}
        for step in sorted((*_parents(view), *_stakes(view)), key=lambda s: (s.above, s.below)):
            self._above[step.below].append(step)
            self._below[step.above].append(step)

    def steps(self) -> Iterator[Belonging]:
        """All steps."""
        for steps in self._above.values():
            yield from steps

    def of(self, actor: str) -> Mapping[str, Chain]:
        """Each firm of its house -> the steps to it; itself first, by none.

        Up to its parents and theirs, or down to its divisions and theirs; not up and down again: two owners of half
        a venture each are no house, nor are two divisions of one parent one firm.
        """
        if actor not in self._known:
            found: dict[str, Chain] = {actor: ()}
            for steps in (self._above, self._below):
                found |= {k: v for k, v in _along(actor, steps).items() if k not in found}
            self._known[actor] = found
        return self._known[actor]


def _along(actor: str, steps: Mapping[str, list[Belonging]]) -> dict[str, Chain]:
    """What steps in one direction lead to, by the fewest."""
    found: dict[str, Chain] = {actor: ()}
    waiting = [actor]
    for at in waiting:
        for step in steps.get(at, ()):
            to = step.above if step.below == at else step.below
            if to not in found:
                found[to] = (*found[at], step)
                waiting.append(to)
    return found


def _parents(view: View) -> Iterator[Belonging]:
    """What statements of a firm's parent say, the reference list's among them."""
    properties = rules()["house"]["parents"]
    for actor in having(view, *properties):
        for prop in properties:
            value = _standing(view, actor, prop)
            if value and (parent := view.node(str(value.decoded))) and parent.id != actor.id:
                yield Belonging(parent.id, actor.id, value.statements)


def _standing(view: View, node: Node, prop: str) -> Value | None:
    """The first value of a property that is not over."""
    return next((value for value in node.values.get(prop, ()) if not said_over(view, value.statements)), None)


def _stakes(view: View) -> Iterator[Belonging]:
    """What stakes say that the view lists: begun, not over, and of the status that its policy asks for."""
    for stake in having(view, "owner", kind="Stake", without="site"):  # open data has very many, of sites
        if view.lists(stake) and _is_owned(stake) and _is_larger_part(view, stake):
            parties = [party for party in stake.parties if not said_over(view, party.statements)]
            for owner in parties:
                for owned in parties:
                    if owner.role == "owner" and owned.role in ("target", "issuer") and owner.actor != owned.actor:
                        statements = (*owner.statements, *owned.statements)
                        yield Belonging(owner.actor, owned.actor, statements, stake)


def _is_owned(stake: Node) -> bool:
    return stake.word("kind") != "warrant" and modality(stake) in _OWNED and status(stake).word not in rules()["out"]


def _is_larger_part(view: View, stake: Node) -> bool:
    """Whether it is half or more by its share; where none is stated, by the words for it."""
    if (value := _standing(view, stake, "share")) and isinstance(share := value.decoded, Quantity):
        return share.interval.lower is not None and share.interval.lower >= Decimal(rules()["house"]["percent"])
    if stake.figure or not (kind := _standing(view, stake, "kind")):
        return False
    return any(_larger().search(span.quote) for said in kind.statements for span in view.evidence(said)
               if span.part == "value")  # fmt: skip


@cache
def _larger() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, rules()['house']['words']))})\b", re.IGNORECASE)
