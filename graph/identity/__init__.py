"""Identity: which mentions are one node, by people's judgements and the rules. Recomputed, never stored."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...schema.model import Model
from ..ledger.judgements import Conflict, Judgements, records
from ..ledger.records import Act, StoredMention, StoredStatement
from .clusters import Clusters, Evidence
from .contracts import CONTRACTS, ContractIdentity, contracts
from .firms import cluster_things
from .naming import REFERENCE, Naming, namings
from .rivals import RULE as RIVALS
from .sites import SiteIdentity, holders, sites

__all__ = [
    "CONTRACTS", "REFERENCE", "RIVALS", "Conflict", "Evidence", "Identity", "Judgements", "Things", "identifying",
    "place_names", "resolve", "resolve_contracts", "resolve_things",
]  # fmt: skip


@dataclass(frozen=True)
class Identity:
    """`node`: mention id -> node id; `members`: node id -> its mentions; `unsure`: pairs for a person.

    `proofs`: what joined mentions, records apart; `conflicts`: judgements that contradict each other; `record`:
    mention -> the smallest of its record, where several mentions name it.
    """

    node: Mapping[bytes, str]
    members: Mapping[str, list[bytes]]
    unsure: list[Evidence]
    proofs: list[Evidence]
    conflicts: list[Conflict]
    record: Mapping[bytes, bytes]


def identifying(model: Model) -> set[str]:
    """The properties that the model says identify a thing."""
    return {p.name for kind in model.kinds.values() for p in kind.properties.values() if p.identifies}


@dataclass(frozen=True)
class Things:
    """Clustered mentions of all but deals, flows, stakes and capacities, and records of those.

    `node`, `record`: as in `Identity`; `people`: the judgements between records; `judged`: whom they join.
    """

    node: dict[bytes, str]
    record: dict[bytes, bytes]
    people: Judgements
    judged: Collection[bytes]
    unsure: list[Evidence]
    taken: list[Evidence]


def resolve(
    mentions: Mapping[bytes, StoredMention], statements: list[StoredStatement], acts: Iterable[Act],
    series: Mapping[bytes, str], model: Model, dates: Mapping[bytes, str],
) -> Identity:  # fmt: skip
    """Clusters all mentions.

    `series`: document id -> the series whose editions it belongs to; `dates`: document id -> its publication date,
    else its vintage.
    """
    things = resolve_things(mentions, statements, acts, model, dates)
    places = place_names(mentions, statements)
    deals, unsure_deals = resolve_contracts(mentions, statements, things, things.node, series, model, places)
    node = things.node
    for mention in mentions:
        node.setdefault(mention, deals.root(things.record.get(mention, mention)).hex())
    members: dict[str, list[bytes]] = {}
    for mention in sorted(mentions):
        members.setdefault(node[mention], []).append(mention)
    unsure = [*things.unsure, *unsure_deals]
    return Identity(node, members, unsure, things.taken + deals.taken, things.people.conflicts, things.record)


def resolve_things(
    mentions: Mapping[bytes, StoredMention], statements: Sequence[StoredStatement], acts: Iterable[Act],
    model: Model, dates: Mapping[bytes, str],
) -> Things:  # fmt: skip
    """Clusters actors, sites and what else stands for itself; what is said of others decides nothing here."""
    people = Judgements(acts)
    plain = {m: at for m, at in mentions.items() if at.kind not in CONTRACTS or at.key}
    record = records(plain, people)
    people = people.of(record)
    schemes = identifying(model)
    called = namings(plain.values(), statements, schemes, record)
    found_sites = sites(called, statements, record)
    places, unsure_sites = SiteIdentity(found_sites, people, schemes).cluster()
    owners = holders(statements, places, called, record) if found_sites else {}
    judged = {m for pair in people.same() for m in pair}
    things = {m: naming for m, naming in called.items() if m not in found_sites and not _is_judged(naming, judged)}
    actors, unsure = cluster_things(things, people, schemes, dates, owners)
    node = _nodes(plain, record, called, [(places, found_sites), (actors, things)])
    firms = [e for e in unsure if model.is_a(mentions[e.one].kind, "Actor")]
    open_ = [e for e in firms + unsure_sites if not people.apart((e.one, e.other))]
    return Things(node, record, people, judged, open_, places.taken + actors.taken)


def place_names(mentions: Mapping[bytes, StoredMention], statements: Iterable[StoredStatement]) -> dict[bytes, str]:
    """Mention of a place -> its name; of several the first in order."""
    found: dict[bytes, str] = {}
    for said in statements:
        if said.property == "name" and said.polarity and mentions[said.subject].kind == "Place":
            found[said.subject] = min(str(said.object), found.get(said.subject, str(said.object)))
    return found


def resolve_contracts(
    mentions: Mapping[bytes, StoredMention], statements: Iterable[StoredStatement], things: Things,
    node: Mapping[bytes, str], series: Mapping[bytes, str], model: Model, places: Mapping[bytes, str],
) -> tuple[Clusters, list[Evidence]]:  # fmt: skip
    """Clusters deals, flows, stakes and capacities, whose parties are in `node`; and the pairs that are unsure.

    `places`: mention of a place -> its name.
    """
    found = contracts(mentions, statements, model, node, series, things.record, things.judged, places)
    clusters, unsure = ContractIdentity(found, things.people, model).cluster()
    return clusters, [e for e in unsure if not things.people.apart((e.one, e.other))]


def _nodes(
    plain: Mapping[bytes, StoredMention], record: Mapping[bytes, bytes], called: Mapping[bytes, Naming],
    clustered: list[tuple[Clusters, Collection[bytes]]],
) -> dict[bytes, str]:  # fmt: skip
    """Mention -> node id: that of the reference list, else the smallest mention of its cluster, if it has one."""
    root = {m: clusters.root(m) for clusters, found in clustered for m in found}
    listed: dict[bytes, str] = {}
    for mention, naming in called.items():
        if naming.listed:  # two of them only where a person judged them the same
            listed[root[mention]] = min(naming.listed, listed.get(root[mention], naming.listed))
    named = {m: listed.get(r) or r.hex() for m, r in root.items()}
    return {m: named[at] for m in plain if (at := record.get(m, m)) in named}


def _is_judged(naming: Naming, judged: Collection[bytes]) -> bool:
    """Whether it is a record of a deal, flow, stake or capacity that a person judged the same as another."""
    return naming.mention.kind in CONTRACTS and naming.mention.id in judged
