"""Sheets: data sets as tests write them, a record a line, which enter the ledger through the real gate."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from wattgraph.graph.checks import Finding, choose, examine
from wattgraph.graph.ledger import Ledger
from wattgraph.schema.model import QUANTITIES, model
from wattgraph.schema.numbers import find_quantities
from wattgraph.schema.statement import (
    Appearance,
    Document,
    Mention,
    Reading,
    Statement,
    Thing,
    mention_of_record,
)

SOURCE = "register"
#: What a cell may say behind `^` of its statement.
_SAID = {"from": "valid_from", "to": "valid_to", "status": "status", "modality": "modality", "polarity": "polarity"}


class Sheet:
    """Lines `Class key | property=value | property=@Class key ^status=closed,from=2020`; the named come first."""

    def __init__(self, text: str, **shown: str) -> None:
        self.document = Document.of(text)
        self.appearance = Appearance(published_basis="given" if "published" in shown else "unknown", **shown)

    def into(self, ledger: Ledger) -> "Sheet":
        outcome = ledger.load(self.document, self.appearance, self._read)
        assert outcome.quarantined == 0, ledger.quarantine()
        return self

    def mention(self, kind: str, key: str) -> Mention:
        return mention_of_record(self.document.id, kind, SOURCE, key)

    def _read(self, document: Document, dated: Appearance) -> Reading:
        return Reading(document, dated, "sheet", "1", list(self._things()))

    def _things(self) -> Iterator[Thing]:
        start = 0
        for line in self.document.text.splitlines(keepends=True):
            head, *cells = line.rstrip("\n").split(" | ")
            if head.strip():
                kind, key = head.split(" ", 1)
                mention, place = self.mention(kind, key), start + len(head) + 3
                statements = []
                for cell in cells:
                    statements.append(self._statement(mention, cell, place, (start, start + len(line) - 1)))
                    place += len(cell) + 3
                yield Thing(mention, statements)
            start += len(line)

    def _statement(self, mention: Mention, cell: str, place: int, line: tuple[int, int]) -> Statement:
        told, _, extra = cell.partition(" ^")
        prop, _, words = told.partition("=")
        at = place + len(prop) + 1
        said: dict[str, Any] = {_SAID[k]: v for k, v in (pair.split("=") for pair in extra.split(",") if pair)}
        said["polarity"] = said.get("polarity") != "false"
        evidence = (self.document.span(at, at + len(words)), self.document.span(*line, "quote"))
        return Statement(mention.id, prop, self._object(mention.kind, prop, words), evidence, **said)

    def _object(self, kind: str, prop: str, words: str) -> bytes | str:
        if words.startswith("@"):
            return self.mention(*words[1:].split(" ", 1)).id
        if model().kind(kind).properties[prop].ranges[0] not in QUANTITIES:
            return words
        (found,) = find_quantities(words)
        quantity = found.quantity
        return (replace(quantity, interval=-quantity.interval) if words.startswith("-") else quantity).encode()


@pytest.fixture
def sheet() -> type[Sheet]:
    return Sheet


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "checks.db", create=True) as made:
        yield made


Find = Callable[..., list[Finding]]


@pytest.fixture
def find(ledger: Ledger) -> Find:
    """`find("dates", *sheets)` loads sheets, or texts of sheets, and gives what the check finds in the ledger."""

    def find(check: str, *sheets: Sheet | str) -> list[Finding]:
        for one in sheets:
            (Sheet(one) if isinstance(one, str) else one).into(ledger)
        return list(examine(ledger, choose([check])))

    return find
