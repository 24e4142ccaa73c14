"""Roles of actors, and on whose word: the reference list's, another's, or the actor's own.

"CoreWeave, the AI Hyperscaler" in CoreWeave's release is shown as a role on its own word, and does not count.
"""

from collections.abc import Collection
from typing import NamedTuple

from .ledger.records import StoredStatement
from .view.node import Node
from .view.view import View

#: On whose word a role rests.
REFERENCE, THIRD_PARTY, SELF = BASES = ("reference", "thirdParty", "self")
#: The bases that count unless the caller says otherwise.
COUNTED = frozenset({REFERENCE, THIRD_PARTY})


class Role(NamedTuple):
    """A role of an actor on one basis, with the statements that give it, the best first."""

    word: str
    basis: str
    statements: tuple[StoredStatement, ...]


def roles(view: View, actor: Node) -> list[Role]:
    """The roles of an actor; one that rests on two bases stands twice."""
    found: dict[tuple[str, str], list[StoredStatement]] = {}
    for value in actor.values.get("role", ()):
        for said in value.statements:
            found.setdefault((str(value.decoded), basis(view, actor, said)), []).append(said)
    return [Role(word, on, tuple(statements)) for (word, on), statements in found.items()]


def basis(view: View, actor: Node, said: StoredStatement) -> str:
    """On whose word a statement gives the actor its role."""
    if said.modality == "inferred":
        return REFERENCE
    speaker = view.node(said.asserted_by.hex()) if said.asserted_by else None
    return SELF if speaker is not None and speaker.id == actor.id else THIRD_PARTY


def has_role(view: View, actor: Node, word: str, bases: Collection[str] = COUNTED) -> bool:
    """Whether an actor has the role on one of these bases."""
    return any(role.word == word and role.basis in bases for role in roles(view, actor))
