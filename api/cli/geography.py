"""The command that tells what lies near a point or a site."""

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...schema.model import model
from ...schema.quantity import plain_decimal
from ...schema.words import plain
from ..exits import Misused
from . import clocks, console, options

if TYPE_CHECKING:
    from ...graph.geography.geography import Nearby
    from ...graph.view import Node, View
    from ...schema.coordinates import Point


def near(
    where: Annotated[str, typer.Argument(metavar="PLACE", help="LAT,LON, or a site's id or exact name.")],
    km: Annotated[float, typer.Option("--km", metavar="KM", help="How far at most, in kilometres.")],
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="NAME", help="Only sites of this kind: powerPlant, ...")
    ] = None,
    fuel: Annotated[
        str | None, typer.Option("--fuel", metavar="NAME", help="Only what runs on this: gas, ...")
    ] = None,
    policy: options.Policy = "default",
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """List the sites within a distance of a point or of a site, nearest first."""
    from ..store import Store

    _check_word("siteKind", kind)
    _check_word("fuel", fuel)
    with Store(store, create=False, wait=wait) as opened, console.progress("measuring"):
        view = opened.view(policy, as_of=as_of, known_at=known_at)
        answer = view.near(where, km, kind=kind, fuel=fuel)
        clocks.tell_left_out(view)
        if as_json:
            console.say_json(_data(view, answer, km))
            return
        rows = [(f"{found.km:.3f}", *_described(view, found.site)) for found in answer.found]
    if rows:
        console.say_rows(("km", "name", "kind", "fuel", "id"), rows)
    else:
        console.note(f"No site within {km:g} km of it.")
    _left_out(answer)


def _check_word(vocabulary: str, word: str | None) -> None:
    """Raises Misused for a word that no site has, before all sites are read."""
    known = model().vocabularies[vocabulary]
    if word is not None and word not in known:
        raise Misused(f"no {plain(vocabulary)} {word!r}; there are {', '.join(known)}")


def _described(view: "View", site: "Node") -> tuple[str, str, str, str]:
    kind = site.word("kind")
    return view.name(site.id), plain(kind) if kind else "", ", ".join(_fuels(site)), site.id


def _fuels(site: "Node") -> list[str]:
    return [str(value.decoded) for value in site.values.get("fuel", ())]


def _left_out(answer: "Nearby") -> None:
    if answer.unplaced:
        count = len(answer.unplaced)
        has = "has" if count == 1 else "have"
        console.note(f"Left out: {console.counted(count, 'site')} that {has} no coordinates, near or not")


def _data(view: "View", answer: "Nearby", km: float) -> dict[str, Any]:
    sites = [_site(view, found.site) | {"km": f"{found.km:.3f}"} for found in answer.found]
    around = {"site": answer.site.id} if answer.site else {}
    return {
        "around": _degrees(answer.point) | around,
        "km": plain_decimal(Decimal(str(km))),
        "sites": sites,
        "unplaced": len(answer.unplaced),
    }


def _degrees(point: "Point") -> dict[str, str]:
    return {"latitude": plain_decimal(point.latitude), "longitude": plain_decimal(point.longitude)}


def _site(view: "View", site: "Node") -> dict[str, Any]:
    """A site with its point and the ids of the statements that give it."""
    found = view.geography.located(site)
    assert found is not None  # what has no point is near nothing
    return {
        "id": site.id, "name": site.word("name"), "kind": site.word("kind"), "fuel": _fuels(site),
        **_degrees(found.point), "statements": [statement.id.hex() for statement in found.statements],
    }  # fmt: skip


COMMANDS = (near,)
