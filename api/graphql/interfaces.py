"""What many classes share: a thing with its statements, a fact with its parties, an actor with roles and links."""

from collections.abc import Iterable
from typing import Any

import graphene

from ...graph.ledger import StoredStatement
from ...graph.links import Ends
from ...graph.roles import roles
from ...schema.model import Kind
from . import enums
from .answers import CAP, Cited, Playing, Said, Seen, cite
from .choices import ChoiceOfValue, made
from .errors import QueryError
from .filters import ActorChoice, ends
from .histories import GraphPeriod, periods
from .links import Link
from .paging import AFTER, FIRST, Page, check_first, connection, full_list, page
from .routes import ARGUMENTS, Route, answer
from .values import STATEMENTS, Beaten, Document, Quantity, Statement, at, evidence_field

_PROPERTY = graphene.Argument(graphene.String, description="Only of this property or party role.")


def _said(seen: Seen, prop: str | None) -> Iterable[StoredStatement]:
    """What a thing rests on, all or of one property. Raises QueryError for one that its class lacks."""
    kind: Kind = seen.view.model.kind(seen.node.kind)
    if prop is not None and prop not in kind.properties:
        raise QueryError(f"{kind.name} has no property {prop!r}; it has {', '.join(kind.properties)}")
    return (s for s in seen.node.statements() if prop in (None, s.property))


def _evidence(
    seen: Seen, info: Any, property: str | None = None, parts: list[Any] | None = None, first: int = CAP
) -> list[Cited]:
    return cite(seen.view, _said(seen, property), enums.words(parts), min(check_first(first), CAP))


def _statements(seen: Seen, info: Any, first: int, after: str | None = None, property: str | None = None) -> Page:
    found = sorted({s.id: s for s in _said(seen, property)}.items())
    return page(seen.view, [Said(seen.view, s) for _, s in found], first, after)


def _parties(seen: Seen, info: Any, role: Any = None) -> list[Playing]:
    wanted = enums.words(role)
    return [Playing(seen.view, p) for p in seen.node.parties if wanted in (None, p.role)][:CAP]


def _prove(playing: Playing, info: Any, parts: list[Any] | None = None, first: int = CAP) -> list[Cited]:
    return cite(playing.view, playing.part.statements, enums.words(parts), min(check_first(first), CAP))


class Thing(graphene.Interface):
    """Something that documents speak of: what they say of it together, and on what it rests."""

    id = graphene.ID(required=True)
    caption = graphene.String(required=True, description="One line for people.")
    title = graphene.String(required=True, description="What to call it: its name, else its parties and kind.")
    evidence = evidence_field("The clauses that speak of it.", _evidence, property=_PROPERTY)
    statements = graphene.Field(
        STATEMENTS, required=True, first=FIRST, after=AFTER, property=_PROPERTY, resolver=_statements,
        description="What it rests on.",
    )  # fmt: skip
    history = full_list(
        GraphPeriod, resolver=periods, property=graphene.Argument(graphene.String, required=True),
        description="The values that a property had, in the order of their time.",
    )  # fmt: skip
    documents = full_list(Document, description="The documents that it rests on.")
    origins = graphene.Int(required=True, description="How many independent origins it rests on.")
    superseded = full_list(Statement, description="What a later edition or a stated correction replaced.")
    denied = full_list(Statement, description="What a text says is not so.")
    choices = full_list(
        ChoiceOfValue, resolver=made, description="Of each property what is shown, what that beat, and why.",
        property=graphene.Argument(graphene.String, description="Only of this property."),
    )  # fmt: skip
    left_out = full_list(Beaten, description="What too few origins say for the policy.")
    unlisted = graphene.String(description="Why the policy keeps it out of lists: it is found by its id.")
    holds_as_of = graphene.Field(enums.STANDING, description="Whether it is so as of the view's date; null without.")
    mentions = full_list(graphene.ID, description="The ids of the places where it is spoken of.")


class Fact(Thing):
    """A thing with parties: a deal, a flow, a stake, a capacity, an event, a projection, a site, a programme."""

    parties = full_list(
        lambda: Party, resolver=_parties, description="Who takes part.",
        role=graphene.Argument(enums.PARTY_ROLE, description="Only in this role."),
    )  # fmt: skip
    status = graphene.Field(enums.STATUS, description="How far it has come: as stated, else by rule.")
    status_stated = graphene.Boolean(required=True, description="False where the status follows by rule.")
    modality = graphene.Field(enums.MODALITY, description="How firmly it is said.")
    figure = graphene.Field(Quantity, description="The quantity that it is known by: amount, power, share, change.")


FACTS = connection("Fact", Fact)


def _roles(seen: Seen, info: Any) -> list[Playing]:
    return [Playing(seen.view, role) for role in roles(seen.view, seen.node)][:CAP]


def _things(seen: Seen, info: Any, first: int, after: str | None = None, kind: list[Any] | None = None) -> Page:
    wanted = enums.words(kind)
    found = {thing.id: thing for thing, _ in seen.view.taking_part(seen.id) if not wanted or thing.kind in wanted}
    return page(seen.view, [Seen(seen.view, found[i]) for i in sorted(found)], first, after)


def _links(seen: Seen, info: Any, to: dict[str, Any] | None = None, first: int = CAP, **asked: Any) -> list[Route]:
    found = answer(seen.view, Ends(id=seen.id), ends(enums.words(to or {})), enums.words(asked))
    return [Route(seen.view, path) for path in found.paths[: min(check_first(first), CAP)]]


class Actor(Thing):
    """Who can be a party: a firm, a public body, or a group that a text does not name one by one."""

    name = graphene.String(description="The first of its names.")
    roles = full_list(lambda: Role, resolver=_roles, description="What it is said to be, and on whose word.")
    things = graphene.Field(
        FACTS, required=True, first=FIRST, after=AFTER, resolver=_things, description="What it takes part in.",
        kind=graphene.Argument(graphene.List(graphene.NonNull(enums.THING_CLASS)), description="Of these classes."),
    )  # fmt: skip
    links = full_list(
        Link, resolver=_links, to=graphene.Argument(ActorChoice, description="Any actor unless given."), **ARGUMENTS,
        first=graphene.Argument(graphene.Int, default_value=CAP, description=f"How many, {CAP} at most."),
        description="Paths of exposure to other actors, the firmest first.",
    )  # fmt: skip


class Party(graphene.ObjectType):
    """Who takes part in a thing, and as what."""

    role = graphene.Field(enums.PARTY_ROLE, required=True, resolver=at("part.role"))
    actor = graphene.Field(Actor, required=True)
    modality = graphene.Field(enums.MODALITY, required=True, resolver=at("statement.stored.modality"))
    statement = graphene.Field(Statement, required=True, description="The one by which it is shown.")
    evidence = evidence_field("The clauses that say so.", _prove)


class Role(graphene.ObjectType):
    """What an actor is said to be, on one basis: a statement, never a class."""

    role = graphene.Field(enums.ACTOR_ROLE, required=True, resolver=at("part.word"))
    basis = graphene.Field(enums.ROLE_BASIS, required=True, resolver=at("part.basis"))
    modality = graphene.Field(enums.MODALITY, required=True, resolver=at("statement.stored.modality"))
    statement = graphene.Field(Statement, required=True, description="The one by which it is shown.")
    evidence = evidence_field("The words that say so.", _prove)
