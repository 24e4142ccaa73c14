"""Resources of an export: what a store says of one IRI, each value asked for as what it must be."""

from collections import defaultdict
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode, Store, Triple

from ...schema.statement import ID_BYTES
from . import terms as t


class RdfError(ValueError):
    """RDF that is no export of a ledger, or one that was damaged: names the resource and what is wrong with it."""


def named(term: object) -> NamedNode:
    """A term that an export has as an IRI. Raises RdfError for a blank node or a literal in its place."""
    if not isinstance(term, NamedNode):
        raise RdfError(f"{term} stands where an export has an IRI")
    return term


class Resource:
    """An IRI and what is said of it. Each method raises RdfError where the store says something else."""

    def __init__(self, store: Store, iri: NamedNode) -> None:
        self.store, self.iri = store, iri
        self._said: dict[NamedNode, list[object]] | None = None

    def wrong(self, why: str) -> RdfError:
        """The error that says what is wrong with it."""
        return RdfError(f"{self.iri.value}: {why}")

    def _values(self, predicate: NamedNode) -> list[object]:
        if self._said is None:
            found: defaultdict[NamedNode, list[object]] = defaultdict(list)
            for quad in self.store.quads_for_pattern(self.iri, None, None, None):
                if quad.object not in found[quad.predicate]:
                    found[quad.predicate].append(quad.object)
            self._said = found
        return self._said.get(predicate, [])

    def _only(self, predicate: NamedNode) -> object:
        values = self._values(predicate)
        if len(values) > 1:
            raise self.wrong(f"it has {len(values)} values of <{predicate.value}>, not one")
        return values[0] if values else None

    def perhaps(self, predicate: NamedNode) -> str | None:
        """The words of a literal, None if there is none."""
        found = self._only(predicate)
        if found is not None and not isinstance(found, Literal):
            raise self.wrong(f"its <{predicate.value}> is not a literal")
        return found.value if found else None

    def text(self, predicate: NamedNode) -> str:
        """The words of a literal that must be there."""
        found = self.perhaps(predicate)
        if found is None:
            raise self.wrong(f"it lacks <{predicate.value}>")
        return found

    def number(self, predicate: NamedNode, usual: int | None = None) -> int:
        """A whole number from 0; `usual` if there is none."""
        found = self.text(predicate) if usual is None else self.perhaps(predicate)
        if found is None:
            return usual or 0
        if not (found.isascii() and found.isdigit() and len(found) < 10):
            raise self.wrong(f"its <{predicate.value}> is {found!r}, not a whole number")
        return int(found)

    def flag(self, predicate: NamedNode) -> bool:
        """true or false."""
        found = self.text(predicate)
        if found not in ("true", "false"):
            raise self.wrong(f"its <{predicate.value}> is {found!r}, neither true nor false")
        return found == "true"

    def decimal(self, predicate: NamedNode) -> Decimal | None:
        """An exact decimal, None if there is none."""
        found = self.perhaps(predicate)
        try:
            return None if found is None else Decimal(found)
        except InvalidOperation:
            raise self.wrong(f"its <{predicate.value}> is {found!r}, not a decimal") from None

    def link(self, predicate: NamedNode) -> NamedNode | None:
        """What it leads to, None if to nothing."""
        found = self._only(predicate)
        if found is not None and not isinstance(found, NamedNode):
            raise self.wrong(f"its <{predicate.value}> leads to no resource")
        return found

    def iri_of(self, predicate: NamedNode) -> NamedNode:
        """What it must lead to."""
        found = self.link(predicate)
        if found is None:
            raise self.wrong(f"it lacks <{predicate.value}>")
        return found

    def word(self, predicate: NamedNode) -> str:
        """A word of a vocabulary, `lease` of `wg:dealKind.lease`."""
        return self.iri_of(predicate).value.removeprefix(t.ONTOLOGY).partition(".")[2]

    def claim(self) -> Triple:
        """What a statement says, in either form of RDF."""
        found = self._only(t.REIFIES)
        if isinstance(found, Triple) and isinstance(found.subject, NamedNode):
            return found
        subject, predicate = self.iri_of(t.SUBJECT), self.iri_of(t.PREDICATE)
        said = self._only(t.OBJECT)
        if not isinstance(said, Literal | NamedNode):
            raise self.wrong("it has no object")
        return Triple(subject, predicate, said)

    def identifier(self, kind: str) -> bytes:
        """The id in its IRI."""
        digits = self.iri.value.removeprefix(t.PREFIXES[kind])
        try:
            found = bytes.fromhex(digits)
        except ValueError:
            found = b""
        if len(found) != ID_BYTES:
            raise self.wrong(f"it is no {kind} of a ledger")
        return found


def resources(store: Store, document: NamedNode) -> dict[str, list[Resource]]:
    """The mentions, statements, evidence and appearances of a document, by class, in the order of their IRIs."""
    found: dict[str, list[Resource]] = {name: [] for name in ("Mention", "Statement", "Evidence", "Appearance")}
    parts = {named(q.subject) for q in store.quads_for_pattern(None, t.own_iri("document"), document, None)}
    parts |= {named(q.object) for q in store.quads_for_pattern(document, t.own_iri("appearance"), None, None)}
    for part in sorted(parts, key=lambda iri: iri.value):
        kinds = {quad.object for quad in store.quads_for_pattern(part, t.TYPE, None, None)}
        for name, group in found.items():
            if t.class_iri(name) in kinds:
                group.append(Resource(store, part))
    return found
