"""Form EIA-860: whether a plant has listed owners stands in another table of the same release."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ..inputs import matching

_OWNERS = ("*eia860*owner*.csv", "4___Owner_*.csv", "4___Owner_*.xlsx")
_PLANT, _ADDED = "Plant Code", "Owners listed"


def rows(
    table: str, files: Sequence[Path], beside: Sequence[Path], read: Callable[[Path], Iterator[list[str]]]
) -> Iterator[list[str]]:  # fmt: skip
    """The rows of a table; those of plants with a column that the owner table fills, empty without that."""
    lines = read(files[0])
    if table != "plants":
        yield from lines
        return
    header = next(lines)
    yield [*header, _ADDED]
    listed = _listed(matching(beside, *_OWNERS), read)
    at = header.index(_PLANT) if _PLANT in header else -1
    for row in lines:
        yield [*row, "" if listed is None or at < 0 else "yes" if row[at].strip() in listed else "no"]


def _listed(files: Sequence[Path], read: Callable[[Path], Iterator[list[str]]]) -> set[str] | None:
    """The plants of which the owner table lists owners; None if that table is not there."""
    found: set[str] = set()
    for file in files:
        lines = read(file)
        header = next(lines)
        if _PLANT in header:
            at = header.index(_PLANT)
            found |= {row[at].strip() for row in lines}
    return found if files else None
