"""One question: all of its root fields see one snapshot, each under the policy that it names."""

import threading
from math import inf
from time import monotonic
from typing import Any

from ...graph.policies.policy import DEFAULT, Policy
from ...graph.view import Perspective, View
from ...graph.view.perspective import clock
from ...graph.view.views import Views
from .enums import words
from .errors import QueryError

#: What of a policy a question can change.
_CHANGES = ("modalities", "minimum_status", "sources", "minimum_origins")


class Question:
    """The context of one execution."""

    def __init__(self, views: Views, seconds: float = inf) -> None:
        """`seconds`: after which no further root field is answered."""
        self.ledger = views.ledger
        self._seconds, self._until = seconds, monotonic() + seconds
        self._views = views
        self._lock = threading.Lock()
        self._seen: dict[Perspective, View] = {}

    def view(self, choice: dict[str, Any] | None = None) -> View:
        """The view that a root field asks for. Raises UnknownPolicy, PolicyError, DateError."""
        asked = choice or {}
        as_of, known_at = clock("asOf", asked.get("as_of")), clock("knownAt", asked.get("known_at"))
        return self.seen_from(Perspective(_policy(asked), as_of, known_at))

    def seen_from(self, wanted: Perspective) -> View:
        """The view from a perspective. Raises QueryError when the question has taken too long."""
        if monotonic() > self._until:
            raise QueryError(
                f"the query took more than {self._seconds:g} s: ask for fewer root fields at once, or narrow them"
            )
        with self._lock:
            if wanted not in self._seen:
                found = self._views.view(wanted.policy, as_of=wanted.as_of, known_at=wanted.known_at)
                first = next(iter(self._seen.values()), found)
                # The ledger may have grown since this question's first field was answered.
                same = found.sequence == first.sequence
                self._seen[wanted] = found if same else first.snapshot.view(wanted)
            return self._seen[wanted]


def _policy(choice: dict[str, Any]) -> Policy:
    """The policy that a `view` argument describes: the named one, with what else is given in place of its own."""
    given = {key: words(choice[key]) for key in _CHANGES if choice.get(key) is not None}
    return Policy.of(choice.get("policy") or DEFAULT, **given)
