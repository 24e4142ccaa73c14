"""Capacities of one site: one milestone is current, one source counts, and a host's megawatts are no supplier's."""

import pytest

LOAD = "criticalIT"


@pytest.fixture
def releases(row, ledger):
    row("epoch", [
        ("Alder", "2025-10-14", "76 MW", "2025-10-14", LOAD, "existing", "Meta"),
        ("Alder", "2026-05-28", "631 MW", "2026-05-28", LOAD, "existing", "Meta"),
        ("Alder", "2027-10-01", "854 MW", "2027-10-01", LOAD, "planned", "Meta"),
        ("Birch", "2026-01-01", "40 MW", "2026-01-01", LOAD, "existing", "Google"),
    ]).into(ledger)  # fmt: skip


def test_the_latest_milestone_that_is_no_projection_counts(releases, ledger, summed):
    stands, planned = summed(ledger, "Capacity")
    assert (stands.group.family, stands.interval.value) == ("existing", 671)
    assert (planned.group.family, planned.interval.value) == ("planned", 854)
    (old,) = stands.left_out
    assert old.why == "a milestone of a series of which another is current"
    assert old.because[0] in {item.thing.id for item in stands.counted}


@pytest.mark.parametrize(("day", "megawatts"), [("2025-09", []), ("2025-12", [76]), ("2026-03", [116])])
def test_as_of_a_date_the_latest_before_it_counts(releases, ledger, summed, day, megawatts):
    found = summed(ledger, "Capacity", as_of=day, families=("existing",))
    assert [s.interval.value for s in found if s.counted] == megawatts


def test_a_capacity_without_parties_is_its_sites_operators(releases, ledger, summed):
    found = summed(ledger, "Capacity", by=("operator",), families=("existing",))
    assert {s.group.keys[0].label: s.interval.value for s in found} == {"Google": 40, "Meta": 631}
    meta = next(s.group.keys[0].value for s in found if s.group.keys[0].label == "Meta")
    assert [s.interval.value for s in summed(ledger, "Capacity", party=meta, families=("existing",))] == [631]
    assert list(summed(ledger, "Capacity", party=meta, role="owner")) == []


def test_of_two_sources_on_one_site_one_counts_and_a_contradiction_is_flagged(row, ledger, summed):
    row("wri", [("Alder", "a", "500 MW", "", LOAD, "existing"), ("Alder", "b", "500 MW", "", LOAD, "existing"),
                ("Alder", "c", "620 MW", "", LOAD, "existing")]).into(ledger)  # fmt: skip
    (found,) = summed(ledger, "Capacity")
    assert len(found.counted) == 1
    assert found.interval.value in (500, 620)
    assert len(found.left_out) == 2
    assert found.flags[0].startswith("conflict at Alder: ")


def test_bases_are_not_mixed(row, ledger, summed):
    rows = [("Alder", "a", "910 MW", "", LOAD, "existing"), ("Alder", "b", "1,092 MW", "", "facility", "existing")]
    row("epoch", rows).into(ledger)
    assert {s.group.basis: s.interval.value for s in summed(ledger, "Capacity")} == {LOAD: 910, "facility": 1092}


def let(page, kind, verb, provider, customer, amount, **said):
    parties = [("provider", provider), ("customer", customer)]
    page.contract("Deal", kind, verb, parties, status="signed")
    return page.contract(
        "Capacity", "contracted", verb, parties, amount, prop="power", **{"status": "signed", **said}
    )


def test_a_hosts_megawatts_are_not_a_suppliers(text, ledger, summed):
    page = text("IREN hosts 40 megawatts for Microsoft. Norrsken delivers 80 megawatts to Google.")
    let(page, "hosting", "hosts", "IREN", "Microsoft", "40 megawatts")
    let(page, "powerPurchase", "delivers", "Norrsken", "Google", "80 megawatts")
    page.into(ledger)
    assert {s.group.family: s.interval.value for s in summed(ledger, "Capacity")} == {
        "contracted": 40, "contractedSupply": 80,
    }  # fmt: skip


