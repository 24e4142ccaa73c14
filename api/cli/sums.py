"""The command that adds up deals, capital flows, stakes or megawatts as intervals."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import console, options

if TYPE_CHECKING:
    from ...graph.sums import Item, Sum
    from ...graph.view import View
    from ...schema.quantity import Interval


def _several(name: str, metavar: str, doc: str) -> Any:
    return typer.Option(name, metavar=metavar, help=f"{doc}; repeatable.")


_Words = list[str] | None
#: Quotes longer than this are cut in the text for people; JSON has them whole.
_LONGEST = 240


def sums(
    of: Annotated[str, typer.Argument(metavar="CLASS", help="Deal, CapitalFlow, Stake or Capacity.")],
    party: Annotated[
        str | None,
        typer.Argument(metavar="PARTY", help="Only of this actor, by id or name; of joint amounts its part."),
    ] = None,
    by: Annotated[_Words, _several("--by", "NAME", "Group by this: firm, year, status, ...")] = None,
    kind: Annotated[_Words, _several("--kind", "NAME", "Only of this kind: lease, existing, ...")] = None,
    family: Annotated[_Words, _several("--family", "NAME", "Only of this family of kinds: debt, ...")] = None,
    status: Annotated[_Words, _several("--status", "NAME", "Add only what has this status: signed, ...")] = None,
    basis: Annotated[_Words, _several("--basis", "NAME", "Only of this basis: criticalIT, annual, ...")] = None,
    place: Annotated[_Words, _several("--place", "NAME", "Only at this place, site, state or country")] = None,
    role: Annotated[str | None, typer.Option("--role", metavar="NAME", help="Only where the party has it.")] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="Only of what this source says: wri, ...")
    ] = None,
    year: Annotated[str | None, typer.Option("--year", metavar="YEAR", help="Only of what is dated in it.")] = None,
    quotes: Annotated[bool, typer.Option("--quotes", help="With the words of each figure that is counted.")] = False,
    policy: options.Policy = "default",
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """Add up deals, capital flows, stakes or capacities as intervals, counting nothing twice."""
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened, console.progress("adding"):
        view = opened.view(policy, as_of=as_of, known_at=known_at)
        found = opened.sums(
            of, party, by=by or (), role=role, kinds=kind or (), families=family or (), statuses=status,
            bases=basis or (), source=source, places=place or (), year=year, view=view,
        )  # fmt: skip
        if as_json:
            totals = [_data(view, total) for total in found]
            console.say_json({"sums": totals, "overlap": found.overlap, "note": found.note})
            return
        console.say(str(found))
        for total in found if quotes else ():
            _quote(view, total)


def _quote(view: "View", total: "Sum") -> None:
    """The words that give the figures of a total."""
    from ...graph.captions import caption
    from ...graph.evidence import unfold

    console.say()
    console.say(str(total.group))
    for item in total.counted:
        console.say(f"  {caption(view, item.thing)} ({item.thing.id})")
        for proof in unfold(view, item.statements[0])[:1] if item.statements else ():
            console.say(f"    {proof.told(_LONGEST)}")


def _data(view: "View", total: "Sum") -> dict[str, Any]:
    group = total.group
    return {
        "of": group.of, "family": group.family, "basis": group.basis, "unit": group.unit,
        "keys": {key.dimension: {"value": key.value, "label": key.label} for key in group.keys},
        "total": _bounds(total.interval),
        "byStatus": {status: _bounds(interval) for status, interval in total.by_status.items()},
        "counted": [_item(view, item) for item in total.counted],
        "leftOut": [_item(view, item) for item in total.left_out],
        "optional": [_item(view, item) for item in total.optional],
        "flags": total.flags,
    }  # fmt: skip


def _bounds(interval: "Interval") -> dict[str, Any]:
    from ...schema.quantity import plain_decimal

    lower, upper = (None if end is None else plain_decimal(end) for end in (interval.lower, interval.upper))
    return {"lower": lower, "upper": upper, "lowerOpen": interval.lower_open, "upperOpen": interval.upper_open}


def _item(view: "View", item: "Item") -> dict[str, Any]:
    from ...graph.captions import caption
    from ...graph.evidence import unfold

    evidence = [
        {
            "statement": one.statement.id.hex(), "document": one.document.id.hex(),
            "quote": one.quote.quote, "start": one.quote.start, "end": one.quote.end,
        }
        for said in item.statements for one in unfold(view, said)
    ]  # fmt: skip
    return {
        "thing": item.thing.id, "caption": caption(view, item.thing),
        "adds": None if item.interval is None else _bounds(item.interval), "why": item.why,
        "because": list(item.because), "sure": item.sure, "evidence": evidence,
    }  # fmt: skip


COMMANDS = (sums,)
