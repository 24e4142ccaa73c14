"""Commands that read documents: load puts what they say into the ledger, extract only prints it."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..exits import INCOMPLETE, Misused
from . import console, options
from .sources import load_tables

if TYPE_CHECKING:
    from ...graph.ledger import Outcome
    from ...loaders.article import Parser
    from ...loaders.documents import Content, DocumentError, Found, Listing, Name, PassedOver, Reader, Yield
    from ...schema.statement import Appearance
    from ..store import Store

#: How standard input is called in messages.
_INPUT = Path("standard input")
_Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATHS...", help="Files, folders, archives, feeds, URLs, or - for standard input."),
]


@dataclass
class Report:
    """What a load did: an outcome and a language per document that went in, an error per input that did not."""

    loaded: list[tuple["Name", "Outcome", str | None]] = field(default_factory=list)
    errors: list["DocumentError"] = field(default_factory=list)
    passed_over: list["PassedOver"] = field(default_factory=list)

    def refused(self, error: "DocumentError") -> None:
        """Notes and prints an error at once: a long load may be watched."""
        self.errors.append(error)
        console.fail(str(error))

    def entered(self, found: "Found", outcome: "Outcome") -> None:
        """Notes a document that went in; says so if it was not read."""
        from ...loaders.documents import is_foreign, language_name

        language = found.document.language
        self.loaded.append((found.name, outcome, language))
        if language and is_foreign(language):
            console.note(f"{found.name}: stored, not read: its language is {language_name(language)}")

    def data(self, quarantined: int) -> dict[str, Any]:
        """All of it for JSON."""
        return {
            "documents": [
                {
                    "path": str(name), "document": o.document.hex(), "state": o.state, "language": language,
                    "asserted": o.asserted, "closed": o.closed, "quarantined": o.quarantined,
                    "candidates": o.candidates,
                }
                for name, o, language in self.loaded
            ],
            "errors": [{"path": str(error.path), "message": str(error)} for error in self.errors],
            "quarantined": quarantined,
        }  # fmt: skip

    def words(self, store: Path) -> str:
        """All of it in a line."""
        states = [outcome.state for _, outcome, _ in self.loaded]
        new = sum(outcome.asserted for _, outcome, _ in self.loaded)
        same = states.count("unchanged")
        loaded = console.counted(len(states) - same, "document")
        parts = [f"{loaded} loaded into {store}, {console.counted(new, 'new statement')}"]
        parts += [f"{console.counted(same, 'document')} held already"] if same else []
        parts += [f"{console.counted(len(self.errors), 'file')} not loaded"] if self.errors else []
        return "; ".join(parts)


def load(
    paths: _Paths,
    published: options.Published = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    address: Annotated[str | None, typer.Option(metavar="URL", help="Where it was published.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its title.")] = None,
    language: options.Language = None,
    parser: options.Parser = False,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="Load the tables of a source; 'sources' lists them."),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE", help="Load tables by a mapping.toml of your own.")
    ] = None,
    vintage: Annotated[
        str | None,
        typer.Option("--vintage", metavar="NAME", help="The release of a source, if the path does not tell."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 if the gate refused anything.")] = False,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """Load articles into the ledger, or the tables of a source. What is there already is not loaded twice."""
    from ..store import appearance

    if defined := _definition(source, mapping, vintage):
        if given_besides := [n for n, v in (("publisher", publisher), ("address", address), ("title", title)) if v]:
            raise Misused(f"--{given_besides[0]} goes with articles; a source says it in its definition")
        load_tables(defined, paths, vintage, published, strict, store, wait, as_json)
        return
    given = appearance(published=published, publisher=publisher, address=address, title=title)
    opening = partial(_opened, store, wait, _parser(parser))
    quarantined, report = _load(paths, given, _known(language), store, opening)
    if quarantined:
        console.note(
            f"{console.counted(quarantined, 'statement')} of these documents in quarantine; "
            f"'wattgraph review --store {store}' says why"
        )
    if as_json:
        console.say_json(report.data(quarantined))
    elif report.loaded:
        console.say(report.words(store))
    if report.errors or (strict and quarantined):
        raise typer.Exit(INCOMPLETE)


def _definition(source: str | None, mapping: Path | None, vintage: str | None) -> str | None:
    """The source that is asked for, or the file that defines one; None for articles. Raises Misused."""
    if source and mapping:
        raise Misused("--source and --mapping name two definitions; give one")
    if vintage and not (source or mapping):
        raise Misused("--vintage is of a source; name that with --source or --mapping")
    if mapping and mapping.suffix != ".toml":
        raise Misused(f"{mapping} is no mapping; docs/sources.md says how to write a mapping.toml")
    return source or (str(mapping) if mapping else None)


def _load(
    paths: list[str], given: "Appearance", language: str | None, place: Path, opening: Callable[[], "Store"]
) -> tuple[int, Report]:
    """Loads all that can be. A ledger is only made once there is a document to put into it."""
    from ...loaders.documents import Reader
    from ...loaders.facttable import is_table

    report = Report()
    with ExitStack() as opened:
        store: Store | None = opened.enter_context(opening()) if place.exists() else None
        listing = _listing(paths)
        for error in listing.errors:
            report.refused(error)
        _tell_passed_over(listing.passed_over)
        step = opened.enter_context(console.progress("loading", len(listing.files)))
        tables = [name for name in listing.files if is_table(name)]
        texts = [name for name in listing.files if not is_table(name)]
        for found in _read(opened.enter_context(Reader()), texts, report, step):
            store = store or opened.enter_context(opening())
            _enter(store, _told(found, language), given, report)
        for table in tables:
            if store or _is_sound(table, report):
                store = store or opened.enter_context(opening())
                _enter_table(store, table, given, report)
            step()
        _tell_passed_over(report.passed_over)
        return _quarantined(store, report), report


def _opened(place: Path, wait: float, parser: "Parser | None") -> "Store":
    from ..store import Store

    store = Store(place, wait=wait)
    store.parser = parser
    return store


def _parser(wanted: bool) -> "Parser | None":
    """The parser, if one is asked for. Raises ParserMissing."""
    from ...loaders.article import spacy_parser

    return spacy_parser() if wanted else None


def _read(
    reader: "Reader", names: list["Name"], report: Report, step: Callable[[], None]
) -> Iterator["Found"]:  # fmt: skip
    """Each document of the inputs, one at a time; what is none goes into the report."""
    from ...loaders.documents import DocumentError, PassedOver

    for name in names:
        for found in _yielded(reader, name):
            if isinstance(found, DocumentError):
                report.refused(found)
            elif isinstance(found, PassedOver):
                report.passed_over.append(found)
            else:
                yield found
        step()


def _yielded(reader: "Reader", name: "Name") -> Iterator["Yield"]:
    return reader.read_content(_input()) if name == _INPUT else reader.read(name)


def _enter(store: "Store", found: "Found", given: "Appearance", report: Report) -> None:
    from ...loaders.documents import DocumentError

    try:
        report.entered(found, store.enter(found, given))
    except DocumentError as error:
        report.refused(error)


def _is_sound(table: "Name", report: Report) -> bool:
    """Whether a table of facts can be read; what is wrong with it goes into the report."""
    from ...loaders.documents import DocumentError
    from ...loaders.facttable import read_table

    try:
        read_table(Path(table))
    except DocumentError as error:
        report.refused(error)
        return False
    return True


def _enter_table(store: "Store", table: "Name", given: "Appearance", report: Report) -> None:
    """Loads a table of facts, behind the texts that it may quote."""
    from ...loaders.documents import DocumentError

    try:
        outcomes = store.load_facts(table, given)
        report.loaded += [(table, outcome, None) for outcome in outcomes]
        if closed := sum(outcome.closed for outcome in outcomes):
            console.note(f"{table}: {console.counted(closed, 'statement')} of an earlier table closed")
    except DocumentError as error:
        report.refused(error)


def _quarantined(store: "Store | None", report: Report) -> int:
    """How many statements of these documents are in quarantine, from this load or an earlier one."""
    ours = {outcome.document for _, outcome, _ in report.loaded}
    return sum(refusal.document in ours for refusal in store.quarantine()) if store else 0


def _listing(paths: list[str]) -> "Listing":
    """The inputs that the paths lead to, standard input last."""
    from ...loaders.documents import list_files

    listing = list_files(path for path in paths if path != options.STDIN)
    if options.STDIN in paths:
        listing.files.append(_INPUT)
    return listing


def _tell_passed_over(passed: list["PassedOver"]) -> None:
    if passed:
        reasons = "; ".join(dict.fromkeys(found.why for found in passed))
        console.note(f"{console.counted(len(passed), 'file')} passed over: {reasons}")


def _input() -> "Content":
    """Standard input, no further than what is read of it."""
    from ...loaders.documents import LIMIT, Content

    return Content(_INPUT, sys.stdin.buffer.read(LIMIT + 1))


def _known(language: str | None) -> str | None:
    """The language that a user gives, as a code of two letters. Raises Misused."""
    if language is not None and not re.fullmatch("[a-z]{2}", language.lower()):
        raise Misused(f"no language {language!r}; write its ISO 639-1 code, as en or de")
    return language and language.lower()


def _told(found: "Found", language: str | None) -> "Found":
    """The document with the language that the user gives."""
    if language is None:
        return found
    return found._replace(document=replace(found.document, language=language))


def extract(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file or URL, or - for standard input.")],
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="How facts are printed: jsonl.")] = "jsonl",
    published: options.Published = None,
    language: options.Language = None,
    parser: options.Parser = False,
) -> None:
    """Print the facts of one article, one JSON object a line, and load nothing."""
    from ...loaders import article
    from ...loaders.documents import is_foreign, language_name
    from ..store import appearance, known_names

    if format != "jsonl":
        raise Misused(f"no format {format!r} for facts; there is jsonl")
    given = appearance(published=published).published
    code = _known(language)
    with console.progress("reading"):
        found = _told(_only(file), code)
        document = found.document
        if document.language and is_foreign(document.language):
            console.note(f"{found.name}: not read: its language is {language_name(document.language)}")
            return
        dated = given or found.shown.published
        facts = article.facts(document, dated, known_names(), _parser(parser))
    for fact in facts:
        console.say_json(fact.line(document.text), indent=None)


def _only(file: str) -> "Found":
    """The one document of a file, an address or standard input. Raises DocumentError."""
    from ...loaders.documents import Reader

    with Reader() as reader:
        return reader.only(_input() if file == options.STDIN else file)


COMMANDS = (load, extract)
