"""Commands that answer from the ledger: query, export, stats."""

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from ..exits import FAILURE, NO_ROOM, USAGE, Failed, Misused, Unavailable
from . import clocks, console, options

if TYPE_CHECKING:
    from ...graph.passages import Passage
    from ...graph.view import View


def query(
    graphql: Annotated[str | None, typer.Argument(metavar="GRAPHQL", help="The query.", show_default=False)] = None,
    file: Annotated[
        str | None, typer.Option("--file", metavar="FILE", help="Read the query from a file, or from - .")
    ] = None,
    variables: Annotated[str, typer.Option(metavar="JSON", help="The query's variables, a JSON object.")] = "{}",
    operation: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which operation to run, if there are several.")
    ] = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
) -> None:
    """Answer a GraphQL query with JSON."""
    asked = _checked(query_text(graphql, file, "GraphQL"))
    values = _variables(variables)
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened, console.progress("answering"):
        answer = opened.query(asked, values, operation)
    console.say_json(answer)
    for error in answer.get("errors", ()):
        console.fail(f"{error['message']}{_place(error)}")
    if answer.get("errors"):
        raise typer.Exit(FAILURE if answer.get("data") is not None else USAGE)


def query_text(given: str | None, file: str | None, language: str) -> str:
    """The query given, or that in a file. Raises Misused for both or neither, or a file that cannot be read."""
    if (given is None) == (file is None):
        raise Misused("give the query as an argument or by --file, one of the two")
    if file is None:
        return given or ""
    try:
        if file == options.STDIN:
            return typer.get_text_stream("stdin", encoding="utf-8").read()
        return Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "not text in UTF-8"
        raise Misused(
            f"{file}: the query cannot be read ({what}); name a text file with one {language} query"
        ) from error


def _checked(asked: str) -> str:
    """The query, if it can be parsed."""
    from graphql import GraphQLSyntaxError, parse

    try:
        parse(asked, no_location=True)
    except GraphQLSyntaxError as error:
        at = error.locations[0] if error.locations else None
        where = f" at {at.line}:{at.column} (line:column)" if at else ""
        what = error.message.rstrip(".")
        raise Misused(f"the query is malformed{where}: {what}; mend it and run it again") from error
    except RecursionError:
        raise Misused("the query is nested too deep; ask for less at a time") from None
    return asked


def _variables(text: str) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Misused(f"--variables is no JSON ({error}); write an object such as '{{\"first\": 5}}'") from error
    if not isinstance(values, dict):
        raise Misused("--variables is no JSON object; write one such as '{\"first\": 5}'")
    return values


def _place(error: dict[str, Any]) -> str:
    places = error.get("locations") or ()
    return "".join(f" at {place['line']}:{place['column']} (line:column)" for place in places[:1])


