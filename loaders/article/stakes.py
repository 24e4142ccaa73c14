"""Stakes: the percentage of a firm that another holds."""

from ..facts import Fact
from . import details
from .amounts import Amount
from .scene import Scene


def stake(scene: Scene, amount: Amount) -> Fact | None:
    """The stake of a percentage; None where no owner or no target is named."""
    first, last = scene.bounds(amount.first)
    nouns = list(scene.tagged(("stake",), max(first, amount.first - 4), min(last, amount.last + 5)))
    verb = scene.governing(amount.first)
    owning = [t for t in scene.tagged(("ownVerb",), first, last) if verb == t.first and t.verbal]
    if not nouns and not any(scene.tokens[t.first].lower in _PLAIN for t in owning):
        return None
    owner = scene.subject(verb if verb is not None else amount.first) or (
        scene.focus if scene.open_to_focus(amount.first) else None
    )
    target = next((r for r in scene.after(amount.last, ("of", "in"), last + 1)), None)
    if target is None:
        outer = [r for r in scene.references if r.last < first and r.how == "name"]
        asks = [t.lower for t in scene.tokens[first : first + 2]]
        target = outer[-1] if outer and ("which" in asks) else None
    if owner is None or target is None or target.how == "pronoun" or owner.actor is target.actor:
        return None
    pair = details.party(owner, "owner"), details.party(target, "target")
    if pair[0] is None or pair[1] is None:
        return None
    parties = (pair[0], pair[1])
    cue = nouns[0] if nouns else owning[0]
    slots = dict(details.dates(scene, amount.first))
    return Fact(
        "Ownership", "stake", parties, details.quote(scene, [amount.value, *(p.spot for p in parties)]),
        scene.words(cue.first, cue.last), amount.quantity, amount.number, amount.value,
        modality=details.modality(scene, amount.first), date=slots.get("date"), confidence=0.7,
    )  # fmt: skip


_PLAIN = frozenset(
    "own owns owned owning hold holds held holding controls keep keeps kept retain retains retained".split()
)
