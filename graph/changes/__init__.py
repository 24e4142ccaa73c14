"""What changed since a date, in the world and in what is known of it: see `ask` and `changes`."""

from .asking import ChangesError, NothingCalled, ask
from .change import CONFIRMED, HOWS, SORTS, Change, Changes, Slip
from .changes import changes, changes_since_entry

__all__ = [
    "CONFIRMED", "HOWS", "SORTS", "Change", "Changes", "ChangesError", "NothingCalled", "Slip", "ask", "changes",
    "changes_since_entry",
]  # fmt: skip
