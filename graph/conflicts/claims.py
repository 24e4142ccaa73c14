"""Claims: what the accounts of a thing say of it, each with what it counts and of when it is.

An account is what one document says of a thing by one mention. Its basis, date and measure go with its figure, since
the next edition may count something else under the same name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...schema.model import Kind, Property
from ..ledger.records import StoredStatement
from ..view.decoding import decoded, sameness
from ..view.node import Node
from ..view.view import View
from .conflict import Side, Stated
from .law import dates, law
from .validity import Validity, span


@dataclass
class Account:
    """What one mention in one document says of a thing, by property. `gone`: all of it was superseded."""

    node: Node
    document: bytes
    gone: bool = True
    said: defaultdict[str, list[StoredStatement]] = field(default_factory=lambda: defaultdict(list))

    def first(self, prop: str) -> StoredStatement | None:
        """The first statement of a property."""
        found = self.said.get(prop)
        return found[0] if found else None


def accounts(node: Node) -> list[Account]:
    """The accounts of a thing, what was superseded included, in the order of their mentions."""
    found: dict[bytes, Account] = {}
    for gone, statements in ((False, node.statements()), (True, iter(node.superseded))):
        for said in statements:
            account = found.setdefault(said.subject, Account(node, said.document))
            account.gone = account.gone and gone
            account.said[said.property].append(said)
    return [found[mention] for mention in sorted(found)]


class Claims:
    """Makes claims in one view."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._node = view.snapshot.identity.node
        self._dates = view.snapshot.dates

    def kind(self, node: Node) -> Kind:
        """The class of a thing."""
        return self._view.model.kind(node.kind)

    def of(self, account: Account, prop: Property) -> Iterator[Side]:
        """What an account says of a property, each value once."""
        for said in account.said.get(prop.name, ()):
            if said.modality not in law().left["modalities"] and said.object not in law().left["words"]:
                gone = account.gone or said in account.node.superseded
                yield self.side(account, decoded(prop, said, self._of), (said,), gone=gone)

    def _of(self, mention: bytes) -> str:
        return self._node.get(mention, mention.hex())

    def side(
        self, account: Account, value: Stated, said: tuple[StoredStatement, ...], *, gone: bool
    ) -> Side:  # fmt: skip
        """One side, with what the account says it counts, and when."""
        context, also = self._context(account)
        validity, dated = self._validity(account, said[0])
        return Side(account.node.id, value, said, (*also, *dated), context, validity, gone)

    def _context(self, account: Account) -> tuple[dict[str, str], list[StoredStatement]]:
        """Its own words on what it counts, else the thing's."""
        context, also = {}, []
        for name in ("kind", *(prop for prop, _ in law().differ)):
            said = account.first(name)
            shown = account.node.shown(name)
            if said is None and shown is not None and not account.gone:
                said = shown.best
            if said is not None and isinstance(said.object, str) and said.object not in law().left["words"]:
                context[name] = said.object
                also.append(said)
        return context, also

    def _validity(self, account: Account, said: StoredStatement) -> tuple[Validity, list[StoredStatement]]:
        """Of when: the statement's own bounds, else the thing's date, else that of the document."""
        if said.valid_from or said.valid_to:
            return span(said.valid_from, said.valid_to), []
        for name in dates(account.node.kind):
            if name == said.property:
                continue
            dated = account.first(name) or (None if account.gone else self._shown(account.node, name))
            if dated is not None:
                return span(str(dated.object), str(dated.object)), [dated]
        day = self._dates.get(said.document)
        return span(day, day, stated=False), []

    def _shown(self, node: Node, name: str) -> StoredStatement | None:
        found = node.shown(name)
        return found.best if found else None


def merged(sides: Iterable[Side]) -> list[Side]:
    """The sides, those that say the same of the same, for the same time, as one."""
    found: dict[object, list[Side]] = defaultdict(list)
    for side in sides:
        key = (side.thing, sameness(side.value), tuple(sorted(side.context.items())), side.validity.stated
               and side.validity, side.gone, side.denied)  # fmt: skip
        found[key].append(side)
    return [group[0] if len(group) == 1 else _one(group) for group in found.values()]


def _one(group: list[Side]) -> Side:
    first = group[0]
    statements = tuple(dict.fromkeys(s for side in group for s in side.statements))
    also = tuple(dict.fromkeys(s for side in group for s in side.also))
    validity = first.validity if len({side.validity for side in group}) == 1 else _around(group)
    return Side(first.thing, first.value, statements, also, first.context, validity, first.gone)


def _around(group: list[Side]) -> Validity:
    """From the first to the last document that says so."""
    starts = [side.validity.start for side in group if side.validity.start]
    ends = [side.validity.end for side in group if side.validity.end]
    return Validity(min(starts, default=None), max(ends, default=None), group[0].validity.stated)
