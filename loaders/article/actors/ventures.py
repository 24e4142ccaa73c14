"""The name that a text gives to a venture: "a joint venture, Aa," or "the venture, to be called Aa"."""

from ...facts import Party
from .scene import Scene

_NAMING = frozenset("called named dubbed known as to be christened titled under the name".split())


def named_venture(scene: Scene) -> Party | None:
    """The venture that a sentence names, as the target of stakes in it; None where it names none."""
    for tag in scene.by_group.get("jointly", ()):
        for first, last, actor in scene.named:
            between = [t.lower for t in scene.tokens[tag.last + 1 : first]]
            if actor.kind not in ("Firm", "Site", "Place", "Other") or not 0 < len(between) < 6:
                continue
            if all(w == "," or w in _NAMING for w in between) and _closed(scene, last, between):
                kind = "Site" if actor.kind != "Firm" else "Firm"
                return Party(actor.name, "target", kind, actor.full, scene.words(first, last))
    return None


def _closed(scene: Scene, last: int, between: list[str]) -> bool:
    """Whether the name ends there: behind a bare comma only another mark shows that it is one."""
    named = any(w in _NAMING for w in between)
    return named or (last + 1 < len(scene.tokens) and scene.tokens[last + 1].kind == "mark")
