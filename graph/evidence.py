"""Evidence: any answer unfolds to the words that prove it, with their offsets in their documents.

An answer says on what it rests by what it holds: statements, and whatever holds statements (values, parties, nodes,
hops, counted items, sides of a conflict). `unfold` walks through it, whatever its type is called. A type of which
that is not so gives `proofs()` instead.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MappingView, Sequence, Set
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from numbers import Number
from typing import Protocol, cast, runtime_checkable

from ..schema.dates import Duration, PartialDate
from ..schema.quantity import Interval, Quantity, QuantityError
from ..schema.statement import Appearance, Span
from ..schema.words import plain
from .ledger import Ledger
from .ledger.records import StoredDocument, StoredStatement
from .view import Snapshot, View
from .view.node import Node

#: The part of evidence that is the clause for people to read.
_CLAUSE = "quote"
#: What holds no statement: words, numbers, days, and what answers are made from.
_BARE = (
    str, bytes, Number, date, PartialDate, Duration, Interval, Quantity, View, Snapshot, Ledger, StoredDocument,
)  # fmt: skip


@runtime_checkable
class Proven(Protocol):
    """An answer that says itself on what it rests."""

    def proofs(self) -> Iterable[object]:
        """Statements, or things that hold statements."""


@dataclass(frozen=True)
class Evidence:
    """A statement with its words. `claim`: what it says, for people. `spans`: all words that prove it."""

    claim: str
    statement: StoredStatement
    document: StoredDocument
    spans: tuple[Span, ...]

    @property
    def quote(self) -> Span:
        """The clause for people to read, else the words of the value."""
        return next((span for span in self.spans if span.part == _CLAUSE), self.spans[0])

    def told(self, longest: int | None = None) -> str:
        """The clause in quotation marks, cut to a length, with its document and offsets.

        The words of the value stand before it where it lacks them, as in a table whose rows have a remark.
        """
        clause, value = (" ".join(words.split()) for words in (self.quote.quote, self._value))
        if longest is not None and len(clause) > longest:
            clause = clause[: longest - 1].rsplit(" ", 1)[0] + "…"
        both = f"{value}” by “{clause}" if value not in clause else clause
        where = called(self.document.id, self.document.appearance)
        return f"“{both}” — {where}, characters {self.quote.start}–{self.quote.end}"

    @property
    def _value(self) -> str:
        return next((span.quote for span in self.spans if span.part == "value"), "")

    def __str__(self) -> str:
        return f"{self.claim}\n  {self.told()}"


class Unfolded(list[Evidence]):
    """Evidence in the order in which an answer holds it. `print` shows each claim with its quote."""

    def __str__(self) -> str:
        return "\n".join(map(str, self)) or "nothing: no statement is held"


def unfold(view: View, answer: object) -> Unfolded:
    """The evidence of an answer, each statement once; none of what holds no statement.

    `answer`: a statement, value, party, node, path, sum, conflict, share, role, ..., or any list, tuple, mapping or
    dataclass of these. Its statements must hold in the view's snapshot. Raises TypeError for what cannot hold
    statements, as a bare number, and for a type that it cannot walk through.
    """
    if isinstance(answer, _BARE):
        raise TypeError(
            f"a bare {type(answer).__name__} holds no statement: give the value, party, node, sum, path or other"
            " answer that it was taken from"
        )
    said = dict.fromkeys(_statements(answer, set()))
    return Unfolded(
        Evidence(_claim(view, one), one, view.documents[one.document], tuple(view.evidence(one))) for one in said
    )


def _statements(answer: object, seen: set[int]) -> Iterator[StoredStatement]:
    if isinstance(answer, StoredStatement):
        yield answer
    elif answer is not None and not isinstance(answer, _BARE) and id(answer) not in seen:
        seen.add(id(answer))
        for part in _parts(answer):
            if not isinstance(part, Callable):  # type: ignore[arg-type]  # a test that an answer was asked with
                yield from _statements(part, seen)


def _parts(answer: object) -> Iterable[object]:
    """What an answer is made of, what it is known by first. Raises TypeError for what cannot be walked through."""
    if isinstance(answer, Node):
        return _of_node(answer)
    if isinstance(answer, Proven):
        return answer.proofs()
    if isinstance(answer, Mapping):
        return [part for pair in answer.items() for part in pair]
    if isinstance(answer, Set):
        return sorted(answer, key=repr)
    if is_dataclass(answer) and not isinstance(answer, type):
        return [getattr(answer, field.name) for field in fields(answer)]
    if isinstance(answer, Sequence | MappingView | Iterator):
        return cast(Iterable[object], answer)
    raise TypeError(
        f"evidence cannot be found in a {type(answer).__name__}: give an answer of this library (a statement, value,"
        " party, node, path, sum, conflict, change, ...), a list or mapping of these, or a type with proofs()"
    )


def _of_node(node: Node) -> Iterable[object]:
    """Its figure, its other values, who takes part, what is denied; of one that was replaced what it was."""
    known = node.figure.property if node.figure else None
    ordered = sorted(node.values.items(), key=lambda item: item[0] != known)
    parts: list[object] = [values for _, values in ordered]
    parts += [node.parties, node.denied]
    return parts if any(parts) else [node.superseded]


def _claim(view: View, said: StoredStatement) -> str:
    """`power of Alder: 500 MW`, `Alder is not said to have the owner Birch`."""
    owner = view.snapshot.identity.node.get(said.subject)
    whose = view.name(owner) if owner else said.subject.hex()
    denied = "" if said.polarity else " (denied)"
    return f"{plain(said.property)} of {whose}: {_value(view, said)}{denied}"


def _value(view: View, said: StoredStatement) -> str:
    if isinstance(said.object, bytes):
        node = view.snapshot.identity.node.get(said.object)
        return view.name(node) if node else said.object.hex()
    try:
        quantity = Quantity.decode(said.object)
    except QuantityError:
        return said.object
    return quantity.verbatim or f"{quantity.interval} {quantity.unit}"


def called(document: bytes, shown: Appearance) -> str:
    """What to call a document: its title and publisher, else its address, else its id; and its date."""
    name = f"“{shown.title}”" if shown.title else shown.address or f"document {document.hex()}"
    publisher = f" ({shown.publisher})" if shown.publisher and shown.publisher not in name else ""
    return f"{name}{publisher}, {f'published {shown.published}' if shown.published else 'publication date unknown'}"
