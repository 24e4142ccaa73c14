"""The dictionary of the tables: for people as Markdown, for programs as a Data Package (datapackage.org, 2.0)."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ...schema.words import one_line
from .tables import Column, Table

#: Types of columns -> those of a Table Schema.
_TYPES = {
    "text": "string", "number": "number", "integer": "integer", "real": "number", "flag": "boolean", "day": "date",
    "ids": "list",
}  # fmt: skip
#: Tables that hold all that others refer to. Things that were superseded are named, and in no table of a class.
_WHOLE = ("statements", "documents")
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


class Resource(NamedTuple):
    """A table that was written: its file, how long it is, its hash, and what is told of it."""

    table: Table
    columns: tuple[Column, ...]
    path: str
    media_type: str
    size: int
    sha256: str
    about: Mapping[str, Any]


def package(resources: Iterable[Resource]) -> dict[str, Any]:
    """The descriptor of a folder of tables."""
    found = list(resources)
    names = {one.table.name for one in found}
    seen = {key: found[0].about[key] for key in ("policy", "asOf", "knownAt", "sequence")}
    licences = _merged(found)
    return {
        "$schema": _PROFILE,
        "name": "wattgraph",
        "title": "Wattgraph: firms, deals, capital flows and power sites, and who says so",
        "licenses": _names(licences),
        "sources": _sources(licences),
        "wattgraph": seen,
        "resources": [_resource(one, names) for one in found],
    }


def _merged(found: Iterable[Resource]) -> list[dict[str, Any]]:
    """The licences of all tables, each once."""
    every = {tuple(sorted(one.items(), key=str)): one for each in found for one in each.about["licences"]}
    merged: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in every.values():
        key = one["licence"], one["source"], one["publisher"]
        merged[key] = max(merged.get(key, one), one, key=lambda each: int(each["documents"]))
    return [merged[key] for key in sorted(merged, key=lambda parts: tuple(part or "" for part in parts))]


def _names(licences: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    return [{"name": name} for name in sorted({one["licence"] for one in licences if one["licence"]})]


def _sources(licences: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    return [{"title": title} for title in sorted({one["attribution"] for one in licences})]


def _resource(one: Resource, names: Iterable[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in one.columns]}
    if any(column.name == "id" for column in one.columns):
        schema["primaryKey"] = ["id"]
    keys = [_key(c) for c in one.columns if c.table in _WHOLE and c.table in names and c.type != "ids"]
    described: dict[str, Any] = {
        "name": one.table.name.replace("_", "-"), "type": "table", "path": one.path,
        "description": one.table.doc, "format": one.path.rpartition(".")[2], "mediatype": one.media_type,
        "encoding": "utf-8", "bytes": one.size, "hash": f"sha256:{one.sha256}",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }  # fmt: skip
    licences = one.about["licences"]
    named = {"licenses": _names(licences), "sources": _sources(licences)}
    return described | {key: value for key, value in named.items() if value}


def _field(column: Column) -> dict[str, Any]:
    field = {"name": column.name, "type": _TYPES[column.type], "description": column.doc}
    return field | ({"delimiter": ",", "itemType": "string"} if column.type == "ids" else {})


def _key(column: Column) -> dict[str, Any]:
    resource = (column.table or "").replace("_", "-")
    return {"fields": [column.name], "reference": {"resource": resource, "fields": ["id"]}}


# -- for people


def readme(resources: Iterable[Resource]) -> str:
    """What the folder holds, column by column, and whom to name."""
    found = list(resources)
    seen = found[0].about
    clocks = [f"{words} {seen[key]}" for key, words in (("asOf", "as of"), ("knownAt", "as known at")) if seen[key]]
    view = ", ".join([f"policy {seen['policy']}", *clocks, f"entry {seen['sequence']} of the ledger's log"])
    rows = [
        f"| {_cell(one['attribution'])} | {_cell(one['licence'] or '-')} | {one['documents']:,} |"
        for one in _merged(found)
    ]
    return "\n".join(
        [
            "# Tables of a Wattgraph ledger\n",
            f"Seen by: {view}.\n",
            "Each figure has a statement's id beside it: look it up in `statements` and in `evidence`, which has the",
            "words that prove it and where they stand in their document.\n",
            "Whoever hands these tables on names the sources of what is in them:\n",
            "| to be named | licence | documents |", "|---|---|---|", *rows, "",
            *(described(one.table, one.columns, one.path) for one in found),
        ]
    )  # fmt: skip


def _cell(words: str) -> str:
    """Words of others in a table of Markdown."""
    return one_line(words).replace("|", "\\|")


def described(table: Table, columns: Iterable[Column], title: str) -> str:
    """A table and its columns as a section in Markdown."""
    rows = [f"| `{c.name}` | {c.type}{_to(c)} | {c.doc} |" for c in columns]
    return "\n".join([f"## {title}\n", f"{table.doc}\n", "| column | type | |", "|---|---|---|", *rows, ""])


def _to(column: Column) -> str:
    return f", of `{column.table}`" if column.table else ""
