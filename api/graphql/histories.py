"""The history of a property: names, tickers and roles that were, with the time of each."""

from dataclasses import dataclass
from typing import Any

import graphene

from ...graph.times.clock import Standing, standing
from ...graph.times.histories import Period, history
from ...graph.view import View
from ...schema.quantity import Quantity
from . import enums
from .answers import CAP, Cited, Said, Seen, cite
from .errors import QueryError
from .paging import check_first
from .values import Statement, evidence_field


@dataclass(frozen=True, slots=True)
class Lasting:
    """A period of a thing's property."""

    view: View
    period: Period

    @property
    def text(self) -> str:
        """The value in words; of a thing its name."""
        value = self.period.decoded
        if isinstance(value, Quantity):
            return value.verbatim
        return self.view.name(str(value)) if isinstance(self.period.statements[0].object, bytes) else str(value)

    @property
    def valid_from(self) -> str | None:
        """Since when it is so."""
        return str(self.period.begin) if self.period.begin else None

    @property
    def valid_to(self) -> str | None:
        """Until when it was so."""
        return str(self.period.end) if self.period.end else None

    @property
    def told_from(self) -> str | None:
        """Since when a document tells it."""
        return str(self.period.told) if self.period.told else None

    @property
    def holds_as_of(self) -> Standing | None:
        """Whether it is so as of the view's date."""
        as_of = self.view.perspective.as_of
        return standing(self.period.begin, self.period.end, as_of) if as_of else None

    @property
    def statements(self) -> list[Said]:
        """What tells it."""
        return [Said(self.view, said) for said in self.period.statements[:CAP]]


def _prove(root: Lasting, info: Any, parts: list[Any] | None = None, first: int = CAP) -> list[Cited]:
    return cite(root.view, root.period.statements, enums.words(parts), min(check_first(first), CAP))


class GraphPeriod(graphene.ObjectType):
    """A value of a property, and the time in which it is so."""

    class Meta:
        name = "Period"

    text = graphene.String(required=True, description="The value in words; of a thing its name.")
    valid_from = graphene.String(description="Since when it is so; null if nobody tells.")
    valid_to = graphene.String(description="The last day on which it is so; null if it is not told to have ended.")
    told_from = graphene.String(description="Since when a document tells it.")
    holds_as_of = graphene.Field(enums.STANDING, description="Whether it is so as of the view's date; null without.")
    statements = graphene.List(graphene.NonNull(Statement), required=True, description="All that tell it.")
    evidence = evidence_field("The words that prove it.", _prove)


def periods(seen: Seen, info: Any, property: str) -> list[Lasting]:
    """The resolver of a thing's history. Raises QueryError for a property that its class lacks."""
    try:
        return [Lasting(seen.view, period) for period in history(seen.view, seen.node, property)][:CAP]
    except ValueError as error:
        raise QueryError(str(error)) from None
