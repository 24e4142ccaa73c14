"""Figures over sums: dollars per megawatt and year, shares, concentration, financing, headroom, build-up."""

from decimal import Decimal

import pytest

from wattgraph.graph.figures.buildup import buildup
from wattgraph.graph.figures.concentration import concentration
from wattgraph.graph.figures.financing import financing, raised
from wattgraph.graph.figures.headroom import headroom
from wattgraph.graph.figures.ratios import divided, per_megawatt_year
from wattgraph.schema.dates import PartialDate
from wattgraph.schema.quantity import Interval


def let(page, provider, customer, amount=None, power=None, term=None, kind="hosting"):
    """A hosting contract, with the megawatts of the same parties."""
    parties = [("provider", provider), ("customer", customer)]
    made = []
    if amount:
        made.append(page.contract("Deal", kind, "hosts", parties, amount, status="signed"))
        if term:
            page.say(made[0], "term", term[0], term[1])
    if power:
        made.append(page.contract("Capacity", "contracted", "hosts", parties, power, prop="power", status="signed"))
    return made


@pytest.fixture
def hosts(text, ledger, listed, look):
    """IREN hosts two customers, one of them for a known amount and time; Hut hosts one."""
    listed(("iren", "IREN", "bitcoinMiner"), ("hut", "Hut", "bitcoinMiner"), ("google", "Google", "hyperscaler"),
           ("meta", "Meta", "hyperscaler")).into(ledger)  # fmt: skip
    page = text(
        "IREN hosts Google for 3 billion dollars, 200 megawatts over five years. IREN hosts Meta with"
        " up to 50 megawatts for 1 billion dollars. Hut hosts Meta with 40 megawatts for ten years."
        " IREN owns 400 megawatts that stand."
    )
    let(page, "IREN", "Google", "3 billion dollars", "200 megawatts", ("P5Y", "five years"))
    let(page, "IREN", "Meta", "1 billion dollars", "up to 50 megawatts")
    let(page, "Hut", "Meta", None, "40 megawatts")
    page.contract("Capacity", "existing", "stand", [("owner", "IREN")], "400 megawatts", prop="power",
                  status="operational")  # fmt: skip
    page.into(ledger)
    assert ledger.quarantine() == []
    return look(ledger)


def test_dollars_per_megawatt_and_year(hosts):
    known, unknown = per_megawatt_year(hosts)
    assert known.per_megawatt_year == Interval.point(Decimal(3_000_000))
    assert (known.basis, known.pool.family, known.why) == ("unknown", "capacity", "amount / megawatts / years")
    quotes = {span.quote for said in known.statements for span in hosts.evidence(said)}
    assert {"3 billion dollars", "200 megawatts", "five years"} <= quotes
    assert (unknown.per_megawatt_year, unknown.why) == (None, "no text says how long it runs")


def test_a_term_of_two_dates_is_an_interval(text, ledger, look):
    page = text("From 2026 to 2030 Hut hosts Bolt for 1 billion dollars, with 100 megawatts.")
    deal, _ = let(page, "Hut", "Bolt", "1 billion dollars", "100 megawatts")
    page.say(deal, "start", "2026", "2026")
    page.say(deal, "end", "2030", "2030")
    page.into(ledger)
    (ratio,) = per_megawatt_year(look(ledger))
    assert ratio.term is not None
    years = ratio.term.years
    assert years.lower is not None
    assert years.upper is not None
    assert 2.9 < years.lower < 3.1
    assert 4.9 < years.upper < 5.1
    assert ratio.per_megawatt_year is not None
    assert 1_900_000 < (ratio.per_megawatt_year.lower or 0) < 2_100_000


def test_megawatts_of_two_deals_are_no_ones(text, ledger, look):
    page = text("Hut hosts Bolt for 1 billion dollars and for 2 billion dollars, with 100 megawatts.")
    let(page, "Hut", "Bolt", "1 billion dollars", "100 megawatts")
    let(page, "Hut", "Bolt", "2 billion dollars")
    page.into(ledger)
    assert {r.why for r in per_megawatt_year(look(ledger))} == {
        "its parties have 2 deals with amounts: no text says to which the megawatts belong"
    }


