"""What can be wrong with a ledger. Each message says what, where and what to do next."""


class LedgerError(Exception):
    """Any trouble with a ledger's file; the message is for the user."""


class LedgerMissing(LedgerError):
    """There is no ledger at the path."""


class LedgerLocked(LedgerError):
    """Another process is writing and was waited for in vain."""


class LedgerCorrupt(LedgerError):
    """The file is no ledger, or a damaged one."""


class LedgerVersion(LedgerError):
    """The ledger was written by another version: migrate it, or upgrade Wattgraph."""


class LedgerFull(LedgerError):
    """The disk or the folder does not take more: nothing of the last load was kept."""


class NotFound(LedgerError):
    """An id that the ledger does not hold."""
