"""Findings: what a check of the whole ledger, or the assertion of a source, holds to be wrong.

They stand here so that both rooms that make them, `graph` and `loaders`, can.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

#: `error`: it cannot be so. `warning`: it can, but a person should look.
Severity = Literal["error", "warning"]
#: Bytes of a finding's id: 64 bits, at which a million findings collide with a chance of 3 in a hundred million.
_ID_BYTES = 8


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and what to do about it.

    `id` is the same after every reload as long as the same claims are wrong in the same way: `finding_id` makes it.
    `message` says what is wrong, `advice` what to do next. `document` and `mention`: where, if it is one.
    `statements`: the ids of those that it rests on, the first to look at first; none where something is missing.
    """

    id: str
    check: str
    severity: Severity
    message: str
    advice: str
    document: bytes | None = None
    mention: bytes | None = None
    statements: tuple[bytes, ...] = ()


def finding_id(check: str, rule: str, claims: Iterable[object]) -> str:
    """Sixteen hexadecimal digits of the check, its rule and what is claimed, in whatever order.

    A claim is anything whose `repr` tells it from all others and outlives a reload: document, subject, property and
    object of a statement; the name of a total with what was expected and found. Never the words of a message, a
    clock, or the id of a statement, which changes when a loader quotes more.
    """
    said = repr((check, rule, sorted(map(repr, claims))))
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_ID_BYTES).hexdigest()
