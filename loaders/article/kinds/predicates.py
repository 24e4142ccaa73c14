"""The part of a clause that one verb governs: "signed a lease with Aa and is in talks with Bb" has two."""

from ..actors.scene import Scene
from ..language.lexicon import lexicon

#: Forms of auxiliaries that another auxiliary may lead: "will be built and be let".
_LED = frozenset("be been being have do".split())
#: Subjects that take up what a clause has told: "200 MW run there and by 2028 it will be 420".
_AGAIN = frozenset("it they".split())
_REACH = 6
_ADVERBS = frozenset("also now already then still even soon".split())


def predicate(scene: Scene, at: int) -> tuple[int, int]:
    """First and last token of the predicate around a token: its clause, cut where "and" joins a finite verb."""
    first, last = scene.bounds(at)
    low = next((i + 1 for i in range(at - 1, first, -1) if _joins(scene, first, i, last)), first)
    high = next((i - 1 for i in range(at + 1, last) if _joins(scene, first, i, last)), last)
    return low, high


def _joins(scene: Scene, first: int, at: int, last: int) -> bool:
    """Whether "and" or "but" at a token joins a verb with a tense of its own."""
    if scene.tokens[at].lower not in ("and", "but"):
        return False
    following = range(at + 1, min(at + _REACH, last + 1))
    lead = next((i for i in following if not _adverb(scene.tokens[i].lower)), None)
    if lead is not None and _finite(scene, first, lead):
        return True
    again = (i for i in following if i < last and scene.tokens[i].lower in _AGAIN)
    return any(_finite(scene, i, i + 1) for i in again) or _dated(scene, following)


def _dated(scene: Scene, following: range) -> bool:
    """ "And by 2030 will have 1.2 GW": only when stands between."""
    words = [scene.tokens[i] for i in following]
    if not words or not lexicon().has(words[0].lower, "preposition"):
        return False
    verb = next((n for n, t in enumerate(words) if lexicon().has(t.lower, "auxiliary")), None)
    return verb is not None and any(t.kind == "number" for t in words[:verb])


def _adverb(word: str) -> bool:
    return word in _ADVERBS or word.endswith("ly")


def _finite(scene: Scene, first: int, at: int) -> bool:
    """Whether a token is a verb that takes no auxiliary from before: "is", "runs"; "built" if none stands there."""
    token = scene.tokens[at]
    if lexicon().has(token.lower, "auxiliary"):
        return token.lower not in _LED
    forms = {t.form for t in scene.tags if t.first == at and t.verbal} if token.verb else set()
    if "s" in forms:
        return True
    return "past" in forms and not any(lexicon().has(t.lower, "auxiliary") for t in scene.tokens[first:at])
