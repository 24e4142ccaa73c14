"""Sources on the command line: what there is, loading, leaving out, and the codes of what goes wrong."""

import json
import shutil
from pathlib import Path

import pytest

from .conftest import Command, dump

OK, USAGE, INCOMPLETE = 0, 2, 3
NAMES = ["eia860", "epoch", "gleif", "im3", "sec", "sp500", "wri"]


@pytest.fixture
def example(root: Path, home: Path) -> Path:
    """The example of a mapping, in the user's folder."""
    shutil.copytree(root / "examples" / "mapping", home / "survey")
    return Path("survey")


@pytest.fixture
def samples(root: Path) -> Path:
    """The folder of the shipped sources."""
    return root / "loaders" / "sources"


def test_sources_are_listed_before_anything_is_loaded(wattgraph: Command, home: Path) -> None:
    listed = wattgraph("sources", "--json")
    assert listed.code == OK
    found = {one["name"]: one for one in json.loads(listed.out)}
    assert list(found) == NAMES
    assert found["im3"]["licence"] == "ODbL-1.0"
    assert not any(one["loaded"] for one in found.values())
    assert list(home.iterdir()) == []
    words = wattgraph("sources").out
    assert all(name in words for name in NAMES)
    assert words.count("not loaded") == len(NAMES)


def test_what_is_loaded_is_listed(wattgraph: Command, samples: Path, example: Path) -> None:
    loaded = wattgraph("load", "--source", "wri", "--vintage", "2030", samples / "wri" / "sample")
    assert loaded.code == OK
    assert "wri: 4 rows of usa 2030; " in loaded.out
    assert wattgraph("load", "--source", "sec", "--vintage", "2030", samples / "sec" / "sample").code == OK
    assert wattgraph("load", "--mapping", example / "mapping.toml", example / "table.csv").code == OK
    found = {one["name"]: one for one in json.loads(wattgraph("sources", "--json").out)}
    assert found["wri"]["releases"] == [{"vintage": "2030", "documents": 1}]
    assert found["sec"]["releases"] == [{"vintage": "2030", "documents": 1}]
    own = found["lake-survey"]
    assert (own["shipped"], own["licence"], own["publisher"]) == (False, "CC0-1.0", "Northmoor Survey")
    assert "a copy" in wattgraph("sources").out


def test_loading_tells_what_came_of_it(wattgraph: Command, example: Path) -> None:
    command = ("load", "--mapping", example / "mapping.toml", example / "table.csv", "--json")
    (first,) = json.loads(wattgraph(*command).out)
    assert (first["source"], first["state"], first["rows"], first["quarantined"]) == ("lake-survey", "loaded", 4, 0)
    assert first["tables"] == [{"table": "sites", "vintage": None, "files": ["survey/table.csv"]}]
    (again,) = json.loads(wattgraph(*command).out)
    assert (again["state"], again["asserted"]) == ("unchanged", 0)
    assert "held already (sites)" in wattgraph(*command[:-1]).out


