"""Which of several statements a view shows first: the firmest, then the newest, then by id."""

from collections.abc import Iterable, Mapping

from ...schema.names import name_key
from ..ledger.records import StoredDocument, StoredStatement

#: From the firmest way to say a thing to the weakest.
MODALITIES = ("asserted", "reported", "planned", "expected", "projected", "possible", "opinion", "inferred")
_PLACE = {modality: place for place, modality in enumerate(MODALITIES)}


#: Properties whose values are borne from and to a date.
BORNE = ("name", "alias", "ticker")


def ended(said: Mapping[str, Iterable[StoredStatement]]) -> set[str]:
    """Of what a thing is called, the values (as keys) that some statement ends and none says to hold still.

    `said`: property -> its statements. A text that uses an old name, without a word on time, does not revive it.
    """
    borne = [s for name in BORNE for s in said.get(name, ()) if s.valid_from or s.valid_to]
    over = {name_key(str(s.object)) for s in borne if s.valid_to}
    return over - {name_key(str(s.object)) for s in borne if not s.valid_to}


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
