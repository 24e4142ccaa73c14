"""Who owns a plant: a range where its generators have different owners."""

from decimal import Decimal
from pathlib import Path

import pytest

from wattgraph.api.store import Store
from wattgraph.graph.ownership import Ownership, Share

HEAD = "Plant Code,Plant Name,State,Generator ID,Status,Owner Name,Ownership ID,Percent Owned\n"


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "ledger.db") as opened:
        yield opened


def owned(store: Store, folder: Path, rows: str, *, standing: bool = False) -> dict[str, str]:
    """Owner -> range of the plant's shares."""
    table = folder / "eia860_owner.csv"
    table.write_text(HEAD + rows)
    store.load_source("eia860", table, vintage="2099")
    view = store.view()
    (plant,) = (site for site in view.of_kind("Site") if site.word("kind") != "generator")
    shares = Ownership(view, standing=standing).shares(plant.id)
    return {view.name(share.owner): f"{share.percent}" for share in shares}


def test_equal_parts_give_one_figure(store: Store, tmp_path: Path) -> None:
    one = "7,Alder,IN,{0},OP,North,1,0.6\n7,Alder,IN,{0},OP,South,2,0.4\n"
    rows = one.format(1) + one.format(2)
    assert owned(store, tmp_path, rows) == {"North": "[60, 60]", "South": "[40, 40]"}


def test_different_parts_give_a_range_and_an_owner_unnamed_there_has_none(store: Store, tmp_path: Path) -> None:
    rows = "7,Alder,IN,1,OP,North,1,0.6\n7,Alder,IN,1,OP,South,2,0.4\n7,Alder,IN,2,OP,North,1,1\n"
    assert owned(store, tmp_path, rows) == {"North": "[60, 100]", "South": "[0, 40]"}


def test_what_is_retired_can_be_left_out(store: Store, tmp_path: Path) -> None:
    rows = "7,Alder,IN,1,OP,North,1,1\n7,Alder,IN,2,RE,South,2,1\n"
    assert owned(store, tmp_path, rows) == {"North": "[0, 100]", "South": "[0, 100]"}
    assert owned(store, tmp_path, rows, standing=True) == {"North": "[100, 100]"}


def test_one_owner_in_two_lines_has_both_parts(store: Store, tmp_path: Path) -> None:
    rows = "7,Alder,IN,1,OP,North,99999,0.25\n7,Alder,IN,1,OP,South,2,0.75\n"
    assert owned(store, tmp_path, rows) == {"South": "[75, 75]", "North": "[25, 25]"}


def test_a_site_without_stakes_has_no_owners(store: Store, tmp_path: Path) -> None:
    owned(store, tmp_path, "7,Alder,IN,1,OP,North,1,1\n")
    assert Ownership(store.view()).shares("no such site") == []


def test_a_share_names_its_stakes(store: Store, tmp_path: Path) -> None:
    owned(store, tmp_path, "7,Alder,IN,1,OP,North,1,0.5\n7,Alder,IN,2,OP,North,1,0.5\n")
    view = store.view()
    (plant,) = (site for site in view.of_kind("Site") if site.word("kind") != "generator")
    found: list[Share] = view.ownership.shares(plant.id)
    assert [(share.percent.value, len(share.stakes)) for share in found] == [(Decimal(50), 2)]


def test_the_pack_has_87_plants_whose_parts_differ(shared: Path, store: Store) -> None:
    """The count of the domain's own notes on form EIA-860 of 2020."""
    store.load_source("eia860", shared / "data" / "power" / "eia860_2020_owner.csv")
    view = store.view()
    ownership = view.ownership
    plants = {str(site.word("partOf")) for site in view.of_kind("Site") if site.word("partOf")}
    differing = [p for p in plants if any(share.percent.value is None for share in ownership.shares(p))]
    assert (len(plants), len(differing)) == (1808, 87)


def test_graphql_tells_the_shares_with_the_words_that_state_them(store: Store, tmp_path: Path) -> None:
    owned(store, tmp_path, "7,Alder,IN,1,OP,North,1,0.6\n7,Alder,IN,1,OP,South,2,0.4\n7,Alder,IN,2,OP,North,1,1\n")
    shares = "shares { owner { name } percent { lower upper } evidence { quote } }"
    query = f'{{ sites(name: "Alder", first: 5) {{ nodes {{ {shares} }} }} }}'
    (site,) = store.query(query)["data"]["sites"]["nodes"]
    told = [(s["owner"]["name"], s["percent"], sorted(e["quote"] for e in s["evidence"])) for s in site["shares"]]
    assert told == [
        ("North", {"lower": "60", "upper": "100"}, ["0.6", "1"]),
        ("South", {"lower": "0", "upper": "40"}, ["0.4"]),
    ]
