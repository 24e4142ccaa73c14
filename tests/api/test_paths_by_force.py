"""All paths of small random tables of facts, compared with a search by force over the model's sentence on links.

The search here knows nothing of the rules as data: roles, sides and classes stand here once more.
"""

import json
import tempfile
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.api.store import Store
from wattgraph.graph.links import Ends

OPPOSITE = {frozenset(pair.split("-")) for pair in (
    "provider-customer provider-endUser lender-beneficiary guarantor-beneficiary investor-issuer "
    "investor-beneficiary investor-target buyer-seller buyer-target owner-target owner-issuer "
    "party-customer party-provider"
).split()}  # fmt: skip
SIDES = ({"provider", "seller"}, {"customer", "endUser", "buyer"}, {"lender", "guarantor", "investor", "owner"},
         {"beneficiary", "issuer", "target"})  # fmt: skip
ENDS = {"lender", "guarantor", "investor", "owner", "party"}
EXPOSED = {"provider", "seller", "beneficiary", "issuer", "target", "party"}
STRENGTH = ["contract", "contractBeforeSigning", "credit", "equity", "affiliation"]
#: Kind -> type, class of its links, and the roles that it may have.
KINDS = {
    "lease": ("Deal", "contract", ["provider customer", "provider customer endUser", "provider provider customer"]),
    "hosting": ("Deal", "contract", ["provider customer", "provider customer customer"]),
    "unspecified": ("Deal", "contract", ["party party", "party party party", "party customer"]),
    "partnership": ("Deal", "affiliation", ["party party"]),
    "acquisition": ("Deal", "equity", ["buyer target", "buyer seller target"]),
    "loan": ("CapitalFlow", "credit", ["lender beneficiary", "lender lender beneficiary", "arranger beneficiary"]),
    "backstop": ("CapitalFlow", "credit", ["guarantor beneficiary"]),
    "bondIssuance": ("CapitalFlow", "credit", ["issuer issuer investor", "issuer arranger"]),
    "investment": ("CapitalFlow", "equity", ["investor target"]),
    "stake": ("Ownership", "equity", ["owner target"]),
}
FIRMS = ["IREN", "TeraWulf", "Fluidstack", "Google", "Anthropic"]


class Hop(NamedTuple):
    """One step by the fact of a number."""

    start: str
    end: str
    fact: int
    left: str
    entered: str
    link: str


@st.composite
def tables(draw: Any) -> list[dict[str, Any]]:
    """Facts of one text, a sentence and a line each, with a figure of its own."""
    rows = []
    for number in range(draw(st.integers(1, 7))):
        kind = draw(st.sampled_from(sorted(KINDS)))
        sort, _, shapes = KINDS[kind]
        roles = draw(st.sampled_from(shapes)).split()
        firms = draw(st.permutations(FIRMS))[: len(roles)]
        unit, verbatim = ("percent", f"{3 + number}%") if kind == "stake" else ("USD", f"${101 + 7 * number}")
        rows.append({
            "type": sort, "kind": kind, "source": "text.txt",
            "quote": f"Line {number}: {', '.join(firms)} have a {kind} of {verbatim}",
            "parties": [{"name": firm, "role": role} for firm, role in zip(firms, roles, strict=True)],
            "quantity": {
                "value": int(verbatim.strip("$%")), "unit": unit, "unitBasis": "symbol", "verbatim": verbatim,
            },
            "status": draw(st.sampled_from([None, "rumoured", "signed", "closed", "cancelled"])),
            "modality": draw(st.sampled_from(["asserted", "asserted", "reported", "planned", "possible"])),
        })  # fmt: skip
    return rows


def counts(row: dict[str, Any]) -> bool:
    return row["status"] != "cancelled" and row["modality"] != "possible"


def hops(rows: list[dict[str, Any]]) -> Iterator[Hop]:
    for number, row in enumerate(rows):
        link = KINDS[row["kind"]][1]
        if link == "contract" and row["status"] not in ("signed", "closed"):
            link = "contractBeforeSigning"
        for one, other in permutations(row["parties"], 2) if counts(row) else ():
            roles = one["role"], other["role"]
            if frozenset(roles) in OPPOSITE or roles == ("party", "party"):
                yield Hop(one["name"], other["name"], number, *roles, link)


def same_side(one: str, other: str) -> bool:
    return any({one, other} <= side for side in SIDES)


def of_role(row: dict[str, Any], *roles: str) -> set[str]:
    return {party["name"] for party in row["parties"] if party["role"] in roles}


def names_contract(rows: list[dict[str, Any]], path: list[Hop], hop: Hop) -> bool:
    """One thing with an earlier hop, its end user, or a guarantee to the only other creditor of its debtor."""
    before = {one.fact for one in path}
    if hop.fact in before or any(hop.end in of_role(rows[number], "endUser") for number in before):
        return True
    debtors = of_role(rows[hop.fact], "beneficiary") if rows[hop.fact]["kind"] == "backstop" else set()
    giver = of_role(rows[hop.fact], "guarantor")
    debts = [
        (number, frozenset(of_role(row, "provider", "seller"))) for number, row in enumerate(rows)
        if counts(row) and of_role(row, "customer", "buyer") & debtors and of_role(row, "provider", "seller") - giver
    ]  # fmt: skip
    return len({creditors for _, creditors in debts}) == 1 and any(number in before for number, _ in debts)


def by_force(rows: list[dict[str, Any]]) -> set[tuple[Any, ...]]:
    """Start, end, class, and the figures of all hops of each exposure path of up to three hops."""
    links, found = list(hops(rows)), set()
    waiting = [[hop] for hop in links if hop.left in EXPOSED]
    for path in waiting:
        last, seen = path[-1], {path[0].start, *(hop.end for hop in path)}
        figures = tuple(rows[hop.fact]["quantity"]["verbatim"] for hop in path)
        found.add((path[0].start, last.end, max((h.link for h in path), key=STRENGTH.index), figures))
        for hop in links if len(path) < 3 and last.entered not in ENDS else ():
            back = same_side(*((last.left, hop.entered) if hop.fact == last.fact else (last.entered, hop.left)))
            if hop.start == last.end and hop.end not in seen and not back and names_contract(rows, path, hop):
                waiting.append([*path, hop])
    return found


@given(tables())
@settings(max_examples=60)
def test_paths_are_those_of_a_search_by_force(rows):
    with tempfile.TemporaryDirectory() as made, Store(Path(made) / "force.db") as store:
        (Path(made) / "text.txt").write_text(".\n".join(row["quote"] for row in rows))
        (Path(made) / "facts.jsonl").write_text("\n".join(map(json.dumps, rows)))
        store.load_facts(Path(made) / "facts.jsonl")
        view, found = store.view(), set()
        for firm in FIRMS if store.quarantine() == [] else ():
            for path in store.paths(firm, Ends(kind="Firm"), view=view).paths:
                assert not any((path.after, *(hop.before for hop in path.hops)))
                words = [hop.via.figure.quantity.verbatim for hop in path.hops if hop.via.figure]
                found.add((view.name(path.start), view.name(path.end), path.link, tuple(words)))
        assert store.quarantine() == []
        assert found == by_force(rows)