def export(
    format: Annotated[
        str, typer.Option("--format", metavar="NAME", help="nquads, trig, turtle, jsonld, graphml, parquet or csv.")
    ] = "nquads",
    rdf: Annotated[
        str | None, typer.Option("--rdf", metavar="VERSION", help="1.2, or 1.1 for tools that lack 1.2.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="PATH", help="Write to a file or folder, whole or not at all.")
    ] = None,
    behind: Annotated[
        str | None,
        typer.Option(
            "--behind",
            metavar="DOCUMENT:START-END",
            help="Only what rests on these characters of a document, or on the sentence around START alone.",
        ),
    ] = None,
    policy: options.Policy = "default",
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    without: options.Without = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
) -> None:
    """Write the graph in a format of other tools, to standard output unless --output names a file.

    Parquet and CSV are many tables: --output names their folder.
    """
    from ...graph.exports import FOLDERS, chosen
    from ...graph.exports import export as write
    from ..store import Store

    seen: dict[str, Any] = {"policy": policy, "without": without or (), "as_of": as_of, "known_at": known_at}
    if format in FOLDERS:
        if behind:
            raise Misused(f"{format} is no RDF; --behind is written as nquads, trig, turtle or jsonld")
        _export_tables(format, rdf, output, store, wait, seen)
        return
    chosen(format, rdf)
    with Store(store, create=False, wait=wait) as opened, console.progress("exporting"):
        told = opened.behind(*_words_at(behind), **seen) if behind else opened.view(**seen)
        with _written(output) as stream:
            write(told, format, stream, rdf)
        _tell_rest(told)
    if output:
        console.note(f"Wrote {output}")


def _tell_rest(told: "Passage | View") -> None:
    """What an export lacks, on standard error: documents that a look back leaves out; words without any fact."""
    from ...graph.passages import Passage

    if not isinstance(told, Passage):
        clocks.tell_left_out(told)
    elif not told.statements:
        console.note(f"Nothing rests on these words; the document alone is written: {told.quote!r}")


def _words_at(told: str) -> tuple[str, int, int | None]:
    """A document's id, and from where to where. Raises Misused."""
    found = re.fullmatch(r"([0-9a-f]+):(\d{1,12})(?:-(\d{1,12}))?", told)
    if found is None:
        raise Misused(f"--behind {told!r}: write DOCUMENT:START-END, an id and characters from 0")
    return found[1], int(found[2]), None if found[3] is None else int(found[3])


def _export_tables(
    format: str, rdf: str | None, output: Path | None, store: Path, wait: float, seen: Mapping[str, Any]
) -> None:  # fmt: skip
    from ..store import Store

    if rdf is not None:
        raise Misused(f"{format} is no RDF; leave --rdf away, or choose another format")
    if output is None:
        raise Misused(f"{format} is a folder of tables; name it by --output")
    with Store(store, create=False, wait=wait) as opened, console.progress("exporting"), _explained(output):
        opened.export_tables(output, format, **seen)
        clocks.tell_left_out(opened.view(**seen))
    console.note(f"Wrote {output}")


@contextmanager
def _written(output: Path | None) -> Iterator[IO[bytes]]:
    """A stream whose content is at `output` once all of it is written, and nowhere if not."""
    with _explained(output), tempfile.TemporaryFile() if output is None else _beside(output) as stream:
        yield stream
        if output is None:
            _copy_out(stream)


@contextmanager
def _explained(output: Path | None) -> Iterator[None]:
    """Says of what cannot be written where, and what to do."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        place = output or "standard output"
        message = f"{place}: cannot be written ({error.strerror}); nothing was. "
        if error.errno in NO_ROOM:
            raise Unavailable(message + "Make room, or allow writing there, and run it again") from error
        raise Failed(message + "Name a file in a folder that exists") from error


@contextmanager
def _beside(output: Path) -> Iterator[IO[bytes]]:
    """A file in the same folder, which takes the place of `output` at the end."""
    if output.is_dir():
        raise Failed(f"{output}: is a folder; name a file")
    with tempfile.NamedTemporaryFile(dir=output.parent, prefix=f".{output.name}.", delete=False) as stream:
        partial = Path(stream.name)
        try:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            partial.chmod(0o666 & ~_mask())
            partial.replace(output)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


def _mask() -> int:
    """What this process denies to new files. It can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _copy_out(stream: IO[bytes]) -> None:
    stream.seek(0)
    while part := stream.read(1 << 20):
        console.write(part)


def stats(
    store: options.Store = options.STORE, wait: options.Wait = options.WAIT, as_json: options.AsJson = False
) -> None:
    """Count what the ledger holds, and print its dump hash: the same for the same documents."""
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened, console.progress("counting"):
        found = opened.stats()
    if as_json:
        console.say_json(found)
        return
    rows = [(name, f"{value:,}" if isinstance(value, int) else value) for name, value in found.items()]
    console.say_rows(("", str(store)), rows)


COMMANDS = (query, export, stats)
