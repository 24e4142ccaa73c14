"""What stands ready of a ledger: its columns, the nodes in them, and the judgements that these rest on.

Saved beside the ledger, in a folder of its name with `.columns` behind it, and mapped into memory when the ledger is
opened again: processes on one machine share it. The folder can be deleted at any time: it is made anew.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ...schema.model import model
from ..identity.clusters import Evidence
from ..ledger import Ledger
from ..ledger.records import Act
from ..ledger.series import dates_of, series_of
from . import growth
from .columns import Columns
from .names import equal_names
from .nodes import Nodes, nodes
from .resolution import Context, Resolution, resolved, resolved_again
from .rows import taken


@dataclass(frozen=True)
class Resident:
    """One moment of a ledger, resolved. Nothing in it ever changes."""

    columns: Columns
    acts: list[Act]
    resolution: Resolution
    nodes: Nodes

    @property
    def sequence(self) -> int:
        """The last entry of the log that it knows."""
        return self.columns.sequence

    @cached_property
    def equal_names(self) -> list[Evidence]:
        """Firms that are known by equal names only."""
        return equal_names(self.columns, self.resolution, self.nodes, model(), self.acts)


def made(ledger: Ledger) -> Resident:
    """The ledger as it is now, read from the start."""
    with ledger.reading():
        columns, acts = growth.made(ledger), ledger.judgements()
    return _with_nodes(columns, acts, resolved(columns, context(columns, acts)))


def caught_up(ledger: Ledger, known: Resident) -> Resident:
    """The ledger as it is now, from what was known of it: only what changed is read and resolved."""
    with ledger.reading():
        (columns, changed), acts = growth.caught_up(ledger, known.columns), ledger.judgements()
    told = context(columns, acts)
    found = resolved_again(columns, told, changed, known.resolution, known.columns, known.acts)
    return _with_nodes(columns, acts, found)


def _with_nodes(columns: Columns, acts: list[Act], found: Resolution) -> Resident:
    return Resident(columns, acts, found, nodes(columns, found.root, found.listed))


def context(columns: Columns, acts: list[Act]) -> Context:
    """What identity needs of a moment beside its columns."""
    documents = columns.documents.values()
    return Context(model(), acts, dates_of(documents), series_of(documents))


def without_documents(known: Resident, out: Collection[bytes]) -> Resident:
    """A moment as if it had no statements of some documents: what is left is resolved anew."""
    columns = known.columns
    places = [columns.documents.place[identifier] for identifier in out]
    kept = ~np.isin(columns.statements.document, places)
    rest = replace(columns, statements=taken(columns.statements, kept))
    return _with_nodes(rest, known.acts, resolved(rest, context(rest, known.acts)))
