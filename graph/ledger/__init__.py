"""The ledger: see `Ledger`."""

from .arrivals import Edition
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
from .judging import Judged, Judging
from .ledger import Ledger, Reader
from .loading import Outcome
from .publication import Publication
from .records import Act, Claim, Decision, Doubt, Item, Refusal, StoredDocument, StoredMention, StoredStatement

__all__ = [
    "Act",
    "Claim",
    "Conflict",
    "Decision",
    "Doubt",
    "Edition",
    "Given",
    "Item",
    "Judged",
    "Judging",
    "Ledger",
    "LedgerCorrupt",
    "LedgerError",
    "LedgerFull",
    "LedgerLocked",
    "LedgerMissing",
    "LedgerVersion",
    "NotFound",
    "Outcome",
    "Publication",
    "Reader",
    "Refusal",
    "StoredDocument",
    "StoredMention",
    "StoredStatement",
    "migrate",
]
