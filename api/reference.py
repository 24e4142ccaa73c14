"""The shipped list of firms into a ledger: by it firms of articles and of open data are told to be one."""

from functools import partial

from ..graph.ledger import Ledger
from ..schema.statement import Appearance, Document, Reading


def refer(ledger: Ledger) -> None:
    """Loads the list, as far as it is not there."""
    from ..loaders import reference

    for one in reference.readings():
        ledger.load(one.document, one.appearance, partial(_as_read, one))


def _as_read(reading: Reading, document: Document, dated: Appearance) -> Reading:
    """What was read already."""
    return reading
