"""The command that answers SPARQL from the ledger, by the same workers and within the same limits as `/sparql`."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..exits import Misused
from . import clocks, console, options
from .answers import query_text

if TYPE_CHECKING:
    from ..sparql import Answer

_TABLE = "table"


def sparql(
    query: Annotated[str | None, typer.Argument(metavar="QUERY", help="The query.", show_default=False)] = None,
    file: Annotated[
        str | None, typer.Option("--file", metavar="FILE", help="Read the query from a file, or from - .")
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="NAME", help="table, json, xml, csv or tsv; turtle or ntriples for a graph."
        ),
    ] = None,
    deadline: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, max=86_400, help="How long the query may take.")
    ] = 30.0,
    policy: options.Policy = "default",
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """Answer a SPARQL query: rows as a table, graphs as Turtle. The prefixes of our RDF are declared.

    With a policy or a date it is asked of that view, which is made first where it is not kept from before.
    """
    asked = query_text(query, file, "SPARQL")
    wanted = "json" if as_json and format is None else format or _TABLE
    accept = _accept(wanted)
    from ..sparql import Settings
    from ..store import Store

    limits = Settings(deadline=deadline, largest_view=None)
    with (
        Store(store, create=False, wait=wait) as opened,
        console.progress("answering"),
        opened.to_sparql(limits, policy=policy, as_of=as_of, known_at=known_at) as service,
    ):
        found = service.answer(asked, accept)
        if known_at:
            clocks.tell_left_out(opened.view(policy, as_of=as_of, known_at=known_at))
    if wanted == _TABLE and found.format.name == "json":
        _table(json.loads(found.body))
    else:
        console.write(_ended(found))


def _accept(wanted: str) -> str:
    """The media types of a format. Raises Misused for one that there is not."""
    from ..sparql import FORMATS

    types = {found.name: found.media_type for found in FORMATS}
    if wanted == _TABLE:
        return f"{types['json']}, {types['turtle']}"
    if wanted not in types:
        raise Misused(f"no format {wanted!r} for answers; there are {', '.join((_TABLE, *types))}")
    return types[wanted]


def _ended(found: "Answer") -> bytes:
    """The result with an end of line: a prompt that follows stands at the left."""
    return found.body if found.body.endswith(b"\n") else found.body + b"\n"


def _table(found: dict[str, Any]) -> None:
    if "boolean" in found:
        console.say("true" if found["boolean"] else "false")
        return
    names = found["head"]["vars"]
    rows = [[_shown(row.get(name)) for name in names] for row in found["results"]["bindings"]]
    console.say_rows(names, rows)


def _shown(term: dict[str, Any] | None) -> str:
    """A term for people: words as they are, IRIs by their prefix."""
    from ...graph.rdf.terms import PREFIXES

    if term is None:
        return ""
    value = term["value"]
    if term["type"] == "triple":
        return "<<( " + " ".join(_shown(value[part]) for part in ("subject", "predicate", "object")) + " )>>"
    if term["type"] != "uri":
        return str(value)
    best = max((p for p in PREFIXES.items() if value.startswith(p[1])), key=lambda p: len(p[1]), default=None)
    return f"{best[0]}:{value.removeprefix(best[1])}" if best else f"<{value}>"


COMMANDS = (sparql,)
