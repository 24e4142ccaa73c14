"""Epoch's data centers: releases name them by handle or title, and a table of keys says which are one."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

_NAMES = ("Handle", "Name", "Data center")


def rows(
    table: str, files: Sequence[Path], beside: Sequence[Path], read: Callable[[Path], Iterator[list[str]]]
) -> Iterator[list[str]]:  # fmt: skip
    """The rows of a file with the data center's key at their end."""
    lines = read(files[0])
    header = next(lines)
    yield [*header, "key"]
    at = next((header.index(name) for name in _NAMES if name in header), None)
    for row in lines:
        yield [*row, "" if at is None else _keys().get(row[at].strip(), row[at])]


@cache
def _keys() -> dict[str, str]:
    """Handle or former name -> the name in the newest release that this definition knows."""
    names: dict[str, str] = tomllib.loads(Path(__file__).with_name("keys.toml").read_text("utf-8"))["names"]
    return names
