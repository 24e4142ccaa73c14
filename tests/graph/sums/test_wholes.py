"""Of wholes and parts, options, amendments and frames only one counts."""

import pytest

HOST = [("provider", "IREN"), ("customer", "Microsoft")]


def capacity(page, amount, **said):
    return page.contract("Capacity", "contracted", "contracted", HOST, amount, prop="power", **said)


@pytest.fixture
def campus(text):
    return text(
        "IREN contracted 210 megawatts to Microsoft at the North and South hall, 70 megawatts of it as a first phase,"
        " with an option on 90 megawatts and a goal of 500 megawatts. A part is a part, the rest is a remainder,"
        " 140 megawatts. The target is a target."
    )


def test_a_part_and_the_remainder_never_add_to_their_whole(campus, ledger, total):
    whole = capacity(campus, "210 megawatts", status="signed")
    for amount, measure in (("70 megawatts", "part"), ("140 megawatts", "remainder")):
        part = capacity(campus, amount, status="signed")
        campus.say(part, "measure", measure, measure)
        campus.say(part, "partOf", whole.id, "210 megawatts")
    campus.into(ledger)
    found = total(ledger, "Capacity")
    assert found.interval.value == 210
    assert sorted(item.why for item in found.left_out) == [
        "a part of a whole, which is counted", "a remainder of a whole, which is counted",
    ]  # fmt: skip
    assert {item.because for item in found.left_out} == {(whole.id.hex(),)}


def test_without_the_whole_its_parts_count(campus, ledger, total):
    whole = capacity(campus, "210 megawatts", status="cancelled")
    for amount, measure in (("70 megawatts", "part"), ("140 megawatts", "remainder")):
        part = capacity(campus, amount, status="signed")
        campus.say(part, "measure", measure, measure)
        campus.say(part, "partOf", whole.id, "210 megawatts")
    campus.into(ledger)
    assert total(ledger, "Capacity").interval.value == 210
    assert total(ledger, "Capacity", statuses={"signed", "cancelled"}).interval.value == 210


def test_a_target_and_an_option_are_listed(campus, ledger, total):
    capacity(campus, "210 megawatts", status="signed")
    capacity(campus, "90 megawatts", modality="possible")
    target = capacity(campus, "500 megawatts", status="signed")
    campus.say(target, "measure", "target", "target")
    campus.into(ledger)
    found = total(ledger, "Capacity")
    assert found.interval.value == 210
    assert [item.why for item in found.left_out] == ["a target of a whole"]
    assert [item.why for item in found.optional] == ["only possible: listed, never added"]
    assert "optional (1)" in str(found)


def deal(page, amount, *date):
    parties = [("provider", "IREN"), ("customer", "Microsoft")]
    return page.contract("Deal", "hosting", "hosting", parties, amount, date=date or None, status="signed")


def test_an_amendment_counts_from_its_date(text, ledger, total):
    page = text(
        "In May 2025 IREN agreed hosting for 9.7 billion dollars with Microsoft,"
        " raised in March 2026 to 19.4 billion dollars."
    )
    first = deal(page, "9.7 billion dollars", "2025-05", "May 2025")
    later = deal(page, "19.4 billion dollars", "2026-03", "March 2026")
    page.say(later, "amends", first.id, "raised")
    page.into(ledger)
    assert total(ledger, "Deal").interval.value == 19_400_000_000
    (old,) = total(ledger, "Deal").left_out
    assert (old.why, old.because) == ("amended: what took its place counts", (later.id.hex(),))
    then = total(ledger, "Deal", as_of="2025-12")
    assert then.interval.value == 9_700_000_000
    assert [item.thing.id for item in then.counted] == [first.id.hex()]


def test_a_call_off_counts_under_its_frame(text, ledger, total):
    page = text("IREN agreed a hosting frame of 9.7 billion dollars with Microsoft; 2.5 billion dollars are called.")
    frame = deal(page, "9.7 billion dollars")
    called = deal(page, "2.5 billion dollars")
    page.say(called, "underDeal", frame.id, "frame")
    page.into(ledger)
    found = total(ledger, "Deal")
    assert found.interval.value == 9_700_000_000
    assert [item.why for item in found.left_out] == ["made under another thing, which counts it"]


def test_a_frame_without_an_amount_counts_nothing_so_its_call_offs_do(text, ledger, total):
    page = text("IREN agreed a hosting frame with Microsoft; 2.5 billion dollars are called.")
    frame = page.contract("Deal", "hosting", "hosting frame", HOST, status="signed")
    called = deal(page, "2.5 billion dollars")
    page.say(called, "underDeal", frame.id, "frame")
    page.into(ledger)
    assert total(ledger, "Deal").interval.value == 2_500_000_000


def test_an_option_makes_no_second_deal(text, ledger, total):
    page = text("IREN agreed hosting for 9.7 billion dollars with Microsoft, with an option on 2.5 billion dollars.")
    first = deal(page, "9.7 billion dollars")
    more = deal(page, "2.5 billion dollars")
    page.say(more, "optionOf", first.id, "option")
    page.into(ledger)
    found = total(ledger, "Deal")
    assert found.interval.value == 9_700_000_000
    assert [item.why for item in found.optional] == ["an option: never a second deal"]


def test_a_facility_and_what_was_drawn_of_it_are_two_totals(text, ledger, summed):
    page = text("IREN has a credit facility of 500 million dollars, of which 200 million dollars are drawn.")
    for amount, basis in (("500 million dollars", "facility"), ("200 million dollars", "drawn")):
        loan = page.contract("CapitalFlow", "creditFacility", "credit facility", [("beneficiary", "IREN")], amount)
        page.say(loan, "amountBasis", basis, basis)
    page.into(ledger)
    found = summed(ledger, "CapitalFlow")
    assert [(s.group.basis, s.interval.value) for s in found] == [("drawn", 200_000_000), ("facility", 500_000_000)]
