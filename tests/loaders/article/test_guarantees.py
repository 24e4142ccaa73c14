"""Who answers for whose rent or debt, with and without an amount; most firms do not exist."""

import pytest

from wattgraph.api.store import known_names

from .reading import stated, told

LEASE = "Deal.lease | provider Quxon Mining, customer Zelda Compute | - | asserted | signed"
BACKSTOP = "CapitalFlow.backstop | guarantor Umbra, beneficiary Zelda Compute | - | asserted | None"
COUNTED = (
    "CapitalFlow.backstop | guarantor Umbra, beneficiary Zelda Compute | [14000000, 14000000] USD | asserted | None"
)

CASES = [
    ("Umbra has agreed to guarantee Zelda Compute's obligations under the lease.", [BACKSTOP]),
    ("Zelda Compute's lease is guaranteed by Umbra.", [BACKSTOP]),
    ("Zelda Compute's obligations under the lease are backstopped by Umbra.", [BACKSTOP]),
    ("Umbra provided Zelda Compute with a guarantee.", [BACKSTOP]),
    ("Umbra provides a guarantee for Zelda Compute's obligations.", [BACKSTOP]),
    (
        "Quxon Mining signed a lease with Zelda Compute. Umbra is providing a financial backstop covering the lease "
        "payments.",
        [LEASE, BACKSTOP],
    ),
    (
        "Quxon Mining signed a lease with Zelda Compute, and Umbra, which is backing Zelda Compute's lease, took a "
        "stake.",
        [BACKSTOP, LEASE],
    ),
    (
        "Umbra may backstop Zelda Compute's rent.",
        ["CapitalFlow.backstop | guarantor Umbra, beneficiary Zelda Compute | - | possible | None"],
    ),
    ("Umbra guarantees $14 million of what Zelda Compute owes.", [COUNTED]),
    ("Umbra guarantees $14 million of the rent that Zelda Compute pays to Quxon Mining.", [COUNTED]),
    (
        "Umbra guarantees Zelda Compute's rent. In all Umbra guarantees $14 million of what Zelda Compute owes.",
        [COUNTED],
    ),
    ("Umbra is providing a backstop covering the lease payments.", []),
    ("Umbra does not guarantee Zelda Compute's rent.", []),
    ("Umbra backs Zelda Compute.", []),
    ("Umbra backs Zelda Compute's plan to build in Ohio.", []),
    ("Umbra, which backs Zelda Compute, pays its rent.", []),
    ("Umbra's bonds are backed by the lease.", []),
    ("Hollin Mining pays rent. Hollin Mining's lease payments are secured by Umbra.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_guarantee_has_its_guarantor_and_its_debtor(text: str, expected: list[str]) -> None:
    assert [stated(fact) for fact in told(text)] == expected


def test_nobody_guarantees_what_he_owes() -> None:
    text = (
        "Zelda Compute signed a lease with Quxon Mining. The firm guarantees $14 million of what Zelda Compute owes."
    )
    (flow,) = (fact for fact in told(text) if fact.type == "CapitalFlow")
    assert [(p.name, p.role) for p in flow.parties] == [("Zelda Compute", "beneficiary")]


def test_the_search_giant_is_the_one_spoken_of() -> None:
    text = (
        "Cipher Mining leases 168 MW to Fluidstack. Google took a stake in Cipher Mining. Fluidstack grew. The "
        "search giant guarantees $14 million of what Fluidstack owes."
    )
    (flow,) = (fact for fact in told(text, names=known_names()) if fact.type == "CapitalFlow")
    assert [(p.name, p.role) for p in flow.parties] == [("Google", "guarantor"), ("Fluidstack", "beneficiary")]
