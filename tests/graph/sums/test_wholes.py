"""Of wholes and parts, options, amendments and frames only one counts."""

from itertools import permutations

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


@pytest.mark.parametrize("order", list(permutations((0, 1, 2))))
@pytest.mark.parametrize("middle", ["signed", "cancelled"])
def test_of_a_chain_of_amendments_the_last_counts(text, ledger, total, order, middle):
    """In whatever order their ids stand, which come from their places in the text, and whether all are selected."""
    amounts = ("101 million dollars", "201 million dollars", "401 million dollars")
    page = text(f"Hosting of IREN for Microsoft: {', '.join(amounts[i] for i in order)}, amended.")
    made = [page.contract("Deal", "hosting", "Hosting", HOST, amount, status=status)
            for amount, status in zip(amounts, ("signed", middle, "signed"), strict=True)]  # fmt: skip
    page.say(made[1], "amends", made[0].id, "amended")
    page.say(made[2], "amends", made[1].id, "amended")
    page.into(ledger)
    found = total(ledger, "Deal")
    assert found.interval.value == 401_000_000
    assert {item.because for item in found.left_out if "amended" in item.why} == {(made[2].id.hex(),)}


@pytest.mark.parametrize("order", list(permutations((0, 1, 2))))
def test_a_call_off_under_an_amended_frame_counts_in_the_new_frame(text, ledger, total, order):
    amounts = ("960 million dollars", "1,920 million dollars", "210 million dollars")
    page = text(f"Hosting of IREN for Microsoft: {', '.join(amounts[i] for i in order)}, amended, called.")
    frame, new, called = (page.contract("Deal", "hosting", "Hosting", HOST, a, status="signed") for a in amounts)
    page.say(new, "amends", frame.id, "amended")
    page.say(called, "underDeal", frame.id, "called")
    page.into(ledger)
    assert total(ledger, "Deal").interval.value == 1_920_000_000


@pytest.mark.parametrize("order", list(permutations((0, 1, 2))))
def test_a_part_of_an_amended_whole_counts_in_the_new_whole(text, ledger, total, order):
    amounts = ("960 megawatts", "1,920 megawatts", "210 megawatts")
    page = text(
        "Hosting of IREN for Microsoft, for 3 billion dollars, then for 7 billion dollars:"
        f" {', '.join(amounts[i] for i in order)}."
    )
    old, new = (
        page.contract("Deal", "hosting", "Hosting", HOST, amount, status="signed")
        for amount in ("3 billion dollars", "7 billion dollars")
    )
    page.say(new, "amends", old.id, "Hosting")
    whole, larger, part = (
        page.contract("Capacity", "contracted", "Hosting", HOST, amount, prop="power", status="signed")
        for amount in amounts
    )
    page.say(whole, "underDeal", old.id, "Hosting")
    page.say(larger, "underDeal", new.id, "Hosting")
    page.say(part, "partOf", whole.id, amounts[2])
    page.say(part, "measure", "part", amounts[2])
    page.into(ledger)
    assert total(ledger, "Capacity").interval.value == 1_920


def test_an_amended_call_off_stays_under_its_frame(text, ledger, total):
    page = text("Hosting of IREN for Microsoft: 960 million dollars, 210 million dollars, 430 million dollars.")
    frame, called, raised = (
        page.contract("Deal", "hosting", "Hosting", HOST, f"{amount} million dollars", status="signed")
        for amount in (960, 210, 430)
    )
    page.say(called, "underDeal", frame.id, "Hosting")
    page.say(raised, "amends", called.id, "Hosting")
    page.into(ledger)
    assert total(ledger, "Deal").interval.value == 960_000_000


def test_of_two_that_amend_each_other_one_counts(text, ledger, total):
    first = text("Hosting of IREN for Microsoft: 210 million dollars, 430 million dollars.")
    one, other = (
        first.contract("Deal", "hosting", "Hosting", HOST, f"{amount} million dollars", status="signed")
        for amount in (210, 430)
    )
    first.say(other, "amends", one.id, "Hosting")
    first.into(ledger)
    second = text("Again the hosting of IREN for Microsoft: 430 million dollars, 210 million dollars.")
    one, other = (
        second.contract("Deal", "hosting", "hosting", HOST, f"{amount} million dollars", status="signed")
        for amount in (430, 210)
    )
    second.say(other, "amends", one.id, "hosting")
    second.into(ledger)
    assert len(total(ledger, "Deal").counted) == 1
