"""The push against a real Neo4j: the database shows the view, all of it, and of others' nothing is touched."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import neo4j
import pytest

import wattgraph
from wattgraph.api.store import Store
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.neo4j import constraints
from wattgraph.graph.neo4j.labels import SNAPSHOT_ID
from wattgraph.graph.neo4j.push import FORMAT, Changes, Pushed, push
from wattgraph.graph.view import View

NOTHING = (0, 0, 0)


def changed(done: Changes) -> tuple[int, int, int]:
    return done.created, done.updated, done.removed


def pushed(database: Any, view: View, **options: Any) -> Pushed:
    """Pushes, and asserts that the database says that it shows the view."""
    done = push(view, database.driver, **options)
    (note,) = database.rows("MATCH (s:Snapshot) RETURN s.sequence, s.policy, s.format, s.complete, s.nodes")
    assert tuple(note.values()) == (view.sequence, view.policy.name, FORMAT, True, done.nodes.total)
    assert database.value("MATCH (n:Wattgraph) RETURN count(n)") == done.nodes.total + 1
    return done


def test_a_push_writes_all_and_the_next_nothing(database: Any, store: Store) -> None:
    first = pushed(database, store.view())
    assert changed(first.nodes) == (first.nodes.total, 0, 0)
    assert changed(first.relationships) == (first.relationships.total, 0, 0)
    assert first.nodes.total > 1_000
    dump, when = database.dump(), database.value("MATCH (s:Snapshot) RETURN s.pushedAt")
    again = pushed(database, store.view())
    assert changed(again.nodes) == changed(again.relationships) == NOTHING
    assert database.dump() == dump
    assert database.value("MATCH (s:Snapshot) RETURN s.pushedAt") == when


def test_the_size_of_a_batch_makes_no_difference(database: Any, view: View) -> None:
    told: list[int] = []
    done = pushed(database, view, batch=1, progress=told.append)
    dump = database.dump()
    database.clear()
    pushed(database, view)
    assert database.dump() == dump
    assert told == list(range(1, done.nodes.total + done.relationships.total + 1))


def test_what_the_database_holds_is_what_the_view_says(database: Any, view: View) -> None:
    pushed(database, view)
    (row,) = database.rows("""
        MATCH (:Firm:Actor {name: 'Microsoft'})-[r:RAISES]->(f:CapitalFlow {kind: 'bondIssuance'})
        RETURN r.role AS role, f.amount AS amount, f.amountExact AS exact, f.openList AS open, f.status AS status""")
    assert row == {"role": "issuer", "amount": 100e9, "exact": "100000000000", "open": True, "status": "announced"}
    assert database.value("MATCH (f:CapitalFlow) WHERE f.amount IS NULL RETURN f.amountUpper") == 50e9
    assert database.value("MATCH (:Actor)-[l:LINKED_TO]-(:Actor {name: 'IREN'}) RETURN l.class") == "contract"
    (proof,) = database.rows("""
        MATCH (d:Deal)<-[:ABOUT]-(s:Statement {property: 'amount'})-[:STATED_IN]->(t:Document)
        RETURN s.id IN d.amountStatements AS listed, s.quote AS quote, t.title AS title""")
    words = "IREN signed a 9.7 billion deal with Microsoft for five years."
    assert proof == {"listed": True, "quote": words, "title": "IREN and Microsoft"}


def test_people_find_names_captions_and_quotes(database: Any, view: View) -> None:
    pushed(database, view)
    asked = "CALL db.index.fulltext.queryNodes($index, $words) YIELD node RETURN collect(DISTINCT labels(node)[-1])"
    database.rows("CALL db.awaitIndexes(60)")
    for index, words in (("names", "iren"), ("captions", "bond"), ("quotes", '"five years"')):
        assert database.value(asked, index=constraints.PREFIX + index, words=words)


def test_what_is_retracted_is_gone_and_what_is_restored_is_back(database: Any, view: View) -> None:
    ledger = view.snapshot.ledger
    (deal,) = view.of_kind("Deal")
    with wattgraph.open(ledger.path) as store:
        pushed(database, view)
        before = database.dump()
        store.retract(deal.id, "me")
        done = pushed(database, store.view())
        assert done.nodes.removed > 5
        assert done.relationships.removed > 10
        assert database.value("MATCH (n:Deal) RETURN count(n)") == 0
        assert database.value("MATCH ()-[r:LINKED_TO]->() RETURN count(r)") == 0
        store.restore(deal.id, "me")
        pushed(database, store.view())
    assert [*without_sequence(database.dump())] == [*without_sequence(before)]


def without_sequence(dump: Any) -> Iterator[Any]:
    """The log's numbers grow with every entry, and digests with them."""
    for row in (*dump[0], *dump[1]):
        held = {k: v for k, v in row["held"].items() if k not in ("sequence", "digest", "caption")}
        yield {**row, "held": held}


