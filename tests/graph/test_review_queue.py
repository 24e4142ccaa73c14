"""The queue of what waits for review: ids made of content, pages of any size, and ledgers of older versions."""

import json
import sqlite3

import pytest

from wattgraph.graph.context import sentence
from wattgraph.graph.ledger import Ledger, LedgerError, migrate
from wattgraph.graph.ledger.database import upgrade
from wattgraph.graph.ledger.items import ITEM_BYTES, item_of_doubt, item_of_fact, item_of_refusal
from wattgraph.graph.ledger.records import Decision
from wattgraph.schema.statement import Appearance, Candidate, Document, Reading

DOCUMENT = bytes(range(16))
LINE = {
    "type": "Deal", "kind": "lease",
    "parties": [{"name": "A", "role": "provider"}, {"name": "B", "role": "customer"}],
    "quantity": {"value": 5, "lower": None, "upper": None, "unit": "USD", "verbatim": "5 dollars"},
    "modality": "asserted", "date": None, "quote": "A lets B a hall for 5 dollars", "offset": 100,
}  # fmt: skip


def turned(**more):
    return LINE | more


@pytest.mark.parametrize("same", [
    turned(modality="planned"), turned(date="2026"), turned(parties=LINE["parties"][::-1]),
    turned(quote="a hall for 5 dollars", offset=109), turned(quantity=LINE["quantity"] | {"value": 5.0}),
    turned(parties=[{"name": " a ", "role": "provider"}, {"name": "B", "role": "customer"}]),
])  # fmt: skip
def test_an_id_is_made_of_what_a_person_judges(same):
    assert item_of_fact(DOCUMENT, same) == item_of_fact(DOCUMENT, LINE)


@pytest.mark.parametrize("other", [
    turned(kind="hosting"), turned(parties=LINE["parties"][:1]), turned(quantity=None), turned(offset=200),
    turned(quantity=LINE["quantity"] | {"value": 6}), turned(quantity=LINE["quantity"] | {"unit": "EUR"}),
    turned(parties=[{"name": "A", "role": "customer"}, {"name": "B", "role": "provider"}]),
])  # fmt: skip
def test_another_fact_has_another_id(other):
    assert item_of_fact(DOCUMENT, other) != item_of_fact(DOCUMENT, LINE)
    assert item_of_fact(bytes(16), LINE) != item_of_fact(DOCUMENT, LINE)


def test_ids_stand_in_the_order_of_the_text():
    ids = [item_of_fact(DOCUMENT, turned(offset=offset)) for offset in (0, 10, 300, 70_000, 99_999_999)]
    assert ids == sorted(ids)
    assert {len(i) for i in ids} == {ITEM_BYTES}
    assert all(i.startswith(DOCUMENT[:3]) for i in ids)


@pytest.mark.parametrize(
    "fact", ["no JSON", "[]", "{}", '{"type": "Deal", "parties": 7}', '{"type": "Dog"}', '"\\ud800"']
)
def test_a_candidate_of_any_form_has_an_id(fact):
    assert len(item_of_doubt(DOCUMENT, fact)) == ITEM_BYTES


def test_what_is_refused_along_with_another_part_has_none():
    shown = json.dumps({"property": "kind", "object": "lease", "evidence": [{"start": 7}]})
    assert item_of_refusal(DOCUMENT, b"thing", shown, "its amount was refused: no number") is None
    assert item_of_refusal(DOCUMENT, b"thing", shown, "'lease' is not in the list") is not None


def crowd(ledger, documents, each, said="unsure"):
    """Documents with so many facts in doubt."""
    for number in range(documents):
        text = f"Document {number}. " + "A lets B a hall. " * each

        def read(document: Document, dated: Appearance) -> Reading:
            doubts = []
            for at in range(each):
                quote = {"quote": "A lets B a hall", "offset": document.text.index("A lets") + 17 * at}
                doubts.append(Candidate(json.dumps(LINE | {"quantity": None} | quote), said))
            return Reading(document, dated, "article", "1.0", (), doubts)

        ledger.load(Document.of(text), Appearance(), read)


def test_all_pages_together_are_all_items_once(ledger):
    crowd(ledger, 7, 11)
    whole = ledger.review(first=1000)
    assert len({item.id for item in whole}) == 77 == ledger.review_count()
    for size in (1, 7, 50):
        seen, after = [], b""
        while page := ledger.review(after=after, first=size):
            assert len(page) <= size
            seen += page
            after = page[-1].id
        assert seen == whole


def test_one_document_of_many(ledger):
    crowd(ledger, 5, 3)
    for document in ledger.documents():
        items = ledger.review(document=document.id)
        assert [item.document for item in items] == [document.id] * 3
        assert [item.offset for item in items] == sorted(item.offset for item in items)
        assert ledger.review_count(document=document.id) == 3


