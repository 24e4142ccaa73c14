"""Actors, places and securities: the same by record, identifier, ticker, listed name, shared site or one document.

Two firms that two documents call by equal names only are `unsure`: names are not proof.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping

from ...schema.dates import DateError, PartialDate
from ..ledger.judgements import Judgements
from .clusters import PERSON, Clusters, Evidence
from .naming import Naming, Said, clash
from .tickers import ticker_proofs

_PERSON, _RECORD, _IDENTIFIER, _TICKER, _ALIAS, _SITE, _ONE_DOCUMENT = 100, 40, 30, 28, 20, 15, 10

#: The rule of pairs that have nothing but a name in common.
EQUAL_NAMES = "equalNames"

#: What mentions must share to be joined: a mention's keys of one sort.
Keys = Callable[[Naming], list[str]]
#: Site -> what its sources call its owners and operators: (origin, name without legal form) -> their mentions.
Holders = Mapping[bytes, Mapping[tuple[str, str], Collection[bytes]]]


def cluster_things(
    called: Mapping[bytes, Naming], people: Judgements, schemes: Collection[str], dates: Mapping[bytes, str],
    holders: Holders,
) -> tuple[Clusters, list[Evidence]]:  # fmt: skip
    """The clusters, and the pairs that are unsure: equal names in different documents, or refused evidence.

    `dates`: document -> its publication date or vintage. `holders`: who owns and operates each site.
    """

    def compatible(one: bytes, other: bytes) -> bool:
        return _may_be_one(called[one], called[other], schemes)

    def sign(mention: bytes) -> Hashable:
        naming = called[mention]
        row = (naming.mention.source, naming.mention.key) if naming.own_row else None
        return naming.listed, naming.mention.kind, frozenset(naming.identifiers), row

    clusters = Clusters(compatible, people, sign)
    judged = [Evidence(_PERSON, *pair, "a person judged them the same", PERSON) for pair in people.same()]
    same = [e for e in judged if e.one in called and e.other in called]
    refused = clusters.join_all([*same, *_proofs(called, dates), *_neighbours(holders, called)])
    return clusters, refused + list(_equal_names(called, clusters))


def _may_be_one(one: Naming, other: Naming, schemes: Collection[str]) -> bool:
    if one.listed and other.listed:
        return one.listed == other.listed
    if one.mention.kind != other.mention.kind:
        return False
    if one.own_row and other.own_row and one.mention.source == other.mention.source:
        # A source that has two rows told them apart; several of one firm (its tickers) share an identifier.
        if one.mention.key == other.mention.key or one.identifiers & other.identifiers:
            return True
        if not (one.keyed_by_name and other.keyed_by_name):
            return False
    return not clash(one.identifiers, other.identifiers, schemes)


def _proofs(called: Mapping[bytes, Naming], dates: Mapping[bytes, str]) -> Iterator[Evidence]:
    yield from _hubs(called, lambda n: [f"{n.mention.source}/{n.mention.key}"] if n.mention.key else [], _RECORD,
                     "the same record of one source", "record")  # fmt: skip
    yield from _hubs(called, lambda n: sorted(n.identifiers), _IDENTIFIER, "the same identifier", "identifier")
    yield from ticker_proofs(called, dates, _TICKER)
    yield from _aliases(called, dates)
    # What a row names beside its record has a key made of its name: another spelling there may be another firm.
    spoken = {m: n for m, n in called.items() if not n.mention.key}
    yield from _hubs(spoken, _spoken_names, _ONE_DOCUMENT, "one document gives both the same name", "oneDocument")


def _spoken_names(naming: Naming) -> list[str]:
    """Documents with the names that they give."""
    return sorted(f"{s.document.hex()}/{naming.mention.kind}/{s.words}" for s in naming.said_names)


def _hubs(called: Mapping[bytes, Naming], keys: Keys, strength: int, reason: str, rule: str) -> Iterator[Evidence]:
    """Joins all mentions that share a key to the first of them."""
    first: dict[str, bytes] = {}
    for mention in sorted(called):
        for key in keys(called[mention]):
            hub = first.setdefault(key, mention)
            if hub != mention:
                yield Evidence(strength, hub, mention, f"{reason} ({key})", rule)


def _aliases(called: Mapping[bytes, Naming], dates: Mapping[bytes, str]) -> Iterator[Evidence]:
    """Joins a mention to the listed firm whose name or alias it carries, if the list has only one such then."""
    listed: defaultdict[str, list[tuple[bytes, Said]]] = defaultdict(list)
    for mention in sorted(called):
        if called[mention].listed:
            for said in called[mention].said_names:
                listed[said.words].append((mention, said))
    for mention, naming in called.items():
        for said in () if naming.listed else sorted(naming.said_names):
            rows = listed.get(said.words)
            owners = {m for m, name in rows if valid(name, dates.get(said.document))} if rows else set()
            if len({called[m].listed for m in owners}) == 1:
                yield Evidence(_ALIAS, min(owners), mention, f"the list has the name {said.words!r}", "alias")


def valid(said: Said, written: str | None) -> bool:
    """Whether a name may be that of its firm at a document's date; a document without a date may be of any time."""
    if not written or not (said.valid_from or said.valid_to):
        return True
    try:
        day = PartialDate.parse(written)
    except DateError:
        return True
    begun = not said.valid_from or day.latest() >= PartialDate.parse(said.valid_from).earliest()
    return begun and (not said.valid_to or day.earliest() <= PartialDate.parse(said.valid_to).latest())


def _neighbours(holders: Holders, called: Mapping[bytes, Naming]) -> Iterator[Evidence]:
    """Joins firms of equal names that two sources both call owner or operator of one site.

    A source in which two firms bear that name at the site proves nothing of either.
    """
    for said in holders.values():
        by_name: defaultdict[str, dict[str, Collection[bytes]]] = defaultdict(dict)
        for (origin, name), firms in said.items():
            by_name[name][origin] = firms
        for name, origins in sorted(by_name.items()):
            own = [sorted(firm for firm in found if called[firm].own_row) for found in origins.values()]
            if any(len(rows) > 1 for rows in own):
                continue
            firms = sorted((rows or sorted(found))[0] for rows, found in zip(own, origins.values(), strict=True))
            for firm in firms[1:]:
                reason = f"two sources name {name!r} as owner or operator of one site"
                yield Evidence(_SITE, firms[0], firm, reason, "sharedSite")


def _equal_names(called: Mapping[bytes, Naming], clusters: Clusters) -> Iterator[Evidence]:
    first: dict[str, bytes] = {}
    for mention in sorted(called):
        naming = called[mention]
        for name in sorted(naming.names):
            hub = first.setdefault(f"{naming.mention.kind}/{name}", mention)
            if clusters.root(hub) != clusters.root(mention):
                yield Evidence(0, hub, mention, f"known by equal names only ({name!r})", EQUAL_NAMES)
