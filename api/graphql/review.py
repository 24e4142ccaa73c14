"""What is held back: statements that the gate refused, and facts that an extractor was unsure of."""

from typing import Any

import graphene

from ...graph.ledger import Doubt, Refusal
from .paging import FIRST, Shortlist, check_first, shortlist


class Quarantined(graphene.ObjectType):
    """A statement that the gate refused."""

    document = graphene.ID(required=True, resolver=lambda row, info: row.document.hex())
    thing = graphene.ID(required=True, resolver=lambda row, info: row.thing.hex(), description="What it is about.")
    statement = graphene.String(required=True, description="As JSON, with its evidence.")
    reason = graphene.String(required=True, description="Why it was refused.")


class Candidate(graphene.ObjectType):
    """A fact that an extractor was unsure of."""

    document = graphene.ID(required=True, resolver=lambda row, info: row.document.hex())
    fact = graphene.String(required=True, description="As JSON, in the form that `wattgraph extract` prints.")
    reasons = graphene.String(required=True, description="What makes it doubtful.")


def _quarantine(root: Any, info: Any, first: int) -> Shortlist:
    found: list[Refusal] = sorted(info.context.ledger.quarantine())
    return Shortlist(found[: check_first(first)], len(found))


def _candidates(root: Any, info: Any, first: int) -> Shortlist:
    found: list[Doubt] = sorted(info.context.ledger.candidates())
    return Shortlist(found[: check_first(first)], len(found))


FIELDS = {
    "quarantine": graphene.Field(
        shortlist("Quarantined", Quarantined), first=FIRST, resolver=_quarantine,
        description="What the gate refused in the latest reading of each document, and why.",
    ),
    "candidates": graphene.Field(
        shortlist("Candidate", Candidate), first=FIRST, resolver=_candidates,
        description="What the extractor was unsure of in the latest reading of each document, and why.",
    ),
}  # fmt: skip
