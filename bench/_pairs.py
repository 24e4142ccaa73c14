"""The labelled pairs of tests/evaluation/identity, written into a ledger as documents that say what the pairs say."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wattgraph.graph.ledger import Ledger
from wattgraph.loaders import reference
from wattgraph.schema.numbers import find_quantities
from wattgraph.schema.statement import (
    Appearance,
    Document,
    Mention,
    Reading,
    Span,
    Statement,
    Thing,
    mention_at,
    mention_of_record,
)

FOLDER = Path(__file__).parents[1] / "tests" / "evaluation" / "identity"
SPLITS = ("tuned", "heldout")
_SIDE = re.compile(r"(?P<source>\w+)(?:#(?P<key>\S+))?(?: (?P<date>\S+))?: (?P<rest>.+)")
_TIMES = re.compile(r"(?P<words>.+?)(?: since (?P<since>[\d-]+))?(?: until (?P<until>[\d-]+))?")
_SHORT = {"lat": "latitude", "lon": "longitude", "eia": "eiaPlantCode", "gppd": "gppdId", "former": "formerAmount"}
_MONEY = ("amount", "formerAmount")
_PLAIN = ("date",)


@dataclass(frozen=True)
class Side:
    """One side of a pair as it is written."""

    source: str
    key: str | None
    date: str | None
    name: str
    more: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, written: str) -> "Side":
        """Reads `SOURCE#KEY DATE: NAME | property=value`. Raises ValueError for what is not written so."""
        found = _SIDE.fullmatch(written)
        if found is None:
            raise ValueError(f"{written!r} is no side of a pair: write SOURCE#KEY DATE: NAME | property=value")
        name, *more = found["rest"].split(" | ")
        pairs = tuple((_SHORT.get(k, k), v) for k, _, v in (one.partition("=") for one in more))
        return cls(found["source"], found["key"], found["date"], name, pairs)

    def all(self, name: str) -> list[str]:
        """The values of one property."""
        return [value for key, value in self.more if key == name]


@dataclass(frozen=True)
class Pair:
    """Two sides that are one thing (`same`) or two. `kind`: the class of both."""

    id: str
    family: str
    kind: str
    same: bool
    sides: tuple[Side, Side]


def pairs(split: str) -> list[Pair]:
    """The pairs of a file, in its order."""
    data: dict[str, Any] = tomllib.loads((FOLDER / f"{split}.toml").read_text("utf-8"))
    found = []
    for family, table in data.items():
        for label in ("same", "different"):
            for number, (one, other) in enumerate(table[label], 1):
                sides = Side.of(one), Side.of(other)
                name = f"{family}/{label}/{number}"
                found.append(Pair(name, family, table.get("class", "Firm"), label == "same", sides))
    return found


class Writer:
    """Writes the sides of one pair into documents."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair

    def write(self, ledger: Ledger) -> tuple[bytes, bytes]:
        """Loads both sides through the gate. Returns their mentions."""
        one, other = self._pair.sides
        if one.all("doc") and one.all("doc") == other.all("doc"):
            first, second = self._load(ledger, [one, other])
            return first, second
        return self._load(ledger, [one])[0], self._load(ledger, [other])[0]

    def _load(self, ledger: Ledger, sides: list[Side]) -> list[bytes]:
        if sides[0].source == "list":
            return [_listed(sides[0].name)]
        numbers = [self._pair.sides.index(side) for side in sides]
        blocks = [_Block(self._pair, side, number) for side, number in zip(sides, numbers, strict=True)]
        text = "\n".join(["Pair " + self._pair.id + f", side {numbers}", *(block.text for block in blocks)])
        document = Document.of(text)
        found = [block.things(document) for block in blocks]
        things = [thing for made, _ in found for thing in made]
        side = sides[0]
        loader = "article" if side.source == "text" else side.source
        shown = _appearance(side)
        ledger.load(document, shown, lambda d, a: Reading(d, a, loader, "1.0", things))
        return [mention for _, mention in found]


def _listed(key: str) -> bytes:
    for reading in reference.readings():
        for thing in reading.things:
            if thing.mention.key == key:
                return thing.mention.id
    raise ValueError(f"the reference list has no row {key!r}")


