"""Facts as extractors find them, each slot with its words; their line in the contract, and their statements.

`Fact.line` prints the contract of facts (one JSON object a fact); `things` says the same in the ledger's words.
Both are made of the same object, so that what is printed and what is loaded cannot drift apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple

from ..schema.contract import CLASSES, DATES, KIND_PROPERTY, OF_ACTORS, content, role_among
from ..schema.model import model
from ..schema.places import precision
from ..schema.quantity import Quantity
from ..schema.statement import Document, Mention, Span, Statement, Thing, mention_at
from ..schema.words import one_line

#: Where words stand: start and end in the document's text.
Words = tuple[int, int]


class Slot(NamedTuple):
    """A value and the words that carry it."""

    value: str
    words: Words


class Party(NamedTuple):
    """Who takes part. `name` stands at `full`, its fullest form; `spot` is where this clause speaks of it.

    `claimed`: somebody gives a name that stands nowhere in the text: the gate is to refuse it.
    """

    name: str
    role: str
    kind: str
    full: Words
    spot: Words
    claimed: bool = False

    @property
    def named_here(self) -> bool:
        """Whether the clause has words for it at all."""
        return self.spot != self.full


@dataclass(frozen=True)
class Fact:
    """One fact of the contract with the words of each slot.

    `head`: the words that make it a fact ("signing", "lease"). `number`: the quantity's own words; `value`:
    those with the qualifier beside them. `unit` and `direction`: the words elsewhere that give its currency or
    say that it fell. `open_list`: the word that leaves the parties open. `code`: an identifier's text. `program`:
    where the programme that it belongs to is spoken of ("this project"). `amount_basis`: what an amount counts
    ("a year"), where the text says.
    """

    type: str
    kind: str | None
    parties: tuple[Party, ...]
    quote: Words
    head: Words
    quantity: Quantity | None = None
    number: Words | None = None
    value: Words | None = None
    unit: Words | None = None
    direction: Words | None = None
    open_list: Words | None = None
    modality: str = "asserted"
    status: str | None = None
    date: Slot | None = None
    start: Slot | None = None
    end: Slot | None = None
    term: Slot | None = None
    place: Slot | None = None
    purpose: Slot | None = None
    basis: Slot | None = None
    former: tuple[Quantity, Words] | None = None
    amount_basis: Slot | None = None
    program: Words | None = None
    code: str | None = None
    confidence: float = 1.0

    @property
    def complete(self) -> bool:
        """Whether the text names all parties."""
        return self.open_list is None

    @property
    def span(self) -> Words:
        """What its mention spans: the quantity's words, else the head phrase."""
        return self.number or self.head

    def line(self, text: str) -> dict[str, Any]:
        """The fact as the contract prints it."""
        written: dict[str, Any] = {
            "type": self.type, "kind": self.kind,
            "parties": [{"name": one_line(p.name), "role": p.role} for p in self.parties],
            "partiesComplete": self.complete,
            "quantity": self.quantity.facts() if self.quantity else None,
            "modality": self.modality, "status": "closed" if self.status == "retired" else self.status,
        }  # fmt: skip
        slots = {name: getattr(self, name) for name in (*DATES, "place")}
        written |= {name: slot.value if slot else None for name, slot in slots.items()}
        if self.code is not None:
            written["text"] = self.code
        return written | {"quote": text[self.quote[0] : self.quote[1]], "offset": self.quote[0]}


def things(document: Document, facts: Iterable[Fact], *, by_content: bool = False) -> list[Thing]:
    """The facts of one document as things with their statements: actors and places first, then what names them.

    `by_content`: facts that share a span are told apart by what they say alone, not by their place among the
    others, so that some of them can be given without the rest.
    """
    said = list(facts)
    actors = _actors(document, said)
    places = _places(document, said)
    for fact in said:
        if fact.type in OF_ACTORS and fact.parties:
            actors[fact.parties[0].full].statements.extend(_about_actor(document, fact, actors))
    programs = _programs(document, said, actors)
    bodies = [
        _thing(document, fact, mention, actors, places, programs)
        for fact, mention in (_by_content if by_content else _mentions)(document, said)
    ]
    return [*actors.values(), *places.values(), *programs.values(), *bodies]


