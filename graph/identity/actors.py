"""Actors, places and securities: the same by identifier, by a listed alias, or by equal names in one text.

Two firms that two documents call by equal names only are `unsure`: names are not proof.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...schema.names import name_key
from ..ledger.records import StoredMention, StoredStatement
from .clusters import Clusters, Evidence
from .people import Judgements

#: The loader of the shipped list, whose records name nodes.
REFERENCE = "reference"
_RECORD, _IDENTIFIER, _ALIAS, _ONE_DOCUMENT = 40, 30, 20, 10


@dataclass
class Naming:
    """What a mention is called: names as keys, identifiers as `scheme:code`, its listed key if it has one."""

    mention: StoredMention
    names: set[str] = field(default_factory=set)
    identifiers: set[str] = field(default_factory=set)

    @property
    def listed(self) -> str | None:
        """Its key in the reference list, None for a mention of a text."""
        return self.mention.key if self.mention.source == REFERENCE else None

    @property
    def is_row(self) -> bool:
        """Whether it is a record of a data set, which tells its things apart by keys: every plant has a unit "1"."""
        return self.mention.key is not None and self.mention.source != REFERENCE


#: What mentions must share to be joined: a mention's keys of one sort.
Keys = Callable[[Naming], list[str]]


def namings(
    mentions: Iterable[StoredMention], statements: Iterable[StoredStatement], schemes: Collection[str]
) -> dict[bytes, Naming]:
    """Mention id -> what it is called. `schemes`: the properties that the model says identify a thing."""
    found = {m.id: Naming(m) for m in mentions}
    for said in statements:
        naming = found.get(said.subject)
        if naming is None or isinstance(said.object, bytes) or not said.polarity:
            continue
        if said.property in ("name", "alias"):
            naming.names.add(name_key(said.object))
        elif said.property in schemes:
            naming.identifiers.add(f"{said.property}:{said.object}")
        elif said.property == "ticker":
            naming.identifiers.add("ticker:" + said.object.rpartition(":")[2].strip().upper())
    return found


def cluster_actors(
    called: Mapping[bytes, Naming], people: Judgements, schemes: Collection[str]
) -> tuple[Clusters, list[Evidence]]:
    """The clusters, and the pairs that are unsure: equal names in different documents, or refused evidence."""

    def compatible(one: bytes, other: bytes) -> bool:
        verb = people.verb(one, other)
        if verb is not None:
            return verb == "same"
        return _may_be_one(called[one], called[other], schemes)

    clusters = Clusters(compatible)
    same = [e for e in people.same() if e.one in called and e.other in called]
    refused = clusters.join_all([*same, *_proofs(called)])
    return clusters, refused + list(_equal_names(called, clusters))


def _may_be_one(one: Naming, other: Naming, schemes: Collection[str]) -> bool:
    if one.listed and other.listed:
        return one.listed == other.listed
    if one.mention.kind != other.mention.kind:
        return False
    return not any(_clash(one.identifiers, other.identifiers, f"{scheme}:") for scheme in schemes)


def _clash(one: set[str], other: set[str], scheme: str) -> bool:
    mine = {i for i in one if i.startswith(scheme)}
    theirs = {i for i in other if i.startswith(scheme)}
    return bool(mine and theirs and not mine & theirs)


def _proofs(called: Mapping[bytes, Naming]) -> Iterator[Evidence]:
    yield from _hubs(called, lambda n: [f"{n.mention.source}/{n.mention.key}"] if n.mention.key else [], _RECORD,
                     "the same record of one source")  # fmt: skip
    yield from _hubs(called, lambda n: sorted(n.identifiers), _IDENTIFIER, "the same identifier")
    yield from _aliases(called)
    yield from _hubs(
        called, lambda n: [] if n.is_row else [
            f"{n.mention.document.hex()}/{n.mention.kind}/{name}" for name in sorted(n.names)
        ], _ONE_DOCUMENT, "one document gives both the same name",
    )  # fmt: skip


def _hubs(called: Mapping[bytes, Naming], keys: Keys, strength: int, reason: str) -> Iterator[Evidence]:
    """Joins all mentions that share a key to the first of them."""
    first: dict[str, bytes] = {}
    for mention in sorted(called):
        for key in keys(called[mention]):
            hub = first.setdefault(key, mention)
            if hub != mention:
                yield Evidence(strength, hub, mention, f"{reason} ({key})")


def _aliases(called: Mapping[bytes, Naming]) -> Iterator[Evidence]:
    """Joins a mention to the listed firm whose name or alias it carries, if the list has only one such."""
    listed: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
    for mention in sorted(called):
        naming = called[mention]
        if naming.listed:
            for name in naming.names:
                listed[name].setdefault(naming.listed, mention)
    for mention, naming in called.items():
        if not naming.listed:
            for name in naming.names:
                owners = list(listed.get(name, {}).values())
                if len(owners) == 1:
                    yield Evidence(_ALIAS, owners[0], mention, f"the list has the name {name!r}")


def _equal_names(called: Mapping[bytes, Naming], clusters: Clusters) -> Iterator[Evidence]:
    first: dict[str, bytes] = {}
    for mention in sorted(called):
        naming = called[mention]
        for name in sorted(naming.names):
            hub = first.setdefault(f"{naming.mention.kind}/{name}", mention)
            if naming.is_row and called[hub].mention.source == naming.mention.source:
                continue
            if clusters.root(hub) != clusters.root(mention):
                yield Evidence(0, hub, mention, f"known by equal names only ({name!r})")
