"""From a line of the contract to a fact with its words: each slot is searched in the quote, then around it.

What is not found is claimed all the same, with the quote as its evidence, so that the gate refuses it by name and
nothing is dropped in silence.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from ..schema.dates import PartialDate
from ..schema.datewords import date_contradiction, duration_contradiction, find_dates, find_durations
from ..schema.numbers import FoundQuantity, find_quantities
from ..schema.qualifiers import falls
from ..schema.quantity import Quantity
from ..schema.statement import Document
from .contract import Line, Named
from .facts import Fact, Party, Slot, Words

#: Words that leave a list of parties open.
_OPEN = re.compile(r"\b(?:such as|like|including|includes?|led by|among (?:them|others)|for example|and others)\b")
_WORD = re.compile(r"[^\W\d_]+")
#: Last words of a public body's name, and of a site's.
_BODY = re.compile(
    r"\b(?:Commission|Department|Ministry|Agency|Authority|Government|Council|Congress|Senate|Parliament|Court|Treasury"
    r"|Administration|Bureau|County|Regulator|Board of Supervisors)\b"
)
#: Groups and subjects that begin a sentence, or are always written with capitals.
_GROUP = re.compile(
    r"(?i:banks|miners|validators|hyperscalers|utilities|developers|operators|companies|firms|lenders|investors|stocks"
    r"|shares|funds|insurers|analysts|governments|agencies|sector|industry|demand|spending|electricity)$|AI$"
)
_SITE = re.compile(r"\b(?:campus|data cent(?:er|re)|plant|mine|facility|station|farm|park)$", re.IGNORECASE)

#: Tells the class of a name that stands at some words, None where that is not known.
Classes = Callable[[str, Words], str | None]


class Page:
    """A document that lines quote, with what was found in it so far. `published`: its date (EDTF)."""

    def __init__(self, document: Document, published: str | None, classes: Classes) -> None:
        self.document = document
        self.text = document.text
        self.published = published
        self._classes = classes
        self._first: dict[str, Words | None] = {}

    @cached_property
    def _quantities(self) -> list[FoundQuantity]:
        return list(find_quantities(self.text))

    @cached_property
    def _by_place(self) -> dict[Words, FoundQuantity]:
        return {(q.start, q.end): q for q in self._quantities}

    @cached_property
    def _dates(self) -> list[Words]:
        now = PartialDate.parse(self.published) if self.published else None
        return sorted((found.start, found.end) for found in find_dates(self.text, now))

    @cached_property
    def _terms(self) -> list[Words]:
        return sorted((found.start, found.end) for found in find_durations(self.text))

    def quote(self, line: Line) -> Words | None:
        """Where a line's quote stands: at its offset, or first of all if it gives none; None if it does not."""
        pattern = re.compile(r"\s+".join(map(re.escape, line.quote.split())))
        if line.offset is None:
            found = pattern.search(self.text)
            return found.span() if found else None
        lead = len(line.quote) - len(line.quote.lstrip())
        found = pattern.match(self.text, line.offset + lead)
        return found.span() if found else None

    def fact(self, line: Line, quote: Words) -> Fact:
        """The fact of a line whose quote stands at `quote`."""
        number, value = self._figure(line.quantity, quote)
        code = self._inside(line.code, quote) if line.code else None
        return Fact(
            line.type, line.kind, tuple(self._parties(line, quote)), quote, code or quote,
            line.quantity, number, value, self._unit(line.quantity, quote), self._direction(line.quantity, quote),
            None if line.complete else self._open_list(quote), line.modality, line.status,
            self._date(line, "date", quote), self._date(line, "start", quote), self._date(line, "end", quote),
            self._date(line, "term", quote), self._place(line, quote), code=line.code,
        )  # fmt: skip

    # -- who

    def _parties(self, line: Line, quote: Words) -> Iterator[Party]:
        for at, named in enumerate(line.parties):
            full = self._anywhere(named.name)
            if full is None:  # the name is claimed, and the quote is all that can be shown for it
                words = (min(quote[0] + at, quote[1] - 1), quote[1])
                yield Party(named.name, named.role, named.kind or "Firm", words, words, claimed=True)
            else:
                spot = self._inside(named.name, quote) or self._short(named.name, quote) or full
                yield Party(named.name, named.role, self._class(line, named, full), full, spot)

    def _class(self, line: Line, named: Named, full: Words) -> str:
        """The class of a party: as the line gives it, as others know it, or as its words look."""
        if named.kind:
            return named.kind
        if line.type == "MarketMove" and line.kind in ("index", "sector"):
            return "Group"
        if known := self._classes(named.name, full):
            return known
        if named.role == "target" and _SITE.search(named.name):
            return "Site"
        last = named.name.split()[-1]
        if named.name[0].islower() or _GROUP.search(last) or (last.islower() and last.endswith("s")):
            return "Group"
        return "PublicBody" if _BODY.search(named.name) else "Firm"

    def _anywhere(self, name: str) -> Words | None:
        """Where a name stands first in the text."""
        if name not in self._first:
            self._first[name] = self._search(name, 0, len(self.text))
        return self._first[name]

    def _inside(self, words: str, quote: Words) -> Words | None:
        return self._search(words, *quote)

    def _short(self, name: str, quote: Words) -> Words | None:
        """The opening words of a name in the quote: "Bloom" for Bloom Energy."""
        words = name.split()
        forms = (" ".join(words[:n]) for n in range(len(words) - 1, 0, -1))
        return next((found for form in forms if form[0].isupper() and (found := self._search(form, *quote))), None)

    def _search(self, words: str, start: int, end: int) -> Words | None:
        # The look behind stands after the first character, so that the search can run ahead to that.
        first, *rest = map(re.escape, " ".join(words.split()))
        pattern = rf"{first}(?<!\w{first})" + "".join(rest).replace(r"\ ", r"\s+") + r"(?!\w)"
        found = re.compile(pattern).search(self.text, start, end)
        found = found or re.compile(pattern, re.IGNORECASE).search(self.text, start, end)
        return found.span() if found else None

    # -- how much

    def _figure(self, quantity: Quantity | None, quote: Words) -> tuple[Words | None, Words | None]:
        """Where the number stands, and the same with its qualifier; the quote alone where it does not stand."""
        if quantity is None:
            return None, None
        places = [m.span() for m in re.finditer(re.escape(quantity.verbatim), self.text[slice(*quote)])]
        numbers = [(quote[0] + a, quote[0] + b) for a, b in places]
        if not numbers:
            return None, quote
        known = self._by_place
        number = next((words for words in numbers if words in known), numbers[0])
        beside = known[number].qualifier_span if number in known else None
        return number, (min(number[0], beside[0]), max(number[1], beside[1])) if beside else number

    def _unit(self, quantity: Quantity | None, quote: Words) -> Words | None:
        """The words nearest to the quote that name the unit which the number leaves out."""
        if quantity is None or quantity.unit_basis != "implied":
            return None
        naming = (
            (q.start, q.end) for q in self._quantities
            if q.quantity.unit == quantity.unit and q.quantity.unit_basis in ("stated", "symbol")
        )  # fmt: skip
        return self._nearest(naming, quote)

    def _direction(self, quantity: Quantity | None, quote: Words) -> Words | None:
        """The word of falling that a negative number rests on."""
        if quantity is None or quantity.interval.upper is None or quantity.interval.upper > 0:
            return None
        return self._nearest((words for words in self._words(quote) if falls(self.text[slice(*words)])), quote)

    # -- when, where, how many

    def _date(self, line: Line, name: str, quote: Words) -> Slot | None:
        said = line.dates.get(name)
        if said is None:
            return None
        found = self._terms if name == "term" else self._dates
        stating = (words for words in self._near(found, quote) if self._states(name, said, words))
        return Slot(said, self._nearest(stating, quote) or quote)

    def _states(self, name: str, said: str, words: Words) -> bool:
        text = self.text[slice(*words)]
        if name == "term":
            return duration_contradiction(said, text) is None
        return date_contradiction(said, text, self.published) is None

    def _place(self, line: Line, quote: Words) -> Slot | None:
        if line.place is None:
            return None
        words = self._inside(line.place, quote) or self._search(line.place, *self._paragraph(quote))
        words = words or self._anywhere(line.place)
        return Slot(line.place, words) if words else None

    def _open_list(self, quote: Words) -> Words:
        found = _OPEN.search(self.text, *quote)
        return found.span() if found else quote

    # -- near

    def _paragraph(self, quote: Words) -> Words:
        start = self.text.rfind("\n", 0, quote[0]) + 1
        end = self.text.find("\n", quote[1])
        return start, len(self.text) if end < 0 else end

    def _words(self, quote: Words) -> Iterator[Words]:
        return (found.span() for found in _WORD.finditer(self.text, *self._paragraph(quote)))

    def _near(self, found: Sequence[Words], quote: Words) -> Iterator[Words]:
        """Of some words in the order of the text those of the quote's paragraph."""
        start, end = self._paragraph(quote)
        near = found[bisect_left(found, (start, 0)) : bisect_left(found, (end, 0))]
        return (words for words in near if words[1] <= end)

    def _nearest(self, found: Iterable[Words], quote: Words) -> Words | None:
        """The words with the least distance to the quote, the first of several within it."""
        return min(found, key=lambda words: max(quote[0] - words[1], words[0] - quote[1], 0), default=None)
