"""GLEIF: golden copies (CSV) and answers of its API (JSON) as the same few columns."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ...documents.errors import DocumentError, words_of
from ..formats.json import parsed

_RECORDS = ("LEI", "Legal name", "Other names", "Country", "Seat", "Status")
_RELATIONSHIPS = ("Child", "Parent", "Type", "Status", "Since", "Until")
#: Columns of the golden copies, in the order of ours.
_OF_RECORD = (
    "LEI", "Entity.LegalName", "Entity.OtherEntityNames.OtherEntityName.", "Entity.LegalAddress.Country",
    "Entity.HeadquartersAddress.City", "Entity.EntityStatus",
)  # fmt: skip
_OF_RELATIONSHIP = (
    "Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID", "Relationship.RelationshipType",
    "Relationship.RelationshipStatus",
)  # fmt: skip
#: Columns of a period, numbered from 1 to 5; the first of the type below says since when and until when.
_PERIOD, _LIVE = "Relationship.Period.{}.{}", "RELATIONSHIP_PERIOD"
_DAY = re.compile(r"(?:^|[^0-9])(20[0-9]{2})-?([01][0-9])-?([0-3][0-9])(?:[^0-9]|$)")
_BETWEEN = " | "


def rows(
    table: str, files: Sequence[Path], beside: Sequence[Path], read: Callable[[Path], Iterator[list[str]]]
) -> Iterator[list[str]]:  # fmt: skip
    """The records or relationships in some files, each once."""
    header = _RECORDS if table == "records" else _RELATIONSHIPS
    yield list(header)
    known: set[tuple[str, ...]] = set()
    for file in files:
        found = _answers(table, file) if file.suffix.lower() == ".json" else _copied(table, file, read(file))
        for row in found:
            key = tuple(row[:1] if table == "records" else row[:3])
            if key not in known:
                known.add(key)
                yield row


def vintage(file: Path) -> str | None:
    """The day of the golden copy: in an answer's own words, else in the file's name."""
    if file.suffix.lower() == ".json":
        try:
            day = parsed(file)["meta"]["goldenCopy"]["publishDate"]
        except (KeyError, TypeError):
            return None
        return day[:10] if isinstance(day, str) else None
    named = _DAY.search(file.name)
    return "-".join(named.groups()) if named else None


def _answers(table: str, file: Path) -> Iterator[list[str]]:
    data = parsed(file)
    told = data.get("data") if isinstance(data, dict) else None
    wanted = "lei-records" if table == "records" else "relationship-records"
    for number, one in enumerate(told if isinstance(told, list) else [told] if told else [], 1):
        try:
            if one["type"] == wanted:
                yield _record(one["attributes"]) if table == "records" else _relationship(one["attributes"])
        except (AttributeError, KeyError, TypeError) as error:
            what = f"record {number}: is not as the API gives them ({words_of(error)})"
            raise DocumentError(file, what, "Fetch the file anew") from error


def _record(told: dict[str, Any]) -> list[str]:
    entity = told["entity"]
    other = _BETWEEN.join(name["name"] for name in entity.get("otherNames") or ())
    head, legal = entity.get("headquartersAddress") or {}, entity.get("legalAddress") or {}
    name = entity["legalName"]["name"]
    if not isinstance(name, str) or not isinstance(told["lei"], str):
        raise TypeError("a legal name or an LEI is missing")
    return [told["lei"], name, other, legal.get("country") or "", head.get("city") or "", entity.get("status") or ""]


def _relationship(told: dict[str, Any]) -> list[str]:
    said = told["relationship"]
    periods = [p for p in said.get("periods") or () if p.get("type") == "RELATIONSHIP_PERIOD"]
    since, until = (_day(periods[0].get(key)) if periods else "" for key in ("startDate", "endDate"))
    return [said["startNode"]["id"], said["endNode"]["id"], said["type"], said.get("status") or "", since, until]


def _day(moment: str | None) -> str:
    return (moment or "")[:10]


def _copied(table: str, file: Path, lines: Iterator[list[str]]) -> Iterator[list[str]]:
    """A golden copy's own columns."""
    header, wanted = next(lines), _OF_RECORD if table == "records" else _OF_RELATIONSHIP
    places = [
        [at for at, name in enumerate(header) if name == w or (w[-1] == "." and _is_one(name, w))] for w in wanted
    ]
    for name, found in zip(wanted, places, strict=True):
        if not found and name[-1] != ".":
            raise DocumentError(file, f"has no column {name!r}", "Check that this is a golden copy of this level")
    periods = _periods(file, header) if table == "relationships" else []
    for row in lines:
        cells = [_BETWEEN.join(row[at] for at in found if row[at]) for found in places]
        live = next((period for period in periods if row[period[0]] == _LIVE), None)
        yield (
            cells
            if table == "records"
            else [*cells, *(_day(row[at]) for at in live[1:])]
            if live
            else [*cells, "", ""]
        )


def _periods(file: Path, header: list[str]) -> list[tuple[int, int, int]]:
    """Where type, start and end of each period stand. Raises DocumentError if there is none."""
    names = [[_PERIOD.format(n, part) for part in ("periodType", "startDate", "endDate")] for n in range(1, 6)]
    found = [(header.index(a), header.index(b), header.index(c)) for a, b, c in names if {a, b, c} <= set(header)]
    if not found:
        raise DocumentError(file, f"has no column {names[0][0]!r}", "Check that this is a golden copy of this level")
    return found


def _is_one(name: str, start: str) -> bool:
    return name.startswith(start) and name[len(start) :].isdigit()
