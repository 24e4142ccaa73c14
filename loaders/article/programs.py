"""Programmes: "this project" in a later sentence is what an earlier one puts money into."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..facts import Fact

#: How a text speaks again of an undertaking: "the project", "this ambitious build-out", with no name.
_AGAIN = re.compile(
    r"\b(?:this|that|the|its)(?: [a-z-]{2,20}){0,2}"
    r" (?:project|programme|program|initiative|plan|investment|undertaking|scheme|build-?out|expansion|push)s?\b",
    re.IGNORECASE,
)
#: Flows that pay for a programme.
_SPENDING = frozenset({"capexCommitment", "investment"})


def with_programs(text: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts, in which a capacity of "this project" and the spending told before it name one programme.

    A programme is spoken of at the words of the later fact; nothing is linked across another spending.
    """
    made = list(facts)
    order = sorted(range(len(made)), key=lambda place: made[place].quote)
    for rank, place in enumerate(order):
        again = _AGAIN.search(text, *made[place].quote) if made[place].type == "Capacity" else None
        paid = _paid(made, order[:rank], made[place]) if again else None
        if again and paid is not None:
            words = made[paid].program or again.span()
            made[place] = replace(made[place], program=words)
            made[paid] = replace(made[paid], program=words)
    return made


def _paid(facts: Sequence[Fact], before: Sequence[int], fact: Fact) -> int | None:
    """The last spending told before the fact, if it is by the fact's own actor."""
    owners = {party.full for party in fact.parties}
    for place in reversed(before):
        if facts[place].type == "CapitalFlow" and facts[place].kind in _SPENDING:
            mine = any(p.role == "investor" and p.full in owners for p in facts[place].parties)
            return place if mine else None
    return None
