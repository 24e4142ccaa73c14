"""Links between actors: the hops of a path, what each rests on, how firm the whole is, and what only comes near."""

from typing import Any

import graphene

from . import enums
from .answers import CAP, Cited, cite
from .paging import check_first, full_list
from .routes import FACT, Proven, Step
from .values import ACTOR, at, evidence_field


def _prove(step: Step, info: Any, parts: list[Any] | None = None, first: int = CAP) -> list[Cited]:
    said = (s for claim in step.hop.claims for s in claim)
    return cite(step.view, said, enums.words(parts), min(check_first(first), CAP))


def _prove_part(part: Proven, info: Any, parts: list[Any] | None = None, first: int = CAP) -> list[Cited]:
    return cite(part.view, part.statements, enums.words(parts), min(check_first(first), CAP))


class HouseStep(graphene.ObjectType):
    """A step of no hop: a firm and its parent or division of half or more; or two that may be one, in a near miss."""

    above = graphene.Field(ACTOR, required=True, description="The parent.")
    below = graphene.Field(ACTOR, required=True, description="What belongs to it.")
    stake = graphene.Field(FACT, description="The stake that says so, if no statement of the firm does.")
    unsure = graphene.String(resolver=at("part.unsure"), description="Why the two may be one firm.")
    evidence = evidence_field("The clauses that say so.", _prove_part)


class Joint(graphene.ObjectType):
    """How a hop names the contract of an earlier one of its path."""

    rule = graphene.Field(enums.JOINT_RULE, required=True, resolver=at("part.rule"))
    inferred = graphene.Boolean(required=True, resolver=at("part.inferred"), description="No text says it outright.")
    evidence = evidence_field("The clauses that say so; none where the place in the text does.", _prove_part)


class GraphHop(graphene.ObjectType):
    """One step from an actor to another, by what they are parties of."""

    class Meta:
        name = "Hop"

    from_actor = graphene.Field(ACTOR, required=True)
    to_actor = graphene.Field(ACTOR, required=True)
    from_role = graphene.Field(enums.PARTY_ROLE, required=True, resolver=lambda step, info: step.hop.parties[0].role)
    to_role = graphene.Field(enums.PARTY_ROLE, required=True, resolver=lambda step, info: step.hop.parties[1].role)
    via = graphene.Field(FACT, required=True, description="The deal, flow, stake or capacity that links them.")
    also = full_list(FACT, description="The contracted capacities of the two that say the same.")
    link = graphene.Field(enums.LINK_CLASS, required=True, resolver=at("hop.link"))
    doubt = graphene.Field(enums.LINK_DOUBT, resolver=at("hop.doubt"), description="Null where a text asserts it.")
    denied = full_list(
        f"{__package__}.values.Statement",
        description="What a text says is not so: the thing, or that one of the two takes part.",
    )
    before = full_list(HouseStep, description="From the hop before to its start, inside a house of firms.")
    joint = graphene.Field(Joint, description="How it names an earlier hop's contract; null of the first.")
    evidence = evidence_field("The clauses that state it, of each source.", _prove)


class Weakest(graphene.ObjectType):
    """The step on which a path rests: the whole is as firm as this."""

    from_actor = graphene.Field(ACTOR, required=True)
    to_actor = graphene.Field(ACTOR, required=True)
    via = graphene.Field(FACT, required=True)
    link = graphene.Field(enums.LINK_CLASS, required=True, resolver=at("hop.link"))
    doubt = graphene.Field(enums.LINK_DOUBT, resolver=at("hop.doubt"))
    modality = graphene.Field(enums.MODALITY, resolver=at("via.modality"), description="How firmly it is said.")
    confidence = graphene.Float(required=True, description="The loader's own, of its least sure part.")
    status = graphene.Field(enums.STATUS, resolver=at("via.status"))
    origins = graphene.Int(
        required=True, resolver=at("via.origins"), description="How many independent origins state it."
    )


class Link(graphene.ObjectType):
    """A path from one actor to another. Actors on the same side of a contract are not linked."""

    start = graphene.Field(ACTOR, required=True, description="Whom it leads from.")
    firm = graphene.Field(ACTOR, required=True, description="Whom it leads to.")
    hops = full_list(GraphHop)
    after = full_list(HouseStep, description="From the last hop to the firm, inside a house of firms.")
    link = graphene.Field(enums.LINK_CLASS, required=True, resolver=at("path.link"), description="Its weakest hop's.")
    exposure = graphene.Boolean(
        required=True, resolver=at("path.exposure"), description="False of what was found as association only."
    )
    weakest = graphene.Field(Weakest, required=True)


class GraphMiss(graphene.ObjectType):
    """A chain that exactly one rule keeps from being a path."""

    class Meta:
        name = "NearMiss"

    rule = graphene.Field(enums.MISS_RULE, required=True, resolver=at("miss.rule"))
    why = graphene.String(
        required=True, resolver=at("miss.why"), description="The rule in words, and where it fails."
    )
    start = graphene.Field(ACTOR, required=True)
    firm = graphene.Field(ACTOR, required=True)
    hops = full_list(GraphHop)
    after = full_list(HouseStep)


class GraphSearched(graphene.ObjectType):
    """What was looked at, also where nothing was found."""

    class Meta:
        name = "Searched"

    message = graphene.String(
        required=True, resolver=at("answer.searched.message"), description="All of it in words."
    )
    complete = graphene.Boolean(
        required=True, resolver=at("answer.searched.complete"),
        description="False where the search stopped at a bound: the message says how far it came.",
    )  # fmt: skip
    from_count = graphene.Int(required=True, resolver=lambda found, info: len(found.answer.searched.starts))
    to_count = graphene.Int(required=True, resolver=lambda found, info: len(found.answer.searched.ends))
    from_actors = full_list(ACTOR, description="The first of those at the start.")
    to_actors = full_list(ACTOR, description="The first of those at the end.")
    max_hops = graphene.Int(required=True, resolver=at("answer.searched.max_hops"))
    links = graphene.Int(required=True, resolver=at("answer.searched.links"), description="How many were looked at.")
    documents = graphene.Int(required=True, resolver=at("answer.searched.documents"))
    policy = graphene.String(required=True, resolver=at("answer.searched.policy"))


class Paths(graphene.ObjectType):
    """The first paths, the best first, with what came near and what was searched."""

    class Meta:
        name = "PathList"

    nodes = full_list(Link)
    total_count = graphene.Int(required=True, description="How many there are.")
    note = graphene.String(description="Why there is nothing, or less than under another policy.")
    near_misses = full_list(
        GraphMiss, description="Chains between actors that no path links, each kept from it by one rule alone."
    )
    near_misses_note = graphene.String(
        description="Where the search for near misses stopped before it had looked at everything; null if it did not."
    )
    searched = graphene.Field(GraphSearched, required=True)
