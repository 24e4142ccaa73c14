"""What may be one thing: `wattgraph identity` suggests, `wattgraph judgements` lists and hands on what was said."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...schema.words import plain
from . import clocks, console, options

if TYPE_CHECKING:
    from ...graph.ledger import Act, Conflict
    from ...graph.suggestions import Suggestion
    from ...graph.view import View

app = typer.Typer(help="List the judgements in force; export and import them.", no_args_is_help=False)

_File = Annotated[Path, typer.Argument(metavar="FILE", help="JSON Lines, one judgement a line.", show_default=False)]


class Kind(StrEnum):
    """What can be suggested."""

    FIRM = "firm"
    SITE = "site"
    DEAL = "deal"


def identity(
    kind: Annotated[
        list[Kind] | None, typer.Option("--kind", metavar="KIND", help="firm, site or deal; all if not given.")
    ] = None,
    min_score: Annotated[
        float, typer.Option("--min-score", metavar="SCORE", min=0, max=1, help="From 0 to 1.")
    ] = 0.5,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many, the likeliest first.")] = 50,
    policy: options.Policy = "default",
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """Suggest what may be one thing, with score and reasons, for a person to judge."""
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened:
        seen: dict[str, Any] = {"policy": policy, "as_of": as_of, "known_at": known_at}
        view = opened.view(**seen)
        found = opened.suggestions([k.value for k in kind] if kind else list(Kind), min_score, limit, **seen)
        shown = [_data(view, one) for one in found]
    if as_json:
        console.say_json(shown)
    elif shown:
        heads = ("score", "kind", "relation", "one", "other", "reasons")
        console.say_rows(heads, [_row(one) for one in shown])
        console.note(f"Decide with 'wattgraph judge same|different|unsure ID ID --store {store}'")
    else:
        console.note("Nothing to suggest.")
    clocks.tell_left_out(view)


def _data(view: "View", one: "Suggestion") -> dict[str, Any]:
    return {
        "score": one.score, "kind": one.kind, "relation": one.relation, "reasons": list(one.reasons),
        "one": _end(view, one.one), "other": _end(view, one.other),
    }  # fmt: skip


def _end(view: "View", node: str) -> dict[str, Any]:
    from ...graph.suggestions.pairs import sources

    return {"id": node, "name": view.name(node), "sources": sources(view.nodes[node], view)}


def _row(one: dict[str, Any]) -> list[str]:
    ends = [f"{end['name']} ({', '.join(end['sources'])}) {end['id']}" for end in (one["one"], one["other"])]
    return [f"{one['score']:.2f}", one["kind"], plain(one["relation"]), *ends, "; ".join(one["reasons"])]


@app.callback(invoke_without_command=True)
def judgements(
    context: typer.Context,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """List the judgements in force, and those among them that contradict each other."""
    if context.invoked_subcommand:
        options.hand_down(context, store, wait, as_json)
        return
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened:
        conflicts = opened.judgement_conflicts()
        aside = {one.aside.number: [act.number for act in one.against] for one in conflicts}
        found = [_act(act) | {"against": aside.get(act.number, [])} for act in opened.judgements()]
    if as_json:
        console.say_json(found)
    elif found:
        shown = [{name: cell for name, cell in row.items() if name != "against"} for row in found]
        console.say_rows([plain(name) for name in shown[0]], [[str(cell) for cell in row.values()] for row in shown])
        for line in _told(conflicts):
            console.note(line)
    else:
        console.note("No judgements.")


def _told(conflicts: "list[Conflict]") -> Iterator[str]:
    for one in conflicts:
        against = ", ".join(str(act.number) for act in one.against)
        yield (f"Judgement {one.aside.number} is set aside, since {against} stand against it; withdraw one of them "
               "with 'wattgraph withdraw N'")  # fmt: skip


def _act(act: "Act") -> dict[str, Any]:
    return {
        "number": act.number, "verb": act.verb, "one": (act.item or act.subject or b"").hex(),
        "other": (act.other or b"").hex(), "author": act.author, "reason": act.reason, "recorded": act.recorded,
    }  # fmt: skip


@app.command("export")
def export_(file: _File, store: options.Store = options.STORE, wait: options.Wait = options.WAIT) -> None:
    """Write all judgements of pairs into a file, with those that were withdrawn and their withdrawals."""
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened:
        number = opened.export_judgements(file)
    console.say(f"{console.counted(number, 'line')} written to {file}")


@app.command("import")
def import_(file: _File, store: options.Store = options.STORE, wait: options.Wait = options.WAIT) -> None:
    """Take the judgements of a file, all of them or none, each once."""
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened:
        number = opened.import_judgements(file)
        conflicts = opened.judgement_conflicts()
    console.say(f"{console.counted(number, 'new line')} taken into {store}")
    for line in _told(conflicts):
        console.note(line)


COMMANDS = (identity,)
