"""The command sources, and how load takes the tables of one."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ..exits import INCOMPLETE, Misused
from . import console, options

if TYPE_CHECKING:
    from ..sources.face import Holding
    from ..sources.loading import Loaded


def sources(
    store: options.Store = options.STORE, wait: options.Wait = options.WAIT, as_json: options.AsJson = False
) -> None:
    """List the sources of open data, with their licences and what the ledger holds of them."""
    found = _holdings(store, wait)
    if as_json:
        console.say_json([_data(one) for one in found])
        return
    rows = [[one.name, one.title, one.licence, _state(one)] for one in found]
    console.say_rows(["name", "title", "licence", "held"], rows)


def _holdings(place: Path, wait: float) -> "list[Holding]":
    from ..sources.face import holdings
    from ..store import Store

    if not place.exists():
        return sorted(holdings(None), key=lambda one: one.name)
    with Store(place, create=False, wait=wait) as opened:
        return opened.sources()


def _state(one: "Holding") -> str:
    return ", ".join(release or "a copy" for release in sorted(one.releases)) or "not loaded"


def _data(one: "Holding") -> dict[str, Any]:
    return {
        "name": one.name, "title": one.title, "publisher": one.publisher, "address": one.address,
        "licence": one.licence, "attribution": one.attribution, "shipped": one.shipped, "loaded": one.loaded,
        "releases": [{"vintage": name or None, "documents": count} for name, count in sorted(one.releases.items())],
    }  # fmt: skip


def load_tables(
    source: str, paths: list[str], vintage: str | None, published: str | None, strict: bool, place: Path, wait: float,
    as_json: bool,
) -> None:  # fmt: skip
    """Loads the tables of a source at each path and says what came of it."""
    from ..sources.face import found
    from ..store import Store, appearance

    if options.STDIN in paths:
        raise Misused("a source is loaded from files; name a file or a folder")
    dated = appearance(published=published).published
    definition = found(source)  # a name that is none, or a definition that is wrong, makes no ledger
    if vintage and definition.vintages and definition.vintage(vintage) is None:
        read_as = definition.vintages[-1].name
        console.note(f"{definition.name} {vintage} is not known: read as {read_as}, and its figures are not checked")
    with _unless_failed(place), Store(place, wait=wait) as opened:
        with console.counter("reading", "rows") as told:
            loaded = [
                opened.load_source(source, path, vintage=vintage, published=dated, progress=told) for path in paths
            ]  # fmt: skip
        with console.progress("making ready for questions"):
            opened.view()
    _tell(loaded, place, as_json)
    if strict and any(one.quarantined for one in loaded):
        raise typer.Exit(INCOMPLETE)


@contextmanager
def _unless_failed(place: Path) -> Iterator[None]:
    """Removes a ledger that was made for a load of which nothing came."""
    from ...graph.ledger import LedgerError

    there = place.exists()
    try:
        yield
    except BaseException:
        with suppress(OSError, LedgerError):
            if not there and _is_empty(place):
                place.unlink()
        raise


def _is_empty(place: Path) -> bool:
    from ...graph.ledger import Ledger

    with Ledger(place) as ledger:
        return not ledger.counts()["documents"]


def _tell(loaded: "list[Loaded]", place: Path, as_json: bool) -> None:
    refused = sum(one.quarantined for one in loaded)
    if refused:
        console.note(
            f"{console.counted(refused, 'statement')} in quarantine; 'wattgraph review --store {place}' says why"
        )
    if as_json:
        console.say_json([_outcome(one) for one in loaded])
        return
    for one in loaded:
        tables = ", ".join(dict.fromkeys(f"{t.name} {t.vintage or ''}".strip() for t in one.tables))
        if one.state == "unchanged":
            console.say(f"{one.source}: held already ({tables})")
        else:
            closed = f", {console.counted(one.closed, 'statement')} closed" if one.closed else ""
            said = console.counted(one.asserted, "new statement")
            console.say(f"{one.source}: {console.counted(one.rows, 'row')} of {tables}; {said}{closed} in {place}")


def _outcome(one: "Loaded") -> dict[str, Any]:
    return {
        "source": one.source, "state": one.state, "rows": one.rows, "asserted": one.asserted, "closed": one.closed,
        "quarantined": one.quarantined,
        "tables": [{"table": t.name, "vintage": t.vintage, "files": [str(f) for f in t.files]} for t in one.tables],
    }  # fmt: skip


COMMANDS = (sources,)
