"""Frames: nothing is lost on the way to Arrow, polars and pandas, and every figure leads to its words."""

import json
import sys
from datetime import date
from decimal import Decimal

import pandas
import polars
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.frames import ExtraMissing, TableUnknown, tables, to_arrow, to_pandas, to_polars
from wattgraph.graph.frames.cells import quantity_cells
from wattgraph.schema.quantity import Interval, Quantity, QuantityError, plain_decimal

EVERY = list(tables())


def row(view, name, **wanted):
    """The one row of a table that has these values."""
    (found,) = [
        one for one in to_arrow(view, name).to_pylist() if all(one[key] == value for key, value in wanted.items())
    ]
    return found


def test_a_deal_has_its_amount_with_bounds_unit_and_statement(view):
    deal = row(view, "deals")
    assert deal["amount_value"] == deal["amount_lower"] == deal["amount_upper"] == Decimal("9700000000")
    assert (deal["amount_unit"], deal["amount_unit_basis"], deal["amount_verbatim"]) == (
        "USD",
        "implied",
        "9.7 billion",
    )
    assert (deal["status"], deal["status_basis"], deal["term"]) == ("signed", "stated", "P5Y")
    said = row(view, "statements", id=deal["amount_statement"])
    assert (said["property"], said["thing"], said["value"]) == ("amount", deal["id"], deal["amount_value"])


def test_up_to_has_bounds_and_no_value(view):
    flow = row(view, "capital_flows", kind="capexCommitment")
    assert flow["amount_value"] is None
    assert (flow["amount_lower"], flow["amount_upper"]) == (0, 50_000_000_000)
    assert (flow["amount_interval"], flow["amount_qualifier"]) == ("[0, 50000000000]", "upTo")
    assert (flow["status"], flow["status_basis"], flow["modality"]) == ("planned", "inferred", "planned")


def test_a_joint_flow_is_one_row_with_three_parties(view):
    flow = row(view, "capital_flows", kind="bondIssuance")
    assert flow["participants_complete"] is False
    parties = [one for one in to_arrow(view, "parties").to_pylist() if one["thing"] == flow["id"]]
    assert sorted(one["actor_name"] for one in parties) == ["Meta", "Microsoft", "Oracle"]
    assert {(one["role"], one["actor_class"]) for one in parties} == {("issuer", "Firm")}
    assert all(one["statement"] == one["statements"][0] for one in parties)


def test_partial_dates_stay_and_have_their_first_and_last_day(view):
    found = row(view, "documents", title="The bond rush")
    assert found["published"] == "2025-11"
    assert (found["published_earliest"], found["published_latest"]) == (date(2025, 11, 1), date(2025, 11, 30))


def test_values_have_what_is_shown_first_and_what_contradicts_it(ledger, look, iren):
    iren("9.7 billion dollars", "Later.").into(ledger, published="2025-11-03")
    iren("9.9 billion dollars", "Earlier.").into(ledger, published="2025-11-01")
    view = look(ledger)
    if len(view.of_kind("Deal")) == 2:  # what identity keeps apart is one person's judgement away
        one, other = (node.mentions[0] for node in view.of_kind("Deal"))
        ledger.judge("same", one, other, author="test")
        view = look(ledger)
    found = [one for one in to_arrow(view, "values").to_pylist() if one["property"] == "amount"]
    assert [(one["rank"], one["value"]) for one in found] == [(1, 9_700_000_000), (2, 9_900_000_000)]
    assert row(view, "deals")["amount_statement"] == found[0]["statement"]


@pytest.mark.parametrize("name", EVERY)
def test_polars_and_pandas_hold_what_arrow_does(view, name):
    made = to_arrow(view, name, quotes=True)
    assert to_polars(view, name, quotes=True).to_dicts() == made.to_pylist()
    frame = to_pandas(view, name, quotes=True)
    assert all(isinstance(kind, pandas.ArrowDtype) for kind in frame.dtypes)
    back = pyarrow.Table.from_pandas(frame, schema=made.schema, preserve_index=False)
    assert back.to_pylist() == made.to_pylist()


