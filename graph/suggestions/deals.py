"""Deals, flows, stakes and capacities that may be one: by parties, figures and dates."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ...schema.dates import DateError, PartialDate
from ...schema.model import Model
from ...schema.quantity import Quantity
from ..identity import CONTRACTS
from ..identity.agreement import quantities_agree
from ..view import Node, View
from .pairs import Open, Suggestion, Verdict, compared

#: Days between two reports within which they may be of one deal, and within which they probably are.
APART, CLOSE = 45, 5
#: How far (as a share) two figures of one deal may lie apart: a total with and without fees, a rate of exchange.
_TOLERANCE = 0.1
_PARTIES, _FIGURE, _DATE, _KIND = 0.4, 0.3, 0.25, 0.1


@dataclass
class Profile:
    """What is compared of a contract. `days`: the first and last day that its date, else its reports, can mean."""

    node: Node
    parties: dict[str, set[str]]
    kind: str
    figure: Quantity | None
    days: tuple[date, date] | None
    stated: bool
    documents: set[bytes]
    site: str | None
    sources: set[str]


def suggest_deals(view: View) -> Iterator[Suggestion]:
    """Pairs of one class that share a party."""
    for kind in CONTRACTS:
        found = {node.id: _profile(node, view) for node in view.of_kind(kind)}
        keys = {node: list(_blocks(profile)) for node, profile in found.items()}
        profiles = found

        def compare(
            one: str, other: str, profiles: dict[str, Profile] = profiles, kind: str = kind
        ) -> Verdict | None:  # fmt: skip
            return _compare(profiles[one], profiles[other], kind, view.model)

        yield from compared("deal", keys, Open(view, [p.node for p in found.values()]), compare)


def _profile(node: Node, view: View) -> Profile:
    parties: dict[str, set[str]] = {}
    for party in node.parties:
        parties.setdefault(party.actor, set()).add(party.role)
    figure = node.figure.quantity if node.figure else None
    stated = node.word("date")
    written = [stated] if stated else [view.snapshot.dates.get(d) for d in node.documents()]
    days = [d for d in map(_days, written) if d]
    span = (min(d[0] for d in days), max(d[1] for d in days)) if days else None
    kind = node.word("kind") or "unspecified"
    mentions = (view.snapshot.mentions[m] for m in node.mentions)
    sources = {m.source for m in mentions if m.source and m.key}
    return Profile(
        node, parties, kind, figure, span, bool(stated), set(node.documents()), node.word("site"), sources
    )  # fmt: skip


def _days(written: str | None) -> tuple[date, date] | None:
    try:
        day = PartialDate.parse(written) if written else None
    except DateError:
        return None
    return (day.earliest(), day.latest()) if day else None


def _blocks(profile: Profile) -> Iterator[Hashable]:
    """Parties, and parties with the time: two months that follow each other share a block."""
    for party in profile.parties:
        yield party
        for month in {day.year * 12 + day.month for day in profile.days or ()}:
            yield from ((party, month + step) for step in (0, 1))


def _compare(one: Profile, other: Profile, kind: str, model: Model) -> Verdict | None:
    if one.sources & other.sources or (one.site and other.site and one.site != other.site):
        return None  # two records of one data set, or of two sites
    likely = _parties(one, other)
    if likely is None or not (worth := _kinds(one.kind, other.kind, kind, model)):
        return None
    score, reasons = likely[0], [likely[1]]
    for found in (worth, _figures(one.figure, other.figure), _dates(one, other)):
        if found is None:
            return None
        score += found[0]
        reasons.append(found[1])
    return Verdict(min(score, 0.99), tuple(reason for reason in reasons if reason))


def _parties(one: Profile, other: Profile) -> tuple[float, str] | None:
    """What the parties are worth; None where they take opposite parts."""
    both = one.parties.keys() & other.parties.keys()
    if not both or any(_opposed(one.parties[p], other.parties[p]) for p in both):
        return None
    share = len(both) / len(one.parties.keys() | other.parties.keys())
    return _PARTIES * share, "the same parties" if share == 1 else f"{len(both)} parties in common, others not"


#: Two sides: who is on one in one report and on the other in another report is in another deal.
_GIVES, _TAKES = {"provider", "seller", "lender", "investor", "owner"}, {"customer", "buyer", "endUser", "issuer"}


def _opposed(mine: set[str], theirs: set[str]) -> bool:
    return bool((mine & _GIVES and theirs & _TAKES) or (mine & _TAKES and theirs & _GIVES)) and not mine & theirs


def _kinds(one: str, other: str, kind: str, model: Model) -> tuple[float, str] | None:
    words = model.vocabularies[model.kind(kind).properties["kind"].ranges[0]]
    if one == other:
        return _KIND, "one kind"
    if "unspecified" in (one, other) or (words.family(one) and words.family(one) == words.family(other)):
        return _KIND / 2, f"kinds that go together ({one}, {other})"
    return None


def _figures(one: Quantity | None, other: Quantity | None) -> tuple[float, str] | None:
    """What two figures are worth; None where they contradict each other."""
    if one is None or other is None:
        return _FIGURE / 3, "a figure is missing"
    if quantities_agree(one, other):
        return _FIGURE, "one figure"
    if one.unit == other.unit and one.value and other.value:
        gap = float(abs(one.value - other.value) / max(abs(one.value), abs(other.value)))
        if gap <= _TOLERANCE:
            return _FIGURE / 3, f"figures {gap:.0%} apart"
    return None


def _dates(one: Profile, other: Profile) -> tuple[float, str] | None:
    """What two dates are worth; None where they lie too far apart."""
    if one.days is None or other.days is None:
        return 0.0, "no dates to compare"
    gap = max(one.days[0] - other.days[1], other.days[0] - one.days[1], timedelta()).days
    if gap > APART or (one.stated and other.stated and gap):
        return None
    if one.documents & other.documents:
        return 0.0, "told in one document"
    said = "dates" if one.stated or other.stated else "reports"
    return (_DATE if gap <= CLOSE else _DATE / 3), f"{said} {gap} days apart"
