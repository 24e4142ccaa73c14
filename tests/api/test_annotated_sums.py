"""Contracted megawatts of the annotated articles: what a naive sum gives, what ours does, and the truth by hand.

The annotations are development data of the project's neighbour folder; figures are named here, no words of theirs.
"""

import json
from pathlib import Path

import pytest

from wattgraph.api.store import Store
from wattgraph.graph.sums import Sum

FIELDS = ("type", "kind", "partiesComplete", "quantity", "modality", "status", "date", "start", "end", "term",
          "place", "text", "quote", "offset")  # fmt: skip
#: Megawatts that a careful reader counts as hosted, by article: a customer's load at the provider's own site.
HOSTED = {
    "A01": 210,  # of which 70 come first: a stage of the same contract, not 70 more
    "A04": 96,  # let out of 340 that stand
    "A05": 40,
    "A10": 168,  # critical IT load
    "A12": 140,
    "A16": 30,
}
#: What else is called contracted there, and why it is no hosted load.
SUPPLIED = {
    "A08": (80, 410),  # a wind farm's output under a purchase agreement, and the seller's portfolio that holds it
    "A14": (225,),  # fuel cells that are delivered
    "A15": (7100,),  # a utility's load book
    "A16": (300,),  # what a utility can deliver to the host itself
    "A18": (350,),  # electricity that a utility sells
}
#: Load that a miner would shed on demand: no text names a customer, so it adds between nothing and all of it.
UNNAMED = 60


@pytest.fixture(scope="module")
def articles(shared: Path, tmp_path_factory: pytest.TempPathFactory):
    """All annotated facts of the development articles in a ledger, with those that say contracted."""
    folder = tmp_path_factory.mktemp("gold")
    rows, naive = [], []
    for path in sorted((shared / "eval" / "dev").glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt"))
        (folder / text.name).write_text(text.read_text("utf-8"), "utf-8")
        for fact in gold["facts"]:
            rows.append(as_row(fact, text.name, gold.get("published")))
            if fact["type"] == "Capacity" and fact["kind"] == "contracted":
                naive.append(fact["quantity"]["value"])
    (folder / "facts.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    with Store(folder / "gold.db") as store:
        store.load_facts(folder / "facts.jsonl")
        yield store, naive


def as_row(fact, source, published):
    row = {name: fact[name] for name in FIELDS if fact.get(name) is not None}
    told = [{"name": party["name"], "role": party["role"]} for party in fact.get("parties", ())]
    # Beside owners the subject of megawatts is the site, which is no party.
    row["parties"] = [party for party in told if party["role"] != "subject"] or told
    if (row["type"], row.get("kind")) == ("CapitalFlow", "assetPurchase"):
        row["type"] = "Deal"  # as the model has it
    return {**row, "source": source, **({"published": published} if published else {})}


def contracted(store: Store, family: str) -> Sum:
    (found,) = store.sums("Capacity", kinds=("contracted",), families=(family,))
    return found


def test_the_naive_sum_is_fifteen_times_the_truth(articles):
    _, naive = articles
    assert sum(naive) == 10_379
    assert sum(HOSTED.values()) == 684


def test_hosted_megawatts_hold_the_truth(articles):
    store, _ = articles
    found = contracted(store, "contracted")
    assert sorted(int(item.interval.lower) for item in found.counted if item.sure) == sorted(HOSTED.values())
    assert (found.interval.lower, found.interval.upper) == (684, 684 + UNNAMED)
    (doubtful,) = [item for item in found.counted if not item.sure]
    assert doubtful.why.startswith("no text says that a load is hosted")
    assert [item.why for item in found.left_out] == ["planned, of what stands or is signed: a stage of it"]


def test_what_is_supplied_is_a_total_of_its_own(articles):
    store, _ = articles
    found = contracted(store, "contractedSupply")
    expected = sorted(megawatts for some in SUPPLIED.values() for megawatts in some)
    assert sorted(item.thing.figure.quantity.value for item in found.counted) == expected
    # The portfolio may hold the 80: between the larger and the sum.
    assert (found.interval.lower, found.interval.upper) == (sum(expected) - 80, sum(expected))
    assert [item.why for item in found.left_out] == ["status rumoured was not asked for"]


def test_parts_of_a_grid_offer_may_be_its_parts(articles):
    """85 MW are offered, 50 of them for computing and 35 for a battery: 85 by hand, which no fact proves."""
    store, _ = articles
    (found,) = store.sums("Capacity", kinds=("planned",))
    parts = [item for item in found.counted if "may be a part: figures of its text add up to 85 MW" in item.why]
    assert sorted(int(item.thing.figure.quantity.value) for item in parts) == [35, 50]
    assert not any(item.sure for item in parts)
    assert found.flags