def test_strict(wattgraph: Command, samples: Path, home: Path) -> None:
    sample = (samples / "wri" / "sample" / "database_USA.csv").read_text()
    (home / "database_USA.csv").write_text(sample.replace("41.6901", "941.6901"))
    command = ("load", "--source", "wri", "--vintage", "2030", "database_USA.csv")
    loaded = wattgraph(*command)
    assert loaded.code == OK
    assert "1 statement in quarantine" in loaded.err
    assert wattgraph(*command, "--store", "other.db", "--strict").code == INCOMPLETE


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--source", "wry", "."), ("no source 'wry'; did you mean wri?", "epoch")),
        (("--source", "wri", "--mapping", "m.toml", "."), ("name two definitions; give one",)),
        (("--vintage", "2030", "."), ("--vintage is of a source",)),
        (("--mapping", "m.csv", "."), ("m.csv is no mapping",)),
        (("--source", "wri", "--publisher", "Me", "."), ("--publisher goes with articles",)),
        (("--source", "wri", "-"), ("a source is loaded from files",)),
        (("--source", "wri", "--published", "soon", "."), ("soon",)),
    ],
)
def test_a_wrong_command(
    wattgraph: Command, home: Path, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:  # fmt: skip
    wattgraph("load", *arguments).refused(USAGE, *words)
    assert list(home.iterdir()) == []


def test_bad_data(wattgraph: Command, example: Path) -> None:
    wattgraph("load", "--mapping", example / "mapping.toml", example / "table.csv")
    before = dump(Path("wattgraph.db"))
    table = example / "table.csv"
    table.write_text(table.read_text().replace("85000", '"85,000"'))
    command = ("load", "--mapping", example / "mapping.toml", table)
    wattgraph(*command).refused(
        INCOMPLETE, "survey/table.csv row 3, column 'load (kW)': '85,000'", "without the comma"
    )
    (example / "mapping.toml").write_text("[source]\nname = 'x'\n")
    wattgraph(*command).refused(INCOMPLETE, "survey/mapping.toml has no title in [source]")
    (example / "mapping.toml").unlink()
    wattgraph(*command).refused(INCOMPLETE, "survey/mapping.toml does not exist")
    wattgraph("load", "--source", "epoch", example).refused(INCOMPLETE, "survey holds no table of epoch")
    assert dump(Path("wattgraph.db")) == before


def test_leaving_out_a_source(wattgraph: Command, samples: Path) -> None:
    for name in ("im3", "sec"):
        assert wattgraph("load", "--source", name, "--vintage", "2030", samples / name / "sample").code == OK
    whole = wattgraph("export", "--format", "nquads").out
    assert "Larkton Campus" in whole
    for layer in ("im3", "ODbL-1.0"):
        rest = wattgraph("export", "--format", "nquads", "--without", layer)
        assert rest.code == OK
        assert "NORTHMOOR" in rest.out
        for trace in ("im3", "ODbL", "Larkton", "OpenStreetMap"):
            assert trace not in rest.out
    wattgraph("export", "--without", "osm").refused(USAGE, "no document is of 'osm'", "im3")


def test_a_release_that_is_not_known_is_told(wattgraph: Command, samples: Path) -> None:
    said = wattgraph("load", "--source", "wri", "--vintage", "2030", samples / "wri" / "sample")
    assert said.err == "wri 2030 is not known: read as 1.3.0, and its figures are not checked\n"


def test_a_load_of_which_nothing_came_leaves_no_ledger(wattgraph: Command, example: Path, home: Path) -> None:
    (example / "table.csv").write_text("no,name\n1,Alder\n")
    assert wattgraph("load", "--mapping", example / "mapping.toml", example / "table.csv").code == INCOMPLETE
    assert [path.name for path in home.iterdir()] == ["survey"]


def test_a_mapping_has_a_name_of_its_own(wattgraph: Command, example: Path) -> None:
    mapping = example / "mapping.toml"
    mapping.write_text(mapping.read_text().replace('"lake-survey"', '"wri"'))
    answer = wattgraph("load", "--mapping", mapping, example / "table.csv")
    answer.refused(INCOMPLETE, "mapping.toml", "calls itself wri", "Give it a name of its own")


def test_firms_of_sources_are_those_of_the_shipped_list(wattgraph: Command, home: Path) -> None:
    row = '{"0": {"cik_str": 789019, "ticker": "MSFT", "title": "MICROSOFT CORP"}}'
    (home / "company_tickers.json").write_text(row)
    assert wattgraph("load", "--source", "sec", "--vintage", "2030", "company_tickers.json").code == OK
    query = '{ firms(name: "Microsoft", first: 5) { nodes { id } } }'
    assert json.loads(wattgraph("query", query).out)["data"]["firms"]["nodes"] == [{"id": "microsoft"}]
