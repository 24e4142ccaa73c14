"""A made-up source, its table, and a ledger to load it into."""

import csv
import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from wattgraph.api.sources.loading import Loaded, load
from wattgraph.graph.ledger import Ledger
from wattgraph.loaders.documents import DocumentError
from wattgraph.loaders.sources import defined

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
