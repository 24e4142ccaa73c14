"""The store: one ledger with everything that Python users do with it. `wattgraph.open` makes one."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..graph.ledger import Doubt, Item, Ledger, LedgerFull, NotFound, Outcome, Refusal
from ..graph.ledger.ledger import Reader
from ..schema.dates import DateError, PartialDate
from ..schema.statement import Appearance, Document, Reading
from .changing import Changing
from .contradictions import Contradictions
from .judging import Judging
from .linking import Linking
from .reference import refer
from .sources.face import SourceFace
from .summing import Summing
from .tools import ToolFace

if TYPE_CHECKING:
    import rdflib

    from ..graph.policies.policy import PolicyLike
    from ..graph.rdf.received import Received
    from ..graph.view import View
    from ..graph.view.views import Views
    from ..loaders.article import Names, Parser
    from ..loaders.documents import DocumentError, Fetcher, Found, Name
    from .reviewing import Wish
    from .sparql import Settings, Sparql

#: One path, or several.
Paths = str | PathLike[str] | Iterable[str | PathLike[str]]
#: Told after each input: how many are done, of how many, and the file (an address as text).
Progress = Callable[[int, int, "Name"], None]
_EXPORT_AGAIN = "Nothing of it was loaded; write it again with 'wattgraph export'"


class NotLoaded(Exception):
    """Some files could not be read; all others were loaded. `errors` has one per file, `outcomes` the rest."""

    def __init__(self, errors: "list[DocumentError]", outcomes: list[Outcome]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors, self.outcomes = errors, outcomes


class Store(Contradictions, Judging, SourceFace, Changing, Linking, Summing, ToolFace):
    """A ledger and the views of it. Close it, or use it in a `with` statement."""

    def __init__(self, path: str | PathLike[str] = "wattgraph.db", *, create: bool = True, wait: float = 30) -> None:
        """Opens the ledger at `path`; `create` makes one if there is none. `wait`: seconds for another writer.

        Raises LedgerError and its kinds.
        """
        self.ledger = _open(Path(path), create, wait)
        self._wait = wait
        self._views: Views | None = None
        self._names: Names | None = None
        #: Votes on who acts in a sentence; `wattgraph.loaders.article.spacy_parser()` is one (the extra `[spacy]`).
        self.parser: Parser | None = None

    @property
    def path(self) -> Path:
        """The ledger's file."""
        return self.ledger.path

    def close(self) -> None:
        """Closes the ledger."""
        self.ledger.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- loading

    def load(
        self, paths: Paths = (), *, text: str | None = None, published: str | None = None,
        publisher: str | None = None, address: str | None = None, title: str | None = None,
        progress: Progress | None = None, fetcher: "Fetcher | None" = None,
    ) -> list[Outcome]:  # fmt: skip
        """Loads files, folders, archives, feeds, addresses and tables, or one `text`; the reference list goes first.

        What is loaded already is not loaded twice; new metadata adds an appearance of the document. What is given
        here counts more than what a page says of itself. `published`: its date as far as known (`2026`, `2026-03`,
        `2026-03-14`). `fetcher`: how addresses are fetched, if not as usual.

        Raises DateError; LedgerError and its kinds; NotLoaded at the end if some file could not be read.
        """
        from ..loaders.documents import Reader, found_in, list_files
        from ..loaders.facttable import is_table

        given = appearance(published=published, publisher=publisher, address=address, title=title)
        listing = list_files([paths] if isinstance(paths, str | PathLike) else paths)
        outcomes = [self.enter(found_in(text), given)] if text is not None else []
        errors = list(listing.errors)
        with Reader(fetcher=fetcher) as reader:
            for done, name in enumerate(sorted(listing.files, key=is_table), start=1):  # tables quote texts
                for found in [Path(name)] if is_table(name) else reader.read(name):
                    self._note(found, given, outcomes, errors)
                if progress:
                    progress(done, len(listing.files), name)
        if errors:
            raise NotLoaded(errors, outcomes)
        return outcomes

    def _note(
        self, found: object, given: Appearance, outcomes: list[Outcome], errors: "list[DocumentError]"
    ) -> None:  # fmt: skip
        """Loads what a reader found, if it is a document, or the table at a path; notes what came of it."""
        from ..loaders.documents import DocumentError, Found

        try:
            if isinstance(found, Found):
                outcomes.append(self.enter(found, given))
            elif isinstance(found, Path):
                outcomes += self.load_facts(found, given)
            elif isinstance(found, DocumentError):
                errors.append(found)
        except DocumentError as error:
            errors.append(error)

    def enter(self, found: "Found", given: Appearance) -> Outcome:
        """Loads what a reader found in an input; what is given counts more than what the page says of itself.

        Raises as `add` does.
        """
        from ..loaders.documents import over

        return self.add(found.document, over(given, found.shown), found.name)

    def add(self, document: Document, shown: Appearance, path: "Name | None" = None) -> Outcome:
        """Loads one document that is at hand, and the reference list before the first.

        A text whose language is not English is stored, and not read. Raises LedgerError; DocumentError, which
        names `path`, if the extractor fails on the text: then nothing of it is loaded, and others can be.
        """
        from ..loaders import article
        from ..loaders.documents import DocumentError, is_foreign

        names = self._known()

        def read(text: Document, dated: Appearance) -> Reading:
            if is_foreign(text.language):
                return Reading(text, dated, article.LOADER, article.VERSION, (), (), names.edition)
            try:
                return article.read(text, dated, names, self.parser)
            except Exception as fault:
                what = f"defeats the extractor ({type(fault).__name__}: {fault}); nothing of it was loaded"
                raise DocumentError(path or Path("the text"), what, "Please report it with the file") from fault

        return self.ledger.load(document, shown, read)

    def receive(self, path: str | PathLike[str]) -> list[Outcome]:
        """Loads an RDF export (`.nq`, `.trig`, `.ttl`, `.nt`, `.jsonld`), all of it or nothing.

        Its documents are held without their texts (`held` is False) until somebody loads those. Raises
        DocumentError for a file that is no export or was edited, LedgerError and its kinds.
        """
        return self.take(read_export(Path(path)))

    def take(self, documents: "list[Received]") -> list[Outcome]:
        """Loads the documents of an export that was read."""
        return [
            self.ledger.load(one.document, shown, _given(reading))
            for one in documents for reading in one.readings for shown in one.appearances
        ]  # fmt: skip

    def load_facts(self, path: str | PathLike[str], given: Appearance | None = None) -> list[Outcome]:
        """Loads a table of facts (`.csv`, `.jsonl`) in the contract, without extraction: an outcome a source.

        What the table said of a source before and no longer says is closed. `given`: title, publisher and date of
        sources for which the table has none. Raises DocumentError, which names line and column, for a table or a
        source that cannot be read: then nothing of it is loaded; LedgerError.
        """
        from .facttables import load_table

        return load_table(self.ledger, Path(path), self._known, given or Appearance())

    def _known(self) -> "Names":
        """The names of the reference list, which is loaded before the first use."""
        if self._names is None:
            refer(self.ledger)
            self._names = known_names()
        return self._names

    # -- answers

    def query(
        self, graphql: str, variables: Mapping[str, Any] | None = None, operation: str | None = None
    ) -> dict[str, Any]:
        """The answer to a GraphQL query: a dictionary with `data`, and `errors` if there were any."""
        from .graphql import execute

        return execute(self.views, graphql, variables, operation)

    @property
    def views(self) -> "Views":
        """The views of this ledger, kept between questions and renewed when the ledger grows."""
        from ..graph.view.views import Views

        if self._views is None:
            self._views = Views(self.ledger)
        return self._views

    def view(
        self, policy: "PolicyLike" = "default", without: Collection[str] = (), *,
        as_of: str | PartialDate | None = None, known_at: str | PartialDate | None = None,
    ) -> "View":  # fmt: skip
        """All things as they stand now, under a policy, `without` sources or licences that are named.

        `as_of`: what is true on that date, as exactly as it is given (`2026`, `2026-03`, `2026-03-14`); `known_at`:
        what was known by it. Raises UnknownPolicy, PolicyError, UnknownLayer, DateError.
        """
        return self.views.view(policy, without, as_of=as_of, known_at=known_at)

    def to_rdflib(self, policy: "PolicyLike" = "default", **seen: Any) -> "rdflib.Dataset":
        """Statements and resolved things as RDF for rdflib. `seen`: what else `view` takes. Raises as `view` does."""
        from ..graph.exports import to_rdflib

        return to_rdflib(self.view(policy, **seen))

    @contextmanager
    def to_sparql(
        self, settings: "Settings | None" = None, *, policy: "PolicyLike" = "default",
        as_of: str | PartialDate | None = None, known_at: str | PartialDate | None = None,
    ) -> "Iterator[Sparql]":  # fmt: skip
        """SPARQL over this ledger, as `/sparql` has it, for as long as a `with` statement lasts.

        Its view stands in a folder beside the ledger (`.sparql` behind its name). One of another policy or date is
        made when it is first asked, 3,000 statements a second, of any size unless `settings` has a `largest_view`.
        Raises UnknownPolicy, PolicyError, DateError.
        """
        from ..graph.rdf.sparqlview import SparqlView
        from ..graph.view.perspective import perspective
        from .sparql import Settings, Sparql

        seen = perspective(policy, as_of, known_at)
        chosen = settings or Settings(largest_view=None)
        with SparqlView(self.ledger, patience=self._wait) as view, Sparql(view.published, chosen, seen) as sparql:
            yield sparql

    # -- what waits for review

    def review(
        self, only: str = "waiting", *, document: str | bytes | None = None, after: str = "", first: int = 100
    ) -> list[Item]:
        """What waits for review, page by page, by id. `only`: `waiting`, `unsure`, `refused` or `decided`.

        `after`: the id (in hexadecimal) of the last item of the page before. Raises NotFound for a document's or an
        item's id that is none, LedgerError for another list.
        """
        one = None if document is None else self._identifier(document)
        try:
            behind = bytes.fromhex(after)
        except ValueError:
            raise NotFound(f"no item has the id {after!r}; ids are hexadecimal, as the review lists them") from None
        return self.ledger.review(only, one, behind, first)

    def review_count(self, only: str = "waiting", *, document: str | bytes | None = None) -> int:
        """How many items there are on all pages."""
        return self.ledger.review_count(only, None if document is None else self._identifier(document))

    def sentence(self, item: Item) -> str:
        """The words around an item's quote: its sentence, as far as the text is held."""
        from ..graph.context import sentence

        return sentence(self.ledger.text(item.document), item.quote, item.offset)

    def decide(self, wishes: "Iterable[Wish]") -> list[int]:
        """Accepts, rejects and corrects reviewed items, all of them or none. Returns the decisions' numbers.

        What is accepted or corrected enters through the gate, as said by the loader `review`. Raises NotFound;
        LedgerError, which names the item, for what cannot be decided so.
        """
        from .reviewing import Reviewer

        return self.ledger.decide(Reviewer(self.ledger, self._names or known_names()).decisions(wishes))

    def quarantine(self) -> list[Refusal]:
        """What the gate refused, and why."""
        return self.ledger.quarantine()

    def candidates(self) -> list[Doubt]:
        """What the extractor was unsure of, and why."""
        return self.ledger.candidates()

    # -- care of the file

    def stats(self) -> dict[str, int | str]:
        """What the ledger holds: counts, the last entry of its log, and its dump hash."""
        counted: dict[str, int | str] = dict(self.ledger.counts())
        return counted | {"sequence": self.ledger.sequence(), "dumpHash": self.dump_hash()}

    def dump_hash(self) -> str:
        """The hash of all that holds: equal for the same documents in any order of loading."""
        return self.ledger.dump_hash()

    def backup(self, path: str | PathLike[str]) -> Path:
        """Copies the ledger, as it is now, to a new file. Raises LedgerError if there is one."""
        return self.ledger.backup(Path(path))

    def rebuild(self) -> dict[str, int]:
        """Checks the file and makes what is derived from its log anew, its columns too. Raises LedgerCorrupt."""
        from ..graph.columns import opening

        found = self.ledger.rebuild()
        opening.forget(self.path)
        self._views = None
        return found


