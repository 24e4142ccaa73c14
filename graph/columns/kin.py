"""Kin: mentions that share what identity goes by, so that only they need to be compared.

A key is the hash of an identifier, a ticker's code, a name, a record: two mentions may be one thing only if keys
lead from one to the other. A hash that two keys share by accident brings together mentions that the rules then
keep apart.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...schema.model import Model
from ...schema.names import bare_name, name_key
from ..identity import REFERENCE, identifying
from ..identity.naming import PART, identifier
from ..identity.tickers import TICKER, split
from ..ledger.records import Act
from .columns import Columns
from .rows import NONE, Flags, Numbers, Place
from .strings import Hashes

RECORD, IDENTIFIER, CODE, NAME, SPOKEN, BARE, WHOLE = range(7)
#: Sorts of keys by which alone two mentions may be one; names need the reference list, bare names a site. The whole
#: of a record's parts joins nobody.
_JOINING = (RECORD, IDENTIFIER, CODE, SPOKEN)
_NAMES = ("name", "alias")


class Keys(NamedTuple):
    """By what mentions (their places) are found."""

    mention: Numbers
    sort: NDArray[np.int8]
    hash: Hashes

    def of(self, chosen: Flags) -> "Keys":
        """Some of them."""
        return Keys(self.mention[chosen], self.sort[chosen], self.hash[chosen])


class Labels(NamedTuple):
    """For each mention the smallest place of its record, and that of its kin: of what may be one by any rule."""

    record: Numbers
    kin: Numbers


def keys(columns: Columns, model: Model, among: Flags | None = None) -> Keys:
    """The keys of all mentions, or of those `among` (a flag for each place)."""
    found = [*_records(columns, among), *_said(columns, model, among)]
    if not found:
        return Keys(np.zeros(0, np.int32), np.zeros(0, np.int8), np.zeros(0, np.uint64))
    places, sorts, hashes = zip(*found, strict=True)
    return Keys(np.array(places, np.int32), np.array(sorts, np.int8), np.array(hashes, np.uint64))


Key = tuple[int, int, int]


def _hash(sort: int, *words: str) -> int:
    return int.from_bytes(blake2b("\x1f".join((str(sort), *words)).encode(), digest_size=8).digest(), "big")


def named(found: Keys, name: str) -> Numbers:
    """The mentions that have a name or alias, as names are compared."""
    wanted = np.uint64(_hash(NAME, name_key(name)))
    mentions: Numbers = found.mention[(found.sort == NAME) & (found.hash == wanted)]
    return mentions


def _records(columns: Columns, among: Flags | None) -> Iterator[Key]:
    table, values, words = columns.mentions, columns.values, columns.words
    keyed = table.key != NONE
    for place in np.flatnonzero(keyed if among is None else keyed & among).tolist():
        source, key = values[table.source.item(place)], values[table.key.item(place)]
        yield place, RECORD, _hash(RECORD, words[table.kind.item(place)], source, key)
        yield place, WHOLE, _hash(WHOLE, source, key.partition(PART)[0])


def _said(columns: Columns, model: Model, among: Flags | None) -> Iterator[Key]:
    rows, schemes = columns.statements, identifying(model)
    chosen = np.isin(rows.property, columns.numbers_of([*_NAMES, TICKER, *schemes])) & rows.polarity & ~rows.is_thing
    if among is not None:
        chosen &= among[rows.subject]
    unkeyed = columns.mentions.key[rows.subject[chosen]] == NONE
    wanted = (rows.subject[chosen], rows.property[chosen], rows.object[chosen], rows.document[chosen], unkeyed)
    kinds = columns.mentions.kind
    for place, prop, value, document, spoken in zip(*(column.tolist() for column in wanted), strict=True):
        word, said = columns.words[prop], columns.values[value]
        if word in _NAMES:
            name = name_key(said)
            yield place, NAME, _hash(NAME, name)
            yield place, BARE, _hash(BARE, bare_name(said))
            if spoken:
                yield place, SPOKEN, _hash(SPOKEN, str(document), columns.words[kinds.item(place)], name)
        elif word == TICKER:
            yield place, CODE, _hash(CODE, split(said)[1])
        else:
            yield place, IDENTIFIER, _hash(IDENTIFIER, identifier(word, said))


# -- who belongs together


def labels(columns: Columns, found: Keys, acts: Iterable[Act]) -> Labels:
    """Who belongs together. What comes later brings more together and parts nobody."""
    count = len(columns.mentions.document)
    records = _united(np.arange(count, dtype=np.int32), _chains(found.of(found.sort == RECORD)))
    joining = found.of(np.isin(found.sort, _JOINING) | _listed_names(columns, found))
    near = _united(records, _chains(joining), _judged(columns, acts))
    return Labels(records, _united(near, _at_one_site(columns, found, records, near)))


def _chains(found: Keys) -> tuple[Numbers, Numbers]:
    """Pairs that join all mentions of one key, each with the next."""
    order = np.argsort(found.hash, kind="stable")
    hashes, mentions = found.hash[order], found.mention[order]
    same = hashes[1:] == hashes[:-1]
    return mentions[:-1][same], mentions[1:][same]


def _united(labels: Numbers, *pairs: tuple[Numbers, Numbers]) -> Numbers:
    """The labels after joining pairs: the smallest place of each set that pairs connect."""
    one = labels[np.concatenate([pair[0] for pair in pairs])]
    other = labels[np.concatenate([pair[1] for pair in pairs])]
    root = np.arange(len(labels), dtype=np.int32)
    while True:
        left, right = root[one], root[other]
        apart = left != right
        if not apart.any():
            return root[labels]
        low = np.minimum(left[apart], right[apart])
        np.minimum.at(root, left[apart], low)
        np.minimum.at(root, right[apart], low)
        while not np.array_equal(jumped := root[root], root):
            root = jumped


def _listed_names(columns: Columns, found: Keys) -> Flags:
    """Which keys are names that the reference list has: only they prove anything."""
    listed = listed_mentions(columns)
    names = found.sort == NAME
    shown = np.unique(found.hash[names & listed[found.mention]])
    proven: Flags = names & np.isin(found.hash, shown)
    return proven


def listed_mentions(columns: Columns) -> Flags:
    """Which mentions are rows of the reference list."""
    sources = columns.mentions.source
    codes = [number for number in np.unique(sources).tolist() if number != NONE]
    return np.isin(sources, [n for n in codes if columns.values[n] == REFERENCE])


def _judged(columns: Columns, acts: Iterable[Act]) -> tuple[Numbers, Numbers]:
    pairs = [(columns.index.place(a.subject or b""), columns.index.place(a.other or b"")) for a in acts]
    known = np.array([pair for pair in pairs if NONE not in pair], np.int32).reshape(-1, 2)
    return known[:, 0], known[:, 1]


def _at_one_site(columns: Columns, found: Keys, records: Numbers, near: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of firms with one bare name among the owners and operators of sites that may be one."""
    sites, firms = holdings(columns)
    known = np.unique(records[found.mention[found.sort == IDENTIFIER]])
    named = np.isin(records[sites], known)
    sites, firms = near[sites[named]], firms[named]
    bare = found.of(found.sort == BARE)
    order = np.argsort(records[bare.mention], kind="stable")
    held, names = records[bare.mention][order], bare.hash[order]
    first, last = (np.searchsorted(held, records[firms], side) for side in ("left", "right"))
    times = last - first
    at = np.repeat(first - np.concatenate([[0], np.cumsum(times)[:-1]]), times) + np.arange(times.sum())
    mixed = names[at] ^ (np.repeat(sites, times).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    return _chains(Keys(np.repeat(firms, times), np.zeros(len(at), np.int8), mixed))


def holdings(columns: Columns) -> tuple[Numbers, Numbers]:
    """Sites with their owners and operators, as they are stated."""
    rows = columns.statements
    of_site = columns.mentions.kind[rows.subject] == columns.number_of("Site")
    holding = np.isin(rows.property, columns.numbers_of(["owner", "operator"])) & rows.is_thing & rows.polarity
    chosen = of_site & holding
    return rows.subject[chosen], rows.object[chosen]


def sharers(found: Keys, hashes: Hashes) -> Place:
    """The mentions that have one of some keys."""
    return np.unique(found.mention[np.isin(found.hash, hashes)]).astype(np.intp)
