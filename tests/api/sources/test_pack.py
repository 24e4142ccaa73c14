"""The data pack beside the project: each pitfall of its data, on the data itself. Loaded once for all tests."""

from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from wattgraph.api.checking import check
from wattgraph.schema.quantity import Quantity, plain_decimal

from .conftest import WHERE, Pack, number, word

pytestmark = pytest.mark.slow

MICROSOFT = "INR2EJN1ERAN0W5ZP974"


def test_nothing_but_one_latitude_is_refused(pack: Pack) -> None:
    assert [r.reason for r in pack.store.quarantine()] == [
        "'425.2461' is no latitude: it goes from -90 to 90 degrees"
    ]


def test_a_second_load_changes_nothing(pack: Pack, shared: Path) -> None:
    before = pack.store.dump_hash()
    for source, folder in WHERE.items():
        assert pack.store.load_source(source, shared / "data" / folder).state == "unchanged"
    assert pack.store.dump_hash() == before


# -- Epoch


def test_who_uses_the_compute_holds_no_stake(pack: Pack) -> None:
    assert {pack.source(m) for n in pack.view.of_kind("Stake") for m in n.mentions} == {"eia860"}
    assert [s for s in pack.said["owner"] if pack.source(s.subject) == "epoch"] == []
    roles = Counter(p.role for site in pack.of("epoch", "Site") for p in site.parties)
    assert set(roles) == {"operator", "endUser"}
    helios = pack.nodes["Site", "epoch", "Coreweave Helios"]
    assert [(p.role, pack.view.name(p.actor)) for p in helios.parties if p.role == "operator"] == [
        ("operator", "CoreWeave")
    ]


def test_tags_are_modality(pack: Pack) -> None:
    found = Counter(s.modality for s in pack.said["endUser"] if pack.source(s.subject) == "epoch")
    assert set(found) == {"asserted", "expected", "possible"}
    for said in pack.said["endUser"]:
        if pack.source(said.subject) == "epoch":
            text = pack.store.ledger.text(said.document)
            value = pack.view.evidence(said)[0]
            tag = text[value.end : value.end + 13].split(",")[0].split("\t")[0].strip()
            expected = {"#speculative": "possible", "#likely": "expected"}.get(tag, "asserted")
            assert said.modality == expected, (value.quote, tag)


def test_rows_after_the_release_are_projected(pack: Pack) -> None:
    july = [d for d in pack.view.documents.values() if d.appearance.series == "epoch/timelines"]
    (document,) = [d for d in july if d.appearance.vintage == "2026-07"]
    text = pack.store.ledger.text(document.id)
    assert len(text.splitlines()) - 2 == 419
    days = {
        pack.key(s.subject).rpartition("/")[0]: s
        for s in pack.said["date"]
        if s.document == document.id and isinstance(s.object, str)
    }
    late = [line for line in text.splitlines()[2:] if line.split("\t")[1] > "2026-07-19"]
    assert len(late) == 74
    assert all((s.modality == "projected") is (str(s.object) > "2026-07-19") for s in days.values())
    kinds = {
        (str(s.object), s.modality)
        for s in pack.said["kind"]
        if s.document == document.id and pack.mentions[s.subject].kind == "Capacity"
    }
    assert kinds == {("existing", "asserted"), ("planned", "projected")}


def test_capital_cost_is_no_flow(pack: Pack) -> None:
    assert pack.view.of_kind("CapitalFlow") == []
    assert pack.view.of_kind("Deal") == []


def test_prometheus_over_time(pack: Pack) -> None:
    said = {
        (Quantity.decode(str(s.object)).verbatim.removesuffix(".0"), pack.vintages[s.document])
        for s in pack.said["power"]
        if pack.key(s.subject).endswith("/facility") and "Meta Prometheus#" in pack.key(s.subject)
    }
    assert {("540", "2025-12"), ("99", "2026-07")} <= said
    shown = pack.powers(pack.nodes["Site", "epoch", "Meta Prometheus"])
    assert ("99", "facility", "existing", "2025-10-14") in shown
    assert ("76", "criticalIT", "existing", "2025-10-14") in shown


def test_a_name_that_changed_is_one_record(pack: Pack) -> None:
    for names in (
        ("Anthropic-Amazon Project Rainier New Carlisle Indiana", "Anthropic-Amazon New Carlisle"),
        ("xAI Colossus 2 Memphis Tennessee", "Colossus 2"), ("Coreweave Helios Afton Texas", "Coreweave Helios"),
    ):  # fmt: skip
        assert ("Site", "epoch", names[0]) not in pack.nodes
        assert (
            len({pack.vintages[pack.mentions[m].document] for m in pack.nodes["Site", "epoch", names[1]].mentions})
            >= 2
        )
    assert len(pack.of("epoch", "Site")) == 76


