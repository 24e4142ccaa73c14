"""The ledger: see `Ledger`."""

from .care import migrate
from .errors import (
    LedgerCorrupt,
    LedgerError,
    LedgerFull,
    LedgerLocked,
    LedgerMissing,
    LedgerVersion,
    NotFound,
)
from .exchange import Given
from .judgements import Conflict
from .ledger import Ledger, Reader
from .loading import Outcome
from .records import Act, Claim, Decision, Doubt, Item, Refusal, StoredDocument, StoredMention, StoredStatement

__all__ = [
    "Act",
    "Claim",
    "Conflict",
    "Decision",
    "Doubt",
    "Given",
    "Item",
    "Ledger",
    "LedgerCorrupt",
    "LedgerError",
    "LedgerFull",
    "LedgerLocked",
    "LedgerMissing",
    "LedgerVersion",
    "NotFound",
    "Outcome",
    "Reader",
    "Refusal",
    "StoredDocument",
    "StoredMention",
    "StoredStatement",
    "migrate",
]
