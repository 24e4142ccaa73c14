"""A made-up ledger of leases and guarantees among many firms, told in one-line sentences, for benchmarks of paths."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from wattgraph.graph.ledger import Ledger
from wattgraph.schema.statement import (
    Appearance,
    Document,
    Mention,
    Reading,
    Statement,
    Thing,
    mention_at,
    mention_of_record,
)

_A_PAGE = 5_000
#: Of so many leases one is guaranteed.
_GUARANTEED = 8


class _Page:
    """One document: a line a lease, and the guarantee of some."""

    def __init__(self, number: int, deals: list[tuple[int, int, int | None]]) -> None:
        lines = [
            f"F{host} lets to F{tenant}, {number}." + (f" F{bank} backs it." if bank is not None else "")
            for host, tenant, bank in deals
        ]
        self.document = Document.of("\n".join(lines))
        self.things: dict[bytes, Thing] = {}
        start = 0
        for line, (host, tenant, bank) in zip(lines, deals, strict=True):
            lease = self._thing("Deal", line, "lets", start, {"provider": host, "customer": tenant}, "lease")
            if bank is not None:
                parties = {"guarantor": bank, "beneficiary": tenant}
                backstop = self._thing("CapitalFlow", line, "backs", start, parties, "backstop")
                at = start + line.index(" it.")
                evidence = (self.document.span(at + 1, at + 3),)
                self.things[backstop.id].statements.append(Statement(backstop.id, "secures", lease.id, evidence))
            start += len(line) + 1

    def _thing(self, kind: str, line: str, head: str, start: int, parties: dict[str, int], word: str) -> Mention:
        at = start + line.index(head)
        mention = mention_at(self.document.id, kind, at, at + len(head))
        evidence = (self.document.span(at, at + len(head)),)
        said = [Statement(mention.id, "kind", word, evidence, status="signed")]
        for role, firm in parties.items():
            where = start + line.index(f"F{firm}")
            span = (self.document.span(where, where + len(f"F{firm}")),)
            said.append(Statement(mention.id, role, self._firm(firm), span, status="signed"))
        self.things[mention.id] = Thing(mention, said)
        return mention

    def _firm(self, firm: int) -> bytes:
        mention = mention_of_record(self.document.id, "Firm", "reference", f"f{firm}")
        self.things.setdefault(mention.id, Thing(mention, []))
        return mention.id

    def read(self, document: Document, shown: Appearance) -> Reading:
        """The page as a loader gives it, firms first."""
        things = sorted(self.things.values(), key=lambda thing: thing.mention.kind != "Firm")
        return Reading(document, shown, "bench", "1.0", things)


def fill(path: Path, things: int, firms: int) -> Ledger:
    """A new ledger of about so many things among firms `f0` to `f{firms - 1}`. The same at each run.

    Some firms let to very many, most to few; tenants are of the latter half, so that few chains are circles.
    """
    ledger = Ledger(path, create=True)
    leases = things * _GUARANTEED // (_GUARANTEED + 1)
    made = np.random.default_rng(2026)
    hosts = (firms // 2 * made.random(leases) ** 2).astype(int)
    tenants = firms // 2 + (firms // 2 * made.random(leases) ** 2).astype(int)
    banks = made.integers(0, firms // 2, leases)
    deals = [
        (int(hosts[i]), int(tenants[i]), int(banks[i]) if i % _GUARANTEED == 0 and banks[i] != hosts[i] else None)
        for i in range(leases)
    ]
    for number, page in enumerate(_pages(deals)):
        written = _Page(number, page)
        ledger.load(written.document, Appearance(), written.read)
    return ledger


def _pages(deals: list[tuple[int, int, int | None]]) -> Iterator[list[tuple[int, int, int | None]]]:
    return (deals[at : at + _A_PAGE] for at in range(0, len(deals), _A_PAGE))
