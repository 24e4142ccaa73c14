"""JSON Lines: one JSON value a line, each with the number of its line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .documents import DocumentError


def json_lines(path: Path, text: str, remedy: str, **options: Any) -> Iterator[tuple[int, Any]]:
    """The value of each line that is not blank. `options` as of `json.loads`.

    Raises DocumentError, which names line and column, for a line that is no JSON.
    """
    for number, written in enumerate(text.split("\n"), 1):
        if not written.strip():
            continue
        try:
            yield number, json.loads(written, **options)
        except json.JSONDecodeError as error:
            what = f"line {number}, column {error.colno}: no JSON ({error.msg})"
            raise DocumentError(path, what, remedy) from error
        except (ValueError, RecursionError) as error:
            raise DocumentError(path, f"line {number}: no JSON ({error})", remedy) from error
