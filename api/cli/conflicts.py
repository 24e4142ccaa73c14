"""The command that lists what documents do not agree on."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...schema.quantity import plain_decimal
from ...schema.words import plain
from . import console, options

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
#: Quotes longer than this are cut in the text for people; JSON has them whole.
_LONGEST = 240


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
                _tell(view, one, choices)
    if not found:
        console.note("No two documents disagree on what was asked for.")
    elif len(found) > first:
        console.note(f"{first} of {len(found):,} are shown; --first {len(found)} shows all")


def _tell(view: "View", one: "Conflict", choices: "list[Choice]") -> None:
    gap = f", {_gap(one.gap)} apart" if one.gap else ""
    console.say(f"{one.kind} {one.id}: {plain(one.property)} of {view.name(one.subject)}{gap}")
    console.say(f"  {one.why}")
    if one.ratio:
        unusual = "" if one.ratio.usual else ", which is not usual"
        console.say(f"  {plain(one.ratio.of)} by {plain(one.ratio.by)} is {plain_decimal(one.ratio.value)}{unusual}")
    for number, side in enumerate(one.sides, start=1):
        console.say(f"  {number}. {_side(view, side)}")
        console.say(f"     {_words(view, side)}")
    console.say(f"  shown by: {'; '.join(_choice(choice) for choice in choices)}")
    console.say()


def _gap(gap: "Gap") -> str:
    relative = "" if gap.relative is None else f" ({gap.relative:.0%})"
    return f"{gap.absolute:,} {gap.unit}{relative}"


def _value(view: "View", side: "Side") -> str:
    from ...schema.quantity import Quantity

    value = side.value
    if isinstance(value, Quantity):
        named = value.unit_basis == "symbol" or value.unit.casefold() in value.verbatim.casefold()
        return value.verbatim if named else f"{value.verbatim} {value.unit}"
    return view.name(str(value)) if isinstance(side.statements[0].object, bytes) else str(value)


def _side(view: "View", side: "Side") -> str:
    words = [plain(word) for word in side.context.values()]
    words += [side.statements[0].modality] if side.statements[0].modality != "asserted" else []
    words += ["superseded"] if side.gone else []
    words += ["denied"] if side.denied else []
    words += [f"of {side.validity}"] if side.validity.stated else []
    return _value(view, side) + (f" ({', '.join(words)})" if words else "")


def _words(view: "View", side: "Side") -> str:
    from ...graph.evidence import unfold

    others = len(side.documents) - 1
    more = f", and {console.counted(others, 'document')} more" if others else ""
    return unfold(view, side.statements[0])[0].told(_LONGEST) + more


def _choice(choice: "Choice") -> str:
    return f"{choice.policy} {'neither' if choice.side is None else choice.side + 1}"


def _data(view: "View", one: "Conflict", choices: "list[Choice]") -> dict[str, Any]:
    ratio = one.ratio._asdict() | {"value": plain_decimal(one.ratio.value)} if one.ratio else None
    return {
        "id": one.id, "kind": one.kind, "open": one.open, "subject": one.subject, "name": view.name(one.subject),
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

    evidence = [
        {
            "statement": one.statement.id.hex(), "document": one.document.id.hex(),
            "quote": one.quote.quote, "start": one.quote.start, "end": one.quote.end,
        }
        for one in unfold(view, side)
    ]  # fmt: skip
    return {
        "thing": side.thing, "value": _value(view, side), "context": dict(side.context),
        "validity": str(side.validity), "origins": view.origins(side.statements), "superseded": side.gone,
        "denied": side.denied, "evidence": evidence,
    }  # fmt: skip


COMMANDS = (conflicts,)
