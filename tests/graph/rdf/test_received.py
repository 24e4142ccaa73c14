"""Ledger -> RDF -> ledger: the same documents, mentions and statements, by id; what was edited is refused."""

from io import BytesIO

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.exports import FORMATS, export
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.rdf import received as received_module
from wattgraph.graph.rdf.received import read
from wattgraph.graph.rdf.resources import RdfError
from wattgraph.graph.view import Snapshot
from wattgraph.schema.statement import BLOT, document_id

WRITINGS = [(name, form) for name, found in FORMATS.items() for form in found.forms]
AMOUNTS = ("5 billion dollars", "3.25 million dollars", "$7bn", "€120 million", "9.7 billion")
MONTHS = {"March 2026": "2026-03", "2027": "2027", "May 4, 2026": "2026-05-04"}


def written(ledger, folder, format="nquads", form=None):
    """The ledger's export in a file."""
    path = folder / f"export{FORMATS[format].suffix}"
    stream = BytesIO()
    export(Snapshot(ledger).view(), format, stream, form)
    path.write_bytes(stream.getvalue())
    return path


def take(ledger, documents):
    for one in documents:
        for reading in one.readings:
            for shown in one.appearances:
                ledger.load(one.document, shown, lambda *_, reading=reading: reading)


def ids(ledger):
    return sorted(s.id for s in ledger.statements())


@pytest.mark.parametrize(("format", "form"), WRITINGS)
def test_every_format_brings_all_of_it(ledger, fresh, view, tmp_path, format, form):
    other = fresh()
    take(other, read(written(ledger, tmp_path, format, form)))
    assert ids(other) == ids(ledger)
    assert list(other.mentions()) == list(ledger.mentions())
    assert other.dump_hash() == ledger.dump_hash()
    assert other.quarantine() == []
    assert {s.loader for s in other.statements()} == {"article"}


deals = st.fixed_dictionaries({
    "name": st.sampled_from(["IREN", "Cipher Mining", "Hut 8", "Ørsted", "三菱 UFJ"]),
    "amount": st.sampled_from(AMOUNTS),
    "cap": st.sampled_from(["", "up to ", "about ", "at least "]),
    "date": st.sampled_from(["", *MONTHS]),
    "said": st.fixed_dictionaries({}, optional={
        "status": st.sampled_from(["signed", "announced", "cancelled"]),
        "modality": st.sampled_from(["asserted", "planned", "possible", "reported"]),
        "polarity": st.booleans(),
        "valid_from": st.sampled_from(["2026", "2026-05", "2026-H2"]),
    }),
    "term": st.sampled_from(["", "18 months", "five years"]),
    "loader": st.sampled_from(["article", "by hand"]),
    "published": st.sampled_from([None, "2026-01-02", "2025"]),
    "ordinal": st.integers(0, 2),
    "list": st.booleans(),
})  # fmt: skip
TERMS = {"18 months": "P18M", "five years": "P5Y"}


def report(text, number, deal):
    """A text of one deal as a reader of it would put it."""
    ends = "".join(filter(None, (deal["date"] and f" in {deal['date']}", deal["term"] and f" for {deal['term']}")))
    page = text(
        f"Report {number}, in dollars. {deal['name']} signed a lease worth {deal['cap']}{deal['amount']} with "
        f"Microsoft{ends}.",
        loader=deal["loader"],
    )
    from wattgraph.schema.numbers import find_quantities

    (found,) = [f for f in find_quantities(page.text) if deal["amount"].strip("$€") in page.text[f.start : f.end]]
    tenant, host = page.firm("Microsoft"), page.firm(deal["name"])
    lease = page.thing("Deal", "lease", ordinal=deal["ordinal"])
    page.say(lease, "kind", "lease", "lease", **deal["said"])
    page.say(lease, "provider", host.id, deal["name"], asserted_by=tenant.id)
    page.say(lease, "customer", tenant.id, "Microsoft")
    value = page.document.span(found.start, found.end)
    extra = [page.span("dollars", "unit")] if found.quantity.unit_basis == "implied" else []
    extra += [page.span(deal["cap"].strip(), "qualifier")] if deal["cap"] else []
    page.say(lease, "amount", found.quantity.encode(), value.quote, *extra)
    if deal["date"]:
        page.say(lease, "date", MONTHS[deal["date"]], deal["date"])
    if deal["term"]:
        page.say(lease, "term", TERMS[deal["term"]], deal["term"])
    if deal["list"]:
        page.say(page.record("list", f"row {number}"), "name", "Microsoft", "Microsoft", modality="inferred")
    return page