@pytest.mark.parametrize("name", EVERY)
def test_the_schema_is_the_one_declared(view, name):
    made = to_arrow(view, name, quotes=True)
    assert made.schema.names == [column.name for column in tables()[name].columns]
    assert all(field.metadata[b"doc"] for field in made.schema)


def test_an_empty_ledger_has_all_tables_with_no_rows(ledger, look):
    empty = look(ledger)
    for name in EVERY:
        assert to_arrow(empty, name).num_rows == 0
        assert to_polars(empty, name).height == len(to_pandas(empty, name)) == 0


def test_words_of_documents_are_there_on_request_only(view):
    assert "quote" not in to_arrow(view, "statements").schema.names
    assert "quote" not in to_arrow(view, "evidence").schema.names


def test_every_figure_leads_to_the_words_that_state_it(view):
    said = {one["id"]: one for one in to_arrow(view, "statements", quotes=True).to_pylist()}
    proof = to_arrow(view, "evidence", quotes=True).to_pylist()
    checked = 0
    for table in tables().values():
        for one in to_arrow(view, table.name).to_pylist() if table.kind else ():
            for column in table.columns:
                if column.table != "statements" or one[column.name] is None:
                    continue
                statement = said[one[column.name]]
                text = view.snapshot.ledger.text(bytes.fromhex(statement["document"]))
                assert text[statement["start"] : statement["end"]] == statement["quote"]
                words = [p["quote"] for p in proof if (p["statement"], p["part"]) == (statement["id"], "value")]
                assert all(word in text for word in words)
                if verbatim := statement["verbatim"]:
                    assert verbatim in words
                checked += 1
    assert checked == 14


def test_the_values_of_a_row_rest_on_statements_of_its_thing(view):
    said = {one["id"]: one for one in to_arrow(view, "statements").to_pylist()}
    for one in to_arrow(view, "values").to_pylist():
        for identifier in one["statements"]:
            assert (said[identifier]["thing"], said[identifier]["property"]) == (one["thing"], one["property"])


def test_what_a_policy_leaves_out_is_in_no_table(ledger, look, listed, reports):
    reports[0].into(ledger)
    listed(("iren", "IREN", "bitcoinMiner")).into(ledger)
    roles = [one["role"] for one in to_arrow(look(ledger), "firms").to_pylist()]
    assert "bitcoinMiner" in roles
    strict = look(ledger, "strictText")
    assert {one["role"] for one in to_arrow(strict, "firms").to_pylist()} == {None}
    assert {one["modality"] for one in to_arrow(strict, "statements").to_pylist()} == {"asserted"}


# -- licences


def test_a_table_names_the_licences_of_the_documents_that_its_rows_rest_on(ledger, look, text):
    wri = text("The plant Aa runs on gas.")
    plant = wri.thing("Site", "plant")
    wri.say(plant, "name", "Aa", "Aa")
    wri.into(ledger, licence="CC-BY-4.0", series="wri/usa", publisher="World Resources Institute", vintage="1.3.0")
    news = text("Bb Corp is a firm.")
    news.firm("Bb Corp")
    news.into(ledger, publisher="Example Press")
    view = look(ledger)
    frame = to_pandas(view, "sites", attributions={"wri": "Name us so, CC BY 4.0"})
    told = frame.attrs["wattgraph"]
    assert told["licences"] == [
        {"licence": "CC-BY-4.0", "source": "wri", "publisher": "World Resources Institute",
         "attribution": "Name us so, CC BY 4.0", "documents": 1}
    ]  # fmt: skip
    assert (told["policy"], told["sequence"]) == ("default", view.sequence)
    of_firms = json.loads(to_arrow(view, "firms").schema.metadata[b"wattgraph"])["licences"]
    assert [one["attribution"] for one in of_firms] == ["Example Press, no licence stated"]
    assert [one["licence"] for one in to_arrow(view, "licences").to_pylist()] == [None, "CC-BY-4.0"]


