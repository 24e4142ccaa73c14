"""Policies: which statements an answer may rest on. Each answer names the one it used."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """`excluded`: modalities that do not count. `doc`: what it is for, shown to users."""

    name: str
    doc: str
    excluded: frozenset[str] = frozenset()

    def admits(self, modality: str) -> bool:
        """Whether a statement of this modality counts."""
        return modality not in self.excluded


DEFAULT = Policy("default", "All that documents say, and the roles that the shipped reference list gives.")
STRICT_TEXT = Policy(
    "strictText",
    "Only what documents say: nothing from the reference list, no role by rule.",
    frozenset({"inferred"}),
)
POLICIES = {policy.name: policy for policy in (DEFAULT, STRICT_TEXT)}


class UnknownPolicy(ValueError):
    """A policy that does not exist: the message lists those that do."""

    def __init__(self, name: str, known: Iterable[str] = POLICIES) -> None:
        super().__init__(f"no policy {name!r}; there are {', '.join(known)}")


def policy(name: str) -> Policy:
    """The policy of that name. Raises UnknownPolicy."""
    try:
        return POLICIES[name]
    except KeyError:
        raise UnknownPolicy(name) from None
