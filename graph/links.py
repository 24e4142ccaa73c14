"""Links: opposite roles of one deal, flow, stake or contracted capacity, and paths over them that are exposure.

The rules are data (`links.toml`). A path is *exposure* when each later hop names the same contract as the one
before it: a guarantee that `secures` it, a frame (`underDeal`) or its own end user.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from .status import modality, status
from .view.node import Node, Party
from .view.view import View

#: The longest path that a question may ask for.
MOST_HOPS = 3


class Hop(NamedTuple):
    """One step: from an actor to another by a thing, and the class of that link."""

    start: str
    end: str
    via: Node
    link: str
    parties: tuple[Party, Party]


@dataclass(frozen=True)
class Path:
    """A chain of hops from one actor to another."""

    hops: tuple[Hop, ...]

    @property
    def end(self) -> str:
        """The actor that it leads to."""
        return self.hops[-1].end

    @property
    def weakest(self) -> Hop:
        """The hop on which the whole rests: the path is as firm as this one."""
        return max(self.hops, key=lambda hop: strength(hop.link))


@cache
def rules() -> dict[str, Any]:
    """The link rules as data, to show with an answer."""
    return tomllib.loads((files(__package__) / "links.toml").read_text("utf-8"))


def strength(link: str) -> int:
    """The place of a link's class in the order of strength; 0 is the firmest."""
    return int(rules()["strength"].index(link))


@cache
def _opposites() -> frozenset[tuple[str, str]]:
    pairs = [(pair["one"], pair["other"]) for pair in rules()["opposite"]]
    return frozenset(pairs) | frozenset((b, a) for a, b in pairs)


def link_class(thing: Node) -> str | None:
    """The class of the links that a thing makes, None if it makes none (cancelled, an option, another class)."""
    law = rules()
    found = law["class"].get(thing.kind)
    kind = thing.word("kind")
    if not found or modality(thing) in law["options"]:
        return None
    if thing.kind in law["onlyKinds"] and kind not in law["onlyKinds"][thing.kind]:
        return None
    how_far = status(thing).word
    if how_far in law["out"]:
        return None
    found = str(law["classByKind"].get(kind, found))
    return "contractBeforeSigning" if found == "contract" and how_far not in law["signed"] else found


def hops_from(view: View, actor: str) -> Iterator[Hop]:
    """All links of an actor."""
    for thing, mine in view.taking_part(actor):
        found = link_class(thing)
        if found is None:
            continue
        for theirs in thing.parties:
            if theirs.actor != actor and (mine.role, theirs.role) in _opposites():
                yield Hop(actor, theirs.actor, thing, found, (mine, theirs))


def paths(view: View, start: str, ends: frozenset[str], max_hops: int) -> list[Path]:
    """All exposure paths from an actor to any of `ends` in at most `max_hops` hops, the firmest first."""
    found: list[Path] = []
    open_ends: list[tuple[Hop, ...]] = [(hop,) for hop in hops_from(view, start)]
    while open_ends:
        chain = open_ends.pop()
        if chain[-1].end in ends:
            found.append(Path(chain))
        if len(chain) < min(max_hops, MOST_HOPS):
            open_ends += [(*chain, hop) for hop in hops_from(view, chain[-1].end) if _continues(chain, hop)]
    return sorted(found, key=lambda p: (strength(p.weakest.link), len(p.hops), [h.via.id for h in p.hops], p.end))


#: Sides at which a path ends: whoever gives the money does not pass the exposure on.
_GIVERS = frozenset({"lender", "guarantor", "investor", "owner", "party"})


def _continues(chain: tuple[Hop, ...], hop: Hop) -> bool:
    last = chain[-1]
    if last.parties[1].role in _GIVERS or hop.end in {h.start for h in chain}:
        return False
    # Passing a firm on the side on which the path came in would link two hosts of one tenant.
    if hop.parties[0].role == last.parties[1].role and hop.via.id != last.via.id and not _names(hop.via, last.via):
        return False
    return _names(hop.via, last.via) or _names(last.via, hop.via)


def _names(one: Node, other: Node) -> bool:
    """Whether one thing names the other as the contract that it backs or falls under."""
    return any(v.decoded == other.id for prop in ("secures", "underDeal") for v in one.values.get(prop, ()))
