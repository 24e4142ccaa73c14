"""Sites: the same by record or identifier, unless they lie far apart; never a building and its campus.

Distance and name make suggestions, not proofs. Campus, phase and building are different things: by `partOf`, by
their kinds, and by what their names count ("Building 2", "Phase II", "Expansion").
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

from ...schema.names import bare_name, name_key
from ..ledger.judgements import Judgements
from ..ledger.records import StoredStatement
from .clusters import PERSON, Clusters, Evidence
from .naming import Naming, clash

_PERSON, _RECORD, _IDENTIFIER, _ONE_DOCUMENT = 100, 40, 30, 10
#: Kilometres between two positions beyond which one identifier does not prove one site: of the 11,736 U.S. rows
#: of the Global Power Plant Database 1.3.0 that bear a plant code of EIA-860, nine lie further from that plant.
FAR = 20.0
#: Mean radius of the earth in kilometres (IUGG).
_RADIUS = 6371.0088
#: Kinds of parts: never the same as a site of another kind.
PARTS = ("building", "phase", "generator")
_COUNTED = re.compile(
    r"\b(building|bldg|phase|stage|expansion|unit|block|hall)\s*#?(\d+|[ivx]+|[a-h]|one|two|three|four|five|six)?\b"
)
_NUMERALS = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "a": "1", "b": "2", "c": "3", "d": "4", "e": "5", "f": "6", "g": "7", "h": "8",
}  # fmt: skip
_LAST = re.compile(r"\b(\d{1,3}|[ivx]+)$")
_SAME_WORD = {"bldg": "building", "stage": "phase"}


@dataclass(slots=True)
class Site:
    """What identity needs of one site: `places` as (latitude, longitude) in degrees; `above`: sites it is part of."""

    naming: Naming
    kinds: set[str] = field(default_factory=set)
    latitudes: dict[bytes, float] = field(default_factory=dict)
    longitudes: dict[bytes, float] = field(default_factory=dict)
    above: set[bytes] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)

    @property
    def places(self) -> list[tuple[float, float]]:
        """Its positions, one of each document that gives one."""
        return [(north, self.longitudes[d]) for d, north in self.latitudes.items() if d in self.longitudes]


def sites(
    called: Mapping[bytes, Naming], statements: Iterable[StoredStatement], record: Mapping[bytes, bytes]
) -> dict[bytes, Site]:
    """Mention id, of a record its smallest one -> its site."""
    found = {m: Site(naming) for m, naming in called.items() if naming.mention.kind == "Site"}
    for said in statements if found else ():
        site = found.get(record.get(said.subject, said.subject))
        if site is not None and said.polarity:
            _describe(site, said, record)
    for site in found.values():
        for name in site.naming.names:
            site.parts |= counted(name)
            if last := _LAST.search(name):
                site.numbers.add(_NUMERALS.get(last[1], last[1].lstrip("0")))
    return found


def _describe(site: Site, said: StoredStatement, record: Mapping[bytes, bytes]) -> None:
    if isinstance(said.object, bytes):
        if said.property == "partOf":
            site.above.add(record.get(said.object, said.object))
    elif said.property == "kind":
        site.kinds.add(said.object)
    elif said.property == "latitude":
        site.latitudes[said.document] = float(said.object)
    elif said.property == "longitude":
        site.longitudes[said.document] = float(said.object)


def counted(name: str) -> set[str]:
    """The parts that a name counts: `building 2` for "Bldg II", `expansion` for "Expansion"."""
    found = _COUNTED.findall(name_key(name))
    return {f"{_SAME_WORD.get(w, w)} {_NUMERALS.get(n, n.lstrip('0'))}".strip() for w, n in found}


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two positions (latitude, longitude in degrees) on a sphere."""
    north, south = radians(one[0]), radians(other[0])
    east = radians(other[1] - one[1])
    arc = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * _RADIUS * asin(min(1.0, sqrt(arc)))


