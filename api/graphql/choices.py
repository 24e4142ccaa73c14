"""Choices in answers: of each property the value that is shown, what it beat, what was left out, by which policy."""

from dataclasses import dataclass
from typing import Any

import graphene

from ...graph.ledger import StoredStatement
from ...graph.policies.choice import Choice, choice, choices
from ...graph.view import View
from .answers import CAP, Defeated, Said, Seen, aside, defeated
from .errors import QueryError
from .paging import full_list
from .values import Beaten, Statement, at, evidence_field, prove


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice in its view."""

    view: View
    made: Choice

    @property
    def statements(self) -> tuple[StoredStatement, ...]:
        """Those that give the shown value."""
        return self.made.shown.statements if self.made.shown else ()

    @property
    def statement(self) -> Said | None:
        """The one by which the value is shown."""
        return Said(self.view, self.statements[0]) if self.statements else None

    @property
    def shown(self) -> str | None:
        """The value in its encoded form."""
        return self.statement.object if self.statement else None

    @property
    def origins(self) -> int:
        """How many independent origins give it."""
        return self.view.origins(self.statements)

    @property
    def beaten(self) -> list[Defeated]:
        """What it beat."""
        return defeated(self.view, self.made)

    @property
    def left_out(self) -> list[Defeated]:
        """What the policy's minimums took out."""
        return aside(self.view, self.made.left_out)


class ChoiceOfValue(graphene.ObjectType):
    """What is shown of a property, and what it beat. Of properties of many values: the one that goes first."""

    class Meta:
        name = "Choice"

    property_name = graphene.String(name="property", required=True, resolver=at("made.property"))
    shown = graphene.String(description="The value in its encoded form; of a thing its id. Null if all was left out.")
    statement = graphene.Field(Statement, description="The one by which it is shown.")
    origins = graphene.Int(required=True, description="How many independent origins give it.")
    policy = graphene.String(required=True, resolver=at("made.policy.name"), description="By which policy.")
    evidence = evidence_field("The words that prove it.", prove)
    beaten = full_list(Beaten, description="What else is said, and why it is not shown first.")
    left_out = full_list(Beaten, description="What too few origins say for the policy.")


def made(seen: Seen, info: Any, property: str | None = None) -> list[Chosen]:
    """The choices of one property or of all. Raises QueryError for one that its class lacks."""
    if property is None:
        return [Chosen(seen.view, found) for found in choices(seen.view, seen.node)][:CAP]
    try:
        return [Chosen(seen.view, choice(seen.view, seen.node, property))]
    except ValueError as error:
        raise QueryError(str(error)) from None