@given(data=st.lists(deals, min_size=1, max_size=4), form=st.sampled_from(["1.1", "1.2"]))
@settings(max_examples=40)
def test_ids_survive_the_way_there_and_back(tmp_path_factory, text, data, form):
    folder = tmp_path_factory.mktemp("there")
    with Ledger(folder / "a.db", create=True) as here, Ledger(folder / "b.db", create=True) as there:
        for number, deal in enumerate(data):
            page = report(text, number, deal)
            page.into(here, **({"published": deal["published"]} if deal["published"] else {}))
        take(there, read(written(here, folder, form=form)))
        assert ids(there) == ids(here)
        assert there.dump_hash() == here.dump_hash()
        assert here.quarantine() == there.quarantine() == []


def test_texts_do_not_travel_and_come_back_with_the_article(ledger, fresh, view, reports, tmp_path):
    other = fresh()
    take(other, read(written(ledger, tmp_path)))
    for document in other.documents():
        assert not document.held
        assert BLOT in other.text(document.id)
        assert "coffee" not in other.text(document.id)
    quotes = [span.quote for s in ledger.statements() for span in view.evidence(s)]
    again = Snapshot(other).view()
    assert sorted(span.quote for s in other.statements() for span in again.evidence(s)) == sorted(quotes)
    for report in reports:
        report.into(other)
    assert all(d.held and document_id(other.text(d.id)) == d.id for d in other.documents())
    assert other.dump_hash() == ledger.dump_hash()


def test_an_export_changes_nothing_where_the_articles_are(ledger, view, tmp_path):
    before = ledger.dump_hash(), ledger.sequence()
    take(ledger, read(written(ledger, tmp_path)))
    assert (ledger.dump_hash(), ledger.sequence()) == before
    assert all(document.held for document in ledger.documents())


def edited(ledger, folder, old, new):
    path = written(ledger, folder, form="1.1")
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")
    return path


EDITS = {
    "another amount": ('"9700000000"', '"9800000000"', "its id is not made from what it says, so it was edited"),
    "another word": ("capitalFlowKind.bondIssuance", "capitalFlowKind.loan", "so it was edited"),
    "another length": ("ontology#length> \"", "ontology#length> \"99999", "more than 1,000 times the file"),
    "no length": ("ontology#length>", "ontology#size>", "it lacks .*#length>"),
    "a quote of another length": ('#quote> "IREN"', '#quote> "IRENE"', "its quote does not fit into"),
    "another class": ("mentionedClass> <https://w3id.org/wattgraph/ontology#Firm>",
                      "mentionedClass> <https://w3id.org/wattgraph/ontology#Group>", "its id is not made from its"),
    "no predicate": ("22-rdf-syntax-ns#predicate>", "22-rdf-syntax-ns#verb>", "it lacks <http"),
    "a hash that is none": ('bytesHash> "', 'bytesHash> "x', "not a SHA-256 in hexadecimal"),
    "one quote of two": ('#quote> "9.7 billion"', '#quote> "9.9 billion"', "its quote does not fit into"),
    "another day": ("2025-11-03", "2025-11-04", "so it was edited"),
    "another publisher": ("Example News", "Exemplary News", "so it was edited"),
    "spans that are none": ('#spans> "', '#spans> "x', "its spans cannot be read"),
    "a flag that is none": ('polarity> "true"', 'polarity> "yes"', "neither true nor false"),
    "nothing of ours": ("https://w3id.org/wattgraph/", "https://example.org/", "there is no document in it"),
}  # fmt: skip


