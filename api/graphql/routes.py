"""Paths between actors as resolvers hand them on, and what a question of paths can ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import graphene

from ...graph.ledger import StoredStatement
from ...graph.links import (
    MOST_HOPS,
    Belonging,
    Ends,
    Hop,
    Least,
    NearMiss,
    Path,
    PathError,
    Through,
    denials,
    find_paths,
)
from ...graph.links import PathAnswer as Answer
from ...graph.links.answer import check_hops as within
from ...graph.view import View
from . import enums
from .answers import CAP, Said, Seen
from .errors import QueryError

FACT = f"{__package__}.interfaces.Fact"

MAX_HOPS = graphene.Argument(
    graphene.Int, default_value=MOST_HOPS, description=f"The longest path, 1 to {MOST_HOPS} hops."
)


@dataclass(frozen=True, slots=True)
class Proven:
    """Whatever of a path rests on statements: a step inside a house, or how two hops are joined."""

    view: View
    part: Any
    statements: tuple[StoredStatement, ...]

    @property
    def above(self) -> Seen:
        """The parent of a step."""
        return Seen(self.view, self.view.nodes[self.part.above])

    @property
    def below(self) -> Seen:
        """The division of a step."""
        return Seen(self.view, self.view.nodes[self.part.below])

    @property
    def stake(self) -> Seen | None:
        """The stake that makes a step."""
        return Seen(self.view, self.part.stake) if self.part.stake else None


@dataclass(frozen=True, slots=True)
class Step:
    """One hop of a path."""

    view: View
    hop: Hop

    @property
    def via(self) -> Seen:
        """The thing that links the two."""
        return Seen(self.view, self.hop.via)

    @property
    def denied(self) -> list[Said]:
        """What texts deny of it."""
        return [Said(self.view, said) for said in denials(self.view, self.hop)[:CAP]]

    @property
    def also(self) -> list[Seen]:
        """The capacities that say the same."""
        return [Seen(self.view, thing) for thing in self.hop.also[:CAP]]

    @property
    def from_actor(self) -> Seen:
        """Where it starts."""
        return Seen(self.view, self.view.nodes[self.hop.start])

    @property
    def to_actor(self) -> Seen:
        """Where it ends."""
        return Seen(self.view, self.view.nodes[self.hop.end])

    @property
    def before(self) -> list[Proven]:
        """The steps inside a house that lead to it."""
        return _steps(self.view, self.hop.before)

    @property
    def joint(self) -> Proven | None:
        """How it names the contract of an earlier hop."""
        return Proven(self.view, self.hop.joint, self.hop.joint.statements) if self.hop.joint else None

    @property
    def confidence(self) -> float:
        """That of the claim that the loaders were least sure of."""
        return min(max(s.confidence for s in claim) for claim in self.hop.claims)


def _steps(view: View, steps: tuple[Belonging, ...]) -> list[Proven]:
    return [Proven(view, step, step.statements) for step in steps]


@dataclass(frozen=True, slots=True)
class Route:
    """A path from one actor to another, or what only comes near to one."""

    view: View
    path: Path
    miss: NearMiss | None = None

    @property
    def start(self) -> Seen:
        """Whence it leads."""
        return Seen(self.view, self.view.nodes[self.path.start])

    @property
    def firm(self) -> Seen:
        """Where it leads."""
        return Seen(self.view, self.view.nodes[self.path.end])

    @property
    def hops(self) -> list[Step]:
        """Its steps."""
        return [Step(self.view, hop) for hop in self.path.hops]

    @property
    def after(self) -> list[Proven]:
        """The steps inside a house behind its last hop."""
        return _steps(self.view, self.path.after)

    @property
    def weakest(self) -> Step:
        """The step on which the whole rests."""
        return Step(self.view, self.path.weakest)


@dataclass(frozen=True, slots=True)
class Answered:
    """The first of the paths found, with what was searched."""

    answer: Answer
    first: int
    note: str | None = None

    @property
    def nodes(self) -> list[Route]:
        """The paths."""
        return [Route(self.answer.view, path) for path in self.answer.paths[: self.first]]

    @property
    def near_misses(self) -> list[Route]:
        """What comes near."""
        return [Route(self.answer.view, miss.path, miss) for miss in self.answer.near_misses]

    @property
    def near_misses_note(self) -> str | None:
        """Whether more may come near than was looked at."""
        stopped = self.answer.near_misses.stopped
        return stopped.message if stopped else None

    @property
    def total_count(self) -> int:
        """How many were found."""
        return len(self.answer.paths)

    @property
    def searched(self) -> "Answered":
        """Itself: it knows what was looked at."""
        return self

    @property
    def from_actors(self) -> list[Seen]:
        """The first actors at the start."""
        return self._actors(self.answer.searched.starts)

    @property
    def to_actors(self) -> list[Seen]:
        """The first actors at the end."""
        return self._actors(self.answer.searched.ends)

    def _actors(self, ids: tuple[str, ...]) -> list[Seen]:
        return [Seen(self.answer.view, self.answer.view.nodes[actor]) for actor in ids[:CAP]]


def check_hops(hops: int) -> int:
    """The length of paths asked for. Raises QueryError out of bounds."""
    try:
        return within(hops)
    except PathError as error:
        raise QueryError(str(error)) from None


def answer(view: View, start: Ends, end: Ends, asked: Mapping[str, Any]) -> Answer:
    """The paths between two ends. `asked`: `ARGUMENTS` in their inner words. Raises QueryError."""
    try:
        return find_paths(
            view, start, end, check_hops(asked.get("max_hops", MOST_HOPS)), order=asked.get("order") or "firmest",
            through=through(view, asked.get("through") or {}), association=bool(asked.get("association")),
        )  # fmt: skip
    except PathError as error:
        raise QueryError(str(error)) from None


def through(view: View, asked: Mapping[str, Any]) -> Through:
    """What every hop must be, by an argument in its inner words. Raises QueryError for a figure that is none."""
    avoided = (Ends(choice.get("id"), choice.get("name")) for choice in asked.get("avoid") or ())
    links, kinds, statuses = (frozenset(asked.get(name) or ()) for name in ("links", "kinds", "statuses"))
    avoid = frozenset(actor for ends in avoided for actor in ends.find(view).actors)
    return Through(links, kinds, statuses, _least(asked.get("at_least")), avoid, bool(asked.get("possible")))


def _least(asked: Mapping[str, str] | None) -> Least | None:
    if not asked:
        return None
    try:
        return Least(Decimal(asked["value"]), asked["unit"])
    except InvalidOperation:
        raise QueryError(f"atLeast: {asked['value']!r} is no number; write it in digits, such as 500000000") from None


class LeastInput(graphene.InputObjectType):
    """A figure that must be reached for sure."""

    class Meta:
        name = "LeastFigure"

    value = graphene.String(required=True, description="In base units: 500000000, not 500 million.")
    unit = graphene.String(required=True, description="USD, MW, percent, ...")


class Avoided(graphene.InputObjectType):
    """An actor that no path may touch, by id or name."""

    id = graphene.ID()
    name = graphene.String()


def _several(found: Any, doc: str) -> Any:
    return graphene.List(graphene.NonNull(found), description=doc)


class PathThrough(graphene.InputObjectType):
    """What every hop of a path must be; all that is given must fit."""

    links = _several(enums.LINK_CLASS, "Links of any of these classes.")
    kinds = _several(enums.LINK_KIND, "Deals, flows, stakes and capacities of any of these kinds.")
    statuses = _several(enums.STATUS, "Of any of these statuses, as stated, else by rule.")
    at_least = graphene.InputField(LeastInput, description="Only what is known to come to so much.")
    avoid = _several(Avoided, "Around these actors.")
    possible = graphene.Boolean(description="Also what is only possible, as the weakest of all; never options.")


ARGUMENTS: dict[str, Any] = {
    "max_hops": MAX_HOPS,
    "order": graphene.Argument(enums.PATH_ORDER, description="FIRMEST unless given."),
    "through": graphene.Argument(PathThrough, description="What every hop must be."),
    "association": graphene.Argument(
        graphene.Boolean,
        description="Also chains whose hops name no common contract, and those from the payer's side.",
    ),
}
