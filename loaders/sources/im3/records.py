"""The IM3 atlas: GeoJSON features without an id; a point's coordinates become columns, an outline's do not."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ...documents.errors import DocumentError, words_of
from ..formats.json import parsed

_COLUMNS = ("state_abb", "county", "operator", "name", "sqft", "type")


def rows(
    table: str, files: Sequence[Path], beside: Sequence[Path], read: Callable[[Path], Iterator[list[str]]]
) -> Iterator[list[str]]:  # fmt: skip
    """The features of a file, each with a key of what it says: the same in both files."""
    yield [*_COLUMNS, "latitude", "longitude", "key"]
    seen: Counter[str] = Counter()
    for number, feature in enumerate(_features(files[0]), 1):
        try:
            told = feature["properties"]
            cells = ["" if told[column] is None else str(told[column]) for column in _COLUMNS]
            point = _point(feature)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            what = f"feature {number}: is not as the atlas has them ({words_of(error)})"
            raise DocumentError(files[0], what, "Check that this is the right file") from error
        key = "/".join(cells)
        seen[key] += 1
        yield [*cells, *point, f"{key}/{seen[key]}"]


def _features(path: Path) -> list[dict[str, Any]]:
    data = parsed(path)
    if not isinstance(data, dict) or not isinstance(data.get("features"), list):
        raise DocumentError(path, "holds no GeoJSON features", "Check that this is the right file")
    found: list[dict[str, Any]] = data["features"]
    return found


def _point(feature: dict[str, Any]) -> tuple[str, str]:
    """Latitude and longitude, empty for an outline."""
    geometry = feature.get("geometry") or {}
    if geometry.get("type") != "Point":
        return "", ""
    longitude, latitude = geometry["coordinates"][:2]
    return str(latitude), str(longitude)
