"""What is held back: statements that the gate refused, facts that an extractor was unsure of, what was decided."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import graphene

from ...graph.context import sentence
from ...graph.ledger import Doubt, Item, Refusal
from ...schema.contract import DATES, TYPES
from ...schema.model import model
from ...schema.quantity import plain_decimal
from . import enums
from .answers import Paper
from .errors import QueryError
from .paging import AFTER, FIRST, Page, Shortlist, check_first, connection, fetched, full_list, shortlist
from .question import Question
from .values import Document, at


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


_STATES = ("refused", "unsure", "accepted", "rejected", "corrected")
STATE = enums.enum("ReviewState", _STATES, "Where an item stands.", {
    "refused": "The gate refused it.", "unsure": "The extractor was unsure of it.",
    "accepted": "A person accepted it: it holds.", "rejected": "A person rejected it: it does not hold.",
    "corrected": "A person put another fact in its place.",
})  # fmt: skip
ONLY = enums.enum("ReviewOnly", ("refused", "unsure", "decided"), "Which items to list.", {
    "refused": "What the gate refused and nobody decided on.", "decided": "What people decided.",
    "unsure": "What the extractor was unsure of and nobody decided on.",
})  # fmt: skip
DECISION = enums.enum("ReviewVerb", ("accept", "reject", "correct"), "What a person decided.")
FACT_TYPE = enums.enum("FactType", TYPES, "The types of the contract of facts.")


def _word(vocabulary: str, field: str) -> Callable[[Any, Any], str | None]:
    """The resolver of a word, which is null where it is none of its vocabulary: that may be why it was refused."""

    def read(root: Mapping[str, Any], info: Any) -> str | None:
        found = root.get(field)
        return found if found in model().vocabularies[vocabulary] else None

    return read


def _number(field: str) -> Callable[[Any, Any], str | None]:
    def read(root: Mapping[str, Any], info: Any) -> str | None:
        try:
            return None if root.get(field) is None else plain_decimal(Decimal(str(root[field])))
        except InvalidOperation:
            return str(root[field])

    return read


class ReviewParty(graphene.ObjectType):
    """Who takes part, by name."""

    name = graphene.String(required=True)
    role = graphene.Field(enums.PARTY_ROLE, resolver=_word("partyRole", "role"))


class ReviewQuantity(graphene.ObjectType):
    """A quantity as it was claimed: a value, or bounds."""

    value = graphene.String(resolver=_number("value"))
    lower = graphene.String(resolver=_number("lower"))
    upper = graphene.String(resolver=_number("upper"))
    unit = graphene.String()
    qualifier = graphene.Field(enums.VOCABULARIES["qualifier"], resolver=_word("qualifier", "qualifier"))
    unit_basis = graphene.Field(enums.VOCABULARIES["unitBasis"], resolver=_word("unitBasis", "unitBasis"))
    verbatim = graphene.String(description="As written.")


class ReviewFact(graphene.ObjectType):
    """A fact in the contract's fields, as `wattgraph extract` prints it; nothing of it need be true."""

    type = graphene.Field(FACT_TYPE, required=True)
    kind = graphene.String(description="A word of the type's vocabulary.")
    parties = full_list(ReviewParty, resolver=lambda row, info: row.get("parties") or [])
    parties_complete = graphene.Boolean(
        required=True, resolver=lambda row, info: row.get("partiesComplete") is not False
    )
    quantity = graphene.Field(ReviewQuantity)
    modality = graphene.Field(enums.MODALITY, resolver=_word("modality", "modality"))
    status = graphene.Field(enums.STATUS, resolver=_word("status", "status"))
    date, start, end, term = (graphene.String() for _ in DATES)
    place = graphene.String()
    text = graphene.String(description="An identifier's code.")
    json = graphene.String(
        required=True, resolver=lambda row, info: json.dumps(row, ensure_ascii=False), description="All of it."
    )


