"""Projections: what somebody says a figure will be, told from what firms plan and have."""

from collections.abc import Iterator

from ...facts import Fact, Party, Words
from ..actors.references import Reference
from ..actors.scene import Scene
from ..language.lexicon import Tag, lexicon
from . import details
from .amounts import Amount

#: Nouns that say what is forecast, with the kind of projection.
_TOPICS = {
    "revenueNoun": "revenue", "spendingNoun": "spending", "demandNoun": "demand", "capacityNoun": "capacity",
    "priceNoun": "price",
}  # fmt: skip
_REACH = 14
_USING = frozenset(["need", "require", "draw", "consume", "use", "demand", "absorb"])


def projection(scene: Scene, amount: Amount) -> Fact | None:
    """The forecast of an amount: a word of forecasting, or a future of a whole market, and what is forecast."""
    if amount.sort == "percent" and not _of_topic(scene, amount):
        return None
    if amount.sort == "tokens":
        return None
    cue, topic = _cue(scene, amount), _topic(scene, amount)
    projector = _projector(scene, amount, cue)
    crowd = _crowd(scene, amount)
    kind = _kind(scene, amount, topic, crowd)
    if kind is None or not _told(scene, amount, cue, projector, crowd, kind):
        return None
    parties = [p for p in (projector, _subject(scene, amount, cue, crowd)) if p is not None]
    if not parties:
        return None
    slots = dict(details.dates(scene, amount.first))
    head = cue or topic or crowd
    words = scene.words(head.first, head.last) if head else amount.number
    return Fact(
        "Projection", kind, tuple(parties[:2]), details.quote(scene, [amount.value, words]),
        words, amount.quantity, amount.number, amount.value, amount.unit,
        modality="projected", date=slots.get("date") or slots.get("end") or slots.get("start"), confidence=0.6,
    )  # fmt: skip


def _of_topic(scene: Scene, amount: Amount) -> bool:
    """Whether a percentage is said of what will be: "power prices could climb 12% by 2030"."""
    future = details.modality(scene, amount.first) in ("possible", "expected", "planned")
    dated = any(True for _ in details.dates(scene, amount.first))
    moved = any(True for _ in scene.tagged(("up", "down"), *scene.bounds(amount.first)))
    return future and dated and moved and _topic(scene, amount) is not None


def _told(
    scene: Scene, amount: Amount, cue: Tag | None, projector: Party | None, crowd: Tag | None, kind: str
) -> bool:
    """Whether it is a forecast at all, and of nobody's own plan."""
    future = details.modality(scene, amount.first) in ("possible", "expected", "planned")
    if cue is None:
        return crowd is not None and future and _verb(scene, amount, "future") is not None
    if kind == "revenue":
        return scene.clause[cue.first] == scene.clause[amount.first] or not _past(scene, amount)
    if kind == "spending" and projector is not None and crowd is None and projector.kind == "Firm":
        return _others_figure(scene, projector)
    return projector is not None or crowd is not None


def _past(scene: Scene, amount: Amount) -> bool:
    """Whether the amount's own verb tells what was: "the plants generated EBITDA of 31 million"."""
    verb = scene.governing(amount.first)
    return verb is not None and any(t.first == verb and t.form == "past" for t in scene.tags)


def _others_figure(scene: Scene, projector: Party) -> bool:
    """Whether it is somebody else's spending: a firm's forecast of its own is its plan."""
    named = {r.actor.name for r in scene.references if r.actor is not None and r.how == "name"}
    return bool(named - {projector.name}) or any(
        True for _ in scene.tagged(("projectors",), 0, len(scene.tokens) - 1)
    )


def _cue(scene: Scene, amount: Amount) -> Tag | None:
    """The word of forecasting before the amount, or the noun right behind it ("the $2bn consensus")."""
    found = [t for t in scene.tagged(("forecast",), 0, amount.first - 1) if _forecasting(scene, t, amount)]
    return found[-1] if found else None


def _forecasting(scene: Scene, tag: Tag, amount: Amount) -> bool:
    word = scene.tokens[tag.first].lower
    if word in ("put", "puts", "putting", "pegs", "pegged", "peg"):
        return any(t.lower == "at" for t in scene.tokens[tag.last + 1 : amount.first])
    if word in ("see", "sees", "saw", "think", "thinks", "thought"):
        return tag.verbal and scene.tokens[tag.first].verb
    if tag.verbal and scene.tokens[tag.first].lower.startswith(("expect", "anticipat")):
        return not _own_plan(scene, tag)
    return True


def _own_plan(scene: Scene, tag: Tag) -> bool:
    """ "Aa expects to spend": what the subject of the same verb will do itself."""
    following = [t.lower for t in scene.tokens[tag.last + 1 : tag.last + 3]]
    if following[:1] != ["to"]:
        return False
    return not (len(following) > 1 and lexicon().has(following[1], "future"))


def _topic(scene: Scene, amount: Amount) -> Tag | None:
    """The nearest noun that says what is forecast, before the amount or right behind it."""
    near = [
        t for t in scene.tagged(_TOPICS, 0, len(scene.tokens) - 1)
        if 0 < amount.first - t.last < _REACH or 0 < t.first - amount.last < 6
    ]  # fmt: skip
    return min(near, key=lambda t: max(amount.first - t.last, (t.first - amount.last) * 2), default=None)


