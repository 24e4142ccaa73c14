"""The same story with other firms, numbers, currencies and word order: the facts must follow the words."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from .reading import told

HEADS = ["Quxon", "Veltra", "Ombrix", "Tarnfell", "Kestor", "Lumora", "Pradix", "Zenvik"]
TAILS = ["Energy", "Mining", "Compute", "Digital", "Cloud", "Labs", "Systems", "Capital"]
CURRENCIES = {"USD": "${} million", "EUR": "€{} million", "GBP": "£{} million"}
DEALS = [
    "{a} signed a {q} contract with {b}.",
    "{a}'s {q} agreement with {b} was announced in the morning.",
    "In the morning, {a} announced a {q} deal with {b}.",
    "{a} said it had signed an agreement with {b} worth {q}.",
]
FLOWS = {
    "bondIssuance": [
        "{a} raised {q} through bond offerings.",
        "{a} sold {q} of senior notes.",
        "{a} issued bonds worth {q}.",
    ],
    "capexCommitment": ["{a} will invest {q} in new campuses.", "{a} allocated {q} for data centers."],
    "equity": ["{a} raised {q} in a share sale.", "{a} sold {q} of new stock."],
}
firms = st.lists(
    st.builds("{} {}".format, st.sampled_from(HEADS), st.sampled_from(TAILS)), min_size=2, max_size=2,
    unique_by=lambda n: n.split()[0],
)  # fmt: skip
millions = st.integers(2, 990)
codes = st.sampled_from(sorted(CURRENCIES))


@settings(max_examples=60)
@given(firms, millions, codes, st.sampled_from(DEALS))
def test_deals_follow_their_words(pair: list[str], number: int, code: str, template: str) -> None:
    text = template.format(a=pair[0], b=pair[1], q=CURRENCIES[code].format(number))
    (deal,) = told(text)
    assert deal.type == "Deal"
    assert {p.name for p in deal.parties} == set(pair)
    assert deal.quantity is not None
    assert (deal.quantity.value, deal.quantity.unit) == (Decimal(number * 1_000_000), code)


@settings(max_examples=60)
@given(firms, millions, codes, st.sampled_from([(k, t) for k, ts in FLOWS.items() for t in ts]))
def test_flows_follow_their_words(pair: list[str], number: int, code: str, template: tuple[str, str]) -> None:
    text = template[1].format(a=pair[0], q=CURRENCIES[code].format(number))
    (flow,) = told(text)
    assert (flow.type, flow.kind) == ("CapitalFlow", template[0])
    assert [p.name for p in flow.parties] == [pair[0]]
    assert flow.quantity is not None
    assert (flow.quantity.value, flow.quantity.unit) == (Decimal(number * 1_000_000), code)


@settings(max_examples=40)
@given(firms, millions, st.permutations([0, 1, 2]))
def test_the_order_of_sentences_changes_no_fact(pair: list[str], number: int, order: list[int]) -> None:
    said = [
        f"{pair[0]} operates {number} MW in Ohio.",
        f"{pair[1]} raised ${number} million through bond offerings.",
        f"{pair[0]} signed a ${number + 1} million contract with {pair[1]}.",
    ]
    found = {(f.type, f.kind, tuple(p.name for p in f.parties)) for f in told(" ".join(said[i] for i in order))}
    assert found == {
        ("Capacity", "existing", (pair[0],)),
        ("CapitalFlow", "bondIssuance", (pair[1],)),
        ("Deal", "unspecified", (pair[0], pair[1])),
    }
