"""Short forms for tests: a text in, its facts as readable rows out."""

from wattgraph.loaders.article import NO_NAMES, Names, facts
from wattgraph.loaders.facts import Fact
from wattgraph.schema.statement import Document

#: Facts that stand in every article but are not what these tests ask about.
_SIDE = ("Role", "Identifier")


def told(text: str, published: str | None = None, names: Names = NO_NAMES) -> list[Fact]:
    """The facts of a text without roles and tickers, each checked to stand where it says."""
    document = Document.of(text)
    found = facts(document, published, names)
    for fact in found:
        grounded(fact, text)
    return [f for f in found if f.type not in _SIDE]


def grounded(fact: Fact, text: str) -> None:
    """Every span of a fact holds the words that the fact says it holds."""
    line = fact.line(text)
    assert text[line["offset"] : line["offset"] + len(line["quote"])] == line["quote"]
    if fact.quantity is not None:
        assert fact.number is not None
        assert fact.value is not None
        assert text[slice(*fact.number)] == fact.quantity.verbatim
        assert fact.quantity.verbatim in line["quote"]
        assert fact.value[0] <= fact.number[0] <= fact.number[1] <= fact.value[1]
    for party in fact.parties:
        assert text[slice(*party.full)] == party.name
        assert text[slice(*party.spot)].strip()


def row(fact: Fact) -> str:
    """One line: type.kind, parties by role, quantity, modality."""
    parties = ", ".join(f"{p.role} {p.name}" for p in fact.parties)
    q = fact.quantity
    return f"{fact.type}.{fact.kind} | {parties} | {f'{q.interval} {q.unit}' if q else '-'} | {fact.modality}"


def stated(fact: Fact) -> str:
    """The row of a fact with its status, the amount that it replaced and what its amount counts."""
    former = f" | from {fact.former[0].verbatim}" if fact.former else ""
    basis = f" | {fact.amount_basis.value}" if fact.amount_basis else ""
    return f"{row(fact)} | {fact.status}{former}{basis}"
