"""One spelling per face: words are camelCase, GraphQL enums their SCREAMING_SNAKE form, columns their snake_case."""

import re
from collections.abc import Iterable

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def screaming(word: str) -> str:
    """`bitcoinMiner` -> `BITCOIN_MINER`, `criticalIT` -> `CRITICAL_IT`."""
    return _HUMP.sub("_", word).upper()


def snake(word: str) -> str:
    """`capitalFlows` -> `capital_flows`, `unitBasis` -> `unit_basis`: names of tables and their columns."""
    return _HUMP.sub("_", word).lower()


def plain(word: str) -> str:
    """`bitcoinMiner` -> `bitcoin miner`, `criticalIT` -> `critical IT`: for sentences that people read."""
    parts = _HUMP.sub(" ", word).split(" ")
    return " ".join(part if part.isupper() and len(part) > 1 else part.lower() for part in parts)


def plural(word: str) -> str:
    """`name` -> `names`, `alias` -> `aliases`: what holds all values of a property whose own name holds one."""
    return word + ("es" if word.endswith("s") else "s")


def plain_letters(groups: Iterable[str | None]) -> bool:
    """Whether what a pattern without case captured is ASCII: it takes \u0131 for i and \u017f for s as well."""
    return all(group is None or group.isascii() for group in groups)


def one_line(words: str) -> str:
    """The words with single spaces: the form in which the gate and the loaders compare strings with their source."""
    return " ".join(words.split())
