"""Which mentions are one node, over columns: only kin is compared, and later only what a change may touch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ...schema.model import Model
from ..identity import CONTRACTS, Things, identifying, place_names, resolve_contracts, resolve_things
from ..identity.clusters import Evidence
from ..identity.firms import EQUAL_NAMES
from ..ledger.records import Act, StoredMention, StoredStatement
from . import blocks, kin
from .columns import Columns
from .kin import Keys, Labels
from .rows import NONE, Flags, Numbers, Place, stacked

#: What identity looks at in things that stand for themselves, beside their identifiers.
_OF_THINGS = ("name", "alias", "ticker", "kind", "latitude", "longitude", "partOf", "owner", "operator")


class Context(NamedTuple):
    """What identity needs beside the columns. `dates`, `series`: of documents, where they are known."""

    model: Model
    acts: list[Act]
    dates: Mapping[bytes, str]
    series: Mapping[bytes, str]


@dataclass(frozen=True)
class Resolution:
    """`root`: for each mention the place of its node's smallest mention, NONE where nothing is said of it. Of a
    moment of the past it may be a mention that came later.

    `listed`: root -> the key of the reference list that its node is known by. `keys`, `labels`: by what mentions are
    kin, and who is. `proofs`, `unsure`: evidence taken, and pairs for a person, equal names apart.
    """

    root: Numbers
    listed: Mapping[int, str]
    keys: Keys
    labels: Labels
    proofs: Sequence[Evidence] = ()
    unsure: Sequence[Evidence] = ()


def resolved(columns: Columns, context: Context) -> Resolution:
    """All mentions, resolved."""
    found = kin.keys(columns, context.model)
    return Settling(columns, context, found, kin.labels(columns, found, context.acts), _spoken_of(columns)).all()


def resolved_again(
    columns: Columns, context: Context, changed: Numbers, old: Resolution, before: Columns, acts: Iterable[Act]
) -> Resolution:  # fmt: skip
    """What was resolved `before` and may differ now, resolved anew: `changed` mentions and whom they may touch.

    `acts`: the judgements that were in force then.
    """
    count = len(columns.mentions.document)
    among = np.zeros(count, bool)
    among[changed] = True
    gone = np.zeros(len(old.root), bool)
    gone[changed[changed < len(gone)]] = True
    kept, fresh = old.keys.of(~gone[old.keys.mention]), kin.keys(columns, context.model, among)
    found = stacked([kept, fresh])
    changed = np.union1d(changed, judged_otherwise(columns, acts, context.acts)).astype(np.int32)
    labels = kin.labels(columns, found, context.acts)
    return Settling(columns, context, found, labels, _spoken_of(columns)).some(changed, old, before)


def judged_otherwise(columns: Columns, before: Iterable[Act], now: Iterable[Act]) -> Place:
    """The mentions of judgements that came or went."""
    differing = set(before) ^ set(now)
    named = (columns.index.place(m) for a in differing for m in (a.subject, a.other) if m is not None)
    return np.array(sorted(place for place in named if place != NONE), np.intp)


class Settling:
    """One resolution, of the mentions that are `spoken` of. `labels`: their kin, which may be more than need be."""

    def __init__(self, columns: Columns, context: Context, keys: Keys, labels: Labels, spoken: Flags) -> None:
        self.columns = columns
        self.context = context
        self.keys = keys
        self.labels = labels
        self.records, self.kin = labels
        self.spoken = spoken
        kinds = columns.mentions.kind
        self.contract = np.isin(kinds, columns.numbers_of(CONTRACTS)) & (columns.mentions.key == NONE)

    @property
    def looked_at(self) -> list[str]:
        """What identity looks at in things that stand for themselves."""
        return [*_OF_THINGS, *identifying(self.context.model)]

    def all(self) -> Resolution:
        """Everything."""
        sizes = np.bincount(self.kin[self.spoken], minlength=len(self.kin))
        things = self.spoken & ~self.contract & ((sizes[self.kin] > 1) | kin.listed_mentions(self.columns))
        root = np.where(self.spoken, np.arange(len(self.kin)), NONE).astype(np.int32)
        empty = Resolution(root, {}, self.keys, self.labels)
        return self.settled(empty, things, self.spoken & self.contract)

    def some(self, changed: Numbers, old: Resolution, before: Columns) -> Resolution:
        """What `changed` mentions may touch."""
        count = len(self.kin)
        root = np.where(self.spoken, np.arange(count), NONE).astype(np.int32)
        root[: len(old.root)] = np.where(self.spoken[: len(old.root)], old.root, NONE)
        touched = self._touched(changed, old, before)
        things = touched & self.spoken & ~self.contract
        start = Resolution(root, old.listed, self.keys, self.labels, old.proofs, old.unsure)
        return self.with_contracts(self.settled(start, things, np.zeros(count, bool)), before, old.root, changed)

    def with_contracts(self, ready: Resolution, before: Columns, old: Numbers, changed: Numbers) -> Resolution:
        """With the contracts resolved that `changed` mentions may touch. `old`: the roots of `before`.

        Who a person joined to one of them is one of them, with all of the same parties.
        """
        none = np.zeros(len(self.kin), bool)
        while True:
            found = blocks.touched(self.columns, ready.root, before, old, changed) & self.contract
            more = np.flatnonzero(self.kin_of(found) & self.contract & ~found)
            if not len(more):
                return self.settled(ready, none, found & self.spoken)
            changed = np.union1d(changed, more).astype(np.int32)

    def _touched(self, changed: Numbers, old: Resolution, before: Columns) -> Flags:
        """All kin of what shares or shared a key, a node or a site with a changed mention."""
        start = np.zeros(len(self.kin), bool)
        start[changed] = True
        was = changed[changed < len(old.root)]
        start[: len(old.root)] |= np.isin(old.root, old.root[was][old.root[was] != NONE])
        for found in (old.keys, self.keys):
            start[kin.sharers(found, found.hash[np.isin(found.mention, changed)])] = True
        touched = self.kin_of(start)
        for columns in (before, self.columns):
            touched |= self.reached(touched, columns)
        return self.kin_of(touched)

    def kin_of(self, chosen: Flags) -> Flags:
        """The chosen mentions with all their kin."""
        known = np.zeros(len(self.kin), bool)
        known[self.kin[chosen]] = True
        found: Flags = known[self.kin]
        return found

    def reached(self, touched: Flags, columns: Columns) -> Flags:
        """What kin does not lead to: the firms that hold a touched site, and the sites that are parts of one."""
        sites, firms = kin.holdings(columns)
        parts, wholes = _parts(columns)
        at_sites = columns.mentions.kind[parts] == columns.number_of("Site")
        parts, wholes = parts[at_sites], wholes[at_sites]
        found = touched.copy()
        while len(more := parts[found[wholes] & ~found[parts]]):
            found[more] = True
            found = self.kin_of(found)
        found[firms[found[sites]]] = True
        return found

    def settled(self, start: Resolution, things: Flags, contracts: Flags) -> Resolution:
        """`start` with some things, and then some contracts, resolved."""
        root, listed = start.root.copy(), dict(start.listed)
        made = self._resolve_things(things)
        self._note(root, listed, things, made.node)
        # Equal names bring no kin together: they are looked for among all mentions (`names`).
        taken, unsure = list(made.taken), [e for e in made.unsure if e.rule != EQUAL_NAMES]
        if contracts.any():
            proofs, open_ = self._resolve_contracts(root, listed, contracts, made)
            taken, unsure = taken + proofs, unsure + open_
        stale = things | contracts | (root == NONE)
        return Resolution(
            root, {place: key for place, key in listed.items() if root[place] == place}, self.keys,
            self.labels, self.standing(start.proofs, stale, taken), self.standing(start.unsure, stale, unsure),
        )  # fmt: skip

    def standing(self, evidence: Sequence[Evidence], stale: Flags, new: list[Evidence]) -> Sequence[Evidence]:
        """Without what is said of mentions that were resolved anew, or are spoken of no more; with what is new."""
        place = self.columns.index.place
        return [*(e for e in evidence if not stale[place(e.one)] and not stale[place(e.other)]), *new]

    def _resolve_things(self, chosen: Flags) -> Things:
        shown = self._with_context(chosen) if chosen.any() else chosen
        statements = self._said(shown, self.looked_at)
        return resolve_things(
            self._mentions(shown), statements, self.context.acts, self.context.model, self.context.dates
        )

    def _resolve_contracts(
        self, root: Numbers, listed: dict[int, str], chosen: Flags, things: Things
    ) -> tuple[list[Evidence], list[Evidence]]:  # fmt: skip
        context, columns = self.context, self.columns
        judged = [
            m for m in things.judged if columns.words[columns.mentions.kind[columns.index.place(m)]] in CONTRACTS
        ]
        shown = chosen.copy()
        shown[[columns.index.place(m) for m in judged]] = True
        shown = self.kin_of(shown) & self.spoken if judged else shown
        things = self._resolve_things(shown & ~self.contract)  # judged records, of which several mentions may be one
        mentions = self._mentions(shown)
        nodes = Names(columns, root, listed)
        said = (s for s in self._said(shown) if s.subject in mentions)
        places = self._place_names(shown)
        clusters, unsure = resolve_contracts(mentions, said, things, nodes, context.series, context.model, places)
        found = {m: clusters.root(things.record.get(m, m)).hex() for m in mentions}
        self._note(root, listed, shown, found)
        return clusters.taken, unsure

    def _place_names(self, contracts: Flags) -> dict[bytes, str]:
        """The places that some contracts name, by mention, with their names."""
        rows, columns = self.columns.statements, self.columns
        at = (rows.property == columns.number_of("place")) & rows.is_thing & contracts[rows.subject]
        places = np.zeros(len(contracts), bool)
        places[rows.object[at]] = True
        return place_names(self._mentions(places), self._said(places, ("name",)))

    def _with_context(self, chosen: Flags) -> Flags:
        """With the sites that contain the chosen ones, and those that the chosen firms hold, and their kin."""
        sites, firms = kin.holdings(self.columns)
        shown = chosen.copy()
        shown[sites[chosen[firms] & self._told_twice(sites, firms)]] = True
        parts, wholes = _parts(self.columns)
        while (more := shown[parts] & ~shown[wholes]).any():
            shown[wholes[more]] = True
        found: Flags = self.kin_of(shown) & self.spoken & ~self.contract
        return found

    def _told_twice(self, sites: Numbers, firms: Numbers) -> Flags:
        """Which holdings are of a site that names a firm's kin by another record too: only they prove anything."""
        pairs = np.stack([self.kin[sites], self.kin[firms]], axis=1)
        _, number = np.unique(pairs, axis=0, return_inverse=True)
        several = np.zeros(int(number.max(initial=0)) + 1, bool)
        first = np.full(len(several), NONE, np.int64)
        first[number[::-1]] = self.records[firms][::-1]
        several[number[self.records[firms] != first[number]]] = True
        found: Flags = several[number]
        return found

    def _mentions(self, chosen: Flags) -> dict[bytes, StoredMention]:
        found = (self.columns.mention(place) for place in np.flatnonzero(chosen).tolist())
        return {mention.id: mention for mention in found}

    def _said(self, chosen: Flags, properties: Iterable[str] | None = None) -> list[StoredStatement]:
        if not chosen.any():
            return []
        rows = self.columns.statements
        wanted = chosen[rows.subject]
        if properties is not None:
            wanted = wanted & np.isin(rows.property, self.columns.numbers_of(properties))
        return list(self.columns.all_statements(np.flatnonzero(wanted)))

    def _note(self, root: Numbers, listed: dict[int, str], chosen: Flags, node: Mapping[bytes, str]) -> None:
        """Writes the nodes of the chosen mentions down."""
        places = np.flatnonzero(chosen).tolist()
        for place in places:
            listed.pop(place, None)
        first: dict[str, tuple[bytes, int]] = {}
        named: list[tuple[int, str]] = []
        for place in places:
            identifier = self.columns.mention_id(place)
            to = node.get(identifier)
            if to is None:
                root[place] = place
                continue
            named.append((place, to))
            first[to] = min(first.get(to, (identifier, place)), (identifier, place))
        for place, to in named:
            root[place] = first[to][1]
            if to != first[to][0].hex():
                listed[first[to][1]] = to


