"""The ledger's promises: the same content gives the same hash, whatever way it came in."""

import dataclasses
from itertools import permutations
from pathlib import Path

import pytest

from wattgraph.graph.ledger import Ledger, LedgerError, NotFound


def statements(ledger):
    return {(s.property, s.object) for s in ledger.statements()}


def test_loading_twice_writes_nothing(ledger, iren):
    first = iren().into(ledger)
    assert (first.state, first.asserted, first.quarantined) == ("loaded", 6, 0)
    sequence, content = ledger.sequence(), ledger.dump_hash()
    assert iren().into(ledger).state == "unchanged"
    assert (ledger.sequence(), ledger.dump_hash()) == (sequence, content)


def test_any_order_of_documents_gives_the_same_hash(fresh, iren, listed):
    pages = [iren(), iren(tail="Reported again."), listed(("iren", "IREN", "bitcoinMiner"))]
    hashes = set()
    for order in permutations(pages):
        ledger = fresh()
        for page in (*order, order[0]):
            page.into(ledger)
        hashes.add(ledger.dump_hash())
    assert len(hashes) == 1


def test_a_newer_version_closes_what_it_no_longer_says(fresh, iren):
    both, only = fresh(), fresh()
    old, new = iren(), iren(modality="reported")
    new.version = "2.0"
    old.into(both)
    outcome = new.into(both)
    assert outcome.asserted == outcome.closed == 4  # the names of the firms were said by both
    new.into(only)
    assert both.dump_hash() == only.dump_hash()


def test_an_older_version_cannot_undo_a_newer_one(ledger, iren):
    new, old = iren(), iren(modality="reported")
    new.version = "1.10"
    old.version = "1.9"
    new.into(ledger)
    content = ledger.dump_hash()
    assert old.into(ledger).state == "outranked"
    assert ledger.dump_hash() == content


def test_a_newer_list_of_names_reads_again_and_an_older_one_does_not(fresh, iren):
    def load(ledger, edition, mood):
        page = iren(modality=mood)
        reading = page.read(page.document, page.appearance)
        return ledger.load(
            page.document, page.appearance, lambda d, a: dataclasses.replace(reading, options=edition)
        ).state

    both, backwards = fresh(), fresh()
    assert [load(both, "2025-11", "asserted"), load(both, "2026-02", "reported")] == ["loaded", "loaded"]
    assert [load(backwards, "2026-02", "reported"), load(backwards, "2025-11", "asserted")] == ["loaded", "outranked"]
    assert both.dump_hash() == backwards.dump_hash()


def test_two_loaders_hold_a_statement_apart(ledger, iren):
    one, other, silent = iren(), iren(), iren()
    other.loader = "second"
    silent.things, silent.version = {}, "2.0"
    one.into(ledger)
    content = ledger.dump_hash()
    other.into(ledger)
    assert silent.into(ledger).closed == 6
    assert ledger.dump_hash() == content  # the second loader still says so
    other.things, other.version = {}, "2.0"
    other.into(ledger)
    assert not statements(ledger)


def test_a_date_that_is_known_later(fresh, iren):
    late, at_once, then_undated = fresh(), fresh(), fresh()
    iren().into(late)
    iren().into(late, published="2025-11-24")
    iren().into(at_once, published="2025-11-24")
    iren().into(then_undated, published="2025-11-24")
    iren().into(then_undated)
    assert late.dump_hash() == at_once.dump_hash() == then_undated.dump_hash()


def test_relative_dates_follow_the_date_known_first(fresh, text):
    """The same text at two addresses on two days: it spoke of its first day, in either order."""

    def reader(document, appearance):
        page = text(document.text)
        page.contract("Deal", "supply", "deal", [("party", "Anvil"), ("party", "Basalt")])
        day = appearance.published or "unknown"
        reading = page.read(document, appearance)
        return reading.__class__(
            document, appearance, "article", "1.0", [] if day == "unknown" else reading.things, options=day
        )

    hashes = set()
    for days in permutations(("2025-11-03", "2025-11-05", None)):
        ledger = fresh()
        for day in days:
            page = text("Anvil agreed a deal with Basalt.")
            ledger.load(page.document, page.appearance._replace(published=day), reader)
        hashes.add(ledger.dump_hash())
    assert len(hashes) == 1


def amount_of(ledger):
    return next(s for s in ledger.statements() if s.property == "amount")


def test_what_a_person_takes_back_stays_away(ledger, iren):
    iren().into(ledger)
    before = ledger.dump_hash()
    taken = amount_of(ledger)
    ledger.retract(taken.id, "ann", "the figure is the sector's")
    after = ledger.dump_hash()
    assert "amount" not in {name for name, _ in statements(ledger)}

    trimmed = iren()  # a newer version with a shorter quote: other statement ids, the same claim
    trimmed.version = "2.0"
    for thing in trimmed.things.values():
        thing.statements[:] = [s._replace(evidence=s.evidence[:1]) for s in thing.statements]
    trimmed.into(ledger)
    assert "amount" not in {name for name, _ in statements(ledger)}

    iren().into(ledger)  # outranked
    ledger.restore(amount_of_claim(ledger, taken), "ann")
    assert "amount" in {name for name, _ in statements(ledger)}
    assert ledger.dump_hash() not in (before, after)  # the trimmed quotes are what holds now


def amount_of_claim(ledger, taken):
    (row,) = ledger.connection.execute("SELECT id FROM statements WHERE subject = ? AND object = ? LIMIT 1",
                                       (taken.subject, taken.object))  # fmt: skip
    return row[0]


