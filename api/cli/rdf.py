"""Commands for RDF: import takes in what another ledger exported, schema prints what its terms mean."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from ..exits import INCOMPLETE, Misused
from . import console, options

#: What `schema` can print.
_SCHEMAS = ("ontology", "shapes", "context")


def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILES...", help="RDF exports: .nq, .trig, .ttl, .nt or .jsonld.")
    ],
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """Load RDF that another ledger exported: the same statements with the same ids, without the texts."""
    from ...loaders.documents import DocumentError
    from ..store import Store, read_export

    errors: list[DocumentError] = []
    asserted = 0
    with ExitStack() as opened:
        target = opened.enter_context(Store(store, wait=wait)) if store.exists() else None
        for path in files:
            try:
                with console.progress("importing"):
                    documents = read_export(path)
                    target = target or opened.enter_context(Store(store, wait=wait))
                    asserted += sum(outcome.asserted for outcome in target.take(documents))
            except DocumentError as error:
                errors.append(error)
                console.fail(str(error))
    if as_json:
        failed = [{"path": str(error.path), "message": str(error)} for error in errors]
        console.say_json({"files": len(files) - len(errors), "asserted": asserted, "errors": failed})
    elif len(errors) < len(files):
        console.say(f"Imported into {store}: {asserted:,} new statements")
    if errors:
        raise typer.Exit(INCOMPLETE)


def schema(
    name: Annotated[str, typer.Argument(metavar="NAME", help="ontology, shapes or context.")] = "ontology",
) -> None:
    """Print the ontology (OWL) or the shapes (SHACL) as Turtle, or the JSON-LD context."""
    from ...graph.rdf.context import context
    from ...graph.rdf.ontology import ontology
    from ...graph.rdf.shapes import shapes

    if name not in _SCHEMAS:
        raise Misused(f"no schema {name!r}; there are {', '.join(_SCHEMAS)}")
    if name == "context":
        console.say_json({"@context": context()})
        return
    sys.stdout.flush()
    console.write((ontology() if name == "ontology" else shapes()).turtle())


COMMANDS = (import_, schema)
