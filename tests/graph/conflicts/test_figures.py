"""Figures of one plant: each kind of conflict, and what is near one and is none."""

from decimal import Decimal

import pytest

from wattgraph.graph.conflicts import Gap, choices
from wattgraph.graph.policies.policy import POLICIES


def kinds(found):
    return [conflict.kind for conflict in found]


def test_two_figures_of_one_plant_and_time_contradict_each_other(ledger, plant, find, look):
    one, other = plant("500 MW", basis="nameplate"), plant("300 MW", basis="nameplate", head="Alder Station")
    one.into(ledger, published="2026-01"), other.into(ledger, published="2025-06")
    (found,) = find()
    assert (found.kind, found.of, found.property, found.open) == ("value", "Capacity", "power", True)
    assert found.gap == Gap(Decimal(200), "MW", Decimal("0.4000"))
    assert look(ledger).node(found.subject).kind == "Site"
    assert {side.value.verbatim for side in found.sides} == {"500 MW", "300 MW"}
    assert {d for side in found.sides for d in side.documents} == {one.document.id, other.document.id}
    assert found.why.endswith("not both say of when it is")
    told = choices(look(ledger), found)
    assert [choice.policy for choice in told] == list(POLICIES)
    shown = found.sides[told[0].side]
    assert shown.value.verbatim == "500 MW"  # of two that are said as firmly the newer


@pytest.mark.parametrize(("one", "other"), [
    ("500 MW", "500 megawatts"), ("1,300 MW", "1.3 GW"), ("about 500 MW", "510 MW"), ("up to 500 MW", "300 MW"),
    ("at least 500 MW", "700 MW"), ("more than 500 MW", "1.2 GW"), ("between 400 MW and 600 MW", "450 MW"),
])  # fmt: skip
def test_figures_that_can_mean_the_same_number_do_not(ledger, plant, find, one, other):
    plant(one, basis="facility", date="2025-03-01").into(ledger)
    plant(other, basis="facility", date="2025-03-01", head="Alder Station").into(ledger)
    assert find() == []


@pytest.mark.parametrize(("one", "other", "gap"), [
    ("up to 500 MW", "700 MW", 200), ("more than 500 MW", "300 MW", 200), ("about 500 MW", "700 MW", 200),
    ("between 400 MW and 600 MW", "1.0 GW", 400),
])  # fmt: skip
def test_bounds_that_leave_no_number_to_both_do(ledger, plant, find, one, other, gap):
    plant(one, basis="facility", date="2025-03-01").into(ledger)
    plant(other, basis="facility", date="2025-03-01", head="Alder Station").into(ledger)
    (found,) = find()
    assert (found.kind, found.gap.absolute) == ("value", gap)


@pytest.mark.parametrize(("one", "other", "kind"), [
    ({"basis": "facility"}, {"basis": "criticalIT"}, "basis"),
    ({"basis": "facility"}, {}, "basis"),
    ({"measure": "total"}, {"measure": "part"}, "scope"),
    ({"measure": "total"}, {"measure": "target"}, "scope"),
    ({"measure": "total"}, {}, "value"),
    ({"date": "2025-03-01"}, {"date": "2025-09-01"}, "time"),
    ({"date": "2025-03-01"}, {"date": "2025-03"}, "value"),
    ({"date": "2025"}, {"date": "2025-09-01"}, "value"),
    ({"modality": "possible"}, {}, None),
    ({"modality": "opinion"}, {}, None),
    ({"kind": "contracted"}, {}, None),
    ({"kind": "planned", "date": "2027"}, {"date": "2025"}, None),
    ({"kind": "planned", "date": "2025-03"}, {"date": "2025-03-01"}, "value"),
    ({"kind": "contracted", "parties": [("customer", "Anvil")]},
     {"kind": "contracted", "parties": [("customer", "Birch")]}, None),
    ({"kind": "contracted", "parties": [("customer", "Anvil")]},
     {"kind": "contracted", "parties": [("customer", "Anvil")]}, None),  # two firms of one name are not proven one
    ({"code": "77"}, {}, None),
    ({"parties": [("owner", "Anvil")]}, {"parties": [("owner", "Anvil"), ("operator", "Birch")]}, "scope"),
    ({"parties": [("owner", "Anvil")], "measure": "total"},
     {"parties": [("owner", "Birch")], "measure": "total"}, "value"),
])  # fmt: skip
def test_what_is_not_of_one_basis_scope_and_time(ledger, plant, find, one, other, kind):
    plant("500 MW", **one).into(ledger)
    plant("300 MW", head="Alder Station", **other).into(ledger)
    assert kinds(find()) == ([] if kind is None else [kind])


