"""Roles of actors, and on whose word: the reference list's, another's, or the actor's own.

"CoreWeave, the AI Hyperscaler" in CoreWeave's release is shown as a role on its own word, and does not count. Own is
what a text says the firm says, what stands in a text that the firm published, and a title: a role written as a name
behind "the", or with the sign of a trade mark.
"""

import re
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from ..schema.names import name_key
from ..schema.words import plain
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
    if speaker is not None:
        return SELF if speaker.id == actor.id else THIRD_PARTY
    return SELF if _is_publisher(view, actor, said) or _is_title(view, said) else THIRD_PARTY


def _is_publisher(view: View, actor: Node, said: StoredStatement) -> bool:
    """Whether the text of a statement is the actor's own release."""
    publishers = {name_key(shown.publisher) for shown in view.documents[said.document].appearances if shown.publisher}
    return any(
        name_key(str(v.decoded)) in publishers for prop in ("name", "alias") for v in actor.values.get(prop, ())
    )


def _is_title(view: View, said: StoredStatement) -> bool:
    """Whether the words that give a role are written as a name, as firms write what they call themselves."""
    text = view.snapshot.ledger.text(said.document)
    return any(
        _title(str(said.object)).search(text[max(span.start - _AROUND, 0) : span.end + _SIGN])
        for span in view.evidence(said) if span.part == "value"
    )  # fmt: skip


#: Characters before the words of a role in which "the" stands, and behind them in which a sign does.
_AROUND, _SIGN = 24, 6


@cache
def _title(role: str) -> re.Pattern[str]:
    name = r"[\s-]+".join(word.capitalize() for word in plain(role).split())
    return re.compile(rf"\bthe (?:[A-Z]\w*[\s-]+)*{name}\b|\b(?i:{name})\s?(?:™|®|\(TM\)|\(R\))")


def has_role(view: View, actor: Node, word: str, bases: Collection[str] = COUNTED) -> bool:
    """Whether an actor has the role on one of these bases."""
    return any(role.word == word and role.basis in bases for role in roles(view, actor))
