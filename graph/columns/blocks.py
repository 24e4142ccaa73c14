"""Blocks of contracts: those of the same parties, which alone are compared. Found again when nodes change."""

import numpy as np

from ..identity import CONTRACTS
from .columns import Columns
from .rows import NONE, Flags, Numbers, Place, distinct
from .strings import Hashes

#: Where a contract is, which tells it from others of the same parties.
_WHERE = ("site", "place")


def touched(columns: Columns, root: Numbers, before: Columns, old: Numbers, changed: Numbers) -> Flags:
    """The contracts that changed, or whose block is or was that of a contract that changed.

    A contract changes with its own mention, and with the node of a party, of its site or of its place.
    """
    then = _blocks(before, old, _parties(before))
    if columns is before and np.array_equal(root[root != NONE], old[root != NONE]):
        now, differing = then, np.zeros(len(then), bool)
    else:
        now = _blocks(columns, root, _parties(columns))
        here, there = (_blocks(c, r, c.numbers_of(_WHERE)) for c, r in ((columns, root), (before, old)))
        shared = min(len(now), len(then))
        differing = np.ones(len(now), bool)
        differing[:shared] = (now[:shared] != then[:shared]) | (here[:shared] != there[:shared])
    differing[changed] = True
    affected = np.union1d(now[differing], then[differing[: len(then)]])
    return differing | np.isin(now, affected[affected != 0])


def _blocks(columns: Columns, root: Numbers, properties: Place) -> Hashes:
    """For each mention of a contract a number made of the nodes that it names in some properties; 0 for others."""
    rows = columns.statements
    kinds = np.isin(columns.mentions.kind, columns.numbers_of(CONTRACTS))
    told = np.zeros(len(root), bool)  # of the others all is denied: they have the parties that they deny
    told[rows.subject[rows.polarity]] = True
    counting = rows.polarity | ~told[rows.subject]
    chosen = rows.is_thing & counting & kinds[rows.subject] & np.isin(rows.property, properties)
    subject, party = rows.subject[chosen].astype(np.int64), root[rows.object[chosen]]
    both = distinct(subject << 32 | np.where(party == NONE, rows.object[chosen], party))
    made = np.zeros(len(root), np.uint64)
    # The second half of an id is random: sums of it tell sets apart.
    np.add.at(made, both >> 32, columns.mentions.id[both & 0xFFFFFFFF, 1])
    return made


def _parties(columns: Columns) -> Place:
    from ...schema.model import model

    return columns.numbers_of(p.name for name in CONTRACTS for p in model().kind(name).properties.values() if p.party)
