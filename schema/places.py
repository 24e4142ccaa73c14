"""How exactly the words of a place say where it is: a site, a town, a county, a state, a country or a vague region.

The words alone decide, by the names in `places.toml`; where they do not, nothing is guessed. "New Carlisle" may be a
town in Indiana, in Ohio or in Quebec, or a street: its precision is unknown, and so is its place on the map.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from .words import one_line

#: More than the words of any place; bounds the time of the gate.
LONGEST = 200
#: The precisions that a list of places may have together: a state and a state are an area, two towns are none.
_AREAS = frozenset({"county", "state", "country", "region"})
_CAPITAL = r"(?:[dl]['’])?[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
_PARTICLE = r"(?:of|the|de|del|du|des|la|le|los|las|el|on|upon|sur|am|an|der|di|da|do|dos)"
_NAME = re.compile(rf"{_CAPITAL}(?:[ ](?:{_PARTICLE}[ ])*{_CAPITAL})*")
_COUNTY = re.compile(r"(?P<name>.+) (?:County|Parish)|County (?P<after>.+)")
_TOWN_OF = re.compile(r"(?:[Cc]ity|[Tt]own|[Vv]illage) of (?P<name>.+)")
_STATE_OF = re.compile(r"(?:[Ss]tate|[Pp]rovince) of (?P<after>.+)|(?P<name>.+) (?:[Ss]tate|[Pp]rovince)")
#: "5420 Tulane Rd", "1435-A Hwy 54 W": a number, and a street among the next words.
_NUMBER = re.compile(r"[1-9][0-9]{0,5}(?:-?[A-Z]|-[0-9]{1,5})? (?P<street>.+)")
_ZIP = re.compile(r" (?:[0-9]{5}(?:-[0-9]{4})?|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9])$")
_AND = re.compile(r"(?:, | )and | & |, or | or ")


@dataclass(frozen=True, slots=True)
class _Atlas:
    """The names of `places.toml`, in the form in which they are compared. `home`: state -> names of its country."""

    alone: Mapping[str, str]
    home: Mapping[str, frozenset[str]]
    codes: frozenset[str]
    abbreviations: Mapping[str, str]
    ambiguous: frozenset[str]
    direction: re.Pattern[str]
    around: re.Pattern[str]
    features: frozenset[str]
    streets: frozenset[str]

    def named(self, words: str) -> str | None:
        """The precision of a listed name."""
        if words in self.ambiguous:
            return None
        return self.abbreviations.get(words.replace(".", "")) or self.alone.get(_key(words))

    def state(self, words: str) -> bool:
        """Whether it is a state's name or postal code, Georgia and New York included."""
        return words.replace(".", "") in self.codes or (words[:1].isupper() and _key(words) in self.home)

    def within(self, state: str, country: str) -> bool:
        """Whether a state, by name, lies in a country."""
        return _key(country).replace(".", "") in self.home.get(_key(state), ())


def _key(words: str) -> str:
    return words.casefold() if words[:1].isupper() else ""


@cache
def _atlas() -> _Atlas:
    data: dict[str, Any] = tomllib.loads((files(__package__) / "places.toml").read_text("utf-8"))
    home: dict[str, frozenset[str]] = {}
    codes: set[str] = set()
    for federation in data["federation"]:
        countries = frozenset(name.casefold() for name in federation["countries"])
        home |= {name.casefold(): countries for name in federation["states"]}
        codes |= set(federation["states"].values()) - {""}
    alone = dict.fromkeys((name.casefold() for name in data["regions"]), "region")
    alone |= dict.fromkeys((name.casefold() for name in data["countries"]), "country") | dict.fromkeys(home, "state")
    direction = _any(data["directions"])
    return _Atlas(
        alone, home, frozenset(codes), data["abbreviations"], frozenset(data["ambiguous"]),
        re.compile(rf"(?P<how>{direction}(?:[ -]{direction})*) (?P<rest>.+)", re.IGNORECASE),
        re.compile(rf"(?:{_any(data['around'])}) (?P<rest>.+)", re.IGNORECASE),
        frozenset(data["features"]), frozenset(data["streets"]),
    )  # fmt: skip


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


