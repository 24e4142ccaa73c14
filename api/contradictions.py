"""The part of a store that shows what its documents do not agree on, and the words behind any answer."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from ..graph.ledger import NotFound
from .looking import Looking

if TYPE_CHECKING:
    from ..graph.conflicts import Choice, Conflict
    from ..graph.evidence import Unfolded
    from ..graph.policies.policy import PolicyLike
    from ..graph.view import View
    from ..schema.dates import PartialDate


class Contradictions(Looking):
    """Conflicts and evidence, for people who ask in Python."""

    def conflicts(
        self, kinds: Collection[str] = (), of: Collection[str] = (), *, firm: str | None = None,
        site: str | None = None, property: str | None = None, policy: "PolicyLike" = "default",
        as_of: "str | PartialDate | None" = None, known_at: "str | PartialDate | None" = None,
        view: "View | None" = None,
    ) -> "list[Conflict]":  # fmt: skip
        """What documents say that cannot all be so, the widest relative gap first.

        `kinds`: value, identity, basis, scope, time, restatement; all unless given. `of`: classes, such as Capacity.
        `firm`, `site`: an id, or the exact name of one. The view is made by `policy`, `as_of` and
        `known_at`, unless `view` gives one at hand.

        Raises UnknownConflict for a kind, class or property that there is not, NotFound for a firm or site.
        """
        from ..graph.conflicts import conflicts

        seen = self._seen(view, policy, as_of, known_at)
        whose = {"firm": _one(seen, firm, "Actor"), "site": _one(seen, site, "Site")}
        return conflicts(seen, kinds, of, property=property, **whose)

    def choices(self, conflict: "Conflict", view: "View | None" = None) -> "list[Choice]":
        """What each named policy would show of a conflict."""
        from ..graph.conflicts import choices

        return choices(view or self.views.view(), conflict)

    def evidence(self, answer: object, view: "View | None" = None) -> "Unfolded":
        """The words behind an answer: a node, value, path, sum, conflict, ... or the id of a node or statement.

        `print` it for quotes with publisher, date and offsets. Raises NotFound for an id that is none.
        """
        from ..graph.evidence import unfold

        seen = view or self.views.view()
        return unfold(seen, _found(seen, answer) if isinstance(answer, str) else answer)


def _found(view: "View", identifier: str) -> object:
    """The node or statement of an id."""
    if node := view.node(identifier):
        return node
    try:
        said = view.statement(bytes.fromhex(identifier))
    except ValueError:
        said = None
    if said is None:
        raise NotFound(f"no node or statement has the id {identifier!r}; queries and views show ids")
    return said


def _one(view: "View", words: str | None, kind: str) -> str | None:
    """The id of the thing of a class that is meant by its id or its name. Raises NotFound."""
    from ..schema.names import name_key

    if words is None:
        return None
    if (node := view.node(words)) and view.model.is_a(node.kind, kind):
        return node.id
    key = name_key(words)
    found = [
        n.id for n in view.of_kind(kind) if any(name_key(str(v.decoded)) == key for v in n.values.get("name", ()))
    ]
    if len(found) == 1:
        return found[0]
    what = "firm" if kind == "Actor" else kind.lower()
    if found:
        raise NotFound(f"{len(found)} are called {words!r}; give the id of one: {', '.join(found[:10])}")
    raise NotFound(f"no {what} has the id or the name {words!r}; names are compared whole")
