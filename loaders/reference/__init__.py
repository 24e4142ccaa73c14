"""The shipped reference list: well-known firms of this domain, what they are called and what they are.

The list is data: one `*.toml` file per theme, one `[[firm]]` table per row, each with its `source`. It is
read like any document, so that a role that no article states still leads back to a row that a reader can
check. All that it says has the modality `inferred`, and the policy `strictText` leaves it out.

Adding a firm is one row; README.md in this folder says what a row holds and which names may stand in it.
"""

from .firm import Cell, Edition, Firm, ReferenceListError, edition
from .reading import LOADER, VERSION, readings
from .roster import KnownName, editions, firms, names, tickers

__all__ = [
    "LOADER", "VERSION", "Cell", "Edition", "Firm", "KnownName", "ReferenceListError",
    "edition", "editions", "firms", "names", "readings", "tickers",
]  # fmt: skip