@pytest.mark.parametrize("target", ["statement", "thing", "document"])
def test_restore_undoes_retract(ledger, iren, target):
    page = iren()
    page.into(ledger)
    before, held = ledger.dump_hash(), len(statements(ledger))
    said = amount_of(ledger)
    identifier = {"statement": said.id, "thing": said.subject, "document": page.document.id}[target]
    ledger.retract(identifier, "ann")
    lost = {"statement": 1, "thing": 4, "document": 6}[target]
    assert len(statements(ledger)) == held - lost
    page.into(ledger)
    assert len(statements(ledger)) == held - lost
    ledger.restore(identifier, "ann")
    assert ledger.dump_hash() == before


def test_retracting_what_is_not_there(ledger, iren):
    iren().into(ledger)
    with pytest.raises(NotFound, match="no statement, thing or document has the id 00"):
        ledger.retract(bytes(16), "ann")
    with pytest.raises(LedgerError, match="is not retracted"):
        ledger.restore(amount_of(ledger).id, "ann")


def test_a_deal_that_loses_its_amount_is_quarantined_whole(ledger, iren):
    page = iren()
    for thing in page.things.values():
        thing.statements[:] = [
            s._replace(object=str(s.object).replace("9700000000", "9800000000")) if s.property == "amount" else s
            for s in thing.statements
        ]
    outcome = page.into(ledger)
    assert (outcome.asserted, outcome.quarantined) == (2, 4)
    assert {name for name, _ in statements(ledger)} == {"name"}
    reasons = [r.reason for r in ledger.quarantine()]
    assert any("9.7 billion dollars" in reason for reason in reasons)


def test_a_party_that_is_refused_takes_its_deal_along(ledger, iren):
    page = iren()
    first = next(t for t in page.things.values() if t.mention.kind == "Firm")
    first.statements[0] = first.statements[0]._replace(object="IREM")
    outcome = page.into(ledger)
    assert {name for name, _ in statements(ledger)} == {"name"}
    assert outcome.asserted == 1


def test_quarantine_is_of_the_latest_run(ledger, iren):
    bad, good = iren(), iren()
    for thing in bad.things.values():
        thing.statements[:] = [s._replace(evidence=()) for s in thing.statements]
    bad.into(ledger)
    assert len(ledger.quarantine()) == 6
    good.version = "1.1"
    good.into(ledger)
    assert ledger.quarantine() == []


def test_rebuild_changes_nothing_and_mends_what_is_derived(ledger, iren):
    iren().into(ledger)
    before = ledger.dump_hash()
    assert ledger.rebuild() == {"holds": 6, "differed": 0}
    ledger.connection.execute("DELETE FROM holds WHERE statement = 1")
    assert ledger.rebuild() == {"holds": 6, "differed": 1}
    assert ledger.dump_hash() == before


def test_backup_is_the_same_ledger(ledger, iren, tmp_path):
    iren().into(ledger)
    target = ledger.backup(tmp_path / "copy.db")
    with Ledger(target) as copy:
        assert copy.dump_hash() == ledger.dump_hash()
    with pytest.raises(LedgerError, match="exists already"):
        ledger.backup(target)
    assert not list(tmp_path.glob("*.partial"))


def test_judgements_are_content_and_can_be_withdrawn(ledger, iren):
    iren().into(ledger)
    iren(tail="Again.").into(ledger)
    before = ledger.dump_hash()
    one, other = [m.id for m in ledger.mentions() if m.kind == "Deal"]
    number = ledger.judge("different", one, other, author="ann", reason="two contracts")
    assert ledger.dump_hash() != before
    assert [a.verb for a in ledger.judgements()] == ["different"]
    ledger.judge("same", other, one, author="bob")  # the last word on the pair
    assert [a.verb for a in ledger.judgements()] == ["same"]
    ledger.withdraw(ledger.judgements()[0].number, "bob")
    assert [a.number for a in ledger.judgements()] == [number]
    ledger.withdraw(number, "ann")
    assert ledger.dump_hash() == before


def test_reading_goes_on_while_another_writes(ledger, iren, tmp_path):
    iren().into(ledger)
    with Ledger(ledger.path) as reader, reader.reading():
        before = reader.sequence()
        iren(tail="Again.").into(ledger)
        assert reader.sequence() == before
    with Ledger(ledger.path) as reader:
        assert reader.sequence() == ledger.sequence() > before


def test_the_file_has_no_more_than_it_needs(ledger, iren):
    """A guard for the size of a statement: rows hold numbers, not words."""
    for number in range(200):
        iren(tail=f"Report {number}.").into(ledger)
    ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert Path(ledger.path).stat().st_size / ledger.counts()["statements"] < 600  # small documents included


def test_only_judgements_can_be_withdrawn(ledger, iren):
    """A typo must not bring back what a person took back."""
    iren().into(ledger)
    ledger.retract(amount_of(ledger).id, "ann")
    taken = ledger.dump_hash()
    with pytest.raises(NotFound, match="no standing judgement has the number 1"):
        ledger.withdraw(1, "bob")
    assert ledger.dump_hash() == taken


def test_a_firm_is_never_the_same_as_a_deal(ledger, iren):
    iren().into(ledger)
    deal, firm = (next(m.id for m in ledger.mentions() if m.kind == kind) for kind in ("Deal", "Firm"))
    with pytest.raises(LedgerError, match="different classes"):
        ledger.judge("same", firm, deal, author="ann")
