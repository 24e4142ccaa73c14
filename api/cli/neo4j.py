"""Commands for Neo4j: push makes a database show the graph."""

import os
import stat
import sys
from pathlib import Path
from typing import Annotated

import typer

from ..exits import Misused
from . import clocks, console, neo4j_browser, options

#: Holds the password where --password-file does not name one.
PASSWORD = "NEO4J_PASSWORD"

app = typer.Typer(help="Show the graph in a Neo4j database, for Cypher and the Neo4j Browser.", no_args_is_help=True)
app.command()(neo4j_browser.browser)


@app.command()
def push(
    uri: Annotated[
        str, typer.Option(metavar="URI", help="The server: bolt:// or neo4j://, with +s for TLS.")
    ] = "bolt://127.0.0.1:7687",
    user: Annotated[str, typer.Option(metavar="NAME", help="Whom to log in as.")] = "neo4j",
    password_file: Annotated[
        str | None,
        typer.Option(
            "--password-file", metavar="FILE", help=f"Read the password from a file, or from - ; else {PASSWORD}."
        ),
    ] = None,
    database: Annotated[
        str | None, typer.Option(metavar="NAME", help="The database, if not the usual one of the user.")
    ] = None,
    policy: options.Policy = "default",
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    without: options.Without = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """Make a Neo4j database show the graph as it is now. Writes only what differs; run again, nothing."""
    password = _password(password_file)
    from ...graph.neo4j.push import push as write
    from ...graph.neo4j.server import Server, connected
    from ..store import Store

    server = Server(uri, user, password, database)
    with Store(store, create=False, wait=wait) as opened, console.progress("pushing"):
        view = opened.view(policy, without or (), as_of=as_of, known_at=known_at)
        with connected(server) as driver:
            pushed = write(view, driver, database=database)
        clocks.tell_left_out(view)
    if as_json:
        console.say_json({"uri": uri, "database": database, **pushed.as_json()})
        return
    rows = [
        (name, *(f"{n:,}" for n in (c.total, c.created, c.updated, c.removed)))
        for name, c in (("nodes", pushed.nodes), ("relationships", pushed.relationships))
    ]
    console.say_rows((uri, "now", "created", "updated", "removed"), rows)


def _password(file: str | None) -> str | None:
    """The password, without the end of its line; None if there is none."""
    if file is None:
        return os.environ.get(PASSWORD) or None
    try:
        text = sys.stdin.read() if file == options.STDIN else _read(Path(file))
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "not text in UTF-8"
        raise Misused(
            f"{file}: the password cannot be read ({what}); name a text file that holds it alone"
        ) from error
    password = text.rstrip("\r\n")
    if not password or "\n" in password:
        raise Misused(f"{file}: holds no password, or more than one line; put the password in it and nothing else")
    return password


def _read(path: Path) -> str:
    text = path.read_text("utf-8")
    if path.stat().st_mode & stat.S_IROTH:
        console.note(f"{path}: everybody on this machine can read the password; chmod 600 {path}")
    return text
