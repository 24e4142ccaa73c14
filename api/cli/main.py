"""The command `wattgraph`: its options before a command, its commands, and what becomes of errors."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from .. import exits
from . import (
    answers,
    care,
    changes,
    check,
    circles,
    conflicts,
    console,
    demo,
    documents,
    fetch,
    geography,
    identity,
    judgements,
    neo4j,
    options,
    paths,
    rdf,
    review,
    server,
    sources,
    sparql,
    sums,
)


class Commands(TyperGroup):
    """All commands. Every error that a user may meet is one message on standard error and an exit code."""

    def main(
        self, args: Sequence[str] | None = None, prog_name: str | None = None, complete_var: str | None = None,
        standalone_mode: bool = True, windows_expand_args: bool = True, **extra: Any,
    ) -> Any:  # fmt: skip
        """Runs a command and exits with its code, or returns that if not `standalone_mode`."""
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra) or exits.OK
        except BaseException as error:
            found = _explained(error)
            if found is None:
                raise
            code = found
        if standalone_mode:
            sys.exit(code)
        return code

    def invoke(self, ctx: Any) -> Any:
        """Runs the command. Ends quietly if whoever reads its output wants no more of it."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _drop_output()
            raise typer.Exit(exits.PIPE) from None
        except OSError:
            _drop_output()
            raise
        return result


def _drop_output() -> None:
    """Throws away what could not be written: Python tries again at its end, and would complain."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)


def _explained(error: BaseException) -> int | None:
    """Prints an error that users may meet and gives its exit code; None for any other."""
    if isinstance(error, KeyboardInterrupt | typer.Abort):
        return exits.INTERRUPTED
    if isinstance(error, typer.TyperException):
        if message := error.format_message():
            console.fail(f"{message.rstrip('.')}. See 'wattgraph --help', or --help after a command")
        return error.exit_code
    code = exits.exit_code(error)
    if isinstance(error, OSError):
        place = error.filename or "standard output"
        console.fail(f"{place}: {error.strerror or error}; see to that and run it again")
    elif code is not None:
        console.fail(str(error) or "not enough memory; ask for less, or load fewer documents, at a time")
    return code


app = typer.Typer(
    name="wattgraph",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (
    demo, documents, sources, fetch, answers, changes, paths, circles, geography, sparql, rdf, server, judgements,
    identity, check, conflicts, sums, care,
):  # fmt: skip
    for command in group.COMMANDS:
        app.command(command.__name__.rstrip("_"))(command)
app.add_typer(neo4j.app, name="neo4j")
app.add_typer(review.app, name="review")
app.add_typer(identity.app, name="judgements")


def _show_version(wanted: bool) -> None:
    if wanted:
        care.version()
        raise typer.Exit()


@app.callback()
def before(
    context: typer.Context,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Print the version.")
    ] = False,
) -> None:
    """Who lends whom how much, to build which megawatts, for whom, and who says so."""
    given: dict[str, Path | float | bool] = {"store": store, "wait": wait, "as_json": as_json}
    usual = {"store": options.STORE, "wait": options.WAIT, "as_json": False}
    chosen = {name: value for name, value in given.items() if value != usual[name]}
    invoked = context.invoked_subcommand or ""
    below = getattr(getattr(context.command, "commands", {}).get(invoked), "commands", ())
    context.default_map = {invoked: chosen | dict.fromkeys(below, chosen)}


def run() -> None:
    """The entry point of the installed command."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115
    app()
