"""Sums that are intervals and do not count twice: see `sums`."""

from .counting import sums
from .dimensions import DIMENSIONS
from .results import OVERLAPPING, Group, Item, Key, Sum, Sums
from .selection import STATUSES, SUMMED, Selection

__all__ = [
    "DIMENSIONS", "OVERLAPPING", "STATUSES", "SUMMED", "Group", "Item", "Key", "Selection", "Sum", "Sums", "sums",
]  # fmt: skip
