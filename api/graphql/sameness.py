"""What may be one thing: pairs that no rule decides, with score and reasons, for a person to judge."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import graphene

from ...graph.identity import identifying
from ...graph.ledger import StoredStatement
from ...graph.suggestions import KINDS, Suggestion, suggestions
from ...graph.view import Node, View
from . import enums
from .answers import CAP, Cited, Seen, cite
from .errors import QueryError
from .notes import late
from .paging import FIRST, Shortlist, check_first, shortlist
from .question import Question
from .values import THING, at, evidence_field

KIND = enums.enum("SuggestionKind", tuple(KINDS), "What may be one: firms, sites, or deals and flows.")
RELATION = enums.enum("SuggestedRelation", ("same", "partOf"), "Whether two may be one, or the first a part.")
#: What things are compared by, beside what identifies them, their parties and their figure.
_NAMING = ("name", "alias", "date")
#: Below this a pair is more often two things than one, as on the command line.
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that may be one."""

    view: View
    suggestion: Suggestion

    @property
    def one(self) -> Seen:
        """The first."""
        return Seen(self.view, self.view.nodes[self.suggestion.one])

    @property
    def other(self) -> Seen:
        """The second."""
        return Seen(self.view, self.view.nodes[self.suggestion.other])

    @property
    def statements(self) -> list[StoredStatement]:
        """What both are compared by."""
        return [*_known_by(self.view, self.one.node), *_known_by(self.view, self.other.node)]


def _known_by(view: View, node: Node) -> Iterator[StoredStatement]:
    wanted = {*_NAMING, *identifying(view.model), *([node.figure.property] if node.figure else [])}
    for name, values in node.values.items():
        if name in wanted:
            yield from (said for value in values for said in value.statements)
    yield from (said for party in node.parties for said in party.statements)


def _prove(pair: Pair, info: Any, parts: list[Any] | None = None, first: int = CAP) -> list[Cited]:
    return cite(pair.view, pair.statements, enums.words(parts), min(check_first(first), CAP))


class GraphSuggestion(graphene.ObjectType):
    """Two things that may be one, or of which the first may be a part of the second: nobody has decided."""

    class Meta:
        name = "Suggestion"

    kind = graphene.Field(KIND, required=True, resolver=at("suggestion.kind"))
    relation = graphene.Field(RELATION, required=True, resolver=at("suggestion.relation"))
    score = graphene.Float(required=True, resolver=at("suggestion.score"), description="From 0 to 1.")
    reasons = graphene.List(
        graphene.NonNull(graphene.String), required=True, resolver=at("suggestion.reasons"),
        description="What speaks for it and against it, the weightiest first.",
    )  # fmt: skip
    one = graphene.Field(THING, required=True)
    other = graphene.Field(THING, required=True)
    evidence = evidence_field("The words by which the two are known.", _prove)


SUGGESTIONS = shortlist("Suggestion", GraphSuggestion)


def _resolve(
    root: Any, info: Any, first: int, kinds: Any = None, min_score: float = _LEAST, view: Any = None
) -> Shortlist:
    question: Question = info.context
    seen = question.view(view)
    if not 0 <= min_score <= 1:
        raise QueryError(f"minScore is {min_score:g}: scores are from 0 to 1")
    found = suggestions(seen, enums.words(kinds) or tuple(KINDS), min_score)
    rows = [Pair(seen, one) for one in found[: check_first(first)]]
    notes = (None if found else f"nothing scores {min_score:g} or more", late(seen))
    return Shortlist(rows, len(found), "; ".join(note for note in notes if note) or None)


def field(view: Any) -> Any:
    """The root field; `view` is its argument of that name."""
    return graphene.Field(
        SUGGESTIONS, first=FIRST, view=view, resolver=_resolve,
        description="What may be one thing and no rule decides, the likeliest first, with the reasons.",
        kinds=graphene.Argument(graphene.List(graphene.NonNull(KIND)), description="All unless given."),
        min_score=graphene.Argument(graphene.Float, default_value=_LEAST, description="From 0 to 1."),
    )  # fmt: skip
