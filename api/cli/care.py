"""Commands for the ledger's file: backup, rebuild, migrate; and the version."""

from pathlib import Path
from typing import Annotated

import typer

from . import console, options


def backup(
    target: Annotated[Path, typer.Argument(metavar="TARGET", help="The new file.", show_default=False)],
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
) -> None:
    """Copy the ledger, as it is now, to a new file. Others may read and write meanwhile."""
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened, console.progress("copying"):
        opened.backup(target)
    console.say(f"Copied {store} to {target}")


def rebuild(
    store: options.Store = options.STORE, wait: options.Wait = options.WAIT, as_json: options.AsJson = False
) -> None:
    """Check the file, and make anew what is derived from its log."""
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened, console.progress("rebuilding"):
        found = opened.rebuild()
    if as_json:
        console.say_json(found)
        return
    differed = f"{found['differed']} of them differed and were put right" if found["differed"] else "all as before"
    console.say(f"{store} is sound: {found['holds']} statements made anew from the log, {differed}")


def migrate(store: options.Store = options.STORE) -> None:
    """Bring a ledger of an older version to this one, keeping the old file beside it."""
    from ...graph.ledger import migrate as bring_over

    with console.progress("migrating"):
        kept = bring_over(store)
    console.say(f"Migrated {store}; the old one is {kept}" if kept else f"{store} is of this version already")


def version() -> None:
    """Print the version."""
    from importlib.metadata import version as installed

    console.say(f"wattgraph {installed('wattgraph')}")


COMMANDS = (backup, rebuild, migrate, version)