@lru_cache(maxsize=16384)
def precision(words: str) -> str | None:
    """The word of the vocabulary placePrecision for the words of a place; None where they do not tell.

    `New Carlisle, Indiana` is a town and `Butts County` a county; `northern Indiana`, `near Dallas, Texas` and
    `Texas and Wyoming` are regions. A number with a street is a site. A bare name that no list has is None.
    """
    if len(words) > LONGEST:
        return None
    plain = one_line(words)
    plain = plain[4:] if plain[:4] in ("the ", "The ") else plain
    if plain in _atlas().ambiguous:
        return None
    found = _atlas().around.fullmatch(plain)
    if found:
        return "region" if precision(found["rest"]) else None
    return _named(plain) or _several(plain) or _part(plain)


def precision_contradiction(value: str, words: str) -> str | None:
    """Why the precision of a place is not what its words say, None if it is. Raises nothing."""
    found = precision(words)
    if value == found:
        return None
    says = "does not tell how exactly it says where that is" if found is None else f"is as exact as a {found}"
    return f"{value!r} is not the precision of these words: {words[:60]!r} {says}"


def _named(plain: str) -> str | None:
    """Of a listed name, or of one with the state or country that it lies in."""
    known = _atlas()
    if found := known.named(plain):
        return found
    head, *rest = plain.split(", ")
    if _is_street(head):
        return "site"
    if rest and rest[-1].casefold().replace(".", "") in _countries() and (len(rest) > 1 or known.state(head)):
        return _named(", ".join((head, *rest[:-1]))) if len(rest) > 1 or known.within(head, rest[-1]) else None
    if not rest:
        return _county(head) or _unlisted(head)
    *between, last = rest
    state = _ZIP.sub("", last)
    return _in_a_state(head, state) if known.state(state) and all(map(_county, between)) else None


@cache
def _countries() -> frozenset[str]:
    return frozenset().union(*_atlas().home.values())


def _in_a_state(head: str, state: str) -> str | None:
    """Of a name before ", Texas". Two states ("Texas, Oklahoma") are a list, and none is a town in the other."""
    known = _atlas()
    if found := _county(head) or _unlisted(head):
        return found
    listed = known.named(head)
    if listed in ("region", "state"):
        return "region" if listed == "region" else None
    if (listed or head in known.ambiguous) and _key(state) in known.home:  # a list has no postal codes
        return None
    return "town" if _NAME.fullmatch(head) and head.split()[-1] not in known.features else None


def _county(words: str) -> str | None:
    found = _COUNTY.fullmatch(words)
    return "county" if found and _NAME.fullmatch(found["name"] or found["after"]) else None


def _unlisted(words: str) -> str | None:
    """Of names that say themselves what they are: "the city of Aa", "the state of Washington", "New York state"."""
    if found := _TOWN_OF.fullmatch(words):
        return "town" if _NAME.fullmatch(found["name"]) else None
    found = _STATE_OF.fullmatch(words)
    return "state" if found and _atlas().state(found["name"] or found["after"]) else None


def _is_street(words: str) -> bool:
    found = _NUMBER.fullmatch(words)
    following = found["street"].split()[:6] if found else []
    return len(following) > 1 and any(word.rstrip(".") in _atlas().streets for word in following)


def _several(plain: str) -> str | None:
    """Of a list: an area, if each of its places is one. Commas divide those only that are no town's."""
    parts = [part for whole in _AND.split(plain) for part in ([whole] if _named(whole) else whole.split(", "))]
    if len(parts) < 2 or parts == plain.split(", "):
        return None
    return "region" if all(precision(part) in _AREAS for part in parts if part) else None


def _part(plain: str) -> str | None:
    """Of a place with a direction before it. Before a town or county a capital makes it a part of the name."""
    known = _atlas()
    found = known.direction.fullmatch(plain)
    if found is None:
        country, _, rest = plain.partition(" ")
        return "region" if known.named(country) == "country" and known.named(rest) == "region" else None
    rest = found["rest"]
    is_area = known.named(rest) is not None or known.state(rest) or rest in known.ambiguous
    if is_area or found["how"][0].islower():
        return "region" if is_area or precision(rest) else None
    return None