def test_a_date_that_is_not_stated_is_that_of_the_document_if_the_other_is(ledger, plant, find):
    plant("500 MW", date="2025-03-01").into(ledger)
    plant("300 MW", head="Alder Station").into(ledger, published="2023-05")
    (found,) = find()
    assert (found.kind, found.open) == ("time", False)


def test_facility_and_servers_have_a_ratio_which_is_flagged_if_it_is_not_usual(ledger, plant, find):
    plant("390 MW", basis="facility", date="2025-03-01").into(ledger)
    plant("300 MW", basis="criticalIT", date="2025-03-01", head="Alder Station").into(ledger)
    plant("100 MW", basis="criticalIT", date="2025-03-01", head="Alder Works", measure="total").into(ledger)
    told = {(c.ratio.value, c.ratio.usual) for c in find(kinds=["basis"])}
    assert told == {(Decimal("1.3000"), True), (Decimal("3.9000"), False)}


def test_a_newer_release_restates_what_an_older_said_of_the_same_day(ledger, release, find, look):
    """As one data set gives 540 MW in one release, and 99 MW in the next, for one day."""
    release("2025-12", "540 MW", "2025-10-14", part="10/14/2025")
    release("2026-07", "99 MW", "2025-10-14", part="2025-10-14")
    (found,) = find()
    assert (found.kind, found.open) == ("restatement", False)
    live, old = found.sides
    assert (live.value.verbatim, old.value.verbatim, old.gone) == ("99 MW", "540 MW", True)
    assert found.gap.relative == Decimal("0.8167")
    assert found.why == "a newer edition of desk/timelines replaced it: 2025-12 by 2026-07"
    site = look(ledger).of_kind("Site")[0].id
    assert find(site=site) == [found]
    assert find(known_at="2026-03") == []  # nobody knew of 99 MW
    assert find(known_at="2026-08") == [found]
    assert {choice.side for choice in choices(look(ledger), found)} == {0}


def test_a_column_that_became_another_basis_is_no_fall(ledger, release, find):
    """As one data set gives 751, 1092 and then 910 MW of one site: the last is what its servers may draw."""
    for vintage, power, basis in (
        ("2025-12", "751 MW", "facility"), ("2026-04", "1092 MW", "facility"), ("2026-07", "910 MW", "criticalIT"),
    ):  # fmt: skip
        release(vintage, power, None, part="current", basis=basis)
    found = find()
    assert kinds(found) == ["basis", "basis"]
    assert find(site=found[0].subject) == found
    assert {(c.ratio.value, c.ratio.usual) for c in found} == {
        (Decimal("1.2000"), True), (Decimal("0.8253"), False),
    }  # fmt: skip


def test_the_widest_relative_gap_comes_first(ledger, plant, find):
    plant("500 MW").into(ledger)
    plant("300 MW", head="Alder Station").into(ledger)
    plant("50 MW", code="99", head="Birch").into(ledger)
    plant("5 MW", code="99", head="Birch Works").into(ledger)
    assert [c.gap.relative for c in find()] == [Decimal("0.9000"), Decimal("0.4000")]


def test_filters(ledger, plant, find, look):
    plant("500 MW").into(ledger)
    plant("300 MW", head="Alder Station").into(ledger)
    plant("50 MW", code="99", head="Birch").into(ledger)
    plant("5 MW", code="99", head="Birch Works").into(ledger)
    alder = next(n.id for n in look(ledger).of_kind("Site") if n.word("eiaPlantCode") == "4321")
    (found,) = find(site=alder)
    assert found.gap.relative == Decimal("0.4000")
    assert find(of=["Deal"]) == find(kinds=["scope"]) == find(property="amount") == []
    assert len(find(of=["Capacity"], kinds=["value", "basis"], property="power")) == 2
    with pytest.raises(ValueError, match="there are value, identity"):
        find(kinds=["worth"])
    with pytest.raises(ValueError, match="no class 'Worth'"):
        find(of=["Worth"])


def test_one_document_is_no_conflict_with_itself(ledger, plant, find):
    page = plant("500 MW", basis="nameplate", head="Alder")
    again = page.thing("Capacity", "has")
    page.say(again, "kind", "existing", "existing")
    page.say(again, "power", page.quantity("500 MW"), "500 MW")
    page.into(ledger)
    assert find() == []


def test_taking_one_side_back_ends_it(ledger, plant, find):
    plant("500 MW").into(ledger)
    other = plant("300 MW", head="Alder Station")
    other.into(ledger)
    assert kinds(find()) == ["value"]
    ledger.retract(other.document.id, "ada")
    assert find() == []
