"""What to measure from: coordinates, a site's id or its exact name. A vague place is refused with what is known."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...schema.coordinates import Point
from ...schema.names import name_key
from ...schema.places import precision
from ..view.node import Node
from .errors import NoPoint
from .points import located

if TYPE_CHECKING:
    from ..view.view import View

#: Words made of nothing else are meant as coordinates, right or wrong.
_DEGREES = re.compile(r"[\s\d.,;+\-−°º˚'’‘′´ʹ\"”“″ʺNSEW]*\d[\s\d.,;+\-−°º˚'’‘′´ʹ\"”“″ʺNSEW]*")
_INSTEAD = "give coordinates (41.69,-86.46), or the id or exact name of a site that has them"
#: How many of several sites of one name a message lists.
_LISTED = 10


def origin(view: "View", words: str) -> Point | Node:
    """The point or the site that words name. Raises NoPoint, or CoordinateError for coordinates that are none."""
    if _DEGREES.fullmatch(words) and "," in words:
        return Point.parse(words)
    node = view.node(words)
    if node is not None and node.kind == "Site":
        return node
    sites = _named(view.of_kind("Site"), words)
    if len(sites) == 1:
        return sites[0]
    if sites:
        raise NoPoint(f"{len(sites)} sites are called {words!r}; give the id of one: {_candidates(sites)}")
    if node is not None:
        raise NoPoint(f"{view.name(node.id)} is a {node.kind}, not a site; {_INSTEAD}")
    raise NoPoint(f"{_vague(view, words)}; {_INSTEAD}")


def whereabouts(view: "View", site: Node) -> str:
    """What is known of where a site lies that has no coordinates, and what to do."""
    place = view.node(site.word("place") or "")
    known = [_exactly(view, place)] if place else []
    known += [
        f"its {name} is {found!r}" for name in ("address", "town", "county", "state") if (found := site.word(name))
    ]
    return f"{'; '.join(known) or 'no text says where it lies'}. No place becomes a point; {_INSTEAD}"


def _named(nodes: Iterable[Node], words: str) -> list[Node]:
    key = name_key(words)
    return [n for n in nodes if any(name_key(str(v.decoded)) == key for v in n.values.get("name", ()))]


def _candidates(sites: list[Node]) -> str:
    shown = [
        f"{site.id} ({site.word('kind') or 'of unstated kind'}, {found.point if found else 'no coordinates'})"
        for site, found in ((site, located(site)) for site in sites[:_LISTED])
    ]
    more = [f"{len(sites) - _LISTED} more"] if len(sites) > _LISTED else []
    return "; ".join(shown + more)


def _exactly(view: "View", place: Node) -> str:
    exact = place.word("precision")
    how = f"is known as exactly as a {exact}" if exact else "is no more exact than its words"
    return f"its place {view.name(place.id)!r} {how}"


def _vague(view: "View", words: str) -> str:
    """Why the name of no site is no point: a place that texts name, a place by its words, or nothing known."""
    places = _named(view.of_kind("Place"), words)
    exact = next((p.word("precision") for p in places if p.word("precision")), None) or precision(words)
    told = f"no site is called {words!r}"
    if places:
        count = len({document for place in places for document in place.documents()})
        told = f"{words!r} is a place in {count} document{'' if count == 1 else 's'}"
    if exact:
        return f"{told}, known as exactly as a {exact}: that is no point"
    if places:
        return f"{told}, and its words do not tell how exactly: that is no point"
    return f"{told}, and its words do not tell where that is (names are compared whole)"