# -- exactness


@settings(max_examples=25)
@given(st.lists(st.integers(1_000_000_00, 10**17), min_size=1, max_size=6, unique=True))
def test_money_is_exact_to_the_cent(fresh, look, text, amounts):
    ledger = fresh()
    for number, cents in enumerate(amounts):
        words = f"${cents // 100:,}.{cents % 100:02}"
        page = text(f"Firm {number} Corp signed a hosting deal worth {words} with Tenant {number} Inc.")
        parties = [("provider", f"Firm {number} Corp"), ("customer", f"Tenant {number} Inc")]
        page.contract("Deal", "hosting", "hosting", parties, words)
        page.into(ledger)
    assert ledger.quarantine() == []
    view = look(ledger)
    wanted = sorted(Decimal(cents) / 100 for cents in amounts)
    assert sorted(to_polars(view, "deals")["amount_value"].to_list()) == wanted
    assert sorted(to_pandas(view, "deals")["amount_value"].tolist()) == wanted
    assert to_polars(view, "deals")["amount_value"].sum() == sum(wanted)


numbers = st.decimals(allow_nan=False, allow_infinity=False, places=None, min_value=-(10**25), max_value=10**25)
ends = st.none() | numbers


@st.composite
def intervals(draw):
    low, high = sorted([draw(ends), draw(ends)], key=lambda end: (end is not None, end or 0))
    if draw(st.booleans()):
        low, high = (low, high) if high is None or low is not None else (high, low)
    try:
        return Interval(low, high, draw(st.booleans()), draw(st.booleans()))
    except QuantityError:
        return Interval.point(high)


@given(st.lists(st.none() | intervals(), max_size=5))
def test_no_bound_is_rounded_and_the_interval_tells_all(found):
    cells = quantity_cells("", [None if i is None else Quantity(i, "USD") for i in found])
    kind = pyarrow.decimal128(38, 18)
    for name, end in (("lower", "lower"), ("upper", "upper"), ("value", "value")):
        made = polars.from_arrow(pyarrow.array(cells[name], kind)).to_list()
        for interval, number in zip(found, made, strict=True):
            wanted = None if interval is None else getattr(interval, end)
            assert number == wanted or (number is None and not fits(wanted))
    for interval, words in zip(found, cells["interval"], strict=True):
        assert (words is None) if interval is None else same(words, interval)


def fits(number):
    whole, _, fraction = plain_decimal(number.copy_abs()).partition(".")
    return len(whole) <= 20 and len(fraction) <= 18


def same(words, interval):
    low, high = words[1:-1].split(", ")
    ends = (Decimal(low) if low else None, Decimal(high) if high else None)
    opened = (words[0] == "(" and ends[0] is not None, words[-1] == ")" and ends[1] is not None)
    return (*ends, *opened) == (interval.lower, interval.upper, interval.lower_open, interval.upper_open)


# -- what is missing


@pytest.mark.parametrize(
    ("missing", "make", "extra"),
    [("pyarrow", to_arrow, "arrow"), ("polars", to_polars, "polars"), ("pandas", to_pandas, "pandas")],
)
def test_a_missing_library_is_named_with_its_extra(view, monkeypatch, missing, make, extra):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ExtraMissing, match=rf"pip install 'wattgraph\[{extra}\]'"):
        make(view, "deals")


def test_a_wrong_table_is_told_before_anything_is_made(view):
    with pytest.raises(TableUnknown, match="statements"):
        to_polars(view, "statement")


def test_batches_make_one_table(view, monkeypatch):
    whole = {name: to_arrow(view, name, quotes=True) for name in ("statements", "evidence")}
    monkeypatch.setattr("wattgraph.graph.frames.said.BATCH", 7)
    for name, made in whole.items():
        parts = to_arrow(view, name, quotes=True)
        assert parts.column(0).num_chunks > 1
        assert parts.equals(made)
        assert parts.schema.metadata == made.schema.metadata
        assert to_polars(view, name, quotes=True).to_dicts() == made.to_pylist()
