"""Sums that are intervals: what each counts, and what it leaves out and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import graphene

from ...graph.sums import NOTHING_MATCHES, STATUSES, Item, Key, Sum, Sums, sums
from ...graph.view import View
from ...schema.quantity import Interval as Numbers
from . import enums
from .answers import CAP, Bounds, Cited, Seen, cite
from .filters import OneActor, party
from .notes import explain_actors
from .paging import check_first, full_list
from .question import Question
from .routes import FACT
from .values import ACTOR, THING, Interval, at, evidence_field


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing in a sum."""

    view: View
    item: Item

    @property
    def thing(self) -> Seen:
        """The deal, flow, capacity or stake."""
        return Seen(self.view, self.item.thing)

    @property
    def adds(self) -> Bounds | None:
        """What it adds, None if nothing."""
        return None if self.item.interval is None else Bounds(self.item.interval)

    @property
    def because(self) -> list[Seen]:
        """The things that the reason is about."""
        nodes = [node for i in self.item.because[:CAP] if (node := self.view.node(i))]
        return [Seen(self.view, node) for node in nodes]


@dataclass(frozen=True, slots=True)
class Subtotal:
    """What the counted things of one status add."""

    status: str | None
    numbers: Numbers

    @property
    def total(self) -> Bounds:
        """Its interval."""
        return Bounds(self.numbers)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of one group."""

    view: View
    sum: Sum

    @property
    def total(self) -> Bounds:
        """Its interval."""
        return Bounds(self.sum.interval)

    @property
    def by_status(self) -> list[Subtotal]:
        """What each status adds."""
        found = self.sum.by_status.items()
        return [Subtotal(None if word == "unknown" else word, numbers) for word, numbers in found]

    def node(self, dimension: str) -> Seen | None:
        """The thing by which it is grouped in a dimension."""
        key = self.sum.group.key(dimension)
        node = self.view.node(key.value) if key and key.value else None
        return Seen(self.view, node) if node else None

    def word(self, dimension: str) -> str | None:
        """The word by which it is grouped in a dimension."""
        key = self.sum.group.key(dimension)
        return key.value if key else None


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums that a question asks for."""

    view: View | None
    found: Sums | None
    first: int
    note: str | None = None

    @property
    def nodes(self) -> list[Total]:
        """The first groups."""
        return self._seen(self.found.groups if self.found else [])[: self.first]

    @property
    def across(self) -> list[Total]:
        """The totals without the caller's groups."""
        return self._seen(self.found.across if self.found else [])[:CAP]

    @property
    def total_count(self) -> int:
        """How many groups there are."""
        return len(self.found) if self.found else 0

    @property
    def overlap(self) -> bool:
        """Whether a thing can be in several groups."""
        return bool(self.found and self.found.overlap)

    def _seen(self, found: list[Sum]) -> list[Total]:
        assert self.view or not found
        return [Total(self.view, total) for total in found] if self.view else []


def _items(name: str) -> Callable[[Total, Any], list[Counted]]:
    return lambda root, info: [Counted(root.view, item) for item in getattr(root.sum, name)[:CAP]]


def _how_many(name: str) -> Callable[[Total, Any], int]:
    return lambda root, info: len(getattr(root.sum, name))


def _prove(root: Counted, info: Any, parts: list[Any] | None = None, first: int = CAP) -> list[Cited]:
    return cite(root.view, root.item.statements, enums.words(parts), min(check_first(first), CAP))


class SumItem(graphene.ObjectType):
    """A thing with what it adds to a sum, and why so much, or why nothing."""

    thing = graphene.Field(FACT, required=True)
    adds = graphene.Field(Interval, description="Null where it adds nothing.")
    why = graphene.String(required=True, resolver=at("item.why"))
    because = full_list(THING, description="The things that the reason is about, such as the total that holds it.")
    sure = graphene.Boolean(
        required=True,
        resolver=at("item.sure"),
        description="False where it may be counted already, or nobody says when it is so.",
    )
    evidence = evidence_field("The words that give its figure.", _prove)


class StatusTotal(graphene.ObjectType):
    """What the counted things of one status add."""

    status = graphene.Field(enums.STATUS, description="Null where no text and no rule tells.")
    total = graphene.Field(Interval, required=True)


def _node(dimension: str) -> Callable[[Total, Any], Seen | None]:
    return lambda root, info: root.node(dimension)


def _word(dimension: str) -> Callable[[Total, Any], str | None]:
    return lambda root, info: root.word(dimension)


def _year(root: Total, info: Any) -> int | None:
    year = root.word("year")
    return int(year) if year else None


def _status(root: Total, info: Any) -> str | None:
    word = root.word("status")
    return None if word == "unknown" else word


def _actor(root: Total, info: Any) -> Seen | None:
    """The actor of a group by parties, in whatever role it is grouped by."""
    return next((root.node(key.dimension) for key in root.sum.group.keys if _is_of_actors(root, key)), None)


def _is_of_actors(root: Total, key: Key) -> bool:
    node = root.view.node(key.value) if key.value else None
    return node is not None and root.view.model.is_a(node.kind, "Actor")


