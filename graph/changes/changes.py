"""What changed between what was known at two dates, or before and after an entry of the ledger's log.

Only things that the documents in between touch are compared: those that they speak of, and those of records that
they name, which may have lost what they do not tell again. Both sides have the identity of the later one, so that
what was known of two things that became one is no news; that they became one is told as a change of knowledge.
Retractions and judgements are not rolled back.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial

from ...schema.dates import PartialDate
from ..evidence import called
from ..ledger.series import series_of
from ..times.milestones import Chain, Milestone, milestone
from ..view.node import Node
from ..view.view import View
from .change import Change, Changes
from .comparison import STATUS, Comparison, Pair
from .identities import identities
from .sides import Logged, touched
from .slippage import Matched, match
from .telling import is_planned

#: What is compared of two milestones of one day.
_OF_A_DAY = ("power", "buildings", STATUS)
Test = Callable[[Node], bool]


def changes(view: View, since: PartialDate, *, of: Collection[str] = (), where: Test | None = None) -> Changes:
    """What changed from what was known at `since` to what `view` shows, which may have a `known_at` of its own.

    A partial `since` is its end: since 2025 is since the end of 2025. `of`: only things of these classes and of those
    that extend them; `where`: only things that pass, as they are told before or after. Time and memory grow with the
    things that the documents in between touch.
    """
    before = View(view.snapshot, view.perspective._replace(known_at=since), hindsight=True)
    between = before.hidden - view.hidden
    pairs = _pairs(view, touched(view, between, of), before.node)
    found = _found(view, since, _chosen(view, pairs, of, where), between)
    if not between:
        return found
    earlier = view.snapshot.view(before.perspective)
    more = identities(earlier, view, lambda thing: _is_asked(thing, _classes(view, of), where))
    return replace(found, rows=tuple(_numbered([*found.rows, *more], view)))


def changes_since_entry(
    view: View, sequence: int, since: PartialDate, *, of: Collection[str] = (), where: Test | None = None
) -> Changes:  # fmt: skip
    """What changed by what was loaded after an entry of the log: what this load brought.

    `since`: which day parts what is news of the world from news of the past.
    """
    changed = frozenset(view.snapshot.ledger.touched(sequence)) & view.documents.keys()
    then = view.snapshot.ledger.held_then(changed, sequence)
    before = Logged(view, changed, then)
    pairs = _pairs(view, sorted({*touched(view, changed, of), *before.things()}), before.node)
    return replace(_found(view, since, _chosen(view, pairs, of, where), changed), gone=tuple(before.gone))


def _pairs(view: View, things: Iterable[str], former: Callable[[str], Node | None]) -> Iterator[Pair]:
    """Each thing as it was and as it is told, if it is told on one of the sides."""
    for identifier in things:
        before, after = _told(former(identifier)), _told(view.node(identifier))
        if before or after:
            yield Pair(before, after)


def _chosen(view: View, pairs: Iterable[Pair], of: Collection[str], where: Test | None) -> list[Pair]:
    wanted = _classes(view, of)
    return [
        pair for pair in pairs
        if (not wanted or pair.thing.kind in wanted)
        and (where is None or any(where(side) for side in (pair.before, pair.after) if side))
    ]  # fmt: skip


def _classes(view: View, of: Collection[str]) -> set[str]:
    return {name for kind in of for name in view.model.concrete(kind)}


def _is_asked(thing: Node, classes: Collection[str], where: Test | None) -> bool:
    return (not classes or thing.kind in classes) and (where is None or where(thing))


def _found(view: View, since: PartialDate, pairs: list[Pair], between: Collection[bytes]) -> Changes:
    node = view.snapshot.identity.node
    comparison = Comparison(
        view.model, since.latest(), partial(_series, view), partial(_called, view), lambda m: node.get(m, m.hex())
    )  # fmt: skip
    rows = [*_of_milestones(view, pairs, comparison), *_of_records(view, pairs, comparison)]
    return Changes(view, since, tuple(_numbered(rows, view)), tuple(sorted(between)))


def _series(view: View, document: bytes) -> str:
    """What a document is of: editions of one series are one source."""
    return series_of((view.documents[document],)).get(document) or document.hex()


def _called(view: View, document: bytes) -> str:
    """What people call a document."""
    return called(document, view.documents[document].appearance)


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


def _numbered(rows: Iterable[Change], view: View) -> Iterator[Change]:
    """The rows with ids, by thing and property."""
    counted: defaultdict[str, int] = defaultdict(int)
    for row in sorted(rows, key=lambda r: (r.thing.id, r.property, r.how, r.former.id if r.former else "", r.why)):
        stem = f"{row.thing.id}-{row.property}"
        counted[stem] += 1
        yield replace(row, id=f"{stem}-{counted[stem]:04}", view=view)
