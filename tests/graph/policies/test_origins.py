"""Independent origins: copies of one story count once, stories written apart do not, and each bond has evidence."""

import random
from collections.abc import Callable

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattgraph.graph.ledger import Act, Ledger, StoredDocument
from wattgraph.graph.origins import Origins, passages
from wattgraph.graph.origins.copies import claims, copies
from wattgraph.graph.origins.shingles import shingles
from wattgraph.graph.policies.policy import Policy
from wattgraph.graph.view import Snapshot, View
from wattgraph.graph.view.views import Views
from wattgraph.schema.statement import Appearance

from ..conftest import Text

#: An invented story. The deal stands in its first paragraph.
STORY = [
    "TULIA, Texas (Plains Wire) - Helion Mining signed a lease worth 4 billion dollars with Quarfield Compute on "
    "Monday.",
    "The tenant will fill three halls on a former cotton farm south of the town, where Helion has run machines since "
    "the spring of 2019. Residents of the nearest road complained for years about the noise of the fans.",
    "Helion expects to spend most of the rent on transformers, which its suppliers deliver late, and on a pipe that "
    "brings water from a reservoir nine miles away. The county judge called the pipe a gift to the next generation.",
    "Two lenders have offered to pay for the first hall against the lease. Neither wanted to be named, because the "
    "terms were still being settled and a rival bidder had asked a court to look at the sale of the farm.",
    "Shares of the miner rose in late trading before they gave up half of the gain.",
]
#: The same story with paragraphs in another order, the agency changed, and two of its own sentences.
REORDERED = [
    STORY[0].replace("Plains Wire", "Meridian News"), STORY[3], STORY[2], STORY[1],
    "Meridian News could not reach the court. A hearing has not been scheduled so far.",
]  # fmt: skip
#: The same story cut after the third paragraph, with other words here and there.
TRIMMED = [
    STORY[0].replace("(Plains Wire) - ", "").replace("on Monday", "this week"),
    STORY[1]
    .replace("fill three halls", "occupy three halls")
    .replace("complained for years", "have long complained"),
    STORY[2].replace("late", "with delay").replace("a gift", "a present"),
]
#: Told apart by somebody who read the release only: the same deal, other words.
APART = (
    "Quarfield Compute has found a home for its next cluster. Under a lease that the parties signed this week and "
    "value at 4 billion dollars, Helion Mining turns part of its bitcoin site in the Texas panhandle over to the "
    "cloud firm. For Helion it is the end of a long search: it had spoken with at least five possible tenants "
    "since last autumn, says a banker who advised one of them. Quarfield, founded by two former chip designers, "
    "rents rather than builds and has similar contracts in Ohio and Quebec. Whether the local grid can feed both "
    "the old machines and the new ones is an open question that the regulator wants answered by June."
)


@pytest.fixture
def put(ledger: Ledger, text: type, listed: Callable[..., Text]) -> Callable[..., bytes]:
    """Loads a story about the lease between two listed firms: its id."""
    firms = [("helion", "Helion Mining", "bitcoinMiner"), ("quarfield", "Quarfield Compute", "cloudProvider")]
    listed(*firms).into(ledger)

    def load(story: list[str] | str, **shown: str) -> bytes:
        words = story if isinstance(story, str) else "\n\n".join(story)
        page = text(words)
        parties = [("provider", "Helion Mining"), ("customer", "Quarfield Compute")]
        page.contract("Deal", "lease", "lease", parties, "4 billion dollars", status="signed")
        page.into(ledger, **shown)
        return bytes(page.document.id)

    return load


def origins(ledger: Ledger) -> Origins:
    return Snapshot(ledger).origins


def test_three_reworded_copies_count_once_and_what_was_written_apart_counts(ledger, put) -> None:
    told = [put(story) for story in (STORY, REORDERED, TRIMMED)]
    apart = put(APART)
    found = origins(ledger)
    assert found.count(told) == 1
    assert found.count([*told, apart]) == 2
    assert found.count([told[1], apart]) == 2
    (shared,) = found.shared()
    assert shared.documents == tuple(sorted(told))
    assert {bond.sign for bond in shared.bonds} == {"text"}


def test_the_evidence_is_a_similarity_and_passages_with_offsets_in_both(ledger, put) -> None:
    put(STORY), put(REORDERED)
    found = origins(ledger)
    (bond,) = found.bonds
    one, other = ledger.text(bond.one), ledger.text(bond.other)
    mine, theirs = set(shingles(one)), set(shingles(other))
    assert bond.alike is not None
    assert bond.alike.exact == len(mine & theirs) / len(mine | theirs)
    assert abs(bond.alike.estimated - bond.alike.exact) < 0.12
    assert f"{bond.alike.exact:.0%}" in bond.why
    shown = found.passages(bond)
    assert len(shown) == 4 or len(shown) == 5
    for passage in shown:
        assert one[passage.start : passage.end] == passage.quote
        assert other[passage.other_start : passage.other_end] == passage.other_quote
        assert len(passage.quote.split()) >= 6
    assert [p.other_start for p in shown] != sorted(p.other_start for p in shown)  # the order was changed


