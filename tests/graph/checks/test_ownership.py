"""Ownership: parts above their whole, circles, and oneself."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.checks import choose, examine
from wattgraph.graph.ledger import Ledger

from .conftest import Find, Sheet

BASE = "Site 10 | name=Alpha\nFirm A | name=Ant\nFirm B | name=Bee\nFirm C | name=Cat\n"


def stakes(*shares: str, whole: str = "site=@Site 10") -> str:
    """One stake a share: `A 60%`, with what the cell says of it behind."""
    lines = []
    for number, told in enumerate(shares):
        owner, share = told.split(" ", 1)
        lines.append(f"Stake {number} | kind=stake | owner=@Firm {owner} | {whole} | share={share}")
    return BASE + "\n".join(lines)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (("A 60%", "B 60%"), "at least 120 % of Alpha at a time that is not stated: 60 %, 60 %"),
        (("A 60% ^from=2010", "B 60% ^from=2012"), "120 % of Alpha on 2012"),
        (("A 50.1%", "B 50.1%"), "100.2 % of Alpha"),
    ],
)
def test_parts_above_their_whole_are_found(find: Find, told: tuple[str, ...], words: str) -> None:
    (finding,) = find("ownership", stakes(*told))
    assert words in finding.message
    assert len(finding.statements) == 2


@pytest.mark.parametrize(
    "told",
    [
        ("A 60%", "B 40%"),
        ("A 33.4%", "B 33.3%", "C 33.4%"),  # each rounded
        ("A 60%", "A 60%", "B 40%"),  # told twice
        ("A 60% ^from=2010,to=2012", "B 60% ^from=2012"),
        ("A 60% ^from=2010", "B 60%"),  # of the second no time is known
        ("A 60%", "B 60% ^modality=planned"),
        ("A 60%", "B 60% ^status=cancelled"),
    ],
)
def test_parts_that_fit_pass(find: Find, told: tuple[str, ...]) -> None:
    assert find("ownership", stakes(*told)) == []


def test_a_warrant_is_no_part_yet(find: Find) -> None:
    assert find("ownership", stakes("A 60%", "B 60%").replace("Stake 1 | kind=stake", "Stake 1 | kind=warrant")) == []


def test_editions_are_not_added_and_parts_of_one_are(find: Find, sheet: type[Sheet]) -> None:
    one, other = stakes("A 60%"), stakes("B 60%").replace("Stake 0", "Stake 1")
    find("ownership", sheet(one, series="register/owners", vintage="1"))
    assert find("ownership", sheet(other, series="register/owners", vintage="2")) == []
    again = other.replace("Stake 1", "Stake 2")
    assert len(find("ownership", sheet(again, series="register/owners", vintage="1"))) == 1


@pytest.mark.parametrize(("share", "found"), [("104%", 1), ("-5%", 1), ("100%", 0), ("0%", 0)])
def test_a_share_lies_between_nothing_and_all(find: Find, share: str, found: int) -> None:
    assert len(find("ownership", stakes(f"A {share}"))) == found


def test_nobody_owns_himself(find: Find) -> None:
    (stake,) = find("ownership", stakes("A 60%", whole="target=@Firm A"))
    assert "Ant owns a part of itself" in stake.message
    assert stake.severity == "warning"  # a firm may hold shares of its own that it bought back


def test_a_site_may_have_the_name_of_its_owner(find: Find, ledger: Ledger, text: Callable[..., Any]) -> None:
    page = text("Ant owns 60% of Ant.")
    owner, site, stake = page.firm("Ant"), page.thing("Site", "Ant."), page.thing("Stake", "60%")
    page.say(site, "name", "Ant", "Ant")
    page.say(stake, "kind", "stake", "owns")
    page.say(stake, "owner", owner.id, "Ant")
    page.say(stake, "site", site.id, "Ant.")
    page.into(ledger)
    assert find("ownership") == []


def chain(*links: tuple[str, str], prop: str = "parent", said: str = "") -> str:
    """Firms first, then who is above whom."""
    return BASE + "\n".join(f"Firm {below} | {prop}=@Firm {above}{said}" for below, above in links)


def test_nobody_is_his_own_parent(find: Find) -> None:
    (finding,) = find("ownership", chain(("A", "A")))
    assert finding.message == "Ant is its own parent"


def test_a_circle_of_owners_is_found_once(find: Find) -> None:
    (finding,) = find("ownership", chain(("A", "B"), ("B", "C"), ("C", "A")))
    assert finding.message.startswith("each is above the other: ")
    assert {"Ant", "Bee", "Cat"} <= set(finding.message.replace(":", "").split())
    assert len(finding.statements) == 3


def test_a_parent_and_an_ultimate_parent_make_a_circle(find: Find) -> None:
    text = chain(("A", "B")) + "\nFirm B | ultimateParent=@Firm A"
    assert len(find("ownership", text)) == 1


def test_sites_can_be_parts_in_a_circle(find: Find) -> None:
    text = "Site 1 | name=One\nSite 2 | name=Two\nSite 1 | partOf=@Site 2\nSite 2 | partOf=@Site 1"
    assert len(find("ownership", text)) == 1


def test_owners_who_changed_places_in_time_make_no_circle(find: Find) -> None:
    text = chain(("A", "B"), said=" ^to=2010") + "\nFirm B | parent=@Firm A ^from=2015"
    assert find("ownership", text) == []


def test_two_mentions_of_one_name_in_an_article_are_one_firm(
    find: Find, ledger: Ledger, text: Callable[..., Any]
) -> None:
    page = text("Ant owns 60% of Bee. Cat owns 70% of Bee.")
    bee, again = page.firm("Bee"), page.thing("Firm", "Bee. Cat")
    page.say(again, "name", "Bee", "Bee")
    for name, words, target in (("Ant", "60%", bee), ("Cat", "70%", again)):
        owner, stake = page.firm(name), page.thing("Stake", words)
        page.say(stake, "kind", "stake", "owns")
        page.say(stake, "owner", owner.id, name)
        page.say(stake, "target", target.id, "Bee")
        page.say(stake, "share", page.quantity(words), words)
    page.into(ledger)
    (finding,) = find("ownership")
    assert "130 % of Bee" in finding.message


@settings(max_examples=40)
@given(cuts=st.lists(st.integers(0, 1000), max_size=6), links=st.sets(st.tuples(*[st.integers(0, 9)] * 2)))
def test_no_parts_of_a_whole_and_no_tree_are_found(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int], links: Iterable[tuple[int, int]]
) -> None:
    ends = [0, *sorted(cuts), 1000]
    firms = "".join(f"Firm {n} | name=Firm {n}\n" for n in range(10))
    shares = "".join(
        f"Stake {n} | kind=stake | owner=@Firm {n} | site=@Site 10 | share={(high - low) / 10}%\n"
        for n, (low, high) in enumerate(pairwise(ends))
    )
    above = "".join(f"Firm {low} | parent=@Firm {high}\n" for low, high in links if low < high)
    with Ledger(tmp_path_factory.mktemp("owners") / "one.db", create=True) as ledger:
        Sheet("Site 10 | name=Alpha\n" + firms + shares + above).into(ledger)
        assert list(examine(ledger, choose(["ownership"]))) == []
