"""Notes: why an answer is empty, or smaller than under another policy."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ...graph.links.ends import called
from ...graph.policy import DEFAULT
from ...graph.roles import BASES, COUNTED, has_role
from ...graph.view import View
from ...schema.model import Kind
from ...schema.words import plain
from .filters import Args, actors, select
from .question import Question

_CHOICES = ("party", "linked_to", "from", "to")


def explain(question: Question, view: View, kind: Kind, args: Args, total: int) -> str | None:
    """The note of an answer to a list of things. None where there is nothing to explain."""

    def count(other: View, more: Mapping[str, Any]) -> int:
        return len(select(other, kind.name, {**args, **more}))

    reasons = list(_missing(view, args, kind)) if total == 0 else []
    reasons += _elsewhere(question, view, args, total, count, kind)
    reasons += _unplaced(view, kind, args)
    if total == 0 and not view.documents:
        reasons.append("nothing is loaded yet: wattgraph load PATHS")
    return "; ".join(reasons) or None


def explain_actors(question: Question, view: View, args: Args) -> str | None:
    """The note of an answer without anything that is about actors only: whom the view does not know."""
    return "; ".join([*_missing(view, args, None), *_roles_elsewhere(question, view, args)]) or None


def _missing(view: View, args: Args, kind: Kind | None) -> Iterator[str]:
    """Whom or what the arguments name that the view does not know."""
    if args.get("name") is not None and kind and not called(view.of_kind(kind.name), args["name"]):
        yield f"no {plain(kind.name)} is called {args['name']!r} (names are compared whole)"
    for choice in (args.get(name) or {} for name in _CHOICES):
        if choice.get("name") is not None and not actors(view, {"name": choice["name"]}):
            yield f"no actor is called {choice['name']!r} (names are compared whole)"
        if choice.get("id") is not None and view.node(choice["id"]) is None:
            yield f"nothing has the id {choice['id']!r}"
    if lost := [role for role, bases in _asked_roles(args) if not _known(view, role, bases)]:
        yield f"{_speaker(view)} gives any firm the role {' or '.join(lost)}"


def _unplaced(view: View, kind: Kind, args: Args) -> Iterator[str]:
    """How many things a question of distance leaves out, since nobody states where they lie."""
    if args.get("near") is not None:
        others = select(view, kind.name, {**args, "near": None})
        if count := sum(view.geography.located(node) is None for node in others):
            yield f"left out for lack of coordinates: {_many(count, kind)}"


def _many(count: int, kind: Kind) -> str:
    return f"{count} {plain(kind.name) if count == 1 else plain(kind.root or kind.name)}"


def _speaker(view: View) -> str:
    return "nothing that is loaded" if view.policy.admits("inferred") else "no text"


def _asked_roles(args: Args) -> Iterator[tuple[str, frozenset[str]]]:
    for choice in (args, *(args.get(name) or {} for name in _CHOICES if name != "party")):
        if choice.get("role") is not None:
            yield choice["role"], frozenset(choice.get("role_basis") or COUNTED)


def _known(view: View, role: str, bases: frozenset[str]) -> bool:
    return any(has_role(view, actor, role, bases) for actor in view.of_kind("Actor"))


def _elsewhere(
    question: Question, view: View, args: Args, total: int,
    count: Callable[[View, Mapping[str, Any]], int], kind: Kind,
) -> Iterator[str]:  # fmt: skip
    """What the same question finds under the default policy, or by roles on the firms' own word."""
    if view.policy.name != DEFAULT.name:
        usual = count(question.view(), {})
        if usual > total:
            list_too = "where the reference list does, " if any(_asked_roles(args)) else ""
            yield f"under policy {DEFAULT.name}, {list_too}{_matches(usual, kind)}"
    if total == 0 and args.get("role") is not None and not args.get("role_basis"):
        own = count(view, {"role_basis": list(BASES)})
        if own:
            yield f"with roles that firms give themselves (roleBasis: SELF), {_matches(own, kind)}"


def _matches(count: int, kind: Kind) -> str:
    return f"1 {plain(kind.name)} matches" if count == 1 else f"{count} {plain(kind.root or kind.name)} match"


def _roles_elsewhere(question: Question, view: View, args: Args) -> Iterator[str]:
    if view.policy.name != DEFAULT.name:
        usual = question.view()
        given = [role for role, bases in _asked_roles(args) if _known(usual, role, bases)]
        if given:
            yield f"under policy {DEFAULT.name} the reference list gives the role {' and '.join(given)}"
