"""Which of several values a view shows, which statements it beat, and why: the policy's choice, laid open."""

from dataclasses import dataclass
from typing import NamedTuple

from ...schema.names import name_key
from ..ledger.records import StoredStatement
from ..view.node import LeftOut, Node, Value
from ..view.ranking import BORNE, SAYS_NOTHING, Ranking, ended
from ..view.view import View
from .policy import Policy

#: Of what the choice did not have to be made by rank.
REPLACED = "replaced: a newer edition of its series, or a correction that a text states, speaks in its place"


class Beaten(NamedTuple):
    """Statements of one value that is not the one to show, the best first, and why it is not."""

    statements: tuple[StoredStatement, ...]
    why: str


@dataclass(frozen=True)
class Choice:
    """A property's shown value, what it beat, what the policy's minimums took out before, and by which policy.

    Of a property that may have many values all are shown; the choice is then of the one that goes first.
    """

    property: str
    policy: Policy
    shown: Value | None
    beaten: tuple[Beaten, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def choice(view: View, node: Node, prop: str) -> Choice:
    """The choice that a view makes of a property of a node.

    Raises ValueError for a property that its class lacks, or one that tells who takes part: all of those are shown.
    """
    known = view.model.kind(node.kind).properties
    if prop not in known or known[prop].party:
        chosen = ", ".join(name for name, found in known.items() if not found.party)
        raise ValueError(f"{node.kind} has no values of {prop!r} to choose from; it has {chosen}")
    values = node.values.get(prop, ())
    ranking = Ranking(view.documents, view.policy)
    over = _ended(view, node) if prop in BORNE else set()
    beaten = [Beaten(v.statements, _why(ranking, over, values[0], v)) for v in values[1:]]
    beaten += [Beaten((said,), REPLACED) for said in node.superseded if said.property == prop]
    left_out = tuple(found for found in node.left_out if found.statement.property == prop)
    return Choice(prop, view.policy, values[0] if values else None, tuple(beaten), left_out)


def choices(view: View, node: Node) -> list[Choice]:
    """The choices of all properties of which something is said, in the order of the model."""
    said = {*node.values, *(s.property for s in node.superseded), *(f.statement.property for f in node.left_out)}
    known = view.model.kind(node.kind).properties.values()
    return [choice(view, node, prop.name) for prop in known if prop.name in said and not prop.party]


def _ended(view: View, node: Node) -> set[str]:
    """What the thing is no longer called, as keys; as of a date what is less sure of its time."""
    said = {name: [s for v in node.values.get(name, ()) for s in v.statements] for name in BORNE}
    return ended(said, view.perspective.as_of)


def _why(ranking: Ranking, over: set[str], shown: Value, other: Value) -> str:
    if other.decoded in SAYS_NOTHING and shown.decoded not in SAYS_NOTHING:
        return f"it says more than {other.decoded}"
    if over and name_key(str(other.decoded)) in over and name_key(str(shown.decoded)) not in over:
        return "its time is surer: a statement ends the other, or only part of its time is known"
    return ranking.why(shown.best, other.best)
