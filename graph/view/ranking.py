"""Which of several statements a view shows first: the firmest, by source if the policy ranks, the newest, by id."""

from collections.abc import Iterable, Mapping

from ...schema.dates import PartialDate
from ...schema.names import name_key
from ..ledger.records import StoredDocument, StoredStatement
from ..policies.policy import DEFAULT, Policy
from ..policies.sources import Source, source
from ..times.clock import Standing, stands

#: From the firmest way to say a thing to the weakest.
MODALITIES = ("asserted", "reported", "planned", "expected", "projected", "possible", "opinion", "inferred")
_PLACE = {modality: place for place, modality in enumerate(MODALITIES)}
#: From the surest time of a statement to the least sure.
_SURE: tuple[Standing, ...] = ("yes", "open", "unknown", "no")
#: Words that stand for an open question: any other value is shown before them.
SAYS_NOTHING = ("unspecified", "unknown")
#: Properties whose values are borne from and to a date.
BORNE = ("name", "alias", "ticker")


def ended(said: Mapping[str, Iterable[StoredStatement]], as_of: PartialDate | None = None) -> set[str]:
    """Of what a thing is called, the values (as keys) that some statement ends and none says to hold still.

    `said`: property -> its statements. A text that uses an old name, without a word on time, does not revive it.
    As of a date it is the values that are less sure of their time than others of the same property.
    """
    if as_of is not None:
        return {key for name in BORNE for key in _unsure(said.get(name, ()), as_of)}
    borne = [s for name in BORNE for s in said.get(name, ()) if s.valid_from or s.valid_to]
    over = {name_key(str(s.object)) for s in borne if s.valid_to}
    return over - {name_key(str(s.object)) for s in borne if not s.valid_to}


def _unsure(said: Iterable[StoredStatement], as_of: PartialDate) -> set[str]:
    """The values whose time is less sure as of a date than that of others: known, known in part, unknown."""
    found: dict[str, int] = {}
    for one in said:
        key, place = name_key(str(one.object)), _SURE.index(stands(one, as_of))
        found[key] = min(place, found.get(key, place))
    return {key for key, place in found.items() if place > min(found.values())}


class Ranking:
    """Orders statements as a policy does. A document without a known date counts as older than any dated one."""

    def __init__(self, documents: Mapping[bytes, StoredDocument], policy: Policy = DEFAULT) -> None:
        self._documents = documents
        self._policy = policy
        self._days: dict[bytes, str] = {}
        self._sources: dict[bytes, Source] = {}

    def ordered(self, statements: Iterable[StoredStatement]) -> tuple[StoredStatement, ...]:
        """The statements, the first to show first."""
        found = list(statements)
        if len(found) > 1:
            found.sort(key=lambda said: said.id)
            found.sort(key=lambda said: self.day(said), reverse=True)
            found.sort(key=self._place)
        return tuple(found)

    def why(self, first: StoredStatement, other: StoredStatement) -> str:
        """Why the first of two statements goes before the other."""
        if first.modality != other.modality:
            return f"firmer: {first.modality}, the other {other.modality}"
        if self._place(first) != self._place(other):
            one, two = self._source(first), self._source(other)
            return f"better source: {one.word} ({one.why}), the other {two.word} ({two.why})"
        day, before = self.day(first), self.day(other)
        if day != before:
            return f"newer: {day}, the other {before or 'without a known date'}"
        return "by id: as firm, as good a source and as new"

    def _place(self, said: StoredStatement) -> tuple[int, int]:
        """Smaller is shown first."""
        ranked = self._policy.rank(self._source(said).word) if self._policy.sources else 0
        return _PLACE[said.modality], ranked

    def day(self, said: StoredStatement) -> str:
        """The day on which its document was published, '' if nobody knows."""
        found = self._days.get(said.document)
        if found is None:
            document = self._documents.get(said.document)
            found = self._days[said.document] = (document and document.appearance.published) or ""
        return found

    def _source(self, said: StoredStatement) -> Source:
        found = self._sources.get(said.document)
        if found is None:
            found = self._sources[said.document] = source(self._documents[said.document])
        return found


def weakest(modalities: Iterable[str]) -> str | None:
    """The least firm of some modalities, None of none."""
    return max(modalities, key=lambda m: _PLACE[m], default=None)
