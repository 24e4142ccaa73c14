"""Sums that are intervals: what each counts, and what it leaves out and why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import graphene

from ...graph.sums import STATUSES, Item, Sum, sums
from ...graph.view import View
from . import enums
from .answers import CAP, Bounds, Seen
from .filters import OneActor, party
from .links import FACT
from .notes import explain_actors, late
from .paging import Shortlist, full_list, shortlist
from .question import Question
from .values import Interval, at


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing in a sum."""

    view: View
    item: Item

    @property
    def thing(self) -> Seen:
        """The deal, flow or capacity."""
        return Seen(self.view, self.item.thing)

    @property
    def adds(self) -> Bounds | None:
        """What it adds, None if nothing."""
        return None if self.item.interval is None else Bounds(self.item.interval)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of one group."""

    view: View
    sum: Sum

    @property
    def total(self) -> Bounds:
        """Its interval."""
        return Bounds(self.sum.interval)


def _items(name: str) -> Callable[[Total, Any], list[Counted]]:
    return lambda root, info: [Counted(root.view, item) for item in getattr(root.sum, name)[:CAP]]


def _how_many(name: str) -> Callable[[Total, Any], int]:
    return lambda root, info: len(getattr(root.sum, name))


class SumItem(graphene.ObjectType):
    """A thing with what it adds to a sum, and why so much, or why nothing."""

    thing = graphene.Field(FACT, required=True)
    adds = graphene.Field(Interval, description="Null where it adds nothing.")
    why = graphene.String(required=True, resolver=at("item.why"))


class GraphSum(graphene.ObjectType):
    """The total of what may be added: one class, one family of kinds, one basis, one unit."""

    class Meta:
        name = "Sum"

    of = graphene.Field(enums.SUMMED_CLASS, required=True, resolver=at("sum.group.of"))
    family = graphene.String(required=True, resolver=at("sum.group.family"), description="The family of kinds.")
    basis = graphene.String(required=True, resolver=at("sum.group.basis"), description="What the figures count.")
    unit = graphene.String(required=True, resolver=at("sum.group.unit"))
    total = graphene.Field(Interval, required=True, description="Between which bounds the total lies.")
    counted = full_list(SumItem, resolver=_items("counted"))
    counted_count = graphene.Int(required=True, resolver=_how_many("counted"))
    left_out = full_list(SumItem, resolver=_items("left_out"))
    left_out_count = graphene.Int(required=True, resolver=_how_many("left_out"))


SUMS = shortlist("Sum", GraphSum)


def resolve_sums(
    root: Any, info: Any, of: Any, party: Any = None, kinds: Any = None, statuses: Any = None, view: Any = None
) -> Shortlist:
    """The sums of a class of things, of all or of one party's."""
    question: Question = info.context
    seen = question.view(view)
    choice = enums.words(party)
    whose = None
    if choice is not None:
        whose = _whose(seen, choice)
        if whose is None:
            return Shortlist((), 0, explain_actors(question, seen, {"party": choice}))
    asked = frozenset(enums.words(statuses)) if statuses is not None else STATUSES
    found = sums(seen, enums.words(of), whose, kinds=enums.words(kinds) or (), statuses=asked)
    note = late(seen) if found else "nothing with a figure matches"
    return Shortlist([Total(seen, total) for total in found[:CAP]], len(found), note)


def _whose(view: View, choice: dict[str, Any]) -> str | None:
    found = party(view, choice)
    return found.id if found else None


def field(view: Any) -> Any:
    """The root field; `view` is its argument of that name."""
    return graphene.Field(
        SUMS, resolver=resolve_sums, view=view,
        description="Totals as intervals, each inside one family of kinds, one basis and one unit.",
        of=graphene.Argument(enums.SUMMED_CLASS, required=True, description="What is added."),
        party=graphene.Argument(OneActor, description="Only of this actor; of a joint amount its unknown share."),
        kinds=_several(enums.SUMMED_KIND, "Only of these kinds."),
        statuses=_several(enums.STATUS, "What is added: all but rumoured, cancelled and retired unless given."),
    )  # fmt: skip


def _several(found: Any, doc: str) -> Any:
    return graphene.Argument(graphene.List(graphene.NonNull(found)), description=doc)
