"""Rivals: two reports of the same parties with different figures, and nothing that tells the two contracts apart.

One deal told with two figures, or two deals: no rule can decide it. Within one document two figures are two.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from ...schema.dates import PartialDate
from ...schema.quantity import Quantity
from .agreement import dates_agree, quantities_agree
from .clusters import Evidence

if TYPE_CHECKING:
    from .contracts import Contract

#: How evidence of a pair of rivals is marked.
RULE = "rivalFigures"
#: Up to so many contracts of the same parties all pairs are compared; of more, each with so many next to its figure.
#: Figures that lie farther apart are taken for two, so that the work grows with the contracts and not their pairs.
_ALL_PAIRS, _NEXT = 16, 4
_WHY = "same parties and kind, different figures, and no date, start, site or place that tells them apart"
_WHY_CROWDED = f"{_WHY}; of many such contracts only those with figures next to each other are compared"


@dataclass
class _Telling:
    """What all mentions of one contract say of it."""

    mention: bytes
    one: "Contract"
    figures: list[Quantity] = field(default_factory=list)
    documents: set[bytes] = field(default_factory=set)
    series: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    told: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def rivals(
    found: Mapping[bytes, "Contract"], blocks: Iterable[Collection[bytes]], root: Callable[[bytes], bytes],
    alike: Callable[["Contract", "Contract"], bool],
) -> Iterator[Evidence]:  # fmt: skip
    """The pairs, once for each two contracts. `blocks`: mentions of the same parties.

    `root`: mention -> its contract; `alike`: whether kinds, roles and dates of two mentions go together.
    """
    for block in blocks:
        tellings = _tellings(found, block, root)
        crowded = len(tellings) > _ALL_PAIRS
        for a, b in _pairs(tellings, crowded):
            if alike(a.one, b.one) and _nothing_apart(a, b):
                one, other = sorted((a.mention, b.mention))
                yield Evidence(0, one, other, _WHY_CROWDED if crowded else _WHY, RULE)


def _tellings(
    found: Mapping[bytes, "Contract"], block: Collection[bytes], root: Callable[[bytes], bytes]
) -> list[_Telling]:  # fmt: skip
    """The contracts of a block that have a figure and stand for themselves, the smallest figure first."""
    made: dict[bytes, _Telling] = {}
    out: set[bytes] = set()
    for mention in sorted(block):
        contract, at = found[mention], root(mention)
        if contract.belongs or contract.doubtful:
            out.add(at)
        if contract.figure is None:
            continue
        telling = made.setdefault(at, _Telling(mention, contract))
        telling.figures.append(contract.figure)
        telling.documents.add(contract.mention.document)
        telling.series |= {contract.series} if contract.series else set()
        telling.dates |= {contract.date} if contract.date else set()
        for name, value in contract.told.items():
            telling.told[name].add(value)
    return sorted((t for at, t in made.items() if at not in out and _has_two_sides(t)), key=_size)


def _size(telling: _Telling) -> tuple[str, float, bytes]:
    figure = telling.figures[0]
    bound = figure.interval.upper if figure.interval.upper is not None else figure.interval.lower
    return figure.unit, float(bound or 0), telling.mention


def _pairs(tellings: list[_Telling], crowded: bool) -> Iterator[tuple[_Telling, _Telling]]:
    if not crowded:
        yield from combinations(tellings, 2)
        return
    for place, one in enumerate(tellings):
        yield from ((one, other) for other in tellings[place + 1 : place + 1 + _NEXT])


def _has_two_sides(telling: _Telling) -> bool:
    """Whether parties of both sides are named, or megawatts of one are at a place: less names no contract."""
    roles = [frozenset(roles) for roles in telling.one.parties.values()]
    if len(roles) > 1 and (len(set(roles)) > 1 or roles[0] == {"party"}):
        return True
    return telling.one.mention.kind == "Capacity" and bool(telling.told["place"])


def _nothing_apart(a: _Telling, b: _Telling) -> bool:
    """Whether two contracts may be one but for their figures."""
    if a.documents & b.documents or a.series & b.series:
        return False
    if any(one.unit != other.unit or quantities_agree(one, other) for one in a.figures for other in b.figures):
        return False
    if not (_dates(a.dates, b.dates) and _dates(a.told["start"], b.told["start"])):
        return False
    if any(a.told[name] and b.told[name] and a.told[name].isdisjoint(b.told[name]) for name in _WORDS):
        return False
    return a.one.mention.kind != "Capacity" or _one_capacity(a, b)


#: What two contracts can differ in, by words: where either says nothing, nothing follows.
_WORDS = ("site", "place", "basis", "amountBasis")


def _dates(mine: set[str], theirs: set[str]) -> bool:
    return all(dates_agree(one, other) for one in mine for other in theirs)


def _one_capacity(a: _Telling, b: _Telling) -> bool:
    """Megawatts of one site are compared as such; elsewhere they are of one place, or of two parties.

    What stands on a day and what stands in a year are no two reports of one figure.
    """
    if a.told["site"] & b.told["site"]:
        return False
    if {_precision(d) for d in a.dates} != {_precision(d) for d in b.dates}:
        return False
    return len(a.one.parties) > 1 or bool(a.told["place"] & b.told["place"])


def _precision(date: str) -> str:
    return PartialDate.parse(date).precision
