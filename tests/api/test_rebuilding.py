"""Every answer is the same before and after a rebuild, and whatever was kept in memory or beside the ledger."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import wattgraph
from wattgraph.api.store import Store
from wattgraph.graph.columns import opening
from wattgraph.graph.ledger import Ledger

from ..graph.columns.histories import STEPS, Step, follow
from ..graph.conftest import Text, reference_list

QUICK = settings(max_examples=15)
#: One of each root that works something out, with the ids of the statements that it rests on.
ANSWERS = """
fragment proof on Thing { id statements(first: 50) { nodes { id modality } } }
query ($view: ViewInput) {
  firms(first: 20, view: $view) { totalCount nodes { ...proof names roles { role basis } links { firm { id } } } }
  sites(first: 20, view: $view) { nodes { ...proof shares { owner { id } percent { lower upper } } } }
  facts(first: 20, view: $view) {
    nodes { ...proof status figure { value origins beaten { why } } superseded { id } }
  }
  paths(from: {role: BITCOIN_MINER}, to: {actorClass: FIRM}, first: 20, view: $view) {
    nodes { hops { via { id } link } } nearMisses { why }
  }
  deals: sums(of: DEAL, groupBy: [FIRM, STATUS], view: $view) {
    nodes { keys { firm { id } status } total { lower upper } counted { why } leftOut { why } }
  }
  conflicts(first: 20, view: $view) { totalCount nodes { kind why sides { statements { id } } } }
  changes(since: "2026-02", first: 20, view: $view) { nodes { sort thing { id } property why } }
  origins(first: 20, view: $view) { nodes { documents { id } } }
  snapshot(view: $view) { sequence statements documents }
}
"""
VIEWS: tuple[dict[str, Any], ...] = (
    {}, {"policy": "strictText"}, {"asOf": "2026-02"}, {"knownAt": "2026-02"}, {"minimumOrigins": 2},
    {"policy": "filingsFirst", "minimumStatus": "SIGNED"},
)  # fmt: skip


def answers(store: Store) -> list[Any]:
    """What the store answers from each of the perspectives."""
    found = [store.query(ANSWERS, {"view": view}) for view in VIEWS]
    assert all("errors" not in one for one in found), found
    return found


@QUICK
@given(steps=STEPS)
def test_answers_do_not_hang_on_what_is_kept(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with Ledger(path, create=True) as ledger, wattgraph.open(path) as grown:
            for step in steps:
                follow(ledger, step, Text, reference_list)
                grown.view()  # caught up step by step
            before = answers(grown)
            assert grown.rebuild()["differed"] == 0
            assert answers(grown) == before
            shutil.copy(grown.backup(Path(folder) / "copy.db"), Path(folder) / "moved.db")
        with wattgraph.open(Path(folder) / "moved.db") as anew:
            assert answers(anew) == before


def test_answers_of_saved_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_FEW", 0)
    path = tmp_path / "ledger.db"
    steps: list[Step] = [(verb, n, n, "1.0") for n in range(3) for verb in ("article", "row", "site", "deal", "list")]
    with Ledger(path, create=True) as ledger:
        for step in steps:
            follow(ledger, step, Text, reference_list)
    with wattgraph.open(path) as first:
        before = answers(first)
    with wattgraph.open(path) as mapped:
        assert answers(mapped) == before
        assert mapped.rebuild()["differed"] == 0
        assert not opening.beside(path).exists()
        assert answers(mapped) == before
