"""Contracts told by who was picked for them: "it has chosen Aa as supplier"."""

from collections.abc import Iterator

from ...facts import Fact
from ..actors.references import Reference
from ..actors.scene import Scene
from ..language.lexicon import Tag
from . import details


def appointed(scene: Scene) -> Iterator[Fact]:
    """ "It has chosen Aa as supplier": a contract with the one that is picked."""
    for tag in scene.by_group.get("appoint", ()):
        if not tag.verbal or not scene.tokens[tag.first].verb or details.denied(scene, tag.first):
            continue
        for other in scene.objects(tag.first):
            made = _appointment(scene, tag, other)
            if made is not None:
                yield made


def _appointment(scene: Scene, tag: Tag, other: Reference) -> Fact | None:
    role = next((t for t in scene.by_group.get("chosen", ()) if 0 < t.first - other.last < 5), None)
    subject = scene.subject(tag.first) or scene.focus
    if role is None or subject is None or scene.tokens[other.last + 1].lower != "as":
        return None
    customer, provider = details.party(subject, "customer"), details.party(other, "provider")
    if customer is None or provider is None or customer.name == provider.name:
        return None
    spans = [scene.words(tag.first, role.last), customer.spot, provider.spot]
    return Fact(
        "Deal", _CHOSEN.get(scene.tokens[role.last].lower, "unspecified"), (customer, provider),
        details.quote(scene, spans), scene.words(tag.first, tag.last),
        modality=details.modality(scene, tag.first), status="announced", confidence=0.6,
    )  # fmt: skip


_CHOSEN = {
    "supplier": "supply", "vendor": "supply", "manufacturer": "supply", "contractor": "construction",
    "builder": "construction", "host": "hosting", "tenant": "lease", "provider": "unspecified",
}  # fmt: skip