def _actors(document: Document, facts: Sequence[Fact]) -> dict[Words, Thing]:
    """One mention an actor, where its fullest name stands first."""
    found: dict[Words, Thing] = {}
    for party in sorted((p for f in facts for p in f.parties), key=lambda p: p.full):
        if party.full not in found:
            mention = mention_at(document.id, party.kind, *party.full)
            span = document.span(*party.full)
            name = party.name if party.claimed else one_line(span.quote)
            found[party.full] = Thing(mention, [Statement(mention.id, "name", name, (span,))])
    return found


def _places(document: Document, facts: Sequence[Fact]) -> dict[Words, Thing]:
    """One mention a place, with how exactly its words say where it is, if they tell."""
    found: dict[Words, Thing] = {}
    for words in sorted({f.place.words for f in facts if f.place}):
        mention = mention_at(document.id, "Place", *words)
        span = document.span(*words)
        said = [Statement(mention.id, "name", one_line(span.quote), (span,))]
        if exact := precision(span.quote):
            said.append(Statement(mention.id, "precision", exact, (span,), "inferred"))
        found[words] = Thing(mention, said)
    return found


def _programs(document: Document, facts: Sequence[Fact], actors: dict[Words, Thing]) -> dict[Words, Thing]:
    """Each programme with the parties and the purpose of the spending that pays for it."""
    found: dict[Words, Thing] = {}
    for fact in facts:
        if fact.program is None or fact.type != "CapitalFlow":
            continue
        mention = mention_at(document.id, "Program", *fact.program)
        allowed = model().kind("Program").properties
        rows = [*_parties(document, fact, actors, allowed)]
        if fact.purpose:
            rows.append(("purpose", one_line(fact.purpose.value), _evidence(document, fact, fact.purpose.words)))
        said = [Statement(mention.id, *row, fact.modality, True, fact.status) for row in rows if row[0] in allowed]
        found.setdefault(fact.program, Thing(mention, said))
    return found


def _mentions(document: Document, facts: Sequence[Fact]) -> Iterator[tuple[Fact, Mention]]:
    """Each fact that is a thing with its mention; things of one class at one span are numbered by content."""
    shared: dict[tuple[str, Words], list[Fact]] = {}
    for fact in facts:
        if fact.type in CLASSES:
            shared.setdefault((CLASSES[fact.type][0], fact.span), []).append(fact)
    for (kind, words), group in shared.items():
        for ordinal, fact in enumerate(sorted(group, key=_content)):
            yield fact, mention_at(document.id, kind, *words, ordinal)


def _by_content(document: Document, facts: Sequence[Fact]) -> Iterator[tuple[Fact, Mention]]:
    return ((fact, mention_of(document, fact)) for fact in facts if fact.type in CLASSES)


def mention_of(document: Document, fact: Fact) -> Mention:
    """The mention of a fact that is a thing, by its span and a number that is made of its content."""
    said = repr(content(fact.line(document.text)))
    return mention_at(document.id, CLASSES[fact.type][0], *fact.span, ordinal(said))


def ordinal(said: str) -> int:
    """The number by which things of one class at one span are told apart: a hash of what is said."""
    return int.from_bytes(blake2b(said.encode("utf-8", "surrogatepass"), digest_size=4).digest())


def _content(fact: Fact) -> tuple[str, str, tuple[tuple[str, str], ...], str]:
    parties = tuple((p.name, p.role) for p in fact.parties)
    return fact.type, fact.kind or "", parties, fact.quantity.encode() if fact.quantity else ""


def _thing(
    document: Document, fact: Fact, mention: Mention, actors: dict[Words, Thing], places: dict[Words, Thing],
    programs: dict[Words, Thing],
) -> Thing:  # fmt: skip
    allowed = model().kind(mention.kind).properties
    rows = [
        *_kinds(document, fact),
        *_parties(document, fact, actors, allowed),
        *_figures(document, fact),
        *_details(document, fact, places),
        *_belonging(document, fact, programs),
    ]
    statements = [
        Statement(mention.id, name, value, evidence, fact.modality, True, fact.status, confidence=fact.confidence)
        for name, value, evidence in rows
        if name in allowed
    ]
    return Thing(mention, statements)


