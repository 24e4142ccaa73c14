"""What changed since a date: the root field, and each change with its values and what proves them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import graphene

from ...graph.changes import SORTS, Change, Changes, ask
from ...graph.view import Value, View
from ...schema.model import model
from ...schema.quantity import Quantity as Amount
from . import enums
from .answers import CAP, Cited, Measured, Paper, Said, Seen, cite
from .errors import QueryError
from .filters import OneActor, OneSite
from .notes import late
from .paging import AFTER, FIRST, Page, check_first, connection, full_list, page
from .question import Question
from .values import THING, Document, Quantity, Statement, at, evidence_field


@dataclass(frozen=True, slots=True)
class Told:
    """A value as it is told, before or after."""

    view: View
    kind: str
    name: str
    value: Value

    @property
    def text(self) -> str:
        """The value in words: of a thing its name."""
        decoded = self.value.decoded
        if isinstance(decoded, Amount):
            return decoded.verbatim
        return self.view.name(str(decoded)) if self._is_thing else str(decoded)

    @property
    def quantity(self) -> Measured | None:
        """The value, if it is a quantity."""
        return Measured.of(self.view, self.value)

    @property
    def thing(self) -> Seen | None:
        """The value, if it is a thing."""
        node = self.view.node(str(self.value.decoded)) if self._is_thing else None
        return Seen(self.view, node) if node else None

    @property
    def best(self) -> Said:
        """The statement by which it is shown."""
        return Said(self.view, self.value.best)

    @property
    def statements(self) -> list[Said]:
        """What tells it."""
        return [Said(self.view, s) for s in self.value.statements[:CAP]]

    @property
    def _is_thing(self) -> bool:
        prop = model().kind(self.kind).properties.get(self.name)
        return prop is not None and prop.ranges[0] in model().kinds


@dataclass(frozen=True, slots=True)
class Changed:
    """A change, seen in the later view."""

    view: View
    row: Change

    @property
    def id(self) -> str:
        """The change's id, by which pages go on."""
        return self.row.id

    @property
    def thing(self) -> Seen:
        """The thing as it is told after, or as it was if it is told no more."""
        return Seen(self.view, self.row.thing)

    @property
    def former(self) -> Seen | None:
        """The thing as it was told before."""
        return Seen(self.view, self.row.former) if self.row.former else None

    @property
    def before(self) -> Told | None:
        """The value before."""
        return self._told(self.row.before)

    @property
    def after(self) -> Told | None:
        """The value after."""
        return self._told(self.row.after)

    def _told(self, value: Value | None) -> Told | None:
        return None if value is None else Told(self.view, self.row.thing.kind, self.row.property, value)


@dataclass(frozen=True, slots=True)
class ChangesPage(Page):
    """A page of changes with what is told of all of them."""

    found: Changes

    @property
    def counts(self) -> list[dict[str, Any]]:
        """How many there are of each sort."""
        return [{"sort": sort, "count": count} for sort, count in self.found.counts.items()]

    @property
    def documents(self) -> list[Paper]:
        """The documents that brought them."""
        view = self.found.view
        return [Paper(view, view.documents[d]) for d in self.found.documents[:CAP]]


def _prove(told: Told, info: Any, parts: list[Any] | None = None, first: int = CAP) -> list[Cited]:
    return cite(told.view, told.value.statements, enums.words(parts), min(check_first(first), CAP))


class ToldValue(graphene.ObjectType):
    """A value of a property, and on what it rests."""

    text = graphene.String(required=True, description="The value in words; of a thing its name.")
    quantity = graphene.Field(Quantity, description="The value, if it is a quantity.")
    thing = graphene.Field(THING, description="The value, if it is a thing.")
    modality = graphene.Field(enums.MODALITY, required=True, resolver=at("value.best.modality"))
    valid_from = graphene.String(resolver=at("value.best.valid_from"))
    valid_to = graphene.String(resolver=at("value.best.valid_to"))
    statement = graphene.Field(Statement, required=True, resolver=at("best"), description="By which it is shown.")
    statements = full_list(Statement, description="All that tell it.")
    evidence = evidence_field("The words that prove it.", _prove)


class GraphSlip(graphene.ObjectType):
    """By how many days a date moved; minus is earlier."""

    class Meta:
        name = "Slip"

    days = graphene.Int(description="Null where the dates are known in part only.")
    least = graphene.Int(required=True)
    most = graphene.Int(required=True)


