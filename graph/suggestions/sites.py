"""Sites that may be one, or of which one may be part of the other: by place, distance and name."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from math import floor

from ..identity.sites import FAR, PARTS, counted, kilometres
from ..view import Node, View
from .pairs import CROWD, Open, Suggestion, Verdict, compared, rows
from .spelling import Spelling, forms

#: Kilometres within which two positions may be of one site; plants cover more ground than halls.
NEAR, NEAR_PLANTS = 2.0, 5.0
#: Size of the cells (degrees) in which neighbours are sought: at least NEAR_PLANTS up to 60 degrees north.
_CELL = 0.1
_NAME, _PLACE, _TOWN = 0.72, 0.23, 0.1
_ONE_SOURCE = 0.4
#: Words that say what stands there, not which one it is.
_LIGHT = (
    "site facility campus datacenter datacenters plant power station project farm solar wind solarpark park energy"
    " center generating"
).split()
_WHOLES = ("campus", "dataCenter", "miningFarm", "powerPlant", "building")


@dataclass
class Profile:
    """What is compared of a site. `places`: (latitude, longitude) in degrees; `parts`: as `counted` gives them."""

    node: Node
    names: list[str]
    kinds: set[str]
    parts: set[str]
    place: tuple[float, float] | None
    region: set[str]
    rows: dict[str, set[str]]


def suggest_sites(view: View) -> Iterator[Suggestion]:
    """Pairs of sites: the same, or part and whole; never two parts of one whole."""
    found = {node.id: _profile(node, view) for node in view.of_kind("Site")}
    spelling = Spelling.of((profile.names for profile in found.values()), _LIGHT)
    open_ = Open(view, [profile.node for profile in found.values()])
    for node, profile in found.items():
        open_.place(node, _depth(profile))
    keys = {node: list(_blocks(profile, spelling)) for node, profile in found.items()}

    def compare(one: str, other: str) -> Verdict | None:
        return _compare(found[one], found[other], spelling)

    yield from compared("site", keys, open_, compare)


def _profile(node: Node, view: View) -> Profile:
    names = [str(value.decoded) for value in node.values.get("name", ())]
    kinds = {str(value.decoded) for value in node.values.get("kind", ())}
    north, east = node.word("latitude"), node.word("longitude")
    place = (float(north), float(east)) if north and east else None
    region = {word.casefold() for prop in ("town", "county", "state", "country") if (word := node.word(prop))}
    return Profile(node, names, kinds, {p for n in names for p in counted(n)}, place, region, rows(node, view))


def _depth(profile: Profile) -> int:
    """0 of a campus or a plant, 1 of a building or a phase, 2 of a phase of a building."""
    return len(profile.parts) or int(bool(profile.kinds.intersection(PARTS)))


def _blocks(profile: Profile, spelling: Spelling) -> Iterator[Hashable]:
    for name in profile.names:
        yield from (("words", form.key) for form in forms(name))
        yield from (("word", word) for word in spelling.rare(name, CROWD))
    if profile.place:
        row, column = (floor(degrees / _CELL) for degrees in profile.place)
        for word in {w for name in profile.names for form in forms(name) for w in form.words}:
            for up in (0, 1):  # whoever lies in the next cell shares one of four
                yield from (("cell", row + up, column + side, word) for side in (0, 1))


def _compare(one: Profile, other: Profile, spelling: Spelling) -> Verdict | None:
    away = kilometres(one.place, other.place) if one.place and other.place else None
    if (away is not None and away > FAR) or not one.names or not other.names:
        return None
    if _depth(one) != _depth(other):
        return _whole(one, other, away, spelling)
    if one.parts != other.parts or _told_apart(one.kinds, other.kinds):
        return None
    likeness = max(spelling.likeness(a, b) for a in one.names for b in other.names)
    score, reasons = _NAME * likeness.score, [likeness.reason]
    for added, why in _where(one, other, away):
        score += added
        reasons.append(why)
    if shared := {s for s in one.rows.keys() & other.rows.keys() if not one.rows[s] & other.rows[s]}:
        score = min(score, _ONE_SOURCE)
        reasons.append(f"{', '.join(sorted(shared))} has them as two records")
    return Verdict(score, tuple(reasons))


def _told_apart(one: set[str], other: set[str]) -> bool:
    """Whether two kinds cannot be one: a power plant and a data center; a campus may be called either."""
    return bool(one and other) and not one & other and "campus" not in one | other


def _where(one: Profile, other: Profile, away: float | None) -> Iterator[tuple[float, str]]:
    """What distance and region are worth."""
    if away is None:
        if both := one.region & other.region:
            yield _TOWN, f"one region ({', '.join(sorted(both))})"
        elif one.region and other.region:
            yield -_PLACE, "no region in common"
        return
    near = NEAR_PLANTS if "powerPlant" in one.kinds | other.kinds else NEAR
    worth = _PLACE if away <= near else -_PLACE * min(1.0, away / FAR)
    yield worth, f"{away:.1f} km apart"


def _whole(one: Profile, other: Profile, away: float | None, spelling: Spelling) -> Verdict | None:
    """Whether a part belongs to a whole: the same name but for the part, and near."""
    whole, part = sorted((one, other), key=_depth)
    if not whole.parts <= part.parts or (whole.kinds and not whole.kinds.intersection(_WHOLES)):
        return None
    bare = {w for piece in part.parts for w in piece.split()}
    wholes = {w for name in whole.names for form in forms(name) for w in form.words} - bare - {"campus"}
    words = {w for name in part.names for form in forms(name) for w in form.words} - bare - {"campus"}
    if not wholes or not wholes <= words or (away is not None and away > NEAR_PLANTS):
        return None
    weigh = sum(map(spelling.weight, wholes)) / sum(map(spelling.weight, words | wholes))
    reasons = ("the part bears the name of the whole", *([f"{away:.1f} km apart"] if away is not None else ()))
    return Verdict(_NAME * weigh + (_PLACE if away is not None else 0.0), reasons, "partOf")
