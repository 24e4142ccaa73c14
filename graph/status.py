"""How far a thing has come: what a text states, else what follows from how it speaks (marked inferred).

The rule is the domain model's: planned, expected or projected -> planned; contracted and asserted -> signed;
existing -> operational; other asserted money -> announced.
"""

from typing import NamedTuple

from ..schema.model import model
from .view.node import Node
from .view.ranking import weakest


class Status(NamedTuple):
    """`word` is None where nothing follows; `stated` is False where a rule gave it."""

    word: str | None
    stated: bool


def modality(node: Node) -> str | None:
    """How firmly the thing is said: by its figure if it has one, else by its kind."""
    if figure := node.figure:
        return figure.statement.modality
    if kind := node.shown("kind"):
        return kind.best.modality
    return weakest({s.modality for s in node.statements()})


def status(node: Node) -> Status:
    """The status of a thing. A stated one comes from the statement that the policy puts first."""
    for prop in (*model().kind(node.kind).figures, "kind"):
        for value in node.values.get(prop, ()):
            for said in value.statements:
                if said.status:
                    return Status(said.status, True)
    return Status(_derived(node), False)


def _derived(node: Node) -> str | None:
    how = modality(node)
    if how in ("planned", "expected", "projected"):
        return "planned"
    if how not in ("asserted", "reported"):
        return None
    kind = node.word("kind")
    if node.kind == "Capacity":
        return {"contracted": "signed", "existing": "operational"}.get(kind or "")
    return "announced" if node.kind in ("Deal", "CapitalFlow") and node.shown("amount") else None
