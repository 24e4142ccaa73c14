"""Views of the ledger: see `Snapshot` and `View`."""

from .node import Node, Party, Value
from .perspective import Perspective
from .snapshot import Snapshot
from .view import View

__all__ = ["Node", "Party", "Perspective", "Snapshot", "Value", "View"]
