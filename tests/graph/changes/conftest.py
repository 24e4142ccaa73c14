"""Releases of an invented timeline of campuses, put through the gate as a source's loader would."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pytest

from wattgraph.graph.ledger import Ledger
from wattgraph.graph.view import Node, View
from wattgraph.schema.statement import Statement


class Row(NamedTuple):
    """A line of a timeline: at this day the campus has so many buildings and megawatts."""

    site: str
    day: str
    megawatts: str
    buildings: int | None = None
    basis: str = "facility"
    planned: bool = False


#: `release("2026-07", Row(...), ...)` loads a table; rows without a day tell what stands at its publication.
Release = Callable[..., None]


@pytest.fixture
def release(text: Callable[..., Any], ledger: Ledger) -> Release:
    def load(published: str, *rows: Row, **more: str) -> None:
        loaded(text, ledger, published, rows, **more)

    return load


def loaded(
    text: Callable[..., Any], ledger: Ledger, published: str, rows: Sequence[Row], series: str = "parks/timelines",
    form: str = "",
) -> None:  # fmt: skip
    """Loads a release. `form`: how it writes days in its keys, so that one day has another key in another release."""
    lines = [f"[{r.site}: {r.day} {r.buildings} buildings, {r.megawatts} MW of {r.basis}, open]" for r in rows]
    page = text(" ".join([f"Table of {published}.", *lines]), loader="source/parks")
    for row in rows:
        site = page.record("parks", row.site, "Site")
        if not page.things[site.id].statements:
            page.say(site, "name", row.site, row.site)
        fill(page, row, page.record("parks", f"{row.site}#{form}{row.day}/{row.basis}", "Capacity"), site)
    page.into(ledger, series=series, vintage=published, published=published)
    assert ledger.quarantine() == []


def fill(page: Any, row: Row, capacity: Any, site: Any) -> None:
    """What a line says of its capacity."""
    how = {"modality": "projected", "status": "planned"} if row.planned else {"status": "operational"}
    page.say(capacity, "kind", "planned" if row.planned else "existing", "open", **how)
    page.say(capacity, "power", page.quantity(f"{row.megawatts} MW"), f"{row.megawatts} MW", **how)
    page.say(capacity, "measure", "total", "open", **how)
    page.say(capacity, "basis", row.basis, row.basis, **how)
    page.say(capacity, "site", site.id, row.site, **how)
    if row.day:
        page.say(capacity, "date", row.day, row.day, **how)
    if row.buildings is not None:
        at = page.text.index(f"{row.buildings} buildings")
        number = page.document.span(at, at + len(str(row.buildings)), "value")
        said = Statement(capacity.id, "buildings", str(row.buildings), (number,), **how)  # type: ignore[arg-type]
        page.things[capacity.id].statements.append(said)


@pytest.fixture
def of_site() -> Callable[[View, str], list[Node]]:
    """The capacities of a site that a view lists, by their days."""

    def find(view: View, name: str) -> list[Node]:
        found = [n for n in view.of_kind("Capacity") if view.name(n.word("site") or "") == name]
        return sorted(found, key=lambda n: n.word("date") or "")

    return find
