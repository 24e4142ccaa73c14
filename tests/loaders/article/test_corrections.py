"""Corrections and denials: what a paper takes back and what a firm denies is no fact, and nobody of it a party."""

import pytest

from .reading import stated, told

CASES = [
    (
        "(Corrects to say Ferrow AI is the tenant, not the landlord, in second paragraph)\nHollin Digital "
        "leased 90 MW to Ferrow AI on Monday.",
        [
            "Deal.lease | provider Hollin Digital, customer Ferrow AI | - | asserted | signed",
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [90, 90] MW | asserted | signed",
        ],
    ),
    (
        "Correction: An earlier version of this article misstated the value of the contract between "
        "Hollin Digital and Ferrow AI. It is $2.4 billion, not $2.9 billion.",
        [],
    ),
    (
        "Hollin Digital signed a $2.4 billion hosting contract with Ferrow AI.\n\nThis story corrects the "
        "capacity to 90 MW from 190 MW.",
        [
            "Deal.hosting | provider Hollin Digital, customer Ferrow AI | [2400000000, 2400000000] USD | "
            "asserted | signed",
        ],
    ),
    (
        "Hollin Digital denied that it had agreed to sell its Carver campus to Brantley Mining for $700 million.",
        [],
    ),
    (
        "Brantley Mining denied that it was in talks to buy Hollin Digital.",
        [],
    ),
    (
        '"We have not signed anything with Ferrow AI," said a spokesman of Hollin Digital, denying a '
        "report of a $2 billion lease.",
        [],
    ),
    (
        "An earlier version of this article misstated that Sylva Cloud would lease 200 MW from Brantley "
        "Mining; it will lease 20 MW.",
        [],
    ),
    (
        "Editor's note: The story has been updated to correct the name of the lender. Ostrava Bank lent "
        "Kelvar Mining $80 million.",
        [
            "CapitalFlow.loan | lender Ostrava Bank, beneficiary Kelvar Mining | [80000000, 80000000] USD | "
            "asserted | closed",
        ],
    ),
    (
        "CORRECTION: Hollin Digital borrowed $80 million from Ostrava Bank, not $800 million as we "
        "reported on Tuesday.",
        [
            "CapitalFlow.loan | beneficiary Hollin Digital, lender Ostrava Bank | [80000000, 80000000] USD | "
            "asserted | closed",
        ],
    ),
    (
        "The article has been corrected to show that Marwick Hosting raised $120 million from Orvane, not "
        "$210 million.",
        [
            "CapitalFlow.equity | issuer Marwick Hosting, investor Orvane | [120000000, 120000000] USD | "
            "asserted | closed",
        ],
    ),
    (
        "In an earlier version of this story, we said Brantley Mining would buy Kelvar for $1.1 billion. "
        "The figure is $110 million.",
        [],
    ),
    (
        "An earlier version of this article misstated the lender. Kelton Bank, not Ostrava Bank, provided "
        "the $300 million loan to Tessaly Compute.",
        [
            "CapitalFlow.loan | lender Kelton Bank, beneficiary Tessaly Compute | [300000000, 300000000] USD "
            "| asserted | None",
        ],
    ),
    (
        "This story was updated to correct that the guarantee comes from Orvane. Orvane guarantees $400 "
        "million of Sylva Cloud's lease obligations to Hollin Digital.",
        [
            "CapitalFlow.backstop | guarantor Orvane, beneficiary Sylva Cloud | [400000000, 400000000] USD | "
            "asserted | None",
        ],
    ),
    (
        "Clarification: Sylva Cloud's $2.4 billion agreement is with Hollin Digital, and not with "
        "Brantley Mining as an earlier headline said.",
        [
            "Deal.unspecified | party Sylva Cloud, party Hollin Digital | [2400000000, 2400000000] USD | "
            "asserted | announced",
        ],
    ),
    (
        "Hollin Digital said on Monday it is not in talks with Ferrow AI about a $3 billion hosting deal.",
        [],
    ),
    (
        "Hollin Digital dismissed as speculation a report that it would sell 20% of its shares to Orvane.",
        [],
    ),
    (
        "Hollin Digital called reports of a $3 billion takeover by Orvane inaccurate.",
        [],
    ),
    (
        "Brantley Mining said it has no agreement with Sylva Cloud for 80 MW.",
        [],
    ),
    (
        "Sylva Cloud disputed that it owes Hollin Digital $40 million under the lease.",
        [],
    ),
    (
        "A spokeswoman for Orvane denied a Financial Ledger report that the fund was preparing a $2 "
        "billion bid for Marwick Hosting.",
        [],
    ),
    (
        "Contrary to earlier reports, Ferrow AI did not sign a $2 billion contract with Hollin Digital.",
        [],
    ),
    (
        "Dunmore Energy, which had denied talks, on Friday signed a $2 billion contract with Hollin Digital.",
        [
            "Deal.unspecified | party Dunmore Energy, party Hollin Digital | [2000000000, 2000000000] USD | "
            "asserted | signed",
        ],
    ),
    (
        "Correction: In Monday's story about Hollin Digital, we gave the wrong size for its lease with "
        "Ferrow AI. The lease is for 90 MW, not 190 MW.",
        [],
    ),
    (
        "(This story has been corrected to show that the $300 million loan was provided by Kelton Bank, "
        "not Ostrava Bank.)",
        [],
    ),
    (
        "(Corrects headline and first paragraph to show that Sylva Cloud, and not Ferrow AI, is the "
        "customer)\nHollin Digital signed a $2 billion hosting contract with Sylva Cloud on Monday.",
        [
            "Deal.hosting | provider Hollin Digital, customer Sylva Cloud | [2000000000, 2000000000] USD | "
            "asserted | signed",
        ],
    ),
    (
        "CORRECTED-Hollin Digital to lease 90 MW to Ferrow AI (Oct 5)\n(Corrects capacity in paragraph 1 "
        "to 90 MW from 190 MW)\nHollin Digital said on Monday it will lease 90 MW to Ferrow AI.",
        [
            "Deal.lease | provider Hollin Digital, customer Ferrow AI | - | planned | planned",
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [90, 90] MW | planned | planned",
        ],
    ),
    (
        "Editors' note: An article on Sept. 3 stated that Orvane had invested $500 million in Sylva "
        "Cloud. The correct amount is $50 million.",
        [],
    ),
    (
        "Clarification: The $1.4 billion deal between Hollin Digital and Ferrow AI has not been signed. "
        "It is under negotiation.",
        [],
    ),
    (
        "Hollin Digital said a Financial Ledger report that it had sold 40 MW of capacity to Sylva Cloud "
        'was "completely untrue".',
        [],
    ),
    (
        "Ferrow AI refuted claims that it had pulled out of its $2 billion lease with Hollin Digital.",
        [],
    ),
    (
        "Both Hollin Digital and Orvane said there was no truth to the rumour of a $4 billion takeover.",
        [],
    ),
    (
        "Hollin Digital will not lease 90 MW to Ferrow AI after all, the companies said.",
        [],
    ),
    (
        '"There is no deal," Orvane\'s chief executive said of the reported $4 billion purchase of Hollin Digital.',
        [],
    ),
    (
        "Hollin Digital rejected a $4 billion offer from Orvane.",
        [],
    ),
    (
        "Sylva Cloud would neither confirm nor deny that it had rented 60 MW from Brantley Mining.",
        [],
    ),
    (
        "Sylva Cloud confirmed that it had rented 60 MW from Brantley Mining.",
        [
            "Deal.lease | customer Sylva Cloud, provider Brantley Mining | - | asserted | announced",
            "Capacity.contracted | provider Brantley Mining, customer Sylva Cloud | [60, 60] MW | asserted | signed",
        ],
    ),
    (
        "Ridgeway Digital's chief financial officer denied the company was planning to raise $500 million "
        "through a share sale.",
        [],
    ),
    (
        "Contrary to a report in the Ledger, Ridgeway Digital has no plans to sell its Abilene site to "
        "Orvane for $900 million, a spokesman said.",
        [],
    ),
    (
        "This article was amended on 6 October 2026. An earlier version said Morrow Bank had lent "
        "Ridgeway Digital $450m; it lent the company $45m.",
        [],
    ),
    (
        "Corrections & Clarifications\n\nA story on Friday misidentified the buyer of Tidal Compute. It is "
        "Orvane, not Southern Cross Super. The price was A$700 million.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:50] for text, _ in CASES])
def test_facts(text: str, rows: list[str]) -> None:
    assert [stated(fact) for fact in told(text, "2026-10-06")] == rows
