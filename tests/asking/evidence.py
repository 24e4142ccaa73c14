"""Evidence: whatever an answer cites stands in its document at its offsets, and holds the number that it proves."""

from collections.abc import Iterable
from typing import Any

from wattgraph.api.store import Store
from wattgraph.graph.ledger import StoredStatement
from wattgraph.schema.quantity import Quantity, QuantityError
from wattgraph.schema.statement import Span

from .paths import Row, cited, verbatims


def check_evidence(store: Store, data: Any) -> int:
    """Every quote of a GraphQL answer, and the number's words in one of them. Returns how many quotes."""
    count = 0
    for fact, evidence in cited(data):
        assert evidence, fact
        for span in evidence:
            text = store.ledger.text(bytes.fromhex(span["document"]["id"]))
            assert text[span["start"] : span["end"]] == span["quote"]
        for words in verbatims(fact):
            assert any(words in span["quote"] for span in evidence), fact
        count += len(evidence)
    return count


def check_statements(store: Store, rows: Iterable[Row]) -> int:
    """The `statement` of each row, one or several; puts what is quoted into the row. Returns how many."""
    view, count = store.view(), 0
    for row in rows:
        said = row.get("statement", ())
        several: list[StoredStatement] = [said] if isinstance(said, StoredStatement) else list(said)
        for one in several:
            spans = view.evidence(one)
            _check_spans(store, one, spans)
            row["quote"] = [*row.get("quote", ()), *(s.quote for s in spans if s.part in ("quote", "value"))]
        count += len(several)
    return count


def _check_spans(store: Store, said: StoredStatement, spans: list[Span]) -> None:
    text = store.ledger.text(said.document)
    assert spans
    for span in spans:
        assert text[span.start : span.end] == span.quote
    try:
        words = Quantity.decode(str(said.object)).verbatim
    except QuantityError:
        return
    assert any(words in span.quote for span in spans), said


def check_quotes(store: Store, rows: Iterable[Row]) -> None:
    """Each quote of a row, one or a list, stands in a document that the row names."""
    for row in rows:
        documents = _several(row.get("document"))
        texts = [store.ledger.text(bytes.fromhex(one.rpartition("/")[2])) for one in documents]
        for quote in _several(row.get("quote")):
            assert any(quote in text for text in texts), quote


def _several(found: Any) -> list[str]:
    return [found] if isinstance(found, str) else [one for one in found or () if one]
