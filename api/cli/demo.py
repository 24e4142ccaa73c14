"""The demonstration: the example articles in a new ledger, and what an analyst would ask of them."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from ..exits import Failed
from . import options

if TYPE_CHECKING:
    from ...schema.statement import Appearance, Document
    from ..store import Store

STORE = Path("wattgraph-demo.db")
PUBLISHER = "Wattgraph examples"
#: What the demo's documents are editions of: tells them from a user's own.
_SERIES = "examples/"
_REFERENCE = "reference/"


def demo(store: options.Store = STORE, wait: options.Wait = options.WAIT) -> None:
    """Load the example articles into a ledger of their own, and answer the first questions."""
    from ..store import Store
    from .page import Page
    from .report import report

    with Store(store, wait=wait) as opened:
        _refuse_foreign(opened)
        for document, shown in articles():
            opened.add(document, shown)
        report(opened, Page())


def _refuse_foreign(store: "Store") -> None:
    """Raises Failed for a ledger that holds other documents: the demo adds to nobody's own."""
    for document in store.ledger.documents():
        series = document.appearance.series or ""
        if not series.startswith((_SERIES, _REFERENCE)):
            raise Failed(
                f"{store.path}: holds documents that are not the demo's; name a new file: "
                "wattgraph demo --store another.db"
            )


def articles() -> "Iterator[tuple[Document, Appearance]]":
    """The example articles, with their first lines as titles."""
    from ...loaders.documents import read_file
    from ..store import appearance

    for path in sorted(examples().glob("*.txt")):
        document = read_file(path)
        title = document.text.partition("\n")[0].strip()
        yield document, appearance(title=title, publisher=PUBLISHER, series=_SERIES + path.stem)


def examples() -> Path:
    """Their folder: in the installed package, or at the top of a working copy. Raises Failed."""
    package = Path(str(files(__package__.rpartition(".api")[0])))
    for top in (package, *package.parents[1:2]):
        if (top / "examples" / "articles").is_dir():
            return top / "examples" / "articles"
    raise Failed("the example articles are missing from this installation; install wattgraph anew with pip")


COMMANDS = (demo,)
