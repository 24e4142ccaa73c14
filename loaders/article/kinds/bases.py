"""What an amount of money counts, where its own words say so: "$5 million a year", "an annual rent of $9 million"."""

from ...facts import Slot
from ..actors.scene import Scene
from ..language.lexicon import Tag
from .amounts import Amount

#: Tokens between an amount and the words that make it one of a year ("60 million of computing a year").
_REACH = 6
#: What follows "a year" where it tells when, not how often: "a year ago".
_WHEN = frozenset("ago earlier later before after prior since".split())


def amount_basis(scene: Scene, amount: Amount) -> Slot | None:
    """The basis of an amount of which its noun phrase says that it is of each year; None where nothing is said."""
    tags = (t for group in ("yearly", "eachYear") for t in scene.by_group.get(group, ()))
    told = next((t for t in tags if _behind(scene, t, amount) or _ahead(scene, t, amount)), None)
    return Slot("annual", scene.words(told.first, told.last)) if told is not None else None


def _behind(scene: Scene, tag: Tag, amount: Amount) -> bool:
    """ "50 million in rent a year", "60 million in annual rent"."""
    if not 0 < tag.first - amount.last <= _REACH or not _plain(scene, amount.last + 1, tag.first):
        return False
    following = scene.tokens[tag.last + 1].lower if tag.last + 1 < len(scene.tokens) else ""
    return tag.group == "yearly" or following not in _WHEN


def _ahead(scene: Scene, tag: Tag, amount: Amount) -> bool:
    """ "An annual base rent of 12 million", "pays Aa annually 60 million"."""
    near = tag.group == "yearly" and 0 < amount.first - tag.last <= _REACH
    return near and _plain(scene, tag.last + 1, amount.first)


def _plain(scene: Scene, first: int, until: int) -> bool:
    """Whether only words of one noun phrase stand there: no verb, mark or other number."""
    return all(t.kind in ("word", "acronym", "possessive") and not t.verb for t in scene.tokens[first:until])
