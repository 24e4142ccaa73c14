"""The command that tells who is linked to whom, by what contracts, how firmly, and who says so."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..exits import Misused
from . import clocks, console, options

if TYPE_CHECKING:
    from ...graph.links import Ends, Hop, Path, PathAnswer
    from ...graph.view import View

_From = Annotated[
    str | None, typer.Argument(metavar="FROM", help="An actor's id or name; or --from-role.", show_default=False)
]
_To = Annotated[
    str | None, typer.Argument(metavar="TO", help="An actor's id or name; or --to-role.", show_default=False)
]


def paths(
    start: _From = None,
    end: _To = None,
    from_role: Annotated[
        str | None, typer.Option("--from-role", metavar="ROLE", help="From all actors of a role: bitcoinMiner, ...")
    ] = None,
    to_role: Annotated[
        str | None, typer.Option("--to-role", metavar="ROLE", help="To all actors of a role: hyperscaler, ...")
    ] = None,
    hops: Annotated[
        int, typer.Option("--hops", metavar="N", min=1, max=3, help="The longest path, 1 to 3 hops.")
    ] = 3,
    order: Annotated[str, typer.Option("--order", metavar="NAME", help="firmest or shortest first.")] = "firmest",
    association: Annotated[
        bool, typer.Option("--association", help="Also chains whose hops name no common contract.")
    ] = False,
    first: Annotated[int, typer.Option("--first", metavar="N", min=1, help="How many to show.")] = 20,
    policy: options.Policy = "default",
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """Show the paths from some actors to others, hop by hop with quotes, what came near, and what was searched."""
    from ..store import Store

    whence, whither, rest = _both(start, end, from_role, to_role)
    if rest:
        raise Misused(f"{rest!r} is one name too many: a role stands for an end; give FROM or --from-role, and so on")
    with Store(store, create=False, wait=wait) as opened, console.progress("searching"):
        found = opened.paths(
            whence, whither, hops, order=order, association=association, policy=policy, as_of=as_of,  # type: ignore[arg-type]
            known_at=known_at,
        )  # fmt: skip
        if as_json:
            console.say_json(_data(found, first))
        else:
            _tell(found, first)
        clocks.tell_left_out(found.view)


def _both(
    start: str | None, end: str | None, from_role: str | None, to_role: str | None
) -> "tuple[Ends | str, Ends | str, str | None]":  # fmt: skip
    """Both ends, and a name that is left over: with --from-role the only name is the other end's."""
    from ...graph.links import Ends

    names = [name for name in (start, end) if name is not None]
    found: list[Ends | str] = []
    for role, what in ((from_role, "FROM or --from-role"), (to_role, "TO or --to-role")):
        if role is not None:
            found.append(Ends(role=role))
        elif names:
            found.append(names.pop(0))
        else:
            raise Misused(f"say who stands at both ends: {what} is missing")
    return found[0], found[1], names[0] if names else None


def _tell(found: "PathAnswer", first: int) -> None:
    from ...graph.lines import of_answer

    console.say(of_answer(found, first))


def _data(found: "PathAnswer", first: int) -> dict[str, Any]:
    view = found.view
    misses = [] if found.paths else found.near_misses[:first]
    return {
        "total": len(found.paths), "searched": found.searched.message, "complete": found.searched.complete,
        "note": found.note, "paths": [path_data(view, path) for path in found.paths[:first]],
        "nearMisses": [{"rule": m.rule, "why": m.why, "path": path_data(view, m.path)} for m in misses],
    }  # fmt: skip


def path_data(view: "View", path: "Path") -> dict[str, Any]:
    """A path for JSON, with its hops."""
    return {
        "from": actor_data(view, path.start), "to": actor_data(view, path.end), "link": path.link,
        "doubt": path.weakest.doubt, "exposure": path.exposure, "weakest": path.hops.index(path.weakest),
        "hops": [hop_data(view, hop) for hop in path.hops],
    }  # fmt: skip


def actor_data(view: "View", identifier: str) -> dict[str, str]:
    """An actor for JSON."""
    return {"id": identifier, "name": view.name(identifier)}


def hop_data(view: "View", hop: "Hop") -> dict[str, Any]:
    """A hop for JSON, with its quotes."""
    from ...graph.evidence import unfold
    from ...graph.links.denials import denials, deniers
    from ...graph.status import status

    figure = hop.via.figure
    evidence = [
        {
            "statement": one.statement.id.hex(), "document": one.document.id.hex(),
            "quote": one.quote.quote, "start": one.quote.start, "end": one.quote.end,
        }
        for one in unfold(view, hop.claims)
    ]  # fmt: skip
    return {
        "from": actor_data(view, hop.start), "to": actor_data(view, hop.end), "fromRole": hop.parties[0].role,
        "toRole": hop.parties[1].role, "link": hop.link, "doubt": hop.doubt, "status": status(hop.via).word,
        "thing": {"id": hop.via.id, "class": hop.via.kind, "name": view.name(hop.via.id)},
        "amount": figure.quantity.verbatim if figure else None,
        "joint": hop.joint.rule if hop.joint else None, "deniedBy": deniers(view, denials(view, hop)),
        "evidence": evidence,
    }  # fmt: skip


COMMANDS = (paths,)
