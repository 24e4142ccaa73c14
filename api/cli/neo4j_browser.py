"""The command `neo4j browser`: the pages that make Neo4j Browser show our graph as it is meant to be read."""

from pathlib import Path
from typing import Annotated

import typer

from . import console


def browser(
    into: Annotated[Path, typer.Option("--into", metavar="DIR", help="Folder to write the pages into.")],
    http_port: Annotated[int, typer.Option(help="Where the server's HTTP listens.")] = 7474,
    bolt_port: Annotated[int, typer.Option(help="Where the server's Bolt listens.")] = 7687,
    no_auth: Annotated[bool, typer.Option("--no-auth", help="The server asks for no password.")] = False,
    password_file: Annotated[
        Path | None, typer.Option(help="The file with the password, whose path the page names.")
    ] = None,
) -> None:
    """Write the pages that prepare Neo4j Browser: style, saved queries, guide (scripts/neo4j calls it)."""
    from ...graph.neo4j import page

    server = page.Server(http_port, bolt_port, not no_auth, password_file)
    written = page.write(into, server)
    console.say(f"Wrote {len(written)} files into {into}; open http://127.0.0.1:{http_port}/browser/{page.FOLDER}/")
