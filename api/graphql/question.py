"""One question: all of its root fields see one snapshot, each under the policy that it names."""

import threading
from typing import Any

from ...graph.policy import DEFAULT, policy
from ...graph.view import View
from ...graph.view.views import Views


class Question:
    """The context of one execution."""

    def __init__(self, views: Views) -> None:
        self.ledger = views.ledger
        self._views = views
        self._lock = threading.Lock()
        self._seen: dict[str, View] = {}

    def view(self, choice: dict[str, Any] | None = None) -> View:
        """The view that a root field asks for. Raises UnknownPolicy."""
        wanted = policy((choice or {}).get("policy") or DEFAULT.name)
        with self._lock:
            if wanted.name not in self._seen:
                found = self._views.view(wanted.name)
                first = next(iter(self._seen.values()), found)
                # The ledger may have grown since this question's first field was answered.
                same = found.sequence == first.sequence
                self._seen[wanted.name] = found if same else first.snapshot.view(wanted)
            return self._seen[wanted.name]
