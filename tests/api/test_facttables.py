"""Tables of facts in a ledger: they answer as the article does, and what no text bears out is quarantined."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.api.reviewing import Wish
from wattgraph.api.store import Store, known_names
from wattgraph.graph.exports import export
from wattgraph.loaders import article
from wattgraph.loaders.documents import DocumentError, read_file
from wattgraph.loaders.facttable import QUOTES
from wattgraph.schema.quantity import Quantity

ADDRESS = "https://news.example/miners"


def write(path: Path, *rows: dict, source: str = "text.txt") -> Path:
    path.write_text("".join(json.dumps({"source": source} | row) + "\n" for row in rows))
    return path


@pytest.fixture
def folder(tmp_path, text):
    """A folder with the text of the facts."""
    (tmp_path / "text.txt").write_text(text)
    return tmp_path


def resolved(store: Store) -> list[str]:
    """Parties with their classes, kinds, figures and dates of every thing that the contract can tell of."""
    view = store.view()
    found = []
    for node in view.nodes.values():
        parties = [(p.role, view.name(p.actor), view.node(p.actor).kind) for p in node.parties]
        said = {
            name: [v.decoded.encode() if isinstance(v.decoded, Quantity) else v.decoded for v in node.values[name]]
            for name in ("kind", "moveKind", "amount", "power", "change", "share", "date", "start", "end", "term")
            if name in node.values
        }
        if parties and node.kind != "Program":
            found.append(repr((node.kind, sorted(parties), said, "participantsComplete" in node.values)))
    return sorted(found)


@pytest.mark.parametrize("number", [0, 1])
def test_extracted_and_loaded_as_a_table_it_answers_as_the_article(examples, tmp_path, number):
    path = sorted(examples.glob("*.txt"))[number]
    (tmp_path / path.name).write_bytes(path.read_bytes())
    document = read_file(path)
    lines = [fact.line(document.text) for fact in article.facts(document, None, known_names())]
    table = write(tmp_path / "facts.jsonl", *lines, source=path.name)
    with Store(tmp_path / "article.db") as one, Store(tmp_path / "table.db") as other:
        one.load(path)
        (outcome,) = other.load_facts(table)
        assert outcome.document == document.id
        assert resolved(one)
        if not one.quarantine():  # a date that rests on another sentence is told by the reader, not by the table
            assert other.quarantine() == []
        assert resolved(other) == resolved(one)


def test_the_same_table_twice_changes_nothing(store, folder, facts):
    table = write(folder / "facts.jsonl", *facts.values())
    assert store.load_facts(table)[0].state == "loaded"
    before = store.dump_hash(), store.ledger.sequence()
    assert store.load_facts(table)[0].state == "unchanged"
    write(table, *list(facts.values())[::-1])
    assert store.load_facts(table)[0].state == "unchanged"
    assert (store.dump_hash(), store.ledger.sequence()) == before


def test_an_edited_row_closes_what_is_no_longer_said(store, folder, facts, tmp_path):
    table = write(folder / "facts.jsonl", *facts.values())
    store.load_facts(table)
    for rows in (
        [facts["hosting"] | {"kind": "lease"}, facts["loan"]], [facts["loan"]], list(facts.values()), [facts["site"]],
    ):  # fmt: skip
        store.load_facts(write(table, *rows))
        with Store(tmp_path / f"{len(rows)}{rows[0]['kind']}.db") as fresh:
            fresh.load_facts(table)
            assert store.dump_hash() == fresh.dump_hash()


def test_a_source_that_the_table_names_no_more_says_nothing_more(store, folder, facts, text):
    (folder / "other.txt").write_text("Again. " + text)
    table = folder / "facts.jsonl"
    rows = [{"source": name} | facts["hosting"] for name in ("text.txt", "other.txt")]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows))
    store.load_facts(table)
    assert len({s.document for s in store.ledger.statements() if s.property == "amount"}) == 2
    table.write_text(json.dumps(rows[0]) + "\n")
    outcomes = store.load_facts(table)
    assert [o.closed > 0 for o in outcomes] == [False, True]
    assert len({s.document for s in store.ledger.statements() if s.property == "amount"}) == 1
    assert [o.state for o in store.load_facts(table)] == ["unchanged"]


def test_what_the_text_does_not_bear_out_is_quarantined_by_name(store, folder, facts):
    wrong = {
        "quantity": {"value": 8, "unit": "USD", "verbatim": "8 dollars"}, "date": "2027", "place": "Norway",
        "quote": "Cipher Mining will lend", "offset": 3, "parties": [{"name": "Acme", "role": "lender"}],
    }  # fmt: skip
    rows = [facts["loan"] | {name: said} for name, said in wrong.items()]
    store.load_facts(write(folder / "facts.jsonl", facts["hosting"], *rows))
    reasons = " / ".join(reason for item in store.review("refused") for reason in item.reasons)
    for words in (
        "'8 dollars' does not stand in", "says 2026, not 2027", "its value 'Norway' does not stand at",
        "its value 'Cipher Mining will lend' does not stand at 0-23", "'Acme' is not what stands there",
        "does not stand at 3-67",
    ):  # fmt: skip
        assert words in reasons
    assert len(store.view().of_kind("Deal")) == 1
    assert store.view().of_kind("Firm")
    assert "Acme" not in {store.view().name(n.id) for n in store.view().of_kind("Firm")}


def test_a_row_of_a_quarantined_quote_keeps_its_fact_for_review(store, folder, facts):
    more = {"quote": "Oracle lent", "place": "Texas", "partiesComplete": False}
    store.load_facts(write(folder / "facts.jsonl", facts["loan"] | more))
    whole = next(item for item in store.review() if item.fact)
    assert (whole.fact["place"], whole.fact["partiesComplete"]) == ("Texas", False)
    assert whole.fact["parties"] == facts["loan"]["parties"]
    assert whole.fact["quantity"]["verbatim"] == "500 million dollars"


def test_a_source_of_the_ledger_by_address_or_id(store, folder, facts, text):
    store.load(folder / "text.txt", address=ADDRESS, published="2026-03")
    (known,) = (d for d in store.ledger.documents() if d.appearance.address == ADDRESS)
    for source in (ADDRESS, known.id.hex(), "text.txt"):
        (outcome,) = store.load_facts(write(folder / "facts.jsonl", facts["loan"], source=source))
        assert outcome.document == known.id


def test_a_source_without_a_text_is_a_document_of_quotes(store, folder, facts):
    rows = [facts["loan"] | {"offset": 7000, "title": "A loan"}, facts["site"] | {"offset": 9000}]
    table = write(folder / "facts.jsonl", *rows, source=ADDRESS)
    (outcome,) = store.load_facts(table)
    assert store.quarantine() == []
    shown = next(d for d in store.ledger.documents() if d.id == outcome.document)
    assert (shown.media_type, shown.appearance.address, shown.appearance.title) == (QUOTES, ADDRESS, "A loan")
    assert store.ledger.text(outcome.document).splitlines() == [facts["loan"]["quote"], facts["site"]["quote"]]
    assert len(store.view().of_kind("CapitalFlow")) == 1
    before = len(list(store.ledger.statements()))
    store.load_facts(write(table, rows[1], source=ADDRESS))  # another text, so another document
    assert len(store.view().of_kind("CapitalFlow")) == 0
    assert len(store.view().of_kind("Capacity")) == 1
    store.load_facts(write(table, *rows, source=ADDRESS))
    assert len(list(store.ledger.statements())) == before


def test_relative_dates_rest_on_the_date_that_the_table_gives(store, folder, facts):
    (folder / "text.txt").write_text("On Tuesday IREN signed a lease with Microsoft.")
    row = facts["hosting"] | {"kind": "lease", "quantity": None, "date": "2026-03-10"}
    row["quote"] = "On Tuesday IREN signed a lease with Microsoft"
    store.load_facts(write(folder / "facts.jsonl", row))
    assert next(i.reasons for i in store.review())[0].endswith("the document's date is unknown")
    store.load_facts(write(folder / "facts.jsonl", row | {"published": "2026-03-12"}))
    assert store.review() == []
    assert [s.object for s in store.ledger.statements() if s.property == "date"] == ["2026-03-10"]


@pytest.mark.parametrize(("source", "words"), [
    ("none.txt", "line 1, source: 'none.txt' does not exist"),
    ("0" * 32, f"line 1, source: no document of this ledger has the id {'0' * 32}. Give the source's address"),
])  # fmt: skip
def test_a_source_that_is_not_there_keeps_the_table_out(store, folder, facts, source, words):
    table = write(folder / "facts.jsonl", facts["loan"], source=source)
    with table.open("a") as file:
        file.write(json.dumps({"source": "text.txt"} | facts["hosting"]) + "\n")
    with pytest.raises(DocumentError) as caught:
        store.load_facts(table)
    assert words in str(caught.value)
    assert [d for d in store.ledger.documents() if d.media_type == "text/plain"] == []


def test_the_samples_load_without_a_refusal(store, root):
    for name in ("facts.csv", "facts.jsonl"):
        assert all(o.asserted for o in store.load_facts(root / "examples" / "facts" / name))
    assert store.quarantine() == []


def test_a_table_beside_the_article_itself(store, folder, facts, machine):
    """Both speak of one document: a deal is one deal, and what the table says of it stands without the other."""
    machine(store, [facts["hosting"], facts["other fall"]])
    store.load_facts(write(folder / "facts.jsonl", facts["hosting"], facts["fall"]))
    (deal,) = store.view().of_kind("Deal")
    assert len(deal.mentions) == 2
    assert [len(event.parties) for event in store.view().of_kind("Event")] == [1, 1]


def test_a_fact_of_a_table_is_corrected_in_a_detail(store, folder, facts):
    """The corrected fact has the same thing: what is right of it stays, what was wrong goes."""
    table = write(folder / "facts.jsonl", facts["loan"], facts["hosting"])
    store.load_facts(table)
    before = store.dump_hash()
    thing = next(s.subject for s in store.ledger.statements() if s.property == "lender")
    (number,) = store.decide([Wish(thing.hex(), "correct", "ann", changes={"date": "", "modality": "reported"})])
    said = [s for s in store.ledger.statements() if s.subject == thing]
    assert {s.property for s in said} == {"kind", "amount", "lender", "beneficiary"}
    assert {s.modality for s in said} == {"reported"}
    store.load_facts(write(table, facts["loan"] | {"status": "announced"}, facts["hosting"]))
    assert {s.modality for s in store.ledger.statements() if s.subject == thing} == {"reported"}
    store.load_facts(write(table, facts["loan"], facts["hosting"]))
    store.withdraw(number, "ann")
    assert store.dump_hash() == before


def test_decided_facts_travel_as_statements(store, folder, facts, machine, tmp_path):
    """An export has what people brought in and leaves out what they set aside; the decisions stay behind."""
    machine(store, [facts["hosting"]], [facts["loan"], facts["fall"]])
    accepted = next(item for item in store.review() if item.fact["type"] == "CapitalFlow")
    thing = next(s.subject for s in store.ledger.statements() if s.property == "amount")
    store.decide([
        Wish(accepted.id.hex(), "accept", "ann"), Wish(thing.hex(), "correct", "ann", changes={"kind": "lease"}),
    ])  # fmt: skip
    path = tmp_path / "export.nq"
    with path.open("wb") as file:
        export(store.view(), "nquads", file)
    with Store(tmp_path / "other.db") as other:
        other.receive(path)
        assert {s.id for s in other.ledger.statements()} == {s.id for s in store.ledger.statements()}
        assert other.ledger.judgements() == []
        assert other.quarantine() == []


WORDS = st.sampled_from(
    ["IREN", "Acme", "Oracle", ".", "the", "5%", "9.7 billion dollars", "in 2026", "(", "É", "\u200b"]
)
KINDS = st.sampled_from([
    ("Deal", "hosting"), ("CapitalFlow", "loan"), ("MarketMove", "share"), ("Capacity", "planned"),
    ("Ownership", "stake"), ("PolicyEvent", None), ("Projection", "spending"), ("Deal", "loan"),
])  # fmt: skip
PARTIES = st.fixed_dictionaries({"name": WORDS, "role": st.sampled_from(["party", "owner", "target"])})
QUANTITIES = st.fixed_dictionaries({
    "value": st.integers(-1000, 1000).map(lambda n: n / 100), "unit": st.sampled_from(["USD", "MW", "percent"]),
    "verbatim": WORDS, "unitBasis": st.sampled_from(["stated", "implied", "assumed"]),
})  # fmt: skip
SLOTS = {
    "parties": st.lists(PARTIES, min_size=1, max_size=3), "quantity": st.none() | QUANTITIES,
    "date": st.sampled_from(["2026", "2027-03", None]), "term": st.sampled_from(["P5Y", None]),
    "place": WORDS | st.none(), "quote": st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    "partiesComplete": st.booleans(), "offset": st.none() | st.integers(0, 500),
}  # fmt: skip


@settings(max_examples=150)
@given(kind=KINDS, row=st.fixed_dictionaries(SLOTS))
def test_whatever_a_line_says_it_is_read_refused_or_an_error_with_its_place(tmp_path, facts, text, kind, row):
    (tmp_path / "text.txt").write_text(text + "IREN ( Oracle in 2026 5% É. 9.7 billion dollars IREN\n")
    row |= {"type": kind[0], "kind": kind[1]}
    table = write(tmp_path / "facts.jsonl", facts["hosting"], row)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "facts.db") as store:
        if kind == ("Deal", "loan"):
            with pytest.raises(DocumentError, match=r"line 2, kind: 'loan' is not one of its words"):
                store.load_facts(table)
            return
        (outcome,) = store.load_facts(table)
        said = [s for s in store.ledger.statements() if s.document == outcome.document]
        things = {s.subject for s in said if s.property == "kind"}
        refused = {item.claim.subject for item in store.review(first=1000) if item.fact}
        assert len(things) + len(refused) == 2
        assert store.load_facts(table)[0].state == "unchanged"


def test_a_newer_version_has_read_the_table_already(store, folder, facts, monkeypatch):
    table = write(folder / "facts.jsonl", facts["hosting"])
    with monkeypatch.context() as newer:
        newer.setattr("wattgraph.loaders.facttable.VERSION", "99")
        store.load_facts(table)
    before = store.dump_hash()
    assert [outcome.state for outcome in store.load_facts(write(table, facts["loan"]))] == ["outranked"]
    assert store.dump_hash() == before


def test_a_table_is_loaded_behind_the_text_that_it_quotes(store, folder, facts, tmp_path):
    table = write(folder / "facts.jsonl", facts["hosting"], source=ADDRESS)
    article = (folder / "text.txt").rename(folder / "zz.txt")
    store.load([table, article], address=ADDRESS)
    assert QUOTES not in {document.media_type for document in store.ledger.documents()}
    with Store(tmp_path / "other.db") as other:
        other.load([article, table], address=ADDRESS)
        assert other.dump_hash() == store.dump_hash()