def test_what_two_of_one_deal_say_is_shared_and_no_copy(ledger, put, look) -> None:
    told = [put(story) for story in (STORY, REORDERED, TRIMMED, APART)]
    view: View = look(ledger)
    (deal,) = view.of_kind("Deal")
    amount = deal.values["amount"][0]
    assert len(amount.statements) == 4
    assert view.origins(amount.statements) == 2
    mine = next(s for s in amount.statements if s.document == told[0])
    assert {s.document for s in copies(view, mine)} == set(told[1:3])
    assert {s.property for s in copies(view, mine)} == {"amount"}
    alone = next(s for s in amount.statements if s.document == told[3])
    assert copies(view, alone) == []
    (shared,) = view.snapshot.origins.shared()
    said = {(claim.thing.kind, claim.property) for claim in claims(view, shared)}
    assert said == {
        ("Deal", "kind"),
        ("Deal", "amount"),
        ("Deal", "provider"),
        ("Deal", "customer"),
        ("Firm", "name"),
    }
    assert all(len(claim.statements) == 3 for claim in claims(view, shared))


def test_short_texts_stay_apart(ledger, put) -> None:
    one = put("Helion Mining signed a lease worth 4 billion dollars with Quarfield Compute on Monday, it said.")
    other = put("Helion Mining signed a lease worth 4 billion dollars with Quarfield Compute on Tuesday, it said.")
    assert origins(ledger).count([one, other]) == 2


def test_a_person_can_judge_and_withdraw(ledger, put) -> None:
    one, other = put(STORY), put(APART)
    number = ledger.judge("nearDuplicate", one, other, author="ann", reason="same author")
    (bond,) = origins(ledger).bonds
    assert (bond.sign, bond.why) == ("person", "ann judged them near-duplicates: same author")
    assert origins(ledger).count([one, other]) == 1
    ledger.withdraw(number, "ann")
    assert origins(ledger).count([one, other]) == 2


def test_editions_and_tables_of_one_data_set_are_one(ledger, put) -> None:
    page = "https://news.example/1"
    one, other = put(STORY, address=page), put(APART, address=page)
    assert [bond.why for bond in origins(ledger).bonds] == [f"both are of the address {page}"]
    assert origins(ledger).count([one, other]) == 1


@pytest.mark.parametrize("series", [("epoch/centers", "epoch/timelines"), ("epoch/centers", "epoch/centers")])
def test_tables_of_one_source_are_one(ledger, put, series) -> None:
    one, other = put(STORY, series=series[0]), put(APART, series=series[1])
    assert origins(ledger).count([one, other]) == 1
    copied = put([*STORY, "Yes."][::-1], series="wri/usa")
    assert origins(ledger).count([one, other, copied]) == 1


CREDIT = "This story was first published by {} and is shown here in a shorter form. "


def test_an_address_that_a_text_names_is_where_it_comes_from(ledger, put) -> None:
    first = put(STORY, address="https://www.plains.example/helion/")
    second = put(APART + " " + CREDIT.format("http://plains.example/helion. All rights are theirs"))
    (bond,) = origins(ledger).bonds
    assert bond.sign == "stated"
    assert bond.credit is not None
    assert ledger.text(second)[bond.credit.start : bond.credit.end] == bond.credit.quote
    assert bond.credit.quote.startswith("first published by http://plains.example/helion")
    assert origins(ledger).count([first, second]) == 1


def test_a_credited_publisher_needs_some_of_its_words(ledger, put) -> None:
    brief = [TRIMMED[0], STORY[2], APART]
    first = put(STORY, publisher="Plains Wire")
    unsaid = put(brief)
    assert origins(ledger).count([first, unsaid]) == 2
    said = put([*brief, CREDIT.format("Plains Wire")])
    bonds = [bond for bond in origins(ledger).bonds if bond.sign == "stated"]
    assert [{bond.one, bond.other} for bond in bonds] == [{first, said}]
    assert bonds[0].alike is not None
    assert 0.1 <= bonds[0].alike.exact < 0.2


def test_credit_alone_binds_nobody(ledger, put) -> None:
    first, other = put(STORY, publisher="Plains Wire"), put(APART + " " + CREDIT.format("Plains Wire"))
    assert origins(ledger).count([first, other]) == 2


def test_a_digest_does_not_make_one_of_what_it_brings_together(ledger, put) -> None:
    one, other = put(STORY), put(APART)
    digest = put([*STORY, APART])
    found = origins(ledger)
    assert found.count([one, other]) == 2
    assert found.count([one, other, digest]) == 2


def test_it_does_not_matter_in_which_order_texts_come(ledger, put) -> None:
    stories = [STORY, REORDERED, TRIMMED, [APART], [*STORY, APART]]
    random.Random(3).shuffle(stories)
    views = Views(ledger)
    for story in stories:
        put(story)
        views.view().snapshot.origins.shared()  # learned one by one
    assert views.view().snapshot.origins.bonds == origins(ledger).bonds


