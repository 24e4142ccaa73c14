"""The types of values and of what proves them: quotes, documents, intervals, quantities, statements."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import graphene

from ...graph.origins.copies import copies
from ...graph.policies.sources import source
from . import enums
from .answers import CAP, Cited, Paper, Said, cite
from .paging import AFTER, FIRST, Page, check_first, connection, full_list, page

#: Where the types stand that these refer to before they are made.
THING = f"{__package__}.interfaces.Thing"
ACTOR = f"{__package__}.interfaces.Actor"

_PARTS = "Which words: none is the clauses for people to read, or the value's words where no clause is known."


def at(path: str) -> Callable[[Any, Any], Any]:
    """The resolver that reads an attribute, with dots for those inside."""
    read = attrgetter(path)
    return lambda root, info: read(root)


def evidence_field(doc: str, resolver: Callable[..., list[Cited]], **arguments: Any) -> Any:
    """A capped list of quotes."""
    return full_list(
        lambda: Evidence, resolver=resolver, description=doc,
        parts=graphene.Argument(graphene.List(graphene.NonNull(enums.SPAN_PART)), description=_PARTS),
        first=graphene.Argument(graphene.Int, default_value=CAP, description=f"How many, {CAP} at most."),
        **arguments,
    )  # fmt: skip


def prove(root: Any, info: Any, parts: list[Any] | None = None, first: int = CAP) -> list[Cited]:
    """The evidence of a statement, or of all statements that something has."""
    said = [root.stored] if isinstance(root, Said) else root.statements
    return cite(root.view, said, enums.words(parts), min(check_first(first), CAP))


def _copies(root: Said, info: Any) -> list[Said]:
    return [Said(root.view, s) for s in copies(root.view, root.stored)[:CAP]]


class Node(graphene.Interface):
    """Whatever has an id."""

    id = graphene.ID(required=True)


class Evidence(graphene.ObjectType):
    """Words of a document that prove something, and where they stand."""

    quote = graphene.String(required=True, resolver=at("span.quote"), description="The words, as they stand.")
    start = graphene.Int(required=True, resolver=at("span.start"), description="Offset in code points.")
    end = graphene.Int(required=True, resolver=at("span.end"))
    part = graphene.Field(enums.SPAN_PART, required=True, resolver=at("span.part"), description="What they prove.")
    document = graphene.Field(lambda: Document, required=True)


class Interval(graphene.ObjectType):
    """All numbers between two bounds, as exact decimals in text."""

    value = graphene.String(description="The one number it holds; null if it holds more.")
    lower = graphene.String()
    upper = graphene.String()
    lower_open = graphene.Boolean(required=True)
    upper_open = graphene.Boolean(required=True)


class Quantity(graphene.ObjectType):
    """An interval with its unit, how exact it is said to be, the words that state it, and who states it."""

    value = graphene.String(description="The number, if the text gives one: 'up to 50 billion' has none.")
    lower = graphene.String(description="Money in base units of its currency, power in MW. Falls are negative.")
    upper = graphene.String()
    lower_open = graphene.Boolean(required=True)
    upper_open = graphene.Boolean(required=True)
    qualifier = graphene.Field(enums.VOCABULARIES["qualifier"], required=True, resolver=at("quantity.qualifier"))
    unit = graphene.String(required=True, resolver=at("quantity.unit"), description="USD, MW, percent, ETH, ...")
    unit_basis = graphene.Field(
        enums.VOCABULARIES["unitBasis"], required=True, resolver=at("quantity.unit_basis"),
        description="Whether the text states the unit.",
    )  # fmt: skip
    verbatim = graphene.String(required=True, resolver=at("quantity.verbatim"), description="As written.")
    modality = graphene.Field(enums.MODALITY, required=True, resolver=at("statement.stored.modality"))
    status = graphene.Field(enums.STATUS, resolver=at("statement.stored.status"), description="As stated with it.")
    origins = graphene.Int(
        required=True, description="How many independent origins give it: copies of one story count once."
    )
    evidence = evidence_field("The words that prove it.", prove)
    statement = graphene.Field(lambda: Statement, required=True, description="The one by which it is shown.")
    policy = graphene.String(required=True, description="By which policy it is shown.")
    beaten = full_list(
        lambda: Beaten, description="What else is said of it: by the policy another value, or an older edition's."
    )


class Beaten(graphene.ObjectType):
    """Statements that an answer does not show, and why."""

    why = graphene.String(
        required=True, description="Firmer, better source, newer, by id, replaced, too few origins."
    )
    statement = graphene.Field(lambda: Statement, required=True, description="The best of them.")
    origins = graphene.Int(required=True, description="How many independent origins say so.")
    evidence = evidence_field("The words that say so.", prove)


class Statement(graphene.ObjectType):
    """One thing that one document says."""

    class Meta:
        interfaces = (Node,)

    subject = graphene.Field(THING, description="What it is about.")
    property_name = graphene.String(name="property", required=True, resolver=at("stored.property"))
    object = graphene.String(required=True, description="The value in its encoded form; of a thing its id.")
    thing = graphene.Field(THING, description="The object, if it is a thing.")
    quantity = graphene.Field(Quantity, description="The object, if it is a quantity.")
    modality = graphene.Field(enums.MODALITY, required=True, resolver=at("stored.modality"))
    status = graphene.Field(enums.STATUS, resolver=at("stored.status"))
    polarity = graphene.Boolean(required=True, resolver=at("stored.polarity"), description="False: it is denied.")
    valid_from = graphene.String(resolver=at("stored.valid_from"))
    valid_to = graphene.String(resolver=at("stored.valid_to"))
    holds_as_of = graphene.Field(enums.STANDING, description="Whether it is so as of the view's date; null without.")
    asserted_by = graphene.Field(THING, description="Who says so; null for the document itself.")
    sequence = graphene.Int(required=True, resolver=at("stored.sequence"), description="Its entry in the log.")
    confidence = graphene.Float(required=True, resolver=at("stored.confidence"), description="The loader's own.")
    loader = graphene.String(required=True, resolver=at("stored.loader"), description="What read it.")
    document = graphene.Field(lambda: Document, required=True)
    evidence = evidence_field("The words that prove it.", prove)
    shares_origin_with = full_list(
        lambda: Statement, resolver=_copies,
        description="What other documents of its origin say of the same: it counts as said once.",
    )  # fmt: skip


STATEMENTS = connection("Statement", Statement)


def _first(name: str) -> Callable[[Any, Any], Any]:
    return at(f"stored.appearance.{name}")


def _many(name: str) -> Callable[[Any, Any], int]:
    return lambda root, info: len(getattr(root, name))


def _said_in(root: Paper, info: Any, first: int, after: str | None = None) -> Page:
    said = sorted((s for s in root.view.statements() if s.document == root.stored.id), key=lambda s: s.id)
    return page(root.view, [Said(root.view, s) for s in said], first, after)


def _same_origin(root: Paper, info: Any) -> list[Paper]:
    origin = root.view.common_origins.of(root.stored.id)
    return [Paper(root.view, root.view.documents[d]) for d in origin.documents if d != root.stored.id][:CAP]


class LeftOut(graphene.ObjectType):
    """How many documents do not count at a date."""

    count = graphene.Int(required=True, description="All of them.")
    later = graphene.Int(required=True, description="Those that were surely not known then.", resolver=_many("later"))
    open = graphene.Int(
        required=True, resolver=_many("open"),
        description="Those whose date may lie before or behind: counting them could be looking ahead.",
    )  # fmt: skip


class Document(graphene.ObjectType):
    """A text, with its first publication as far as known."""

    class Meta:
        interfaces = (Node,)

    title = graphene.String(resolver=_first("title"))
    publisher = graphene.String(resolver=_first("publisher"))
    published_at = graphene.String(resolver=_first("published"), description="As precise as known: 2026, 2026-03.")
    published_basis = graphene.Field(
        enums.PUBLISHED_BASIS, required=True, resolver=_first("published_basis"),
        description="What the date rests on. It is never the day of loading.",
    )  # fmt: skip
    known_from = graphene.String(resolver=at("known_from"), description="When it was known, as precise as known.")
    known_basis = graphene.Field(enums.KNOWN_BASIS, resolver=at("known_basis"), description="What that rests on.")
    address = graphene.String(resolver=_first("address"))
    licence = graphene.String(resolver=_first("licence"))
    series = graphene.String(resolver=_first("series"), description="What it is an edition of.")
    vintage = graphene.String(resolver=_first("vintage"), description="Which edition.")
    language = graphene.String(resolver=at("stored.language"))
    media_type = graphene.String(required=True, resolver=at("stored.media_type"))
    length = graphene.Int(required=True, resolver=at("stored.length"), description="In code points.")
    text_held = graphene.Boolean(
        required=True, resolver=at("stored.held"), description="False where only quotes of it were received, as RDF."
    )
    source = graphene.Field(
        enums.SOURCE_CLASS, required=True, resolver=lambda root, info: source(root.stored).word,
        description="What kind of source it is: policies can rank by it.",
    )  # fmt: skip
    source_why = graphene.String(
        required=True, resolver=lambda root, info: source(root.stored).why, description="By which sign."
    )
    same_origin = full_list(
        lambda: Document, resolver=_same_origin, description="Other documents with which it counts as one origin."
    )
    statements = graphene.Field(STATEMENTS, required=True, first=FIRST, after=AFTER, resolver=_said_in)


DOCUMENTS = connection("Document", Document)
