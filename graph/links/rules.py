"""The rules of links as data (`links.toml`), in the forms in which code asks for them."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

#: The longest path that a question may ask for.
MOST_HOPS = 3


@cache
def rules() -> dict[str, Any]:
    """The link rules as data, to show with an answer."""
    return tomllib.loads((files(__package__) / "links.toml").read_text("utf-8"))


@cache
def strengths() -> dict[str, int]:
    """Link class, or doubt -> its place in the order of strength; 0 is the firmest."""
    return {word: place for place, word in enumerate((*rules()["strength"], *rules()["doubts"]))}


def strength(link: str) -> int:
    """The place of a link's class in the order of strength; 0 is the firmest."""
    return strengths()[link]


@cache
def opposites() -> dict[tuple[str, str], str | None]:
    """Pairs of opposite roles, both ways -> the class of such a link if it is not that of its thing."""
    pairs = [(pair["one"], pair["other"], pair.get("class")) for pair in rules()["opposite"]]
    return {(a, b): link for a, b, link in pairs} | {(b, a): link for a, b, link in pairs}


@cache
def side(role: str) -> str | None:
    """The side that a role stands on; None of roles that have none."""
    return next((name for name, roles in rules()["sides"].items() if role in roles), None)


def same_side(one: str, other: str) -> bool:
    """Whether two roles stand on one side. Unstated ones do not: nobody knows."""
    return side(one) is not None and side(one) == side(other)


@cache
def misses() -> dict[str, str]:
    """Rule that can make a near miss -> what it says, in the order in which near misses are shown."""
    return {miss["rule"]: miss["doc"] for miss in rules()["miss"]}


@cache
def joints() -> dict[str, str]:
    """Rule by which a hop names an earlier one's contract -> what it says, the surest first."""
    return {joint["rule"]: joint["doc"] for joint in rules()["joint"]}
