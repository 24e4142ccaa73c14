"""Connections: lists that can grow, page by page.

A cursor is the snapshot, the perspective and the id of a row. Rows stand in the order of their ids, so that a cursor
of an earlier snapshot goes on where it stopped: what is new behind it is seen, nothing is seen twice. A cursor of
another policy or date is refused: its pages would be pages of two answers.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Protocol

import graphene

from ...graph.view import View
from .errors import QueryError

#: The longest page.
MOST = 1000

FIRST = graphene.Argument(graphene.Int, required=True, description=f"How many, 1 to {MOST}.")
#: The mark of cursors of what is the same from each perspective.
_ANYWHERE = "-"

AFTER = graphene.Argument(graphene.String, description="The cursor to go on behind: pageInfo.endCursor.")


class Row(Protocol):
    """Whatever has an id to order and page by."""

    @property
    def id(self) -> str:
        """Its id."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A row and where it stands."""

    cursor: str
    node: Any


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of all; `explain` says why there are none, or fewer than another policy gives."""

    edges: list[Edge]
    total_count: int
    has_next_page: bool
    has_previous_page: bool
    explain: Callable[[], str | None]

    @property
    def nodes(self) -> list[Any]:
        """The rows alone."""
        return [edge.node for edge in self.edges]

    @property
    def page_info(self) -> "Page":
        """Itself: it knows where it stands."""
        return self

    @property
    def start_cursor(self) -> str | None:
        """Where its first row stands."""
        return self.edges[0].cursor if self.edges else None

    @property
    def end_cursor(self) -> str | None:
        """Where its last row stands."""
        return self.edges[-1].cursor if self.edges else None

    @property
    def note(self) -> str | None:
        """The explanation."""
        return self.explain()


def page(
    view: View, rows: Sequence[Row], first: int, after: str | None = None,
    explain: Callable[[], str | None] = lambda: None, *, salt: str = "",
) -> Page:  # fmt: skip
    """The first rows behind a cursor. `rows` stand in the order of their ids. Raises QueryError.

    `salt`: what else tells the answer apart from others of the same perspective.
    """
    check_first(first)
    mark = view.perspective.mark + salt
    start = bisect_right(rows, _read(after, mark), key=attrgetter("id")) if after is not None else 0
    end = start + first
    edges = [Edge(_cursor(view.sequence, mark, row), row) for row in rows[start:end]]
    return Page(edges, len(rows), end < len(rows), start > 0, explain)


def fetched(
    sequence: int, fetch: Callable[[str, int], Sequence[Row]], total: int, first: int, after: str | None = None,
    explain: Callable[[], str | None] = lambda: None,
) -> Page:  # fmt: skip
    """The first rows behind a cursor of more than memory should hold: `fetch(id, n)` gives n behind an id ('').

    Raises QueryError.
    """
    check_first(first)
    rows = fetch(_read(after, _ANYWHERE) if after is not None else "", first + 1)
    edges = [Edge(_cursor(sequence, _ANYWHERE, row), row) for row in rows[:first]]
    return Page(edges, total, len(rows) > first, after is not None, explain)


def check_first(first: int) -> int:
    """The number of rows asked for. Raises QueryError out of bounds."""
    if 1 <= first <= MOST:
        return first
    raise QueryError(f"first is {first}: ask for 1 to {MOST}, and go on with after: pageInfo.endCursor")


def _cursor(sequence: int, mark: str, row: Row) -> str:
    return urlsafe_b64encode(f"{sequence} {mark} {row.id}".encode()).decode()


def _read(cursor: str, mark: str) -> str:
    """The id in a cursor of the same answer."""
    try:
        sequence, of, identifier = urlsafe_b64decode(cursor.encode()).decode().split(" ", 2)
        int(sequence)
    except ValueError:
        raise QueryError(f"after: {cursor!r} is no cursor; give the endCursor of an earlier page") from None
    if of != mark:
        raise QueryError(
            "after: this cursor is of an answer under another policy or date; page on with the same arguments, "
            "or begin without a cursor"
        )
    return identifier


class PageInfo(graphene.ObjectType):
    """Where a page stands in the whole."""

    has_next_page = graphene.Boolean(required=True)
    has_previous_page = graphene.Boolean(required=True)
    start_cursor = graphene.String()
    end_cursor = graphene.String()


def connection(name: str, node: Any, **more: Any) -> Any:
    """The connection type of a node type, which may be a function that gives it later; `more`: fields of its own."""
    edge = type(f"{name}Edge", (graphene.ObjectType,), {
        "__doc__": "A row and where it stands.",
        "cursor": graphene.String(required=True),
        "node": graphene.Field(node, required=True),
    })  # fmt: skip
    return type(f"{name}Connection", (graphene.ObjectType,), {
        "__doc__": "Rows, page by page, in the order of their ids.",
        "edges": full_list(edge),
        "nodes": full_list(node, description="The rows alone."),
        "page_info": graphene.Field(PageInfo, required=True),
        "total_count": graphene.Int(required=True, description="How many there are on all pages."),
        "note": graphene.String(description="Why there is nothing, or less than under another policy."),
        **more,
    })  # fmt: skip


def full_list(node: Any, **more: Any) -> Any:
    """The field of a list that is always there and has no gaps."""
    return graphene.Field(graphene.List(graphene.NonNull(node)), required=True, **more)


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The first of some rows in the order of their worth, which have no ids to page by."""

    nodes: Sequence[Any]
    total_count: int
    note: str | None = None


def shortlist(name: str, node: Any) -> Any:
    """The type of a shortlist."""
    return type(f"{name}List", (graphene.ObjectType,), {
        "__doc__": "The first rows, in the order of their worth.",
        "nodes": full_list(node),
        "total_count": graphene.Int(required=True, description="How many there are."),
        "note": graphene.String(description="Why there is nothing, or less than under another policy."),
    })  # fmt: skip
