"""Decisions of people in a file: JSON Lines, or what `wattgraph review --json` prints with decisions written in."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .contract import is_damaged
from .documents import Content, DocumentError
from .documents.decoding import text_of
from .documents.files import content_of, refuse_large
from .jsonlines import json_lines

VERBS = ("accept", "reject", "correct")
#: The fields of a decision; the others of an item that the list prints are passed over.
_OWN = ("id", "decision", "fact", "set", "author", "reason")
_SHOWN = ("state", "document", "reasons", "sentence", "quote", "offset", "statement", "number", "recorded")
_LIMIT = 500_000_000
_AGAIN = "Write what 'wattgraph review --json' prints, with decisions in it"


@dataclass(frozen=True)
class GivenDecision:
    """A decision as a file gives it. `changes`: flat fields in which a correction differs from the item's fact."""

    id: str
    verb: str
    fact: Mapping[str, Any] | None = None
    changes: Mapping[str, str] = field(default_factory=dict)
    author: str | None = None
    reason: str | None = None


def read_decisions(path: Path | None) -> list[GivenDecision]:
    """The decisions of a file, or of standard input; items without one are passed over.

    Raises DocumentError, which names the line, for a file that is none.
    """
    shown = path or Path("standard input")
    text = text_of(content_of(path, _LIMIT) if path else _input(shown))
    found = [given for where, row in _rows(shown, text) if (given := _given(shown, where, row))]
    if not found:
        raise DocumentError(shown, "holds no decision", 'Give each a "decision": "accept", "reject" or "correct"')
    return found


def _input(name: Path) -> Content:
    data = sys.stdin.buffer.read(_LIMIT + 1)
    refuse_large(name, len(data), _LIMIT)
    return Content(name, data)


def _rows(path: Path, text: str) -> Iterator[tuple[str, Any]]:
    """Each object with where it stands."""
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        if not _begins_lines(text):
            what = f"line {error.lineno}, column {error.colno}: no JSON ({error.msg})"
            raise DocumentError(path, what, _AGAIN) from error
        yield from ((f"line {number}", row) for number, row in json_lines(path, text, _AGAIN))
        return
    except RecursionError as error:
        raise DocumentError(path, "is nested too deep", _AGAIN) from error
    rows = whole.get("items", [whole]) if isinstance(whole, dict) else whole
    if not isinstance(rows, list):
        raise DocumentError(path, "holds no list of items", _AGAIN)
    yield from ((f"item {number}", row) for number, row in enumerate(rows, 1))


def _begins_lines(text: str) -> bool:
    """Whether the first line is a value by itself."""
    try:
        json.loads(text.lstrip().partition("\n")[0])
    except ValueError:
        return False
    return True


def _given(path: Path, where: str, row: Any) -> GivenDecision | None:
    if not isinstance(row, dict):
        raise DocumentError(path, f"{where}: no JSON object", _AGAIN)
    for name in row:
        if name not in (*_OWN, *_SHOWN):
            raise DocumentError(path, f"{where}, {name}: there is no such field", f"The fields are {', '.join(_OWN)}")
    verb = row.get("decision")
    if verb is None:
        return None
    if verb not in VERBS:
        raise DocumentError(path, f"{where}, decision: {verb!r} is none", "Write accept, reject or correct")
    texts = {name: row.get(name) for name in ("id", "author", "reason")}
    for name, said in texts.items():
        if (said is not None or name == "id") and (not isinstance(said, str) or is_damaged(said)):
            raise DocumentError(path, f"{where}, {name}: {said!r} is no text", "Write it in quotes")
    fact, changes = row.get("fact"), row.get("set") or {}
    if not isinstance(fact, dict | None):
        raise DocumentError(path, f"{where}, fact: no JSON object", "Give a fact as 'wattgraph extract' prints it")
    if not isinstance(changes, dict) or not all(isinstance(said, str) for said in changes.values()):
        raise DocumentError(path, f"{where}, set: no object of texts", 'Write {"kind": "lease"}')
    return GivenDecision(
        texts["id"] or "", verb, None if changes else fact, changes, texts["author"], texts["reason"]
    )