def _given(reading: Reading) -> Reader:
    """A reader that gives what was read already."""
    return lambda document, dated: reading


def read_export(path: Path) -> "list[Received]":
    """The documents of an RDF export. Raises DocumentError for a file that is none, or was edited."""
    from ..graph.rdf.received import read
    from ..graph.rdf.resources import RdfError
    from ..loaders.documents import DocumentError

    try:
        return read(path)
    except RdfError as error:
        raise DocumentError(path, f"is no export of a ledger: {error}", _EXPORT_AGAIN) from error
    except SyntaxError as error:
        raise DocumentError(path, f"cannot be parsed: {error.msg}", _EXPORT_AGAIN) from error
    except (RuntimeError, ValueError) as error:  # what the parser says of a literal too long
        raise DocumentError(path, f"cannot be parsed: {error}", _EXPORT_AGAIN) from error
    except OSError as error:
        raise DocumentError(path, f"cannot be read ({error.strerror or error})", "Name a file") from error


def appearance(
    *, published: str | None = None, publisher: str | None = None, address: str | None = None,
    title: str | None = None, series: str | None = None,
) -> Appearance:  # fmt: skip
    """Where a document appeared, as its user gives it. Raises DateError for a date that is none."""
    if published is not None:
        published = str(PartialDate.parse(published))
    basis = "unknown" if published is None else "given"
    return Appearance(address, title, publisher, published, basis, series=series)


def known_names() -> "Names":
    """The reference list as the hints on names that the article loader takes. Ambiguous names are no hints."""
    from ..loaders import reference
    from ..loaders.article import Name, Names

    listed = (Name(firm.name, "Firm", firm.aliases, firm.tickers, firm.roles) for firm in reference.firms())
    return Names.of(listed, max(edition.date for edition in reference.editions()))


def _open(path: Path, create: bool, wait: float) -> Ledger:
    """The ledger; one that exists but takes no writing is opened for reading."""
    try:
        return Ledger(path, create=create, patience=wait)
    except LedgerFull:
        if create and path.is_file():
            return Ledger(path, patience=wait)
        raise


__all__ = ["DateError", "NotLoaded", "Store", "appearance", "known_names", "read_export"]
