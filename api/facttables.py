"""Tables of facts into a ledger: each source's text is found, and what the table says of it goes through the gate."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from ..graph.ledger import Ledger, NotFound, Outcome
from ..schema.statement import Appearance, Document, Reading

if TYPE_CHECKING:
    from ..loaders.article import Names
    from ..loaders.documents import Reader
    from ..loaders.facttable import Source


def load_table(ledger: Ledger, path: Path, names: "Callable[[], Names]", given: Appearance) -> list[Outcome]:
    """Loads a table of facts: an outcome for each source, and for each that the table names no more.

    `names`: gives the reference list. `given`: title, publisher and date where the table has none. Raises
    DocumentError for a table or a source that cannot be read: then nothing of it is loaded.
    """
    from ..loaders.documents import over
    from ..loaders.facttable import LOADER, read_table

    sources = read_table(path)
    found = list(zip(sources, _documents(ledger, path, sources), strict=True))
    table = blake2b(str(path.resolve()).encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
    known, given = names(), given._replace(address=None)
    outcomes = [
        _load(ledger, source, text, over(source.appearance, over(given, shown)), table, known)
        for source, (text, shown) in found
    ]
    kept = {text.id for _, (text, _) in found}
    for identifier, options in sorted(ledger.read_by(LOADER).items()):
        last = _Order.of(options)
        if identifier not in kept and last.table == table and not last.empty:
            outcomes.append(_close(ledger, identifier, table))
    return outcomes


class _Order:
    """A run's options: how many tables spoke of the document before, what this one says, and which it is."""

    def __init__(self, number: int, digest: str, table: str) -> None:
        self.number, self.digest, self.table = number, digest, table

    @classmethod
    def of(cls, options: str | None) -> "_Order":
        number, digest, table = options.split() if options else ("0", "", "")
        return cls(int(number), digest, table)

    @property
    def empty(self) -> bool:
        """Whether it says nothing any more."""
        return self.digest == _NOTHING

    def after(self, digest: str, table: str) -> str:
        """The options of a run that follows this one; the same if nothing differs."""
        if digest == self.digest:
            return f"{self.number:08d} {digest} {self.table}"
        return f"{self.number + 1:08d} {digest} {table}"


_NOTHING = "-"


def _load(
    ledger: Ledger, source: "Source", document: Document, shown: Appearance, table: str, names: "Names"
) -> Outcome:  # fmt: skip
    from ..loaders.facttable import LOADER

    def kind(name: str, _: object) -> str | None:
        known = names.find(name)
        return known.kind if known else None

    def order() -> str:
        return _Order.of(ledger.options(document.id, LOADER)).after(source.digest, table)

    def read(text: Document, dated: Appearance, order: str) -> Reading:
        return source.reading(text, dated, kind, order)

    while True:
        tried = order()
        outcome = ledger.load(document, shown, partial(read, order=tried))
        # Another process may have loaded a table of this source meanwhile; a newer Wattgraph stays ahead.
        if outcome.state != "outranked" or order() == tried:
            return outcome


def _close(ledger: Ledger, identifier: bytes, table: str) -> Outcome:
    """What a source said in an earlier state of the table, which names it no more."""
    from ..loaders.facttable import LOADER, VERSION

    document = ledger.document(identifier)
    order = _Order.of(ledger.options(identifier, LOADER)).after(_NOTHING, table)
    nothing = Reading(document, Appearance(), LOADER, VERSION, (), options=order)
    return ledger.load(document, Appearance(), lambda text, dated: nothing)


def _documents(ledger: Ledger, path: Path, sources: "list[Source]") -> Iterator[tuple[Document, Appearance]]:
    """The document of each source: its file, the one that the ledger has of it, or its quotes alone.

    With where it appeared, as its own text says.
    """
    from ..loaders.documents import DocumentError, Reader

    published = _published(ledger) if any(source.address for source in sources) else {}
    with Reader() as reader:
        for source in sources:
            where = f"line {source.rows[0].number}, source: "
            try:
                document, shown = _document(ledger, source, published, reader)
            except DocumentError as error:
                raise DocumentError(path, f"{where}{source.name!r} {error.what}", error.remedy) from error
            except NotFound as error:
                what = f"{where}no document of this ledger has the id {source.name}"
                raise DocumentError(path, what, "Give the source's address, or the path of its text") from error
            language = source.shown.get("language")
            yield replace(document, language=language) if language else document, shown


def _document(
    ledger: Ledger, source: "Source", published: Mapping[str, list[tuple[str, bytes]]], reader: "Reader"
) -> tuple[Document, Appearance]:  # fmt: skip
    if source.path is not None:
        found = reader.only(source.path)
        return found.document, found.shown
    if source.document is not None:
        return ledger.document(source.document), Appearance()
    return _of_address(ledger, source, published), Appearance()


def _published(ledger: Ledger) -> Mapping[str, list[tuple[str, bytes]]]:
    """Address -> the documents that appeared there and whose text is held: (date, id)."""
    from ..loaders.facttable import QUOTES

    found: dict[str, list[tuple[str, bytes]]] = {}
    for stored in ledger.documents():
        for shown in stored.appearances if stored.held and stored.media_type != QUOTES else ():
            if shown.address:
                found.setdefault(shown.address, []).append((shown.published or "", stored.id))
    return found


def _of_address(ledger: Ledger, source: "Source", published: Mapping[str, list[tuple[str, bytes]]]) -> Document:
    """The document at an address that has the most of the quotes, of those the newest; else the quotes alone."""

    def worth(found: tuple[str, bytes]) -> tuple[int, str, bytes]:
        text = " ".join(ledger.text(found[1]).split())
        return sum(" ".join(row.line.quote.split()) in text for row in source.rows), *found

    best = max(map(worth, published.get(source.name, ())), default=(0, "", b""))
    return ledger.document(best[2]) if best[0] else source.quotes()
