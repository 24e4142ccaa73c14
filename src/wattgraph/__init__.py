"""Wattgraph: who lends whom how much, to build which megawatts, for whom, and who says so.

import wattgraph

with wattgraph.open("my.db") as store:
    store.load(["articles/"])
    print(store.query("{ deals(first: 10) { totalCount } }"))
"""

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .api.store import Store

    __version__: str

__all__ = ["__version__", "open"]


def open(path: "str | PathLike[str]" = "wattgraph.db", create: bool = True) -> "Store":
    """The store at `path`, a new one if there is none and `create`.

    Raises LedgerError and its kinds (`wattgraph.graph.ledger`): no ledger, a locked, damaged or newer one.
    """
    from .api.store import Store

    return Store(path, create=create)


def __getattr__(name: str) -> str:
    if name == "__version__":
        from importlib.metadata import version

        return version("wattgraph")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
