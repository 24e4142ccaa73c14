"""Conflicts within one thing: documents that give one property of it different values."""

from collections.abc import Iterator
from decimal import Decimal

from ...schema.coordinates import AXES, Point
from ...schema.model import Property
from ...schema.quantity import plain_decimal
from ..view.decoding import sameness
from ..view.node import Node
from ..view.view import View
from .claims import Account, Claims, accounts, merged
from .conflict import Conflict, Gap, Side
from .doubts import Doubts
from .law import law, single
from .pairs import About, conflict, figures_apart, pairs
from .values import DEGREE_KM, date_gap, is_quantity, points_gap, words_apart


class Within:
    """Looks into the things of one view, one by one."""

    def __init__(self, view: View, doubts: Doubts) -> None:
        self._view = view
        self._claims = Claims(view)
        self._doubts = doubts

    def conflicts(self, node: Node) -> Iterator[Conflict]:
        """The conflicts of one thing. One with a single account and single values costs next to nothing."""
        old = {said.property for said in node.superseded}
        several = [single(node.kind)[name] for name in _several(node, old)]
        placed = _spread_km(node) > law().near_km
        roles = [role for role in law().roles.get(node.kind, ()) if _contested(node, role, old)]
        if not (several or placed or roles or node.denied):
            return
        found = accounts(node)
        for prop in several:
            yield from self._of_property(node, prop, found)
        if placed:
            yield from self._of_place(node, found)
        for role in roles:
            yield from self._of_role(node, role, found)
        if node.denied:
            yield from self._of_denials(node, found)

    def _of_property(self, node: Node, prop: Property, found: list[Account]) -> Iterator[Conflict]:
        sides = merged(side for account in found for side in self._claims.of(account, prop))
        about = About(self._subject(node), node.kind, prop.name)
        for one, other in pairs(sides):
            gap = None if one.gone and other.gone else self.apart(prop, one, other)
            if gap is not None:
                yield conflict(self._view, about, one, other, gap[0], self._doubts.between(node, one, other))

    def _subject(self, node: Node) -> str:
        """Whom a conflict is about: of a capacity its site, of most things themselves."""
        name = next((rule.subject for rule in law().across if rule.of == node.kind), None)
        if name is None or self._view.model.kind(node.kind).properties[name].party:
            return node.id
        return node.word(name) or node.id

    def apart(self, prop: Property, one: Side, other: Side) -> tuple[Gap | None] | None:
        """The gap of two values that contradict each other, which words have none of; None if they do not."""
        if is_quantity(prop):
            gap = figures_apart(one, other)
            return None if gap is None else (gap,)
        mine, theirs = _word(one), _word(other)
        if prop.ranges[0] in self._view.model.kinds:
            return (None,) if self._doubts.apart(mine, theirs) else None
        if not words_apart(prop)(mine, theirs):
            return None
        return (date_gap(mine, theirs) if prop.ranges[0] == "date" else None,)

    def _of_place(self, node: Node, found: list[Account]) -> Iterator[Conflict]:
        sides = [side for account in found if (side := self._point(account))]
        about = About(node.id, node.kind, "point")
        for one, other in pairs(sides):
            if isinstance(one.value, Point) and isinstance(other.value, Point):
                gap = points_gap(one.value, other.value)
                if gap is not None:
                    far = gap.absolute > law().far_km
                    why = f"{plain_decimal(gap.absolute)} km apart: one identifier may name two sites"
                    yield conflict(self._view, about, one, other, gap, why if far else None)

    def _point(self, account: Account) -> Side | None:
        """Where one account puts its site; what was superseded puts it nowhere."""
        north, east = (account.first(axis) for axis in AXES)
        if north is None or east is None or {north, east} & set(account.node.superseded):
            return None
        where = Point(Decimal(str(north.object)), Decimal(str(east.object)))
        return self._claims.side(account, where, (north, east), gone=False)

    def _of_role(self, node: Node, role: str, found: list[Account]) -> Iterator[Conflict]:
        about = About(node.id, node.kind, role)
        for one, other in pairs(merged(self._players(role, found))):
            if not (one.gone and other.gone) and self._doubts.apart(_word(one), _word(other)):
                yield conflict(self._view, about, one, other, None, self._doubts.between(node, one, other))

    def _players(self, role: str, found: list[Account]) -> Iterator[Side]:
        """The one actor that an account names in a role; who names several says nothing that one could deny."""
        prop = self._view.model.kind(found[0].node.kind).properties[role]
        for account in found:
            sides = list(self._claims.of(account, prop))
            if len({side.value for side in sides}) == 1:
                yield from sides

    def _of_denials(self, node: Node, found: list[Account]) -> Iterator[Conflict]:
        """What one text says and another denies."""
        kind = self._view.model.kind(node.kind)
        for said in node.denied:
            prop = kind.properties[said.property]
            denial = Account(node, said.document, gone=False)
            denial.said[prop.name].append(said)
            denials = list(self._claims.of(denial, prop))
            sides = merged(side for account in found for side in self._claims.of(account, prop) if not side.gone)
            about = About(node.id, node.kind, prop.name)
            for side in sides:
                for denied in denials:
                    if sameness(side.value) == sameness(denied.value):
                        yield conflict(self._view, about, side, denied, None)


def _spread_km(node: Node) -> float:
    """Kilometres that coordinates of a site can lie apart at the most."""
    if all(len(node.values.get(axis, ())) < 2 for axis in AXES):
        return 0
    return sum(DEGREE_KM * (max(all_) - min(all_)) for axis in AXES if (all_ := _degrees(node, axis)))


def _degrees(node: Node, axis: str) -> list[float]:
    return [float(str(value.decoded)) for value in node.values.get(axis, ())]


def _several(node: Node, old: set[str]) -> list[str]:
    """The compared properties of which there are several values, now or before."""
    known = single(node.kind)
    return [name for name, values in node.values.items() if (len(values) > 1 or name in old) and name in known]


def _contested(node: Node, role: str, old: set[str]) -> bool:
    """Whether a role has several actors, now or before."""
    return sum(party.role == role for party in node.parties) + (role in old) > 1


def _word(side: Side) -> str:
    value = side.value
    return plain_decimal(value) if isinstance(value, Decimal) else str(value)