def test_new_carlisle_reads_otherwise_in_each_release(pack: Pack) -> None:
    key = "Anthropic-Amazon New Carlisle#current"
    said = defaultdict(dict)
    for prop in ("power", "basis"):
        for s in pack.said[prop]:
            if pack.key(s.subject) == key:
                told = (
                    str(s.object) if prop == "basis" else Quantity.decode(str(s.object)).verbatim.removesuffix(".0")
                )
                said[pack.vintages[s.document]][prop] = told
    assert dict(said) == {
        "2025-12": {"power": "751", "basis": "facility"},
        "2026-04": {"power": "1092", "basis": "facility"},
        "2026-07": {"power": "910", "basis": "criticalIT"},
    }
    node = pack.nodes["Capacity", "epoch", key]
    assert (number(node), word(node, "basis")) == ("910", "criticalIT")
    superseded = {Quantity.decode(str(s.object)).verbatim for s in node.superseded if s.property == "power"}
    assert superseded == {"751", "1092.0"}


def test_one_address_two_sites(pack: Pack) -> None:
    abilene = pack.nodes["Site", "epoch", "OpenAI Stargate Abilene"]
    expansion = pack.nodes["Site", "epoch", "Crusoe Abilene Expansion"]
    assert abilene.id != expansion.id
    assert word(abilene, "address").partition(",")[0] == word(expansion, "address").partition(",")[0] != ""


def test_epochs_totals(pack: Pack) -> None:
    totals: defaultdict[str, Decimal] = defaultdict(Decimal)
    for site in pack.of("epoch", "Site"):
        operators = [p for p in site.parties if p.role == "operator"]
        now = [p for p in pack.powers(site) if p[1:3] == ("criticalIT", "existing") and p[3]]
        if operators and now:
            totals[pack.view.name(operators[0].actor)] += Decimal(max(now, key=lambda p: p[3])[0])
    assert {name: totals[name] for name in ("Google", "Meta", "Microsoft", "CoreWeave")} == {
        "Google": 2434, "Meta": 1893, "Microsoft": 1519, "CoreWeave": 637,
    }  # fmt: skip


def test_sums_over_epoch_are_epochs_totals(pack: Pack) -> None:
    """The latest milestone of each site that is no projection, and of two tables on one site one."""
    found = pack.store.sums("Capacity", by=("operator",), bases=("criticalIT",), source="epoch", kinds=("existing",))
    totals = {total.group.keys[0].label: (total.interval.value, len(total.counted)) for total in found}
    # Of Google's 19 sites 15 have power by then, of Meta's 13 ten, of Microsoft's 7 six.
    assert {name: totals[name] for name in ("Google", "Meta", "Microsoft", "Amazon", "CoreWeave")} == {
        "Google": (2434, 15), "Meta": (1893, 10), "Microsoft": (1519, 6), "Amazon": (1422, 3), "CoreWeave": (637, 6),
    }  # fmt: skip
    (across,) = found.across
    assert not [flag for flag in across.flags if flag.startswith("conflict")]


def test_sums_over_wri_are_its_totals(pack: Pack, effort: Callable[..., float]) -> None:
    asked = partial(pack.store.sums, "Capacity", by=("fuel",), source="wri", places=("United States of America",))
    took, found = effort(asked), asked()
    totals = {str(total.group.keys[0].value): total.interval.value for total in found}
    assert {fuel: round(totals[fuel] or 0) for fuel in ("gas", "coal", "wind", "nuclear")} == {
        "gas": 546437, "coal": 249149, "wind": 104477, "nuclear": 104233,
    }  # fmt: skip
    (across,) = found.across
    assert round(across.interval.value or Decimal(0), 2) == Decimal("1204643.35")
    assert len(across.counted) == 9850  # 2,029 of 11,879 rows have no megawatts
    assert took < 10  # about a second: there is no search over pairs


# -- WRI and EIA-860


def test_a_plant_of_no_megawatts_has_no_capacity(pack: Pack) -> None:
    usa = [
        s for s in pack.said["country"] if pack.source(s.subject) == "wri" and s.object == "United States of America"
    ]
    powered = {key.partition("#")[0] for kind, source, key in pack.nodes if (kind, source) == ("Capacity", "wri")}
    keys = {pack.key(s.subject) for s in usa}
    assert (len(keys), len(keys - powered)) == (11879, 2029)