class Names(Mapping[bytes, str]):
    """Mention id -> the id of its node."""

    def __init__(self, columns: Columns, root: Numbers, listed: Mapping[int, str]) -> None:
        self._columns = columns
        self._root = root
        self._listed = listed

    def __getitem__(self, identifier: bytes) -> str:
        place = self._columns.index.place(identifier)
        root = NONE if place == NONE else self._root.item(place)
        if root == NONE:
            raise KeyError(identifier)
        return self._listed.get(root) or self._columns.mention_id(root).hex()

    def __iter__(self) -> Iterator[bytes]:
        return (self._columns.mention_id(place) for place in np.flatnonzero(self._root != NONE).tolist())

    def __len__(self) -> int:
        return int((self._root != NONE).sum())


def _spoken_of(columns: Columns) -> Flags:
    """A party of which nothing else is said (an unnamed vehicle) is a node all the same."""
    spoken = np.zeros(len(columns.mentions.document), bool)
    spoken[columns.statements.subject] = True
    spoken[columns.statements.object[columns.statements.is_thing]] = True
    return spoken


def _parts(columns: Columns) -> tuple[Numbers, Numbers]:
    """What is stated to be a part of what."""
    rows = columns.statements
    within = np.flatnonzero((rows.property == columns.number_of("partOf")) & rows.is_thing)
    return rows.subject[within], rows.object[within]
