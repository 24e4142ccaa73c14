"""Whatever happens to a ledger: columns that were caught up say what columns made anew say, and what it holds."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings

from wattgraph.graph.columns import files, resident
from wattgraph.graph.columns.resident import Resident
from wattgraph.graph.identity import resolve
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.ledger.series import dates_of, series_of
from wattgraph.graph.view.snapshot import Identified
from wattgraph.schema.model import model

from .histories import STEPS, Step, follow, opened

QUICK = settings(max_examples=60)


def told(known: Resident) -> dict[str, Any]:
    """What a resident says, whatever its places and numbers are."""
    columns, identified = known.columns, Identified(known)
    by_id = {identifier: columns.documents[identifier] for identifier in columns.documents}
    return {
        "sequence": known.sequence, "statements": list(columns.all_statements()), "documents": by_id,
        "node": dict(identified.node), "members": dict(identified.members), "unsure": set(identified.unsure),
        "proofs": {(e.rule, e.reason) for e in identified.proofs},
        "said": [columns.statement(row) for node in range(len(known.nodes)) for row in known.nodes.said.of(node)],
        "named": [columns.statement(row) for node in range(len(known.nodes)) for row in known.nodes.named.of(node)],
    }  # fmt: skip


def check_against_the_rules(ledger: Ledger, known: Resident) -> None:
    """The rules over all statements at once, without kin, give the same nodes."""
    held, documents = list(ledger.statements()), list(ledger.documents())
    spoken = {s.subject for s in held} | {s.object for s in held if isinstance(s.object, bytes)}
    mentions = {m.id: m for m in ledger.mentions() if m.id in spoken}
    found = resolve(mentions, held, ledger.judgements(), series_of(documents), model(), dates_of(documents))
    identified = Identified(known)
    assert list(known.columns.all_statements()) == held
    assert dict(identified.node) == found.node
    assert set(identified.unsure) == set(found.unsure)
    assert identified.record == found.record
    assert [c.aside.number for c in identified.conflicts] == [c.aside.number for c in found.conflicts]


@QUICK
@given(steps=STEPS)
def test_catching_up_ends_like_starting_anew(text: Any, listed: Callable[..., Any], steps: list[Step]) -> None:
    with opened() as ledger:
        known = resident.made(ledger)
        for step in steps:
            follow(ledger, step, text, listed)
            known = resident.caught_up(ledger, known)
            assert told(known) == told(resident.made(ledger))
        check_against_the_rules(ledger, known)


@QUICK
@given(steps=STEPS)
def test_what_was_saved_is_what_was_there(text: Any, listed: Callable[..., Any], steps: list[Step]) -> None:
    with opened() as ledger, tempfile.TemporaryDirectory() as folder:
        for step in steps[:-1]:
            follow(ledger, step, text, listed)
        saved = files.load(files.save(resident.made(ledger), Path(folder)))
        assert told(saved) == told(resident.made(ledger))
        follow(ledger, steps[-1], text, listed)
        assert told(resident.caught_up(ledger, saved)) == told(resident.made(ledger))
