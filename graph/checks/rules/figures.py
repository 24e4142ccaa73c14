"""Figures that cannot be: power below nothing, a site above all sites on earth, one record with two values."""

from collections.abc import Hashable, Iterator
from decimal import Decimal
from functools import cache

from ....schema.dates import PartialDate
from ....schema.finding import Finding
from ....schema.model import QUANTITIES, Property, model
from ....schema.quantity import Quantity
from ...ledger import StoredStatement
from ..check import Check, retract_advice
from ..pages import Account, Page

#: MW that no one site has. The largest power plant on earth, Three Gorges, has 22,500; the largest campus of data
#: centers that is planned anywhere is said to reach 10,000.
MOST = Decimal(50_000)
#: Measures that may be negative: what is taken away from a whole.
_CHANGES = ("increment",)
#: What may not differ between two statements for their values to contradict each other.
_Slot = tuple[Hashable, str, str | None, str | None, str, str | None]


class Figures(Check):
    """Negative power, more than 50 GW at one site, and two values for one property of one record."""

    name = "figures"
    doc = "no negative power, no site above 50 GW, no record with two values of one property in one edition"
    counts = "capacities and records"

    def __init__(self) -> None:
        super().__init__()
        self._elsewhere: dict[_Slot, StoredStatement] = {}

    def page(self, page: Page) -> Iterator[Finding]:
        """Capacities and records of one document; of records that its edition has elsewhere, what they say."""
        for account in page.accounts.values():
            if account.kind == "Capacity":
                self.looked += 1
                yield from self._power(account, page)
            if account.mention.key is not None:
                self.looked += 1
                yield from self._record(account, page)

    def edition(self) -> Iterator[Finding]:
        """Forgets what the records of an edition say."""
        self._elsewhere.clear()
        yield from ()

    def _power(self, account: Account, page: Page) -> Iterator[Finding]:
        site = account.first("site")
        for said in account.said.get("power", ()):
            power = Quantity.decode(str(said.object))
            low = power.interval.lower
            if low is not None and low < 0 and account.word("measure") not in _CHANGES:
                message = f"its power is negative: {power.interval} MW"
                yield self.found("negativePower", message, retract_advice(said, "it"), said)
            if site is not None and low is not None and low > MOST:
                name = page.name(site.object) if isinstance(site.object, bytes) else "its site"
                message = f"{name} would have {low:,} MW, more than the {MOST:,} that no site on earth has"
                yield self.found(
                    "tooMuchPower", message, f"look at the unit; {retract_advice(said, 'it')}", said, site
                )

    def _record(self, account: Account, page: Page) -> Iterator[Finding]:
        at = account.mention
        record = (at.kind, str(at.source), str(at.key))
        for prop in _single(account.kind):
            found = account.said.get(prop.name, [])
            if len(found) < 2 and record not in page.shared:
                continue
            seen = self._elsewhere if record in page.shared else {}
            for said in found:
                slot = (record, prop.name, said.valid_from, said.valid_to, said.modality, said.status)
                other = seen.setdefault(slot, said)
                if other is not said and _contradict(prop, other, said):
                    message = f"{prop.name} of {page.name(at.id)} is {_shown(prop, other)} and {_shown(prop, said)}"
                    yield self.found("twoValues", message, retract_advice(said, "the wrong one"), said, other)


@cache
def _single(kind: str) -> tuple[Property, ...]:
    """The properties of which a thing has one value at a time."""
    return tuple(p for p in model().kind(kind).properties.values() if not p.many)


def _contradict(prop: Property, one: StoredStatement, other: StoredStatement) -> bool:
    """Whether not both can be so: intervals that do not meet, dates that do not overlap, other words."""
    if isinstance(one.object, bytes) or isinstance(other.object, bytes):
        return one.object != other.object and one.document == other.document
    if one.object == other.object:
        return False
    kind = prop.ranges[0]
    if kind in QUANTITIES:
        left, right = Quantity.decode(one.object), Quantity.decode(other.object)
        return left.unit != right.unit or not left.interval.meets(right.interval)
    if kind == "date":
        return not PartialDate.parse(one.object).overlaps(PartialDate.parse(other.object))
    return Decimal(one.object) != Decimal(other.object) if kind == "decimal" else True


def _shown(prop: Property, said: StoredStatement) -> str:
    if isinstance(said.object, bytes):
        return f"the thing {said.object.hex()[:8]}"
    return Quantity.decode(said.object).verbatim if prop.ranges[0] in QUANTITIES else said.object