def test_a_utility_hosts_nobody(text, ledger, summed):
    page = text("The utility Piedmont contracted 7,100 megawatts.")
    firm = page.firm("Piedmont")
    page.say(firm, "role", "utility", "utility")
    parties = [("provider", "Piedmont")]
    page.contract("Capacity", "contracted", "contracted", parties, "7,100 megawatts", prop="power", status="signed")
    page.into(ledger)
    assert [s.group.family for s in summed(ledger, "Capacity")] == ["contractedSupply"]


def test_what_is_planned_never_adds_to_what_is_signed_of_the_same(text, ledger, total):
    page = text("IREN let 210 megawatts at Sandhill to Microsoft; 70 megawatts should be ready in September.")
    place = page.thing("Place", "Sandhill")
    page.say(place, "name", "Sandhill", "Sandhill")
    for amount, said in (("210 megawatts", {"status": "signed"}), ("70 megawatts", {"modality": "expected"})):
        parties = [("provider", "IREN"), ("customer", "Microsoft")]
        let = page.contract("Capacity", "contracted", "let", parties, amount, prop="power", **said)
        page.say(let, "place", place.id, "Sandhill")
    page.into(ledger)
    found = total(ledger, "Capacity")
    assert found.interval.value == 210
    assert [item.why for item in found.left_out] == ["planned, of what stands or is signed: a stage of it"]


def test_a_campus_holds_its_halls(row, ledger, total):
    """Dated years apart, since megawatts stand: the larger counts, of the campus and of what its halls come to."""
    page = row("epoch", [
        ("Campus", "a", "200 MW", "2026-01-01", LOAD, "existing", "Meta"),
        ("Hall1", "b", "50 MW", "2025-01-01", LOAD, "existing", "Meta"),
        ("Hall2", "c", "60 MW", "2024-01-01", LOAD, "existing"),
    ])  # fmt: skip
    for hall in ("Hall1", "Hall2"):
        page.say(page.record("epoch", hall, "Site"), "partOf", page.record("epoch", "Campus", "Site").id, "Campus")
    page.into(ledger)
    found = total(ledger, "Capacity")
    assert found.interval.value == 200
    assert {item.why for item in found.left_out} == {
        "within a total of parties and a time, or a site, that hold it: the larger counts"
    }


def test_a_firms_figure_without_a_site_may_hold_those_at_sites(text, ledger, total):
    page = text("Meta operates 500 megawatts. At Birch Meta operates 120 megawatts.")
    site = page.thing("Site", "Birch")
    page.say(site, "name", "Birch", "Birch")
    for amount in ("500 megawatts", "120 megawatts"):
        parties = [("operator", "Meta")]
        made = page.contract("Capacity", "existing", "operates", parties, amount, prop="power", status="operational")
    page.say(made, "site", site.id, "Birch")
    page.into(ledger)
    assert str(total(ledger, "Capacity").interval) == "[500, 620]"


def test_without_a_load_contracted_megawatts_may_be_none(text, ledger, total):
    page = text("IREN contracted 60 megawatts; Microsoft has contracted 40 megawatts of it at IREN.")
    page.contract(
        "Capacity", "contracted", "contracted", [("provider", "IREN")], "60 megawatts", prop="power", status="signed"
    )
    parties = [("provider", "IREN"), ("customer", "Microsoft")]
    page.contract("Capacity", "contracted", "contracted", parties, "40 megawatts", prop="power", status="signed")
    page.into(ledger)
    found = total(ledger, "Capacity")
    assert str(found.interval) == "[40, 100]"
    assert found.flags == ["1 may add nothing: the total lies between counting them not and counting them all"]


def test_two_sides_of_groups_never_undo_an_unknown_share(text, ledger, summed):
    page = text("IREN and Hut let 40 megawatts to Microsoft together.")
    parties = [("provider", "IREN"), ("provider", "Hut"), ("customer", "Microsoft")]
    page.contract("Capacity", "contracted", "let", parties, "40 megawatts", prop="power", status="signed")
    page.into(ledger)
    found = summed(ledger, "Capacity", by=("provider", "customer"))
    assert [str(total.interval) for total in found] == ["(0, 40]", "(0, 40]"]


