"""Perspectives: from where a view looks at the ledger. Views of one snapshot share it and differ in this only."""

from hashlib import blake2b
from typing import NamedTuple

from ...schema.dates import DateError, PartialDate
from ..policies.policy import DEFAULT, Policy, PolicyLike, policy


class Perspective(NamedTuple):
    """A policy and two clocks. `as_of`: when it is to be true; `known_at`: what was published by then.

    None is: at any time, and all that is known now.
    """

    policy: Policy = DEFAULT
    as_of: PartialDate | None = None
    known_at: PartialDate | None = None

    @property
    def clocks(self) -> dict[str, str]:
        """The clocks that are set, as users write them."""
        told = {"asOf": self.as_of, "knownAt": self.known_at}
        return {name: str(day) for name, day in told.items() if day is not None}

    @property
    def words(self) -> str:
        """It in words: its policy and the clocks that are set."""
        return ", ".join((f"policy {self.policy.name}", *(f"{name} {day}" for name, day in self.clocks.items())))

    @property
    def mark(self) -> str:
        """What it is known by, after a restart and in another process too: a cursor of one is none of another."""
        told = f"{self.policy.name} {self.as_of or '-'} {self.known_at or '-'}"
        return blake2b(told.encode(), digest_size=6).hexdigest()


def perspective(
    under: PolicyLike = "default", as_of: str | PartialDate | None = None, known_at: str | PartialDate | None = None
) -> Perspective:
    """The perspective that a user describes. Raises UnknownPolicy, PolicyError, DateError."""
    return Perspective(policy(under), clock("asOf", as_of), clock("knownAt", known_at))


def clock(name: str, given: str | PartialDate | None) -> PartialDate | None:
    """A clock as a user sets it. Raises DateError, which names the clock, for what is no date."""
    if given is None or isinstance(given, PartialDate):
        return given
    try:
        return PartialDate.parse(given)
    except DateError as error:
        raise DateError(f"{name}: {error}") from None
