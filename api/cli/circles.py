"""The commands over circles of money and over hosts that serve rivals: the same links as paths, asked otherwise."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import clocks, console, options
from .paths import actor_data, hop_data, path_data

if TYPE_CHECKING:
    from ...graph.links import Circle, Ends, Path, Rows, Stopped, Table
    from ...graph.view import View

_First = Annotated[int, typer.Option("--first", metavar="N", min=1, help="How many to show.")]


def circles(
    who: Annotated[
        str | None, typer.Argument(metavar="FIRM", help="Who funds: an id or a name; anybody if not given.")
    ] = None,
    role: Annotated[
        str | None, typer.Option("--role", metavar="ROLE", help="Only firms of this role: chipMaker, ...")
    ] = None,
    hops: Annotated[
        int, typer.Option("--hops", metavar="N", min=2, max=3, help="The longest circle, 2 or 3 hops.")
    ] = 3,
    first: _First = 20,
    policy: options.Policy = "default",
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """Show where a firm funds its own customer, at once or over others, hop by hop with quotes."""
    from ...graph.links import unheard
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened, console.progress("searching"):
        view = opened.view(policy, as_of=as_of, known_at=known_at)
        asked = _asked(view, who, role)
        found = opened.circles(asked, hops, view=view)
        note = "; ".join(unheard(view, (asked, asked.find(view)))) or None if not found else None
        if as_json:
            console.say_json(_circles(view, found, first, note))
        else:
            shown = [str(one) for one in found[:first]]
            _tell(shown, len(found), found.stopped, note or "No circle of money is known.")
        clocks.tell_left_out(view)


def rivals(
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="Who are rivals.")] = "hyperscaler",
    hops: Annotated[
        int,
        typer.Option(
            "--hops", metavar="N", min=1, max=3, help="1 for customers, up to 3 for whom exposure leads to."
        ),
    ] = 1,
    first: _First = 20,
    policy: options.Policy = "default",
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """Show the hosts that serve two rivals or more, of different houses, with the contracts and quotes."""
    from ...graph.lines import of_host
    from ...graph.links import Ends, unheard
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened, console.progress("searching"):
        view, asked = opened.view(policy, as_of=as_of, known_at=known_at), Ends(role=role)
        found = opened.hosts_of_rivals(asked, hops, view=view)
        note = "; ".join(unheard(view, (asked, asked.find(view)))) or None if not found else None
        if as_json:
            console.say_json(_hosts(view, found, first, note))
        else:
            hosts = [of_host(view, host, paths) for host, paths in list(found.items())[:first]]
            _tell(hosts, len(found), found.stopped, note or f"No host of two rivals ({role}) is known.")
        clocks.tell_left_out(view)


def _asked(view: "View", who: str | None, role: str | None) -> "Ends":
    from ...graph.links import Ends, ends_of

    found = Ends() if who is None else ends_of(view, who)
    return Ends(id=found.id, name=found.name, role=role)


def _tell(shown: list[str], total: int, stopped: "Stopped | None", nothing: str) -> None:
    if shown:
        console.say("\n\n".join(shown))
    else:
        console.note(nothing)
    if len(shown) < total:
        console.note(f"{len(shown):,} of {total:,} are shown")
    if stopped:
        console.note(stopped.message)


def _circles(view: "View", found: "Rows[Circle]", first: int, note: str | None) -> dict[str, Any]:
    rows = [
        {
            "from": actor_data(view, one.funding.start), "to": actor_data(view, one.funding.end),
            "hops": [hop_data(view, hop) for hop in one.hops],
        }
        for one in found[:first]
    ]  # fmt: skip
    return {"total": len(found), **_ended(found.stopped, note), "circles": rows}


def _hosts(view: "View", found: "Table[str, list[Path]]", first: int, note: str | None) -> dict[str, Any]:
    rows = [
        {"host": actor_data(view, host), "paths": [path_data(view, path) for path in paths]}
        for host, paths in list(found.items())[:first]
    ]
    return {"total": len(found), **_ended(found.stopped, note), "hosts": rows}


def _ended(stopped: "Stopped | None", note: str | None) -> dict[str, Any]:
    return {"complete": stopped is None, "stopped": stopped.message if stopped else None, "note": note}


COMMANDS = (circles, rivals)
