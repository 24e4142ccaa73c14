"""Tickers: a code proves who is meant at a date, never for ever: exchanges give codes to other firms.

Two mentions are one firm where both hold one code at one date. What a statement says of from and to counts; where
it says nothing, a row of the reference list holds its code at any date (its editors give the dates of changes),
and any other document at its own date. Two documents close in time prove it too, as long as the code is not
known to have changed hands between them; documents further apart prove it only together with an equal name.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...schema.dates import DateError, PartialDate
from .clusters import Evidence
from .naming import Naming, Said

#: Days between two documents within which a code is taken not to have changed hands unseen: U.S. exchanges
#: do not hand a code that was given up to another firm for 90 days where investors might be confused (the
#: National Market System plan for the selection and reservation of securities symbols).
CLOSE = 90
_EVER = (0, 9_999_999)
TICKER = "ticker"


class Holding(NamedTuple):
    """A mention holds a code from a day to before another (as ordinals). `dated`: the days of a document only."""

    start: int
    end: int
    mention: bytes
    exchange: str
    dated: bool


class _Code:
    """Who holds one code, and the days on which it is known to have changed hands."""

    def __init__(self) -> None:
        self.holdings: list[Holding] = []
        self.changes: set[int] = set()


def split(written: str) -> tuple[str, str]:
    """Exchange ('' if none is written) and code of a ticker: `NasdaqGS: mara` is ('NASDAQ', 'MARA')."""
    exchange, _, code = written.rpartition(":")
    letters = "".join(c for c in exchange.upper() if c.isalnum())
    return "NASDAQ" if letters.startswith("NASDAQ") else letters, code.strip().upper()


def ticker_proofs(called: Mapping[bytes, Naming], dates: Mapping[bytes, str], strength: int) -> Iterator[Evidence]:
    """Evidence from tickers. `dates`: document -> its publication date or vintage (EDTF), if known."""
    codes: defaultdict[str, _Code] = defaultdict(_Code)
    for mention in sorted(called):
        naming = called[mention]
        for said in sorted(naming.tickers, key=lambda s: (s.words, s.document)):
            exchange, code = split(said.words)
            _note(codes[code], said, mention, exchange, dates.get(said.document), bool(naming.listed))
    for code, held in sorted(codes.items()):
        for holdings in _by_exchange(_since_the_last_change(held)):
            for one, other in _overlapping(holdings, held.changes):
                yield Evidence(strength, one, other, f"both hold the ticker {code} at one date", TICKER)
            for one, other in _equally_named(holdings, held.changes, called):
                yield Evidence(strength, one, other, f"the same ticker ({code}) and an equal name", TICKER)


def _note(held: _Code, said: Said, mention: bytes, exchange: str, day: str | None, listed: bool) -> None:
    """Notes one holding; days of change are only surely before or behind, so both lie inside of the holding."""
    start = PartialDate.parse(said.valid_from).latest().toordinal() if said.valid_from else None
    end = PartialDate.parse(said.valid_to).earliest().toordinal() if said.valid_to else None
    held.changes.update(day for day in (start, end) if day is not None)
    if start or end or listed:
        held.holdings.append(Holding(start or _EVER[0], end or _EVER[1], mention, exchange, False))
    else:  # at an unknown date it may be any
        held.holdings.append(Holding(*(_days(day) or _EVER), mention, exchange, True))


def _since_the_last_change(held: _Code) -> list[Holding]:
    """The holdings, in which a row of the list without dates starts when the code last changed hands.

    The list says who holds a code today; if another's time with it ended, that was before.
    """
    last = max(held.changes, default=_EVER[0])
    return [h._replace(start=last) if (h.start, h.end) == _EVER and not h.dated else h for h in held.holdings]


def _days(written: str | None) -> tuple[int, int] | None:
    """The first day that a date can mean, and the one behind the last; None for what is no date (a version)."""
    try:
        day = PartialDate.parse(written) if written else None
    except DateError:
        return None
    return (day.earliest().toordinal(), day.latest().toordinal() + 1) if day else None


def _by_exchange(holdings: list[Holding]) -> Iterator[list[Holding]]:
    """The holdings that may be compared: of one stated exchange, and those without if there is only one."""
    stated = sorted({h.exchange for h in holdings if h.exchange})
    for exchange in stated or [""]:
        yield [h for h in holdings if h.exchange == exchange or (len(stated) < 2 and not h.exchange)]
    if len(stated) > 1:
        yield [h for h in holdings if not h.exchange]


def _overlapping(holdings: list[Holding], changes: set[int]) -> Iterator[tuple[bytes, bytes]]:
    """Pairs that hold at one date, each with the one before that reaches furthest, so that all are joined."""
    undated = [h for h in holdings if (h.start, h.end) == _EVER and h.dated]
    always = [h for h in holdings if (h.start, h.end) == _EVER and not h.dated]
    for holding in undated if always else ():  # whoever held it always held it then
        yield always[0].mention, holding.mention
    last: Holding | None = None
    for holding in sorted(set(holdings) - set(undated)):
        if last and last.mention != holding.mention and _at_one_date(last, holding, changes):
            yield last.mention, holding.mention
        if last is None or holding.end > last.end or (holding.end == last.end and not holding.dated):
            last = holding


def _at_one_date(one: Holding, other: Holding, changes: set[int]) -> bool:
    """Whether both hold at one date; `one` starts first."""
    if other.start < one.end:
        return True
    gap = range(one.end, other.start + 1)
    return one.dated and other.dated and len(gap) <= CLOSE and not any(change in gap for change in changes)


def _equally_named(
    holdings: list[Holding], known: set[int], called: Mapping[bytes, Naming]
) -> Iterator[tuple[bytes, bytes]]:
    """Pairs with a name in common that hold the code between the same two changes of it."""
    changes = sorted(known)
    first: dict[tuple[int, str], bytes] = {}
    for holding in sorted(holdings, key=lambda h: h.mention):
        era = bisect_right(changes, holding.start)
        if era == bisect_right(changes, holding.end - 1):
            for name in sorted(called[holding.mention].names):
                hub = first.setdefault((era, name), holding.mention)
                if hub != holding.mention:
                    yield hub, holding.mention
