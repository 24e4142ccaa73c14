"""Conflicts: what documents say that cannot all be so, told apart by kind. See `conflicts` and docs/conflicts.md."""

from .conflict import Conflict, Gap, Ratio, Side
from .finder import UnknownConflict, conflicts
from .law import law
from .policies import Choice, choices
from .validity import Validity

__all__ = [
    "Choice", "Conflict", "Gap", "Ratio", "Side", "UnknownConflict", "Validity", "choices", "conflicts", "law",
]  # fmt: skip