def apart(one: Site, other: Site) -> float | None:
    """Kilometres between the nearest positions of two sites, None if one has none."""
    return min((kilometres(a, b) for a in one.places for b in other.places), default=None)


def may_be_one(one: Site, other: Site, schemes: Collection[str]) -> bool:
    """Whether nothing tells two sites apart: class of part, number of part, identifiers."""
    parts = (one.kinds | other.kinds).intersection(PARTS)
    if parts and one.kinds and other.kinds and not one.kinds & other.kinds:
        return False
    if one.parts != other.parts:
        return False
    return not clash(one.naming.identifiers, other.naming.identifiers, schemes)


class SiteIdentity:
    """Decides which sites are one."""

    def __init__(self, found: Mapping[bytes, Site], people: Judgements, schemes: Collection[str]) -> None:
        self._found = found
        self._people = people
        self._schemes = schemes

    def cluster(self) -> tuple[Clusters, list[Evidence]]:
        """The clusters, and the pairs that an identifier calls the same and something else different."""
        clusters = Clusters(self.compatible, self._people)
        judged = [Evidence(_PERSON, *pair, "a person judged them the same", PERSON) for pair in self._people.same()]
        same = [e for e in judged if e.one in self._found and e.other in self._found]
        return clusters, clusters.join_all([*same, *self._proofs()])

    def compatible(self, one: bytes, other: bytes) -> bool:
        """Whether two sites may be one thing by the rules: no part of each other, and not far apart."""
        a, b = self._found[one], self._found[other]
        if other in self._above(one) or one in self._above(other) or not may_be_one(a, b, self._schemes):
            return False
        distance = apart(a, b)
        return distance is None or distance <= FAR

    def _above(self, mention: bytes) -> set[bytes]:
        """All sites that contain a site."""
        seen: set[bytes] = set()
        queue = list(self._found[mention].above)
        while queue:
            if (at := queue.pop()) not in seen and at in self._found:
                seen.add(at)
                queue += self._found[at].above
        return seen

    def _proofs(self) -> Iterable[Evidence]:
        first: dict[str, bytes] = {}
        for mention in sorted(self._found):
            for strength, key, reason, rule in _keys(self._found[mention].naming):
                hub = first.setdefault(key, mention)
                if hub != mention:
                    yield Evidence(strength, hub, mention, f"{reason} ({key})", rule)


def _keys(naming: Naming) -> Iterable[tuple[int, str, str, str]]:
    """What proves a site: its record, its identifiers, and in one text its name."""
    mention = naming.mention
    if mention.key:
        yield _RECORD, f"{mention.source}/{mention.key}", "the same record of one source", "record"
    else:
        for said in sorted(naming.said_names):
            key = f"{said.document.hex()}/{said.words}"
            yield _ONE_DOCUMENT, key, "one document gives both the same name", "oneDocument"
    for identifier in sorted(naming.identifiers):
        yield _IDENTIFIER, identifier, "the same identifier", "identifier"


def holders(
    statements: Iterable[StoredStatement], clusters: Clusters, called: Mapping[bytes, Naming],
    record: Mapping[bytes, bytes],
) -> dict[bytes, dict[tuple[str, str], set[bytes]]]:  # fmt: skip
    """Site -> (origin, name of its owner or operator) -> the firms; only sites that an identifier is known of.

    An origin is a source, or a text.
    """
    found: defaultdict[bytes, dict[tuple[str, str], set[bytes]]] = defaultdict(dict)
    for said in statements:
        if said.property in ("owner", "operator") and isinstance(said.object, bytes) and said.polarity:
            site, firm = record.get(said.subject, said.subject), record.get(said.object, said.object)
            naming = called.get(site)
            if naming is None or naming.mention.kind != "Site" or not naming.identifiers or firm not in called:
                continue
            origin = called[firm].mention.source or said.document.hex()
            for name in called[firm].spellings:
                found[clusters.root(site)].setdefault((origin, bare_name(name)), set()).add(firm)
    return {site: said for site, said in found.items() if len({origin for origin, _ in said}) > 1}