def test_the_same_doubt_of_two_loaders_is_one_item_with_both_reasons(ledger):
    text = Document.of("A lets B a hall for 5 dollars")
    line = json.dumps(LINE | {"offset": 0})
    for loader in ("one", "other"):
        reading = Reading(text, Appearance(), loader, "1", (), [Candidate(line, f"{loader} is unsure")])
        ledger.load(text, Appearance(), lambda document, dated, reading=reading: reading)
    (item,) = ledger.review()
    assert set(item.reasons) == {"one is unsure", "other is unsure"}
    assert ledger.review_count() == 1


@pytest.mark.slow
def test_a_page_of_a_hundred_thousand_items_is_quick(ledger, effort):
    crowd(ledger, 100, 1000)
    assert effort(ledger.review_count) < 3
    assert ledger.review_count() == 100_000
    middle = ledger.review(after=bytes([128]), first=1)[0].id
    for after in (b"", middle):
        assert len(ledger.review(after=after, first=100)) == 100
        assert effort(lambda after=after: ledger.review(after=after, first=100)) < 0.5


def test_a_rejection_is_decided_in_the_ledger_alone(ledger):
    crowd(ledger, 1, 2)
    before = ledger.dump_hash()
    item, other = ledger.review()
    decision = Decision(item.id, item.document, "reject", "ann", "no", item.fact)
    (number,) = ledger.decide([decision])
    assert [i.id for i in ledger.review()] == [other.id]
    assert ledger.decide([decision]) == [number]
    assert [act.number for act in ledger.judgements()] == [number]
    ledger.withdraw(number, "ann")
    assert ledger.dump_hash() == before


def test_a_decision_that_brings_nothing(ledger):
    crowd(ledger, 1, 1)
    (item,) = ledger.review()
    for verb, words in (("accept", "brings nothing"), ("shrug", "no decision 'shrug'")):
        with pytest.raises(LedgerError, match=words):
            ledger.decide([Decision(item.id, item.document, verb, "ann", fact=item.fact)])
    assert ledger.judgements() == []


def test_an_older_ledger_gets_its_ids_when_it_is_migrated(tmp_path, iren):
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    upgrade(connection, target=3)
    text = "A lets B a hall for 5 dollars"
    document = Document.of(text)
    connection.execute("INSERT INTO words VALUES (1, 'article')")
    connection.execute(
        "INSERT INTO documents (number, id, bytes_hash, media_type, text) VALUES (1, ?, ?, 'text/plain', ?)",
        (document.id, document.bytes_hash, text),
    )
    connection.execute("INSERT INTO runs VALUES (1, 1, 1, '1.0', '', NULL, '2026-01-01T00:00:00Z')")
    line = json.dumps(LINE | {"offset": 0})
    connection.execute("INSERT INTO candidates VALUES (1, 1, ?, 'unsure')", (line,))
    shown = {"property": "amount", "object": "[5,5] USD", "modality": "asserted", "status": None}
    shown["evidence"] = [{"start": 0, "end": len(text), "quote": text, "part": "value"}]
    for reason in ("not an encoded quantity", "its amount was refused: not an encoded quantity"):
        connection.execute("INSERT INTO quarantine VALUES (NULL, 1, ?, ?, ?)", (bytes(16), json.dumps(shown), reason))
    connection.close()
    assert migrate(path) is not None
    with Ledger(path) as ledger:
        unsure, refused = sorted(ledger.review(), key=lambda item: item.state, reverse=True)
        assert unsure.id == item_of_fact(document.id, LINE | {"offset": 0})
        assert (refused.reasons, refused.claim.property) == (("not an encoded quantity",), "amount")
        assert len(ledger.quarantine()) == 2
        assert ledger.rebuild()["differed"] == 0
        iren().into(ledger)


@pytest.mark.parametrize(("text", "quote", "shown"), [
    ("One. Two says so. Three.", "says", "Two says so."),
    ("Only this", "this", "Only this"),
    ("Title\n\nIt says 9.7 billion here.\nMore.", "9.7 billion", "It says 9.7 billion here."),
    ('He said "no." Then it rose 5%. End.', "rose 5%", "Then it rose 5%."),
    ("The whole sentence. Next.", "The whole sentence.", "The whole sentence."),
    ("Nothing of it.", "elsewhere", "elsewhere"),
])  # fmt: skip
def test_the_sentence_around_a_quote(text, quote, shown):
    assert sentence(text, quote, max(text.find(quote), 0)) == shown


def test_a_sentence_is_followed_only_so_far():
    text = "word " * 10_000
    assert len(sentence(text, "word word", 20_000)) < 1000
