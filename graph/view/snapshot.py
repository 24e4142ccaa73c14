"""Snapshots: everything of a ledger at one moment, resolved into clusters. All perspectives on it share it."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import numpy as np

from ...schema.dates import PartialDate
from ...schema.model import model
from ..columns import kin, opening
from ..columns.columns import Columns, Mentioned
from ..columns.resident import Resident, without_documents
from ..columns.resolution import Names
from ..columns.rows import NONE
from ..identity.clusters import Evidence
from ..ledger import Ledger, StoredDocument, StoredMention, StoredStatement
from ..ledger.judgements import Conflict, Judgements, records
from ..ledger.records import Act
from ..ledger.series import dates_of
from ..origins import Likeness, Origins
from ..policies.policy import DEFAULT, Policy
from ..times.clock import Truth
from . import admission
from .editions import Editions
from .layers import left_out
from .perspective import Perspective

if TYPE_CHECKING:
    from .view import View

#: Dates of which it is kept which documents came later.
_DATES = 16


class Snapshot:
    """Everything of a ledger at one moment; the views of all perspectives share it.

    `without`: layers to leave out, by the names of sources or licences. `known`: an earlier moment of the same
    ledger, from which it is caught up. Raises UnknownLayer; LedgerError and its kinds.
    """

    def __init__(self, ledger: Ledger, without: Collection[str] = (), known: "Snapshot | None" = None) -> None:
        self.model = model()
        self.ledger = ledger
        self.resident: Resident = opening.current(ledger, known.resident if known else None)
        #: What was learned of texts so far, by this snapshot or earlier ones.
        self.likeness: Likeness = known.likeness if known else Likeness()
        held = self.resident.columns.documents
        self._out = out = left_out(held.values(), without)
        if out:
            self.resident = without_documents(self.resident, out)
        #: Document id -> the document, without those that are left out.
        self.documents: Mapping[bytes, StoredDocument] = {i: held[i] for i in held if i not in out} if out else held
        self._late: dict[PartialDate, Mapping[bytes, Truth]] = {}
        self._past: WeakValueDictionary[PartialDate, Snapshot] = WeakValueDictionary()

    def _share(self, other: "Snapshot") -> None:
        """Takes over from another snapshot all that identity does not change."""
        self.model, self.ledger, self.likeness = other.model, other.ledger, other.likeness
        self.documents, self._out, self._late, self._past = other.documents, other._out, other._late, other._past

    def late(self, known_at: PartialDate | None) -> Mapping[bytes, Truth]:
        """The documents that do not count at a date: id -> `no`, or `open` where that is not sure."""
        if known_at is None:
            return {}
        found = self._late.get(known_at)
        if found is None:
            if len(self._late) >= _DATES:
                self._late.clear()
            found = self._late[known_at] = admission.hidden(self, known_at)
        return found

    def known(self, at: PartialDate | None) -> "Snapshot":
        """The snapshot in which what was known at a date is resolved by itself; this one if nothing came later."""
        if at is None or not self.late(at):
            return self
        from .past import Past

        found = self._past.get(at)
        return found if found is not None else self._past.setdefault(at, Past(self, at))

    @property
    def columns(self) -> Columns:
        """What holds, as columns."""
        return self.resident.columns

    @property
    def sequence(self) -> int:
        """The last entry of the log."""
        return self.resident.sequence

    @property
    def acts(self) -> list[Act]:
        """The judgements in force."""
        return self.resident.acts

    @cached_property
    def mentions(self) -> Mapping[bytes, StoredMention]:
        """Mention id -> the mention."""
        return Mentioned(self.columns, self._out)

    @property
    def statements(self) -> Iterator[StoredStatement]:
        """All that holds, in the order of the log."""
        return self.columns.all_statements()

    @cached_property
    def identity(self) -> "Identified":
        """Which mentions are one node."""
        return Identified(self.resident)

    @cached_property
    def editions(self) -> Editions:
        """Which statements a later edition of their document replaces."""
        return Editions(self.resident, self.documents)

    @cached_property
    def dates(self) -> Mapping[bytes, str]:
        """Document -> its publication date, else its vintage."""
        return dates_of(self.documents.values())

    @cached_property
    def origins(self) -> Origins:
        """Which documents count as one source."""
        return Origins(self.documents, self.acts, self.ledger.text, self.likeness)

    def origins_among(self, hidden: Collection[bytes]) -> Origins:
        """The same without some documents."""
        if not hidden:
            return self.origins
        known = {i: document for i, document in self.documents.items() if i not in hidden}
        return Origins(known, self.acts, self.ledger.text, self.likeness)

    @cached_property
    def listed(self) -> Mapping[str, str]:
        """Key in the reference list -> the id of its node."""
        columns, nodes = self.columns, self.resident.nodes
        rows = kin.listed_mentions(columns) & (columns.mentions.key != NONE) & (nodes.number != NONE)
        return {
            columns.values[columns.mentions.key.item(place)]: nodes.id(columns, nodes.number.item(place))
            for place in np.flatnonzero(rows).tolist()
        }

    def earlier(self, identifier: str) -> int:
        """The number of the node that an id of later documents leads to; NONE, since none are later than now."""
        del identifier
        return NONE

    def view(self, perspective: Perspective | Policy = DEFAULT) -> "View":
        """The view from a perspective, or under a policy alone: with the identity of what was known then."""
        from .view import View

        return View(self, Perspective(perspective) if isinstance(perspective, Policy) else perspective)


class Identified:
    """Which mentions are one node, and why."""

    def __init__(self, resident: Resident) -> None:
        self._resident = resident

    @cached_property
    def node(self) -> Mapping[bytes, str]:
        """Mention id -> the id of its node."""
        resolution = self._resident.resolution
        return Names(self._resident.columns, resolution.root, resolution.listed)

    @cached_property
    def members(self) -> "Members":
        """Node id -> its mentions, by id."""
        return Members(self._resident)

    @cached_property
    def unsure(self) -> list[Evidence]:
        """Pairs that may be one thing, for a person to judge."""
        return [*self._resident.resolution.unsure, *self._resident.equal_names]

    @cached_property
    def proofs(self) -> list[Evidence]:
        """What joined mentions, records apart."""
        return list(self._resident.resolution.proofs)

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Judgements that contradict each other."""
        return self._people.of(self.record).conflicts

    @cached_property
    def record(self) -> Mapping[bytes, bytes]:
        """Mention -> the smallest of its record, where several mentions name it."""
        spoken = {m: at for m in self.node if (at := self._mentions[m]).key}
        return records(spoken, self._people)

    @property
    def _people(self) -> Judgements:
        return Judgements(self._resident.acts)

    @property
    def _mentions(self) -> Mentioned:
        return Mentioned(self._resident.columns)


class Members(Mapping[str, list[bytes]]):
    """Node id -> the ids of its mentions, the smallest first."""

    def __init__(self, resident: Resident) -> None:
        self._resident = resident

    def __getitem__(self, identifier: str) -> list[bytes]:
        columns, nodes = self._resident.columns, self._resident.nodes
        node = nodes.find(columns, identifier)
        if node == NONE or nodes.id(columns, node) != identifier:
            raise KeyError(identifier)
        return [columns.mention_id(place) for place in nodes.members.of(node).tolist()]

    def __iter__(self) -> Iterator[str]:
        return (self._resident.nodes.id(self._resident.columns, node) for node in range(len(self)))

    def __len__(self) -> int:
        return len(self._resident.nodes)