@pytest.mark.parametrize("what", EDITS)
def test_what_was_edited_is_refused(ledger, view, tmp_path, what):
    old, new, why = EDITS[what]
    with pytest.raises(RdfError, match=why.replace("<", ".")):
        read(edited(ledger, tmp_path, old, new))


def test_an_edited_quote_does_not_carry_its_number_any_more(ledger, fresh, view, tmp_path):
    """The ids do not cover the words of quotes: the gate finds that the value is not in them."""
    path = written(ledger, tmp_path, form="1.1")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(x.replace("9.7", "9.9") if "#quote>" in x else x for x in lines), "utf-8")
    other = fresh()
    take(other, read(path))
    assert "9.7" in " ".join(refusal.statement for refusal in other.quarantine())
    assert not [s for s in other.statements() if "9700000000" in str(s.object)]


HOSTILE = {
    "a literal as appearance": '<{document}> <{wg}appearance> "x" .',
    "a blank appearance": "<{document}> <{wg}appearance> _:b .",
    "a blank part": "_:x <{wg}document> <{document}> .",
    "a blank document": "_:d <{rdf}type> <{wg}Document> .",
    "a blank mention": "<{statement}> <{rdf}reifies> <<( _:a <{wg}name> <a:c> )>> .",
    "nested triples": "<a:a> <a:b> " + "<<( <a:a> <a:b> " * 60_000 + "<a:c>" + " )>>" * 60_000 + " .",
    "nested over lines": "<a:a> <a:b> " + "<<(\n<a:a> <a:b> " * 60_000 + "<a:c>" + " )>>" * 60_000 + " .",
    "a long document": '<{document}> <{wg}length> "20000000" .',
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_lines_are_refused_by_a_message(ledger, view, tmp_path, what):
    path = written(ledger, tmp_path)
    statement = next(iter(view.statements()))
    names = {
        "document": f"https://w3id.org/wattgraph/id/document/{statement.document.hex()}",
        "statement": f"https://w3id.org/wattgraph/id/statement/{statement.id.hex()}",
        "wg": "https://w3id.org/wattgraph/ontology#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }  # fmt: skip
    with path.open("a") as file:
        file.write(HOSTILE[what].format(**names) + "\n")
    with pytest.raises(RdfError):
        read(path)


def test_many_long_documents_in_a_short_file(tmp_path):
    path = tmp_path / "x.nq"
    wg = "https://w3id.org/wattgraph/ontology#"
    path.write_text("".join(
        f'<https://w3id.org/wattgraph/id/document/{n:032x}> <{wg}length> "20000000" .\n' for n in range(100)
    ))  # fmt: skip
    with pytest.raises(RdfError, match=r"2,000,000,000 characters long, more than 1,000 times the file"):
        read(path)


def test_a_file_that_is_no_rdf(tmp_path):
    path = tmp_path / "x.nq"
    path.write_text("not RDF\n")
    with pytest.raises(SyntaxError, match="line 1"):
        read(path)
    with pytest.raises(RdfError, match=r"there are \.nq, \.trig"):
        read(tmp_path / "x.csv")


def test_contexts_are_not_fetched(tmp_path):
    path = tmp_path / "x.jsonld"
    path.write_text('{"@context": "http://127.0.0.1:9/context", "@id": "urn:a", "b": "c"}')
    with pytest.raises(SyntaxError, match="remote context"):
        read(path)


def test_every_ending_is_a_format_that_can_be_read():
    assert {found.suffix for name, found in FORMATS.items() if found.forms} <= received_module._FORMATS.keys()
    assert all(isinstance(found, ox.RdfFormat) for found in received_module._FORMATS.values())