def _appearance(side: Side) -> Appearance:
    address = next(iter(side.all("address")), None)
    if side.source == "text":
        return Appearance(address=address, published=side.date, published_basis="given" if side.date else "unknown")
    return Appearance(series=f"{side.source}/pairs", vintage=side.date)


class _Block:
    """One side's lines in a document."""

    def __init__(self, pair: Pair, side: Side, number: int) -> None:
        self._pair, self._side, self._number = pair, side, number
        self._contract = pair.kind in ("Deal", "CapitalFlow")
        rows = [f"{'kind' if self._contract else 'name'}: {side.name}"]
        self.text = "\n".join(rows + [f"{key}: {value}" for key, value in side.more])

    def things(self, document: Document) -> tuple[list[Thing], bytes]:
        """The things that the block names, parties first, and the mention of the side itself."""
        place = document.text.index(self.text)
        spans: list[tuple[str, str, Span, Span]] = []
        for line in self.text.split("\n"):
            label, _, words = line.partition(": ")
            start = place + len(label) + 2
            whole = document.span(place, place + len(line), "quote")
            spans.append((label, words, document.span(start, start + len(words)), whole))
            place += len(line) + 1
        mention = self._mention(document, spans[0][2])
        made = list(self._parties(document, spans)) if self._contract else []
        own = Thing(mention, list(self._statements(document, mention, spans, made)))
        return [*made, own, *self._plants(document, mention, spans)], mention.id

    def _mention(self, document: Document, head: Span) -> Mention:
        side = self._side
        if side.source == "text":
            return mention_at(document.id, self._pair.kind, head.start, head.end)
        key = side.key or f"{self._pair.id}/{self._number}"
        return mention_of_record(document.id, self._pair.kind, side.source, key)

    def _parties(self, document: Document, spans: list[tuple[str, str, Span, Span]]) -> Iterator[Thing]:
        for label, words, span, whole in spans[1:]:
            if label not in (*_MONEY, *_PLAIN, "address"):
                firm = mention_at(document.id, "Firm", span.start, span.end)
                yield Thing(firm, [Statement(firm.id, "name", words, (span, whole))])

    def _statements(
        self, document: Document, mention: Mention, spans: list[tuple[str, str, Span, Span]], made: list[Thing]
    ) -> Iterator[Statement]:
        firms = {thing.mention.start: thing.mention.id for thing in made}
        for label, words, span, whole in spans:
            if label in ("owns", "operates", "doc", "address"):
                continue
            said: str | bytes = words
            since = until = None
            if span.start in firms:
                said = firms[span.start]
            elif label in _MONEY:
                (found,) = find_quantities(words)
                said = found.quantity.encode()
            elif label in ("name", "alias", "ticker"):
                times = _TIMES.fullmatch(words)
                assert times is not None
                said, since, until = times["words"], times["since"], times["until"]
                span = document.span(span.start, span.start + len(times["words"]))
            yield Statement(mention.id, label, said, (span, whole), valid_from=since, valid_to=until)

    def _plants(
        self, document: Document, firm: Mention, spans: list[tuple[str, str, Span, Span]]
    ) -> Iterator[Thing]:  # fmt: skip
        for label, words, span, whole in spans:
            if label in ("owns", "operates"):
                site = mention_of_record(document.id, "Site", self._side.source, f"plant {words}")
                role = "owner" if label == "owns" else "operator"
                yield Thing(site, [
                    Statement(site.id, "eiaPlantCode", words, (span, whole)),
                    Statement(site.id, role, firm.id, (span, whole)),
                ])  # fmt: skip


def load(ledger: Ledger, split: str) -> list[tuple[Pair, bytes, bytes]]:
    """Loads the reference list and all pairs of a file. Returns each pair with the mentions of its sides.

    Raises ValueError if the gate refuses anything: then a pair does not say what it seems to say.
    """
    for reading in reference.readings():
        ledger.load(reading.document, reading.appearance, lambda d, a, r=reading: r)  # type: ignore[misc]
    found = [(pair, *Writer(pair).write(ledger)) for pair in pairs(split)]
    if refused := ledger.quarantine():
        raise ValueError(f"the gate refused {len(refused)} statements of {split}: {refused[0]}")
    return found
