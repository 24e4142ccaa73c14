"""Inputs: which files of a path are which tables, of which release."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wattgraph.loaders.documents import DocumentError
from wattgraph.loaders.sources import source
from wattgraph.loaders.sources.inputs import tables


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """`folder("a/b.csv", ...)` makes these files, with nothing but a header in them."""

    def make(*names: str) -> Path:
        for name in names:
            path = tmp_path / "pack" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("id\n")
        return tmp_path / "pack"

    return make


def found(name: str, path: Path, vintage: str | None = None) -> list[tuple[str, str | None, list[str]]]:
    """(table, release, names of files) at a path."""
    return [(t.name, t.vintage, [f.name for f in t.files]) for t in tables(source(name), path, vintage)]


def test_a_folder_of_releases(folder: Callable[..., Path]) -> None:
    path = folder(
        "epoch_2026-07/data_centers.csv", "epoch_2026-07/data_center_timelines.csv", "epoch_2026-07/gpu_clusters.csv",
        "epoch_2025-12/data_centers.csv", "notes.md", ".git/data_centers.csv",
    )  # fmt: skip
    assert found("epoch", path) == [
        ("centers", "2025-12", ["data_centers.csv"]),
        ("centers", "2026-07", ["data_centers.csv"]),
        ("timelines", "2026-07", ["data_center_timelines.csv"]),
    ]


def test_the_nearest_word_of_a_path_tells_the_release(folder: Callable[..., Path]) -> None:
    path = folder("moved_2025-12/epoch_2026-07/data_centers.csv", "2019-2020/2___Plant_Y2020.csv")
    assert found("epoch", path) == [("centers", "2026-07", ["data_centers.csv"])]
    assert found("epoch", path / "moved_2025-12" / "epoch_2026-07") == [("centers", "2026-07", ["data_centers.csv"])]
    assert found("eia860", path) == [("plants", "2020", ["2___Plant_Y2020.csv"])]


@pytest.mark.parametrize("name", ["12020", "2020-03", "20201", "3.2020.1"])
def test_a_release_is_a_word_of_its_own(folder: Callable[..., Path], name: str) -> None:
    path = folder(f"{name}/eia860_plant.csv")
    with pytest.raises(DocumentError, match=r"eia860_plant\.csv is of an unknown release.*--vintage NAME"):
        found("eia860", path)


def test_a_release_that_is_told(folder: Callable[..., Path]) -> None:
    path = folder("somewhere/data_centers.csv")
    with pytest.raises(DocumentError, match=r"known are 2025-12, 2026-04, 2026-07, and later ones can be named"):
        found("epoch", path)
    assert found("epoch", path, "2026-10") == [("centers", "2026-10", ["data_centers.csv"])]


def test_a_source_without_releases_has_copies(folder: Callable[..., Path]) -> None:
    path = folder("today/company_tickers.json")
    assert found("sec", path) == [("tickers", None, ["company_tickers.json"])]


def test_a_file_that_is_named_may_be_called_anything_if_the_source_has_one_table(folder: Callable[..., Path]) -> None:
    path = folder("tickers.json")
    assert found("sec", path / "tickers.json") == [("tickers", None, ["tickers.json"])]
    with pytest.raises(DocumentError, match=r"holds no table of sec.*company_tickers"):
        found("sec", path)


def test_the_files_of_one_table_may_be_one(folder: Callable[..., Path]) -> None:
    names = [f"lei_records_{n}.json" for n in range(3)]
    path = folder(*names, "direct-child-relationships_1.json")
    for name in names:
        (path / name).write_text('{"meta": {"goldenCopy": {"publishDate": "2026-05-15T00:00:00Z"}}, "data": []}')
    (path / "direct-child-relationships_1.json").write_text("[]")
    assert found("gleif", path) == [
        ("relationships", None, ["direct-child-relationships_1.json"]),
        ("records", "2026-05-15", names),
    ]


def test_a_link_within_its_folder_is_followed(folder: Callable[..., Path]) -> None:
    path = folder("2026-07/centers.txt")
    (path / "2026-07" / "data_centers.csv").symlink_to(path / "2026-07" / "centers.txt")
    assert found("epoch", path) == [("centers", "2026-07", ["data_centers.csv"])]


def test_files_of_the_same_contents_have_the_same_hash(folder: Callable[..., Path]) -> None:
    path = folder("a/wri_gppd_1.3.0_USA.csv", "b/wri_gppd_1.3.0_CAN.csv")
    one, other = tables(source("wri"), path)
    assert one.bytes_hash() == other.bytes_hash()
    (path / "b" / "wri_gppd_1.3.0_CAN.csv").write_text("id\n1\n")
    assert one.bytes_hash() != other.bytes_hash()


@pytest.mark.parametrize(
    ("name", "file", "text", "words"),
    [
        ("im3", "im3_datacenter.geojson", "[]", "holds no GeoJSON features"),
        ("im3", "im3_datacenter.geojson", '{"features": [{"properties": {}}]}', "feature 1: is not as the atlas has"),
        ("im3", "im3_datacenter.geojson", '{"features": [5]}', "feature 1: is not as the atlas has"),
        ("gleif", "lei_records_1.json", '{"data": [{"type": "lei-records"}]}', "record 1: is not as the API gives"),
        ("gleif", "lei_records_1.json", '{"data": ["x"]}', "record 1: is not as the API gives"),
        ("gleif", "lei_records_1.json", '{"data": 5}', "record 1: is not as the API gives"),
        ("gleif", "20260515-lei2-golden-copy.csv", "LEI,Name\n1,2\n", "has no column 'Entity.LegalName'"),
    ],
)
def test_a_file_that_a_module_cannot_read(tmp_path: Path, name: str, file: str, text: str, words: str) -> None:
    from wattgraph.loaders.sources.inputs import read

    path = tmp_path / file
    path.write_text(text)
    (table,) = tables(source(name), path)
    with pytest.raises(DocumentError) as caught:
        list(read(source(name), table, {}))
    assert str(caught.value).startswith(str(path))
    assert words in str(caught.value)