@pytest.mark.parametrize(
    ("amount", "by", "expected"),
    [("10 10", "2 5", "[2, 5]"), ("0 10", "2 5", "[0, 5]"), ("4 8", "2 .", "[0, 4]"), ("4 8", "0 2", None)],
)
def test_what_a_quotient_can_be(amount, by, expected):
    def interval(words):
        return Interval(*(None if word == "." else Decimal(word) for word in words.split()))

    found = divided(interval(amount), interval(by))
    assert (str(found) if found else None) == expected


def test_the_share_that_hangs_on_one_customer(hosts):
    (found,) = concentration(hosts, "Capacity", "customer", "iren", role="provider", families={"contracted"})
    google, meta = found.parts
    assert (google.key.label, str(google.share), str(google.total.interval)) == ("Google", "[0.8, 1]", "[200, 200]")
    assert (meta.key.label, str(meta.share)) == ("Meta", "[0, 0.2]")
    assert found.herfindahl is not None
    assert str(found.herfindahl) == "[0.64, 1]"
    assert meta.total.statements


def test_concentration_of_demand_by_host(hosts):
    (found,) = concentration(hosts, "Capacity", "provider", families={"contracted"})
    assert [part.key.label for part in found.parts] == ["IREN", "Hut"]
    assert found.herfindahl is not None
    low, high = found.herfindahl.lower, found.herfindahl.upper
    assert low is not None
    assert high is not None
    assert Decimal("0.7") < low < Decimal("0.73")
    assert high < Decimal("0.78")


def test_equal_points_have_an_exact_index(text, ledger, look):
    page = text("Aa hosts Cc with 50 megawatts, and Bb hosts Cc with 150 megawatts.")
    for host, power in (("Aa", "50 megawatts"), ("Bb", "150 megawatts")):
        let(page, host, "Cc", None, power)
    page.into(ledger)
    (found,) = concentration(look(ledger), "Capacity", "provider")
    assert found.herfindahl == Interval.point(Decimal("0.625"))


def test_held_less_contracted(hosts):
    (found,) = headroom(hosts, "iren")
    assert (found.basis, str(found.left)) == ("unknown", "[150, 200]")
    assert found.held is not None
    assert found.held.interval.value == 400
    (other,) = headroom(hosts, "hut")
    assert (other.left, other.held) == (None, None)


@pytest.fixture
def money(text, ledger, listed, look):
    listed(("meta", "Meta", "hyperscaler"), ("oracle", "Oracle", "hyperscaler")).into(ledger)
    page = text(
        "In 2025 Meta and Oracle sold bonds for 10 billion dollars. In 2025 Meta raised equity of 2 billion dollars"
        " for Hyperion, and a guarantee of 7 billion dollars. Meta will spend 30 billion dollars on Hyperion."
    )
    program = page.thing("Program", "Hyperion")
    page.say(program, "name", "Hyperion", "Hyperion")
    year = ("2025", "2025")
    page.contract("CapitalFlow", "bondIssuance", "bonds", [("issuer", "Meta"), ("issuer", "Oracle")],
                  "10 billion dollars", date=year)  # fmt: skip
    shares = page.contract("CapitalFlow", "equity", "equity", [("issuer", "Meta")], "2 billion dollars", date=year)
    page.say(shares, "finances", program.id, "Hyperion")
    page.contract("CapitalFlow", "backstop", "guarantee", [("beneficiary", "Meta")], "7 billion dollars", date=year)
    spent = page.contract("CapitalFlow", "capexCommitment", "spend", [("investor", "Meta")], "30 billion dollars")
    page.say(spent, "program", program.id, "Hyperion")
    page.into(ledger)
    assert ledger.quarantine() == []
    return look(ledger)


def test_debt_equity_and_cash_by_firm_and_year(money):
    meta, oracle = raised(money)
    assert (meta.year, meta.unit, str(meta.debt), str(meta.equity)) == (
        "2025", "USD", "(0, 10000000000]", "[2000000000, 2000000000]",
    )  # fmt: skip
    assert str(meta.cash) == "(2000000000, 12000000000]"
    assert (oracle.firm, str(oracle.debt)) == ("oracle", "(0, 10000000000]")
    assert all(total.statements for total in meta.sums)


def test_what_finances_a_programme_and_what_is_unexplained(money):
    (program,) = money.of_kind("Program")
    (found,) = financing(money, program.id)
    assert found.committed == Interval.point(Decimal(30_000_000_000))
    assert found.financed == Interval.point(Decimal(2_000_000_000))
    assert found.unexplained == Interval.point(Decimal(28_000_000_000))


