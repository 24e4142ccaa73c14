"""What changed between what was known at two dates, or before and after an entry of the ledger's log.

Only things that the documents in between touch are compared: those that they speak of, and those of records that
they name, which may have lost what they do not tell again. Retractions and judgements are not rolled back.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from ...schema.dates import PartialDate
from ..identity.naming import PART
from ..ledger.records import StoredStatement
from ..milestones import Chain, Milestone, milestone
from ..view.admission import hidden
from ..view.building import NodeBuilder
from ..view.node import Node
from ..view.perspective import Perspective
from ..view.view import View
from .change import Change, Changes
from .comparison import STATUS, Comparison, Pair
from .slippage import Matched, match
from .telling import is_planned

#: What is compared of two milestones of one day.
_OF_A_DAY = ("power", "buildings", STATUS)
Test = Callable[[Node], bool]


def changes(view: View, since: PartialDate, *, of: Collection[str] = (), where: Test | None = None) -> Changes:
    """What changed from what was known at `since` to what `view` shows, which may have a `known_at` of its own.

    A partial `since` is its end: since 2025 is since the end of 2025. `of`: only things of these classes and of those
    that extend them; `where`: only things that pass, as they are told before or after. Time and memory grow with the
    statements of the documents in between, and one look at all statements.
    """
    early = frozenset(hidden(view.snapshot, since))
    late = frozenset(hidden(view.snapshot, view.perspective.known_at))
    before = view.perspective._replace(known_at=since)
    return _Sides(view, before, early, early - late, {}).changes(since, of, where)


def changes_since_entry(
    view: View, sequence: int, since: PartialDate, *, of: Collection[str] = (), where: Test | None = None
) -> Changes:  # fmt: skip
    """What changed by what was loaded after an entry of the log: what this load brought.

    `since`: which day parts what is news of the world from news of the past.
    """
    touched = frozenset(view.snapshot.ledger.touched(sequence)) & view.documents.keys()
    then = {d: said for d, said in view.snapshot.ledger.held_then(touched, sequence).items() if d in view.documents}
    new = frozenset(touched - then.keys())
    before = view.perspective
    return _Sides(view, before, new, touched, then).changes(since, of, where)


class _Sides:
    """The tellings before and after. `then`: what changed documents said before; all others say what they said."""

    def __init__(
        self, view: View, before: Perspective, hidden: frozenset[bytes], between: frozenset[bytes],
        then: dict[bytes, list[StoredStatement]],
    ) -> None:  # fmt: skip
        self.view = view
        self.between = between
        self.builder = NodeBuilder(view.snapshot, before, hidden)
        self.owner = view.snapshot.identity.node
        self.then = then
        self.gone = [s for said in then.values() for s in said if s.subject not in self.owner]

    def changes(self, since: PartialDate, of: Collection[str], where: Test | None) -> Changes:
        """All of them, in the order of their ids."""
        pairs = self._pairs(of, where)
        comparison = Comparison(self.view.model, since.latest(), self._series)
        rows = [*_of_milestones(self.view, pairs, comparison), *_of_records(self.view, pairs, comparison)]
        return Changes(self.view, since, tuple(_numbered(rows)), tuple(sorted(self.between)), tuple(self.gone))

    def _pairs(self, of: Collection[str], where: Test | None) -> list[Pair]:
        """Each touched thing as it was and as it is told."""
        wanted = {name for kind in of for name in self.view.model.concrete(kind)}
        said = self._said(self._touched())
        made = ((self._former(i, told), self._latter(i)) for i, told in sorted(said.items()))
        pairs = [Pair(before, after) for before, after in made if before or after]
        return [
            pair for pair in pairs
            if (not wanted or pair.thing.kind in wanted)
            and (where is None or any(where(side) for side in (pair.before, pair.after) if side))
        ]  # fmt: skip

    def _touched(self) -> set[str]:
        """The nodes that documents in between speak of, and those of the records that they name."""
        mentions = self.view.snapshot.mentions
        records = {
            (m.source, m.key.partition(PART)[0]) for m in mentions.values() if m.key and m.document in self.between
        }
        found = {
            self.owner[m.id] for m in mentions.values()
            if m.key and (m.source, m.key.partition(PART)[0]) in records and m.id in self.owner
        }  # fmt: skip
        found |= {self.owner[s.subject] for s in self.view.statements() if s.document in self.between}
        return found | {self.owner[s.subject] for said in self.then.values() for s in said if s.subject in self.owner}

    def _said(self, touched: set[str]) -> dict[str, list[StoredStatement]]:
        """What was said of each touched node before, from everywhere."""
        found: defaultdict[str, list[StoredStatement]] = defaultdict(list)
        for identifier in touched:
            found[identifier] = []
        for said in self._before():
            node = self.owner.get(said.subject)
            if node in touched and node is not None:
                found[node].append(said)
        return found

    def _before(self) -> Iterator[StoredStatement]:
        same = (s for s in self.view.statements() if s.document not in self.then)
        yield from (s for s in same if self.builder.admits(s))
        yield from (s for said in self.then.values() for s in said if self.builder.admits(s))

    def _former(self, identifier: str, said: list[StoredStatement]) -> Node | None:
        if not said:
            return None
        return _told(self.builder.node(identifier, said))

    def _latter(self, identifier: str) -> Node | None:
        return _told(self.view.nodes.get(identifier))

    def _series(self, document: bytes) -> str:
        """What a document is of: editions of one series are one source."""
        shown = self.view.documents[document].appearances
        return next((a.series or a.address for a in shown if a.series or a.address), None) or document.hex()


def _told(node: Node | None) -> Node | None:
    """A node of which something is told, None of one that newer editions replaced."""
    return node if node is not None and any(node.statements()) else None


def _of_records(view: View, pairs: Iterable[Pair], comparison: Comparison) -> Iterator[Change]:
    """The changes of all but milestones, which are matched over records."""
    for pair in pairs:
        if not any(side and milestone(view, side) for side in (pair.before, pair.after)):
            yield from comparison.changes(pair)


def _of_milestones(view: View, pairs: Iterable[Pair], comparison: Comparison) -> Iterator[Change]:
    """The changes of milestones, chain by chain."""
    chains: defaultdict[Chain, tuple[list[Milestone], list[Milestone]]] = defaultdict(lambda: ([], []))
    for pair in pairs:
        before, after = (side and milestone(view, side) for side in (pair.before, pair.after))
        if before:
            chains[before.chain][0].append(before)
        if after:
            chains[after.chain][1].append(after)
        if pair.before and pair.after and (before or after):
            yield from comparison.changes(pair)  # one record of one day: told twice
        elif not before and not after:
            continue
    for chain in sorted(chains):
        yield from _of_chain(match(*chains[chain]), comparison)


def _of_chain(found: Matched, comparison: Comparison) -> Iterator[Change]:
    told: set[str] = set()
    for pair in found.levels:
        yield from comparison.changes(pair)
        told |= {pair.thing.id}
    for pair in found.days:
        if pair.before and pair.after and pair.before.id != pair.after.id:
            only = [p for p in _OF_A_DAY if p != STATUS or pair.thing.id not in told]
            yield from comparison.changes(pair, only)
    for one, others, reason in found.unclear:
        yield _unclear(one, others, reason)
    for pair in (*(Pair(None, node) for node in found.came), *(Pair(node, None) for node in found.went)):
        for row in comparison.changes(pair):
            yield _standing_still(row) if pair.thing.id in found.held else row


def _unclear(one: Milestone, others: list[Milestone], reason: str) -> Change:
    """A milestone that may have moved to one of several days."""
    day = one.node.shown("date")
    may = " or ".join(f"{other.day} ({other.node.word('buildings') or '?'} buildings)" for other in others)
    why = f"it may be the milestone of {may}: {reason}"
    sort = "plan" if is_planned(day, "date", one.node) else "knowledge"
    return Change("", sort, "ambiguous", one.node, one.node, "date", day, None, why)


def _standing_still(row: Change) -> Change:
    """A row of a timeline that says no more than the one before it."""
    how = "confirmed" if row.how == "appeared" else row.how
    sort = "plan" if row.sort == "plan" else "knowledge"
    return replace(row, sort=sort, how=how, why=f"{row.why}; the level before it still stands")


def _numbered(rows: Iterable[Change]) -> Iterator[Change]:
    """The rows with ids, by thing and property."""
    counted: defaultdict[str, int] = defaultdict(int)
    for row in sorted(rows, key=lambda r: (r.thing.id, r.property, r.how, r.former.id if r.former else "", r.why)):
        stem = f"{row.thing.id}-{row.property}"
        counted[stem] += 1
        yield replace(row, id=f"{stem}-{counted[stem]:04}")
