"""What kind of source a document is, by rules that are data (`sources.toml`), and by which sign."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ...schema.statement import Appearance
from ..ledger.records import StoredDocument

#: The class of a document of which nothing tells.
UNKNOWN = "unknown"


class Source(NamedTuple):
    """The class of a document's source, and the sign by which it is of that class."""

    word: str
    why: str


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "sources.toml").read_text("utf-8"))


def classes() -> Mapping[str, str]:
    """The classes of sources, each with what it is."""
    found: dict[str, str] = _rules()["class"]
    return found


def source(document: StoredDocument) -> Source:
    """The class of a document: by the first rule that one of its appearances fits, else unknown."""
    signs = list(_signs(document))
    for rule in _rules()["rule"]:
        for kind, value, why in signs:
            known = next((entry for entry in rule.get(kind, ()) if _FITS[kind](value, entry.casefold())), None)
            if known is not None:
                return Source(rule["class"], f"{why} {known}")
    return Source(UNKNOWN, "no rule knows its address, publisher, series, title, licence or media type")


def _signs(document: StoredDocument) -> Iterator[tuple[str, str, str]]:
    """What rules can ask of a document: which list of theirs, its own value, and the words of the reason."""
    for shown in document.appearances:
        yield from _of_appearance(shown)
    yield "mediaTypes", document.media_type, "its media type is"


def _of_appearance(shown: Appearance) -> Iterator[tuple[str, str, str]]:
    if shown.series and "://" not in shown.series:
        yield "series", shown.series.partition("/")[0].casefold(), "it is of the series"
    if host := _host(shown.address):
        yield "hosts", host, "its address is at"
        yield "labels", host.partition(".")[0], "the host of its address begins with"
    for kind, value in (("publishers", shown.publisher), ("titles", shown.title), ("licences", shown.licence)):
        if value:
            yield kind, value.casefold(), _WORDS[kind]


_WORDS = {"publishers": "its publisher is", "titles": "its title names", "licences": "its licence is"}


def _host(address: str | None) -> str:
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:  # brackets that are no address
        return ""


def _same(value: str, entry: str) -> bool:
    return value == entry


#: How a value fits an entry of a rule's list; both are without case.
_FITS: Mapping[str, Callable[[str, str], bool]] = {
    "series": _same, "labels": _same, "publishers": _same, "licences": _same, "mediaTypes": _same,
    "hosts": lambda host, entry: host == entry or host.endswith(f".{entry}"),
    "titles": lambda title, entry: entry in title,
}  # fmt: skip
