"""Who owns how much of a site in GraphQL: a range of percent, where parts of the site have different owners."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import graphene

from ...graph.ownership import Share
from ...graph.view import View
from ...schema.model import Kind, Model
from . import enums
from .answers import CAP, Bounds, Cited, Seen, cite
from .interfaces import Actor
from .paging import check_first, full_list
from .values import Interval, evidence_field


@dataclass(frozen=True, slots=True)
class Owned:
    """A share of a site, as a view shows it."""

    view: View
    share: Share

    @property
    def owner(self) -> Seen | None:
        """Who has it."""
        node = self.view.node(self.share.owner)
        return Seen(self.view, node) if node else None

    @property
    def percent(self) -> Bounds:
        """How much of the whole."""
        return Bounds(self.share.percent)

    @property
    def stakes(self) -> list[Seen]:
        """The stakes that say so."""
        return [Seen(self.view, stake) for stake in self.share.stakes[:CAP]]


def has_shares(kind: Kind, model: Model) -> bool:
    """Whether a stake can be a part of a thing of this class."""
    return kind.name in model.kind("Stake").properties["site"].ranges


def _shares(of: Seen, info: Any) -> list[Owned]:
    return [Owned(of.view, share) for share in of.view.ownership.shares(of.node.id)][:CAP]


def _prove(owned: Owned, info: Any, parts: list[Any] | None = None, first: int = CAP) -> list[Cited]:
    said = [s for stake in owned.share.stakes if (value := stake.shown("share")) for s in value.statements]
    return cite(owned.view, said, enums.words(parts), min(check_first(first), CAP))


def fields(stake: Callable[[], Any]) -> dict[str, Any]:
    """The field of a site about its owners. `stake` gives the type of stakes later. Called once."""
    share = type("SiteShare", (graphene.ObjectType,), {
        "__doc__": "What an owner has of a site, by the stakes in it and in its parts.",
        "owner": graphene.Field(Actor, required=True),
        "percent": graphene.Field(
            Interval, required=True, description="A range where the parts of the site have different owners."
        ),
        "stakes": full_list(stake, description="The stakes that say so."),
        "evidence": evidence_field("The words that state the shares.", _prove),
    })  # fmt: skip
    return {
        "shares": full_list(
            share,
            resolver=_shares,
            description="Who owns how much, the largest share first; none where none is stated.",
        )
    }
