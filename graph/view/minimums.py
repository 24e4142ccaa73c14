"""What a policy asks at least: values of so many independent origins, things that have come so far."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from types import MappingProxyType

from ...schema.model import Model
from ..ledger.records import StoredStatement
from ..origins import Origins
from ..policies.policy import Policy, called
from .node import LeftOut, Node, Value


class Minimums:
    """Takes out of nodes what falls below a policy's minimums, and keeps it with the reason."""

    def __init__(self, model: Model, policy: Policy, origins: Callable[[], Origins]) -> None:
        self._origins = origins
        self._policy = policy
        self._called = called()
        #: The classes whose status is asked for.
        self._staged = {kind for kind in model.kinds if policy.asks_status(kind)}

    @property
    def none(self) -> bool:
        """Whether the policy asks for nothing."""
        return not self._policy.minimum_status and self._policy.minimum_origins == 1

    def applied(self, node: Node) -> Node:
        """The node as the policy shows it; the same where it asks for nothing."""
        if self.none:
            return node
        shown = self._shown(node) if self._policy.minimum_origins > 1 else node
        unlisted = "; ".join(filter(None, (self._too_few(node.statements()), self._too_early(shown))))
        return replace(shown, unlisted=unlisted) if unlisted else shown

    def _shown(self, node: Node) -> Node:
        """The node without the values and parties that too few origins give."""
        out: list[LeftOut] = []
        values: dict[str, tuple[Value, ...]] = {}
        for prop, found in node.values.items():
            kept = tuple(v for v in found if prop in self._called or self._kept(v.statements, out))
            if kept:
                values[prop] = kept
        parties = tuple(party for party in node.parties if self._kept(party.statements, out))
        return replace(node, values=MappingProxyType(values), parties=parties, left_out=tuple(out))

    def _kept(self, statements: tuple[StoredStatement, ...], out: list[LeftOut]) -> bool:
        why = self._too_few(statements)
        out += (LeftOut(said, why) for said in statements if why)
        return not why

    def _too_few(self, statements: Iterable[StoredStatement]) -> str:
        least = self._policy.minimum_origins
        if least == 1:
            return ""
        count = self._origins().count(s.document for s in statements)
        many = "origin gives" if count == 1 else "origins give"
        return "" if count >= least else f"{count} independent {many} it, the policy asks for {least}"

    def _too_early(self, node: Node) -> str:
        from ..status import status  # reads nodes itself

        if node.kind not in self._staged:
            return ""
        found = status(node).word
        if self._policy.reached(node.kind, found):
            return ""
        return f"its status is {found or 'unknown'}, the policy asks for {' or '.join(self._policy.minimum_status)}"