def test_wris_total(pack: Pack) -> None:
    total = sum(
        Quantity.decode(str(s.object)).interval.lower or Decimal(0)
        for s in pack.said["power"]
        if pack.source(s.subject) == "wri" and pack.key(s.subject)[:3] in ("USA", "WRI")
    )
    assert round(total, 2) >= Decimal("1204643.35")


def test_the_plants_of_both_are_one(pack: Pack) -> None:
    both = [n for n in pack.of("wri", "Site") if any(pack.source(m) == "eia860" for m in n.mentions)]
    # 11,736 have a code in common; eight of them lie more than 20 km apart.
    assert len(both) == 11728
    assert all(len({pack.key(m) for m in n.mentions if pack.source(m) == "eia860"}) == 1 for n in both)


def test_records_of_one_source_are_not_one_for_their_names(pack: Pack) -> None:
    for source in ("eia860", "im3", "wri", "epoch"):
        sizes = Counter(
            len({pack.key(m) for m in n.mentions if pack.source(m) == source}) for n in pack.of(source, "Site")
        )
        assert set(sizes) == {1}, source


def test_a_fraction_of_an_owner_is_a_percentage(pack: Pack) -> None:
    shares = [s for s in pack.said["share"] if pack.source(s.subject) == "eia860"]
    assert len(shares) == 4830
    for said in shares:
        evidence = pack.view.evidence(said)
        quantity = Quantity.decode(str(said.object))
        assert quantity.unit == "percent"
        assert quantity.interval.lower == Decimal(quantity.verbatim) * 100
        assert [span.part for span in evidence] == ["value", "unit"]
        assert evidence[1].quote == "the owner's share of the generator, as a fraction of one"


def test_who_is_not_listed_owns_what_he_operates_as_far_as_is_inferred(pack: Pack) -> None:
    owners = [s for s in pack.said["owner"] if pack.source(s.subject) == "eia860" and "/" not in pack.key(s.subject)]
    assert {s.modality for s in owners} == {"inferred"}
    operators = {pack.key(s.subject): s.object for s in pack.said["operator"] if pack.source(s.subject) == "eia860"}
    assert len(owners) == 10828
    assert all(pack.key(s.object) == pack.key(operators[pack.key(s.subject)]) for s in owners)  # type: ignore[arg-type]
    listed = {pack.key(s.subject).partition("/")[0] for s in pack.said["share"]}
    assert listed.isdisjoint(pack.key(s.subject) for s in owners)


def test_owners_that_the_form_does_not_name_are_others_at_each_plant(pack: Pack) -> None:
    assert ("Firm", "eia860", "99999") not in pack.nodes
    assert not any(key.endswith("#owner") for kind, source, key in pack.nodes if (kind, source) == ("Firm", "eia860"))
    assert len(pack.of("eia860", "Group")) == 18  # of 43 rows
    assert all(pack.view.name(n.id) == "Other" for n in pack.of("eia860", "Group"))


