"""Projections and decisions of authorities: emitted only where the text's own word says which it is."""

from ..facts import Fact, Party, Slot
from . import details
from .amounts import Amount
from .scene import Scene

_KINDS = (("revenueNoun", "revenue"), ("spendingNoun", "spending"), ("demand", "demand"))
#: Readings of years in the first decades of bitcoin and of this field: no other year is a halving's.
_HALVING = frozenset(["halving"])


def projection(scene: Scene, amount: Amount) -> Fact | None:
    """The forecast of an amount: a word of forecasting and a noun that says what is forecast."""
    last = len(scene.tokens) - 1
    words = [t for t in scene.tagged(("forecast",), 0, last) if t.last < amount.first]
    first, _ = scene.bounds(amount.first)
    kinds = [(kind, t) for group, kind in _KINDS for t in scene.tagged((group,), first, last)
             if abs(t.first - amount.first) < 12]  # fmt: skip
    if not words or not kinds or scene.tokens[words[0].first].lower == "reported":
        return None
    kind, noun = min(kinds, key=lambda k: abs(k[1].first - amount.first))
    cue = words[-1]
    speaker = scene.subject(cue.first) or scene.focus
    owner = [r for r in scene.references if r.possessive and r.last < amount.first]
    parties = [
        p for r, role in ((owner[-1] if owner else speaker, "subject"),) if r and (p := details.party(r, role))
    ]
    market = _market(scene, cue.first)
    if market is not None:
        parties = [market]
    if not parties:
        return None
    slots = dict(details.dates(scene, amount.first))
    date = slots.get("date") or slots.get("end") or slots.get("start")
    return Fact(
        "Projection", kind, tuple(parties), details.quote(scene, [amount.value, scene.words(cue.first, cue.last)]),
        scene.words(noun.first, noun.last), amount.quantity, amount.number, amount.value, amount.unit,
        modality="projected", date=date, confidence=0.6,
    )  # fmt: skip


def _market(scene: Scene, at: int) -> Party | None:
    """ "The market anticipates": an unnamed projector."""
    for i in range(max(0, at - 3), at):
        if scene.tokens[i].lower in ("market", "analysts", "economists", "banks", "forecasters"):
            words = scene.words(i - 1 if i and scene.tokens[i - 1].lower == "the" else i, i)
            return Party(scene.sentence.text[slice(*words)], "projector", "Group", words, words)
    return None


def halving(scene: Scene) -> Fact | None:
    """A protocol's halving with its year."""
    for i, token in enumerate(scene.tokens):
        if token.lower not in _HALVING:
            continue
        for found in scene.dates:
            at = scene.token_at(found.start)
            if abs(at - i) <= 4 and not found.relative and not details.denied(scene, i):
                words = (min(token.start, found.start), max(token.end, found.end))
                slot = Slot(found.edtf, (found.start, found.end))
                return Fact("PolicyEvent", None, (), words, (token.start, token.end), date=slot, confidence=0.8)
    return None
