"""What people judged of pairs of mentions, in a form that clustering asks quickly."""

from collections.abc import Iterable, Iterator

from ..ledger.records import Act
from .clusters import Evidence

#: A person's word outranks every rule.
PERSON = 100


class Judgements:
    """Pairs that people called same, different or unsure."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self._verbs: dict[frozenset[bytes], str] = {}
        for act in acts:
            if act.subject is not None and act.other is not None and act.verb in ("same", "different", "unsure"):
                self._verbs[frozenset((act.subject, act.other))] = act.verb

    def verb(self, one: bytes, other: bytes) -> str | None:
        """What was judged of a pair, None if nothing was."""
        return self._verbs.get(frozenset((one, other))) if self._verbs else None

    def same(self) -> Iterator[Evidence]:
        """The pairs judged the same, as evidence."""
        for pair, verb in self._verbs.items():
            if verb == "same":
                one, other = sorted(pair)
                yield Evidence(PERSON, one, other, "a person judged them the same")
