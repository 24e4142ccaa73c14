"""The command that lists what documents do not agree on."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...schema.quantity import plain_decimal
from . import clocks, console, options

if TYPE_CHECKING:
    from ...graph.conflicts import Choice, Conflict, Gap, Side
    from ...graph.view import View


_Kind = Annotated[
    list[str] | None, typer.Option("--kind", metavar="NAME", help="Only of this kind: value, ...; repeatable.")
]
_Of = Annotated[
    list[str] | None, typer.Option("--of", metavar="CLASS", help="Only of this class: Capacity, ...; repeatable.")
]
_Firm = Annotated[str | None, typer.Option("--firm", metavar="NAME", help="Only about this firm, by id or name.")]
_Site = Annotated[str | None, typer.Option("--site", metavar="NAME", help="Only about this site, by id or name.")]
_Property = Annotated[
    str | None, typer.Option("--property", metavar="NAME", help="Only of this property: power, ...")
]


def conflicts(
    kind: _Kind = None,
    of: _Of = None,
    firm: _Firm = None,
    site: _Site = None,
    property: _Property = None,
    first: Annotated[int, typer.Option("--first", metavar="N", min=1, help="How many to show.")] = 20,
    policy: options.Policy = "default",
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """List what documents say that cannot all be so, with both sides' words, the widest gap first."""
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened, console.progress("comparing"):
        view = opened.view(policy, as_of=as_of, known_at=known_at)
        found = opened.conflicts(kind or (), of or (), firm=firm, site=site, property=property, view=view)
        shown = [(one, opened.choices(one, view)) for one in found[:first]]
        if as_json:
            console.say_json([_data(view, one, choices) for one, choices in shown])
        else:
            for one, choices in shown:
                _tell(one, choices)
    if not found:
        console.note("No two documents disagree on what was asked for.")
    elif len(found) > first:
        console.note(f"{first} of {len(found):,} are shown; --first {len(found)} shows all")
    clocks.tell_left_out(view)


def _tell(one: "Conflict", choices: "list[Choice]") -> None:
    console.say(str(one))
    console.say(f"  shown by: {'; '.join(_choice(choice) for choice in choices)}")
    console.say()


def _choice(choice: "Choice") -> str:
    return f"{choice.policy} {'neither' if choice.side is None else choice.side + 1}"


def _data(view: "View", one: "Conflict", choices: "list[Choice]") -> dict[str, Any]:
    from ...graph.lines import topic

    ratio = one.ratio._asdict() | {"value": plain_decimal(one.ratio.value)} if one.ratio else None
    return {
        "id": one.id, "kind": one.kind, "open": one.open, "subject": one.subject, "name": topic(view, one),
        "of": one.of, "property": one.property, "why": one.why, "gap": _gap_data(one.gap), "ratio": ratio,
        "overlap": str(one.overlap), "sides": [_side_data(view, side) for side in one.sides],
        "shown": {choice.policy: choice.side for choice in choices},
    }  # fmt: skip


def _gap_data(gap: "Gap | None") -> dict[str, Any] | None:
    if gap is None:
        return None
    relative = None if gap.relative is None else plain_decimal(gap.relative)
    return {"absolute": plain_decimal(gap.absolute), "unit": gap.unit, "relative": relative}


def _side_data(view: "View", side: "Side") -> dict[str, Any]:
    from ...graph.evidence import unfold
    from ...graph.lines import side_value

    evidence = [
        {
            "statement": one.statement.id.hex(), "document": one.document.id.hex(),
            "quote": one.quote.quote, "start": one.quote.start, "end": one.quote.end,
        }
        for one in unfold(view, side)
    ]  # fmt: skip
    return {
        "thing": side.thing, "value": side_value(view, side), "context": dict(side.context),
        "validity": str(side.validity), "origins": view.origins(side.statements), "superseded": side.gone,
        "denied": side.denied, "evidence": evidence,
    }  # fmt: skip


COMMANDS = (conflicts,)
