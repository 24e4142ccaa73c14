"""Which of several statements a view shows first: the firmest, then the newest, then by id."""

from collections.abc import Iterable, Mapping

from ...schema.dates import PartialDate
from ...schema.names import name_key
from ..clock import Standing, stands
from ..ledger.records import StoredDocument, StoredStatement

#: From the firmest way to say a thing to the weakest.
MODALITIES = ("asserted", "reported", "planned", "expected", "projected", "possible", "opinion", "inferred")
_PLACE = {modality: place for place, modality in enumerate(MODALITIES)}
#: From the surest time of a statement to the least sure.
_SURE: tuple[Standing, ...] = ("yes", "open", "unknown", "no")

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
    """Orders statements. A document without a known date counts as older than any dated one."""

    def __init__(self, documents: Mapping[bytes, StoredDocument]) -> None:
        days = {d.id: d.appearance.published or "" for d in documents.values()}
        order = {day: place for place, day in enumerate(sorted(set(days.values()), reverse=True))}
        self._age = {document: order[day] for document, day in days.items()}

    def key(self, said: StoredStatement) -> tuple[int, int, bytes]:
        """Smaller is shown first."""
        return _PLACE[said.modality], self._age.get(said.document, len(self._age)), said.id

    def ordered(self, statements: Iterable[StoredStatement]) -> tuple[StoredStatement, ...]:
        """The statements, the first to show first."""
        return tuple(sorted(statements, key=self.key))


def weakest(modalities: Iterable[str]) -> str | None:
    """The least firm of some modalities, None of none."""
    return max(modalities, key=lambda m: _PLACE[m], default=None)
