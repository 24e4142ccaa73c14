"""Everything that articles tell passes the ledger's gate: the examples, and the development texts where they lie."""

import json
from pathlib import Path

import pytest

from wattgraph.graph.ledger import Ledger
from wattgraph.loaders.article import read
from wattgraph.schema.statement import Appearance, Document

ROOT = Path(__file__).parents[3]
TEXTS = sorted([*ROOT.glob("examples/articles/*.txt"), *ROOT.parent.glob("shared/eval/dev/*.txt")])


def published(path: Path) -> str | None:
    """The date that the gold file beside a development text gives."""
    gold = path.with_name(f"{path.stem}.gold.json")
    date = json.loads(gold.read_text("utf-8"))["published"] if gold.exists() else "2026-10-06"
    return str(date) if date else None


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_no_statement_is_quarantined(path: Path, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.db", create=True)
    document = Document.of(path.read_bytes().decode())
    ledger.load(document, Appearance(published=published(path)), lambda d, a: read(d, a))
    assert ledger.quarantine() == []


def test_a_date_that_rests_on_another_one_is_left_out() -> None:
    text = "Shares of Quxon Power fell 4% in October 2025, after a rise of 30% a year earlier."
    document = Document.of(text)
    reading = read(document, Appearance(published="2026-10-06"))
    assert all(s.object != "2024-10" for thing in reading.things for s in thing.statements)