def test_megawatts_by_user_over_time(text, ledger, look):
    page = text("Alder | 76 MW | 2025-10-14 | Meta\nAlder | 631 MW | 2026-05-28 | Meta")
    user = page.record("epoch", "Meta#firm")
    page.say(user, "name", "Meta", "Meta")
    site = page.record("epoch", "Alder", "Site")
    page.say(site, "name", "Alder", "Alder")
    page.say(site, "endUser", user.id, "Meta")
    for power, day in (("76 MW", "2025-10-14"), ("631 MW", "2026-05-28")):
        one = page.record("epoch", f"Alder#{day}", "Capacity")
        for prop, value, words in (
            ("kind", "existing", power), ("power", page.quantity(power), power), ("basis", "criticalIT", power),
            ("site", site.id, "Alder"), ("date", day, day),
        ):  # fmt: skip
            page.say(one, prop, value, words)
    page.into(ledger)
    assert ledger.quarantine() == []
    days = [PartialDate.parse(day) for day in ("2026-12", "2025-12", "2024-12")]
    stands = buildup(look(ledger), days)
    assert [str(stand.as_of) for stand in stands] == ["2024-12", "2025-12", "2026-12"]
    found = [{s.group.keys[0].label: s.interval.value for s in stand.sums if s.counted} for stand in stands]
    assert found == [{}, {"Meta": 76}, {"Meta": 631}]


def amended(text, ledger, *megawatts, terms="", **more):
    """A contract of 200 MW; then a text that gives 9 instead of 4 billion for it, with megawatts of its own."""
    page = text("Hut hosts Bolt for 4 billion dollars, with 200 megawatts over ten years.")
    deal, power = let(page, "Hut", "Bolt", "4 billion dollars", "200 megawatts", ("P10Y", "ten years"))
    if more.get("named"):
        page.say(power, "underDeal", deal.id, "hosts")
    page.into(ledger, published="2026-01-01")
    told = f", and {' and '.join(megawatts)} are added" if megawatts else ""
    page = text(f"Hut hosts Bolt for 9 billion dollars, up from 4 billion dollars{told} {terms}.")
    parties = [("provider", "Hut"), ("customer", "Bolt")]
    page.contract("Deal", "hosting", "hosts", parties, "9 billion dollars", "4 billion dollars", status="signed")
    for amount in megawatts:
        made = page.contract("Capacity", "contracted", "hosts", parties, amount, prop="power", status="signed")
        if terms:
            page.say(made, "measure", terms, terms)
    page.into(ledger, published="2026-03-01")
    assert ledger.quarantine() == []


@pytest.fixture
def hut(ledger, listed):
    listed(("hut", "Hut", "bitcoinMiner"), ("bolt", "Bolt", "hyperscaler")).into(ledger)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(("megawatts", "measure", "expected", "why"), [
    ((), "", Interval.point(Decimal(4_500_000)), "the amount was amended after its megawatts were told"),
    (("100 megawatts",), "increment", Interval.point(Decimal(3_000_000)), "with what the amendment adds"),
    (("100 megawatts",), "", Interval(Decimal(3_000_000), Decimal(4_500_000)), "whether"),
    (("300 megawatts",), "", Interval(Decimal(1_800_000), Decimal(3_000_000)), "whether"),
])  # fmt: skip
def test_a_new_amount_is_not_divided_by_the_old_megawatts(
    text, ledger, look, hut, named, megawatts, measure, expected, why
):  # fmt: skip
    amended(text, ledger, *megawatts, terms=measure, named=named)
    (ratio,) = per_megawatt_year(look(ledger))
    assert (ratio.per_megawatt_year, why in ratio.why) == (expected, True)


