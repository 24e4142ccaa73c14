"""Where a fetched file comes from: its address, the server's names of its edition, and its hash, kept beside it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

#: More than any such file has.
_LONGEST = 20_000
#: A date of change names an edition only if no other can have come within the same second (RFC 9110, 8.8.2.2).
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Origin:
    """Which edition of which address a file is.

    `etag`, `modified`: as the server names it. `exact`: the one of both that names these very bytes, if any.
    `size`: of the whole file in bytes, as far as it is known. `sha256`: once all of it is here. `fetched`: when that
    was (UTC).
    """

    address: str
    etag: str | None = None
    modified: str | None = None
    exact: str | None = None
    size: int | None = None
    sha256: str | None = None
    fetched: str | None = None

    def is_same(self, headers: Mapping[str, str]) -> bool:
        """Whether an answer's headers do not say that it is of another edition."""
        pairs = ((self.etag, headers.get("ETag")), (self.modified, headers.get("Last-Modified")))
        return all(ours == theirs for ours, theirs in pairs if ours and theirs)

    def conditions(self) -> dict[str, str]:
        """The headers that ask for another edition only."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}

    def text(self) -> str:
        """As a line of JSON."""
        return json.dumps({name: value for name, value in asdict(self).items() if value is not None}) + "\n"


def origin_of(address: str, headers: Mapping[str, str], size: int | None) -> Origin:
    """What an answer's headers say of the edition."""
    etag, modified = headers.get("ETag"), headers.get("Last-Modified")
    if etag and not etag.startswith("W/"):
        exact: str | None = etag
    else:
        exact = modified if modified and _is_exact(modified, headers.get("Date")) else None
    return Origin(address, etag, modified, exact, size)


def read_origin(path: Path) -> Origin | None:
    """What stands in a file; None if that is not there, or was not written by us. Raises OSError."""
    try:
        with path.open(encoding="utf-8") as file:
            data = json.loads(file.read(_LONGEST))
        known = {field.name for field in fields(Origin)}
        origin = Origin(**{name: value for name, value in data.items() if name in known})
    except (FileNotFoundError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    words = (origin.etag, origin.modified, origin.exact, origin.sha256, origin.fetched)
    is_ours = isinstance(origin.address, str) and all(isinstance(word, str | None) for word in words)
    return origin if is_ours and isinstance(origin.size, int | None) else None


def _is_exact(modified: str, date: str | None) -> bool:
    then, now = _moment(modified), _moment(date)
    return then is not None and now is not None and now.timestamp() - then.timestamp() >= _SECOND.total_seconds()


def _moment(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header or "")
    except (ValueError, TypeError, OverflowError):
        return None
