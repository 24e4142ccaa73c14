"""Troubles with a server: what an error of the driver means for a user, and what to do about it (`troubles.toml`)."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from neo4j.exceptions import DriverError, Neo4jError


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "troubles.toml").read_text("utf-8"))


def advice(error: DriverError | Neo4jError, *, anonymous: bool) -> str:
    """What to print behind the server's address, with `{user}`, `{database}` and `{minimum}` to be filled in.

    `anonymous`: nobody logged in, so that a wrong password cannot be the matter.
    """
    if isinstance(error, Neo4jError):
        sign, table, said = str(error.code), _tables()["refusal"], error.message
        if anonymous and sign.endswith(".Unauthorized"):
            sign = "anonymous"
    else:
        sign, table, said = " ".join(_told(error)), _tables()["failure"], str(error)
    words = next(words for part, words in table.items() if part in sign)
    first = (said or type(error).__name__).splitlines()[0]
    return words.replace("{said}", first.replace("{", "{{").replace("}", "}}"))


def _told(error: BaseException | None) -> Iterator[str]:
    """All that an error and its causes say: a routing driver hides the reason in a group of them."""
    while error is not None:
        yield str(error)
        for inner in getattr(error, "exceptions", ()):
            yield from _told(inner)
        error = error.__cause__
