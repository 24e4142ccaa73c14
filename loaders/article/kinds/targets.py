"""What a stake is in and what a purchase buys: a firm, or a site by its name."""

from collections.abc import Iterator

from ....schema.words import one_line
from ...facts import Party
from ..actors.references import Reference
from ..actors.register import Actor
from ..actors.scene import Scene
from . import details


def governed(
    scene: Scene, at: int, until: int, prepositions: frozenset[str] = frozenset(["of", "in"])
) -> Party | None:
    """The first firm or site behind a token that one of these prepositions governs."""
    found = [
        (r.first, made) for r in scene.after(at, prepositions, until)
        if r.how in ("name", "nominal", "side", "pronoun") and (made := details.party(r, "target"))
    ]  # fmt: skip
    found += [(a, site(scene, a, b, x)) for a, b, x in sites(scene, at, until) if _led(scene, a, prepositions)]
    return min(found, key=lambda row: row[0])[1] if found else None


def sites(scene: Scene, at: int, until: int) -> Iterator[tuple[int, int, Actor]]:
    """The names of sites between two tokens."""
    return ((a, b, x) for a, b, x in scene.named if x.kind == "Site" and at < a < until)


def site(scene: Scene, first: int, last: int, actor: Actor) -> Party:
    """A site as a party, with the noun behind its name ("Storberget wind farm")."""
    first, last = details.whole_place(scene, first, last)
    words = scene.words(first, last)
    full = one_line(scene.sentence.text[slice(*words)])
    name = full if len(full) >= len(actor.name) else one_line(actor.name)
    spot = words if name == full else actor.full
    return Party(name, "target", "Site", spot, spot)


def _led(scene: Scene, first: int, prepositions: frozenset[str]) -> bool:
    """Whether a preposition governs the words at a token, over an article and adjectives."""
    for i in range(first - 1, max(-1, first - 5), -1):
        word = scene.tokens[i].lower
        if word in prepositions:
            return True
        if (scene.tokens[i].kind != "word" and scene.tokens[i].kind != "possessive") or scene.tokens[i].verb:
            return False
    return False


def owner_of(scene: Scene, first: int, low: int) -> Reference | None:
    """ "Aa's 20% stake": the possessive reference right before a phrase."""
    owners = [r for r in scene.references if r.possessive and low <= r.first and 0 < first - r.last < 5]
    return owners[-1] if owners and not scene.verb_between(owners[-1].last, first) else None
