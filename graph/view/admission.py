"""What counts from a perspective: statements by policy and by both clocks, things by their own dates.

`admits` says it of one statement; `admitted` gives the same answer for all rows of the columns at once.
"""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from ...schema.dates import PartialDate
from ..columns.rows import NONE, Flags
from ..ledger.records import StoredDocument, StoredStatement
from ..times.clock import REFERENCE, Standing, Truth, parsed, standing, stands, unknown, was_known, within
from .node import Node
from .perspective import Perspective

if TYPE_CHECKING:
    from .snapshot import Snapshot


def admits(said: StoredStatement, document: StoredDocument, perspective: Perspective) -> bool:
    """Whether a statement of a document counts: the policy takes it, it is true then, and was known then."""
    return (
        perspective.policy.admits(said.modality)
        and is_true(said, perspective.as_of)
        and (said.loader == REFERENCE or is_known(document, perspective.known_at))
    )


def is_true(said: StoredStatement, as_of: PartialDate | None) -> bool:
    """Whether a statement may be true as of a date; one of unknown time passes, and `stands` tells it."""
    return as_of is None or not (said.valid_from or said.valid_to) or stands(said, as_of) != "no"


def is_known(document: StoredDocument, known_at: PartialDate | None) -> bool:
    """Whether a document was surely known at a date."""
    return known_at is None or was_known(document, known_at) == "yes"


def admitted(snapshot: "Snapshot", perspective: Perspective, hidden: Collection[bytes]) -> Flags:
    """For each row of the columns whether it counts. `hidden`: the documents that do not."""
    columns = snapshot.columns
    modality = columns.statements.modality
    used = {columns.words[number]: number for number in np.unique(modality).tolist()}
    found: Flags = np.isin(modality, [number for word, number in used.items() if perspective.policy.admits(word)])
    if hidden:
        found &= ~np.isin(columns.statements.document, [columns.documents.place[d] for d in hidden])
    return found if perspective.as_of is None else found & _true(snapshot, perspective.as_of)


def _true(snapshot: "Snapshot", as_of: PartialDate) -> Flags:
    """For each row whether it may be true as of a date. Each pair of dates is judged once."""
    rows, values = snapshot.columns.statements, snapshot.columns.values
    found = np.ones(len(rows.number), bool)
    dated = np.flatnonzero((rows.valid_from != NONE) | (rows.valid_to != NONE))
    spans = np.stack([rows.valid_from[dated], rows.valid_to[dated]], axis=1)
    pairs, place = np.unique(spans, axis=0, return_inverse=True)
    dates = [[None if at == NONE else parsed(values[at]) for at in pair] for pair in pairs.tolist()]
    holds = np.array([within(begin, end, as_of) != "no" for begin, end in dates], bool)
    found[dated] = holds[place.reshape(-1)]
    return found


def hidden(snapshot: "Snapshot", known_at: PartialDate | None) -> dict[bytes, Truth]:
    """The documents that do not count at a date: id -> `no`, or `open` where it is not sure. See `clock.unknown`.

    The reference list is known at any time.
    """
    late = unknown(snapshot.documents.values(), known_at)
    shipped = snapshot.ledger.read_by(REFERENCE) if late else {}
    return {document: answer for document, answer in late.items() if document not in shipped}


@cache
def spans() -> Mapping[str, Mapping[str, str]]:
    """`begin` and `end`: class -> the property with the day on which its things begin, or end, to be so."""
    return tomllib.loads((files(__package__) / "spans.toml").read_text("utf-8"))


def timed(kind: str) -> bool:
    """Whether things of a class have a time of their own."""
    return any(kind in side for side in spans().values())


def began(thing: Node) -> PartialDate | None:
    """The day from which a thing is so: of a milestone, a deal, an event; None if its class or nobody tells."""
    return _day(thing, "begin")


def over(thing: Node) -> PartialDate | None:
    """The last day of a thing: of a contract, a loan; None if its class or nobody tells."""
    return _day(thing, "end")


def _day(thing: Node, side: str) -> PartialDate | None:
    prop = spans()[side].get(thing.kind)
    return parsed(thing.word(prop)) if prop else None


def thing_stands(thing: Node, as_of: PartialDate) -> Standing:
    """Whether a thing is so as of a date: begun by its own date, and not over."""
    return standing(began(thing), over(thing), as_of)
