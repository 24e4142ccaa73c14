"""Identity: which mentions are one node, by people's judgements and the rules. Recomputed, never stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...schema.model import Model
from ..ledger.records import Act, StoredMention, StoredStatement
from .actors import REFERENCE, cluster_actors, namings
from .clusters import Evidence
from .contracts import CONTRACTS, ContractIdentity, contracts
from .people import Judgements

__all__ = ["REFERENCE", "Evidence", "Identity", "resolve"]


@dataclass(frozen=True)
class Identity:
    """`node`: mention id -> node id; `members`: node id -> its mentions; `unsure`: pairs for a person."""

    node: Mapping[bytes, str]
    members: Mapping[str, list[bytes]]
    unsure: list[Evidence]


def resolve(
    mentions: Mapping[bytes, StoredMention], statements: list[StoredStatement], acts: Iterable[Act],
    series: Mapping[bytes, str], model: Model,
) -> Identity:  # fmt: skip
    """Clusters all mentions. `series`: document id -> the series whose editions it belongs to."""
    people = Judgements(acts)
    plain = {m: at for m, at in mentions.items() if at.kind not in CONTRACTS or at.key}
    schemes = {p.name for kind in model.kinds.values() for p in kind.properties.values() if p.identifies}
    called = namings(plain.values(), statements, schemes)
    actors, unsure = cluster_actors(called, people, schemes)
    listed: dict[bytes, str] = {}
    for mention, naming in called.items():
        if naming.listed:  # two of them only where a person judged them the same
            root = actors.root(mention)
            listed[root] = min(naming.listed, listed.get(root, naming.listed))
    node = {m: listed.get(actors.root(m)) or actors.root(m).hex() for m in plain}
    found = contracts(mentions, statements, model, node, series)
    deals, unsure_deals = ContractIdentity(found, people, model).cluster()
    for mention in mentions:
        node.setdefault(mention, deals.root(mention).hex())
    members: dict[str, list[bytes]] = {}
    for mention in sorted(mentions):
        members.setdefault(node[mention], []).append(mention)
    firms = [e for e in unsure if model.is_a(mentions[e.one].kind, "Actor")]
    return Identity(node, members, firms + unsure_deals)
