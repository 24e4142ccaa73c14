"""Links between actors: the hops of a path, what each rests on, and how firm the whole is."""

from dataclasses import dataclass
from typing import Any

import graphene

from ...graph.ledger import StoredStatement
from ...graph.links import MOST_HOPS, Hop, Path, paths
from ...graph.view import View
from . import enums
from .answers import CAP, Cited, Seen, cite
from .errors import QueryError
from .paging import check_first, full_list, shortlist
from .values import ACTOR, at, evidence_field

FACT = f"{__package__}.interfaces.Fact"

MAX_HOPS = graphene.Argument(
    graphene.Int, default_value=MOST_HOPS, description=f"The longest path, 1 to {MOST_HOPS} hops."
)


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
    def from_actor(self) -> Seen:
        """Where it starts."""
        return Seen(self.view, self.view.nodes[self.hop.start])

    @property
    def to_actor(self) -> Seen:
        """Where it ends."""
        return Seen(self.view, self.view.nodes[self.hop.end])

    @property
    def claims(self) -> list[tuple[StoredStatement, ...]]:
        """What it rests on: the two parties, the thing's figure and its kind, each with its statements."""
        figure, kind = self.hop.via.figure, self.hop.via.shown("kind")
        shown = self.hop.via.shown(figure.property) if figure else None
        return [v.statements for v in (*self.hop.parties, shown, kind) if v is not None]

    @property
    def confidence(self) -> float:
        """That of the claim that the loaders were least sure of."""
        return min(max(s.confidence for s in claim) for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Route:
    """A path from one actor to another."""

    view: View
    path: Path

    @property
    def firm(self) -> Seen:
        """Where it leads."""
        return Seen(self.view, self.view.nodes[self.path.end])

    @property
    def hops(self) -> list[Step]:
        """Its steps."""
        return [Step(self.view, hop) for hop in self.path.hops]

    @property
    def weakest(self) -> Step:
        """The step on which the whole rests."""
        return Step(self.view, self.path.weakest)


def check_hops(hops: int) -> int:
    """The length of paths asked for. Raises QueryError out of bounds."""
    if 1 <= hops <= MOST_HOPS:
        return hops
    raise QueryError(f"maxHops is {hops}: paths have 1 to {MOST_HOPS} hops")


def routes(view: View, start: str, ends: frozenset[str], hops: int) -> list[Route]:
    """All paths from an actor to others, the firmest first. Raises QueryError."""
    return [Route(view, path) for path in paths(view, start, ends - {start}, check_hops(hops))]


def _prove(step: Step, info: Any, parts: list[Any] | None = None, first: int = CAP) -> list[Cited]:
    said = (s for claim in step.claims for s in claim)
    return cite(step.view, said, enums.words(parts), min(check_first(first), CAP))


class GraphHop(graphene.ObjectType):
    """One step from an actor to another, by what they are parties of."""

    class Meta:
        name = "Hop"

    from_actor = graphene.Field(ACTOR, required=True)
    to_actor = graphene.Field(ACTOR, required=True)
    from_role = graphene.Field(enums.PARTY_ROLE, required=True, resolver=lambda step, info: step.hop.parties[0].role)
    to_role = graphene.Field(enums.PARTY_ROLE, required=True, resolver=lambda step, info: step.hop.parties[1].role)
    via = graphene.Field(FACT, required=True, description="The deal, flow, stake or capacity that links them.")
    link = graphene.Field(enums.LINK_CLASS, required=True, resolver=at("hop.link"))
    evidence = evidence_field("The clauses that state it, of each source.", _prove)


class Weakest(graphene.ObjectType):
    """The step on which a path rests: the whole is as firm as this."""

    via = graphene.Field(FACT, required=True)
    link = graphene.Field(enums.LINK_CLASS, required=True, resolver=at("hop.link"))
    modality = graphene.Field(enums.MODALITY, resolver=at("via.modality"), description="How firmly it is said.")
    confidence = graphene.Float(required=True, description="The loader's own, of its least sure part.")
    status = graphene.Field(enums.STATUS, resolver=at("via.status"))
    origins = graphene.Int(
        required=True, resolver=at("via.origins"), description="How many independent origins state it."
    )


class Link(graphene.ObjectType):
    """A path of exposure from one actor to another. Actors on the same side of a contract are not linked."""

    firm = graphene.Field(ACTOR, required=True, description="Whom it leads to.")
    hops = full_list(GraphHop)
    weakest = graphene.Field(Weakest, required=True)


PATHS = shortlist("Path", Link)
