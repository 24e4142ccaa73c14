"""What stood before, and which things can differ from it: over the columns, so that only those are made."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import numpy as np

from ..columns import kin
from ..columns.rows import NONE
from ..ledger.records import StoredStatement
from ..view.admission import admits
from ..view.building import NodeBuilder
from ..view.editions import Editions
from ..view.node import Node
from ..view.view import View


def touched(view: View, between: Collection[bytes], of: Collection[str] = ()) -> list[str]:
    """The ids of the nodes that some documents speak of, and of those of the records that they name, by id.

    `of`: only nodes of these classes, and of those that extend them.
    """
    resident = view.snapshot.resident
    columns, table = resident.columns, resident.nodes
    places = [columns.documents.place[document] for document in between]
    named = np.isin(columns.mentions.document, places)
    keys = resident.resolution.keys
    whole = keys.of(keys.sort == kin.WHOLE)
    same = whole.mention[np.isin(whole.hash, whole.hash[named[whole.mention]])]
    subjects = columns.statements.subject[np.isin(columns.statements.document, places)]
    numbers = np.unique(table.number[np.concatenate([same, subjects])])
    if of:
        classes = columns.numbers_of(name for kind in of for name in view.model.concrete(kind))
        numbers = numbers[np.isin(table.kind[numbers], classes)]
    return [table.id(columns, number) for number in numbers[numbers != NONE].tolist()]


class Logged:
    """What a view's things were after an entry of the log.

    `then`: what the documents that changed since said, by document. All other documents say what they said.
    """

    def __init__(
        self, view: View, changed: Collection[bytes], then: Mapping[bytes, Iterable[StoredStatement]]
    ) -> None:  # fmt: skip
        self._view = view
        self._changed = changed
        known = {i: d for i, d in view.documents.items() if i not in changed or i in then}
        self._editions = Editions(view.snapshot.resident, known)
        self._builder = NodeBuilder(view.snapshot, view.perspective, self._editions, lambda: view.common_origins)
        self._then: defaultdict[str, list[StoredStatement]] = defaultdict(list)
        #: What was said of things of which nothing is said any more.
        self.gone: list[StoredStatement] = []
        owner = view.snapshot.identity.node
        for said in (s for told in then.values() for s in told):
            if (node := owner.get(said.subject)) is not None:
                self._then[node].append(said)
            else:
                self.gone.append(said)

    def things(self) -> set[str]:
        """The nodes of which changed documents said something."""
        return set(self._then)

    def node(self, identifier: str) -> Node | None:
        """A thing as it was."""
        said = [
            s for s in self._said(identifier) if admits(s, self._view.documents[s.document], self._view.perspective)
        ]
        if not said:
            return None
        members = self._view.snapshot.identity.members[identifier]
        kind = min(self._view.snapshot.mentions[m].kind for m in members)
        replaced = self._editions.replaced_then(said)
        return self._builder.made(identifier, kind, members, said, replaced, self._deals)

    def _deals(self, thing: Node) -> Iterator[Node]:
        """The deals that it stands under today, as they were."""
        return (deal for now in self._view.deals(thing) if (deal := self.node(now.id)))

    def _said(self, identifier: str) -> list[StoredStatement]:
        columns, table = self._view.snapshot.columns, self._view.snapshot.resident.nodes
        rows = table.said.of(table.find(columns, identifier))
        same = (s for s in columns.all_statements(rows) if s.document not in self._changed)
        return [*same, *self._then.get(identifier, ())]