def test_a_text_is_read_once_though_the_ledger_grows(ledger, put, monkeypatch) -> None:
    read: list[bytes] = []
    original = Ledger.text
    monkeypatch.setattr(Ledger, "text", lambda self, document: read.append(document) or original(self, document))
    views = Views(ledger)
    first = [put(STORY), put(APART)]
    views.view().snapshot.origins.shared()
    assert set(first) < set(read)
    assert len(read) == len(set(read))
    read.clear()
    third = put(REORDERED)
    assert views.view().snapshot.origins.count([first[0], third]) == 1
    assert set(read) <= {third, first[0]}


def test_nothing_is_read_where_nobody_asks(ledger, put, monkeypatch, look) -> None:
    put(STORY), put(REORDERED)
    monkeypatch.setattr(Ledger, "text", lambda self, document: pytest.fail("a text was read"))
    view = look(ledger)
    assert view.origins(list(view.statements())[:1]) == 1


def test_too_few_origins_are_left_out_with_the_reason(ledger, put, text) -> None:
    put(STORY), put(REORDERED)
    twice = Policy.of(minimum_origins=2)
    view = Snapshot(ledger).view(twice)
    assert view.of_kind("Deal") == []
    (deal,) = (node for node in view.nodes.values() if node.kind == "Deal")
    assert deal.unlisted == "1 independent origin gives it, the policy asks for 2"
    assert view.node(deal.id) is deal
    assert deal.shown("amount") is None
    assert {found.statement.property for found in deal.left_out} == {"kind", "amount", "provider", "customer"}
    assert not any(view.taking_part(party.actor) for party in Snapshot(ledger).view().of_kind("Deal")[0].parties)

    put(APART)
    view = Snapshot(ledger).view(twice)
    (deal,) = view.of_kind("Deal")
    assert deal.quantity("amount") is not None
    assert deal.left_out == ()
    assert {view.name(actor) for actor in deal.actors()} == {"Helion Mining", "Quarfield Compute"}


def test_passages_need_no_order_and_do_not_overlap() -> None:
    one = "a b c d e f g h. i j k l m n o p. q r s t u v w x."
    other = "Q R S T U V W X! zero one two; i j k l m n o p, a b c"
    found = passages(one, other)
    assert [p.quote for p in found] == ["i j k l m n o p", "q r s t u v w x"]
    assert [p.other_quote for p in found] == ["i j k l m n o p", "Q R S T U V W X"]
    assert passages(one, other, most=1)[0].quote == "i j k l m n o p"
    assert passages("", other) == passages(one, "") == []


PAIRS = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), max_size=12)


SERIES = st.dictionaries(st.integers(0, 9), st.sampled_from(["a/1", "a/2", "b", "c"]))


@given(PAIRS, SERIES, st.sets(st.integers(0, 9)))
def test_the_count_is_that_of_connected_parts(
    judged: set[tuple[int, int]], series: dict[int, str], asked: set[int]
) -> None:
    ids = [bytes([n]) * 16 for n in range(10)]
    documents = {
        ids[n]: StoredDocument(ids[n], b"", "text/csv", None, 9, True, (Appearance(series=series.get(n)),), "")
        for n in range(10)
    }
    acts = [
        Act(n, "nearDuplicate", None, ids[a], None, None, ids[b], "ann", "", "")
        for n, (a, b) in enumerate(sorted(judged))
    ]
    graph = nx.Graph(judged)
    graph.add_nodes_from(range(10))
    for one in range(10):
        for other in range(one):
            if one in series and other in series and series[one].split("/")[0] == series[other].split("/")[0]:
                graph.add_edge(one, other)
    parts = list(nx.connected_components(graph))
    origins = Origins(documents, acts, lambda document: pytest.fail("data are not read"))
    assert origins.count(ids[n] for n in asked) == sum(bool(part & asked) for part in parts)
    assert sorted(len(origin.documents) for origin in origins.shared()) == sorted(len(p) for p in parts if len(p) > 1)
    for origin in origins.shared():
        within = nx.Graph((bond.one, bond.other) for bond in origin.bonds)
        assert set(within) == set(origin.documents)
        assert nx.is_connected(within)


def test_a_copy_that_comes_later_binds_nothing_before(ledger, put) -> None:
    """A third text, made of one of two and naming the other, tells what nobody knew then."""
    put(STORY, published="2025-01-01", address="https://plains.example/x")
    put(APART, published="2025-01-02", address="https://meridian.example/y")
    twice = Policy.of(minimum_origins=2)

    def seen() -> tuple[int, int]:
        plain, strict = (Views(ledger).view(policy, known_at="2025-02-01") for policy in ("default", twice))
        (deal,) = plain.of_kind("Deal")
        return plain.origins(deal.statements()), len(strict.of_kind("Deal"))

    assert seen() == (2, 1)
    third = "\n\n".join([*STORY, "This story was originally published at https://meridian.example/y ."])
    put(third, published="2025-06-01", address="https://late.example/z")
    assert origins(ledger).count(ledger_documents(ledger)) == 1
    assert seen() == (2, 1)


def ledger_documents(ledger: Ledger) -> list[bytes]:
    return [d.id for d in ledger.documents() if d.appearance.address]
