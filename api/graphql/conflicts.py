"""Conflicts: what documents say that cannot all be so, of which kind that is, and what each policy shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import graphene

from ...graph.conflicts import Choice, Conflict, Side, UnknownConflict, choices, conflicts
from ...graph.conflicts import law as rules
from ...graph.lines import topic
from ...graph.view import Value, View
from ...schema.model import model
from ...schema.quantity import Quantity as Measure
from ...schema.words import plain
from . import enums
from .answers import CAP, Cited, Measured, Paper, Said, Seen, cite
from .errors import QueryError
from .filters import OneActor, party, sites
from .geography import Decimal
from .notes import explain_actors
from .paging import FIRST, Shortlist, check_first, full_list, shortlist
from .question import Question
from .values import THING, Document, Quantity, Statement, at, evidence_field

KIND = enums.enum(
    "ConflictKind", rules().kinds, "Why two documents do not agree.", {k.name: k.doc for k in rules().kinds.values()}
)
_CLASSES = [kind.name for kind in model().kinds.values() if kind.described and not kind.abstract]
CLASS = enums.enum("ConflictClass", _CLASSES, "The classes of things.")


#: What of a question's `view` goes with every policy.
_CLOCKS = ("as_of", "known_at")


class OneSite(graphene.InputObjectType):
    """A site by id or name."""

    id = graphene.ID()
    name = graphene.String(description="Compared whole; case and punctuation do not count.")


@dataclass(frozen=True, slots=True)
class Disputed:
    """A conflict, with the view and the argument that it was made from."""

    view: View
    conflict: Conflict
    look: Any

    @property
    def subject(self) -> Seen | None:
        """Whom it is about."""
        node = self.view.node(self.conflict.subject)
        return Seen(self.view, node) if node else None

    @property
    def title(self) -> str:
        """What it is about, in words."""
        return f"{plain(self.conflict.property)} of {topic(self.view, self.conflict)}"

    @property
    def sides(self) -> list["Stated"]:
        """The two sides."""
        return [Stated(self.view, side) for side in self.conflict.sides]

    @property
    def ratio(self) -> "Divided | None":
        """The ratio of two bases."""
        return Divided(self, self.conflict.ratio) if self.conflict.ratio else None

    @property
    def gap(self) -> "Divided | None":
        """How far the two lie apart."""
        return Divided(self, self.conflict.gap) if self.conflict.gap else None

    @property
    def statements(self) -> list[Any]:
        """What it rests on."""
        return [said for side in self.conflict.sides for said in (*side.statements, *side.also)]


@dataclass(frozen=True, slots=True)
class Divided:
    """A number that follows from both sides of a conflict."""

    of: Disputed
    number: Any

    @property
    def view(self) -> View:
        """The view of the conflict."""
        return self.of.view

    @property
    def statements(self) -> list[Any]:
        """Those of both sides."""
        return self.of.statements


@dataclass(frozen=True, slots=True)
class Stated:
    """One side of a conflict."""

    view: View
    side: Side

    @property
    def thing(self) -> Seen | None:
        """The thing that it is said of."""
        node = self.view.node(self.side.thing)
        return Seen(self.view, node) if node else None

    @property
    def quantity(self) -> Measured | None:
        """What it says, if that is a quantity."""
        value = self.side.value
        return Measured.of(self.view, Value(value, self.side.statements)) if isinstance(value, Measure) else None

    @property
    def named(self) -> Seen | None:
        """What it says, if that is a thing."""
        value = self.side.value
        is_thing = isinstance(value, str) and isinstance(self.side.statements[0].object, bytes)
        node = self.view.node(str(value)) if is_thing else None
        return Seen(self.view, node) if node else None

    @property
    def words(self) -> str:
        """What it says, for people."""
        value = self.side.value
        if isinstance(value, Measure):
            return value.verbatim or f"{value.interval} {value.unit}"
        return self.named.caption if self.named else str(value)

    @property
    def statements(self) -> list[Any]:
        """What it rests on, the value first."""
        return [*self.side.statements, *self.side.also]

    @property
    def origins(self) -> int:
        """How many independent origins say so."""
        return self.view.origins(self.side.statements)

    @property
    def said(self) -> list[Said]:
        """The same for answers."""
        return [Said(self.view, statement) for statement in self.statements[:CAP]]

    @property
    def documents(self) -> list[Paper]:
        """The documents that say so."""
        return [Paper(self.view, self.view.documents[d]) for d in self.side.documents[:CAP]]


def _prove(root: Any, info: Any, parts: list[Any] | None = None, first: int = CAP) -> list[Cited]:
    return cite(root.view, root.statements, enums.words(parts), min(check_first(first), CAP))


def _evidence() -> Any:
    return evidence_field("The words that it rests on.", _prove)


def _context(stated: Stated, info: Any) -> list[dict[str, str]]:
    return [{"property": name, "word": word} for name, word in stated.side.context.items()]


class GraphSpan(graphene.ObjectType):
    """From and to which day, both included; null where that is open."""

    class Meta:
        name = "Validity"

    start = graphene.String(resolver=lambda found, info: str(found.start) if found.start else None)
    end = graphene.String(resolver=lambda found, info: str(found.end) if found.end else None)
    stated = graphene.Boolean(required=True, description="False where only the date of a document is known.")


class Context(graphene.ObjectType):
    """What a figure counts, as its own document says."""

    property_name = graphene.String(name="property", required=True, resolver=lambda found, info: found["property"])
    word = graphene.String(required=True, resolver=lambda found, info: found["word"])


class ConflictSide(graphene.ObjectType):
    """What one or several documents say."""

    thing = graphene.Field(THING, description="What they say it of.")
    words = graphene.String(required=True, description="The value for people.")
    quantity = graphene.Field(Quantity, description="The value, if it is a quantity.")
    named = graphene.Field(THING, description="The value, if it is a thing.")
    context = full_list(Context, resolver=_context, description="Its kind, basis, measure, as far as stated.")
    validity = graphene.Field(GraphSpan, required=True, resolver=at("side.validity"), description="Of when it is.")
    superseded = graphene.Boolean(required=True, resolver=at("side.gone"))
    denied = graphene.Boolean(required=True, resolver=at("side.denied"), description="It says that this is not so.")
    documents = full_list(Document)
    origins = graphene.Int(required=True, description="How many independent origins say so.")
    statements = full_list(Statement, resolver=at("said"), description="Those of the value, then of its context.")
    evidence = _evidence()


class ConflictGap(graphene.ObjectType):
    """How far two values lie apart, between their near ends."""

    absolute = graphene.Field(Decimal, required=True, resolver=at("number.absolute"))
    unit = graphene.String(required=True, resolver=at("number.unit"), description="MW, USD, days, km, ...")
    relative = graphene.Field(
        Decimal, resolver=at("number.relative"), description="By the larger of the two near ends, to four digits."
    )
    evidence = _evidence()


class ConflictRatio(graphene.ObjectType):
    """The figure on one basis by that on another."""

    of = graphene.Field(enums.VOCABULARIES["capacityBasis"], required=True, resolver=at("number.of"))
    by = graphene.Field(enums.VOCABULARIES["capacityBasis"], required=True, resolver=at("number.by"))
    value = graphene.Field(Decimal, required=True, resolver=at("number.value"), description="To four digits.")
    usual = graphene.Boolean(required=True, resolver=at("number.usual"), description="Within what is known of sites.")
    evidence = _evidence()


class PolicyChoice(graphene.ObjectType):
    """What a policy shows of a conflict."""

    policy = graphene.String(required=True)
    side = graphene.Int(description="Which of the sides, from 0; null if neither.")
    why = graphene.String(required=True)


class GraphConflict(graphene.ObjectType):
    """Two sides that cannot both be so of one thing, basis, scope and time; or why they only seem to disagree."""

    class Meta:
        name = "Conflict"

    id = graphene.ID(required=True, resolver=at("conflict.id"))
    kind = graphene.Field(KIND, required=True, resolver=at("conflict.kind"))
    open = graphene.Boolean(required=True, resolver=at("conflict.open"), description="Whether one must be wrong.")
    title = graphene.String(required=True, description="In words: both contracts by their parties, or the subject.")
    subject = graphene.Field(THING, description="What both speak of.")
    of = graphene.Field(CLASS, required=True, resolver=at("conflict.of"))
    property_name = graphene.String(name="property", required=True, resolver=at("conflict.property"))
    why = graphene.String(required=True, resolver=at("conflict.why"))
    sides = full_list(ConflictSide, description="Both sides, what stands before what was superseded.")
    gap = graphene.Field(ConflictGap, description="Null between words.")
    ratio = graphene.Field(ConflictRatio, description="Of two bases whose usual ratio is known.")
    overlap = graphene.Field(
        GraphSpan, required=True, resolver=at("conflict.overlap"), description="When both are said to hold."
    )
    shown = full_list(PolicyChoice, resolver=lambda found, info: found.look(found), description="What policies show.")
    evidence = _evidence()


CONFLICTS = shortlist("Conflict", GraphConflict)


def resolve_conflicts(
    root: Any, info: Any, first: int, kinds: Any = None, of: Any = None, firm: Any = None, site: Any = None,
    property: str | None = None, view: Any = None,
) -> Shortlist:  # fmt: skip
    """The conflicts of a view, the widest relative gap first."""
    question: Question = info.context
    seen = question.view(view)
    check_first(first)
    whose: dict[str, str | None] = {}
    for name, choice, find in (("firm", firm, party), ("site", site, _site)):
        found = find(seen, enums.words(choice)) if choice is not None else None
        if choice is not None and found is None:
            return Shortlist((), 0, _unknown(question, seen, name, enums.words(choice)))
        whose[name] = found.id if found else None
    try:
        answer = conflicts(seen, enums.words(kinds) or (), enums.words(of) or (), property=property, **whose)
    except UnknownConflict as error:
        raise QueryError(str(error)) from None
    look = _looking(question, view)
    note = None if answer else "no two documents disagree on what was asked for"
    return Shortlist([Disputed(seen, one, look) for one in answer[:first]], len(answer), note)


def _unknown(question: Question, view: View, name: str, choice: dict[str, Any]) -> str | None:
    """That nobody is called so."""
    if name == "firm":
        return explain_actors(question, view, {"party": choice})
    words = choice.get("name") or choice.get("id")
    return f"no site has the id or name {words!r} (names are compared whole)"


def _looking(question: Question, view: Any) -> Callable[[Disputed], list[Choice]]:
    """What policies show of a conflict, by the views that this question has at hand."""
    given = {name: value for name, value in (view or {}).items() if name in _CLOCKS}
    return lambda found: choices(
        found.view, found.conflict, lambda policy: question.view({**given, "policy": policy.name})
    )


def _site(view: View, choice: dict[str, Any]) -> Any:
    """The one site that a choice names, None if there is none. Raises QueryError if it names several or nothing."""
    found = sites(view, choice)
    if len(found) > 1:
        raise QueryError(
            f"{len(found)} sites are called {choice['name']!r}; give the id of one: {', '.join(n.id for n in found)}"
        )
    return found[0] if found else None


def field(view: Any) -> Any:
    """The root field; `view` is its argument of that name."""
    return graphene.Field(
        CONFLICTS, resolver=resolve_conflicts, view=view, first=FIRST,
        description="What documents say that cannot all be so, told apart by kind, the widest relative gap first.",
        kinds=_several(KIND, "Only of these kinds."), of=_several(CLASS, "Only of things of these classes."),
        firm=graphene.Argument(OneActor, description="Only about this actor or what it takes part in."),
        site=graphene.Argument(OneSite, description="Only about this site or what stands on it."),
        property=graphene.Argument(graphene.String, description="Only of this property, such as power."),
    )  # fmt: skip


def _several(found: Any, doc: str) -> Any:
    return graphene.Argument(graphene.List(graphene.NonNull(found)), description=doc)
