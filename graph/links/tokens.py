"""Tokens of contracts: what a thing has in common with whatever names the same contract."""

from collections.abc import Iterator
from typing import NamedTuple

from ...schema.names import name_key
from ..ledger.records import StoredStatement
from ..view.node import Node
from ..view.view import View
from .rules import rules

#: How exact the words of a place must be to mean one site.
_EXACT = "site"
#: What it is the token of (`thing`, `site`, `place`), and its id or name.
Token = tuple[str, str]


class Naming(NamedTuple):
    """By which property a thing has a token, and the statements that say so; of its own it needs none."""

    rule: str
    statements: tuple[StoredStatement, ...]


def tokens(view: View, thing: Node) -> dict[Token, Naming]:
    """A thing itself, the contracts that it names, and the sites that it concerns."""
    return dict([(("thing", thing.id), Naming("", ())), *_named(thing), *_sites(view, thing)])


def _named(thing: Node) -> Iterator[tuple[Token, Naming]]:
    for prop in rules()["path"]["names"]:
        for value in thing.values.get(prop, ()):
            yield ("thing", str(value.decoded)), Naming(prop, value.statements)


def _sites(view: View, thing: Node) -> Iterator[tuple[Token, Naming]]:
    for prop in ("finances", "site"):
        for value in thing.values.get(prop, ()):
            found = view.node(str(value.decoded))
            if found is not None and found.kind == "Site":
                yield ("site", found.id), Naming("sameSite", value.statements)
    for value in thing.values.get("place", ()):
        place = view.node(str(value.decoded))
        if place is not None and place.word("precision") == _EXACT and (name := place.word("name")):
            yield ("place", name_key(name)), Naming("sameSite", value.statements)
