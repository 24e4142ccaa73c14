"""Notes: why an answer is empty, or smaller than under another policy."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...graph.links.asked import no_actor
from ...graph.links.ends import called
from ...graph.policies.policy import DEFAULT
from ...graph.roles import BASES, COUNTED, has_role
from ...graph.times.clock import Standing
from ...graph.times.knowledge import told_left_out
from ...graph.view import Node, View
from ...graph.view.admission import thing_stands, timed
from ...schema.model import Kind
from ...schema.words import plain
from .filters import Args, actors, select, sites
from .question import Question

#: How many reasons a note tells at most, the most frequent first.
_REASONS = 3
#: What passes `asOf` without being sure of its time.
_UNSURE: dict[Standing, str] = {"unknown": "of unknown time", "open": "of a time known in part"}
_CHOICES = ("party", "linked_to", "from", "to")


def explain(question: Question, view: View, kind: Kind, args: Args, total: int) -> str | None:
    """The note of an answer to a list of things. None where there is nothing to explain."""

    def find(other: View, more: Mapping[str, Any]) -> Sequence[Node]:
        return select(other, kind.name, {**args, **more})

    reasons = list(_missing(view, args, kind)) if total == 0 else []
    reasons += _elsewhere(question, view, args, total, find, kind)
    reasons += _unplaced(view, kind, args)
    reasons += [note for note in (late(view), _unsure(view, kind, args)) if note]
    if total == 0 and not view.documents:
        reasons.append("nothing is loaded yet: wattgraph load PATHS")
    if total == 0 and not reasons:
        reasons.append(_searched(view, kind))
    return "; ".join(reasons) or None


def explain_actors(question: Question, view: View, args: Args) -> str | None:
    """The note of an answer without anything that is about actors only: whom the view does not know."""
    reasons = [*_missing(view, args, None), *_roles_elsewhere(question, view, args), late(view)]
    return "; ".join(reason for reason in reasons if reason) or None


def late(view: View) -> str | None:
    """How many documents a look back leaves out. None where it leaves out none."""
    return told_left_out(view)


def _unsure(view: View, kind: Kind, args: Args) -> str | None:
    """How many things pass only because nobody states, or states exactly enough, when they are so."""
    as_of = view.perspective.as_of
    if as_of is None or not timed(kind.name):
        return None
    found = Counter(thing_stands(thing, as_of) for thing in select(view, kind.name, args))
    told = [f"{found[word]} {words}" for word, words in _UNSURE.items() if found[word]]
    return f"so at {as_of} as far as known: {', '.join(told)}" if told else None


def _searched(view: View, kind: Kind) -> str:
    """What was looked through in vain: nothing known is another answer than nothing there."""
    series = (document.appearance.series for document in view.documents.values())
    # Not a data set's: an article, or a page whose series is its address.
    sources = sorted({name.partition("/")[0] if name and "://" not in name else "articles" for name in series})
    many = _many(len(view.of_kind(kind.name)), kind)
    return f"nothing known: none of {many} fits, in {len(view.documents)} documents ({', '.join(sources)})"


def _missing(view: View, args: Args, kind: Kind | None) -> Iterator[str]:
    """Whom or what the arguments name that the view does not know."""
    if args.get("name") is not None and kind and not called(view.of_kind(kind.name), args["name"]):
        yield f"no {plain(kind.name)} is called {args['name']!r} (names are compared whole)"
    for choice in (args.get(name) or {} for name in _CHOICES):
        if choice.get("name") is not None and not actors(view, {"name": choice["name"]}):
            yield no_actor(view, choice["name"])
        if choice.get("id") is not None and view.node(choice["id"]) is None:
            yield f"nothing has the id {choice['id']!r}"
    if args.get("site") is not None and not sites(view, args["site"]):
        yield f"no site is called or has the id {args['site'].get('id') or args['site'].get('name')!r}"
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
    find: Callable[[View, Mapping[str, Any]], Sequence[Node]], kind: Kind,
) -> Iterator[str]:  # fmt: skip
    """What the same question finds under the default policy, or by roles on the firms' own word."""
    if view.policy != DEFAULT:
        usual = find(_usual(question, view), {})
        if len(usual) > total:
            list_too = "where the reference list does, " if any(_asked_roles(args)) else ""
            yield f"under policy {DEFAULT.name}, {list_too}{_matches(len(usual), kind)}"
            yield from _unlisted(view, usual)
    if total == 0 and args.get("role") is not None and not args.get("role_basis"):
        own = find(view, {"role_basis": list(BASES)})
        if own:
            yield f"with roles that firms give themselves (roleBasis: SELF), {_matches(len(own), kind)}"


def _unlisted(view: View, usual: Iterable[Node]) -> Iterator[str]:
    """Why the policy does not list what the default does: each thing counted once, by its first reason."""
    nodes = [view.node(node.id) for node in usual]
    reasons = Counter(node.unlisted.partition("; ")[0] for node in nodes if node and node.unlisted)
    if not reasons:
        return
    common = reasons.most_common(_REASONS)
    told = [f"{times} since {reason}" for reason, times in common]
    if more := reasons.total() - sum(times for _, times in common):
        told.append(f"{more} for other reasons")
    rest = len(nodes) - reasons.total()
    others = f", while {rest} are listed, or do not match by what it shows of them" if rest else ""
    yield f"policy {view.policy.name} leaves out {reasons.total()} of {len(nodes)}: {', '.join(told)}{others}"


def _usual(question: Question, view: View) -> View:
    """The view under the default policy, by the same clocks."""
    return question.seen_from(view.perspective._replace(policy=DEFAULT))


def _matches(count: int, kind: Kind) -> str:
    return f"1 {plain(kind.name)} matches" if count == 1 else f"{count} {plain(kind.root or kind.name)} match"


def _roles_elsewhere(question: Question, view: View, args: Args) -> Iterator[str]:
    if view.policy != DEFAULT:
        usual = _usual(question, view)
        given = [role for role, bases in _asked_roles(args) if _known(usual, role, bases)]
        if given:
            yield f"under policy {DEFAULT.name} the reference list gives the role {' and '.join(given)}"
