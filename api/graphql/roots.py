"""Root fields: what a question can start from. One for each class with a root in the model, and a few others."""

from functools import partial
from typing import Any

import graphene

from ...graph.policies.policy import POLICIES
from ...graph.times.knowledge import known_documents, left_out
from ...graph.view import View
from ...schema.model import Kind, model
from . import changes, circles, conflicts, enums, figures, origins, passages, review, sameness, totals
from .answers import Paper, Said, Seen, Sights
from .errors import QueryError
from .filters import ActorChoice, arguments, ends, fact_arguments, select
from .interfaces import FACTS
from .links import Paths
from .notes import explain, explain_actors, late
from .paging import AFTER, FIRST, Page, check_first, connection, page
from .question import Question
from .routes import ARGUMENTS, Answered, answer
from .things import described, types
from .values import DOCUMENTS, STATEMENTS, LeftOut, Node


class ViewInput(graphene.InputObjectType):
    """How to look: what counts is the policy's and the clocks'. The rest here goes before what the policy has."""

    policy = graphene.String(description="; ".join(f"{p.name}: {p.doc}" for p in POLICIES.values()))
    modalities = graphene.List(graphene.NonNull(enums.MODALITY), description="Only what is said so counts.")
    minimum_status = graphene.List(
        graphene.NonNull(enums.STATUS), description="The least status of things that are listed, at most one a track."
    )
    sources = graphene.List(
        graphene.NonNull(enums.SOURCE_CLASS),
        description="Of values said as firmly, those from the first of these go first.",
    )
    minimum_origins = graphene.Int(description="How many independent origins must give a value for it to be shown.")
    as_of = graphene.String(
        description="What is so on this date: 2026, 2026-03, 2026-03-14. At any time if not given."
    )
    known_at = graphene.String(description="What was known by this date; all that is known now if not given.")


VIEW = graphene.Argument(ViewInput, description="How to look; policy default unless given.")


class Snapshot(graphene.ObjectType):
    """The state of the ledger that answers rest on."""

    sequence = graphene.Int(required=True, description="The last entry of its log: names the snapshot.")
    statements = graphene.Int(required=True, description="How many statements the policy admits.")
    documents = graphene.Int(required=True)
    policy = graphene.String(required=True, description="Its name, or that of the nearest with what differs.")
    as_of = graphene.String()
    known_at = graphene.String()
    left_out = graphene.Field(
        LeftOut, required=True, description="The documents that do not count, as they were not surely known then."
    )


def query() -> Any:
    """The root type."""
    fields: dict[str, Any] = {"__doc__": "What can be asked."}
    fields |= {kind.root: _things(kind) for kind in described(model()) if kind.root}
    return type("Query", (graphene.ObjectType,), fields | _BY_HAND)


def _things(kind: Kind) -> Any:
    return graphene.Field(
        connection(kind.name, types()[kind.name]), resolver=partial(_list, kind), description=kind.doc,
        first=FIRST, after=AFTER, view=VIEW, **arguments(kind, model()),
    )  # fmt: skip


def _list(
    kind: Kind, root: Any, info: Any, /, first: int, after: str | None = None, view: Any = None, **args: Any
) -> Page:
    question: Question = info.context
    seen, asked = question.view(view), enums.words(args)
    found = select(seen, kind.name, asked)
    why = partial(explain, question, seen, kind, asked, len(found))
    return page(seen, Sights(seen, found), first, after, why)


def _facts(
    root: Any, info: Any, /, first: int, after: str | None = None, kind: Any = None, view: Any = None, **args: Any
) -> Page:
    question: Question = info.context
    seen, asked = question.view(view), enums.words(args)
    classes = enums.words(kind) or [k.name for k in seen.model.kinds.values() if k.parties]
    found = sorted((n for name in set(classes) for n in select(seen, name, asked)), key=lambda n: n.id)
    rows = [Seen(seen, node) for node in found]
    return page(seen, rows, first, after, lambda: late(seen) if rows else explain_actors(question, seen, asked))


def _node(root: Any, info: Any, id: str, view: Any = None) -> Seen | Said | Paper | None:
    """A thing by its id or any of its mentions', a statement or a document."""
    seen: View = info.context.view(view)
    if node := seen.node(id):
        return Seen(seen, node)
    key = _key(id)
    if said := seen.statement(key):
        return Said(seen, said)
    stored = None if key in seen.hidden else seen.documents.get(key)
    return Paper(seen, stored) if stored else None


