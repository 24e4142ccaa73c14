"""Options that several commands share; those of `SHARED` may also stand before the command."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

STORE = Path("wattgraph.db")
#: Seconds to wait for another process that writes.
WAIT = 30.0
#: The file name that stands for standard input.
STDIN = "-"
#: Options that may stand before the command too.
SHARED = ("store", "wait", "as_json")

Store = Annotated[Path, typer.Option("--store", metavar="PATH", help="The ledger's file.")]
Wait = Annotated[
    float, typer.Option("--wait", metavar="SECONDS", min=0, help="How long to wait for another process that writes.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text for people.")]
Author = Annotated[
    str | None, typer.Option("--author", metavar="NAME", help="Who decides; the name of the login if not given.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for whoever reads the log.")]
Policy = Annotated[str, typer.Option("--policy", metavar="NAME", help="Which statements count.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="What is so on this date: 2026, 2026-03, 2026-03-14.")
]
KnownAt = Annotated[
    str | None, typer.Option("--known-at", metavar="DATE", help="What was known by this date; all if not given.")
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without", metavar="NAME", help="Leave out a source or a licence, as im3 or ODbL-1.0; repeatable."
    ),
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="When it was published: 2026, 2026-03 or 2026-03-14."),
]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="Its language, as en or de, if the text does not tell."),
]
Parser = Annotated[
    bool, typer.Option("--parser", help="Let a dependency parse vote on who acts; needs the extra named spacy.")
]


def who(author: str | None) -> str:
    """The author given, else the login's name."""
    if author:
        return author
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no entry for this user, as in some containers
        return "unknown"


def hand_down(context: typer.Context, store: Path, wait: float, as_json: bool) -> None:
    """Gives the shared options that stand before a command's own commands to the one that is called."""
    given = {"store": (store, STORE), "wait": (wait, WAIT), "as_json": (as_json, False)}
    chosen = {name: value for name, (value, usual) in given.items() if value != usual}
    context.default_map = {context.invoked_subcommand or "": dict(context.default_map or {}) | chosen}