def test_merged_nodes_become_one_and_unmerged_ones_two(
    database: Any, ledger: Ledger, text: Callable[..., Any], look: Callable[..., View]
) -> None:
    for page in (text("IREN grows."), text("Iris Energy grows.")):
        page.firm(page.text.removesuffix(" grows."))
        page.into(ledger)
    with wattgraph.open(ledger.path) as store:
        pushed(database, store.view())
        one, other = database.value("MATCH (n:Firm) RETURN collect(n.id)")
        number = store.judge("same", one, other, "me")
        done = pushed(database, store.view())
        assert changed(done.nodes) == (0, 1, 1)
        assert sorted(database.value("MATCH (n:Firm) RETURN n.names")) == ["IREN", "Iris Energy"]
        assert database.value("MATCH (:Firm)<-[:ABOUT]-(s) RETURN count(s)") == 2
        store.withdraw(number, "me")
        pushed(database, store.view())
    assert database.value("MATCH (n:Firm) RETURN count(n)") == 2


def test_another_policy_replaces_the_view(database: Any, store: Store) -> None:
    pushed(database, store.view())
    roles = "MATCH (f:Firm) WHERE f.roles IS NOT NULL RETURN count(f)"
    assert database.value(roles) > 100
    pushed(database, store.view("strictText"))
    assert database.value(roles) == 0
    strict = database.dump()
    database.clear()
    pushed(database, store.view("strictText"))
    assert database.dump() == strict


def test_a_class_that_changes_takes_its_labels_along(database: Any, view: View) -> None:
    pushed(database, view)
    dump = database.dump()
    database.rows("MATCH (d:Deal) SET d:Stake, d.digest = 'of an older push' REMOVE d:Deal")
    database.rows("MATCH (f:Firm {name: 'IREN'}) DETACH DELETE f")
    done = pushed(database, view)
    assert changed(done.nodes) == (1, 1, 0)
    assert database.dump() == dump


def test_nodes_of_others_are_left_alone(database: Any, view: View) -> None:
    database.rows("""
        CREATE (a:Firm {id: 'iren', name: 'Mine'}), (b:Firm {id: 'iren', name: 'Mine too'}), (:Note {text: 'x'}),
               (a)-[:LINKED_TO {via: 'me'}]->(b)""")
    mine = database.dump()
    pushed(database, view)
    ours = "MATCH (n:Firm:Wattgraph {name: $name})"
    database.rows(f"{ours}, (c:Note) CREATE (c)-[:ABOUT]->(n)", name="IREN")
    database.rows(f"{ours}, (m:Firm:Wattgraph {{name: 'Microsoft'}}) CREATE (n)-[:LINKED_TO]->(m)", name="IREN")
    database.rows(f"{ours} SET n:Watchlist", name="IREN")
    held = database.dump()
    done = pushed(database, view)
    assert changed(done.nodes) == changed(done.relationships) == NOTHING
    assert database.dump() == held
    with wattgraph.open(view.snapshot.ledger.path) as store:
        for document in view.documents:
            store.retract(document.hex(), "me")
        assert pushed(database, store.view()).nodes.total == len(view.documents)
    database.rows("MATCH (n:Wattgraph) DETACH DELETE n")
    assert database.dump() == mine


