"""Filters: which things a question is about. Each argument has one test here; all that are given must pass."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import graphene

from ...graph.links import MOST_HOPS, Ends, Side
from ...graph.links.ends import called
from ...graph.links.search import Wanted, search
from ...graph.roles import COUNTED, has_role
from ...graph.status import status
from ...graph.times.histories import changed
from ...graph.view import Node, View
from ...schema.model import Kind, Model
from . import enums
from .errors import QueryError
from .geography import Near, has_points, sites_near
from .routes import check_hops

Args = Mapping[str, Any]
Test = Callable[[Node], bool]

_NAME = "Compared whole, over all names and aliases; case, punctuation and legal forms do not count."


def _several(found: Any, **more: Any) -> Any:
    return graphene.List(graphene.NonNull(found), **more)


class ActorChoice(graphene.InputObjectType):
    """Actors by id, by name or by role; all that is given must fit."""

    id = graphene.ID()
    name = graphene.String(description=_NAME)
    role = graphene.InputField(enums.ACTOR_ROLE)
    role_basis = _several(enums.ROLE_BASIS, description="On whose word; REFERENCE and THIRD_PARTY unless given.")
    actor_class = graphene.InputField(enums.ACTOR_CLASS, description="Firms, public bodies or groups only.")


class LinkedTo(ActorChoice):
    """Actors that must be reached, and by how long a path; any actor if none is described."""

    max_hops = graphene.Int(default_value=MOST_HOPS, description=f"1 to {MOST_HOPS}.")


class OneActor(graphene.InputObjectType):
    """An actor by id or name."""

    id = graphene.ID()
    name = graphene.String(description=_NAME)


class OneSite(graphene.InputObjectType):
    """A site by id or name."""

    id = graphene.ID()
    name = graphene.String(description="Compared whole, over all its names.")


class PartyChoice(OneActor):
    """A party of a thing, by id or name, and in which role."""

    role = graphene.InputField(enums.PARTY_ROLE)


class Count(graphene.InputObjectType):
    """How many, between bounds that both belong to it."""

    at_least = graphene.Int()
    at_most = graphene.Int()


def arguments(kind: Kind, model: Model) -> dict[str, Any]:
    """The filters that things of a class can have, by argument."""
    made: dict[str, Any] = {}
    if model.is_a(kind.name, "Actor"):
        made["role"] = graphene.Argument(enums.ACTOR_ROLE, description="A role that it has.")
        made["role_basis"] = graphene.Argument(_several(enums.ROLE_BASIS), description="On whose word it has it.")
        made["changed"] = graphene.Argument(_several(enums.BORNE), description="One of these has ended: an old name.")
        made["linked_to"] = graphene.Argument(LinkedTo, description="A path of exposure leads from it to these.")
    if "name" in kind.properties:
        made["name"] = graphene.Argument(graphene.String, description=_NAME)
    if "kind" in kind.properties:
        (vocabulary,) = kind.properties["kind"].ranges
        made["kind"] = graphene.Argument(_several(enums.VOCABULARIES[vocabulary]), description="Any of these.")
    if "moveKind" in kind.properties:
        moved = enums.VOCABULARIES["marketMoveKind"]
        made["move_kind"] = graphene.Argument(_several(moved), description="Market moves of any of these.")
    if "site" in kind.properties:
        made["site"] = graphene.Argument(OneSite, description="The site that it is at.")
    if has_points(kind):
        made["near"] = graphene.Argument(
            Near, description="Within a distance of a point; the order stays that of ids."
        )
    if kind.parties:
        made |= _of_facts()
    if kind.figures:
        made |= _of_figures()
    return made


def fact_arguments() -> dict[str, Any]:
    """The filters that facts of all classes together can have, by argument."""
    return _of_facts() | _of_figures()


def _of_facts() -> dict[str, Any]:
    return {
        "party": graphene.Argument(PartyChoice, description="Who takes part, and as what."),
        "status": graphene.Argument(_several(enums.STATUS), description="Any of these."),
    }


def _of_figures() -> dict[str, Any]:
    return {
        "has_amount": graphene.Argument(graphene.Boolean, description="Whether its figure is known."),
        "origins": graphene.Argument(
            Count, description="How many independent origins give its figure; it must have one."
        ),
    }


def ends(choice: Args) -> Ends:
    """What a choice asks for."""
    bases = frozenset(choice.get("role_basis") or COUNTED)
    of = choice.get("actor_class") or "Actor"
    return Ends(choice.get("id"), choice.get("name"), choice.get("role"), bases, of)


def actors(view: View, choice: Args) -> list[Node]:
    """The actors that a choice describes, by id. An empty one describes all."""
    return [view.nodes[found] for found in sorted(ends(choice).find(view).actors)]


def party(view: View, choice: Args) -> Node | None:
    """The one actor that a choice names, None if there is none. Raises QueryError if it names several or none."""
    if choice.get("id") is None and choice.get("name") is None:
        raise QueryError("say which party: party: {id: ...} or {name: ...}")
    found = actors(view, {key: choice.get(key) for key in ("id", "name")})
    if len(found) > 1:
        ids = ", ".join(n.id for n in found)
        raise QueryError(f"{len(found)} actors are called {choice['name']!r}; give the id of one: {ids}")
    return found[0] if found else None


def select(view: View, kind: str, args: Args) -> Sequence[Node]:
    """The things of a class that pass all filters, by id. Raises QueryError for an argument out of bounds."""
    asked = [name for name in _TESTS if args.get(name) is not None]
    if not asked:
        return view.listing(kind)
    found = view.of_kind(kind) if args.get("name") is None else view.named(kind, args["name"])
    for name in asked:
        found = list(filter(_TESTS[name](view, args), found))
    return found


def _name(view: View, args: Args) -> Test:
    return lambda node: bool(called((node,), args["name"]))


def _role(view: View, args: Args) -> Test:
    bases = args.get("role_basis") or COUNTED
    return lambda node: has_role(view, node, args["role"], bases)


def _kind(view: View, args: Args) -> Test:
    return lambda node: node.word("kind") in args["kind"]


def _status(view: View, args: Args) -> Test:
    return lambda node: status(node).word in args["status"]


def _has_amount(view: View, args: Args) -> Test:
    return lambda node: (node.figure is not None) == args["has_amount"]


def _move_kind(view: View, args: Args) -> Test:
    return lambda node: node.word("moveKind") in args["move_kind"]


def _origins(view: View, args: Args) -> Test:
    least, most = args["origins"].get("at_least"), args["origins"].get("at_most")

    def test(node: Node) -> bool:
        shown = node.shown(node.figure.property) if node.figure else None
        count = view.origins(shown.statements) if shown else 0
        return shown is not None and (least is None or count >= least) and (most is None or count <= most)

    return test


def _party(view: View, args: Args) -> Test:
    choice = args["party"]
    anyone = choice.get("id") is None and choice.get("name") is None
    wanted = set() if anyone else {n.id for n in actors(view, {k: choice.get(k) for k in ("id", "name")})}
    role = choice.get("role")
    return lambda node: any((anyone or p.actor in wanted) and (role is None or p.role == role) for p in node.parties)


def _changed(view: View, args: Args) -> Test:
    return lambda node: bool(changed(view, (node,), args["changed"]))


def _site(view: View, args: Args) -> Test:
    wanted = {n.id for n in sites(view, args["site"])}
    return lambda node: bool(
        wanted & {at.id for v in node.values.get("site", ()) if (at := view.node(str(v.decoded)))}
    )


def sites(view: View, choice: Args) -> list[Node]:
    """The sites of an id or a name. Raises QueryError for neither."""
    if choice.get("id") is not None:
        node = view.node(choice["id"])
        return [node] if node is not None and node.kind == "Site" else []
    if choice.get("name") is None:
        raise QueryError("say which site: site: {id: ...} or {name: ...}")
    return view.named("Site", choice["name"])


def _near(view: View, args: Args) -> Test:
    near = sites_near(view, args["near"])
    return lambda node: node.id in near


def _linked_to(view: View, args: Args) -> Test:
    choice = args["linked_to"]
    goals = ends(choice).find(view)
    hops = check_hops(choice.get("max_hops", MOST_HOPS))

    def test(node: Node) -> bool:
        return bool(search(view, Wanted(Side(frozenset({node.id}), described=False), goals, hops, first=1)).paths)

    return test


#: Argument -> its test, the cheap ones first.
_TESTS: Mapping[str, Callable[[View, Args], Test]] = {
    "kind": _kind, "move_kind": _move_kind, "has_amount": _has_amount, "origins": _origins, "status": _status,
    "site": _site, "name": _name, "changed": _changed, "near": _near, "role": _role, "party": _party,
    "linked_to": _linked_to,
}  # fmt: skip
