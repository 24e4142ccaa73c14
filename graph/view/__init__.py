"""Views of the ledger: see `Snapshot` and `View`."""

from .node import LeftOut, Node, Party, Value
from .perspective import Perspective
from .snapshot import Snapshot
from .view import View

__all__ = ["LeftOut", "Node", "Party", "Perspective", "Snapshot", "Value", "View"]
