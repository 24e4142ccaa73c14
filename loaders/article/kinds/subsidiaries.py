"""Firms that the text calls another's subsidiary: the whole or the larger part belongs to the other."""

from collections.abc import Iterator

from ...facts import Fact
from ..actors.descriptions import apposed
from ..actors.references import Reference
from ..actors.scene import Scene
from ..language.lexicon import Tag
from . import details


def subsidiaries(scene: Scene) -> Iterator[Fact]:
    """ "Aa's wholly owned subsidiary Bb" and "Bb, a subsidiary of Aa": both firms named, or nothing."""
    for tag in scene.tagged(("subsidiary",), 0, len(scene.tokens) - 1):
        if details.denied(scene, tag.first):
            continue
        pair = _owned_before(scene, tag) or _apposition(scene, tag)
        if pair is None or pair[0].actor is pair[1].actor:
            continue
        owner, target = details.party(pair[0], "owner"), details.party(pair[1], "target")
        if owner is not None and target is not None:
            words = scene.words(tag.first, tag.last)
            spans = (words, owner.spot, target.spot)
            quote = min(a for a, _ in spans), max(b for _, b in spans)
            yield Fact("Ownership", "stake", (owner, target), quote, words, confidence=0.7)


def _owned_before(scene: Scene, tag: Tag) -> tuple[Reference, Reference] | None:
    """ "Aa's (wholly owned) subsidiary Bb"; a description in the owner's place ("the registrant's") is too unsure."""
    owners = [r for r in scene.references if r.possessive and r.how == "name" and 0 < tag.first - r.last < 5]
    if not owners or any(t.kind == "mark" for t in scene.tokens[owners[-1].last + 1 : tag.first]):
        return None
    after = tag.last + (2 if scene.tokens[min(tag.last + 1, len(scene.tokens) - 1)].text == "," else 1)
    named = _named(scene, first=after)
    return (owners[-1], named) if named is not None else None


def _apposition(scene: Scene, tag: Tag) -> tuple[Reference, Reference] | None:
    """ "Bb, a (wholly owned) subsidiary of Aa"."""
    at = apposed(scene, tag.first)
    behind = [r for r in scene.references if 0 < r.first - tag.last < 4 and r.preposition == "of"]
    named = next((r for r in scene.references if r.how == "name" and r.last == at), None)
    return (behind[0], named) if named is not None and behind and behind[0].how == "name" else None


def _named(scene: Scene, first: int) -> Reference | None:
    return next((r for r in scene.references if r.how == "name" and r.first == first), None)
