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
    from .loaders.fetching.downloads import Downloaded, Downloader
    from .loaders.fetching.fetching import FileProgress

    __version__: str

__all__ = ["__version__", "fetch", "open"]


def open(path: "str | PathLike[str]" = "wattgraph.db", create: bool = True) -> "Store":
    """The store at `path`, a new one if there is none and `create`.

    Raises LedgerError and its kinds (`wattgraph.graph.ledger`): no ledger, a locked, damaged or newer one.
    """
    from .api.store import Store

    return Store(path, create=create)


def fetch(
    source: str, folder: "str | PathLike[str] | None" = None, progress: "FileProgress | None" = None,
    downloader: "Downloader | None" = None,
) -> "list[Downloaded]":  # fmt: skip
    """The files of a data source in a folder, which is called like the source if none is given.

    `progress(file, done, total)` is called now and then, with bytes. Raises SourceUnknown
    (`wattgraph.loaders.sources`); SourceError (`wattgraph.loaders.fetching.remote`); NotFetched (`.fetching`) in the
    end, if files are missing.
    """
    from pathlib import Path

    from .loaders.fetching.fetching import NotFetched, fetch_files
    from .loaders.fetching.remote import remote_files

    fetched = fetch_files(remote_files(source), Path(folder or source), downloader, progress)
    if fetched.errors:
        raise NotFetched(fetched)
    return fetched.files


def __getattr__(name: str) -> str:
    if name == "__version__":
        from importlib.metadata import version

        return version("wattgraph")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