def test_plants_whose_generators_have_other_shares(pack: Pack) -> None:
    """An owner that a listed generator does not name has nothing of it."""
    plants: defaultdict[str, defaultdict[str, dict[str, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    for stake in pack.of("eia860", "Stake"):
        unit = next(pack.key(m) for m in stake.mentions).partition("#")[0]
        owner = pack.view.name(next(p.actor for p in stake.parties if p.role == "owner"))
        plants[unit.partition("/")[0]][unit][owner] = Decimal(number(stake))
    differing = [
        plant
        for plant, units in plants.items()
        if any(
            len({shares.get(owner, Decimal(0)) for shares in units.values()}) > 1
            for owner in {owner for shares in units.values() for owner in shares}
        )
    ]
    assert len(differing) == 87


# -- IM3


def test_centroids_and_footprints_are_the_same_objects(pack: Pack) -> None:
    sites = pack.of("im3", "Site")
    assert len(sites) == 1233
    assert Counter(len(n.mentions) for n in sites) == {2: 1165, 1: 68}
    assert sum(bool(word(n, "latitude")) for n in sites) == 1165
    assert {word(n, "kind") for n in sites if not word(n, "latitude")} == {"campus"}


@pytest.mark.parametrize("layer", ["im3", "ODbL-1.0"])
def test_without_the_layer_nothing_of_it_is_in_a_view(pack: Pack, layer: str) -> None:
    view = pack.store.view(without=[layer])
    assert not any(m.source == "im3" for m in view.snapshot.mentions.values())
    assert all(a.licence != "ODbL-1.0" for d in view.documents.values() for a in d.appearances)
    assert len(view.of_kind("Site")) == len(pack.view.of_kind("Site")) - 1233


# -- firms


def test_a_filer_may_have_several_tickers(pack: Pack) -> None:
    assert len(pack.of("sec", "Firm")) == 7861
    several = [n for n in pack.of("sec", "Firm") if len(n.values.get("ticker", ())) > 1]
    assert len(several) > 1000


def test_the_members_of_the_index(pack: Pack) -> None:
    members = [s for s in pack.said["memberOf"] if pack.source(s.subject) == "sp500"]
    assert len({pack.key(s.subject) for s in members}) == 500
    assert {pack.key(s.object) for s in members if isinstance(s.object, bytes)} == {"S&P 500"}
    assert sum(s.valid_from is not None for s in members) > 490
    both = [n for n in pack.of("sp500", "Firm") if any(pack.source(m) == "sec" for m in n.mentions)]
    assert len(both) > 450


def test_microsoft_and_its_children(pack: Pack) -> None:
    microsoft = pack.nodes["Firm", "gleif", MICROSOFT]
    assert "MICROSOFT CORPORATION" in [str(value.decoded) for value in microsoft.values["name"]]
    assert word(microsoft, "name") == "Microsoft"  # as the shipped list calls it, of which it is one
    children = {
        pack.nodes["Firm", "gleif", pack.key(s.subject)].id
        for s in pack.said["parent"]
        if isinstance(s.object, bytes) and pack.key(s.object) == MICROSOFT
    }
    assert len(children) >= 5
    names = {pack.view.name(child) for child in children}
    assert any(
        "LINKEDIN" in name.upper() or "GITHUB" in name.upper() or "MICROSOFT" in name.upper() for name in names
    )
    assert microsoft.id not in children


def test_coordinates_that_newer_releases_have_no_column_for_stand(pack: Pack) -> None:
    rainier = pack.nodes["Site", "epoch", "Anthropic-Amazon New Carlisle"]
    assert word(rainier, "latitude").startswith("41.69")
    assert "Project Rainier" not in word(rainier, "name")
    near = pack.view.near(rainier, 30, kind="powerPlant", fuel="gas")
    assert near.found


def test_the_quality_gate_finds_what_is_wrong_in_the_data_and_no_more(pack: Pack) -> None:
    report = check(pack.store.ledger, limit=None)
    wrong = sorted(finding.message.partition(" lies at ")[0] for finding in report.findings)
    assert wrong == ["Big Creek Solar LLC", "Midland Wind", "Wilkes Solar, LLC"]
    assert {one.name: one.looked for one in report.checks}["sources"] > 10
    accepted = {finding.id: "wrong in the source" for finding in report.findings}
    assert check(pack.store.ledger, known=accepted).failed == 0


def test_what_releases_restate_and_what_is_another_basis(pack: Pack, restated: set[tuple[str, str]]) -> None:
    """Prometheus fell from 540 to 99 MW in knowledge only; New Carlisle's column became what servers may draw."""
    found = pack.store.conflicts(of=["Capacity"], property="power")
    again = [c for c in found if c.kind == "restatement"]
    assert {(pack.view.name(c.subject), str(c.overlap)) for c in again} == restated
    at = pack.nodes["Site", "epoch", "Meta Prometheus"].id, "2025-10-14"
    (one,) = [c for c in again if (c.subject, str(c.overlap)) == at]
    assert [plain_decimal(s.value.value or Decimal(0)) for s in one.sides if isinstance(s.value, Quantity)] == [
        "99", "540",
    ]  # fmt: skip
    assert [c for c in found if c.kind not in ("restatement", "basis")] == []
    odd = [c for c in found if c.ratio and not c.ratio.usual]
    assert all(any(side.gone for side in c.sides) for c in odd)  # of one day they are as usual
    carlisle = pack.nodes["Site", "epoch", "Anthropic-Amazon New Carlisle"].id
    current = [c for c in pack.store.conflicts(site=carlisle) if any(side.gone for side in c.sides)]
    assert sorted((c.kind, str(c.ratio.value)) for c in current if c.ratio) == [
        ("basis", "0.8253"),
        ("basis", "1.2000"),
    ]
