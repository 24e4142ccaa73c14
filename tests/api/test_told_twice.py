"""Deals that several sentences, or several texts, tell in tables of facts: one thing or two, and what they link."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from wattgraph.api.store import Store
from wattgraph.schema.numbers import find_quantities
from wattgraph.schema.statement import Appearance

Fact = dict[str, Any]
CLASSES = {
    "lease": "Deal", "backstop": "CapitalFlow", "loan": "CapitalFlow", "creditFacility": "CapitalFlow",
    "contracted": "Capacity", "stake": "Ownership", "bondIssuance": "CapitalFlow",
}  # fmt: skip


def fact(kind: str, sentence: str, figure: str | None = None, /, **more: Any) -> Fact:
    """A fact that a sentence tells: `figure` are its words, roles are named like `lender="JPMorgan"`."""
    roles = ("provider", "customer", "guarantor", "beneficiary", "lender", "owner", "target", "issuer")
    parties = [{"name": more.pop(role), "role": role} for role in roles if role in more]
    found = find_quantities(figure)[0].quantity if figure else None
    quantity = found and {
        "value": int(found.value or 0), "unit": found.unit, "unitBasis": found.unit_basis, "verbatim": found.verbatim,
    }  # fmt: skip
    return {"type": CLASSES[kind], "kind": kind, "quote": sentence, "parties": parties, "quantity": quantity} | more


def lease(host: str, amount: str | None = None, tenant: str = "Fluidstack", **more: Any) -> Fact:
    """A host lets to a tenant."""
    worth = (f" for {amount}" if amount else "") + (f", {more['date']}" if "date" in more else "")
    more = {"status": "signed"} | more
    return fact("lease", f"{host} lets halls to {tenant}{worth}", amount, provider=host, customer=tenant, **more)


def backed(sentence: str, amount: str | None = None) -> Fact:
    """Google answers for Fluidstack."""
    return fact("backstop", sentence, amount, guarantor="Google", beneficiary="Fluidstack")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "told.db") as opened:
        yield opened


@pytest.fixture
def tell(store: Store, tmp_path: Path) -> Callable[..., None]:
    """Loads facts as those of one text, whose sentences are theirs; `apart`: what stands between two."""
    numbers = count()

    def load(*facts: Fact, apart: str = " ", published: str | None = None) -> None:
        name = f"text{next(numbers)}.txt"
        sentences = dict.fromkeys(f"{one['quote']}." for one in facts)
        (tmp_path / name).write_text(f"{name}{apart}" + apart.join(sentences))
        table = tmp_path / f"{name}.jsonl"
        table.write_text("\n".join(json.dumps(one | {"source": name}) for one in facts))
        given = Appearance(published=published, published_basis="given") if published else None
        store.load_facts(table, given)
        assert store.quarantine() == []

    return load


def total(store: Store, of: str, **asked: Any) -> tuple[int, int]:
    """The bounds of the only sum, in millions of dollars or in MW."""
    (found,) = store.sums(of, **asked)
    scale = 1 if found.group.unit == "MW" else 10**6
    return int((found.interval.lower or 0) / scale), int((found.interval.upper or 0) / scale)


def hops(store: Store, start: str, end: str, **asked: Any) -> list[tuple[str, int]]:
    """Class and hops of the paths between two firms."""
    return [(path.link, len(path.hops)) for path in store.paths(start, end, **asked).paths]


# -- guarantees of one guarantor for one tenant of several hosts

HOSTS = ("Cipher Mining", "TeraWulf")
SIGNED, OFF = "2025-11-03", "2026-02-01"


@pytest.mark.parametrize("apart", [" ", "\n\n"])
@pytest.mark.parametrize("amount", ["$1.8 billion", None])
def test_two_guarantees_of_one_figure_in_one_text_lead_to_both_hosts(store, tell, apart, amount):
    worth = f" for {amount}" if amount else ""
    told = [backed(f"Google backs Fluidstack{worth} at {host}", amount) for host in HOSTS]
    tell(*(lease(host) for host in HOSTS), *told, apart=apart)
    assert [hops(store, host, "Google") for host in HOSTS] == [[("credit", 2)]] * 2
    if amount:
        assert total(store, "CapitalFlow") == (1800, 3600)


def test_two_guarantees_of_one_figure_in_two_texts_are_one_or_two(store, tell):
    for host in HOSTS:
        tell(lease(host), backed("Google backs $1.8 billion of the rent of Fluidstack", "$1.8 billion"))
    assert [hops(store, host, "Google") for host in HOSTS] == [[("credit", 2)]] * 2
    assert total(store, "CapitalFlow") == (1800, 3600)
    (found,) = store.sums("CapitalFlow")
    assert found.flags == ["Google – Fluidstack backstop, $1.8bn: one guarantee, or up to 2"]


def test_guarantees_for_different_hosts_are_no_rivals(store, tell):
    for host, amount in zip(HOSTS, ("$1.4 billion", "$1.8 billion"), strict=True):
        day = SIGNED if amount == "$1.4 billion" else OFF
        tell(lease(host), backed(f"Google backs {amount} of the rent of Fluidstack", amount), published=day)
    assert total(store, "CapitalFlow") == (3200, 3200)
    assert list(store.conflicts()) == []
    assert total(store, "CapitalFlow", known_at="2025-12-01") == (1400, 1400)


def test_a_guarantor_answers_for_no_debt_to_itself(store, tell):
    tell(lease("TeraWulf"), lease("Google"), backed("Google backs the rent of Fluidstack"))
    assert hops(store, "TeraWulf", "Google") == [("credit", 2)]


def test_guarantees_with_two_figures_for_one_host_are_rivals(store, tell):
    for amount in ("$1.4 billion", "$1.8 billion"):
        tell(lease("TeraWulf"), backed(f"Google backs {amount} of the rent of Fluidstack", amount))
    assert total(store, "CapitalFlow") == (1800, 3200)


def test_a_guarantee_names_the_host_of_a_lease_that_another_text_tells(store, tell):
    tell(*(lease(host) for host in HOSTS))
    tell(backed("Google backs the rent that Fluidstack owes TeraWulf"))
    assert [hops(store, host, "Google") for host in HOSTS] == [[], [("credit", 2)]]


def test_a_guarantee_that_names_two_hosts_of_several_leases_leads_to_neither(store, tell):
    tell(*(lease(host) for host in HOSTS))
    tell(backed("Google backs Fluidstack at TeraWulf or at Cipher Mining"))
    assert [hops(store, host, "Google") for host in HOSTS] == [[], []]


# -- called off

AWS = {"tenant": "Amazon Web Services"}


@pytest.mark.parametrize("amount", ["$5.5 billion", None])
@pytest.mark.parametrize("dated", [True, False])
def test_a_call_off_belongs_to_the_deal_whether_it_repeats_its_figure_or_not(store, tell, amount, dated):
    tell(lease("Cipher Mining", "$5.5 billion", **AWS, date=SIGNED), published=SIGNED)
    day = {"date": OFF} if dated else {}
    tell(lease("Cipher Mining", amount, **AWS, status="cancelled", **day), published=OFF)
    ends = "Cipher Mining", "Amazon Web Services"
    assert (total(store, "Deal"), hops(store, *ends)) == ((0, 0), [])
    (found,) = store.sums("Deal")
    assert [item.why for item in found.left_out] == ["status cancelled was not asked for"]
    between = {"as_of": "2025-12-01"}
    assert (total(store, "Deal", **between), hops(store, *ends, **between)) == ((5500, 5500), [("contract", 1)])
    after = {"as_of": "2026-03-01"}
    assert (total(store, "Deal", **after), hops(store, *ends, **after)) == ((0, 0), [])
    assert list(store.sums("Deal", as_of="2025-10-01")) == []
    assert total(store, "Deal", known_at="2025-12-01") == (5500, 5500)


def test_a_call_off_before_a_deal_is_of_an_earlier_one(store, tell):
    tell(lease("Cipher Mining", **AWS, status="cancelled", date="2024-02-01"), published="2024-02-02")
    tell(lease("Cipher Mining", "$5.5 billion", **AWS, date=SIGNED), published=SIGNED)
    assert total(store, "Deal") == (5500, 5500)
    assert hops(store, "Cipher Mining", "Amazon Web Services") == [("contract", 1)]


def test_of_two_deals_nobody_knows_which_was_called_off(store, tell):
    for amount in ("$5.5 billion", "$2.5 billion"):
        tell(lease("Cipher Mining", amount, **AWS), published=SIGNED)
    tell(lease("Cipher Mining", **AWS, status="cancelled"), published=OFF)
    assert total(store, "Deal") == (5500, 8000)


# -- one figure of the same two, told with other days and places


@pytest.mark.parametrize(("other", "bounds"), [("2025-11-07", (5500, 11000)), ("2025-12-24", (11000, 11000))])
def test_one_figure_with_two_dates_of_a_week_is_one_or_two(store, tell, other, bounds):
    for day in (SIGNED, other):
        tell(lease("Cipher Mining", "$5.5 billion", **AWS, date=day))
    assert total(store, "Deal") == bounds


def place(words: str) -> Fact:
    """Megawatts of IREN for Microsoft somewhere."""
    sentence = f"IREN lets 100 MW in {words} to Microsoft"
    return fact("contracted", sentence, "100 MW", provider="IREN", customer="Microsoft", place=words)


@pytest.mark.parametrize(("places", "bounds"), [
    (("Childress, Texas", "Sweetwater, Texas"), (100, 200)), (("Childress", "Sweetwater"), (100, 200)),
    (("Childress, Texas", "Texas"), (100, 100)), (("Childress, Texas", "Childress, Texas"), (100, 100)),
])  # fmt: skip
def test_one_figure_in_two_places_is_one_or_two(store, tell, places, bounds):
    for words in places:
        tell(place(words))
    assert total(store, "Capacity") == bounds


# -- one thing told of other parties


def test_a_contract_of_a_division_may_be_the_one_that_is_told_of_its_parent(store, tell):
    for tenant in ("Amazon", "Amazon Web Services"):
        tell(lease("Cipher Mining", "$5.5 billion", tenant))
    assert total(store, "Deal") == (5500, 11000)
    (found,) = store.sums("Deal")
    assert found.flags[0].startswith("unsure whether Cipher Mining – Amazon")


def test_two_divisions_or_two_figures_are_two_contracts(store, tell):
    tell(lease("Cipher Mining", "$5.5 billion", "Amazon"))
    tell(lease("Cipher Mining", "$2.5 billion", "Amazon Web Services"))
    assert total(store, "Deal") == (8000, 8000)


def loan(borrower: str, amount: str, lender: str | None = "JPMorgan", kind: str = "loan", verb: str = "got") -> Fact:
    """A bank lends to a firm."""
    named = {"lender": lender} if lender else {}
    whose = f" of {lender}" if lender else ""
    return fact(kind, f"{borrower} {verb} a loan{whose} of {amount}", amount, beneficiary=borrower, **named)


@pytest.mark.parametrize("lender", ["JPMorgan", None])
def test_one_loan_that_a_text_tells_with_two_borrowers_is_one_or_two(store, tell, lender):
    tell(loan("Vantage", "$7.1 billion", lender), loan("Crusoe", "$7.1 billion", lender))
    assert total(store, "CapitalFlow") == (7100, 14200)


def test_loans_of_two_banks_or_of_a_round_figure_are_two(store, tell):
    tell(loan("Vantage", "$7.1 billion"), loan("Crusoe", "$7.1 billion", "Citi"))
    tell(loan("Soluna", "$1 billion"), loan("Lancium", "$1 billion"))
    assert total(store, "CapitalFlow") == (16200, 16200)


# -- a facility and what was drawn of it


def facility(amount: str = "$1 billion") -> Fact:
    """A bank would lend so much."""
    return loan("Cipher Mining", amount, kind="creditFacility")


@pytest.mark.parametrize("together", [True, False])
def test_what_was_drawn_of_a_facility_is_no_second_loan(store, tell, together):
    facts = facility(), loan("Cipher Mining", "$300 million", None, verb="drew")
    for some in [facts] if together else [(one,) for one in facts]:
        tell(*some)
    assert total(store, "CapitalFlow") == (1000, 1000)
    (found,) = store.sums("CapitalFlow")
    assert [item.why for item in found.left_out] == ["drawn of a facility, which is counted"]


def test_a_loan_beside_a_facility_may_be_a_draw(store, tell):
    tell(facility(), loan("Cipher Mining", "$300 million"))
    assert total(store, "CapitalFlow") == (1000, 1300)


def test_a_draw_of_another_borrower_or_a_larger_one_counts(store, tell):
    tell(facility(), loan("TeraWulf", "$300 million", verb="drew"), loan("Cipher Mining", "$2 billion", verb="drew"))
    assert total(store, "CapitalFlow") == (3300, 3300)


# -- what the words call a part


@pytest.mark.parametrize(("words", "bounds"), [
    ("245 MW, of which 100 MW", (245, 245)), ("245 MW, including 100 MW", (245, 345)),
    ("245 MW, and another 100 MW", (345, 345)), ("245 MW. Of which park 100 MW", (345, 345)),
    ("100 MW, of which the host wants 245 MW", (345, 345)),
])  # fmt: skip
def test_a_part_by_its_words_does_not_add_to_its_whole(store, tell, words, bounds):
    sentence = f"Hut 8 lets {words} to Anthropic"
    tell(*(
        fact("contracted", sentence, megawatts, provider="Hut 8", customer="Anthropic")
        for megawatts in ("245 MW", "100 MW")
    ))  # fmt: skip
    assert total(store, "Capacity") == bounds
