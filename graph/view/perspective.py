"""Perspectives: from where a view looks at the ledger. Views of one snapshot share it and differ in this only."""

from typing import NamedTuple

from ...schema.dates import PartialDate
from ..policy import DEFAULT, Policy


class Perspective(NamedTuple):
    """A policy and two clocks. `as_of`: when it is to be true; `known_at`: what was published by then.

    None is: at any time, and all that is known now.
    """

    policy: Policy = DEFAULT
    as_of: PartialDate | None = None
    known_at: PartialDate | None = None
