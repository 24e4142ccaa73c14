"""Records that many documents repeat, and one firm that many texts name, take time in proportion."""

from collections.abc import Callable

import pytest

from wattgraph.graph.identity import resolve
from wattgraph.graph.ledger.records import StoredMention, StoredStatement
from wattgraph.schema.model import model
from wattgraph.schema.statement import mention_at, mention_of_record

#: CPU seconds, on a machine that does other things too.
PATIENCE = 20.0


def said(mention: bytes, document: bytes, prop: str, words: str) -> StoredStatement:
    more = (None, None, None, None, 1, 1.0, "made")
    return StoredStatement(
        mention + prop.encode(), document, mention, prop, words, "0-1value", "asserted", True, *more
    )


@pytest.mark.slow
def test_records_in_ten_documents(effort: Callable[..., float]) -> None:
    mentions, statements = {}, []
    documents = [bytes([number]) * 16 for number in range(10)]
    for document in documents:
        for number in range(20_000):
            at = mention_of_record(document, "Firm", "sec", str(number)).id
            mentions[at] = StoredMention(at, document, "Firm", None, None, 0, "sec", str(number))
            statements += [said(at, document, "name", f"Firm {number}"), said(at, document, "cik", f"{number:010}")]
    found = []
    assert effort(lambda: found.append(resolve(mentions, statements, [], {}, model(), {}))) < PATIENCE
    assert len(found[0].members) == 20_000


@pytest.mark.slow
def test_one_firm_in_many_texts(effort: Callable[..., float]) -> None:
    mentions, statements = {}, []
    listed = mention_of_record(b"l" * 16, "Firm", "reference", "iren").id
    mentions[listed] = StoredMention(listed, b"l" * 16, "Firm", None, None, 0, "reference", "iren")
    statements.append(said(listed, b"l" * 16, "name", "IREN"))
    for number in range(50_000):
        document = number.to_bytes(16, "big")
        at = mention_at(number.to_bytes(6, "big") + b"t" * 10, "Firm", 0, 4).id
        mentions[at] = StoredMention(at, document, "Firm", 0, 4, 0, None, None)
        statements += [said(at, document, "name", "IREN"), said(at, document, "ticker", "NASDAQ:IREN")]
    found = []
    assert effort(lambda: found.append(resolve(mentions, statements, [], {}, model(), {}))) < PATIENCE
    assert set(found[0].members) == {"iren"}
