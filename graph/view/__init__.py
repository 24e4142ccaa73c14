"""Views of the ledger: see `Snapshot` and `View`."""

from .node import Node, Party, Value
from .view import Snapshot, View

__all__ = ["Node", "Party", "Snapshot", "Value", "View"]