class GraphChange(graphene.ObjectType):
    """One property of one thing that is told otherwise than before."""

    class Meta:
        name = "Change"

    id = graphene.ID(required=True)
    sort = graphene.Field(enums.CHANGE_SORT, required=True, resolver=at("row.sort"))
    how = graphene.Field(enums.CHANGE_HOW, required=True, resolver=at("row.how"))
    thing = graphene.Field(THING, required=True, description="As it is told after, or before if it is told no more.")
    former = graphene.Field(THING, description="As it was told before; a moved milestone was another record.")
    property_name = graphene.String(
        name="property", required=True, resolver=at("row.property"),
        description="A property, a party's role, `status`, or `identity`.",
    )  # fmt: skip
    before = graphene.Field(ToldValue)
    after = graphene.Field(ToldValue)
    at_day = graphene.String(
        name="at",
        resolver=lambda root, info: str(root.row.at) if root.row.at else None,
        description="Since when the new value is so, or until when one that ended.",
    )
    slip = graphene.Field(GraphSlip, resolver=at("row.slip"), description="By how much a day moved.")
    matured = graphene.Boolean(
        required=True,
        resolver=at("row.matured"),
        description="It was planned or projected, and is told as a fact now.",
    )
    why = graphene.String(required=True, resolver=at("row.why"), description="Why it is of this sort.")


class SortCount(graphene.ObjectType):
    """How many changes there are of a sort, on all pages."""

    sort = graphene.Field(enums.CHANGE_SORT, required=True)
    count = graphene.Int(required=True)


CHANGES = connection(
    "Change", GraphChange, counts=full_list(SortCount),
    documents=full_list(Document, description="The documents in between, which brought them."),
)  # fmt: skip


def _words(choice: dict[str, Any] | None, what: str) -> str | None:
    """The id or the name that a filter gives. Raises QueryError for neither."""
    if choice is None:
        return None
    found = choice.get("id") or choice.get("name")
    if not found:
        raise QueryError(f"say which {what}: {what}: {{id: ...}} or {{name: ...}}")
    return str(found)


def _resolve(
    root: Any, info: Any, first: int, after: str | None = None, since: str | None = None,
    since_sequence: int | None = None, until: str | None = None, view: Any = None, **choice: Any,
) -> ChangesPage:  # fmt: skip
    question: Question = info.context
    given = dict(view or {})
    if until and given.get("known_at"):
        raise QueryError("until is the knownAt of the later side: give until or view: {knownAt}, not both")
    seen = question.view(given | {"known_at": until} if until else given)
    asked: dict[str, Any] = enums.words(choice)
    found = ask(
        seen, since, since_sequence=since_sequence, of=asked.get("of") or (),
        firm=_words(asked.get("firm"), "firm"), site=_words(asked.get("site"), "site"),
    )  # fmt: skip
    sorts, matured = asked.get("sorts") or SORTS, asked.get("matured")
    listed = found.rows if asked.get("confirmed", True) else found.differing
    rows = [Changed(seen, r) for r in listed if r.sort in sorts and matured in (None, r.matured)]
    salt = f"/{since or ''}/{'' if since_sequence is None else since_sequence}"
    shown = page(seen, rows, first, after, _note(found), salt=salt)
    return ChangesPage(
        shown.edges, shown.total_count, shown.has_next_page, shown.has_previous_page, shown.explain, found
    )


def _note(found: Changes) -> Callable[[], str | None]:
    def note() -> str | None:
        told = [late(found.view) or ""]
        if not found.documents:
            told.append("no document became known in between")
        if found.gone:
            told.append(f"{len(found.gone)} statements were closed, of things of which nothing is said any more")
        return "; ".join(words for words in told if words) or None

    return note


def field(view: Any) -> Any:
    """The root field; `view` is its argument of that name."""
    return graphene.Field(
        CHANGES, resolver=_resolve, view=view, first=FIRST, after=AFTER,
        description="What differs between what was known at two dates: the world, our knowledge, plans, definitions.",
        since=graphene.Argument(graphene.String, description="What was known then is compared: 2026, 2026-03, ..."),
        since_sequence=graphene.Argument(
            graphene.Int, description="Compare with what the ledger held after this entry of its log instead."
        ),
        until=graphene.Argument(graphene.String, description="With what was known then; now if not given."),
        of=graphene.Argument(graphene.List(graphene.NonNull(enums.CHANGED_CLASS)), description="Of these classes."),
        sorts=graphene.Argument(graphene.List(graphene.NonNull(enums.CHANGE_SORT)), description="Of these sorts."),
        matured=graphene.Argument(graphene.Boolean, description="Only what was planned and is a fact, or only else."),
        confirmed=graphene.Argument(
            graphene.Boolean, default_value=True, description="False leaves out what only more sources tell."
        ),
        firm=graphene.Argument(OneActor, description="Of this firm, and of what it takes part in."),
        site=graphene.Argument(OneSite, description="Of this site, and of what stands there."),
    )  # fmt: skip