def _kind(scene: Scene, amount: Amount, topic: Tag | None, crowd: Tag | None) -> str | None:
    kind = _TOPICS[topic.group] if topic else None
    if amount.sort == "power":
        verb = _verb(scene, amount, "future")
        using = verb is not None and any(scene.tokens[verb].lower.startswith(u) for u in _USING)
        return "demand" if using or kind == "demand" else "capacity" if crowd or kind == "capacity" else None
    return kind if kind not in ("demand", "capacity") else "spending" if kind is None and crowd else None


def _verb(scene: Scene, amount: Amount, group: str) -> int | None:
    verb = scene.governing(amount.first)
    return verb if verb is not None and any(t.first == verb for t in scene.by_group.get(group, ())) else None


def _crowd(scene: Scene, amount: Amount) -> Tag | None:
    """The unnamed many whose figure it is, if no firm stands nearer."""
    first, _ = scene.bounds(amount.first)
    low = max(first, amount.first - _REACH)
    found = list(scene.tagged(("crowd",), low, amount.first - 1))
    if not found:
        return None
    owner = [r for r in scene.references if r.how == "name" and not r.barred and low <= r.first < amount.first
             and r.actor is not None and r.actor.kind == "Firm" and r.last < found[-1].first]  # fmt: skip
    said = scene.tagged(("forecast", "saying"), owner[-1].last, found[-1].first) if owner else ()
    speaks = any(t.verbal for t in said)
    return None if owner and not speaks else found[-1]


def _projector(scene: Scene, amount: Amount, cue: Tag | None) -> Party | None:
    """Who forecasts: analysts' firm, the subject of the verb, "Aa's forecast", "according to Aa"."""
    source = _source(scene)
    if source is not None:
        return source
    for reference in _credited(scene):
        made = details.party(reference, "projector")
        if made is not None:
            return made
    said = next((t for t in scene.by_group.get("saying", ()) if t.verbal and t.last < amount.first), None)
    teller = cue or said
    return None if teller is None else _market(scene, teller.first)


def _source(scene: Scene) -> Party | None:
    """ "According to banking projections": an unnamed source, by its words."""
    for i, token in enumerate(scene.tokens[:-2]):
        if token.lower != "according" or scene.tokens[i + 1].lower != "to":
            continue
        last = i + 1
        while last + 1 < len(scene.tokens) and scene.tokens[last + 1].kind in ("word", "acronym"):
            last += 1
        named = any(i < a <= last for a, _, _ in scene.named)
        if last > i + 1 and not named and lexicon().has(scene.tokens[last].lower, "sources"):
            words = scene.words(i + 2, last)
            return details.unnamed(scene, words, "projector")
    return None


def _credited(scene: Scene) -> Iterator[Reference]:
    for tag in scene.by_group.get("projectors", ()):
        yield from (
            r for r in scene.references if 0 < r.first - tag.last < 5 and r.preposition in ("at", "from", "of", "by")
        )
    for i, token in enumerate(scene.tokens[:-1]):
        if token.lower == "according" and scene.tokens[i + 1].lower == "to":
            yield from (r for r in scene.references if i < r.first < i + 7)


def _market(scene: Scene, at: int) -> Party | None:
    """ "The market anticipates": an unnamed projector; a named one that forecasts somebody else's figure."""
    for i in range(max(0, at - 3), at):
        if lexicon().has(scene.tokens[i].lower, "projectors") and scene.tokens[i - 1].lower == "whose":
            house = [r for r in scene.references if r.last < i and r.how == "name"]
            return details.party(house[-1], "projector") if house else None
        if lexicon().has(scene.tokens[i].lower, "projectors"):
            words = scene.words(i - 1 if i and scene.tokens[i - 1].lower == "the" else i, i)
            return details.unnamed(scene, words, "projector")
    subject = scene.subject(at)
    return details.party(subject, "projector") if subject is not None else None


def _subject(scene: Scene, amount: Amount, cue: Tag | None, crowd: Tag | None) -> Party | None:
    """Whose figure it is: "Aa's revenue", a firm spoken of, or the phrase of the many."""
    if crowd is not None:
        words = _phrase(scene, crowd)
        return details.unnamed(scene, words, "subject")
    owner = [r for r in scene.references if r.possessive and r.last < amount.first]
    speaker = scene.subject(cue.first) if cue is not None else None
    chosen = owner[-1] if owner else speaker or scene.focus
    return details.party(chosen, "subject") if chosen is not None else None


def _phrase(scene: Scene, tag: Tag) -> Words:
    """The noun phrase around a word: back to a verb, a preposition or a mark."""
    first = tag.first
    while first and _inside(scene, first - 1):
        first -= 1
    while first < tag.first and scene.tokens[first].lower in ("the", "a", "an"):
        first += 1
    return scene.words(first, tag.last)


def _inside(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    return token.kind in ("word", "acronym", "possessive") and not (
        token.verb or lexicon().has(token.lower, "preposition") or lexicon().has(token.lower, "auxiliary")
        or token.lower in ("and", "that", "or")
    )  # fmt: skip
