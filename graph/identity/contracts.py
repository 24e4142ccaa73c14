"""Deals, flows, stakes and capacities: two mentions are one when parties, roles, kind and figures or dates agree.

Within one document the same parties and compatible kinds with at most one amount are one. A former amount that
a text states proves that an earlier report is the same, and so does a later edition of the same document.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from ...schema.model import Model
from ...schema.names import name_key
from ...schema.places import precision
from ...schema.quantity import Quantity
from ..ledger.judgements import Judgements
from ..ledger.records import StoredMention, StoredStatement
from ..policies.policy import OUT
from .agreement import dates_agree, dates_in_order, dates_near, quantities_agree
from .clusters import PERSON, Clusters, Evidence
from .rivals import rivals

_PERSON, _FORMER, _EDITION, _EQUAL, _FIGURE, _DATE, _ONE_DOCUMENT, _DENIAL = 100, 50, 45, 42, 40, 30, 20, 10
#: Classes whose mentions are clustered here, with the fewest parties that two reports must share: a deal takes
#: two, spending only the spender.
CONTRACTS = {"Deal": 2, "CapitalFlow": 1, "Stake": 2, "Capacity": 1}
#: What tells two contracts of the same parties apart, beside their dates and figures.
_TELLING = ("site", "place", "start", "basis", "amountBasis")
#: By what a contract belongs to another: it amends it, or is a part or an option of it.
_BELONGING = ("amends", "partOf", "optionOf", "effect")
_PARTS = ("part", "increment", "remainder", "target")
_DOUBTFUL = ("possible", "opinion")


@dataclass
class Contract:
    """What identity needs of one mention of a deal, flow, stake or capacity."""

    mention: StoredMention
    series: str | None = None
    kind: str = "unspecified"
    parties: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    figure: Quantity | None = None
    former: list[Quantity] = field(default_factory=list)
    date: str | None = None
    told: dict[str, str] = field(default_factory=dict)
    #: The words of its place.
    where: str | None = None
    #: Whether a text says that it is a part of another contract, changes it, or is only possible.
    belongs: bool = False
    doubtful: bool = False
    #: All that its text says of it is that it is not so.
    denied: bool = False
    #: How far its text says that it has come.
    statuses: set[str] = field(default_factory=set)

    @property
    def place(self) -> str | None:
        """The name of its place, as a key; its node if it has no name."""
        return self.told.get("place")


def contracts(
    mentions: Mapping[bytes, StoredMention], statements: Iterable[StoredStatement], model: Model,
    node: Mapping[bytes, str], series: Mapping[bytes, str], record: Mapping[bytes, bytes], judged: Collection[bytes],
    places: Mapping[bytes, str],
) -> dict[bytes, Contract]:  # fmt: skip
    """Mention id, of a record its smallest one -> its contract; of records only those that a person `judged`.

    `node`: actor mention -> its node id; `series`: document -> its series; `record`: as `records` gives it;
    `places`: mention of a place -> its name, since texts that name one place have each a place of their own.
    """
    found: dict[bytes, Contract] = {}
    said_of = list(statements)
    told = {record.get(said.subject, said.subject) for said in said_of if said.polarity}
    for said in said_of:
        at = record.get(said.subject, said.subject)
        mention = mentions[at]
        if mention.kind not in CONTRACTS or (not said.polarity and at in told) or (mention.key and at not in judged):
            continue
        contract = found.setdefault(at, Contract(mention, series.get(mention.document), denied=at not in told))
        _describe(contract, said, model, node, places)
    return found


def _describe(
    contract: Contract, said: StoredStatement, model: Model, node: Mapping[bytes, str], places: Mapping[bytes, str]
) -> None:  # fmt: skip
    prop = model.kind(contract.mention.kind).properties[said.property]
    word = said.object
    if isinstance(word, bytes):
        name = places.get(word) if said.property == "place" else None
        word = node.get(word, word.hex()) if name is None else name_key(name)
        contract.where = name or contract.where
    if said.property in _TELLING and word != "unknown":
        contract.told[said.property] = word
    if said.status and said.property in ("kind", model.kind(contract.mention.kind).figures[0]):
        contract.statuses.add(said.status)
    contract.belongs |= said.property in _BELONGING or (said.property == "measure" and word in _PARTS)
    if isinstance(said.object, bytes):
        if prop.party:
            contract.parties[word].add(said.property)
    elif said.property == "kind":
        contract.kind = said.object
    elif said.property == model.kind(contract.mention.kind).figures[0]:
        contract.figure, contract.doubtful = Quantity.decode(said.object), said.modality in _DOUBTFUL
    elif said.property == "formerAmount":
        contract.former.append(Quantity.decode(said.object))
    elif said.property == "date":
        contract.date = said.object


class ContractIdentity:
    """Decides which contracts are one."""

    def __init__(self, found: Mapping[bytes, Contract], people: Judgements, model: Model) -> None:
        self._found = found
        self._people = people
        self._lists = {name: model.vocabularies[model.kind(name).properties["kind"].ranges[0]] for name in CONTRACTS}
        self._stages = model.vocabularies["status"]
        self._bridges: defaultdict[frozenset[str], list[tuple[Quantity, Quantity]]] = defaultdict(list)
        self._crowded = _documents_with_several_figures(found)
        for contract in found.values():
            if contract.figure:
                block = frozenset(contract.parties)
                self._bridges[block] += [(former, contract.figure) for former in contract.former]

    def cluster(self) -> tuple[Clusters, list[Evidence]]:
        """The clusters, and the pairs that may be one but are not proven to be."""
        clusters = Clusters(self.compatible, self._people)
        judged = [Evidence(_PERSON, *pair, "a person judged them the same", PERSON) for pair in self._people.same()]
        same = [e for e in judged if e.one in self._found and e.other in self._found]
        pairs = list(self._pairs())
        proven = [e for e in pairs if e.strength]
        refused = clusters.join_all([*same, *proven])
        refused += clusters.join_all(self._denials(clusters))
        pairs += rivals(self._found, self._blocks(), clusters.root, self._alike)
        return clusters, refused + [e for e in pairs if not e.strength and not _joined(clusters, e)]

    def _denials(self, clusters: Clusters) -> list[Evidence]:
        """What denies or calls off something belongs to that, if it is one thing: of several nobody knows which."""
        asserted: defaultdict[tuple[str, frozenset[str]], list[bytes]] = defaultdict(list)
        for mention, contract in self._found.items():
            if not (contract.denied or self._is_off(contract) or contract.mention.key):
                asserted[_block(contract)].append(mention)
        found = []
        for mention, contract in self._found.items():
            why = "one denies what the other says" if contract.denied else "one calls off what the other says"
            negative = contract.denied or self._is_off(contract)
            if negative and len(contract.parties) >= CONTRACTS[contract.mention.kind]:
                meant = [m for m in sorted(asserted.get(_block(contract), ())) if self.compatible(mention, m)]
                if len({clusters.root(m) for m in meant}) == 1:
                    found.append(
                        Evidence(_DENIAL, mention, meant[0], why, "denial" if contract.denied else "callOff")
                    )
        return found

    def _is_off(self, contract: Contract) -> bool:
        """Whether all that its text says of how far it has come is that it is called off."""
        off = (word in self._stages and self._stages.family(word) == OUT for word in contract.statuses)
        return bool(contract.statuses) and all(off)

    def compatible(self, one: bytes, other: bytes) -> bool:
        """Whether two mentions may be one thing by the rules."""
        a, b = self._found[one], self._found[other]
        return self._alike(a, b) and self._figures_agree(a, b)

    def _alike(self, a: Contract, b: Contract) -> bool:
        """Same class, family, parties and roles; no place or date that contradicts."""
        return self._of_one_sort(a, b) and not _places_differ(a, b) and not self._dates_differ(a, b)

    def _of_one_sort(self, a: Contract, b: Contract) -> bool:
        if a.mention.kind != b.mention.kind or not self._kinds_agree(a, b):
            return False
        return set(a.parties) == set(b.parties) and all(_roles_agree(a.parties[p], b.parties[p]) for p in a.parties)

    def _dates_differ(self, a: Contract, b: Contract) -> bool:
        """Whether both are dated, and not of one day; a call-off may be of any later one."""
        if not (a.date and b.date) or dates_agree(a.date, b.date) or self._revised(a, b):
            return False
        off = [contract for contract in (a, b) if self._is_off(contract)]
        if len(off) != 1:
            return True
        first, last = (b.date, a.date) if off[0] is a else (a.date, b.date)
        return not dates_in_order(first, last)

    def _doubt(self, a: Contract, b: Contract) -> str | None:
        """Why two reports that contradict each other may be of one thing all the same; None if nothing says so."""
        if a.mention.document == b.mention.document or not (self._of_one_sort(a, b) and _same_figure(a, b)):
            return None
        if self._dates_differ(a, b):
            near = dates_near(str(a.date), str(b.date))
            return "same parties, kind and figure, and dates a week apart at the most" if near else None
        return "same parties, kind and figure, but other places" if _places_differ(a, b) else None

    def _kinds_agree(self, a: Contract, b: Contract) -> bool:
        if a.kind == b.kind or "unspecified" in (a.kind, b.kind):
            return True
        words = self._lists[a.mention.kind]
        family = words.family(a.kind)
        return bool(family) and family == words.family(b.kind)

    def _figures_agree(self, a: Contract, b: Contract) -> bool:
        """Whether nothing in the figures speaks against one thing; a missing figure never does."""
        if not a.figure or not b.figure:
            return True
        return _same_figure(a, b) or self._revised(a, b)

    def _revised(self, a: Contract, b: Contract) -> bool:
        """Whether one figure replaced the other: by a text's word, or as a later edition of one document."""
        if not a.figure or not b.figure:
            return False
        return self._bridged(a, b) or self._editions(a, b)

    def _bridged(self, a: Contract, b: Contract) -> bool:
        """Whether a text says that one of the two figures took the other's place."""
        mine, theirs = a.figure, b.figure
        if not mine or not theirs:
            return False
        return any(
            (quantities_agree(mine, old) and quantities_agree(theirs, new))
            or (quantities_agree(mine, new) and quantities_agree(theirs, old))
            for old, new in self._bridges.get(frozenset(a.parties), ())
        )

    def _editions(self, a: Contract, b: Contract) -> bool:
        if not a.series or a.series != b.series or a.mention.document == b.mention.document:
            return False
        return not any((c.mention.document, _block(c)) in self._crowded for c in (a, b))

    def _blocks(self) -> list[list[bytes]]:
        """The mentions of texts by class and parties, of those with enough parties to be compared."""
        blocks: defaultdict[tuple[str, frozenset[str]], list[bytes]] = defaultdict(list)
        for mention, contract in self._found.items():
            if (
                not contract.denied
                and not contract.mention.key
                and len(contract.parties) >= CONTRACTS[contract.mention.kind]
            ):
                blocks[_block(contract)].append(mention)
        return list(blocks.values())

    def _pairs(self) -> Iterator[Evidence]:
        for block in self._blocks():
            for one, other in combinations(sorted(block), 2):
                if self._people.apart((one, other)):
                    continue
                if self.compatible(one, other):
                    yield self._evidence(one, other)
                elif why := self._doubt(self._found[one], self._found[other]):
                    yield Evidence(0, one, other, why, "doubt")

    def _evidence(self, one: bytes, other: bytes) -> Evidence:
        a, b = self._found[one], self._found[other]
        if a.figure and b.figure:
            if _same_figure(a, b):
                strength = _EQUAL if _equal(a.figure, b.figure) else _FIGURE
                return Evidence(strength, one, other, "same parties, kind and figure", "figure")
            if self._bridged(a, b):
                return Evidence(_FORMER, one, other, "a text says that one figure replaced the other", "former")
            return Evidence(_EDITION, one, other, "two editions of one document", "edition")
        if a.mention.document == b.mention.document:
            if (a.mention.document, _block(a)) not in self._crowded:
                return Evidence(
                    _ONE_DOCUMENT, one, other, "one document, same parties and kind, one figure", "oneDocument"
                )
        elif a.date and b.date:
            return Evidence(_DATE, one, other, "same parties, kind and date", "date")
        why = "same parties and kind, but neither figures nor dates to compare"
        return Evidence(0, one, other, why, "sameParties")


