"""How far a thing has come: what a text states, else what follows from how it speaks (marked inferred).

The rule is the domain model's: planned, expected or projected -> planned; contracted and asserted -> signed;
existing -> operational; other asserted money -> announced. Of several texts the one that tells of most counts, since
a later text that uses a weaker word takes nothing back; only one that calls the thing off does.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ..schema.model import model
from .ledger.records import StoredStatement
from .policies.policy import OUT
from .view.node import Node
from .view.ranking import weakest
from .view.stages import FIRM, telling

_COMING = ("planned", "expected", "projected")
#: Where a node keeps its status.
_WORKED_OUT = "status_worked_out"
#: What no deal bounds, since it can be seen; and how far what is promised has come.
_FACTS = ("underConstruction", "operational")
_PROMISED = ("rumoured", "planned", "announced", "committed", "signed", "closed")


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
    """The status of a thing.

    Within a track the furthest that a text states counts, unless one that the policy ranks before it, or as of a
    date a newer one, calls the thing off. Megawatts are no further along than the deal that they stand under.
    """
    found: Status | None = node.__dict__.get(_WORKED_OUT)  # a node never changes: what was worked out of it stays
    if found is None:
        found = node.__dict__[_WORKED_OUT] = _worked_out(node)
    return found


def _worked_out(node: Node) -> Status:
    if node.called_off:
        return Status(node.called_off, True)
    said = list(telling(node))
    stated = [one for one in said if one.status]
    found = _furthest(node, said, stated) if stated else Status(_by_rule(node, modality(node)), False)
    return _within(found, node.bound)


def _furthest(node: Node, said: list[StoredStatement], stated: list[StoredStatement]) -> Status:
    """The furthest status on the track of the first that calls nothing off; documents that state none by rule.

    What one text tells and another calls off has `called_off` where that counts.
    """
    words = model().vocabularies["status"]
    rank = list(words).index
    first = next((one for one in stated if words.family(one.status or "") != OUT), None)
    if first is None:
        return Status(stated[0].status, True)
    track = words.family(first.status or "")
    same = [one for one in stated if words.family(one.status or "") == track and (one is first or _is_firm(one))]
    far = max(same, key=lambda one: rank(one.status or ""))  # of equal ones the first
    silent = {_by_rule(node, one.modality, one.property) for one in _silent(said, stated)}
    more = [word for word in silent if word and words.family(word) == track and rank(word) > rank(far.status or "")]
    return Status(max(more, key=rank), False) if more else Status(far.status, True)


def _is_firm(said: StoredStatement) -> bool:
    return said.modality in FIRM


def _silent(said: Iterable[StoredStatement], stated: Iterable[StoredStatement]) -> list[StoredStatement]:
    """What the documents say that state no status at all."""
    told = {one.document for one in stated}
    return [one for one in said if one.document not in told]


def _by_rule(node: Node, how: str | None, prop: str = "") -> str | None:
    """What follows from how firmly a thing is told. `prop`: by which property; any if not given."""
    if how in _COMING:
        return "planned"
    if how not in FIRM:
        return None
    kind = node.word("kind")
    if node.kind == "Capacity":
        return (
            "operational" if kind == "existing" else "signed" if (kind, how) == ("contracted", "asserted") else None
        )
    has_amount = node.shown("amount") is not None and prop in ("", "amount")
    return "announced" if node.kind in ("Deal", "CapitalFlow") and has_amount else None


def _within(found: Status, bound: str | None) -> Status:
    """A status, or the one that bounds it: no deal that is only talked about has megawatts that are more.

    What is being built or stands is a fact of its own.
    """
    if bound is None or found.word in _FACTS or bound in _FACTS:
        return found
    words = model().vocabularies["status"]
    if OUT in (words.family(bound), found.word and words.family(found.word)):
        return found if found.word and words.family(found.word) == OUT else Status(bound, False)
    rank = _PROMISED.index
    return Status(bound, False) if rank(bound) < rank(found.word or "planned") else found
