"""Facts told more than once in one text become one: the fullest telling stays, later ones fill its gaps."""

from collections.abc import Iterable
from dataclasses import replace

from ..facts import Fact

_GAPS = ("date", "start", "end", "term", "place", "purpose", "basis")


def merged(facts: Iterable[Fact]) -> list[Fact]:
    """The facts in order of the text, restatements joined to their first telling."""
    kept: list[Fact] = []
    places: dict[object, list[int]] = {}
    for fact in facts:
        alike = sorted({i for key in _keys(fact) for i in places.get(key, ())})
        at = next((i for i in alike if _same(kept[i], fact)), None)
        if at is None:
            for key in _keys(fact):
                places.setdefault(key, []).append(len(kept))
            kept.append(fact)
        else:
            kept[at] = _joined(kept[at], fact)
    counted = [f for f in kept if f.type == "CapitalFlow" and f.kind == "backstop" and f.quantity is not None]
    return [f for f in kept if not _uncounted(f, counted)]


def _uncounted(fact: Fact, counted: Iterable[Fact]) -> bool:
    """Whether a guarantee is told without the amount that the text gives it elsewhere."""
    if fact.type != "CapitalFlow" or fact.kind != "backstop" or fact.quantity is not None:
        return False
    return any(_names(fact) <= _names(f) for f in counted)


def _keys(fact: Fact) -> list[object]:
    """What two tellings of one fact share at least, so that not each is compared with all."""
    if fact.type in ("Deal", "Capacity", "MarketMove", "Ownership", "Projection"):
        return [(fact.type, _names(fact))]
    return [(fact.type, _amounts(fact), name) for name in sorted(_names(fact))]


def _same(left: Fact, right: Fact) -> bool:
    if left.type != right.type:
        return False
    if left.type in ("Role", "Identifier"):
        return left.kind == right.kind and left.code == right.code and left.parties[0].name == right.parties[0].name
    if left.type == "Capacity":
        return _amounts(left) == _amounts(right) and _names(left) == _names(right) and left.kind == right.kind
    if left.type == "Deal":
        return _same_deal(left, right)
    if left.type in ("MarketMove", "Ownership", "Projection"):
        return _amounts(left) == _amounts(right) and _names(left) == _names(right)
    if left.kind != right.kind or _apart(left, right):
        return False
    return _amounts(left) == _amounts(right) and bool(_names(left) & _names(right))


def _apart(left: Fact, right: Fact) -> bool:
    """Whether two flows go to different firms: one lender gives two borrowers the same amount each."""
    takers = [{p.name for p in f.parties if p.role in _TAKING} for f in (left, right)]
    return all(takers) and takers[0].isdisjoint(takers[1])


_TAKING = ("beneficiary", "issuer", "target", "provider")


def _same_deal(left: Fact, right: Fact) -> bool:
    """Same sides, compatible kinds, at most one amount between them."""
    sides = _names(left) == _names(right)
    kinds = left.kind == right.kind or "unspecified" in (left.kind, right.kind) or {left.kind, right.kind} <= _ALIKE
    amounts = left.quantity is None or right.quantity is None or _amounts(left) == _amounts(right)
    return sides and kinds and amounts


_ALIKE = {"hosting", "lease", "cloudServices", "supply", "partnership"}


def _names(fact: Fact) -> frozenset[str]:
    return frozenset(p.name for p in fact.parties)


def _amounts(fact: Fact) -> tuple[object, str] | None:
    return (fact.quantity.interval, fact.quantity.unit) if fact.quantity else None


def _joined(first: Fact, later: Fact) -> Fact:
    """The telling with an amount wins; the other fills slots that it leaves open."""
    if first.quantity is None and later.quantity is not None:
        kind = first.kind if later.kind == "unspecified" else later.kind
        first, later = replace(later, kind=kind, status=first.status, modality=first.modality), first
    elif first.kind == "unspecified" and later.kind != "unspecified":
        first = replace(first, kind=later.kind)
    gaps = {name: getattr(later, name) for name in _GAPS if getattr(first, name) is None and getattr(later, name)}
    return replace(first, **gaps)
