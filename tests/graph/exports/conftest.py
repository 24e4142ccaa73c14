"""Three made-up reports as readings by hand: an implied amount, a joint open list, a bound without a point."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from wattgraph.graph.ledger import Ledger
from wattgraph.graph.view import View
from wattgraph.schema.quantity import Interval, Quantity
from wattgraph.schema.statement import Appearance, Document, Mention, Reading, Span, Statement, Thing, mention_at

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


def iren() -> Report:
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


def bonds() -> Report:
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


def pledge() -> Report:
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
    return [iren(), bonds(), pledge()]


@pytest.fixture
def view(ledger: Ledger, reports: list[Report], look: Callable[..., View]) -> View:
    """The default view of the three reports, all of which passed the gate."""
    for report in reports:
        report.into(ledger)
    assert ledger.quarantine() == []
    return look(ledger)