def _key(identifier: str) -> bytes:
    try:
        return bytes.fromhex(identifier)
    except ValueError:
        return b""


def _documents(
    root: Any, info: Any, first: int, after: str | None = None, loader: str | None = None, view: Any = None
) -> Page:
    seen: View = info.context.view(view)
    read = None if loader is None else {s.document for s in seen.snapshot.statements if s.loader == loader}
    known = known_documents(seen)
    found = [Paper(seen, d) for i, d in sorted(known.items()) if read is None or i in read]
    loaders = ", ".join(sorted({s.loader for s in seen.snapshot.statements}))
    why = late(seen) if found or not loaders else f"loaders here: {loaders}"
    return page(seen, found, first, after, lambda: why)


def _statements(
    root: Any, info: Any, first: int, after: str | None = None, property: str | None = None,
    document: str | None = None, view: Any = None,
) -> Page:  # fmt: skip
    seen: View = info.context.view(view)
    known = {name for kind in seen.model.kinds.values() for name in kind.properties}
    if property is not None and property not in known:
        raise QueryError(f"no class has a property {property!r}; there are {', '.join(sorted(known))}")
    key = None if document is None else _key(document)
    found = sorted(
        (s for s in seen.statements() if property in (None, s.property) and key in (None, s.document)),
        key=lambda s: s.id,
    )
    return page(seen, [Said(seen, s) for s in found], first, after, lambda: late(seen))


def _paths(root: Any, info: Any, first: int, view: Any = None, **args: Any) -> Answered:
    question: Question = info.context
    seen, asked = question.view(view), enums.words(args)
    for side in ("from", "to"):
        if not any(asked[side].get(key) for key in ("id", "name", "role", "actor_class")):
            raise QueryError(f"say who: {side}: {{id: ...}}, {{name: ...}} or {{role: ...}}")
    found = answer(seen, ends(asked["from"]), ends(asked["to"]), asked)
    note = late(seen) if found.paths else explain_actors(question, seen, asked)
    return Answered(found, check_first(first), note)


def _snapshot(root: Any, info: Any, view: Any = None) -> dict[str, Any]:
    seen: View = info.context.view(view)
    return {
        "sequence": seen.sequence, "documents": len(known_documents(seen)),
        "statements": sum(1 for _ in seen.statements()), "policy": seen.policy.name,
        "as_of": seen.perspective.clocks.get("asOf"), "known_at": seen.perspective.clocks.get("knownAt"),
        "left_out": left_out(seen),
    }  # fmt: skip


_BY_HAND: dict[str, Any] = {
    "node": graphene.Field(
        Node, id=graphene.ID(required=True), view=VIEW, resolver=_node,
        description="Whatever has this id; ids of things that were merged away lead to the thing that took them in.",
    ),
    "facts": graphene.Field(
        FACTS, first=FIRST, after=AFTER, view=VIEW, resolver=_facts,
        description="Whatever has parties: deals, flows, stakes, capacities, events, projections, ...",
        kind=graphene.Argument(graphene.List(graphene.NonNull(enums.THING_CLASS)), description="Of these classes."),
        **fact_arguments(),
    ),
    "documents": graphene.Field(
        DOCUMENTS, first=FIRST, after=AFTER, view=VIEW, resolver=_documents,
        loader=graphene.Argument(graphene.String, description="Only what this loader read, such as article."),
    ),
    "statements": graphene.Field(
        STATEMENTS, first=FIRST, after=AFTER, view=VIEW, resolver=_statements,
        property=graphene.String(), document=graphene.ID(),
    ),
    "origins": origins.field(VIEW),
    "behind": passages.field(VIEW),
    "changes": changes.field(VIEW),
    "sums": totals.field(VIEW),
    "conflicts": conflicts.field(VIEW),
    "suggestions": sameness.field(VIEW),
    **figures.fields(VIEW),
    "paths": graphene.Field(
        Paths, first=FIRST, view=VIEW, resolver=_paths, **ARGUMENTS,
        description="Paths of exposure from some actors to others, what came near, and what was searched.",
        **{side: graphene.Argument(ActorChoice, required=True) for side in ("from", "to")},
    ),
    **circles.fields(VIEW),
    "snapshot": graphene.Field(Snapshot, view=VIEW, resolver=_snapshot),
    **review.FIELDS,
}  # fmt: skip
