"""Asking: what a caller's words mean, and which there are. A word that is none would give an empty answer."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import TypeVar, cast

import numpy as np

from ...schema.model import Model
from ...schema.names import name_key
from ..view.layers import layers
from ..view.view import View
from .dimensions import DIMENSIONS
from .selection import SUMMED, Selection

#: How many words an error lists at the most.
_LISTED = 30
_CLOSE = 5
_YEAR = re.compile(r"\d{4}")
_SUPPLY = "contractedSupply"
_UNKNOWN = "unknown"
#: What a place can be called by.
_PLACES = ("name", "state", "country", "county", "town")


class SumsError(ValueError):
    """A question for a sum that cannot be: the message says what is wrong and lists what there is."""


Word = TypeVar("Word", bound="str | None")


def listed(given: Collection[Word]) -> tuple[Word, ...]:
    """The words of a filter, each once: a string is one word."""
    return (cast("Word", given),) if isinstance(given, str) else tuple(dict.fromkeys(given))


def dimensions(given: Collection[str]) -> tuple[str, ...]:
    """The dimensions to group by. Raises SumsError for one that there is not."""
    found = listed(given)
    _known("dimension", found, DIMENSIONS)
    return found


def checked(view: View, wanted: Selection) -> Selection:
    """The filters as they are meant. Raises SumsError for a word that there is not."""
    if wanted.of not in SUMMED:
        raise SumsError(f"no sums of {wanted.of}; there are sums of {', '.join(SUMMED)}")
    wanted = replace(
        wanted, kinds=listed(wanted.kinds), families=listed(wanted.families), statuses=listed(wanted.statuses),
        bases=listed(wanted.bases), places=listed(wanted.places),
    )  # fmt: skip
    kind = view.model.kind(wanted.of)
    _known(f"kind of {wanted.of}", wanted.kinds, kinds(view.model, wanted.of))
    _known(f"family of {wanted.of}", wanted.families, families(view.model, wanted.of))
    _known("status", (word for word in wanted.statuses if word), view.model.vocabularies["status"])
    _known(f"basis of {wanted.of}", wanted.bases, bases(view.model, wanted.of))
    if wanted.role is not None:
        parties = [*kind.parties, *(view.model.kind("Site").parties if wanted.of == "Capacity" else ())]
        _known(f"role in a {wanted.of}", (wanted.role,), dict.fromkeys(party.name for party in parties))
        if wanted.party is None:
            raise SumsError(f"the role {wanted.role} is nobody's: give the party that has it, or group by it")
    if wanted.year is not None and not _YEAR.fullmatch(wanted.year):
        raise SumsError(f"{wanted.year!r} is no year: give four digits, such as 2025")
    if wanted.source:
        _known("source", (wanted.source,), sorted(sources(view)))
    return wanted


def kinds(model: Model, of: str) -> list[str]:
    """The kinds of a class."""
    return list(model.vocabularies[model.kind(of).properties["kind"].ranges[0]])


def families(model: Model, of: str) -> list[str]:
    """The families of kinds of a class that may be added to each other; a kind without one is its own."""
    words = model.vocabularies[model.kind(of).properties["kind"].ranges[0]]
    if of == "Capacity":
        return [*words, _SUPPLY, "unspecified"]
    return list(dict.fromkeys([*(words.family(word) or word for word in words), "unspecified"]))


def bases(model: Model, of: str) -> list[str]:
    """What the figures of a class may count."""
    prop = model.kind(of).properties.get("basis" if of == "Capacity" else "amountBasis")
    return list(dict.fromkeys([*(model.vocabularies[prop.ranges[0]] if prop else ()), _UNKNOWN]))


def sources(view: View) -> set[str]:
    """The sources of records, and the names of the layers of documents, that the ledger has."""
    columns = view.snapshot.columns
    found = {columns.values[number] for number in set(columns.mentions.source.tolist()) if number >= 0}
    return found | {name for document in view.documents.values() for name in layers(document) if "://" not in name}


def no_place(view: View, unmatched: Iterable[str]) -> None:
    """Raises SumsError for words of places that the ledger does not have at all."""
    wanted = sorted(unmatched)
    if not wanted:
        return
    there = words_of_places(view)
    keys = {name_key(word): word for word in there}
    for word in wanted:
        if name_key(word) not in keys:
            near = [keys[key] for key in get_close_matches(name_key(word), keys, _CLOSE)] or there[:_CLOSE]
            some = f"there are {', '.join(near)}" if near else "there are none"
            more = f" and {len(there) - len(near):,} more" if len(there) > len(near) > 0 else ""
            raise SumsError(f"no place, site, state or country is called {word!r}; {some}{more}")


def words_of_places(view: View) -> list[str]:
    """The names of all places and sites, and the states and countries of these, in order."""
    columns = view.snapshot.columns
    rows = columns.statements
    classes = columns.numbers_of((*view.model.concrete("Place"), *view.model.concrete("Site")))
    chosen = view.counting & ~rows.is_thing & np.isin(rows.property, columns.numbers_of(_PLACES))
    chosen &= np.isin(columns.mentions.kind[rows.subject], classes)
    return sorted(columns.values[number] for number in np.unique(rows.object[chosen]).tolist())


def _known(what: str, given: Iterable[str | None], there: Iterable[str]) -> None:
    known = list(there)
    for word in given:
        if word not in known:
            more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
            raise SumsError(f"no {what} {word!r}; there are {', '.join(known[:_LISTED]) or 'none'}{more}")
