"""What Python users do with sources: list them, and load them into a store."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from ...graph.ledger import Ledger

if TYPE_CHECKING:
    from ...loaders.sources import Source
    from .loading import Loaded, Progress

_LOADER = "source/"
_About = tuple[str, str, str, str | None, str | None]


@dataclass(frozen=True)
class Holding:
    """A source and what the ledger holds of it: its releases, with how many documents each has.

    A release without a name is ''. `licence` is that of the definition, or of the documents of a user's own source.
    """

    name: str
    title: str
    licence: str
    publisher: str
    address: str | None
    attribution: str | None
    shipped: bool
    releases: dict[str, int]

    @property
    def loaded(self) -> bool:
        """Whether the ledger holds anything of it."""
        return bool(self.releases)


class SourceFace:
    """The part of a store that knows sources."""

    ledger: Ledger

    def sources(self) -> list[Holding]:
        """The shipped sources, and others of which the ledger holds something, by name."""
        return sorted(holdings(self.ledger), key=lambda h: h.name)

    def load_source(
        self, source: str, path: str | PathLike[str], *, vintage: str | None = None, published: str | None = None,
        progress: "Progress | None" = None,
    ) -> "Loaded":  # fmt: skip
        """Loads the tables of a source at a path, all of them or nothing. What is loaded already is not read again.

        `source`: the name of a shipped one, or the path of a `mapping.toml`. `vintage`: the release, if the path
        does not tell; `published`: its date, if the definition does not. `progress` is told the rows so far.

        Raises SourceUnknown; DateError; DocumentError, which names file, row and column; LedgerError and its kinds.
        """
        from ...schema.dates import PartialDate
        from .loading import load

        dated = None if published is None else str(PartialDate.parse(published))
        return load(self.ledger, found(source), Path(path), vintage=vintage, published=dated, progress=progress)


def found(source: str) -> "Source":
    """The source of a name, or that a file defines. Raises SourceUnknown, DocumentError."""
    from ...loaders import sources

    path = Path(source)
    return sources.defined(path) if path.suffix == ".toml" else sources.source(source)


def holdings(ledger: Ledger | None) -> Iterator[Holding]:
    """Each source with what a ledger, if there is one, holds of it."""
    from ...loaders.sources import sources

    releases: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    own: dict[str, Holding] = {}
    if ledger is not None:
        readers = {
            document: name
            for name in ledger.loaders()
            if name.startswith(_LOADER)
            for document, options in ledger.read_by(name).items()
            if options  # without them all was closed that it said
        }
        for document in ledger.documents():
            if document.id in readers:
                name, shown = readers[document.id].removeprefix(_LOADER), document.appearance
                releases[name][shown.vintage or ""] += 1
                title = (shown.title or name).partition(":")[0]
                said: _About = (title, shown.licence or "", shown.publisher or "", shown.address, None)
                own[name] = Holding(name, *said, shipped=False, releases=dict(releases[name]))
    for one in sources():
        about: _About = (one.title, one.licence, one.publisher, one.address, one.attribution)
        yield Holding(one.name, *about, shipped=True, releases=dict(releases[one.name]))
        own.pop(one.name, None)
    yield from own.values()