def at_denton(text, words, kind, rows):
    """A page of capacities at one site: (parties, amount, day or None) each."""
    page = text(words)
    site = page.thing("Site", "Denton")
    page.say(site, "name", "Denton", "Denton")
    for parties, amount, day in rows:
        made = page.contract(
            "Capacity", kind, "has", parties, amount, prop="power", date=day and (day, day),
            status="signed" if kind == "contracted" else "operational",
        )  # fmt: skip
        page.say(made, "site", site.id, "Denton")
    return page


def test_two_contracts_of_one_customer_at_one_site_are_two(text, ledger, total):
    words = "At Denton Microsoft has 200 MW of IREN since 2024-03-01, and another 70 MW since 2024-06-01."
    parties = [("provider", "IREN"), ("customer", "Microsoft")]
    rows = [(parties, "200 MW", "2024-03-01"), (parties, "70 MW", "2024-06-01")]
    at_denton(text, words, "contracted", rows).into(ledger)
    found = total(ledger, "Capacity")
    assert (found.interval.value, found.left_out, found.flags) == (270, [], [])


def test_two_operators_at_one_campus_do_not_contradict_each_other(text, ledger, total):
    words = "At Denton Meta has 200 MW and Google has 70 MW."
    rows = [([("operator", "Meta")], "200 MW", None), ([("operator", "Google")], "70 MW", None)]
    at_denton(text, words, "existing", rows).into(ledger)
    found = total(ledger, "Capacity")
    assert (found.interval.value, found.left_out, found.flags) == (270, [], [])


def test_a_figure_of_nobody_is_a_rival_of_the_only_operators(text, ledger, total):
    words = "At Denton Meta has 200 MW, or has 250 MW as others say."
    at_denton(text, words, "existing", [([("operator", "Meta")], "200 MW", None), ([], "250 MW", None)]).into(ledger)
    found = total(ledger, "Capacity")
    assert found.interval.value in (200, 250)
    assert found.flags[0].startswith("conflict at Denton: ")


@pytest.mark.parametrize(("modality", "stands"), [("planned", [400]), ("expected", [400]), ("projected", [])])
def test_a_plan_whose_day_has_passed_takes_nobodys_place(text, ledger, summed, modality, stands):
    """What a firm plans never stands by itself; a projection after all that is known is the site's total then."""
    page = text("The Denton campus has 400 MW in total on 2026-01-01, and 1,000 MW in total by 2026-06-01.")
    site = page.thing("Site", "Denton")
    page.say(site, "name", "Denton", "Denton")
    for kind, amount, day, said in (
        ("existing", "400 MW", "2026-01-01", {"status": "operational"}),
        ("planned", "1,000 MW", "2026-06-01", {"modality": modality}),
    ):  # fmt: skip
        made = page.contract("Capacity", kind, "has", [], amount, prop="power", date=(day, day), **said)
        page.say(made, "site", site.id, "Denton")
        page.say(made, "measure", "total", "total")
    page.into(ledger, published="2026-01-15")
    for day, planned in (("2026-03-01", []), ("2026-08-01", [1000])):
        found = {s.group.family: [s.interval.value] for s in summed(ledger, "Capacity", as_of=day) if s.counted}
        assert found.get("planned", []) == planned
        assert found.get("existing", []) == (stands if planned else [400])


def test_a_projection_that_time_overtook_takes_nobodys_place(row, ledger, summed):
    row("epoch", [
        ("Alder", "a", "400 MW", "2026-01-01", LOAD, "existing"),
        ("Alder", "b", "900 MW", "2026-06-01", LOAD, "planned"),
    ], published="2026-09-01").into(ledger)  # fmt: skip
    for total in summed(ledger, "Capacity", as_of="2026-08-01"):
        assert total.interval.value == {"existing": 400, "planned": 900}[total.group.family]
