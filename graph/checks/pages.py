"""What a ledger holds, one document at a time: what it says of each thing, ready to be checked.

Memory holds one document's statements, so it grows with the largest document and not with the ledger.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from ...schema.model import model
from ..ledger import Ledger, StoredDocument, StoredMention, StoredStatement

#: Modalities of what a document holds to be so, by itself or by somebody whom it quotes.
HELD_TO_BE_SO = frozenset(("asserted", "reported", "inferred"))


@dataclass(frozen=True)
class Account:
    """All that one document says of one thing; what it denies is only in `denied`."""

    mention: StoredMention
    said: Mapping[str, list[StoredStatement]]
    denied: tuple[StoredStatement, ...] = ()

    @property
    def kind(self) -> str:
        """The thing's class."""
        return self.mention.kind

    def first(self, prop: str) -> StoredStatement | None:
        """The first statement of a property, None if nothing is said."""
        found = self.said.get(prop)
        return found[0] if found else None

    def word(self, prop: str) -> str | None:
        """The first value of a property, as it is encoded."""
        found = self.first(prop)
        return found.object if found and isinstance(found.object, str) else None

    def statements(self) -> Iterator[StoredStatement]:
        """All of them, the denied ones last."""
        for found in self.said.values():
            yield from found
        yield from self.denied


@dataclass(frozen=True)
class Page:
    """One document with its accounts, by mention. Documents of one `edition` are parts of one vintage of a series.

    `mentions` are all of the document's, also those of which nothing holds any more. `shared`: the records (class,
    source, key) that several parts of the edition speak of.
    """

    document: StoredDocument
    edition: Hashable
    accounts: Mapping[bytes, Account]
    mentions: Mapping[bytes, StoredMention]
    shared: frozenset[tuple[str, str, str]] = frozenset()

    @cached_property
    def named(self) -> Mapping[bytes, StoredStatement]:
        """The mentions that statements of this document name as object, each with one that does."""
        return {
            s.object: s for a in self.accounts.values() for s in a.statements() if isinstance(s.object, bytes)
        }  # fmt: skip

    def label(self, mention: bytes) -> Hashable:
        """What tells a thing from others of its edition: its record, else its name in this document, else its id."""
        at = self.mentions.get(mention)
        if at is not None and at.key is not None:
            return at.kind, at.source, at.key
        account = self.accounts.get(mention)
        name = account.word("name") if account else None
        if account is None or name is None:
            return mention
        family = "Actor" if model().is_a(account.kind, "Actor") else account.kind  # a site may have its owner's name
        return self.document.id, family, name.casefold()

    def name(self, mention: bytes) -> str:
        """What to call a thing in a message: its name, else its record, else a part of its id."""
        at, account = self.mentions.get(mention), self.accounts.get(mention)
        if name := account and account.word("name"):
            return name
        if at is None:
            return mention.hex()
        return f"{at.kind} {at.key} of {at.source}" if at.key else f"{at.kind} {mention.hex()[:8]}"


def pages(ledger: Ledger) -> Iterator[Page]:
    """All documents with what holds of them, the parts of an edition behind each other. One moment of the ledger."""
    with ledger.reading():
        documents = sorted(ledger.documents(), key=lambda d: (str(edition_of(d)), d.id))
        said = ledger.by_document(d.id for d in documents)
        for edition, found in groupby(documents, key=edition_of):
            parts = list(found)
            shared = ledger.repeated_records(d.id for d in parts) if len(parts) > 1 else set()
            for document in parts:
                mentions = {m.id: m for m in ledger.mentions_of(document.id)}
                yield Page(document, edition, _accounts(next(said), mentions), mentions, frozenset(shared))


def edition_of(document: StoredDocument) -> Hashable:
    """Series and vintage of a document, else the document itself."""
    for shown in document.appearances:
        if shown.series and shown.vintage:
            return shown.series, shown.vintage
    return document.id.hex()


def _accounts(
    said: list[StoredStatement], mentions: Mapping[bytes, StoredMention]
) -> dict[bytes, Account]:  # fmt: skip
    affirmed: dict[bytes, dict[str, list[StoredStatement]]] = {}
    denied: dict[bytes, list[StoredStatement]] = {}
    for statement in said:
        by_property = affirmed.setdefault(statement.subject, {})
        if statement.polarity:
            by_property.setdefault(statement.property, []).append(statement)
        else:
            denied.setdefault(statement.subject, []).append(statement)
    return {
        subject: Account(mentions[subject], by_property, tuple(denied.get(subject, ())))
        for subject, by_property in affirmed.items()
        if subject in mentions  # what has no mention is adrift: the check of orphans asks the ledger for it
    }
