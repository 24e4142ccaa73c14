"""Blocks of contracts: those of the same parties, which alone are compared. Found again when nodes change."""

import numpy as np

from ..identity import CONTRACTS
from .columns import Columns
from .kin import Hashes
from .rows import NONE, Flags, Numbers


def touched(columns: Columns, root: Numbers, before: Columns, old: Numbers, changed: Numbers) -> Flags:
    """The contracts that changed, or whose block is or was that of a contract that changed.

    A contract changes with its own mention, and with the node of a party.
    """
    now, then = _blocks(columns, root), _blocks(before, old)
    shared = min(len(now), len(then))
    differing = np.ones(len(now), bool)
    differing[:shared] = now[:shared] != then[:shared]
    differing[changed] = True
    affected = np.union1d(now[differing], then[differing[: len(then)]])
    return differing | np.isin(now, affected[affected != 0])


def _blocks(columns: Columns, root: Numbers) -> Hashes:
    """For each mention of a contract a number made of its parties' nodes, whatever their order; 0 for others."""
    rows = columns.statements
    kinds = np.isin(columns.mentions.kind, columns.numbers_of(CONTRACTS))
    told = np.zeros(len(root), bool)  # of the others all is denied: they have the parties that they deny
    told[rows.subject[rows.polarity]] = True
    counting = rows.polarity | ~told[rows.subject]
    chosen = rows.is_thing & counting & kinds[rows.subject] & np.isin(rows.property, _parties(columns))
    subject, party = rows.subject[chosen].astype(np.int64), root[rows.object[chosen]]
    both = np.unique(np.stack([subject, np.where(party == NONE, rows.object[chosen], party)], axis=1), axis=0)
    made = np.zeros(len(root), np.uint64)
    # The second half of an id is random: sums of it tell sets apart.
    np.add.at(made, both[:, 0], columns.mentions.id[both[:, 1], 1])
    return made


def _parties(columns: Columns) -> list[int]:
    from ...schema.model import model

    names = {p.name for name in CONTRACTS for p in model().kind(name).properties.values() if p.party}
    return [int(number) for number in columns.numbers_of(names)]
