"""Asking in Python: one way to give a view, words that there are not, and what `print` shows."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

import wattgraph
from wattgraph.api.store import Store
from wattgraph.graph.changes import ChangesError
from wattgraph.graph.figures.ratios import per_megawatt_year
from wattgraph.graph.links import Ends, Least, PathError, Through

TEXTS = (
    "TeraWulf has signed a ten-year lease with Fluidstack worth $3.7 billion. Google will backstop $1.8 billion of "
    "Fluidstack's obligations under the lease.",
    "IREN has signed a five-year contract worth $9.7 billion with Microsoft to provide cloud services at its campus "
    "in Childress, Texas. The contract covers 200 MW.",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two articles of two years."""
    with wattgraph.open(tmp_path_factory.mktemp("asking") / "asked.db") as made:
        for text, published in zip(TEXTS, ("2025-08-15", "2026-02-01"), strict=True):
            made.load(text=text, published=published, title=f"Of {published}", publisher="The Paper")
        yield made


def test_one_way_to_give_a_view(store: Store) -> None:
    early = store.view(known_at="2025")
    assert store.paths("IREN", "Microsoft", known_at="2025").paths == ()
    assert store.paths("IREN", "Microsoft", view=early).paths == ()
    assert store.paths("IREN", "Microsoft").paths
    assert [len(s.counted) for s in store.sums("Deal", known_at="2025")] == [1]
    assert [len(s.counted) for s in store.sums("Deal", view=early)] == [1]
    assert store.conflicts(policy="strictText", as_of="2026", known_at="2026") == []
    assert store.changes("2024", known_at="2025").rows == store.changes("2024", "2025").rows
    assert store.changes("2024", view=early).rows == store.changes("2024", "2025").rows


def test_a_view_and_what_would_make_one_are_not_both_given(store: Store) -> None:
    seen = store.view()
    for ask in (
        lambda: store.paths("IREN", "Microsoft", view=seen, known_at="2025"),
        lambda: store.sums("Deal", view=seen, policy="strictText"),
        lambda: store.conflicts(view=seen, as_of="2025"),
    ):
        with pytest.raises(ValueError, match="give a view at hand, or policy, as_of and known_at"):
            ask()
    with pytest.raises(ChangesError, match="give one of until, known_at and view"):
        store.changes("2024", "2025", known_at="2026")
    both = '{changes(since: "2024", until: "2025", view: {knownAt: "2026"}, first: 1) {totalCount}}'
    assert "give until or view: {knownAt}, not both" in str(store.query(both)["errors"])


WRONG = {
    "role": (Ends(role="banker"), None, "no role 'banker'; there are"),
    "class": (Ends(kind="Deal"), None, "no class of actors 'Deal'; there are Actor"),
    "basis": (Ends(role="bank", bases=frozenset({"mine"})), None, "no basis of a role 'mine'"),
    "nobody": (Ends(), None, "say who"),
    "link": ("IREN", Through(links=frozenset({"contracts"})), "no link class 'contracts'; there are contract,"),
    "kind": ("IREN", Through(kinds=frozenset({"leasing"})), "no kind 'leasing'; there are .*lease"),
    "status": ("IREN", Through(statuses=frozenset({"done"})), "no status 'done'; there are .*signed"),
    "a string": ("IREN", Through(kinds="lease"), "kinds is a set of words: write {'lease'}"),  # type: ignore[arg-type]
    "unit": ("IREN", Through(least=Least(Decimal(5), "bn")), "nothing is counted in 'bn'; write the number in full"),
}  # fmt: skip


@pytest.mark.parametrize(("start", "through", "words"), WRONG.values(), ids=WRONG)
def test_words_that_there_are_not(store: Store, start: Ends | str, through: Through | None, words: str) -> None:
    with pytest.raises(PathError, match=words):
        store.paths(start, "Microsoft", through=through)


def test_whom_nobody_knows(store: Store) -> None:
    found = store.paths("IREN", "Microsft")
    assert found.note == "no actor is called 'Microsft' (names are compared whole); near: Microsoft"
    assert found.note in str(found)
    asked = '{paths(from: {name: "IREN"}, to: {name: "Microsft"}, first: 1) {note}}'
    assert found.note in store.query(asked)["data"]["paths"]["note"]
    assert store.paths("IREN", "Microsoft").note is None
    deal = store.view().of_kind("Deal")[0]
    assert "is no actor" in str(store.paths(deal.id, "Microsoft").note)
    assert "units" in str(store.query(
        '{paths(from: {name: "IREN"}, to: {name: "Google"}, first: 1, through: {atLeast: {value: "5", unit: "bn"}})'
        " {note}}"
    )["errors"])  # fmt: skip


def test_evidence_of_sums_and_of_nothing(store: Store) -> None:
    assert "9.7 billion" in str(store.evidence(store.sums("Deal")))
    with pytest.raises(TypeError, match="holds no statement"):
        store.evidence(store.sums("Deal")[0].interval)


def test_what_print_shows(store: Store) -> None:
    view = store.view(known_at="2026-03")
    shown = str(view)
    assert shown.startswith("policy default, knownAt 2026-03, entry ")
    assert shown.endswith(" documents")
    deals = {view.name(deal.id): deal for deal in view.of_kind("Deal")}
    lease = deals["TeraWulf – Fluidstack lease, $3.7bn"]
    assert "provider: TeraWulf" in str(lease)
    assert "(The Paper), published 2025-08-15" in str(lease)
    (asked,) = store.query('{deals(first: 1, party: {name: "TeraWulf"}) {nodes {title}}}')["data"]["deals"]["nodes"]
    assert asked["title"] == "TeraWulf – Fluidstack lease, $3.7bn"
    path = str(store.paths("TeraWulf", "Google").paths[0])
    assert "weakest: hop 2, credit" in path
    assert "(The Paper)" in path
    ratios = [str(ratio) for ratio in per_megawatt_year(view)]
    assert any("about $9.7m a MW and year: IREN – Microsoft" in ratio for ratio in ratios)
    change = str(store.changes("2025").differing[0])
    assert "(The Paper), published 2026-02-01" in change
    for words in (str(lease), path, change, *ratios):
        assert "StoredStatement(" not in words
