"""A small ledger made by hand: texts whose things are found by their words, and a list that gives roles."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from wattgraph.api.graphql import execute
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.view.views import Views
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

Ask = Callable[..., Any]
#: What the list of the tests says: id, name and role of a firm.
LISTED = [
    ("iren", "IREN", "bitcoinMiner"), ("cipher-mining", "Cipher Mining", "bitcoinMiner"),
    ("microsoft", "Microsoft", "hyperscaler"), ("meta", "Meta", "hyperscaler"),
    ("oracle", "Oracle", "hyperscaler"), ("amazon", "Amazon", "hyperscaler"),
]  # fmt: skip
IREN = "IREN signed a 9.7 billion deal with Microsoft. It says nothing of dollars per chip."
BONDS = "Firms like Meta, Microsoft and Oracle raise approximately 100 billion dollars through bonds."
PLANS = (
    "Amazon plans up to 50 billion dollars for AI. Amazon allocated another 15 billion dollars to Indiana. "
    "It will add 1.3 gigawatts from 2026."
)
MINERS = "Validators hold an estimated 14 gigawatts. OpenAI and Broadcom work together on chips."


class Notes:
    """What a careful reader takes from a text. Words are found at their first place."""

    def __init__(self, text: str, loader: str = "article") -> None:
        self.document = Document.of(text)
        self.loader = loader
        self.things: dict[bytes, Thing] = {}

    def span(self, words: str, part: str = "value") -> Span:
        start = self.document.text.index(words)
        return self.document.span(start, start + len(words), part)

    def clause(self, words: str) -> Span:
        """The sentence that holds the words."""
        text, at = self.document.text, self.document.text.index(words)
        end = text.find(". ", at + len(words))
        return self.document.span(text.rfind(". ", 0, at) + 1, len(text) if end < 0 else end, "quote")

    def note(self, mention: Mention) -> Mention:
        self.things.setdefault(mention.id, Thing(mention, []))
        return mention

    def say(self, mention: Mention, prop: str, value: bytes | str, words: str, *more: Span, **said: Any) -> None:
        evidence = (self.span(words), self.clause(words), *more)
        self.things[mention.id].statements.append(Statement(mention.id, prop, value, evidence, **said))

    def actor(self, name: str, kind: str = "Firm") -> Mention:
        span = self.span(name)
        mention = self.note(mention_at(self.document.id, kind, span.start, span.end))
        if not self.things[mention.id].statements:
            self.say(mention, "name", name, name)
        return mention

    def fact(
        self, kind: str, word: str, head: str, parties: Sequence[tuple[str, Mention]],
        figure: tuple[str, str] | None = None, unit: str | None = None, **said: Any,
    ) -> Mention:  # fmt: skip
        """A thing: its head words, its parties, and the property and words of its figure."""
        span = self.span(figure[1] if figure else head)
        mention = self.note(mention_at(self.document.id, kind, span.start, span.end))
        self.say(mention, "kind", word, head, **said)
        for role, actor in parties:
            at = self.things[actor.id].mention
            self.say(mention, role, actor.id, self.document.text[at.start : at.end], **said)
        if figure:
            (found,) = find_quantities(figure[1])
            antecedent = [self.span(unit, "unit")] if unit else []
            self.say(mention, figure[0], found.quantity.encode(), figure[1], *antecedent, **said)
        return mention

    def into(self, ledger: Ledger, **shown: Any) -> Document:
        def read(document: Document, appearance: Appearance) -> Reading:
            return Reading(document, appearance, self.loader, "1.0", list(self.things.values()))

        assert ledger.load(self.document, Appearance(**shown), read).quarantined == 0
        return self.document


def reference() -> Notes:
    """The list of the tests, as the shipped one is read."""
    rows = [f"{name} is a {role} with the code X:{name[:4]}. " for _, name, role in LISTED]
    page = Notes("".join(rows), "reference")
    for (key, name, role), row in zip(LISTED, rows, strict=True):
        mention = page.note(mention_of_record(page.document.id, "Firm", "reference", key))
        page.say(mention, "name", name, name, modality="inferred")
        page.say(mention, "ticker", f"X:{name[:4]}", f"X:{name[:4]}", modality="inferred")
        page.say(mention, "role", role, row[: row.index(" with")], modality="inferred")
    return page


def iren() -> Notes:
    page = Notes(IREN)
    parties = [("party", page.actor("IREN")), ("party", page.actor("Microsoft"))]
    page.fact("Deal", "unspecified", "deal", parties, ("amount", "9.7 billion"), "dollars", status="signed")
    return page


def bonds() -> Notes:
    page = Notes(BONDS)
    issuers = [("issuer", page.actor(name)) for name in ("Meta", "Microsoft", "Oracle")]
    amount = ("amount", "approximately 100 billion dollars")
    flow = page.fact("CapitalFlow", "bondIssuance", "bonds", issuers, amount)
    page.say(flow, "participantsComplete", "false", "like")
    page.say(flow, "allocation", "unallocated", "raise")
    return page


def plans() -> Notes:
    page = Notes(PLANS)
    amazon = page.actor("Amazon")
    planned = {"modality": "planned", "status": "planned"}
    own = [("investor", amazon)]
    page.fact("CapitalFlow", "capexCommitment", "plans", own, ("amount", "up to 50 billion dollars"), **planned)
    page.fact(
        "CapitalFlow", "capexCommitment", "allocated", own, ("amount", "15 billion dollars"), status="committed"
    )
    power = page.fact("Capacity", "added", "add", [("owner", amazon)], ("power", "1.3 gigawatts"), **planned)
    page.say(power, "start", "2026", "2026", **planned)
    return page


def miners() -> Notes:
    page = Notes(MINERS)
    page.fact(
        "Capacity", "existing", "hold", [("owner", page.actor("Validators", "Group"))],
        ("power", "estimated 14 gigawatts"),
    )  # fmt: skip
    parties = [("party", page.actor("OpenAI")), ("party", page.actor("Broadcom"))]
    page.fact("Deal", "partnership", "work together", parties)
    return page


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(tmp_path / "test.db", create=True) as made:
        yield made


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    """The ledger with the list and the four texts."""
    reference().into(ledger, title="The list")
    iren().into(ledger, title="A deal", publisher="The Paper")
    for page in (bonds(), plans(), miners()):
        page.into(ledger)
    return ledger


@pytest.fixture
def notes() -> type[Notes]:
    """The maker of more texts."""
    return Notes


@pytest.fixture
def answer(ledger: Ledger) -> Ask:
    """The whole answer to a query."""
    views = Views(ledger)

    def answer(query: str, **variables: Any) -> dict[str, Any]:
        return execute(views, query, variables)

    return answer


@pytest.fixture
def ask(answer: Ask) -> Ask:
    """The data of an answer without errors."""

    def ask(query: str, **variables: Any) -> Any:
        found = answer(query, **variables)
        assert "errors" not in found, found["errors"]
        return found["data"]

    return ask
