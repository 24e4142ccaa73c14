"""What a contract is said to bring in, who is told to be its customer, and what it is amended to."""

import pytest

from .reading import stated, told

CASES = [
    (
        "Quxon expects its contract with Zelda to bring in $2 million of revenue a year. The five-year contract is "
        "worth $9 million.",
        [
            "Deal.unspecified | party Quxon, party Zelda | [2000000, 2000000] USD | asserted | announced | annual",
            "Deal.unspecified | party Quxon, party Zelda | [9000000, 9000000] USD | asserted | announced",
        ],
    ),
    (
        "Quxon signed a 15-year lease with Zelda. It expects about $5 million in contract revenue from the lease.",
        [
            "Deal.lease | provider Quxon, customer Zelda | [5000000, 5000000] USD | asserted | signed | "
            "expectedRevenue"
        ],
    ),
    (
        "Quxon expects revenue of $7 million this year.",
        ["Projection.revenue | projector Quxon, subject Quxon | [7000000, 7000000] USD | projected | None"],
    ),
    (
        "Quxon expects $7 million in revenue from AI leases by 2030.",
        ["Projection.revenue | projector Quxon, subject Quxon | [7000000, 7000000] USD | projected | None"],
    ),
    (
        "Quxon will deliver 590 MW to Zelda under 12-year contracts.",
        [
            "Deal.supply | provider Quxon, customer Zelda | - | asserted | signed",
            "Capacity.contracted | provider Quxon, customer Zelda | [590, 590] MW | asserted | signed",
        ],
    ),
    (
        "Quxon will deliver 590 MW to Zelda under a proposed contract.",
        [
            "Deal.supply | provider Quxon, customer Zelda | - | planned | planned",
            "Capacity.contracted | provider Quxon, customer Zelda | [590, 590] MW | planned | planned",
        ],
    ),
    (
        "Quxon hosts AI firms. Zelda remains its largest customer under 12-year contracts for 590 MW.",
        [
            "Capacity.contracted | provider Quxon, customer Zelda | [590, 590] MW | asserted | signed",
            "Deal.unspecified | provider Quxon, customer Zelda | - | asserted | signed",
        ],
    ),
    (
        "Quxon's largest tenant is Zelda, with 590 MW under contract.",
        [
            "Capacity.contracted | provider Quxon, customer Zelda | [590, 590] MW | asserted | signed",
            "Deal.unspecified | provider Quxon, customer Zelda | - | asserted | signed",
        ],
    ),
    ("Zelda remains its largest customer under 12-year contracts for 590 MW.", []),
    (
        "Quxon Mining and Zelda amended their lease, which doubles the contracted capacity from 960 MW to 1,920 MW.",
        [
            "Deal.lease | provider Quxon Mining, customer Zelda | - | asserted | announced",
            "Capacity.contracted | provider Quxon Mining, customer Zelda | [1920, 1920] MW | asserted | signed",
        ],
    ),
    (
        "Quxon and Zelda amended their lease, which doubles the contracted capacity from 960 MW to 1,920 MW.",
        [
            "Deal.lease | party Quxon, party Zelda | - | asserted | announced",
            "Capacity.contracted | party Quxon, party Zelda | [1920, 1920] MW | asserted | signed",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_contract_keeps_its_amount_and_its_sides(text: str, expected: list[str]) -> None:
    assert [stated(fact) for fact in told(text)] == expected
