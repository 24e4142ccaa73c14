"""Whether megawatts stand, are planned, promised or added, and how far that has come."""

from ....schema.dates import PartialDate
from ...facts import Slot
from ..actors.scene import Scene
from ..language.lexicon import lexicon
from . import details
from .amounts import Amount
from .power import REACH, apart, nearest, telling
from .predicates import predicate
from .stages import meant, stage, under_contract

_LIST = frozenset([",", "and", "or", "another", "a", "further"])
_BEHIND = 6
_SAID = 2
#: Verbs of an infinitive right behind a figure that is still to come: "150 MW to be energised".
_TO_COME = frozenset("be come follow go open start".split())


def standing(scene: Scene, amount: Amount, contracted: bool) -> tuple[str, str | None, str]:
    """Kind, status and modality; an option and what was called off have their own."""
    first, last = scene.bounds(amount.first)
    said = "asserted" if contracted and under_contract(scene, amount.first) else meant(scene, amount.first)
    if said == "asserted" and not contracted and (_to_come(scene, amount) or _due(scene, amount)):
        said = "planned"
    if not contracted and stage(scene, amount.first) == "rumoured":
        said = "possible"  # "in talks about another 200 MW": they do not stand, and nobody says that they will
    kind, status = _kind(scene, amount, said, contracted)
    if any(True for _ in scene.tagged(("option",), first, amount.first)):
        kind, status, said = "planned", None, "possible"
    if any(True for _ in scene.tagged(("cancelled",), first, last)):
        kind, status = "planned", "cancelled"
    return kind, status, said


def own_dates(scene: Scene, amount: Amount) -> dict[str, Slot]:
    """The dates of the clause by slot, without those that another figure of megawatts stands nearer to."""
    return dict(details.dates(scene, amount.first, lambda date: not _others(scene, amount, date.start)))


def whole(scene: Scene, amount: Amount) -> bool:
    """ "Of its 300 MW, 60 MW are running and 240 MW are being built": the whole stands in no one state."""
    first, _ = scene.bounds(amount.first)
    more = any(q.quantity.unit == "MW" and scene.token_at(q.start) > amount.last for q in scene.quantities)
    led = scene.tokens[first].lower == "of" and amount.first - first <= _BEHIND
    return more and led and not any(t.text == "," for t in scene.tokens[first : amount.first])


def _others(scene: Scene, amount: Amount, start: int) -> bool:
    """Whether a date is another figure's: the last one before it, else the first behind, unless they are one list."""
    at, (first, last) = scene.token_at(start), predicate(scene, amount.first)
    if any(0 < at - t.last <= _SAID for t in scene.by_group.get("saying", ())):
        return True  # "Aa said on Monday that ..."
    here = scene.clause[at] == scene.clause[amount.first]
    figures = [scene.within(q.start, q.end) for q in scene.quantities if q.quantity.unit == "MW"]
    if here and not first <= at <= last:
        return any(scene.clause[a] == scene.clause[at] and not first <= a <= last for a, _ in figures)
    figures = [span for span in figures if first <= span[0] <= last]
    before = [span for span in figures if span[0] < at]
    owner = before[-1] if before else next(iter(figures), None)
    return owner is not None and owner[0] != amount.first and not _listed(scene, amount, owner)


def _listed(scene: Scene, amount: Amount, other: tuple[int, int]) -> bool:
    """ "30 MW and 40 MW in 2028": two figures of one list share their dates."""
    low, high = (amount.last, other[0]) if amount.last < other[0] else (other[1], amount.first)
    return all(t.lower in _LIST for t in scene.tokens[low + 1 : high])


def _due(scene: Scene, amount: Amount) -> bool:
    """ "Its 120 MW campus goes live next year": what is dated after the text does not stand yet."""
    now, here = scene.published, scene.clause[amount.first]
    if now is None or _past(scene, amount):
        return False
    found = ((name, slot, scene.token_at(slot.words[0])) for name, slot in own_dates(scene, amount).items())
    dated = [s for name, s, at in found if scene.clause[at] == here and (name != "end" or _by(scene, s))]
    return any(_settled(scene, s) and now.before(PartialDate.parse(s.value)) for s in dated)


def _settled(scene: Scene, slot: Slot) -> bool:
    """Whether a date names its year; a bare "October" may be the last one."""
    words = scene.sentence.text[slice(*slot.words)].lower()
    return "next" in words or slot.value[:4] in words


def _past(scene: Scene, amount: Amount) -> bool:
    """Whether the clause tells of what was: "had 405 MW online"."""
    first, _ = predicate(scene, amount.first)
    before = scene.tokens[first : amount.first]
    past = {t.first for t in scene.tags if t.form == "past"}
    return any(t.lower in ("had", "was", "were") or (t.verb and first + i in past) for i, t in enumerate(before))


def _by(scene: Scene, slot: Slot) -> bool:
    """ "400 MW by the end of 2028"; a contract that runs "until 2030" tells of today."""
    at = scene.token_at(slot.words[0])
    return any(t.lower == "by" for t in scene.tokens[max(0, at - 4) : at])


def _to_come(scene: Scene, amount: Amount) -> bool:
    """ "90 MW energised, 150 MW to be energised in 2028"."""
    behind = [t.lower for t in scene.tokens[amount.last + 1 : amount.last + _BEHIND]]
    at = behind.index("to") if "to" in behind[:-1] else None
    between = scene.tokens[amount.last + 1 : amount.last + 1 + (at or 0)]
    if at is None or any(t.verb or t.kind == "mark" for t in between):
        return False
    return behind[at + 1] in _TO_COME


def _kind(scene: Scene, amount: Amount, said: str, contracted: bool) -> tuple[str, str | None]:
    if said == "asserted" and _retired(scene, amount):
        return "existing", "retired"
    building, ready = nearest(scene, ("underway",), amount, REACH), nearest(scene, ("standing",), amount, REACH)
    if building and (ready is None or apart(building, amount) <= apart(ready, amount)):
        return "planned", "underConstruction"
    if contracted:
        return "contracted", _agreed(scene, amount, said)
    cue = telling(scene, amount)
    group = cue.group if cue else ""
    if said in ("planned", "expected", "possible"):
        return ("added" if group == "addPower" else "planned"), ("planned" if said != "possible" else None)
    if group == "addPower":
        return "added", "operational" if cue and cue.form == "past" else "planned"
    return ("planned", "planned") if group == "planPower" else ("existing", "operational")


def _agreed(scene: Scene, amount: Amount, said: str) -> str | None:
    """The status of contracted megawatts: what is talked of, may be or is meant to be signed is not signed."""
    if said in ("planned", "expected"):
        return "planned"
    return stage(scene, amount.first) or (None if said == "possible" else "signed")


def _retired(scene: Scene, amount: Amount) -> bool:
    if any(True for _ in scene.tagged(("retired",), amount.last, min(amount.last + 8, len(scene.tokens) - 1))):
        return True
    verb = scene.governing(amount.first)
    return verb is not None and lexicon().has(scene.tokens[verb].lower, "retire")
