"""Histories: the values that a property of one thing had, from when until when, and since when each is told."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ...schema.dates import PartialDate
from ..ledger.records import StoredStatement
from ..view.node import Decoded, Node
from ..view.view import View
from .clock import known, parsed


class Period(NamedTuple):
    """A value with the span in which it is so, as far as that is stated, and since when documents tell it.

    A value of two spans stands twice.
    """

    decoded: Decoded
    begin: PartialDate | None
    end: PartialDate | None
    told: PartialDate | None
    statements: tuple[StoredStatement, ...]


def history(view: View, thing: Node, prop: str) -> list[Period]:
    """The values of a property in the order of their time: first those of unknown beginning, the ended ones before.

    Raises ValueError for a property that the thing's class lacks.
    """
    kind = view.model.kind(thing.kind)
    if prop not in kind.properties:
        raise ValueError(f"{kind.name} has no property {prop!r}; it has {', '.join(kind.properties)}")
    found: dict[tuple[str, str | None, str | None], list[StoredStatement]] = {}
    decoded: dict[tuple[str, str | None, str | None], Decoded] = {}
    for value, said in _said(thing, prop):
        key = repr(value), said.valid_from, said.valid_to
        decoded.setdefault(key, value)
        found.setdefault(key, []).append(said)
    periods = [
        Period(decoded[key], parsed(key[1]), parsed(key[2]), _told(view, said), tuple(said))
        for key, said in found.items()
    ]
    return sorted(periods, key=_place)


def changed(view: View, things: Iterable[Node], props: Collection[str]) -> list[Node]:
    """Those of some things of which a value of one of these properties has ended: firms that changed their name."""
    return [n for n in things if any(said.valid_to for prop in props for _, said in _said(n, prop))]


def _said(thing: Node, prop: str) -> Iterator[tuple[Decoded, StoredStatement]]:
    for value in thing.values.get(prop, ()):
        for said in value.statements:
            yield value.decoded, said
    for party in thing.parties:
        if party.role == prop:
            for said in party.statements:
                yield party.actor, said


def _told(view: View, said: Iterable[StoredStatement]) -> PartialDate | None:
    """The first day by which a document surely told it."""
    days = [found.day for one in said if (found := known(view.documents[one.document]))]
    return min(days, key=lambda day: (day.latest(), str(day)), default=None)


def _place(period: Period) -> tuple[object, ...]:
    begin, end, told = period.begin, period.end, period.told
    return (
        begin is not None, str(begin.latest()) if begin else "", end is None, str(end.latest()) if end else "",
        str(told.latest()) if told else "", repr(period.decoded),
    )  # fmt: skip
