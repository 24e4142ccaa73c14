"""Sums that are intervals and do not count twice: see `sums`."""

from .asking import SumsError, bases, families, kinds
from .counting import sums
from .dimensions import DIMENSIONS
from .results import NOTHING_MATCHES, OVERLAPPING, Group, Item, Key, Sum, Sums
from .selection import STATUSES, SUMMED, Selection

__all__ = [
    "DIMENSIONS", "NOTHING_MATCHES", "OVERLAPPING", "STATUSES", "SUMMED", "Group", "Item", "Key", "Selection", "Sum",
    "Sums", "SumsError", "bases", "families", "kinds", "sums",
]  # fmt: skip
