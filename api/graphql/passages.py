"""What rests on words of a document: the statements behind a sentence, and the things that they speak of."""

from dataclasses import dataclass
from typing import Any

import graphene

from ...graph.passages import Passage, PassageError, passage
from .answers import CAP, Paper, Said, Seen
from .errors import QueryError
from .paging import full_list
from .question import Question
from .values import THING, Document, Statement, at


@dataclass(frozen=True, slots=True)
class Behind:
    """A passage."""

    passage: Passage

    @property
    def document(self) -> Paper:
        """Where the words stand."""
        return Paper(self.passage.view, self.passage.document)

    @property
    def statements(self) -> list[Said]:
        """What rests on them."""
        return [Said(self.passage.view, said) for said in self.passage.statements[:CAP]]

    @property
    def things(self) -> list[Seen]:
        """What that speaks of."""
        return [Seen(self.passage.view, node) for node in self.passage.things[:CAP]]

    @property
    def total_count(self) -> int:
        """How many statements there are."""
        return len(self.passage.statements)


class GraphPassage(graphene.ObjectType):
    """Words of a document, with what rests on them and nothing else."""

    class Meta:
        name = "Passage"

    quote = graphene.String(required=True, resolver=at("passage.quote"))
    start = graphene.Int(required=True, resolver=at("passage.start"))
    end = graphene.Int(required=True, resolver=at("passage.end"))
    document = graphene.Field(Document, required=True)
    licences = graphene.List(
        graphene.NonNull(graphene.String), required=True, resolver=at("passage.licences"),
        description="Those under which the document was published; none where nobody states one.",
    )  # fmt: skip
    total_count = graphene.Int(required=True, description="How many statements rest on the words.")
    statements = full_list(Statement, description="Those statements, with the names of what they speak of.")
    things = full_list(THING, description="What they speak of.")


def _resolve(root: Any, info: Any, document: str, start: int, end: int | None = None, view: Any = None) -> Behind:
    question: Question = info.context
    try:
        return Behind(passage(question.view(view), bytes.fromhex(document), start, end))
    except PassageError as error:
        raise QueryError(str(error)) from None
    except ValueError:
        raise QueryError(f"{document!r} is no id of a document: it has 32 hexadecimal digits") from None


def field(view: Any) -> Any:
    """The root field; `view` is its argument of that name."""
    return graphene.Field(
        GraphPassage, view=view, resolver=_resolve, document=graphene.ID(required=True),
        description="What rests on words of a document, as from the offsets that evidence gives.",
        start=graphene.Argument(graphene.Int, required=True, description="The first character, counted from 0."),
        end=graphene.Argument(graphene.Int, description="Behind the last; the sentence around start if not given."),
    )  # fmt: skip
