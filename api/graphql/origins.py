"""Origins in answers: which documents count as one, the evidence for that, and what they say in common."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

import graphene

from ...graph.ledger import StoredStatement
from ...graph.origins import SIGNS, Bond, Origin, Passage
from ...graph.origins.copies import Claim, claims
from ...graph.times.knowledge import known_documents
from ...graph.view import View
from . import enums
from .answers import CAP, Paper, Said, Seen
from .paging import AFTER, FIRST, Page, connection, full_list, page
from .values import THING, Document, Statement, at, evidence_field, prove

_PASSAGES = graphene.Argument(graphene.Int, default_value=5, description=f"How many, {CAP} at most.")


@dataclass(frozen=True, slots=True)
class Bound:
    """What binds two documents, in its view."""

    view: View
    bond: Bond

    @property
    def documents(self) -> list[Paper]:
        """The two."""
        return [Paper(self.view, self.view.documents[d]) for d in (self.bond.one, self.bond.other)]


@dataclass(frozen=True, slots=True)
class Claimed:
    """What several documents of one origin say of one thing."""

    view: View
    claim: Claim

    @property
    def thing(self) -> Seen:
        """What it is about."""
        return Seen(self.view, self.claim.thing)

    @property
    def statements(self) -> tuple[StoredStatement, ...]:
        """All of them."""
        return self.claim.statements


@dataclass(frozen=True, slots=True)
class Shared:
    """An origin of several documents."""

    view: View
    origin: Origin

    @property
    def id(self) -> str:
        """The smallest id of its documents."""
        return self.origin.id.hex()

    @property
    def documents(self) -> list[Paper]:
        """Its documents."""
        return [Paper(self.view, self.view.documents[d]) for d in self.origin.documents[:CAP]]

    @property
    def bonds(self) -> list[Bound]:
        """What makes them one."""
        return [Bound(self.view, bond) for bond in self.origin.bonds[:CAP]]

    @property
    def claims(self) -> list[Claimed]:
        """What they say in common."""
        return [Claimed(self.view, claim) for claim in islice(claims(self.view, self.origin), CAP)]


def _passages(root: Bound, info: Any, first: int) -> list[Passage]:
    return root.view.common_origins.passages(root.bond, max(0, min(first, CAP)))


class SharedPassage(graphene.ObjectType):
    """Words that stand in both documents of a bond. Offsets count code points."""

    quote = graphene.String(required=True, description="As the first document has them.")
    start = graphene.Int(required=True)
    end = graphene.Int(required=True)
    other_quote = graphene.String(required=True, description="As the second document has them.")
    other_start = graphene.Int(required=True)
    other_end = graphene.Int(required=True)


class OriginBond(graphene.ObjectType):
    """Why two documents are of one origin, with the evidence."""

    sign = graphene.Field(enums.ORIGIN_SIGN, required=True, resolver=at("bond.sign"))
    why = graphene.String(required=True, resolver=at("bond.why"))
    documents = full_list(Document, description="The two.")
    estimated = graphene.Float(
        resolver=lambda root, info: root.bond.alike and root.bond.alike.estimated,
        description="Jaccard similarity of their runs of three words, as sketches estimate it.",
    )
    exact = graphene.Float(
        resolver=lambda root, info: root.bond.alike and root.bond.alike.exact,
        description="The same, counted in full: it decides.",
    )
    credit = graphene.String(
        resolver=lambda root, info: root.bond.credit and root.bond.credit.quote,
        description="The words by which one says where it was published before.",
    )
    passages = full_list(
        SharedPassage, resolver=_passages, first=_PASSAGES, description="The longest passages that both have."
    )


class OriginClaim(graphene.ObjectType):
    """What two or more documents of one origin say of one property of one thing: it counts as said once."""

    thing = graphene.Field(THING, required=True)
    property_name = graphene.String(name="property", required=True, resolver=at("claim.property"))
    statements = full_list(Statement, resolver=lambda root, info: [Said(root.view, s) for s in root.statements[:CAP]])
    evidence = evidence_field("The words of each document.", prove)


class SharedOrigin(graphene.ObjectType):
    """Documents that count as one origin."""

    class Meta:
        name = "Origin"

    id = graphene.ID(required=True, description="The smallest id of its documents.")
    documents = full_list(Document)
    bonds = full_list(OriginBond, description="What makes them one.")
    claims = full_list(OriginClaim, description="What they say in common.")


def _origins(
    root: Any, info: Any, first: int, after: str | None = None, sign: list[Any] | None = None, view: Any = None
) -> Page:
    seen: View = info.context.view(view)
    wanted = set(enums.words(sign) or SIGNS)
    known = known_documents(seen)
    found = [o for o in seen.common_origins.shared() if any(bond.sign in wanted for bond in o.bonds)]
    note = f"searched {len(known)} documents: each is an origin of its own" if not found else None
    return page(seen, [Shared(seen, origin) for origin in found], first, after, lambda: note)


def field(view: Any) -> Any:
    """The root field; `view` is its argument of that name."""
    return graphene.Field(
        connection("Origin", SharedOrigin), resolver=_origins, first=FIRST, after=AFTER, view=view,
        sign=graphene.Argument(
            graphene.List(graphene.NonNull(enums.ORIGIN_SIGN)), description="Only those that one of these makes one."
        ),
        description="Origins of more than one document: editions, copies, near-duplicates.",
    )  # fmt: skip