NASTY = (
    "`}) DETACH DELETE n //",
    "'; MATCH (n) DETACH DELETE n; //",
    "{id: 0}",
    "$rows",
    "Zürich 北京 😀 \u202etfel",
    "a\\u0060b",
)


def test_names_are_data_whatever_they_look_like(
    database: Any, ledger: Ledger, text: Callable[..., Any], look: Callable[..., View]
) -> None:
    page = text(" and ".join(f"«{name}»" for name in NASTY) + " grow.")
    for name in NASTY:
        page.firm(name)
    page.into(ledger)
    view = look(ledger)
    assert len(view.of_kind("Firm")) == len(NASTY)
    pushed(database, view)
    assert sorted(database.value("MATCH (n:Firm) RETURN collect(n.name)")) == sorted(NASTY)
    assert database.value("MATCH (s:Statement) RETURN collect(DISTINCT s.quote)") == [page.text]


def test_indexes_are_made_once_and_those_of_an_older_model_dropped(database: Any, view: View) -> None:
    pushed(database, view)
    names = "SHOW INDEXES YIELD name WHERE name STARTS WITH 'wattgraph_' RETURN collect(name)"
    rules = {rule.name for rule in constraints.rules()}
    assert set(database.value(names)) == rules
    database.rows("DROP INDEX wattgraph_Deal_kind")
    database.rows("CREATE INDEX wattgraph_Deal_colour FOR (n:Deal) ON (n.colour)")
    database.rows("CREATE INDEX mine FOR (n:Deal) ON (n.mine)")
    pushed(database, view)
    assert set(database.value(names)) == rules
    assert database.rows("SHOW INDEXES YIELD name WHERE name = 'mine'")
    database.rows("DROP INDEX mine")
    with pytest.raises(neo4j.exceptions.ConstraintError):
        database.rows("CREATE (:Wattgraph {id: $id})", id=SNAPSHOT_ID)


def test_lookups_use_the_indexes(database: Any, view: View) -> None:
    pushed(database, view)
    for asked in (
        "MATCH (n:Firm {id: 'iren'}) RETURN n", "MATCH (n:Firm {name: 'IREN'}) RETURN n",
        "MATCH (n:Deal) WHERE n.amount > 1000000000 RETURN n", "MATCH (n:Deal {kind: 'lease'}) RETURN n",
        "MATCH (s:Statement {id: 'x'}) RETURN s",
    ):  # fmt: skip
        plan = database.driver.execute_query(f"EXPLAIN {asked}").summary.plan
        assert "NodeIndexSeek" in repr(plan), asked


def test_a_snapshot_is_not_complete_while_a_push_runs(database: Any, view: View) -> None:
    said: list[bool] = []
    asked = "MATCH (s:Snapshot) RETURN s.complete"
    push(view, database.driver, batch=20, progress=lambda rows: said.append(database.value(asked)))
    assert set(said) == {False}
    assert database.value(asked) is True


def test_an_entry_that_changes_nothing_moves_the_snapshot_alone(database: Any, view: View) -> None:
    pushed(database, view)
    with wattgraph.open(view.snapshot.ledger.path) as store:
        one, other = sorted(n.id for n in view.of_kind("Firm"))[:2]
        store.judge("different", one, other, "me")
        done = pushed(database, store.view())
    assert done.sequence > view.sequence
    assert changed(done.nodes) == changed(done.relationships) == NOTHING


def test_pushes_at_the_same_time_write_everything_once(database: Any, store: Store) -> None:
    view = store.view()
    push(view, database.driver)
    alone = database.dump()
    database.clear()
    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(push, view, database.driver, batch=200) for _ in range(3)]:
            done.result()
    assert database.dump() == alone


def test_a_corpus_takes_the_place_of_another(database: Any, store: Store, shared: Path, tmp_path: Path) -> None:
    with wattgraph.open(tmp_path / "other.db") as other:
        other.load(shared / "seeds")
        pushed(database, store.view())
        done = pushed(database, other.view())
        assert done.nodes.removed > 100
        dump = database.dump()
        database.clear()
        pushed(database, other.view())
    assert database.dump() == dump
