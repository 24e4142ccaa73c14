"""Judgements in a file, as `wattgraph judgements export` writes them: JSON Lines, one judgement a line."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .contract import is_damaged
from .documents import DocumentError
from .documents.decoding import text_of
from .documents.files import content_of
from .jsonlines import json_lines

#: What may be judged of a pair, and what takes a judgement back.
VERBS = ("same", "different", "unsure", "nearDuplicate")
WITHDRAW = "withdraw"
_NEEDED = ("id", "verb", "author", "time", "reason")
_IDS = re.compile(r"[0-9a-f]{32}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_LIMIT = 500_000_000
_AGAIN = "Write the file with 'wattgraph judgements export'"


@dataclass(frozen=True)
class GivenJudgement:
    """One line: ids in hexadecimal; of a withdrawal `of` instead of `one` and `other`."""

    line: int
    id: str
    verb: str
    one: str | None
    other: str | None
    of: str | None
    author: str
    time: str
    reason: str


def read_judgements(path: Path) -> list[GivenJudgement]:
    """The judgements of a file, in its order. Raises DocumentError, which names the line, for one that is none."""
    text = text_of(content_of(path, _LIMIT))
    return [_given(path, number, row) for number, row in json_lines(path, text, _AGAIN)]


def _given(path: Path, number: int, row: Any) -> GivenJudgement:
    if not isinstance(row, dict):
        raise DocumentError(path, f"line {number}: no JSON object", _AGAIN)
    verb = row.get("verb")
    if verb not in (*VERBS, WITHDRAW):
        raise DocumentError(path, f"line {number}, verb: {verb!r} is none", f"Write {', '.join(VERBS)} or {WITHDRAW}")
    ends = ("of",) if verb == WITHDRAW else ("one", "other")
    for name in row.keys() ^ {*_NEEDED, *ends}:
        what = "there is no such field" if name in row else "it is missing"
        raise DocumentError(path, f"line {number}, {name}: {what}", _AGAIN)
    for name, said in row.items():
        if not isinstance(said, str) or is_damaged(said):
            raise DocumentError(path, f"line {number}, {name}: {said!r} is no text", "Write it in quotes")
        if name in ("id", *ends) and not _IDS.fullmatch(said):
            raise DocumentError(path, f"line {number}, {name}: {said!r} is no id", "An id is 32 hexadecimal digits")
    if not _TIME.fullmatch(row["time"]):
        raise DocumentError(path, f"line {number}, time: {row['time']!r} is none", "Write 2026-11-21T15:00:00Z")
    more = {name: row.get(name) for name in ("one", "other", "of")}
    return GivenJudgement(number, row["id"], verb, **more, author=row["author"], time=row["time"],
                          reason=row["reason"])  # fmt: skip
