"""What changed since a date, in the world and in what is known of it: see `changes`."""

from .change import HOWS, SORTS, Change, Changes, Slip
from .changes import changes, changes_since_entry

__all__ = ["HOWS", "SORTS", "Change", "Changes", "Slip", "changes", "changes_since_entry"]
