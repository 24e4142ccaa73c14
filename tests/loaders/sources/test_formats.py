"""Formats: the same table gives the same rows in each, and numbers keep their digits."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from wattgraph.loaders.documents import DocumentError
from wattgraph.loaders.sources.formats import rows

HEADER = ["id", "name", "power", "since", "old"]
BODY = [["p1", "Alder Bluff", "340.50", "2019-04", "true"], ["p2", "Quillback\t2", "120", "", "false"]]


def written(folder: Path, suffix: str) -> Path:
    """The table in a format."""
    path = folder / f"table{suffix}"
    if suffix in (".json", ".jsonl", ".geojson"):
        lines = []
        for row in BODY:
            since = json.dumps(row[3] or None)
            lines.append(
                f'{{"id": {json.dumps(row[0])}, "name": {json.dumps(row[1])}, "power": {row[2]}, "since": {since}, '
                f'"old": {row[4]}}}'
            )
        if suffix == ".geojson":
            features = ", ".join(f'{{"type": "Feature", "properties": {line}}}' for line in lines)
            path.write_text(f'{{"type": "FeatureCollection", "features": [{features}]}}')
        else:
            path.write_text("\n".join(lines) if suffix == ".jsonl" else f"[{', '.join(lines)}]")
    elif suffix == ".parquet":
        import pyarrow
        from pyarrow import parquet

        columns = {name: [row[at] or None for row in BODY] for at, name in enumerate(HEADER)}
        columns["power"] = [Decimal(row[2]) for row in BODY]
        parquet.write_table(pyarrow.table(columns | {"old": [row[4] == "true" for row in BODY]}), path)
    else:
        sign = {".csv": ",", ".tsv": "\t", ".txt": ";"}[suffix]
        lines = [sign.join(f'"{cell}"' if "\t" in cell else cell for cell in row) for row in [HEADER, *BODY]]
        path.write_bytes("\r\n".join(lines).encode("utf-8-sig" if suffix == ".csv" else "utf-8"))
    return path


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt", ".json", ".jsonl", ".geojson", ".parquet"])
def test_the_same_rows(tmp_path: Path, suffix: str) -> None:
    header, *found = rows(written(tmp_path, suffix), {})
    places = [header.index(f"properties.{name}" if suffix == ".geojson" else name) for name in HEADER]
    expected = [row[:] for row in BODY]
    if suffix == ".parquet":
        expected[1][2] = "120.00"  # its type has two places
    assert [[row[at] for at in places] for row in found] == expected


@pytest.mark.parametrize("digits", ["340.50", "0.1", "12345678901234567890.123456789", "1e400", "-0.0", "1E5"])
def test_a_number_in_json_keeps_its_digits(tmp_path: Path, digits: str) -> None:
    path = tmp_path / "table.json"
    path.write_text(f'[{{"mw": {digits}}}]')
    assert list(rows(path, {})) == [["mw"], [digits]]


def test_the_shapes_of_json(tmp_path: Path) -> None:
    path = tmp_path / "table.json"
    for text in ('[{"a": 1, "b": {"c": 2}}, {"d": [3, 4]}]', '{"0": {"a": 1, "b": {"c": 2}}, "1": {"d": [3, 4]}}'):
        path.write_text(text)
        assert list(rows(path, {})) == [["a", "b.c", "d"], ["1", "2", ""], ["", "", "3; 4"]]


def test_parquet_in_its_own_types(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    path = tmp_path / "table.parquet"
    parquet.write_table(
        pyarrow.table({
            "float": [0.1, 340.5, 1e22, float("nan"), 5.0, 1e-7], "day": [date(2026, 3, 1)] * 6,
            "moment": [datetime(2026, 3, 1, 0, 0)] * 6, "list": [["a", "b"]] * 6, "big": [Decimal("1E+3")] * 6,
            "whole": [7, None, 0, 1, 2, 3],
        }),
        path,
    )  # fmt: skip
    _, *found = rows(path, {})
    assert [row[0] for row in found] == ["0.1", "340.5", "10000000000000000000000", "", "5", "0.0000001"]
    assert found[0][1:] == ["2026-03-01", "2026-03-01", "a; b", "1000", "7"]
    assert found[1][5] == ""


def test_the_sign_between_columns_is_found_or_told(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a;b,c\n1;2,5\n")
    assert list(rows(path, {"delimiter": ";"})) == [["a", "b,c"], ["1", "2,5"]]
    path.write_text("a|b|c\n1|2|3\n")
    assert list(rows(path, {})) == [["a", "b", "c"], ["1", "2", "3"]]


def test_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("\na,b\n1,2\n\n3,4\n\n\n")
    assert list(rows(path, {})) == [["a", "b"], ["1", "2"], ["", ""], ["3", "4"]]


def test_an_encoding_that_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a\n")
    with pytest.raises(DocumentError, match="cannot be read in the encoding 'latin-99'"):
        list(rows(path, {"encoding": "latin-99"}))
