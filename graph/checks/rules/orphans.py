"""Orphans: facts that hang on nothing, and names that lead nowhere."""

from collections.abc import Iterator
from functools import cache

from ....schema.finding import Finding, finding_id
from ....schema.model import model
from ...ledger import Ledger, StoredStatement
from ..check import Check, retract_advice
from ..pages import Account, Page

#: Facts that may name nobody: a forecast for the world, a halving.
_FREE = ("Event", "Projection")
#: What a record is known by in every document of its source.
_Record = tuple[str, str, str]


class Orphans(Check):
    """Deals, flows, capacities and stakes of nobody and nowhere; records that nothing describes; lost references."""

    name = "orphans"
    doc = "no deal, flow, capacity or stake of nobody and nowhere, no name that leads to nothing"
    counts = "things"

    def __init__(self) -> None:
        super().__init__()
        self._described: set[int] = set()  # hashes of records: 60 bytes each instead of 400
        self._undescribed: dict[_Record, tuple[str, StoredStatement]] = {}
        self._alone: dict[bytes, tuple[str, StoredStatement]] = {}
        self._named_elsewhere: set[bytes] = set()

    def page(self, page: Page) -> Iterator[Finding]:
        """What is alone in a document, and what it names and does not describe."""
        for identifier, account in page.accounts.items():
            self.looked += 1
            at = account.mention
            if at.key is not None:
                self._described.add(hash((at.kind, at.source, at.key)))
            if at.kind in _facts() and identifier not in page.named and not _names_a_thing(account):
                first = account.first("kind") or next(account.statements())
                self._alone[identifier] = page.name(identifier), first
        for identifier, said in page.named.items():
            if identifier not in page.mentions:
                self._named_elsewhere.add(identifier)
            elif identifier not in page.accounts:
                yield from self._bare(identifier, said, page)

    def _bare(self, identifier: bytes, said: StoredStatement, page: Page) -> Iterator[Finding]:
        """A thing of which nothing is said: words may tell of a nameless vehicle, a record has none."""
        at = page.mentions[identifier]
        if at.key is not None:
            record = (at.kind, str(at.source), at.key)
            self._undescribed.setdefault(record, (page.name(identifier), said))
        elif "kind" in model().kind(at.kind).properties and at.kind in _facts():
            message = f"its {said.property} is a {at.kind} of which nothing holds any more"
            yield self.found("nothingHolds", message, retract_advice(said, "this too"), said, severity="warning")

    def end(self, ledger: Ledger) -> Iterator[Finding]:
        """What no document names or describes, and statements whose document or thing is not in the ledger."""
        for name, said in (self._alone[i] for i in self._alone.keys() - self._named_elsewhere):
            message = f"{name} names no actor, site, place or other thing, and nothing names it"
            yield self.found("alone", message, retract_advice(said, "it"), said, severity="warning")
        for record, (name, said) in self._undescribed.items():
            if hash(record) not in self._described:
                message = f"its {said.property} is {name}, of which no document says anything"
                yield self.found("undescribed", message, "load the part of the source that describes it", said)
        for identifier, lacks in ledger.adrift():
            message = f"the ledger has not the {lacks} of the statement {identifier.hex()}"
            advice = "run 'wattgraph rebuild'; if this stays, restore a backup or load the source into a new ledger"
            claims = (lacks, identifier)
            yield Finding(
                finding_id(self.name, "adrift", claims), self.name, "error", message, advice, statements=(identifier,)
            )


@cache
def _facts() -> frozenset[str]:
    """The classes of things that are somebody's or somewhere: those with a figure, the free ones excepted."""
    return frozenset(k.name for k in model().kinds.values() if k.figures and k.name not in _FREE)


def _names_a_thing(account: Account) -> bool:
    return any(isinstance(s.object, bytes) for s in account.statements())
