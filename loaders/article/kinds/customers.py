"""Contracts told by who the customer is: "Aa remains Bb's largest customer, with 90 MW under contract"."""

from dataclasses import replace

from ...facts import Party
from ..actors.references import Reference
from ..actors.scene import Scene
from ..language.lexicon import lexicon
from . import details

_NEAR = 4
_CUSTOMER = frozenset("customer customers tenant client".split())
_COPULAS = frozenset("is are was remains remained becomes became stays will be now also the still".split())


def sides(scene: Scene, at: int) -> list[Party] | None:
    """Provider and customer of what stands at a token; empty where one of them is not known, None where no clause
    before it says that somebody is a customer."""
    for tag in scene.by_group.get("dealRole", ()):
        if tag.last >= at or scene.tokens[tag.last].lower not in _CUSTOMER:
            continue
        found = _told(scene, tag.first, tag.last)
        if found is not None:
            return found
    return None


def _told(scene: Scene, first: int, last: int) -> list[Party] | None:
    owned = [i for i in range(max(0, first - _NEAR), first) if _owns(scene, i)]
    if not owned:
        return None
    names = [r for r in scene.references if r.how == "name"]
    ahead = (r for r in names if r.last < owned[-1] and _only_copula(scene, r.last + 1, _start(scene, owned[-1])))
    behind = (r for r in names if last < r.first and _only_copula(scene, last + 1, r.first))
    customer = next(ahead, None) or next(behind, None)
    if customer is None:
        return None
    provider = _owner(scene, owned[-1], customer)
    made = [(provider, "provider"), (customer, "customer")]
    parties = [details.party(r, role) for r, role in made if r is not None]
    known = [p for p in parties if p is not None]
    return known if len(known) == len(made) else []


def _owns(scene: Scene, i: int) -> bool:
    return scene.tokens[i].lower in ("its", "their") or scene.tokens[i].kind == "possessive"


def _start(scene: Scene, owner: int) -> int:
    """Where the words begin that say whose customer it is."""
    named = next((r for r in scene.references if r.last == owner - 1 and r.possessive), None)
    return named.first if named is not None else owner


def _only_copula(scene: Scene, first: int, until: int) -> bool:
    words = [t.lower for t in scene.tokens[first:until]]
    verbs = [w for w in words if w in _COPULAS and w != "the"]
    return bool(verbs) and all(w in _COPULAS or lexicon().has(w, "auxiliary") for w in words)


def _owner(scene: Scene, at: int, customer: Reference) -> Reference | None:
    """Whose customer it is; "its" is never the customer's own."""
    named = next((r for r in scene.references if r.last in (at, at - 1) and r.possessive), None)
    if named is not None and named.actor is not None and named.actor is not customer.actor:
        return replace(named, preposition="")
    name = customer.actor.name if customer.actor is not None else ""
    return scene.other_than({name}) if scene.tokens[at].lower in ("its", "their") else None
