"""Views of the ledger: see `Snapshot` and `View`."""

from .node import LeftOut, Node, Party, Value
from .perspective import Perspective
from .view import Snapshot, View

__all__ = ["LeftOut", "Node", "Party", "Perspective", "Snapshot", "Value", "View"]