#: A property, its object and its evidence.
Row = tuple[str, bytes | str, tuple[Span, ...]]


def _kinds(document: Document, fact: Fact) -> Iterator[Row]:
    evidence = _evidence(document, fact, fact.head)
    if fact.type == "MarketMove":
        yield "kind", "marketMove", evidence
        yield KIND_PROPERTY[fact.type], fact.kind or "share", evidence
    elif fact.type == "PolicyEvent":
        halving = "halving" in document.text[slice(*fact.head)].lower()
        yield "kind", "halving" if halving else "policy", evidence
    elif fact.kind:
        yield "kind", fact.kind, evidence
    if fact.type == "Capacity":
        yield (
            "basis",
            *(
                (fact.basis.value, _evidence(document, fact, fact.basis.words))
                if fact.basis
                else ("unknown", evidence)
            ),
        )


def _parties(document: Document, fact: Fact, actors: dict[Words, Thing], allowed: Iterable[str]) -> Iterator[Row]:
    taken = frozenset(allowed)
    for party in fact.parties:
        if party.kind == "Site":
            if "site" in taken:
                yield "site", actors[party.full].mention.id, _evidence(document, fact, party.spot)
            continue
        antecedent = [document.span(*party.full, "subject")] if party.named_here else []
        evidence = (*_evidence(document, fact, party.spot), *antecedent)
        yield role_among(party.role, taken), actors[party.full].mention.id, evidence
    if fact.open_list:
        yield "participantsComplete", "false", (
            document.span(*fact.open_list), *_quoted(document, fact), document.span(*fact.open_list, "list"),
        )  # fmt: skip


def _figures(document: Document, fact: Fact) -> Iterator[Row]:
    if fact.quantity is None or fact.value is None:
        return
    extra = [document.span(*fact.unit, "unit")] if fact.unit else []
    extra += [document.span(*fact.direction, "direction")] if fact.direction else []
    evidence = (*_evidence(document, fact, fact.value), *extra)
    yield CLASSES[fact.type][1], fact.quantity.encode(), evidence
    sides = {p.role for p in fact.parties if p.role in ("issuer", "investor", "beneficiary", "buyer")}
    if fact.type == "CapitalFlow" and any(sum(p.role == side for p in fact.parties) > 1 for side in sides):
        yield "allocation", "unallocated", _evidence(document, fact, fact.value)
    if fact.former:
        yield "formerAmount", fact.former[0].encode(), _evidence(document, fact, fact.former[1])
    if fact.amount_basis:
        yield "amountBasis", fact.amount_basis.value, _evidence(document, fact, fact.amount_basis.words)


def _details(document: Document, fact: Fact, places: dict[Words, Thing]) -> Iterator[Row]:
    for name in DATES:
        slot: Slot | None = getattr(fact, name)
        if slot:
            yield name, slot.value, _evidence(document, fact, slot.words)
    if fact.place:
        yield "place", places[fact.place.words].mention.id, _evidence(document, fact, fact.place.words)
    if fact.purpose:
        yield "purpose", one_line(fact.purpose.value), _evidence(document, fact, fact.purpose.words)


def _belonging(document: Document, fact: Fact, programs: dict[Words, Thing]) -> Iterator[Row]:
    if fact.program in programs and fact.program is not None:
        yield "program", programs[fact.program].mention.id, _evidence(document, fact, fact.program)


def _about_actor(document: Document, fact: Fact, actors: dict[Words, Thing]) -> Iterator[Statement]:
    subject = actors[fact.parties[0].full].mention.id
    value = fact.kind if fact.type == "Role" else fact.code
    if value:
        yield Statement(
            subject, OF_ACTORS[fact.type], value, _evidence(document, fact, fact.head), confidence=fact.confidence
        )


def _evidence(document: Document, fact: Fact, words: Words) -> tuple[Span, ...]:
    return (document.span(*words), *_quoted(document, fact))


def _quoted(document: Document, fact: Fact) -> tuple[Span, ...]:
    return (document.span(*fact.quote, "quote"),)
