"""How far a contract or a plant has come: talks, first papers and plans are not signed and do not stand."""

import pytest

from .reading import stated, told

CASES = [
    (
        "Hollin Digital is in talks with a second tenant about a further 200 MW.",
        ["Capacity.planned | owner Hollin Digital | [200, 200] MW | possible | None"],
    ),
    (
        "Hollin Digital operates 500 MW and is in talks about 200 MW more.",
        [
            "Capacity.existing | owner Hollin Digital | [500, 500] MW | asserted | operational",
            "Capacity.added | owner Hollin Digital | [200, 200] MW | possible | None",
        ],
    ),
    (
        "Hollin Digital, which operates 500 MW in Texas, is in talks with Ferrow AI.",
        ["Capacity.existing | owner Hollin Digital | [500, 500] MW | asserted | operational"],
    ),
    (
        "Hollin Digital is in talks to lease 200 MW to Ferrow AI.",
        [
            "Deal.lease | provider Hollin Digital, customer Ferrow AI | - | reported | rumoured",
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [200, 200] MW | reported | rumoured",
        ],
    ),
    (
        "Hollin Digital could sign a $2 billion lease with Ferrow AI by year-end.",
        [
            "Deal.lease | provider Hollin Digital, customer Ferrow AI | [2000000000, 2000000000] USD | "
            "possible | None",
        ],
    ),
    (
        "Hollin Digital signed a letter of intent with Ferrow AI for 100 MW.",
        [
            "Deal.unspecified | provider Hollin Digital, customer Ferrow AI | - | asserted | announced",
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [100, 100] MW | asserted | "
            "announced",
        ],
    ),
    (
        "Hollin Digital has signed a non-binding memorandum of understanding to supply Ferrow AI with 75 MW.",
        [
            "Deal.supply | provider Hollin Digital, customer Ferrow AI | - | asserted | announced",
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [75, 75] MW | asserted | announced",
        ],
    ),
    (
        "Brantley Mining is negotiating a 50 MW hosting contract with Sylva Cloud, people familiar with "
        "the matter said.",
        [
            "Deal.hosting | provider Brantley Mining, customer Sylva Cloud | - | reported | rumoured",
            "Capacity.contracted | provider Brantley Mining, customer Sylva Cloud | [50, 50] MW | reported | "
            "rumoured",
        ],
    ),
    (
        "Brantley Mining is considering leasing 80 MW to Sylva Cloud.",
        [
            "Deal.lease | provider Brantley Mining, customer Sylva Cloud | - | possible | rumoured",
            "Capacity.contracted | provider Brantley Mining, customer Sylva Cloud | [80, 80] MW | possible | "
            "rumoured",
        ],
    ),
    (
        "Sylva Cloud is close to a deal to rent 300 MW from Brantley Mining, according to two people "
        "familiar with the matter.",
        [
            "Deal.lease | customer Sylva Cloud, provider Brantley Mining | - | reported | rumoured",
            "Capacity.contracted | provider Brantley Mining, customer Sylva Cloud | [300, 300] MW | reported "
            "| rumoured",
        ],
    ),
    (
        "Hollin Digital and Ferrow AI have signed a term sheet for 130 MW of hosting.",
        [
            "Deal.hosting | party Hollin Digital, party Ferrow AI | - | asserted | announced",
            "Capacity.contracted | party Hollin Digital, party Ferrow AI | [130, 130] MW | asserted | announced",
        ],
    ),
    (
        "Hollin Digital signed a lease with Ferrow AI for 90 MW and is in talks with Sylva Cloud for a "
        "further 60 MW.",
        [
            "Deal.lease | provider Hollin Digital, customer Ferrow AI | - | asserted | signed",
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [90, 90] MW | asserted | signed",
            "Capacity.added | owner Hollin Digital | [60, 60] MW | possible | None",
        ],
    ),
    (
        "After months of talks, Hollin Digital signed a lease for 90 MW with Ferrow AI.",
        [
            "Deal.lease | provider Hollin Digital, customer Ferrow AI | - | asserted | signed",
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [90, 90] MW | asserted | signed",
        ],
    ),
    (
        "Marwick Hosting is to open a 120 MW data center in Leipzig in Q4 2027.",
        [
            "Capacity.planned | owner Marwick Hosting | [120, 120] MW | planned | planned",
        ],
    ),
    (
        "Marwick Hosting's 120 MW Leipzig campus will come online in the fourth quarter of 2027.",
        [
            "Capacity.planned | owner Marwick Hosting | [120, 120] MW | planned | planned",
        ],
    ),
    (
        "The first phase of Marwick Hosting's Leipzig campus is due to be energised with 120 MW in Q4 2027.",
        [
            "Capacity.planned | owner Marwick Hosting | [120, 120] MW | planned | planned",
        ],
    ),
    (
        "Marwick Hosting has 300 MW, of which 80 MW will be operational by March 2028.",
        [
            "Capacity.existing | owner Marwick Hosting | [300, 300] MW | asserted | operational",
            "Capacity.planned | owner Marwick Hosting | [80, 80] MW | planned | planned",
        ],
    ),
    (
        "Marwick Hosting, whose 120 MW Leipzig site goes live next year, also runs 40 MW in Dresden.",
        [
            "Capacity.planned | owner Marwick Hosting | [120, 120] MW | planned | planned",
            "Capacity.existing | owner Marwick Hosting | [40, 40] MW | asserted | operational",
        ],
    ),
    (
        "Marwick Hosting is on schedule to switch on 60 MW at Leipzig in early 2027.",
        [
            "Capacity.planned | owner Marwick Hosting | [60, 60] MW | planned | planned",
        ],
    ),
    (
        "Marwick Hosting runs a 60 MW site at Leipzig that opened in 2021.",
        [
            "Capacity.existing | owner Marwick Hosting | [60, 60] MW | asserted | operational",
        ],
    ),
    (
        "Marwick Hosting brought 60 MW online at Leipzig in May.",
        [
            "Capacity.existing | owner Marwick Hosting | [60, 60] MW | asserted | operational",
        ],
    ),
    (
        "Kelton Bank and Ostrava Bank are in discussions to lend Tessaly Compute $5 billion.",
        [
            "CapitalFlow.loan | lender Kelton Bank, lender Ostrava Bank, beneficiary Tessaly Compute | "
            "[5000000000, 5000000000] USD | reported | rumoured",
        ],
    ),
    (
        "Tessaly Compute is in talks to raise $5 billion at a valuation of $40 billion, people with "
        "knowledge of the matter said.",
        [
            "CapitalFlow.equity | issuer Tessaly Compute | [5000000000, 5000000000] USD | reported | rumoured",
        ],
    ),
    (
        "Pellworth Power has entered exclusive negotiations to supply Sylva Cloud with 250 MW.",
        [
            "Deal.supply | provider Pellworth Power, customer Sylva Cloud | - | possible | rumoured",
            "Capacity.contracted | provider Pellworth Power, customer Sylva Cloud | [250, 250] MW | possible "
            "| rumoured",
        ],
    ),
    (
        "Marwick Hosting agreed in principle to lease 75 MW to Sylva Cloud.",
        [
            "Deal.lease | provider Marwick Hosting, customer Sylva Cloud | - | asserted | announced",
            "Capacity.contracted | provider Marwick Hosting, customer Sylva Cloud | [75, 75] MW | asserted | "
            "announced",
        ],
    ),
    (
        "Marwick Hosting and Sylva Cloud have signed a definitive agreement for 75 MW, following a letter "
        "of intent in March.",
        [
            "Deal.unspecified | party Marwick Hosting, party Sylva Cloud | - | asserted | signed",
            "Capacity.contracted | party Marwick Hosting, party Sylva Cloud | [75, 75] MW | asserted | signed",
        ],
    ),
    (
        "Hollin Digital: 90 MW energized, 150 MW to be energized in 2028.",
        [
            "Capacity.existing | owner Hollin Digital | [90, 90] MW | asserted | operational",
            "Capacity.planned | owner Hollin Digital | [150, 150] MW | planned | planned",
        ],
    ),
    (
        "Pellworth Power plans a 400 MW gas plant, to be completed in 2029, and already operates 900 MW.",
        [
            "Capacity.planned | owner Pellworth Power | [400, 400] MW | planned | planned",
            "Capacity.existing | owner Pellworth Power | [900, 900] MW | asserted | operational",
        ],
    ),
    (
        "Kelvar Mining's 80 MW Norrland site, energised in 2022, is to be joined by a 60 MW site next year.",
        [
            "Capacity.existing | owner Kelvar Mining | [80, 80] MW | asserted | operational",
            "Capacity.planned | owner Kelvar Mining | [60, 60] MW | planned | planned",
        ],
    ),
    (
        "The 250 MW Wexley plant starts up in 2029 and will be owned by Pellworth Power.",
        [
            "Capacity.planned | owner Pellworth Power | [250, 250] MW | planned | planned",
        ],
    ),
    (
        "Hollin Digital has 120 MW scheduled for energization in the second half of 2027.",
        [
            "Capacity.planned | owner Hollin Digital | [120, 120] MW | planned | planned",
        ],
    ),
    (
        "Kelvar Mining has received a conditional commitment from Kelton Bank for a $900 million loan.",
        [
            "CapitalFlow.loan | beneficiary Kelvar Mining, lender Kelton Bank | [900000000, 900000000] USD | "
            "asserted | announced",
        ],
    ),
    (
        "Under a non-binding term sheet, Kelton Bank would lend Kelvar Mining $900 million.",
        [
            "CapitalFlow.loan | lender Kelton Bank, beneficiary Kelvar Mining | [900000000, 900000000] USD | "
            "expected | announced",
        ],
    ),
    (
        "Hollin Digital signed an exclusivity agreement with Ferrow AI covering 200 MW at Carver.",
        [
            "Deal.unspecified | provider Hollin Digital, customer Ferrow AI | - | possible | rumoured",
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [200, 200] MW | possible | rumoured",
        ],
    ),
    (
        "Ferrow AI is finalising a lease for 75 MW with Marwick Hosting.",
        [
            "Deal.lease | customer Ferrow AI, provider Marwick Hosting | - | possible | rumoured",
            "Capacity.contracted | provider Marwick Hosting, customer Ferrow AI | [75, 75] MW | possible | rumoured",
        ],
    ),
    (
        "Ferrow AI is poised to take 75 MW at Marwick Hosting's Leipzig campus.",
        [
            "Capacity.contracted | provider Marwick Hosting, customer Ferrow AI | [75, 75] MW | planned | planned",
            "Deal.unspecified | provider Marwick Hosting, customer Ferrow AI | - | planned | None",
        ],
    ),
    (
        "Marwick Hosting wants to lease 75 MW to Ferrow AI.",
        [
            "Deal.lease | provider Marwick Hosting, customer Ferrow AI | - | planned | planned",
            "Capacity.contracted | provider Marwick Hosting, customer Ferrow AI | [75, 75] MW | planned | planned",
        ],
    ),
    (
        "If approved, Pellworth Power would supply Sylva Cloud with 250 MW from 2029.",
        [
            "Deal.supply | provider Pellworth Power, customer Sylva Cloud | - | possible | None",
            "Capacity.contracted | provider Pellworth Power, customer Sylva Cloud | [250, 250] MW | possible | None",
        ],
    ),
    (
        "By 2030 Hollin Digital will operate 1.2 GW.",
        [
            "Capacity.planned | owner Hollin Digital | [1200, 1200] MW | planned | planned",
        ],
    ),
    (
        "Hollin Digital operates 400 MW and by 2030 will have 1.2 GW.",
        [
            "Capacity.existing | owner Hollin Digital | [400, 400] MW | asserted | operational",
            "Capacity.planned | owner Hollin Digital | [1200, 1200] MW | planned | planned",
        ],
    ),
    (
        "Since March, Hollin Digital has operated 90 MW at Carver.",
        [
            "Capacity.existing | owner Hollin Digital | [90, 90] MW | asserted | operational",
        ],
    ),
    (
        "MELBOURNE, Oct 5 - Tidal Compute Ltd said on Monday it had entered exclusive discussions with "
        "pension manager Southern Cross Super about a A$700 million investment in its Geelong site. No "
        "agreement had been signed, it added.",
        [],
    ),
    (
        "SCOOP: Nimbus AI is nearing an agreement to take all 220MW at Ridgeway Digital's Abilene-area "
        "site, sources tell us. Ridgeway declined to comment.",
        [
            "Capacity.contracted | provider Ridgeway Digital, customer Nimbus AI | [220, 220] MW | possible | "
            "rumoured",
            "Deal.unspecified | provider Ridgeway Digital, customer Nimbus AI | - | possible | rumoured",
        ],
    ),
    (
        "Nimbus AI, which leases 60 MW from Ridgeway Digital in Texas, is looking for another 100 MW in "
        "Ohio, its chief executive said.",
        [
            "Deal.lease | customer Nimbus AI, provider Ridgeway Digital | - | asserted | announced",
            "Capacity.contracted | provider Ridgeway Digital, customer Nimbus AI | [60, 60] MW | asserted | signed",
            "Capacity.added | owner Nimbus AI | [100, 100] MW | asserted | planned",
        ],
    ),
    (
        "Ridgeway hopes to have 90 MW running by next summer and 300 MW by the end of the decade.",
        [
            "Capacity.planned | owner Ridgeway | [90, 90] MW | planned | planned",
            "Capacity.planned | owner Ridgeway | [300, 300] MW | planned | planned",
        ],
    ),
    (
        "The Abilene site, at which Ridgeway Digital will eventually operate 600 MW, currently has 90 MW.",
        [
            "Capacity.planned | owner Ridgeway Digital | [600, 600] MW | planned | planned",
        ],
    ),
    (
        "Northlake Power's 450 MW Tarrow gas plant begins commercial operation in 2029. The utility "
        "already runs 2.1 GW in the state.",
        [
            "Capacity.planned | owner Northlake Power | [450, 450] MW | planned | planned",
            "Capacity.existing | owner Northlake Power | [2100, 2100] MW | asserted | operational",
        ],
    ),
    (
        "Northlake Power and Nimbus AI this week inked a memorandum of understanding for up to 500 MW, "
        "which the utility hopes to convert into a contract by year-end.",
        [
            "Deal.unspecified | party Northlake Power, party Nimbus AI | - | asserted | announced",
            "Capacity.contracted | party Northlake Power, party Nimbus AI | [0, 500] MW | asserted | announced",
        ],
    ),
    (
        "Marbury Hosting lost a 150 MW contract with Nimbus AI to Ridgeway Digital.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:50] for text, _ in CASES])
def test_facts(text: str, rows: list[str]) -> None:
    assert [stated(fact) for fact in told(text, "2026-10-06")] == rows
