"""What a question of paths can ask for: words that there are, and notes on whom nobody knows."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from ...schema.model import model
from ...schema.names import name_key
from ...schema.units import units
from ...schema.words import plain
from ..roles import BASES
from ..view.node import Node
from ..view.view import View
from .ends import Ends, Side, Through
from .rules import rules

#: How alike two names must be to be told as near: our choice, by the ratio of `difflib`.
_ALIKE = 0.82
_NEAR = 3


class PathError(ValueError):
    """A question of paths out of bounds: the message says what and what to ask instead."""


def check_ends(ends: Ends) -> Ends:
    """The actors asked for. Raises PathError for a role, a basis or a class that is none."""
    _known("role", [ends.role] if ends.role is not None else [], model().vocabularies["actorRole"].terms)
    _known("basis of a role", ends.bases, BASES)
    _known("class of actors", [ends.kind], ["Actor", *model().concrete("Actor")])
    return ends


def check_through(through: Through) -> Through:
    """What every hop must be. Raises PathError for a word or a unit that there is not."""
    for name in ("links", "kinds", "statuses", "avoid"):
        if isinstance(getattr(through, name), str):
            raise PathError(f"through: {name} is a set of words: write {{{getattr(through, name)!r}}}")
    _known("link class", through.links, rules()["strength"])
    _known("kind", through.kinds, _kinds())
    _known("status", through.statuses, model().vocabularies["status"].terms)
    if through.least is not None and through.least.unit not in (known := _units()):
        raise PathError(
            f"atLeast: nothing is counted in {through.least.unit!r}; write the number in full, as 500000000, and one"
            f" of the units {', '.join(known)}"
        )
    return through


def _known(what: str, given: Iterable[str], there_are: Collection[str]) -> None:
    for word in sorted(given):
        if word not in there_are:
            raise PathError(f"no {what} {word!r}; there are {', '.join(there_are)}")


def _kinds() -> list[str]:
    """The kinds of what can link."""
    found = (model().vocabularies[model().kind(of).properties["kind"].ranges[0]] for of in rules()["class"])
    return list(dict.fromkeys(word for vocabulary in found for word in vocabulary))


def _units() -> list[str]:
    """The units of the ledger: currencies, power, percent, tokens."""
    tables = (units().codes, units().words, units().signs)
    return sorted({unit.code for table in tables for unit in table.values() if unit.code} | units().counted)


def unheard(view: View, *asked: tuple[Ends, Side]) -> Iterator[str]:
    """Notes on ends at which nobody stands: an id or a name that nobody has, a role that they or nobody is given."""
    for ends, side in asked:
        if side.actors:
            continue
        if note := _nobody(view, ends):
            yield note
        elif ends.role is not None:
            yield _without_role(view, ends, side)


def _nobody(view: View, ends: Ends) -> str | None:
    """That nobody is who an end names. None where it names nobody, or somebody is."""
    if ends.id is not None:
        node = view.node(ends.id)
        if node is None:
            return f"nothing has the id {ends.id!r}"
        return None if view.model.is_a(node.kind, ends.kind) else f"{view.name(node.id)} is no {plain(ends.kind)}"
    if ends.name is None or view.named(ends.kind, ends.name):
        return None
    return no_actor(view, ends.name)


def _without_role(view: View, ends: Ends, side: Side) -> str:
    who = ends.name if ends.id is None else view.name(ends.id)
    if who is not None:
        own = ", but on their own word" if side.own_word else ""
        return f"{who} is not given the role {ends.role}{own}"
    own = f"; {len(side.own_word)} have it on their own word only" if side.own_word else ""
    return f"nobody is given the role {ends.role}{own}"


def no_actor(view: View, name: str) -> str:
    """That no actor has a name, and which names come near."""
    near = near_names(view.of_kind("Actor"), name)
    hint = f"; near: {', '.join(near)}" if near else ""
    return f"no actor is called {name!r} (names are compared whole){hint}"


def near_names(nodes: Iterable[Node], name: str) -> list[str]:
    """The names that come nearest to one that nobody has, the nearest first."""
    known: dict[str, str] = {}
    for node in nodes:
        for prop in ("name", "alias"):
            for value in node.values.get(prop, ()):
                known.setdefault(name_key(str(value.decoded)), str(value.decoded))
    return [known[key] for key in get_close_matches(name_key(name), known, _NEAR, _ALIKE)]
