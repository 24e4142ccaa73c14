"""The deals that the domain model names, told in our own prose and read by the article loader: exactly its paths."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import wattgraph
from wattgraph.api.store import Store
from wattgraph.graph.links import Ends
from wattgraph.graph.roles import BASES

#: Of an annotated fact, what a table holds.
FIELDS = (
    "type", "kind", "partiesComplete", "quantity", "modality", "status", "date", "start", "end", "term", "place",
    "text", "quote", "offset",
)  # fmt: skip
ARTICLES = (
    "IREN has signed a five-year contract worth $9.7 billion with Microsoft to provide cloud services at its campus "
    "in Childress, Texas. The contract covers 200 MW.",
    "Cipher Mining signed a 15-year lease with Amazon Web Services worth $5.5 billion. The lease covers 300 MW.",
    "Cipher Mining signed a 10-year lease with Fluidstack worth $3 billion. Google will guarantee $1.4 billion of "
    "Fluidstack's lease obligations. Google received warrants equal to 5.4% of Cipher Mining.",
    "TeraWulf has signed a ten-year lease with Fluidstack worth $3.7 billion. Google will backstop $1.8 billion of "
    "Fluidstack's obligations under the lease. In return, Google received warrants for about 8% of TeraWulf.",
    "Hut 8 signed a 15-year lease with Fluidstack worth $7 billion for 245 MW at its River Bend campus. Google will "
    "backstop $2 billion of Fluidstack's lease payments.\n\n"
    "Hut 8 has formed a partnership with Anthropic to develop data centers.",
    "Core Scientific signed a 12-year hosting contract with CoreWeave worth $10 billion. Galaxy Digital signed a "
    "lease with CoreWeave worth $15 billion. Applied Digital signed a lease with CoreWeave worth $7 billion.\n\n"
    "CoreWeave, the AI Hyperscaler, runs software for machine learning.",
)
GUARANTEED = {
    ("Cipher Mining", "Google", "credit", 2), ("TeraWulf", "Google", "credit", 2), ("Hut 8", "Google", "credit", 2),
    ("Cipher Mining", "Google", "equity", 1), ("TeraWulf", "Google", "equity", 1),
}  # fmt: skip
EXPECTED = GUARANTEED | {
    ("IREN", "Microsoft", "contract", 1),
    ("Cipher Mining", "Amazon Web Services", "contract", 1),
}
HOSTS = ("Core Scientific", "Galaxy Digital", "Applied Digital")
OWN_WORD = {(host, "CoreWeave", "contract", 1) for host in HOSTS}
LARGE = Ends(role="hyperscaler")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The articles and the reference list."""
    with wattgraph.open(tmp_path_factory.mktemp("prose") / "links.db") as made:
        for text in ARTICLES:
            made.load(text=text)
        yield made


def pairs(store: Store, starts: Ends, ends: Ends) -> set[tuple[str, str, str, int]]:
    """Start, end, class and hops of all paths."""
    view = store.view()
    found = store.paths(starts, ends)
    assert found.searched.complete
    return {(view.name(p.start), view.name(p.end), p.link, len(p.hops)) for p in found.paths}


def hosts(store: Store, ends: Ends) -> set[tuple[str, str, str, int]]:
    """The same from the hosts and miners of the articles, whatever the list calls them."""
    names = {name for name, *_ in EXPECTED | OWN_WORD}
    return set().union(*(pairs(store, Ends(name=name), ends) for name in names))


def test_exactly_the_expected_paths(store: Store) -> None:
    assert pairs(store, Ends(role="bitcoinMiner"), LARGE) == EXPECTED
    assert hosts(store, LARGE) == EXPECTED


def test_a_title_is_a_role_on_the_firms_own_word(store: Store) -> None:
    assert hosts(store, Ends(role="hyperscaler", bases=frozenset(BASES))) == EXPECTED | OWN_WORD


def test_a_lab_is_no_hyperscaler(store: Store) -> None:
    assert pairs(store, Ends(role="bitcoinMiner"), Ends(role="aiLab")) == {("Hut 8", "Anthropic", "affiliation", 1)}


def test_the_parent_is_a_step_away(store: Store) -> None:
    (path,) = store.paths("Cipher Mining", "Amazon", 1).paths
    (step,) = path.after
    assert (store.view().name(step.above), store.view().name(step.below)) == (
        store.view().name("amazon"), "Amazon Web Services",
    )  # fmt: skip


def test_two_hosts_of_one_tenant_are_a_near_miss(store: Store) -> None:
    found = store.paths("Hut 8", "Amazon")
    assert found.paths == ()
    assert [miss.rule for miss in found.near_misses] == ["sameSide"]


def test_strict_text_names_its_policy(store: Store) -> None:
    found = store.paths(Ends(role="bitcoinMiner"), LARGE, policy="strictText")
    assert found.paths == ()
    assert found.searched.message.endswith("policy strictText")


def test_all_facts_of_the_annotated_articles_together(shared: Path, tmp_path: Path) -> None:
    """The facts that people found in articles on the like of these deals, loaded as one table."""
    rows = []
    for gold in sorted((shared / "eval" / "dev").glob("*.gold.json")):
        name = gold.name.replace(".gold.json", ".txt")
        shutil.copy(gold.with_name(name), tmp_path)
        rows += [row(fact, name) for fact in json.loads(gold.read_text("utf-8"))["facts"]]
    (tmp_path / "facts.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    with wattgraph.open(tmp_path / "gold.db") as store:
        store.load_facts(tmp_path / "facts.jsonl")
        assert hosts_to(store, "Google", "Tessellate Data Centers", "Fathom Cloud") == {
            ("Tessellate Data Centers", "credit", 2), ("Tessellate Data Centers", "equity", 1),
            ("Fathom Cloud", "credit", 1),
        }  # fmt: skip
        assert hosts_to(store, "Amazon", "Crestfall Power", "Quarry Digital") == {
            ("Crestfall Power", "contractBeforeSigning", 1), ("Quarry Digital", "contract", 1),
        }  # fmt: skip
        assert hosts_to(store, "Microsoft", "IREN", "Norvane Digital") == {
            ("IREN", "contract", 1), ("Norvane Digital", "contract", 1),
        }  # fmt: skip
        assert hosts_to(store, "Meta", "Oracle", "Microsoft") == set()  # issuers of one bond


def row(fact: dict[str, Any], source: str) -> dict[str, Any]:
    """A fact as a row of a table. The model counts the purchase of an asset as a deal."""
    kept = {name: value for name, value in fact.items() if name in FIELDS}
    if (fact["type"], fact["kind"]) == ("CapitalFlow", "assetPurchase"):
        kept["type"] = "Deal"
    kept["parties"] = [{"name": party["name"], "role": party["role"]} for party in fact["parties"]]
    return kept | {"source": source}


def hosts_to(store: Store, end: str, *starts: str) -> set[tuple[str, str, int]]:
    """Start, class and hops of the paths to a firm; starts by names that drop their legal forms."""
    return {(start, p.link, len(p.hops)) for start in starts for p in store.paths(start, end).paths}