class ReviewDecision(graphene.ObjectType):
    """What a person decided, when and why."""

    number = graphene.Int(required=True, description="For `wattgraph withdraw`.")
    verb = graphene.Field(DECISION, required=True)
    author = graphene.String(required=True)
    reason = graphene.String(required=True)
    recorded = graphene.String(required=True, description="When: UTC.")
    replaced = graphene.Field(
        ReviewFact,
        resolver=lambda act, info: act.was and json.loads(act.was),
        description="What a correction replaced.",
    )


class ReviewClaim(graphene.ObjectType):
    """What was refused of a thing, where that is not a whole fact."""

    thing = graphene.ID(required=True, resolver=lambda claim, info: (claim.subject or b"").hex())
    property_name = graphene.String(name="property", resolver=at("property"))
    object = graphene.String(resolver=lambda claim, info: _shown(claim.object))


def _shown(value: bytes | str | None) -> str | None:
    return value.hex() if isinstance(value, bytes) else value


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An item with the question that asks for it."""

    question: Question
    item: Item

    @property
    def id(self) -> str:
        """Its id in hexadecimal."""
        return self.item.id.hex()

    @property
    def sentence(self) -> str:
        """The sentence around its quote."""
        return sentence(self.question.ledger.text(self.item.document), self.item.quote, self.item.offset)

    @property
    def document(self) -> Paper:
        """Its document."""
        seen = self.question.view()
        return Paper(seen, seen.documents[self.item.document])


class ReviewItem(graphene.ObjectType):
    """Something that waits for a person, or waited until one decided."""

    id = graphene.ID(required=True, description="For `wattgraph review`; the same after any reload.")
    state = graphene.Field(STATE, required=True, resolver=at("item.state"))
    reasons = full_list(graphene.String, resolver=at("item.reasons"), description="Why it waits.")
    sentence = graphene.String(required=True, description="The words around its quote.")
    quote = graphene.String(required=True, resolver=at("item.quote"))
    offset = graphene.Int(required=True, resolver=at("item.offset"), description="Where it stands, in code points.")
    document = graphene.Field(Document, required=True)
    fact = graphene.Field(
        ReviewFact,
        resolver=at("item.fact"),
        description="What was proposed, or holds by a decision; null of a detail.",
    )
    claim = graphene.Field(ReviewClaim, resolver=at("item.claim"), description="What was refused, or was replaced.")
    decisions = full_list(
        ReviewDecision,
        resolver=at("item.decisions"),
        description="The one in force first; withdrawn ones are left out.",
    )


def _review(
    root: Any, info: Any, first: int, after: str | None = None, only: Any = None, document: str | None = None
) -> Page:
    question: Question = info.context
    which = enums.words(only) or "waiting"
    one = None if document is None else _bytes(document, "document")

    def fetch(behind: str, most: int) -> list[Reviewed]:
        found = question.ledger.review(which, one, _bytes(behind, "after"), most)
        return [Reviewed(question, item) for item in found]

    with question.ledger.reading():
        total = question.ledger.review_count(which, one)
        return fetched(question.ledger.sequence(), fetch, total, first, after)


def _bytes(written: str, field: str) -> bytes:
    try:
        return bytes.fromhex(written)
    except ValueError:
        raise QueryError(f"{field}: {written!r} is no id; ids are hexadecimal") from None


FIELDS = {
    "review": graphene.Field(
        connection("ReviewItem", ReviewItem), first=FIRST, after=AFTER, resolver=_review,
        only=graphene.Argument(ONLY, description="All that waits, unless given."),
        document=graphene.Argument(graphene.ID, description="Of this document only."),
        description="What waits for a person to decide, by document and in the order of its text.",
    ),
    "quarantine": graphene.Field(
        shortlist("Quarantined", Quarantined), first=FIRST, resolver=_quarantine,
        description="What the gate refused in the latest reading of each document, and why.",
    ),
    "candidates": graphene.Field(
        shortlist("Candidate", Candidate), first=FIRST, resolver=_candidates,
        description="What the extractor was unsure of in the latest reading of each document, and why.",
    ),
}  # fmt: skip
