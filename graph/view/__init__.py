"""Views of the ledger: see `Snapshot` and `View`."""

from .node import Node, Party, Value
from .perspective import Perspective
from .view import Snapshot, View

__all__ = ["Node", "Party", "Perspective", "Snapshot", "Value", "View"]