def _block(contract: Contract) -> tuple[str, frozenset[str]]:
    return contract.mention.kind, frozenset(contract.parties)


def _joined(clusters: Clusters, evidence: Evidence) -> bool:
    return clusters.root(evidence.one) == clusters.root(evidence.other)


def _same_figure(a: Contract, b: Contract) -> bool:
    """Whether two figures are one, in other words at the most.

    Two documents may round differently. One text that gives two figures means two things.
    """
    if not a.figure or not b.figure:
        return False
    return (_equal if a.mention.document == b.mention.document else quantities_agree)(a.figure, b.figure)


def _equal(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and one.interval == other.interval


def _places_differ(a: Contract, b: Contract) -> bool:
    """Whether both are at a place, and not at one.

    Texts name one place by its site, its town or its state: two of those contradict each other in one text only, and
    of money two names of which nobody knows how exact they are. Megawatts stand somewhere.
    """
    if not (a.place and b.place) or a.place == b.place:
        return False
    if a.mention.document == b.mention.document:
        return True
    exact = {precision(words or "") for words in (a.where, b.where)}
    return len(exact) == 1 and (a.mention.kind == "Capacity" or None not in exact)


def _roles_agree(mine: set[str], theirs: set[str]) -> bool:
    return mine == theirs or mine == {"party"} or theirs == {"party"} or bool(mine & theirs)


def _documents_with_several_figures(
    found: Mapping[bytes, Contract],
) -> set[tuple[bytes, tuple[str, frozenset[str]]]]:
    """(document, block) in which the same parties have figures that differ: there nothing follows from parties."""
    first: dict[tuple[bytes, tuple[str, frozenset[str]]], Quantity] = {}
    crowded = set()
    for contract in found.values():
        if contract.figure:
            place = (contract.mention.document, _block(contract))
            if not _equal(first.setdefault(place, contract.figure), contract.figure):
                crowded.add(place)
    return crowded
