"""Finds the conflicts of a view: within things, between things of one subject, between things that may be one."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from ...schema.model import ModelError
from ..view.collection import resting
from ..view.node import Node
from ..view.view import View
from .across import Across
from .around import around, naming
from .blocks import Blocks
from .conflict import Conflict
from .doubts import Doubts
from .law import Across as Rule
from .law import law
from .suspects import suspects
from .unsure import between
from .within import Within

#: What conflicts are about that is no property: latitude and longitude together.
_OWN = frozenset({"point"})
_About = tuple[frozenset[str], str]


class UnknownConflict(ValueError):
    """A kind of conflict, a class of things, or a property, that there is not: says which there are."""


def conflicts(
    view: View, kinds: Collection[str] = (), of: Collection[str] = (), *, firm: str | None = None,
    site: str | None = None, property: str | None = None,
) -> list[Conflict]:  # fmt: skip
    """The conflicts of a view, the widest relative gap first, then those without one.

    `kinds`: value, identity, basis, scope, time, restatement; all if none is given. `of`: the classes of what is
    said, such as Capacity. `firm`, `site`: ids of nodes that the conflict must be about, or whose thing it must be.
    `property`: such as power. A word alone is taken as a list of one. Raises UnknownConflict.
    """
    kinds, of = ((one,) if isinstance(one, str) else one for one in (kinds, of))
    _check(view, kinds, of, property)
    wanted = [identifier for identifier in (firm, site) if identifier is not None]
    found: dict[tuple[str, str], Conflict] = {}
    with resting():
        for one in _found(view, frozenset(of), wanted):
            if (not kinds or one.kind in kinds) and property in (None, one.property):
                found.setdefault((one.id, one.kind), replace(one, view=view))
    return sorted(found.values(), key=_rank)


def _check(view: View, kinds: Iterable[str], of: Collection[str], property: str | None) -> None:
    for kind in kinds:
        if kind not in law().kinds:
            raise UnknownConflict(f"no kind of conflict {kind!r}; there are {', '.join(law().kinds)}")
    for name in of:
        try:
            view.model.kind(name)
        except ModelError as error:
            raise UnknownConflict(str(error)) from None
    known = _properties(view, of)
    if property is not None and property not in known:
        whose = f" of {' or '.join(of)}" if of else ""
        raise UnknownConflict(f"no property {property!r}{whose}; there are {', '.join(known)}")


def _properties(view: View, of: Collection[str]) -> list[str]:
    """What can be said of things of some classes, of all if none is given."""
    classes = {name for kind in of for name in (kind, *view.model.concrete(kind))} or set(view.model.kinds)
    found = {prop for name in classes for prop in view.model.kinds[name].properties}
    return sorted(found | _OWN)


def _rank(one: Conflict) -> tuple[bool, Decimal, Decimal, int, str]:
    relative = one.gap.relative if one.gap else None
    absolute = one.gap.absolute if one.gap else Decimal(0)
    return relative is None, -(relative or Decimal(0)), -absolute, law().order(one.kind), one.id


def _found(view: View, of: frozenset[str], wanted: list[str]) -> Iterator[Conflict]:
    doubts = Doubts(view)
    within = Within(view, doubts)
    classes = {name for kind in of for name in (kind, *view.model.concrete(kind))}
    only = around(view, wanted) if wanted else None
    rules = [rule for rule in law().across if not classes or rule.of in classes]
    several: dict[str, list[Node]] = {rule.of: [] for rule in rules}
    for node in _nodes(view, only, rules):
        if node.kind in several:
            several[node.kind].append(node)
        if (not classes or node.kind in classes) and not node.replaced and _asked(node, only, rules):
            yield from within.conflicts(node)
    told: set[_About] = set()
    for rule in rules:
        for one in Across(view, rule).conflicts(several[rule.of], only):
            if only is None or _touches(one, only):
                told.add(_about(one))
                yield one
    for one in between(view, doubts, within, only):
        if (not classes or one.of in classes) and _about(one) not in told:
            yield one


def _about(found: Conflict) -> _About:
    """What two things do not agree on: told once, whatever brought the two together."""
    return frozenset(side.thing for side in found.sides), found.property


def _nodes(view: View, only: frozenset[str] | None, rules: list[Rule]) -> Iterable[Node]:
    """The things to look at, each once; of a question about some, these and what the rules compare with their own."""
    if only is None:
        return view.each(suspects(view, rules))
    found = {node.id: node for identifier in sorted(only) if (node := view.node(identifier)) is not None}
    for rule in rules:
        if rule.subject is None or view.model.kind(rule.of).properties[rule.subject].party:
            continue  # who shares the parties of a thing is found by its parties
        ranges = view.model.kind(rule.of).properties[rule.subject].ranges
        mine = (node for node in found.values() if node.kind == rule.of)
        subjects = {word for node in mine for word in Blocks(view, rule).known(node, rule.subject)}
        subjects |= {node.id for node in found.values() if node.kind in ranges}
        for identifier in sorted(subjects):
            found |= {other.id: other for other in naming(view, identifier) if other.kind == rule.of}
    return found.values()


def _asked(node: Node, only: frozenset[str] | None, rules: list[Rule]) -> bool:
    """Whether a thing is one of those that were asked for, or speaks of one, as a capacity does of its site."""
    if only is None or node.id in only:
        return True
    return any(rule.of == node.kind and rule.subject and node.word(rule.subject) in only for rule in rules)


def _touches(found: Conflict, only: frozenset[str]) -> bool:
    return found.subject in only or any(side.thing in only for side in found.sides)
