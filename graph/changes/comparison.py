"""Two tellings of one thing, compared property by property."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ...schema.dates import PartialDate
from ...schema.model import Model
from ..ledger.records import StoredStatement
from ..status import status
from ..times.clock import parsed
from ..times.milestones import TRACKS
from ..view.admission import spans
from ..view.decoding import decoded, sameness
from ..view.node import Node, Value
from .change import Change, Slip
from .stated import FORMER, StatedChange, stated_change
from .telling import day_of, is_planned, told_apart

#: Properties that say what a figure counts -> nothing is compared across them.
BASES = ("basis", "amountBasis")
#: How far a thing has come: told by no property, and compared like one.
STATUS = "status"


@dataclass(frozen=True)
class Pair:
    """A thing as it was told before and as it is told after; None where it is not told."""

    before: Node | None
    after: Node | None
    #: How it is known that the two are one, where their record does not say so.
    because: str = ""

    @property
    def thing(self) -> Node:
        """The later telling, else the earlier."""
        found = self.after or self.before
        assert found is not None  # a pair has one of the two
        return found


class Comparison:
    """Compares pairs. `series`: what a document is of; `called`: what people call it; `node`: that of a mention."""

    def __init__(
        self, model: Model, since: date, series: Callable[[bytes], str], called: Callable[[bytes], str],
        node: Callable[[bytes], str],
    ) -> None:  # fmt: skip
        self._model = model
        self._since = since
        self._series = series
        self._called = called
        self._node = node

    def changes(self, pair: Pair, only: Collection[str] = ()) -> Iterator[Change]:
        """What differs; `only` in some properties if any are named."""
        if pair.before is None or pair.after is None:
            yield self._whole(pair)
            return
        rows = [*self._status(pair), *self._values(pair), *self._parties(pair), *self._denials(pair)]
        reached = any(row.property == STATUS for row in rows)
        for row in rows:
            if (only and row.property not in only) or (reached and _says_status(row)):
                continue
            if row.property == FORMER and any(other.property == "amount" for other in rows):
                continue  # told as what the amount was
            yield row

    def _whole(self, pair: Pair) -> Change:
        """A thing that came or went, known by its figure, its name or its kind."""
        prop, value = head(pair.thing)
        before, after = (None, value) if pair.after else (value, None)
        at = day_of(after, pair.thing)
        sort, why = self._sort(pair, prop, before, after, at)
        how = "appeared" if pair.after else "withdrawn"
        return Change("", sort, how, pair.thing, pair.before, prop, before, after, why, at)

    def _sort(
        self, pair: Pair, prop: str, before: Value | None, after: Value | None, at: PartialDate | None
    ) -> tuple[str, str]:  # fmt: skip
        return told_apart(after is not None, self._planned(pair, prop, before, after), at, self._since)

    def _planned(self, pair: Pair, prop: str, before: Value | None, after: Value | None) -> tuple[bool, bool]:
        """Whether the values before and after are only planned."""
        return is_planned(before, prop, pair.before), is_planned(after, prop, pair.after)

    # -- values

    def _values(self, pair: Pair) -> Iterator[Change]:
        kind = self._model.kind(pair.thing.kind)
        assert pair.before
        assert pair.after
        names = [name for name in kind.properties if name in pair.before.values or name in pair.after.values]
        for name in names:
            before, after = _by_value(pair.before.values.get(name, ())), _by_value(pair.after.values.get(name, ()))
            if kind.properties[name].many:
                yield from self._several(pair, name, before, after)
            else:
                yield from self._one(pair, name, before, after)

    def _one(
        self, pair: Pair, prop: str, before: Mapping[object, Value], after: Mapping[object, Value]
    ) -> Iterator[Change]:  # fmt: skip
        """A property of which one value is shown: another one may be, and others may stand behind it."""
        was, now = next(iter(before.items()), None), next(iter(after.items()), None)
        rest = {key: value for key, value in after.items() if now is None or key != now[0]}
        if was and now and was[0] == now[0]:
            yield from self._same(pair, prop, was[1], now[1])
        else:
            yield self._other(pair, prop, was[1] if was else None, now[1] if now else None)
        for key, value in rest.items():
            if key not in before:
                yield self._row(pair, prop, "added", None, value)

    def _several(
        self, pair: Pair, prop: str, before: Mapping[object, Value], after: Mapping[object, Value]
    ) -> Iterator[Change]:  # fmt: skip
        """A property of many values: each comes, goes, ends or has a new source by itself."""
        for key, value in after.items():
            if key in before:
                yield from self._same(pair, prop, before[key], value)
            else:
                yield self._row(pair, prop, "added", None, value)
        for key, value in before.items():
            if key not in after:
                yield self._row(pair, prop, "removed", value, None)

    def _same(self, pair: Pair, prop: str, before: Value, after: Value) -> Iterator[Change]:
        """The same value: it may have ended, have become a fact, or have one more source."""
        if ended := _newly_ended(before, after):
            at = parsed(ended)
            sort, why = self._sort(pair, prop, before, after, at)
            yield Change("", sort, "ended", pair.thing, pair.before, prop, before, after, f"it ended: {why}", at)
            return
        told = {self._series(s.document) for s in before.statements}
        new = {self._series(s.document): s.document for s in after.statements}
        names = sorted(self._called(document) for series, document in new.items() if series not in told)
        if names:
            why = f"{'one more source tells' if len(names) == 1 else 'more sources tell'} it: {', '.join(names)}"
            yield Change("", "knowledge", "confirmed", pair.thing, pair.before, prop, before, after, why)

    def _other(self, pair: Pair, prop: str, before: Value | None, after: Value | None) -> Change:
        """Another value than before."""
        if prop == spans()["begin"].get(pair.thing.kind) and before and after:
            return self._moved(pair, prop, before, after)
        how = "changed" if before and after else "added" if after else "removed"
        found = self._row(pair, prop, how, before, after)
        if stated := stated_change(pair.before, pair.after, prop, after):
            found = self._turned(found, stated)
        basis = _other_basis(pair)
        if basis and prop in (*BASES, *self._model.kind(pair.thing.kind).figures):
            return _redefined(found, basis)
        return found

    def _turned(self, row: Change, stated: StatedChange) -> Change:
        """A change that a text tells as one: of its own day, never of the day on which the thing began."""
        sort, why = told_apart(True, (False, is_planned(row.after, row.property, row.thing)), stated.at, self._since)
        if stated.at is None and sort == "unknown":
            why = "nobody tells when it changed"
        return replace(row, sort=sort, why=f"{stated.why}; {why}", at=stated.at)

    def _moved(self, pair: Pair, prop: str, before: Value, after: Value) -> Change:
        """The day of a thing moved: of a plan that is a plan changed, of a fact a correction."""
        was, now = parsed(str(before.decoded)), parsed(str(after.decoded))
        slip = Slip.between(was, now) if was and now else None
        planned = self._planned(pair, prop, before, after)
        sort = "plan" if any(planned) else "knowledge"
        why = f"the day moved from {before.decoded} to {after.decoded}{_because(pair)}"
        matured = planned == (True, False)
        return Change("", sort, "moved", pair.thing, pair.before, prop, before, after, why, now, slip, matured)

    def _row(self, pair: Pair, prop: str, how: str, before: Value | None, after: Value | None) -> Change:
        at = day_of(after, pair.thing)
        sort, why = self._sort(pair, prop, before, after, at)
        matured = after is not None and self._planned(pair, prop, before, after) == (True, False)
        why += _because(pair)
        return Change("", sort, how, pair.thing, pair.before, prop, before, after, why, at, None, matured)

    # -- denials, status and parties

    def _denials(self, pair: Pair) -> Iterator[Change]:
        """What is denied now and was not: what a text says beside those that assert it, which still stand."""
        assert pair.before
        assert pair.after
        kind = self._model.kind(pair.thing.kind)
        told = {(s.property, s.object, self._series(s.document)) for s in pair.before.denied}
        found: dict[str, list[StoredStatement]] = {}
        for said in pair.after.denied:
            if (said.property, said.object, self._series(said.document)) not in told:
                found.setdefault(said.property, []).append(said)
        for prop, denied in found.items():
            value = Value(decoded(kind.properties[prop], denied[0], self._node), tuple(denied))
            why = f"denied by {', '.join(sorted({self._series(s.document) for s in denied}))}"
            before = pair.before.shown(prop)
            yield Change("", "knowledge", "denied", pair.thing, pair.before, prop, before, value, why)

    def _status(self, pair: Pair) -> Iterator[Change]:
        """How far it has come: planned before, operational now."""
        before, after = _status(pair.before), _status(pair.after)
        if before and after and before.decoded != after.decoded:
            yield self._row(pair, STATUS, "changed", before, after)

    def _parties(self, pair: Pair) -> Iterator[Change]:
        assert pair.before
        assert pair.after
        before = {(p.role, p.actor): Value(p.actor, p.statements) for p in pair.before.parties}
        after = {(p.role, p.actor): Value(p.actor, p.statements) for p in pair.after.parties}
        playing = {actor for _, actor in after}  # who has a role now is still a party, as the text without one says
        for (role, actor), value in after.items():
            if (role, actor) in before:
                yield from self._same(pair, role, before[role, actor], value)
            else:
                yield self._row(pair, role, "added", None, value)
        for (role, actor), value in before.items():
            if (role, actor) not in after and not (role == "party" and actor in playing):
                yield self._row(pair, role, "removed", value, None)


def head(thing: Node) -> tuple[str, Value]:
    """The property that a thing is known by, with its value and all that tells it."""
    figure = thing.figure
    for prop in (figure.property if figure else "", "name", "kind", *thing.values):
        if value := thing.shown(prop):
            return prop, value
    if thing.parties:
        first = thing.parties[0]
        return first.role, Value(first.actor, first.statements)
    said = (*thing.denied, *thing.superseded)
    return said[0].property, Value(
        said[0].object.hex() if isinstance(said[0].object, bytes) else said[0].object, said
    )


def _by_value(values: Iterable[Value]) -> dict[object, Value]:
    return {sameness(value.decoded): value for value in values}


def _newly_ended(before: Value, after: Value) -> str | None:
    """The end that is told of a value of which none was told before."""
    if any(s.valid_to for s in before.statements):
        return None
    return next((s.valid_to for s in after.statements if s.valid_to), None)


def _other_basis(pair: Pair) -> str:
    """What the figures count before and after, if that differs."""
    for prop in BASES:
        was, now = (side.word(prop) if side else None for side in (pair.before, pair.after))
        if was and now and was != now:
            return f"{prop} was {was} and is {now}"
    return ""


def _redefined(found: Change, basis: str) -> Change:
    return Change(
        found.id, "definition", found.how, found.thing, found.former, found.property, found.before, found.after,
        f"{basis}: the figures count different things and cannot be compared", found.at,
    )  # fmt: skip


def _status(thing: Node | None) -> Value | None:
    """The status of a thing as a value, with the statements that its figure or kind rests on."""
    word = status(thing).word if thing else None
    if thing is None or word is None:
        return None
    figure = thing.figure
    shown = thing.shown(figure.property) if figure else thing.shown("kind")
    return Value(word, shown.statements) if shown else None


def _says_status(row: Change) -> bool:
    """Whether a row tells of a kind what the status tells already: planned, now existing."""
    words = {str(value.decoded) for value in (row.before, row.after) if value}
    return row.property == "kind" and row.thing.kind == "Capacity" and words <= TRACKS.keys()


def _because(pair: Pair) -> str:
    return f" ({pair.because})" if pair.because else ""
