"""Things as lines of the contract: what statements say of one thing, in the form that extraction prints.

It is how a person sees and corrects a fact that the ledger holds or refused. Details that the contract has no field
for (purpose, programme) are left out.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from ...schema.contract import CLASSES, DATES, KIND_PROPERTY, OF_ACTORS
from ...schema.model import model
from ...schema.quantity import Quantity, QuantityError
from ...schema.statement import Span
from ...schema.words import one_line

_TYPES = {name: type for type, (name, _) in CLASSES.items() if name != "Event"}


class Said(NamedTuple):
    """What a line needs of a statement."""

    property: str
    object: bytes | str
    modality: str
    status: str | None
    evidence: Sequence[Span]


def line(kind: str, said: Sequence[Said], name: Callable[[bytes], str]) -> dict[str, Any] | None:
    """The line of a thing of class `kind`; `name` tells what a mention is called. None if no type is about it."""
    rows = {row.property: row for row in said}
    type = _TYPES.get(kind) or (_event(rows) if kind == "Event" else None)
    if type is None:
        return None
    figure = rows.get(CLASSES[type][1])
    words = rows.get(KIND_PROPERTY.get(type, "kind"))
    main = words or figure or next(iter(rows.values()))
    written: dict[str, Any] = {
        "type": type, "kind": words.object if words and type != "PolicyEvent" else None,
        "parties": _parties(kind, said, name), "partiesComplete": "participantsComplete" not in rows,
        "quantity": _quantity(figure), "modality": main.modality, "status": main.status,
    }  # fmt: skip
    written |= {field: rows[field].object if field in rows else None for field in DATES}
    place = rows.get("place")
    written["place"] = one_line(place.evidence[0].quote) if place and place.evidence else None
    return written | _quoted(figure or main)


def line_of_actor(said: Said, name: str) -> dict[str, Any] | None:
    """The line of a role or an identifier of an actor called `name`; None for what else is said of actors."""
    type = next((t for t, prop in OF_ACTORS.items() if prop == said.property), None)
    if type is None:
        return None
    written: dict[str, Any] = {
        "type": type, "kind": said.object if type == "Role" else "ticker",
        "parties": [{"name": name, "role": "subject"}], "partiesComplete": True, "quantity": None,
        "modality": said.modality, "status": said.status, **dict.fromkeys((*DATES, "place")),
    }  # fmt: skip
    if type == "Identifier":
        written["text"] = said.object
    return written | _quoted(said)


def _event(rows: dict[str, Said]) -> str:
    return "MarketMove" if "moveKind" in rows else "PolicyEvent"


def _parties(kind: str, said: Iterable[Said], name: Callable[[bytes], str]) -> list[dict[str, str]]:
    """Who takes part, in the order of the text. A site that is bought is a party in the contract."""
    roles = {prop.name: prop.name for prop in model().kind(kind).parties} | {"site": "target"}
    found = [row for row in said if row.property in roles and isinstance(row.object, bytes)]
    found.sort(key=lambda row: row.evidence[0].start if row.evidence else 0)
    return [{"name": name(row.object), "role": roles[row.property]} for row in found if isinstance(row.object, bytes)]


def _quantity(figure: Said | None) -> dict[str, Any] | None:
    try:
        return Quantity.decode(str(figure.object)).facts() if figure else None
    except QuantityError:
        return None


def _quoted(said: Said) -> dict[str, Any]:
    """The clause of a statement, else the words of its value."""
    spans = [s for s in said.evidence if s.part == "quote"] or list(said.evidence)[:1]
    return {"quote": spans[0].quote, "offset": spans[0].start} if spans else {"quote": "", "offset": 0}