@pytest.mark.parametrize(("measure", "expected"), [
    ("increment", Interval.point(Decimal(3_000_000))), ("total", Interval.point(Decimal(9_000_000))),
    ("", Interval(Decimal(3_000_000), Decimal(9_000_000))),
])  # fmt: skip
def test_an_amendment_that_is_a_contract_of_its_own(text, ledger, look, hut, measure, expected):
    page = text(
        "Hut hosts Bolt for 4 billion dollars, 200 megawatts over ten years. The amendment of 9 billion dollars has"
        f" 100 megawatts {measure}."
    )
    first, old = let(page, "Hut", "Bolt", "4 billion dollars", "200 megawatts", ("P10Y", "ten years"))
    later, new = let(page, "Hut", "Bolt", "9 billion dollars", "100 megawatts", ("P10Y", "ten years"))
    page.say(later, "amends", first.id, "amendment")
    page.say(old, "underDeal", first.id, "hosts")
    page.say(new, "underDeal", later.id, "amendment")
    if measure:
        page.say(new, "measure", measure, measure)
    page.into(ledger)
    assert ledger.quarantine() == []
    (ratio,) = per_megawatt_year(look(ledger))
    assert ratio.per_megawatt_year == expected


def test_megawatts_of_two_days_are_added_or_are_all(text, ledger, look, hut):
    """What nothing proves to be one contract's figure told twice is not added for sure either."""
    amended(text, ledger)
    page = text("From 2028 on Hut hosts Bolt with 300 megawatts.")
    both = [("provider", "Hut"), ("customer", "Bolt")]
    made = page.contract("Capacity", "contracted", "hosts", both, "300 megawatts", prop="power", status="signed")
    page.say(made, "start", "2028", "2028")
    page.into(ledger, published="2026-04-01")
    (ratio,) = per_megawatt_year(look(ledger))
    assert ratio.per_megawatt_year == Interval(Decimal(1_800_000), Decimal(3_000_000))


def test_what_another_firm_invests_in_a_programme_finances_it(text, ledger, listed, look):
    listed(("meta", "Meta", "hyperscaler"), ("oracle", "Oracle", "hyperscaler")).into(ledger)
    page = text("Meta will spend 30 billion dollars on Hyperion. Oracle invests 4 billion dollars in Hyperion.")
    program = page.thing("Program", "Hyperion")
    page.say(program, "name", "Hyperion", "Hyperion")
    for kind, word, firm, amount in (
        ("capexCommitment", "spend", "Meta", "30 billion dollars"),
        ("investment", "invests", "Oracle", "4 billion dollars"),
    ):  # fmt: skip
        flow = page.contract("CapitalFlow", kind, word, [("investor", firm)], amount)
        page.say(flow, "program" if firm == "Meta" else "finances", program.id, "Hyperion")
    page.into(ledger)
    assert ledger.quarantine() == []
    (found,) = financing(look(ledger), program.id.hex())
    assert found.committed == Interval.point(Decimal(30_000_000_000))
    assert found.financed == Interval.point(Decimal(4_000_000_000))
    assert found.unexplained == Interval.point(Decimal(26_000_000_000))


def test_shares_of_firms_that_may_be_one(text, ledger, listed, look):
    """Two reports name a customer that no list knows: as two firms 5/8 and 3/8, as one all."""
    listed(("iren", "IREN", "bitcoinMiner")).into(ledger)
    for number, amount in enumerate(("5 billion dollars", "3 billion dollars")):
        page = text(f"Report {number}: IREN hosts Alder Cloud for {amount}.")
        let(page, "IREN", "Alder Cloud", amount)
        page.into(ledger)
    (found,) = concentration(look(ledger), "Deal", "customer")
    assert [str(part.share) for part in found.parts] == ["[0.625, 1]", "[0.375, 1]"]
    assert found.herfindahl == Interval(Decimal("0.53125"), Decimal(1))


def test_the_share_of_another_beside_firms_that_may_be_one(text, ledger, listed, look):
    """Two reports of one amount may be one report: the third has a third at least, a half at most."""
    listed(("iren", "IREN", "bitcoinMiner"), ("meta", "Meta", "hyperscaler")).into(ledger)
    for number, name in enumerate(("Alder Cloud", "Alder Cloud", "Meta")):
        page = text(f"Report {number}: IREN hosts {name} for 5 billion dollars.")
        let(page, "IREN", name, "5 billion dollars")
        page.into(ledger)
    (found,) = concentration(look(ledger), "Deal", "customer")
    meta = next(part for part in found.parts if part.key.value == "meta")
    assert meta.share is not None
    assert Decimal("0.33") < (meta.share.lower or 0) < Decimal("0.34")
    assert meta.share.upper == Decimal("0.5")
