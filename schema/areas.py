"""Whether two places can be one: "Texas" and "Abilene, Texas" can, "Abilene, Texas" and "Dallas, Texas" cannot.

Only what the words say for certain counts (see `places.precision`): a vague region, a bare name that no list has and
a list of places contradict nothing.
"""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from .places import precision
from .words import one_line


class Area(NamedTuple):
    """What the words of a place say of its country, state and town or county, each None where they do not."""

    country: str | None = None
    state: str | None = None
    county: str | None = None
    town: str | None = None


@cache
def _names() -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]:
    """Countries, states and the states' countries, by their names and codes in small letters."""
    data: dict[str, Any] = tomllib.loads((files(__package__) / "places.toml").read_text("utf-8"))
    countries = {name.casefold(): name for name in data["countries"]}
    states: dict[str, str] = {}
    home: dict[str, str] = {}
    for federation in data["federation"]:
        first = federation["countries"][0]
        countries |= dict.fromkeys((name.casefold() for name in federation["countries"]), first)
        for name, code in federation["states"].items():
            states |= {word.casefold(): name for word in (name, code) if word}
            home[name] = first
    return countries, states, home


@lru_cache(maxsize=16384)
def area(words: str) -> Area:
    """The area that the words of a place name for certain; an empty one where they do not tell."""
    plain = one_line(words).removeprefix("the ").removeprefix("The ")
    exact = precision(plain)
    countries, states, home = _names()
    parts = plain.split(", ")
    if exact == "country":
        return Area(countries.get(plain.replace(".", "").casefold()))
    if exact not in ("state", "county", "town", "site"):
        return Area()
    country = None
    if len(parts) > 1 and parts[-1].replace(".", "").casefold() in countries:
        country = countries[parts.pop().replace(".", "").casefold()]
    state = states.get(_bare(parts[-1]))
    own = [] if exact == "state" else parts[:-1] if state else parts
    return Area(
        country or (home[state] if state else None), state,
        own[-1].casefold() if exact == "county" and own else None,
        own[-1].casefold() if (exact == "town" or (exact == "site" and len(own) > 1)) and own and state else None,
    )  # fmt: skip


def _bare(words: str) -> str:
    """A state without what stands around its name: "the state of X", "X state", a postal code behind it."""
    plain = words.replace(".", "").casefold()
    for before in ("state of ", "province of "):
        plain = plain.removeprefix(before)
    for behind in (" state", " province"):
        plain = plain.removesuffix(behind)
    head, _, tail = plain.partition(" ")
    return head if any(c.isdigit() for c in tail) else plain


def contradict(one: str, other: str) -> bool:
    """Whether the words of two places name different ones of one level: countries, states, counties or towns."""
    pairs = zip(area(one), area(other), strict=True)
    return any(a is not None and b is not None and a != b for a, b in pairs)
