"""The short ids of what waits for review: made of content, so that a decision finds its item after any reload.

Ten bytes: three of the document's id, three of where it stands in the text, four that hash what a person judges.
So the items of one document stand together and in the order of its text.
"""

from hashlib import blake2b
from typing import Any

import orjson

from ...schema.contract import content

ITEM_BYTES = 10
_PREFIX = 3
_PLACE = 3
_FARTHEST = 0xFFFFFF
_OWN = ITEM_BYTES - _PREFIX - _PLACE
#: How the gate begins the reason of what it refuses only since another part of the same thing was refused.
_ALONG = "its ", " was refused: "


def item_of_fact(document: bytes, line: dict[str, Any]) -> bytes:
    """The id of a fact in doubt: type, kind, parties, quantity, and where it stands.

    That is where its number stands, else its quote, so that a trimmed quote of a number changes nothing. A line
    that has not the contract's form goes by all that it says.
    """
    try:
        said: object = content(line)
        quote, offset, verbatim = line["quote"], int(line["offset"]), (line.get("quantity") or {}).get("verbatim")
        inside = quote.find(verbatim) if verbatim else -1
    except (KeyError, TypeError, ValueError, AttributeError):
        return _item(document, 0, orjson.dumps(line, option=orjson.OPT_SORT_KEYS).decode())
    place = offset + max(inside, 0)
    return _item(document, place, said, place, verbatim if inside >= 0 else quote)


def item_of_doubt(document: bytes, fact: str) -> bytes:
    """The id of a candidate's line as the ledger holds it."""
    try:
        line = orjson.loads(fact)
    except orjson.JSONDecodeError:
        line = fact
    return item_of_fact(document, line) if isinstance(line, dict) else _item(document, 0, fact)


def item_of_refusal(document: bytes, thing: bytes, statement: str, reason: str) -> bytes | None:
    """The id of a refused statement; None for one that was refused only along with another."""
    if refused_along(reason):
        return None
    said = orjson.loads(statement)
    evidence = said.get("evidence") or [{"start": 0}]
    return _item(document, evidence[0]["start"], thing, said["property"], said["object"])


def refused_along(reason: str) -> bool:
    """Whether a reason says that a statement was refused only since another of its thing was."""
    return reason.startswith(_ALONG[0]) and _ALONG[1] in reason


def _item(document: bytes, place: int, *said: object) -> bytes:
    own = blake2b(repr((document, *said)).encode("utf-8", "surrogatepass"), digest_size=_OWN).digest()
    where = min(max(place, 0), _FARTHEST)
    return document[:_PREFIX] + where.to_bytes(_PLACE, "big") + own
