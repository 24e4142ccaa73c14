"""Sources into a ledger: see `load`. Loaders read the tables, the gate judges them here or in other processes."""

from .loading import Loaded, load

__all__ = ["Loaded", "load"]
