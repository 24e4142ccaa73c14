"""Admission: which statements count from a perspective, over all rows at once."""

from typing import TYPE_CHECKING

import numpy as np

from ..columns.rows import Flags
from .perspective import Perspective

if TYPE_CHECKING:
    from .snapshot import Snapshot


def admitted(snapshot: "Snapshot", perspective: Perspective) -> Flags:
    """For each row of the columns whether it counts."""
    columns = snapshot.columns
    modality = columns.statements.modality
    used = {columns.words[number]: number for number in np.unique(modality).tolist()}
    return np.isin(modality, [number for word, number in used.items() if perspective.policy.admits(word)])
