"""Firms that are known by equal names only: for a person to judge, since names prove nothing."""

from collections.abc import Iterable

import numpy as np

from ...schema.model import Model
from ...schema.names import name_key
from ..identity import Judgements
from ..identity.clusters import Evidence
from ..identity.firms import EQUAL_NAMES
from ..ledger.judgements import records
from ..ledger.records import Act, StoredMention
from . import kin
from .columns import Columns
from .nodes import Nodes
from .resolution import Resolution
from .rows import NONE, Place


def equal_names(
    columns: Columns, resolution: Resolution, nodes: Nodes, model: Model, acts: Iterable[Act]
) -> list[Evidence]:  # fmt: skip
    """Pairs of actors of one class and name that are two nodes: the one with the smallest id and each other."""
    found: list[Evidence] = []
    people, mates = Judgements(acts), _Mates(columns, resolution)
    for places in _groups(columns, resolution, model):
        record = mates.records(places, people)
        called = sorted({record.get(m, m) for m in (columns.mention_id(place) for place in places.tolist())})
        apart = people.of(record)
        root = {m: resolution.root.item(columns.index.place(m)) for m in called}
        for other in called[1:]:
            if root[called[0]] != root[other] and not apart.apart((called[0], other)):
                name = _shared_name(columns, nodes, places)
                reason = f"known by equal names only ({name!r})"
                found.append(Evidence(0, called[0], other, reason, EQUAL_NAMES))
    return found


class _Mates:
    """The mentions of one record, of which something is said."""

    def __init__(self, columns: Columns, resolution: Resolution) -> None:
        keys = resolution.keys
        chosen = (keys.sort == kin.RECORD) & (resolution.root[keys.mention] != NONE)
        order = np.argsort(keys.hash[chosen], kind="stable")
        self._columns = columns
        self._mentions, self._hashes = keys.mention[chosen][order], keys.hash[chosen][order]
        self._hash = dict(zip(self._mentions.tolist(), self._hashes.tolist(), strict=True))

    def records(self, places: Place, people: Judgements) -> dict[bytes, bytes]:
        """As `ledger.judgements.records` has it, for the records of some mentions."""
        mates: dict[bytes, StoredMention] = {}
        for place in places.tolist():
            if (key := self._hash.get(place)) is not None:
                ends = (np.searchsorted(self._hashes, np.uint64(key), side) for side in ("left", "right"))
                first, last = ends
                found = (self._columns.mention(mate) for mate in self._mentions[first:last].tolist())
                mates |= {mention.id: mention for mention in found}
        return records(mates, people)


def _groups(columns: Columns, resolution: Resolution, model: Model) -> list[Place]:
    """The mentions of one class and name, of which not all are one node."""
    keys, kinds = resolution.keys, columns.mentions.kind
    actors = columns.numbers_of(k for k in model.kinds if model.is_a(k, "Actor"))
    chosen = (keys.sort == kin.NAME) & np.isin(kinds[keys.mention], actors) & (resolution.root[keys.mention] != NONE)
    mention = keys.mention[chosen]
    hashes = keys.hash[chosen] ^ (kinds[mention].astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    order = np.lexsort((resolution.root[mention], hashes))
    mention, hashes = mention[order], hashes[order]
    starts = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]])) if len(hashes) else np.zeros(0, int)
    ends = np.append(starts[1:], len(hashes))
    roots = resolution.root[mention]
    several = roots[starts] != roots[ends - 1] if len(starts) else np.zeros(0, bool)
    pairs = zip(starts[several].tolist(), ends[several].tolist(), strict=True)
    return [np.unique(mention[start:end]).astype(np.intp) for start, end in pairs]


def _shared_name(columns: Columns, nodes: Nodes, places: Place) -> str:
    """The name that all of some mentions have, as it is compared."""
    shared = [_names(columns, nodes, place) for place in places.tolist()]
    return min(set.intersection(*shared), default="")


def _names(columns: Columns, nodes: Nodes, place: int) -> set[str]:
    rows, about = columns.statements, nodes.said.of(nodes.number.item(place))
    naming = np.isin(rows.property[about], columns.numbers_of(("name", "alias"))) & rows.polarity[about]
    return {name_key(columns.values[v]) for v in rows.object[about[naming & (rows.subject[about] == place)]].tolist()}
