"""What mentions are called: names, identifiers and ticker codes, each with the time and the document that say so."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...schema.names import name_key
from ..ledger.records import StoredMention, StoredStatement

#: The loader of the shipped list, whose records name nodes.
REFERENCE = "reference"
#: Parts a record's key from the key of a thing that the record names ("10#1/195").
PART = "#"
#: Identifiers that are numbers, printed with leading zeros or without.
_NUMBERS = ("cik", "eiaPlantCode")


class Said(NamedTuple):
    """A name or a code, the document that says it, and from and to when (EDTF) where it says that."""

    words: str
    document: bytes
    valid_from: str | None
    valid_to: str | None


@dataclass(slots=True)
class Naming:
    """What a mention, or a record of several mentions, is called.

    `names`: as keys; `spellings`: as written; `said_names`: the keys with time and document, of rows of data
    sets only where the list has the name; `identifiers`: `scheme:code`; `tickers`: as written.
    """

    mention: StoredMention
    names: set[str] = field(default_factory=set)
    spellings: set[str] = field(default_factory=set)
    said_names: set[Said] = field(default_factory=set)
    identifiers: set[str] = field(default_factory=set)
    tickers: set[Said] = field(default_factory=set)

    @property
    def listed(self) -> str | None:
        """Its key in the reference list, None for a mention of a text."""
        return self.mention.key if self.mention.source == REFERENCE else None

    @property
    def own_row(self) -> bool:
        """Whether it is a row of a data set by itself: its source tells it from every other row."""
        return bool(self.mention.key) and PART not in (self.mention.key or "")

    @property
    def keyed_by_name(self) -> bool:
        """Whether its key is only its name (`firm/CoreWeave`): that tells spellings apart, not firms."""
        key = self.mention.key or ""
        return any(name_key(said) in self.names for said in (key, key.partition("/")[2]) if said)


def namings(
    mentions: Iterable[StoredMention], statements: Sequence[StoredStatement], schemes: Collection[str],
    record: Mapping[bytes, bytes],
) -> dict[bytes, Naming]:  # fmt: skip
    """Mention id, of a record its smallest one -> what it is called.

    `schemes`: the properties that the model says identify a thing. `record`: as `records` gives it.
    """
    found = {m.id: Naming(m) for m in mentions if record.get(m.id, m.id) == m.id}
    rows = {m for m, naming in found.items() if naming.own_row and not naming.listed}
    keys: dict[str, str] = {}
    for said in statements:
        at = record.get(said.subject, said.subject)
        naming = found.get(at)
        if naming is None or isinstance(said.object, bytes) or not said.polarity:
            continue
        if said.property in ("name", "alias"):
            key = keys.get(said.object) or keys.setdefault(said.object, name_key(said.object))
            naming.names.add(key)
            naming.spellings.add(said.object)
            if at not in rows:
                naming.said_names.add(Said(key, said.document, said.valid_from, said.valid_to))
        elif said.property in schemes:
            naming.identifiers.add(identifier(said.property, said.object))
        elif said.property == "ticker":
            naming.tickers.add(Said(said.object, said.document, said.valid_from, said.valid_to))
    _date_rows(found, rows, statements, keys, record)
    return found


def _date_rows(
    found: Mapping[bytes, Naming], rows: Collection[bytes], statements: Iterable[StoredStatement],
    keys: Mapping[str, str], record: Mapping[bytes, bytes],
) -> None:  # fmt: skip
    """Notes which documents give a row its names, of rows whose names the list has: the others need no date."""
    listed = {name for naming in found.values() if naming.listed for name in naming.names}
    late = {m for m in rows if not found[m].names.isdisjoint(listed)} if listed else set()
    for said in statements if late else ():
        at = record.get(said.subject, said.subject)
        if at in late and said.property in ("name", "alias") and isinstance(said.object, str) and said.polarity:
            key = keys[said.object]
            found[at].said_names.add(Said(key, said.document, said.valid_from, said.valid_to))


def identifier(scheme: str, written: str) -> str:
    """`scheme:code`, the code as it is compared: without blanks, and as a number without leading zeros."""
    code = written.strip().upper()
    return f"{scheme}:{code.lstrip('0') or code if scheme in _NUMBERS else code}"


def clash(one: Collection[str], other: Collection[str], schemes: Collection[str]) -> bool:
    """Whether two things have identifiers of one scheme, and none in common."""
    if not one or not other:
        return False
    for scheme in schemes:
        mine = {i for i in one if i.startswith(scheme + ":")}
        theirs = {i for i in other if i.startswith(scheme + ":")}
        if mine and theirs and not mine & theirs:
            return True
    return False
