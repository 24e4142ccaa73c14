"""Readings made by hand: texts whose things are found by their words, so that tests read like the texts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from wattgraph.graph.ledger import Ledger, Outcome
from wattgraph.graph.policies.policy import policy
from wattgraph.graph.view import Snapshot, View
from wattgraph.schema.numbers import find_quantities
from wattgraph.schema.quantity import Interval, Quantity
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


@dataclass
class Text:
    """A text and what a careful reader would take from it. Words are found at their first place."""

    text: str
    version: str = "1.0"
    loader: str = "article"
    appearance: Appearance = field(default_factory=Appearance)
    things: dict[bytes, Thing] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.document = Document.of(self.text)

    def span(self, words: str, part: str = "value") -> Span:
        start = self.text.index(words)
        return self.document.span(start, start + len(words), part)

    def thing(self, kind: str, words: str, ordinal: int = 0) -> Mention:
        at = self.span(words)
        mention = mention_at(self.document.id, kind, at.start, at.end, ordinal)
        self.things.setdefault(mention.id, Thing(mention, []))
        return mention

    def say(self, mention: Mention, prop: str, value: bytes | str, words: str, *more: Span, **said: str) -> Statement:
        evidence = (self.span(words), self.document.span(0, len(self.text), "quote"), *more)
        statement = Statement(mention.id, prop, value, evidence, **said)  # type: ignore[arg-type]
        self.things[mention.id].statements.append(statement)
        return statement

    def firm(self, name: str, kind: str = "Firm") -> Mention:
        mention = self.thing(kind, name)
        if not self.things[mention.id].statements:
            self.say(mention, "name", name, name)
        return mention

    def contract(
        self, kind: str, word: str, head: str, parties: Sequence[tuple[str, str]], amount: str | None = None,
        former: str | None = None, date: tuple[str, str] | None = None, prop: str = "amount", complete: bool = True,
        **said: str,
    ) -> Mention:  # fmt: skip
        """A deal, flow or capacity: its head words, (role, name) parties, and the words of its figure."""
        firms = [(role, self.firm(name)) for role, name in parties]
        mention = self.thing(kind, amount or head)
        self.say(mention, "kind", word, head, **said)
        for (role, firm), (_, name) in zip(firms, parties, strict=True):
            self.say(mention, role, firm.id, name, **said)
        for name, words in ((prop, amount), ("formerAmount", former)):
            if words:
                self.say(mention, name, self.quantity(words), words, *self.unit(words), **said)
        if date:
            self.say(mention, "date", date[0], date[1])
        if not complete:
            self.say(mention, "participantsComplete", "false", "like")
        return mention

    def quantity(self, words: str) -> str:
        (found,) = find_quantities(words)
        return found.quantity.encode()

    def unit(self, words: str) -> list[Span]:
        """The antecedent that an implied unit needs."""
        (found,) = find_quantities(words)
        return [self.span("dollars", "unit")] if found.quantity.unit_basis == "implied" else []

    def record(self, source: str, key: str, kind: str = "Firm") -> Mention:
        mention = mention_of_record(self.document.id, kind, source, key)
        self.things.setdefault(mention.id, Thing(mention, []))
        return mention

    def read(self, document: Document, appearance: Appearance) -> Reading:
        return Reading(document, appearance, self.loader, self.version, list(self.things.values()))

    def into(self, ledger: Ledger, **appearance: str) -> Outcome:
        shown = self.appearance._replace(**appearance)
        if "published" in appearance:
            shown = shown._replace(published_basis="given")
        return ledger.load(self.document, shown, self.read)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "test.db", create=True) as made:
        yield made


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Callable[[], Ledger]]:
    """A maker of empty ledgers."""
    made: list[Ledger] = []

    def make() -> Ledger:
        made.append(Ledger(tmp_path / f"fresh{len(made)}.db", create=True))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def text() -> type[Text]:
    return Text


@pytest.fixture
def look() -> Callable[..., View]:
    """The view of a ledger as it is now."""

    def make(ledger: Ledger, name: str = "default") -> View:
        return Snapshot(ledger).view(policy(name))

    return make


def reference_list(*rows: tuple[str, str, str], version: str = "1.0") -> Text:
    """A reference list of (key, name, role) rows, as the shipped one would be read."""
    body = "".join(f'id = "{key}"\nname = "{name}"\nrole = "{role}"\n\n' for key, name, role in rows)
    page = Text(body, version, "reference")
    for key, name, role in rows:
        mention = page.record("reference", key)
        page.say(mention, "name", name, f'name = "{name}"'[8:-1], modality="inferred")
        page.say(mention, "role", role, role, modality="inferred")
    return page


@pytest.fixture
def listed() -> Callable[..., Text]:
    return reference_list


@pytest.fixture
def iren() -> Callable[..., Text]:
    """A report of the deal between IREN and Microsoft; `amount` as its words."""

    def make(amount: str = "9.7 billion dollars", tail: str = "", former: str | None = None, **said: str) -> Text:
        was = f", up from {former}," if former else ""
        page = Text(f"IREN signed a {amount} deal{was} with Microsoft. {tail}")
        parties = [("party", "IREN"), ("party", "Microsoft")]
        said = {"status": "signed", **said}
        page.contract("Deal", "unspecified", "deal", parties, amount, former, **said)
        return page

    return make


def report(number: int, version: str) -> Text:
    """Report `number` as a loader of that version reads it: each version reads the deal in another mood."""
    page = Text(f"IREN signed a {number}.7 billion dollars deal with Microsoft.", version)
    mood = {"1.0": "possible", "1.9": "reported", "1.10": "asserted"}[version]
    parties = [("party", "IREN"), ("party", "Microsoft")]
    page.contract("Deal", "unspecified", "deal", parties, f"{number}.7 billion dollars", modality=mood)
    return page


@pytest.fixture(scope="session")
def numbered() -> Callable[[int, str], Text]:
    return report


# -- three made-up reports: an implied amount, a joint open list, a bound without a point

#: Stands in every report, is quoted by nothing, and so must stand in no export.
SECRET = "Analysts at the desk drank their coffee black that morning."


def usd(
    low: str | None, high: str | None, verbatim: str, qualifier: str = "exact", basis: str = "stated"
) -> Quantity:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return Quantity(Interval(ends[0], ends[1]), "USD", qualifier, basis, verbatim)


@dataclass
class Report:
    """A text whose things are found by their words; a statement quotes the sentence that holds them."""

    text: str
    appearance: Appearance
    loader: str = "article"
    things: dict[bytes, Thing] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.document = Document.of(f"{self.text} {SECRET}")

    def span(self, words: str, part: str = "value") -> Span:
        start = self.document.text.index(words)
        return self.document.span(start, start + len(words), part)

    def quote(self, words: str) -> Span:
        start = self.document.text.index(words)
        first = self.document.text.rfind(". ", 0, start) + 2 if ". " in self.document.text[:start] else 0
        return self.document.span(first, self.document.text.index(". ", start + len(words)) + 1, "quote")

    def thing(self, kind: str, words: str) -> Mention:
        at = self.span(words)
        mention = mention_at(self.document.id, kind, at.start, at.end)
        self.things.setdefault(mention.id, Thing(mention, []))
        return mention

    def say(self, mention: Mention, prop: str, value: bytes | str, words: str, *more: Span, **said: str) -> None:
        evidence = (self.span(words), self.quote(words), *more)
        self.things[mention.id].statements.append(Statement(mention.id, prop, value, evidence, **said))

    def firm(self, name: str, kind: str = "Firm") -> Mention:
        mention = self.thing(kind, name)
        if not self.things[mention.id].statements:
            self.say(mention, "name", name, name)
        return mention

    def parties(self, thing: Mention, role: str, *names: str) -> None:
        for name in names:
            self.say(thing, role, self.firm(name).id, name)

    def into(self, ledger: Ledger) -> None:
        ledger.load(self.document, self.appearance, self.read)

    def read(self, document: Document, appearance: Appearance) -> Reading:
        # A thing comes before the things that name it.
        things = sorted(self.things.values(), key=lambda t: t.mention.kind not in ("Firm", "Group"))
        return Reading(document, appearance, self.loader, "1.0", things)


def deal_report() -> Report:
    """A signed deal over five years whose amount lacks its currency: another sentence gives it."""
    report = Report(
        "Prices are in dollars throughout. IREN signed a 9.7 billion deal with Microsoft for five years.",
        Appearance("https://news.example/iren", "IREN and Microsoft", "Example News", "2025-11-03", "given"),
    )
    report.firm("IREN"), report.firm("Microsoft")
    deal = report.thing("Deal", "9.7 billion")
    report.say(deal, "kind", "unspecified", "deal", status="signed")
    report.parties(deal, "party", "IREN", "Microsoft")
    amount = usd("9.7e9", "9.7e9", "9.7 billion", basis="implied")
    report.say(deal, "amount", amount.encode(), "9.7 billion", report.span("dollars", "unit"), status="signed")
    report.say(deal, "term", "P5Y", "five years")
    return report


def bonds_report() -> Report:
    """Three issuers of one flow, named as examples only."""
    report = Report(
        "Firms like Meta, Microsoft and Oracle are raising approximately 100 billion dollars through bonds.",
        Appearance(title="The bond rush", published="2025-11", published_basis="stated"),
    )
    names = ("Meta", "Microsoft", "Oracle")
    for name in names:
        report.firm(name)
    flow = report.thing("CapitalFlow", "100 billion dollars")
    report.say(flow, "kind", "bondIssuance", "bonds")
    amount = usd("100e9", "100e9", "100 billion dollars", "approximately")
    report.say(flow, "amount", amount.encode(), "100 billion dollars", report.span("approximately", "qualifier"))
    report.parties(flow, "issuer", *names)
    report.say(flow, "participantsComplete", "false", "like")
    return report


def pledge_report() -> Report:
    """Own spending of at most so much: there is no point value."""
    report = Report("Anthropic plans to invest up to 50 billion dollars in data centers.", Appearance())
    report.firm("Anthropic")
    flow = report.thing("CapitalFlow", "50 billion dollars")
    report.say(flow, "kind", "capexCommitment", "invest", modality="planned")
    amount = usd("0", "50e9", "50 billion dollars", "upTo")
    cap = report.span("up to", "qualifier")
    report.say(flow, "amount", amount.encode(), "50 billion dollars", cap, modality="planned")
    report.parties(flow, "investor", "Anthropic")
    return report


@pytest.fixture
def reports() -> list[Report]:
    return [deal_report(), bonds_report(), pledge_report()]


@pytest.fixture
def view(ledger: Ledger, reports: list[Report], look: Callable[..., View]) -> View:
    """The default view of the three reports, all of which passed the gate."""
    for report in reports:
        report.into(ledger)
    assert ledger.quarantine() == []
    return look(ledger)
