"""What the list says, as statements: one reading per file, one thing per row."""

from collections.abc import Iterator

from ...schema.statement import Appearance, Document, Mention, Reading, Statement, Thing, mention_of_record
from .firm import Edition, Firm
from .roster import KIND, editions

#: Who loads, and the source of its records: their keys name nodes.
LOADER = "reference"
#: Raised whenever the same text would give other statements.
VERSION = "1.1"
#: Key of a row -> property, in the order of a thing's statements. `ambiguous` and `source` are for readers.
_PROPERTIES = {
    "name": "name", "aliases": "alias", "tickers": "ticker", "cik": "cik", "lei": "lei", "country": "country",
    "roles": "role", "parent": "parent",
}  # fmt: skip


def readings() -> Iterator[Reading]:
    """The list as documents with what they say, file by file; all of it `inferred`."""
    for file in editions():
        things = [Thing(mention, list(_statements(file, firm, mention))) for firm, mention in _rows(file)]
        yield Reading(file.document, _appearance(file), LOADER, VERSION, things)


def _appearance(file: Edition) -> Appearance:
    return Appearance(
        title=f"Wattgraph reference list: {file.title}", publisher="Wattgraph", published=file.date,
        published_basis="stated", licence="Apache-2.0", series=f"reference/{file.name}", vintage=file.date,
    )  # fmt: skip


def _rows(file: Edition) -> Iterator[tuple[Firm, Mention]]:
    for firm in file.firms:
        yield firm, _mention(file.document, firm.id)


def _mention(document: Document, key: str) -> Mention:
    return mention_of_record(document.id, KIND, LOADER, key)


def _statements(file: Edition, firm: Firm, mention: Mention) -> Iterator[Statement]:
    for key, name in _PROPERTIES.items():
        for cell in firm.cells.get(key, ()):
            said = _mention(file.document, cell.value).id if key == "parent" else cell.value
            evidence = cell.evidence(file.document)
            yield Statement(mention.id, name, said, evidence, "inferred", valid_from=cell.since, valid_to=cell.until)
