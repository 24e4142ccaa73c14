"""A moment as if some documents had never come: identity without them, laid over the columns that hold them.

Nothing is read, and the columns stay as they are. Only what may have been joined, or kept apart, by what those
documents say is resolved again: kin that holds a mention of theirs, and contracts whose parties changed.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from ..identity.clusters import Evidence
from ..ledger.records import Act
from . import kin
from .columns import Columns
from .nodes import Nodes, nodes
from .resident import Resident, context
from .resolution import Resolution, Settling, judged_otherwise
from .rows import NONE, Flags, Numbers


def as_known(now: Resident, hidden: Collection[bytes]) -> Resident:
    """A moment without some documents. Their mentions are no nodes; their rows stay where they are, of no node.

    Judgements hold at any time, but those on a mention of a hidden document have no effect: whoever judges speaks of
    what he has read.
    """
    columns = now.columns
    late = np.zeros(len(columns.documents), bool)
    late[[columns.documents.place[document] for document in hidden]] = True
    gone: Flags = late[columns.mentions.document]
    acts = [act for act in now.acts if not _on(columns, act, gone)]
    settling = Rest(now, acts, gone & (now.resolution.root != NONE))
    found = settling.rest(np.union1d(np.flatnonzero(gone), judged_otherwise(columns, now.acts, acts)))
    return Resident(columns, acts, found, nodes(columns, found.root, found.listed))


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
        spoken = ~hidden & (known.root != NONE)
        super().__init__(now.columns, context(now.columns, acts), known.keys, known.labels, spoken)
        self._now = now

    def rest(self, gone: Numbers) -> Resolution:
        """The resolution without what is `gone`: mentions, and ends of judgements."""
        old, none = self._now.resolution, np.zeros(len(self.kin), bool)
        named = self._named_anew(self._now.nodes)
        touched = none.copy()
        touched[gone] = True
        touched = self.kin_of(self.reached(self.kin_of(touched), self.columns)) & self.spoken & ~self.contract
        alone = touched & self._of_one_record(touched)
        root = np.where(self.spoken, named, NONE).astype(np.int32)
        root[alone] = self._smallest(alone)[alone]
        listed = {named.item(place): key for place, key in old.listed.items()}
        ready = self.settled(replace(old, root=root, listed=listed), touched & ~alone, none)
        return self.with_contracts(ready, self.columns, named, gone)

    def _named_anew(self, known: Nodes) -> Numbers:
        """The roots as they were, in which the smallest mention that is left stands for its node, if any is."""
        members = known.members.items
        left = members[self.spoken[members]][::-1]
        best = np.full(len(known) + 1, NONE, np.int32)  # one more, behind the last: of what is no node
        best[known.number[left]] = left  # the last one written is the smallest
        first = best[known.number]
        found: Numbers = np.where(first == NONE, self._now.resolution.root, first)
        return found

    def _of_one_record(self, touched: Flags) -> Flags:
        """Whose kin are mentions of one record, unlisted, on which nobody judged: they are one whatever they say."""
        places = np.flatnonzero(touched)
        both = np.unique(self.kin[places].astype(np.int64) << 32 | self.records[places])
        several = np.bincount(both >> 32, minlength=len(self.kin)) > 1
        several[self.kin[kin.listed_mentions(self.columns)]] = True
        ends = (end for act in self.context.acts for end in (act.subject, act.other) if end is not None)
        judged = [place for place in map(self.columns.index.place, ends) if place != NONE]
        several[self.kin[judged]] = True
        found: Flags = ~several[self.kin]
        return found

    def _smallest(self, chosen: Flags) -> Numbers:
        """For each of the chosen mentions the one of its chosen kin that has the smallest id."""
        places = np.flatnonzero(chosen)
        ids = self.columns.mentions.id[places]
        order = places[np.lexsort((ids[:, 1], ids[:, 0]))][::-1]
        best = np.full(len(self.kin), NONE, np.int32)
        best[self.kin[order]] = order  # the last one written is the smallest
        found: Numbers = best[self.kin]
        return found

    def standing(self, evidence: Sequence[Evidence], stale: Flags, new: list[Evidence]) -> Sequence[Evidence]:
        """As it is told for a moment that grows, but found out when somebody asks."""
        return Standing(lambda: super(Rest, self).standing(evidence, stale, new))
