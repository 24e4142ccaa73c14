"""Commands that read documents: load puts what they say into the ledger, extract only prints it."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..exits import INCOMPLETE, Misused
from . import console, options

if TYPE_CHECKING:
    from ...graph.ledger import Outcome
    from ...loaders.documents import DocumentError, Listing
    from ...schema.statement import Appearance, Document
    from ..store import Store

#: How standard input is called in messages.
_INPUT = Path("standard input")


@dataclass
class Report:
    """What a load did: an outcome per document that went in, an error per file that did not."""

    loaded: list[tuple[Path, "Outcome"]] = field(default_factory=list)
    errors: list["DocumentError"] = field(default_factory=list)

    def refused(self, error: "DocumentError") -> None:
        """Notes and prints an error at once: a long load may be watched."""
        self.errors.append(error)
        console.fail(str(error))

    def data(self, quarantined: int) -> dict[str, Any]:
        """All of it for JSON."""
        return {
            "documents": [
                {
                    "path": str(path), "document": o.document.hex(), "state": o.state, "asserted": o.asserted,
                    "closed": o.closed, "quarantined": o.quarantined, "candidates": o.candidates,
                }
                for path, o in self.loaded
            ],
            "errors": [{"path": str(error.path), "message": str(error)} for error in self.errors],
            "quarantined": quarantined,
        }  # fmt: skip

    def words(self, store: Path) -> str:
        """All of it in a line."""
        states = [outcome.state for _, outcome in self.loaded]
        new = sum(outcome.asserted for _, outcome in self.loaded)
        same = states.count("unchanged")
        parts = [f"{_counted(len(states) - same, 'document')} loaded into {store}, {_counted(new, 'new statement')}"]
        parts += [f"{_counted(same, 'document')} held already"] if same else []
        parts += [f"{_counted(len(self.errors), 'file')} not loaded"] if self.errors else []
        return "; ".join(parts)


def load(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATHS...", help="Text files, folders of them, or - for standard input.")
    ],
    published: options.Published = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    address: Annotated[str | None, typer.Option(metavar="URL", help="Where it was published.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its title.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 if the gate refused anything.")] = False,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """Load articles into the ledger. What is there already is not loaded twice."""
    from ..store import appearance

    shown = appearance(published=published, publisher=publisher, address=address, title=title)
    quarantined, report = _load(paths, shown, store, wait)
    if quarantined:
        console.note(
            f"{_counted(quarantined, 'statement')} of these documents in quarantine; "
            f"'wattgraph review --store {store}' says why"
        )
    if as_json:
        console.say_json(report.data(quarantined))
    elif report.loaded:
        console.say(report.words(store))
    if report.errors or (strict and quarantined):
        raise typer.Exit(INCOMPLETE)


def _load(paths: list[str], shown: "Appearance", place: Path, wait: float) -> tuple[int, Report]:
    """Loads all that can be. A ledger is only made once there is a document to put into it."""
    from ...loaders.documents import DocumentError
    from ..store import Store

    report = Report()
    with ExitStack() as opened:
        store: Store | None = opened.enter_context(Store(place, wait=wait)) if place.exists() else None
        listing = _listing(paths)
        for error in listing.errors:
            report.refused(error)
        if listing.passed_over:
            console.note(f"{_counted(len(listing.passed_over), 'file')} passed over: {_why(listing)}")
        step = opened.enter_context(console.progress("loading", len(listing.files)))
        for path, document in _read(listing.files):
            if isinstance(document, DocumentError):
                report.refused(document)
            else:
                store = store or opened.enter_context(Store(place, wait=wait))
                try:
                    report.loaded.append((path, store.add(document, shown, path)))
                except DocumentError as error:
                    report.refused(error)
            step()
        return _quarantined(store, report), report


def _quarantined(store: "Store | None", report: Report) -> int:
    """How many statements of these documents are in quarantine, from this load or an earlier one."""
    ours = {outcome.document for _, outcome in report.loaded}
    return sum(refusal.document in ours for refusal in store.quarantine()) if store else 0


def _listing(paths: list[str]) -> "Listing":
    """The files that the paths lead to, standard input last."""
    from ...loaders.documents import list_files

    listing = list_files(path for path in paths if path != options.STDIN)
    if options.STDIN in paths:
        listing.files.append(_INPUT)
    return listing


def _why(listing: "Listing") -> str:
    reasons = dict.fromkeys(found.why for found in listing.passed_over)
    return "; ".join(reasons)


def _read(paths: list[Path]) -> Iterator[tuple[Path, "Document | DocumentError"]]:
    from ...loaders.documents import DocumentError

    for path in paths:
        try:
            yield path, read(path)
        except DocumentError as error:
            yield path, error


def read(path: Path) -> "Document":
    """The document in a file, or in standard input. Raises DocumentError."""
    from ...loaders.documents import LIMIT, DocumentError, read_file

    if path != _INPUT:
        return read_file(path)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "input.txt")
        kept.write_bytes(sys.stdin.buffer.read(LIMIT + 1))
        try:
            return read_file(kept)
        except DocumentError as error:
            raise DocumentError(_INPUT, error.what, error.remedy) from error


def extract(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text file, or - for standard input.")],
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="How facts are printed: jsonl.")] = "jsonl",
    published: options.Published = None,
) -> None:
    """Print the facts of one article, one JSON object a line, and load nothing."""
    from ...loaders import article
    from ..store import appearance, known_names

    if format != "jsonl":
        raise Misused(f"no format {format!r} for facts; there is jsonl")
    dated = appearance(published=published).published
    document = read(_INPUT if file == options.STDIN else Path(file))
    with console.progress("reading"):
        facts = article.facts(document, dated, known_names())
    for fact in facts:
        console.say_json(fact.line(document.text), indent=None)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


COMMANDS = (load, extract)
