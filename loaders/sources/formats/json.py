"""JSON: a list of objects, an object of objects, GeoJSON features, or an object a line. Numbers keep their digits."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ...documents.errors import DocumentError, system_error

#: Bytes of a file that is parsed as a whole. An object a line has no such limit.
_LIMIT = 300_000_000
_LINES = frozenset([".jsonl", ".ndjson"])
_SHAPES = "Tables in JSON are a list of objects, an object of objects, GeoJSON, or an object a line (.jsonl)"


def read_json(path: Path) -> Iterator[list[str]]:
    """The rows of a file, the header first: all keys in the order in which they first stand.

    Objects within objects become columns with a dot (`properties.name`), lists of plain values are joined with
    `; `. Raises DocumentError.
    """
    if path.suffix.lower() in _LINES:
        header = _header(_lines(path))
        yield header
        for record in _lines(path):
            yield [record.get(column, "") for column in header]
        return
    records = [dict(_flat(record)) for record in _records(path, parsed(path))]
    header = _header(records)
    yield header
    for record in records:
        yield [record.get(column, "") for column in header]


def parsed(path: Path) -> Any:
    """What a JSON file holds, numbers as they are written. Raises DocumentError."""
    try:
        if path.stat().st_size > _LIMIT:
            raise DocumentError(path, f"is larger than {_LIMIT:,} bytes", "Write an object a line, as .jsonl")
        return _decoded(path, path.read_bytes().decode("utf-8-sig"), "")
    except OSError as error:
        raise system_error(path, error) from error
    except UnicodeDecodeError as error:
        raise DocumentError(path, f"is not UTF-8 at byte {error.start}", "Fetch the file anew") from error


def _decoded(path: Path, text: str, where: str) -> Any:
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        what = f"{where}cannot be read as JSON ({error})"
        raise DocumentError(path, what, "Fetch the file anew: this one is cut off or damaged") from error


def _lines(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    record = _decoded(path, line, f"line {number}: ")
                    if not isinstance(record, dict):
                        raise DocumentError(path, f"line {number}: is no object", _SHAPES)
                    yield dict(_flat(record))
    except OSError as error:
        raise system_error(path, error) from error
    except UnicodeDecodeError as error:
        raise DocumentError(path, "is not UTF-8", "Convert it to UTF-8") from error


def _records(path: Path, data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict) and isinstance(data.get("features"), list):
        data = data["features"]
    if isinstance(data, dict):
        inner = [value for value in data.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        data = (
            inner[0] if len(inner) == 1 else list(data.values())
        )  # as answers of an API have it: {"results": [...]}
    found = data
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise DocumentError(path, "holds no table", _SHAPES)
    return found


def _flat(record: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield above + key, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        plain = [_text(one) for one in value if not isinstance(one, list | dict)]
        return "; ".join(plain) if len(plain) == len(value) else json.dumps(value, ensure_ascii=False)
    return str(value)


def _header(records: Iterable[dict[str, str]]) -> list[str]:
    return list(dict.fromkeys(key for record in records for key in record))