class SumKeys(graphene.ObjectType):
    """What the things of a group have in common; null where it is not grouped by that, or nothing tells."""

    firm = graphene.Field(ACTOR, resolver=_actor, description="Grouped by FIRM, or by a role such as OPERATOR.")
    role = graphene.Field(enums.PARTY_ROLE, resolver=_word("role"))
    year = graphene.Int(resolver=_year)
    kind = graphene.Field(enums.SUMMED_KIND, resolver=_word("kind"))
    status = graphene.Field(enums.STATUS, resolver=_status)
    basis = graphene.Field(enums.SUMMED_BASIS, resolver=_word("basis"))
    amount_basis = graphene.Field(enums.SUMMED_BASIS, resolver=_word("amountBasis"))
    measure = graphene.Field(enums.VOCABULARIES["capacityMeasure"], resolver=_word("measure"))
    fuel = graphene.Field(enums.VOCABULARIES["fuel"], resolver=_word("fuel"))
    place = graphene.Field(THING, resolver=_node("place"))
    site = graphene.Field(THING, resolver=_node("site"))
    program = graphene.Field(THING, resolver=_node("program"))
    state = graphene.String(resolver=_word("state"))
    country = graphene.String(resolver=_word("country"))
    county = graphene.String(resolver=_word("county"))
    town = graphene.String(resolver=_word("town"))


class GraphSum(graphene.ObjectType):
    """The total of what may be added: one class, one family of kinds, one basis, one unit, and the keys asked for."""

    class Meta:
        name = "Sum"

    of = graphene.Field(enums.SUMMED_CLASS, required=True, resolver=at("sum.group.of"))
    family = graphene.String(required=True, resolver=at("sum.group.family"), description="The family of kinds.")
    basis = graphene.String(required=True, resolver=at("sum.group.basis"), description="What the figures count.")
    unit = graphene.String(required=True, resolver=at("sum.group.unit"))
    keys = graphene.Field(SumKeys, required=True, resolver=lambda root, info: root, description="Its group.")
    total = graphene.Field(Interval, required=True, description="Between which bounds the total lies.")
    by_status = full_list(StatusTotal, description="What each status adds.")
    counted = full_list(SumItem, resolver=_items("counted"))
    counted_count = graphene.Int(required=True, resolver=_how_many("counted"))
    left_out = full_list(SumItem, resolver=_items("left_out"))
    left_out_count = graphene.Int(required=True, resolver=_how_many("left_out"))
    optional = full_list(SumItem, resolver=_items("optional"), description="Only possible: listed, never added.")
    optional_count = graphene.Int(required=True, resolver=_how_many("optional"))
    flags = full_list(graphene.String, resolver=at("sum.flags"), description="What to know before using it.")


class SumList(graphene.ObjectType):
    """The first groups, in the order of their words."""

    nodes = full_list(GraphSum)
    across = full_list(GraphSum, description="The totals without groupBy. They are sums of their own.")
    overlap = graphene.Boolean(required=True, description="Whether groups share things, so that nobody may add them.")
    total_count = graphene.Int(required=True, description="How many there are.")
    note = graphene.String(description="Why there is nothing, or less than under another policy.")


def resolve_sums(root: Any, info: Any, of: Any, first: int = CAP, view: Any = None, **args: Any) -> Totals:
    """The sums of a class of things, of all or of one party's."""
    question: Question = info.context
    seen, asked = question.view(view), enums.words(args)
    check_first(first)
    whose = None
    if (choice := asked.get("party")) is not None:
        found = party(seen, choice)
        if found is None:
            return Totals(None, None, first, explain_actors(question, seen, {"party": choice}))
        whose = found.id
    answer = sums(seen, enums.words(of), whose, by=asked.get("group_by") or (), **filters(asked))
    nothing = None if answer else NOTHING_MATCHES
    return Totals(seen, answer, first, "; ".join(filter(None, (nothing, answer.note))) or None)


def filters(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The filters of `sums` that arguments (as words) ask for."""
    statuses, year = asked.get("statuses"), asked.get("year")
    return {
        "role": asked.get("role"), "kinds": asked.get("kinds") or (), "families": asked.get("families") or (),
        "statuses": STATUSES if statuses is None else frozenset(statuses), "bases": asked.get("basis") or (),
        "source": asked.get("source"), "places": asked.get("place") or (),
        "year": None if year is None else str(year),
    }  # fmt: skip


def arguments() -> dict[str, Any]:
    """The arguments by which things are chosen to be added."""
    return {
        "role": graphene.Argument(enums.PARTY_ROLE, description="Only where the party has this role."),
        "kinds": _several(enums.SUMMED_KIND, "Only of these kinds."),
        "families": _several(graphene.String, "Only of these families of kinds, as `family` names them."),
        "statuses": _several(enums.STATUS, "What is added: all but rumoured, cancelled and retired unless given."),
        "basis": _several(enums.SUMMED_BASIS, "Only of these bases."),
        "source": graphene.Argument(graphene.String, description="Only of what this source says, such as wri."),
        "place": _several(graphene.String, "Only at these places, sites, states or countries."),
        "year": graphene.Argument(graphene.Int, description="Only of what is dated in it."),
    }  # fmt: skip


def field(view: Any) -> Any:
    """The root field; `view` is its argument of that name."""
    return graphene.Field(
        SumList, resolver=resolve_sums, view=view, required=True,
        description="Totals as intervals, each inside one family of kinds, one basis and one unit.",
        of=graphene.Argument(enums.SUMMED_CLASS, required=True, description="What is added."),
        group_by=_several(enums.DIMENSION, "Groups inside of those; the totals across them stand in `across`."),
        party=graphene.Argument(OneActor, description="Only of this actor; of a joint amount its unknown share."),
        first=graphene.Argument(graphene.Int, default_value=CAP, description="How many groups, 1 to 1000."),
        args=arguments(),
    )  # fmt: skip


def _several(found: Any, doc: str) -> Any:
    return graphene.Argument(graphene.List(graphene.NonNull(found)), description=doc)
