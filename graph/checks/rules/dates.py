"""Impossible dates: what ends before it begins, lies outside of all calendars, or exists before its time."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from ....schema.dates import DateError, PartialDate
from ....schema.finding import Finding, finding_id
from ....schema.model import model
from ...ledger import StoredDocument, StoredStatement
from ..check import Check, retract_advice
from ..pages import HELD_TO_BE_SO, Account, Page

#: Years that a date may lie in. Of the firms and plants at hand none is older than 1800 (the oldest bank of the U.S.
#: dates from 1784, but no record of it states so); the longest contract or plan ends well before 2150.
FIRST, LAST = 1800, 2150
#: A page may be published on a day that has not begun where the ledger's clock (UTC) is: clocks are up to 14 h ahead.
_AHEAD = timedelta(days=1)
#: Properties that say when a thing is there.
_WHEN = ("date", "start")


class Dates(Check):
    """Ends before beginnings, years outside of 1800 to 2150, and what is said to exist before it does."""

    name = "dates"
    doc = "no end before its beginning, no year outside of 1800 to 2150, nothing that exists before its time"
    counts = "dates"

    def page(self, page: Page) -> Iterator[Finding]:
        """Every date of a document, and the document's own."""
        yield from self._document(page)
        known = _known(page.document)
        for account in page.accounts.values():
            names = _dates_of(account.kind)
            dated = [s for s in account.statements() if s.valid_from or s.valid_to or s.property in names]
            if dated:
                yield from self._calendar(names, dated)
                yield from self._spans(account, dated)
                if known:
                    yield from self._future(account, known)

    def _document(self, page: Page) -> Iterator[Finding]:
        published, recorded = page.document.appearance.published, page.document.recorded
        if not published or not recorded:
            return
        self.looked += 1
        day = _parsed(published)
        if day and day.earliest() > date.fromisoformat(recorded[:10]) + _AHEAD:
            identifier = page.document.id
            yield Finding(
                finding_id(self.name, "publishedAfterRecorded", (identifier, published)),
                self.name, "error",
                f"the document is published {published}, after it was recorded ({recorded[:10]})",
                f"load it with its right date into a new ledger, or 'wattgraph retract {identifier.hex()}'",
                identifier,
            )  # fmt: skip

    def _calendar(self, names: frozenset[str], dated: list[StoredStatement]) -> Iterator[Finding]:
        for said in dated:
            days = _days(names, said)
            self.looked += len(days)
            for what, day in days.items():
                if day.earliest().year < FIRST or day.latest().year > LAST:
                    message = f"its {what} is {day}, outside of {FIRST} to {LAST}"
                    yield self.found("outsideCalendar", message, retract_advice(said, "the statement"), said)

    def _spans(self, account: Account, dated: list[StoredStatement]) -> Iterator[Finding]:
        starts, ends = account.said.get("start", ()), account.said.get("end", ())
        if starts and ends and all(_ends_first(str(e.object), str(s.object)) for e in ends for s in starts):
            message = f"it ends {ends[0].object!s}, before it starts {starts[0].object!s}"
            yield self.found("endsBeforeItStarts", message, retract_advice(ends[0], "the end"), ends[0], starts[0])
        values: dict[object, list[StoredStatement]] = {}
        for said in dated:
            if said.valid_from or said.valid_to:
                values.setdefault((said.property, said.object), []).append(said)
        for group in values.values():
            yield from self._validity(group)

    def _validity(self, group: list[StoredStatement]) -> Iterator[Finding]:
        """The same value from one day and to another, by one statement or by several."""
        begun = [s for s in group if s.valid_from]
        ended = [s for s in group if s.valid_to]
        if begun and ended and all(_ends_first(e.valid_to or "", b.valid_from or "") for e in ended for b in begun):
            last, first = ended[0], begun[0]
            told = last.object if isinstance(last.object, str) else "of that thing"
            message = f"its {last.property} {told} ends {last.valid_to}, before it begins {first.valid_from}"
            yield self.found(
                "validBackwards", message, retract_advice(last, "the end"), *dict.fromkeys((last, first))
            )

    def _future(self, account: Account, known: PartialDate) -> Iterator[Finding]:
        """What is said to exist or to run already, from a day after its document: that can only be planned."""
        there = _there(account)
        if there is None:
            return
        for said in (s for prop in _WHEN for s in account.said.get(prop, ()) if s.modality in HELD_TO_BE_SO):
            if _ends_first(str(known), str(said.object)):
                message = (
                    f"it exists or runs already, but its {said.property} is {said.object!s}, after {known}, when"
                )
                message += " its document was published, or recorded if that is not known"
                advice = f"planned or projected would be right; else {retract_advice(said, 'the date')}"
                yield self.found("existsInTheFuture", message, advice, said, there)


def _there(account: Account) -> StoredStatement | None:
    """The statement that says that a thing exists: an operational status, or an existing capacity."""
    for said in account.statements():
        if said.polarity and said.status == "operational" and said.modality in HELD_TO_BE_SO:
            return said
    kind = account.first("kind") if account.kind == "Capacity" else None
    return kind if kind and kind.object == "existing" and kind.modality in HELD_TO_BE_SO else None


def _known(document: StoredDocument) -> PartialDate | None:
    """The last day on which a document can have known something: its publication, else its recording."""
    day = document.appearance.published or document.recorded[:10]
    return _parsed(day) if day else None


def _days(names: frozenset[str], said: StoredStatement) -> dict[str, PartialDate]:
    """The dates of a statement by what they are."""
    texts = {"beginning": said.valid_from, "end": said.valid_to}
    if said.property in names:
        texts[said.property] = str(said.object)
    return {what: day for what, text in texts.items() if text and (day := _parsed(text))}


def _parsed(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except DateError:  # an appearance may say it in a form of its own
        return None


@cache
def _dates_of(kind: str) -> frozenset[str]:
    """The properties of a class that are dates."""
    return frozenset(p.name for p in model().kind(kind).properties.values() if p.ranges == ("date",))


def _ends_first(end: str, start: str) -> bool:
    """Whether one date lies before another whatever their missing months and days are."""
    one, other = _parsed(end), _parsed(start)
    return bool(one and other and one.before(other))
