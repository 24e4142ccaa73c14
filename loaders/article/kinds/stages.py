"""How far a contract has come by the words around it: talked about, on preliminary paper, or more than that."""

from ..actors.scene import Scene
from ..language.lexicon import Tag
from . import details
from .predicates import predicate

#: Words before talks or a first paper that make them the past of something else: "after months of talks".
_OVER = frozenset("after following ended concluded completed since beyond replaces replaced supersedes".split())
_REACH = 5


def stage(scene: Scene, at: int) -> str | None:
    """The status that talks ("rumoured") or preliminary paper ("announced") give; None where neither is told."""
    if _told(scene, "rumour", at):
        return "rumoured"
    return "announced" if _told(scene, "preliminary", at) else None


def shaded(scene: Scene, at: int) -> str:
    """The modality around a token; what is only talked of is possible unless somebody reports it."""
    said = details.modality(scene, at)
    return "possible" if said == "asserted" and _told(scene, "rumour", at) else said


def meant(scene: Scene, at: int) -> str:
    """The modality of a plant or of own spending: what "is to" come is planned, as in no contract."""
    said = shaded(scene, at)
    arranged = any(t.first < at + _REACH for t in scene.tagged(("arranged",), *predicate(scene, at)))
    return "planned" if said == "asserted" and arranged else said


def between(scene: Scene, at: int) -> bool:
    """Whether somebody talks with another about what stands at a token, so that the giver is not told."""
    talks = [t.last for t in scene.tagged(("rumour",), *predicate(scene, at)) if t.last < at]
    return any(scene.tokens[i + 1].lower in ("with", "between") for i in talks)


def _told(scene: Scene, group: str, at: int) -> bool:
    return any(not _over(scene, tag) for tag in scene.tagged((group,), *predicate(scene, at)))


def _over(scene: Scene, tag: Tag) -> bool:
    return not _OVER.isdisjoint(t.lower for t in scene.tokens[max(0, tag.first - _REACH) : tag.first])
