"""What the ledger gives back: statements, mentions, documents and acts as plain records."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from ...schema.statement import Appearance, Thing


class StoredStatement(NamedTuple):
    """A statement that holds. `sequence` is its last entry in the log; `evidence` is in its encoded form."""

    id: bytes
    document: bytes
    subject: bytes
    property: str
    object: bytes | str
    evidence: str
    modality: str
    polarity: bool
    status: str | None
    valid_from: str | None
    valid_to: str | None
    asserted_by: bytes | None
    sequence: int
    confidence: float
    loader: str


class StoredMention(NamedTuple):
    """A mention as it stands in the ledger, whether or not a statement about it still holds."""

    id: bytes
    document: bytes
    kind: str
    start: int | None
    end: int | None
    ordinal: int
    source: str | None
    key: str | None


@dataclass(frozen=True)
class StoredDocument:
    """A document without its text. `appearances`: only those that say something that no other says in full.

    `held`: whether the ledger has its text, or received quotes of it only.
    """

    id: bytes
    bytes_hash: bytes
    media_type: str
    language: str | None
    length: int
    held: bool
    appearances: tuple[Appearance, ...]
    recorded: str

    @property
    def appearance(self) -> Appearance:
        """Its first publication as far as known: the earliest dated appearance, else the fullest."""
        dated = [a for a in self.appearances if a.published]
        return min(dated or self.appearances or (Appearance(),), key=lambda a: (a.published or "", repr(a)))


@dataclass(frozen=True)
class Act:
    """What a person did: retract, restore, or a judgement. Ids are None where the verb needs none.

    Of a decision on what waited for review: `item` is its id there, `fact` the line of the contract that was
    accepted, rejected or put in, `was` the one that a correction replaced; document to object are then the claim
    that it sets aside.
    """

    number: int
    verb: str
    document: bytes | None
    subject: bytes | None
    property: str | None
    object: bytes | str | None
    other: bytes | None
    author: str
    reason: str
    recorded: str
    item: bytes | None = None
    fact: str | None = None
    was: str | None = None


class Refusal(NamedTuple):
    """A statement in quarantine: the thing it is about, the statement as JSON, and why."""

    document: bytes
    thing: bytes
    statement: str
    reason: str


class Doubt(NamedTuple):
    """A candidate: a fact that an extractor was unsure of, as JSON, and why."""

    document: bytes
    fact: str
    reasons: str


class Claim(NamedTuple):
    """What retract and restore address. None is any: no property means all said of the subject, no subject
    all that the document says."""

    document: bytes
    subject: bytes | None = None
    property: str | None = None
    object: bytes | str | None = None


@dataclass(frozen=True)
class Decision:
    """What a person decides of one reviewed item: `verb` is accept, reject or correct.

    `fact`: the line of the contract that is accepted, rejected or put in; `was`: the one that a correction
    replaces. `claim`: what is set aside besides, if the ledger holds or refused it. `things`: what accept and
    correct bring into the ledger; the gate judges them.
    """

    item: bytes
    document: bytes
    verb: str
    author: str
    reason: str = ""
    fact: dict[str, Any] | None = None
    was: dict[str, Any] | None = None
    claim: Claim | None = None
    things: tuple[Thing, ...] = ()


@dataclass(frozen=True)
class Item:
    """Something to review. `state`: refused (by the gate), unsure (the extractor was), or what a person decided.

    `fact`: the line of the contract, None of a statement by itself; then `claim` says what was refused. `quote`
    and `offset`: the words that it rests on. `decisions`: those that nobody withdrew, the newest, which is in
    force, first; none while the item waits.
    """

    id: bytes
    document: bytes
    state: str
    reasons: tuple[str, ...]
    fact: dict[str, Any] | None
    quote: str
    offset: int
    claim: Claim | None = None
    decisions: tuple[Act, ...] = ()

    @property
    def decision(self) -> Act | None:
        """The decision in force."""
        return self.decisions[0] if self.decisions else None
