"""A made-up source, its table, and a ledger to load it into; and the data pack, loaded once for all tests."""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from wattgraph.api.sources.loading import Loaded, load
from wattgraph.api.store import Store
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.ledger.records import StoredStatement
from wattgraph.graph.view import Node, View
from wattgraph.loaders.documents import DocumentError
from wattgraph.loaders.sources import defined

#: Source of the data pack -> its folder there.
WHERE = {
    "wri": "power", "eia860": "power", "epoch": "sites", "im3": "sites", "sec": "firms", "sp500": "firms",
    "gleif": "lei/data",
}  # fmt: skip
MAPPING = """\
[source]
name = "parks"
title = "Parks"
publisher = "Northmoor Survey"
licence = "CC0-1.0"

[tables.parks]
key = "{id}"

[tables.parks.things.holder]
class = "Firm"
key = "holder/{holder}"
name = "holder"

[tables.parks.things.park]
class = "Site"
name = "name"
kind = { column = "type", words = { wind = "powerPlant", servers = "dataCenter" } }
latitude = "lat"
longitude = "lon"
start = "since"
owner = { thing = "holder" }

[tables.parks.things.capacity]
class = "Capacity"
unless = { "power (MW)" = ["", "0"] }
kind = { word = "existing", by = "power (MW)" }
power = "power (MW)"
site = { thing = "park" }
"""
TABLE = """\
id,name,type,lat,lon,since,holder,power (MW)
p1,Alder Bluff,wind,41.69,-86.46,2019-04,Northmoor,340.50
p2,Larkton Hall,servers,41.7,-86.5,2026-03-01,Brindle AI,120
p3,Quillback,wind,,,,Northmoor,0
"""


class Desk:
    """A folder with a mapping and a table, and a ledger for what they say."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mapping, self.table = folder / "mapping.toml", folder / "parks.csv"
        self.mapping.write_text(MAPPING)
        self.table.write_text(TABLE)
        self.ledger = Ledger(folder / "test.db", create=True)

    def edit(self, old: str, new: str) -> None:
        """Changes words of the mapping."""
        text = self.mapping.read_text()
        assert old in text
        self.mapping.write_text(text.replace(old, new))

    def load(self, path: Path | None = None, **options: Any) -> Loaded:
        """Loads the table, or another path, by the mapping as it is now."""
        return load(self.ledger, defined(self.mapping), path or self.table, **options)

    def refusal(self, path: Path | None = None, **options: Any) -> str:
        """The message of a load that must be refused, and must leave the ledger as it was."""
        before = self.ledger.dump_hash(), self.ledger.counts()
        with pytest.raises(DocumentError) as caught:
            self.load(path, **options)
        assert (self.ledger.dump_hash(), self.ledger.counts()) == before
        return str(caught.value)

    def said(self, prop: str) -> list[str]:
        """The values of a property that hold, sorted; a quantity as its words."""
        return sorted(
            s.object.split(" ", 4)[-1] if s.object.startswith("[") else s.object
            for s in self.ledger.statements()
            if s.property == prop and isinstance(s.object, str)
        )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A mapping, a table and an empty ledger."""
    made = Desk(tmp_path)
    yield made
    made.ledger.close()


@pytest.fixture
def archive(tmp_path: Path) -> Callable[..., Path]:
    """`archive(("inner.csv", text), ...)` packs a ZIP archive."""
    import zipfile

    def pack(*members: tuple[str, str], name: str = "parks.zip") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            for inner, text in members:
                made.writestr(inner, text)
        return path

    return pack


@pytest.fixture
def restated(shared: Path, root: Path) -> set[tuple[str, str]]:
    """(center, day) of which two releases of Epoch give facility power that cannot round to one, by the files."""
    keys = tomllib.loads((root / "loaders" / "sources" / "epoch" / "keys.toml").read_text())["names"]
    told: list[dict[tuple[str, str], float]] = []
    for release, form in (("2025-12", "%m/%d/%Y"), ("2026-07", "%Y-%m-%d")):
        power: dict[tuple[str, str], float] = {}
        path = shared / "data" / "sites" / f"epoch_{release}" / "data_center_timelines.csv"
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                name, day = row["Data center"], datetime.strptime(row["Date"], form)
                power[keys.get(name, name), f"{day:%Y-%m-%d}"] = float(row["Power (MW)"] or 0)
        told.append({at: megawatts for at, megawatts in power.items() if megawatts})
    old, new = told
    return {at for at in old.keys() & new.keys() if abs(old[at] - new[at]) > 0.55}


class Pack:
    """The pack in a ledger, with its view and what each record is said to be."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.view: View = store.view()
        self.mentions = self.view.snapshot.mentions
        self.nodes: dict[tuple[str, str, str], Node] = {}
        for node in self.view.nodes.values():
            for member in node.mentions:
                if key := self.mentions[member].key:
                    self.nodes[node.kind, self.mentions[member].source or "", key] = node
        self.vintages = {d.id: d.appearance.vintage for d in self.view.documents.values()}
        self.said: defaultdict[str, list[StoredStatement]] = defaultdict(list)
        for statement in store.ledger.statements():
            self.said[statement.property].append(statement)

    def of(self, source: str, kind: str) -> list[Node]:
        """The nodes of a class that a source speaks of."""
        return list({n.id: n for (k, s, _), n in self.nodes.items() if (k, s) == (kind, source)}.values())

    def powers(self, site: Node) -> list[tuple[str, str, str, str]]:
        """(power, basis, kind, date) of the capacities of a site that the view shows."""
        return [
            (number(n), word(n, "basis"), word(n, "kind"), word(n, "date"))
            for n in self.view.of_kind("Capacity")
            if word(n, "site") == site.id and n.figure
        ]

    def key(self, mention: bytes) -> str:
        """The record of a mention."""
        return self.mentions[mention].key or ""

    def source(self, mention: bytes) -> str:
        """The source of a mention."""
        return self.mentions[mention].source or ""


def word(node: Node, prop: str) -> str:
    """What a view shows of a property, '' if nothing."""
    value = node.shown(prop)
    return "" if value is None else str(value.decoded)


def number(node: Node) -> str:
    """The figure of a node in its unit."""
    assert node.figure
    return f"{(node.figure.quantity.interval.lower or Decimal(0)).normalize():f}"


@pytest.fixture(scope="session")
def pack(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pack]:
    with Store(tmp_path_factory.mktemp("pack") / "pack.db") as store:
        for source, folder in WHERE.items():
            assert store.load_source(source, shared / "data" / folder).state == "loaded"
        yield Pack(store)
