"""What a query may cost, estimated before it runs: how deep it nests and how many things it can return.

`first` multiplies downwards, and so do lists without one, by a usual length. Fragments count where they are spread,
each computed once, so that no nest of them is too large to judge.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_list_type,
    is_non_null_type,
    print_ast,
)

from .errors import QueryError
from .paging import MOST

#: Rows of a connection stand in these fields; the connection's `first` has counted them.
_ROWS = ("edges", "nodes")
#: Usual lengths of lists that have no `first`.
_LENGTHS: Mapping[str, int] = {
    "hops": 2, "parties": 3, "evidence": 3, "roles": 2, "documents": 3, "names": 2,
    "before": 1, "after": 1, "also": 1, "way": 2, "rivals": 3,
}  # fmt: skip
_LENGTH = 10
#: What a root field costs before it returns anything: it looks at every thing of its class.
_ROOT = 50
#: What it costs to look around one site, however little lies there, and for each kilometre, up to around the Earth.
_AROUND, _AROUND_KM, _FURTHEST = 100, 0.1, 20_000
#: What it costs to follow the links of every actor of a role, to look at all that changed, to compare or to add up
#: all that documents say, which one root field may ask for many times.
_SEARCH = 20_000
_SEARCHING = (
    "paths", "behind", "suggestions", "circles", "hostsOfRivals", "changes", "conflicts", "sums", "concentration",
    "ratios", "raised", "financing", "headroom",
)  # fmt: skip
#: What another view costs than the usual one: its things are made anew, once for all fields that ask for it.
_VIEW = 10_000


@dataclass(frozen=True)
class Limits:
    """How much one query may ask for. `tokens`: the length of its text in words and signs; `seconds`: how long its
    fields may take, after which no further root field is answered.
    """

    nodes: int = 200_000
    depth: int = 15
    tokens: int = 4_000
    seconds: float = 60


class Cost(NamedTuple):
    """Things that may be returned, and levels of nesting."""

    nodes: int
    depth: int


NOTHING = Cost(0, 0)


@dataclass
class _Estimate:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    known: dict[str, Cost] = field(default_factory=dict)
    views: set[str] = field(default_factory=set)

    def of(self, selected: SelectionSetNode | None, parent: GraphQLNamedType | None) -> Cost:
        """The cost of a selection on one object."""
        nodes = depth = 0
        for node in selected.selections if selected else ():
            if isinstance(node, FieldNode):
                found = self.of_field(node, parent)
            elif isinstance(node, InlineFragmentNode):
                name = node.type_condition.name.value if node.type_condition else None
                found = self.of(node.selection_set, self.schema.get_type(name) if name else parent)
            else:
                assert isinstance(node, FragmentSpreadNode)
                found = self.of_fragment(node.name.value)
            nodes, depth = nodes + found.nodes, max(depth, found.depth)
        return Cost(nodes, depth)

    def of_fragment(self, name: str) -> Cost:
        if name not in self.known:
            fragment = self.fragments[name]
            parent = self.schema.get_type(fragment.type_condition.name.value)
            self.known[name] = self.of(fragment.selection_set, parent)
        return self.known[name]

    def of_field(self, node: FieldNode, parent: GraphQLNamedType | None) -> Cost:
        declared: GraphQLField | None = getattr(parent, "fields", {}).get(node.name.value)
        if declared is None:  # introspection has a rule of its own
            return NOTHING
        inner = self.of(node.selection_set, get_named_type(declared.type))
        if node.selection_set is None:
            return Cost(0, 1)
        return Cost(
            self.looking(node, parent) + self.times(node, declared, parent) * (1 + inner.nodes), 1 + inner.depth
        )

    def looking(self, node: FieldNode, parent: GraphQLNamedType | None) -> int:
        """What a root field, or a look around a site, costs before it returns anything; nothing else does."""
        if node.name.value == "nearby":
            return _AROUND + int(_AROUND_KM * self.reach(node))
        if parent is not self.schema.query_type:
            return 0
        searches = node.name.value in _SEARCHING or any(a.name.value == "linkedTo" for a in node.arguments)
        return self.another_view(node) + (_SEARCH if searches else _ROOT)

    def another_view(self, node: FieldNode) -> int:
        """What the view of a root field costs: nothing if it is the usual one, or another field asks for it too."""
        for argument in node.arguments:
            if argument.name.value == "view":
                value: Any = argument.value
                given = self.variables.get(value.name.value) if isinstance(value, VariableNode) else None
                asked = repr(given) if isinstance(value, VariableNode) else print_ast(value)
                new = asked not in (*self.views, repr(None), "{}")
                self.views.add(asked)
                return _VIEW if new else 0
        return 0

    def reach(self, node: FieldNode) -> float:
        """The kilometres that a field asks for, all of them where nobody can tell."""
        for argument in node.arguments:
            if argument.name.value == "km":
                value: Any = argument.value
                given = self.variables.get(value.name.value) if isinstance(value, VariableNode) else value.value
                return max(0, min(float(given), _FURTHEST)) if given is not None else _FURTHEST
        return _FURTHEST

    def times(self, node: FieldNode, declared: GraphQLField, parent: GraphQLNamedType | None) -> int:
        """How many objects a field gives for each of its parent."""
        for argument in node.arguments:
            if argument.name.value == "first":
                return self.number(argument.value)
        name = node.name.value
        rows = parent is not None and parent.name.endswith(("Connection", "List")) and name in _ROWS
        if rows or not _is_list(declared):
            return 1
        return _LENGTHS.get(name, _LENGTH)

    def number(self, value: Any) -> int:
        """A `first`, at most what a page can hold."""
        if isinstance(value, IntValueNode):
            return max(1, min(int(value.value), MOST))
        given = self.variables.get(value.name.value) if isinstance(value, VariableNode) else None
        return max(1, min(given, MOST)) if isinstance(given, int) else MOST


def _is_list(declared: GraphQLField) -> bool:
    found: Any = declared.type
    return is_list_type(found.of_type if is_non_null_type(found) else found)


def check(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any],
    limits: Limits,
) -> Cost:  # fmt: skip
    """The cost of an operation of a valid document, with coerced variables.

    Raises QueryError if that is more than the limits.
    """
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    estimate = _Estimate(schema, fragments, variables)
    cost = estimate.of(operation.selection_set, schema.query_type)
    if cost.depth > limits.depth:
        raise QueryError(f"the query nests {cost.depth} levels deep, more than {limits.depth}: ask in several steps")
    if cost.nodes > limits.nodes:
        raise QueryError(
            f"the query may return {cost.nodes:,} things, more than {limits.nodes:,}: lower first, select fewer "
            "lists within lists, or ask for links in several queries"
        )
    return cost
