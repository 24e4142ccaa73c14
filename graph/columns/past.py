"""A moment as if some documents had never come: identity without them, laid over the columns that hold them.

Nothing is read, and the columns stay as they are. Only what may have been joined, or kept apart, by what those
documents say is resolved again: kin that holds a mention of theirs, and contracts whose parties changed.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from ..identity.clusters import Evidence
from ..identity.tickers import TICKER
from ..ledger.records import Act
from . import kin
from .columns import Columns
from .facts import Facts
from .nodes import Nodes, nodes
from .resident import Resident, context
from .resolution import Resolution, Settling, judged_otherwise
from .rows import NONE, Flags, Numbers, Place, distinct


def as_known(now: Resident, hidden: Collection[bytes], own_ids: bool = False) -> Resident:
    """A moment without some documents. Their mentions are no nodes; their rows stay where they are, of no node.

    A node goes by the id that it has now, so that one can be followed from day to day, unless it was several then or
    is several now; `own_ids`: by the id that it would have without those documents.

    Judgements hold at any time, but those on a mention of a hidden document have no effect: whoever judges speaks of
    what he has read.
    """
    columns = now.columns
    late = np.zeros(len(columns.documents), bool)
    late[[columns.documents.place[document] for document in hidden]] = True
    gone: Flags = late[columns.mentions.document]
    acts = [act for act in now.acts if not _on(columns, act, gone)]
    found = Rest(now, acts, gone).rest(gone, judged_otherwise(columns, now.acts, acts))
    found = found if own_ids else _with_ids(found, now.resolution)
    return Resident(columns, acts, found, nodes(columns, found.root, found.listed))


def _with_ids(found: Resolution, later: Resolution) -> Resolution:
    """With the later root for each node that is the same but for mentions that came later."""
    known = found.root != NONE
    pairs = distinct(later.root[known].astype(np.int64) << 32 | found.root[known])
    new, own = pairs >> 32, pairs & 0xFFFFFFFF
    of_new, of_own = (np.bincount(ends, minlength=len(found.root)) for ends in (new, own))
    same = (of_new[new] == 1) & (of_own[own] == 1)
    name = np.arange(len(found.root), dtype=np.int32)
    name[own[same]] = new[same]
    root = np.where(known, name[found.root], NONE).astype(np.int32)
    return replace(found, root=root, listed={name.item(place): key for place, key in found.listed.items()})


def _on(columns: Columns, act: Act, gone: Flags) -> bool:
    """Whether a judgement is on a mention that is gone."""
    places = (columns.index.place(end) for end in (act.subject, act.other) if end is not None)
    return any(place != NONE and gone[place] for place in places)


class Standing(Sequence[Evidence]):
    """Evidence that is found out when somebody asks for it."""

    def __init__(self, find: Callable[[], Sequence[Evidence]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> Sequence[Evidence]:
        return self._find()

    def __getitem__(self, number):  # type: ignore[no-untyped-def]
        return self._found[number]

    def __len__(self) -> int:
        return len(self._found)


class Rest(Settling):
    """What is left without some mentions, resolved from what was resolved with them."""

    def __init__(self, now: Resident, acts: list[Act], hidden: Flags) -> None:
        known = now.resolution
        self._now, self._spoken_then = now, known.root != NONE
        spoken = ~hidden & self._spoken_then
        super().__init__(now.columns, context(now.columns, acts), known.keys, known.labels, spoken)

    def rest(self, hidden: Flags, judged: Place) -> Resolution:
        """The resolution without hidden mentions. `judged`: the mentions of judgements that have no effect."""
        old, none = self._now.resolution, np.zeros(len(self.kin), bool)
        gone = hidden | self._flags(judged)
        named, near = self._named_anew(self._now.nodes), self._near(gone)
        touched, records = near & self.spoken & ~self.contract, self._counted(near)
        alone, pairs = touched & (records == 1), touched & (records == 2)
        steady = pairs
        if pairs.any():
            steady = pairs & ~self._near((touched & ~pairs) | self._unsteady(near, judged))
        root = np.where(self.spoken, named, NONE).astype(np.int32)
        root[alone] = self._smallest(alone, self.kin)[alone]
        listed = {named.item(place): key for place, key in old.listed.items()}
        proofs = Standing(lambda: self._renamed(old.proofs, steady))
        ready = self.settled(replace(old, root=root, listed=listed, proofs=proofs), touched & ~alone & ~steady, none)
        return self.with_contracts(ready, self.columns, named, np.flatnonzero(gone).astype(np.int32))

    def _near(self, chosen: Flags) -> Flags:
        """All that may be other than it was where some mentions are gone, or are."""
        return self.kin_of(self.reached(self.kin_of(chosen), self.columns))

    def _unsteady(self, near: Flags, judged: Place) -> Flags:
        """Mentions of whose kin something else may be found without what is hidden.

        Two records that are one stay one where all that a later release says of them was said before: what
        identity looks at is the same. That is most of what one release after the other tells.
        """
        near = near & self._spoken_then
        found: Flags = near & (self._first_root(near) != self._now.resolution.root)
        found |= (
            near & ~self._flags(self.records[near & self.spoken])[self.records]
        )  # a record that nothing is left of
        found[judged] = True
        facts = Facts(self.columns, self.records, near, self.looked_at)
        rows = self.columns.statements
        untold = facts.untold(self.spoken)
        found[rows.subject[untold]] = True
        found[rows.object[untold[rows.is_thing[untold]]]] = True
        found[rows.subject[facts.of(TICKER)]] = True  # the day of a document counts
        for prop in ("latitude", "longitude"):  # documents give pairs of them
            found |= near & self._flags(facts.told_otherwise(prop))[self.records]
        return found

    def _flags(self, numbers: Place) -> Flags:
        """Which numbers, of mentions or of labels, are given."""
        found = np.zeros(len(self.kin), bool)
        found[numbers] = True
        return found

    def _first_root(self, near: Flags) -> Numbers:
        """For each mention the root that some of its kin had."""
        first = np.full(len(self.kin), NONE, np.int32)
        first[self.kin[near]] = self._now.resolution.root[near]
        found: Numbers = first[self.kin]
        return found

    def _renamed(self, evidence: Sequence[Evidence], steady: Flags) -> Sequence[Evidence]:
        """Evidence in which the smallest mention that is left of a record that stayed as it was stands for it."""
        if not steady.any():
            return evidence
        place, smallest = self.columns.index.place, self._smallest(steady, self.records)
        found = []
        for proof in evidence:
            left = [smallest.item(place(end)) for end in (proof.one, proof.other)]
            if NONE not in left:
                one, other = sorted(map(self.columns.mention_id, left))
                found.append(proof._replace(one=one, other=other))
            else:
                found.append(proof)
        return found

    def _named_anew(self, known: Nodes) -> Numbers:
        """The roots as they were, in which the smallest mention that is left stands for its node, if any is."""
        members = known.members.items
        left = members[self.spoken[members]][::-1]
        best = np.full(len(known) + 1, NONE, np.int32)  # one more, behind the last: of what is no node
        best[known.number[left]] = left  # the last one written is the smallest
        first = best[known.number]
        found: Numbers = np.where(first == NONE, self._now.resolution.root, first)
        return found

    def _counted(self, near: Flags) -> Numbers:
        """For each mention how many records that are left are its kin; many, where one is listed or judged."""
        places = np.flatnonzero(near & self.spoken & ~self.contract)
        both = distinct(self.kin[places].astype(np.int64) << 32 | self.records[places])
        counts = np.bincount(both >> 32, minlength=len(self.kin)).astype(np.int32)
        counts[self.kin[kin.listed_mentions(self.columns)]] = len(self.kin)
        ends = (end for act in self.context.acts for end in (act.subject, act.other) if end is not None)
        judged = [place for place in map(self.columns.index.place, ends) if place != NONE]
        counts[self.kin[judged]] = len(self.kin)
        found: Numbers = counts[self.kin]
        return found

    def _smallest(self, chosen: Flags, labels: Numbers) -> Numbers:
        """For each mention the chosen one of its label that has the smallest id."""
        places = np.flatnonzero(chosen)
        ids = self.columns.mentions.id[places]
        order = places[np.lexsort((ids[:, 1], ids[:, 0]))][::-1]
        best = np.full(len(self.kin), NONE, np.int32)
        best[labels[order]] = order  # the last one written is the smallest
        found: Numbers = best[labels]
        return found

    def standing(self, evidence: Sequence[Evidence], stale: Flags, new: list[Evidence]) -> Sequence[Evidence]:
        """As it is told for a moment that grows, but found out when somebody asks."""
        return Standing(lambda: super(Rest, self).standing(evidence, stale, new))
