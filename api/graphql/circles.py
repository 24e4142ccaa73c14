"""Circles of money and hosts of rivals: the links of paths, asked otherwise, with the evidence of each hop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import graphene

from ...graph.links import ANYBODY, Circle, Path, PathError, Stopped, check_ends, circles, hosts_of_rivals
from ...graph.view import View
from . import enums
from .answers import CAP, Seen
from .errors import QueryError
from .filters import ActorChoice, ends
from .links import GraphHop, Link
from .notes import explain_actors, late
from .paging import FIRST, check_first, full_list
from .question import Question
from .routes import ARGUMENTS, Route, Step, check_hops, through
from .values import ACTOR


@dataclass(frozen=True, slots=True)
class Round:
    """A circle of money."""

    view: View
    circle: Circle

    @property
    def funder(self) -> Seen:
        """Who funds."""
        return Seen(self.view, self.view.nodes[self.circle.funding.start])

    @property
    def customer(self) -> Seen:
        """Who is funded."""
        return Seen(self.view, self.view.nodes[self.circle.funding.end])

    @property
    def funding(self) -> Step:
        """The money that goes out."""
        return Step(self.view, self.circle.funding)

    @property
    def way(self) -> list[Step]:
        """How it comes back."""
        return [Step(self.view, hop) for hop in self.circle.way.hops]


@dataclass(frozen=True, slots=True)
class Hosting:
    """A host of rivals."""

    view: View
    identifier: str
    found: Sequence[Path]

    @property
    def host(self) -> Seen:
        """Who provides."""
        return Seen(self.view, self.view.nodes[self.identifier])

    @property
    def rivals(self) -> list[Seen]:
        """Whom it serves, each once."""
        ends = dict.fromkeys(path.end for path in self.found)
        return [Seen(self.view, self.view.nodes[end]) for end in ends][:CAP]

    @property
    def paths(self) -> list[Route]:
        """What leads to them."""
        return [Route(self.view, path) for path in self.found[:CAP]]


@dataclass(frozen=True, slots=True)
class Bounded:
    """The first rows of a bounded search, with how many there are and where it stopped."""

    nodes: list[Any]
    total_count: int
    bound: Stopped | None
    note: str | None

    @property
    def stopped(self) -> str | None:
        """Where it stopped, in words."""
        return self.bound.message if self.bound else None


class GraphCircle(graphene.ObjectType):
    """Money that a firm gives for a claim, and that comes back to it for goods, capacity or power."""

    class Meta:
        name = "Circle"

    funder = graphene.Field(ACTOR, required=True, description="Who funds, and is paid at the end.")
    customer = graphene.Field(ACTOR, required=True, description="Who is funded.")
    funding = graphene.Field(GraphHop, required=True, description="The money that goes out.")
    way = full_list(GraphHop, description="How it comes back; each hop leads from who pays to who is paid.")


class RivalHost(graphene.ObjectType):
    """A firm that serves at least two rivals of different houses."""

    host = graphene.Field(ACTOR, required=True)
    rivals = full_list(ACTOR, description="Whom it serves; divisions of one house among them.")
    paths = full_list(Link, description="The contracts that say so.")


def _bounded(name: str, node: Any) -> Any:
    """The type of rows of a bounded search."""
    return type(f"{name}List", (graphene.ObjectType,), {
        "__doc__": "The first rows, and whether there may be more than were found.",
        "nodes": full_list(node),
        "total_count": graphene.Int(required=True, description="How many were found."),
        "stopped": graphene.String(description="Where the search stopped before it had looked at everything."),
        "note": graphene.String(description="Why there is nothing, or less than under another policy."),
    })  # fmt: skip


CIRCLES, HOSTS = _bounded("Circle", GraphCircle), _bounded("RivalHost", RivalHost)


def _note(question: Question, view: View, choice: Mapping[str, Any], found: int) -> str | None:
    return late(view) if found else explain_actors(question, view, {"from": choice})


def _resolve_circles(
    root: Any, info: Any, first: int, who: Any = None, max_hops: int = 3, view: Any = None
) -> Bounded:
    question: Question = info.context
    seen, choice = question.view(view), enums.words(who) or {}
    try:
        found = circles(seen, check_ends(ends(choice)) if choice else ANYBODY, check_hops(max_hops))
    except PathError as error:
        raise QueryError(str(error)) from None
    rows = [Round(seen, one) for one in found[: check_first(first)]]
    return Bounded(rows, len(found), found.stopped, _note(question, seen, choice, len(found)))


def _resolve_hosts(
    root: Any, info: Any, first: int, rivals: Any, max_hops: int = 1, view: Any = None, **asked: Any
) -> Bounded:
    question: Question = info.context
    seen, choice = question.view(view), enums.words(rivals)
    if not choice:
        raise QueryError("say who are rivals: rivals: {role: HYPERSCALER}")
    try:
        along = through(seen, enums.words(asked).get("through") or {})
        found = hosts_of_rivals(seen, check_ends(ends(choice)), check_hops(max_hops), along)
    except PathError as error:
        raise QueryError(str(error)) from None
    rows = [Hosting(seen, host, paths) for host, paths in list(found.items())[: check_first(first)]]
    return Bounded(rows, len(found), found.stopped, _note(question, seen, choice, len(found)))


def fields(view: Any) -> dict[str, Any]:
    """The root fields; `view` is their argument of that name."""
    hops = graphene.Argument(graphene.Int, default_value=1, description="1: whom they serve; up to 3: over others.")
    return {
        "circles": graphene.Field(
            CIRCLES, first=FIRST, view=view, resolver=_resolve_circles,
            description="Where a firm funds its own customer, at once or over others, the shortest first.",
            who=graphene.Argument(ActorChoice, description="Who funds; anybody if not given."),
            max_hops=graphene.Argument(graphene.Int, default_value=3, description="Of the whole circle, 2 or 3."),
        ),
        "hosts_of_rivals": graphene.Field(
            HOSTS, first=FIRST, view=view, resolver=_resolve_hosts, max_hops=hops, through=ARGUMENTS["through"],
            description="Hosts that serve at least two rivals of different houses.",
            rivals=graphene.Argument(ActorChoice, required=True, description="Who are rivals, as by role."),
        ),
    }  # fmt: skip
