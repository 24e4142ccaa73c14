"""Editions: of a record the newest release counts, and of a page its newest text; what was closed is no edition."""

from collections.abc import Callable

import pytest

from wattgraph.graph.ledger import Ledger
from wattgraph.graph.view import View

Look = Callable[..., View]


@pytest.fixture
def release(text: Callable[..., object], ledger: Ledger) -> Callable[..., None]:
    """`release("2026-03", a="Alder", ...)` loads a table in which these records have these names."""

    def load(vintage: str, series: str = "parks/parks", **named: str) -> None:
        page = text(" ".join([vintage, *(f"[{key} {name}]" for key, name in named.items())]), loader="source/parks")
        for key, name in named.items():
            mention = page.record("parks", key.replace("_", "#"), "Site")
            page.say(mention, "name", name, name)
        page.into(ledger, series=series, vintage=vintage)

    return load


def names(view: View) -> dict[str, list[str]]:
    """Record -> the names that the view shows."""
    keys = view.snapshot.mentions
    found = {}
    for node in view.of_kind("Site"):
        for member in node.mentions:
            found[keys[member].key or ""] = sorted(str(v.decoded) for v in node.values.get("name", ()))
    return found


def test_the_newest_release_that_names_a_record_counts(
    release: Callable[..., None], ledger: Ledger, look: Look
) -> None:
    release("2026-03", a="Alder", b="Brindle")
    release("2026-07", a="Alder Bluff")
    release("2025-12", a="Elder", b="Bramble", c="Cedar")
    view = look(ledger)
    assert names(view) == {"a": ["Alder Bluff"], "b": ["Brindle"], "c": ["Cedar"]}
    superseded = {str(s.object) for node in view.of_kind("Site") for s in node.superseded}
    assert superseded == {"Alder", "Elder", "Bramble"}


def test_parts_of_a_record_go_with_it(release: Callable[..., None], ledger: Ledger, look: Look) -> None:
    release("2026-03", a="Alder", a_1="First phase", a_2="Second phase")
    release("2026-07", a="Alder", a_1="Phase one")
    view = look(ledger)
    assert names(view) == {"a": ["Alder"], "a#1": ["Phase one"]}
    (gone,) = (
        node for node in view.nodes.values() if node.replaced
    )  # not listed, and still there for who has its id
    assert [str(s.object) for s in gone.superseded] == ["Second phase"]


def test_two_series_do_not_replace_each_other(release: Callable[..., None], ledger: Ledger, look: Look) -> None:
    release("2026-03", a="Alder", series="parks/points")
    release("2026-07", a="Alder Bluff", series="parks/outlines")
    assert names(look(ledger)) == {"a": ["Alder", "Alder Bluff"]}


def test_what_was_taken_back_replaces_nothing(release: Callable[..., None], ledger: Ledger, look: Look) -> None:
    release("2026-03", a="Alder")
    release("2026-07", a="Elder")
    (wrong,) = [s for s in ledger.statements() if s.object == "Elder"]
    ledger.retract(wrong.id, "ada")
    assert names(look(ledger)) == {"a": ["Alder"]}


def test_rows_of_equal_names_are_not_one(release: Callable[..., None], ledger: Ledger, look: Look) -> None:
    release("2026-03", a_1="1", b_1="1", c="Alder", d="Alder")
    assert len(look(ledger).of_kind("Site")) == 4
    assert look(ledger).snapshot.identity.unsure == []


@pytest.mark.parametrize("first", [0, 1])
def test_of_one_vintage_the_one_that_was_published_last_counts(
    ledger: Ledger, look: Look, text: Callable[..., object], first: int
) -> None:  # fmt: skip
    """In whatever order, and however long apart, they were loaded."""
    told = [("Alder", "2025-01"), ("Brindle", "2025-09")]
    for name, published in (told[first], told[1 - first]):
        page = text(f"Table with {name}.", loader="source/parks")
        page.say(page.record("parks", "a", "Site"), "name", name, name)
        page.into(ledger, series="parks/parks", vintage="2", published=published)
        with ledger.writing() as connection:
            connection.execute("UPDATE runs SET recorded = printf('2026-01-01T00:00:%02dZ', 10 - number)")
    assert names(look(ledger)) == {"a": ["Brindle"]}
