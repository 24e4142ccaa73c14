"""Links: opposite roles of one deal, flow, stake or contracted capacity, and paths over them that are exposure.

The rules are data (`links.toml`). A path is *exposure* when it starts on the side of who is owed, borrows or issues,
and each later hop names the contract of an earlier one; else it is a mere association.
"""

from collections.abc import Iterator

from ..view.view import View
from .answer import PathAnswer, Searched, check_hops, ends_of, find_paths
from .asked import PathError, check_ends, check_through, unheard
from .bounds import Rows, Stopped, Table
from .circles import Circle, circles, hosts_of_rivals, linked_often
from .denials import denials
from .ends import ANYBODY, ANYTHING, Ends, Least, Side, Through
from .hops import link_class
from .index import index
from .misses import NearMiss
from .path import Belonging, Hop, Joint, Path
from .rules import MOST_HOPS, rules, strength
from .search import Wanted, search

__all__ = [
    "ANYBODY", "ANYTHING", "MOST_HOPS", "Belonging", "Circle", "Ends", "Hop", "Joint", "Least", "NearMiss",
    "Path", "PathAnswer", "PathError", "Rows", "Searched", "Side", "Stopped", "Table", "Through",
    "check_ends", "check_hops", "check_through", "circles", "denials", "ends_of", "find_paths", "hops_from",
    "hosts_of_rivals", "link_class", "linked_often", "paths", "rules", "strength", "unheard",
]  # fmt: skip


def hops_from(view: View, actor: str) -> Iterator[Hop]:
    """All links of an actor."""
    return index(view).links(actor)


def paths(view: View, start: str, ends: frozenset[str], max_hops: int) -> list[Path]:
    """All exposure paths from an actor to any of `ends` in at most `max_hops` hops, the firmest first."""
    wanted = Wanted(Side(frozenset({start}), described=False), Side(ends), min(max_hops, MOST_HOPS))
    return search(view, wanted).paths
