"""Deals: a contract's word, its two sides, and the amount if the text gives one."""

from collections.abc import Iterable

from ...facts import Fact
from ..actors.references import Reference
from ..actors.scene import Scene
from ..actors.subjects import stranger, subject_words
from ..language.lexicon import lexicon
from . import details
from .amounts import Amount, amounts
from .frames import Verdict
from .predicates import predicate
from .shares import own, shared_out
from .sides import VERBS, cast, implied, others_of, owner_of, subject_of
from .stages import shaded, stage, under_contract
from .triggers import KINDS, Trigger, gives_money, kind_of, of_goods, sells_securities, sells_tokens, triggers

__all__ = ["KINDS", "Trigger", "deal", "definite", "kind_of", "of_amount", "shares", "strong", "triggers", "unnamed"]


def deal(scene: Scene, trigger: Trigger, amount: Amount | None, implying: bool = True) -> Fact | None:
    """The deal at a trigger, None where the text does not name both sides.

    `implying`: whether a side that its clause leaves unsaid may be the firm that the text speaks of.
    """
    if sells_tokens(scene, trigger) or sells_securities(scene, trigger) or gives_money(scene, trigger):
        return None
    if _lost(scene, trigger):
        return None
    kind = kind_of(scene, trigger)
    subject = subject_of(scene, trigger)
    others = list(others_of(scene, trigger, subject))
    if amount is not None:
        stop = scene.stop(amount.last)
        others = own(scene, amount, others)
        others = [r for r in others if r.first < max(stop, trigger.tag.last)] or others
    parties = cast(scene, trigger, kind, subject, others)
    if implying and len(parties) == 1 and _two_sided(scene, trigger, amount):
        parties += implied(scene, parties[0], trigger.tag.first)
    if len(parties) < 2 or (not trigger.verbal and {p.role for p in parties} == {"provider"}):
        return None  # "Aa's lease is secured by Bb": two of one side make no contract
    at = trigger.tag.first
    said = "asserted" if under_contract(scene, at) else shaded(scene, at)
    slots = dict(details.dates(scene, at))
    spans = [scene.words(at, trigger.tag.last), *(p.spot for p in parties)]
    first = at if trigger.verb is None else min(at, trigger.verb)
    return Fact(
        "Deal", kind, tuple(parties), details.quote(scene, [*spans, *([amount.value] if amount else [])]),
        scene.words(first if at - first < 4 else at, trigger.tag.last),
        amount.quantity if amount else None, amount.number if amount else None, amount.value if amount else None,
        amount.unit if amount else None, open_list=_open(scene, others), modality=said,
        status=_status(scene, trigger, said), date=slots.get("date"), start=slots.get("start"),
        end=slots.get("end"), term=details.term(scene, at), place=details.place(scene, scene.named, at),
        confidence=0.8,
    )  # fmt: skip


def shares(scene: Scene, trigger: Trigger) -> bool:
    """Whether a contract's word is over several amounts of power with a side each: then each is a contract."""
    here = scene.clause[trigger.tag.first]
    power = [a for a in amounts(scene, ()) if a.sort == "power" and scene.clause[a.first] == here]
    if len(power) < 2:
        return False
    return shared_out(scene, power[0], list(others_of(scene, trigger, subject_of(scene, trigger))))


def _lost(scene: Scene, trigger: Trigger) -> bool:
    """ "Aa lost an order to its rival": nothing is agreed."""
    return trigger.verb is not None and lexicon().has(scene.tokens[trigger.verb].lower, "forfeit")


def _two_sided(scene: Scene, trigger: Trigger, amount: Amount | None) -> bool:
    """Whether the words tell a contract that is made, so that its other side can only be whom the text is about."""
    verb = scene.tokens[trigger.verb].lower if trigger.verb is not None else ""
    undone = any(True for _ in scene.tagged(("cancelled",), *scene.bounds(trigger.tag.first)))
    if undone and not trigger.verbal:
        return True
    ordered = trigger.tag.group == "order" and of_goods(scene, trigger.tag)
    return amount is not None or ordered or (not trigger.verbal and lexicon().has(verb, "conclude"))


def _open(scene: Scene, others: list[Reference]) -> tuple[int, int] | None:
    return next((words for r in others if (words := scene.open_list(r))), None)


def strong(scene: Scene, trigger: Trigger) -> bool:
    """Whether a deal without an amount is really told: it is signed, or its verb needs no other."""
    if trigger.verbal:
        return (
            trigger.tag.group in VERBS
            and trigger.tag.group != "payFor"
            and not (trigger.tag.form == "ing" and trigger.tag.group == "acquire")
        )
    verb = scene.tokens[trigger.verb].lower if trigger.verb is not None else ""
    signed = lexicon().has(verb, "sign") or lexicon().has(verb, "undo") or stage(scene, trigger.tag.first) is not None
    undone = any(True for _ in scene.tagged(("cancelled",), *scene.bounds(trigger.tag.first)))
    return signed or undone or owner_of(scene, trigger) is not None


def _status(scene: Scene, trigger: Trigger, said: str) -> str | None:
    first, _ = predicate(scene, trigger.tag.first)
    undone = trigger.verb is not None and lexicon().has(scene.tokens[trigger.verb].lower, "undo")
    if undone or details.called_off(scene, trigger.tag.first):
        return "cancelled"
    if (told := stage(scene, trigger.tag.first)) is not None:
        return told
    if said in ("planned", "expected"):
        return "planned"
    if said == "possible":
        return None
    verb = scene.tokens[trigger.verb].lower if trigger.verb is not None else ""
    signed = verb in _SIGNED or any(t.lower in _SIGNED for t in scene.tokens[first : trigger.tag.first])
    if signed or under_contract(scene, trigger.tag.first):
        return "signed"
    done = trigger.tag.form == "past" or verb in _CLOSED
    return "closed" if trigger.tag.group in ("acquire", "sell") and done else "announced"


#: "Completed its acquisition of Bb".
_CLOSED = frozenset("completed completes closed closes finalised finalized concluded".split())
_SIGNED = frozenset(
    "signed signing signs sign inked inking struck sealed agreed agrees entered entering won leased executed".split()
)


def definite(scene: Scene, trigger: Trigger) -> bool:
    """Whether it goes back to a deal told before: "The contract is worth ...", "the 15-year lease"."""
    if not trigger.verbal and scene.tokens[trigger.tag.last].lower.endswith("s"):
        return False  # "the contracts are worth 6 billion in all"
    for i in range(trigger.tag.first - 1, max(-1, trigger.tag.first - 6), -1):
        if scene.tokens[i].lower in ("the", "this", "its", "that"):
            return True
        if scene.tokens[i].kind == "mark" or lexicon().has(scene.tokens[i].lower, "preposition"):
            return False
    return False


def unnamed(scene: Scene) -> bool:
    """Whether a sentence brings in a contract of somebody unnamed: "the lease" behind it is no earlier one."""
    found = triggers(scene)
    if not found or any(definite(scene, t) for t in found):
        return False
    return stranger(subject_words(scene.tokens)) or any(_new(scene, t) for t in found)


def _new(scene: Scene, trigger: Trigger) -> bool:
    """ "A lease", "another hosting contract"."""
    before = [t.lower for t in scene.tokens[max(0, trigger.tag.first - 4) : trigger.tag.first]]
    return not trigger.verbal and not {"a", "an", "another"}.isdisjoint(before)


def of_amount(scene: Scene, amount: Amount, verdict: Verdict, found: Iterable[Trigger]) -> Trigger | None:
    """The trigger that an amount belongs to: its cue, else the nearest deal word of its clause or sentence."""
    candidates = list(found)
    for trigger in candidates:
        if trigger.tag.first <= verdict.cue.first <= trigger.tag.last:
            return trigger
    inside = [t for t in candidates if scene.clause[t.tag.first] == scene.clause[amount.first]]
    return min(inside or candidates, key=lambda t: abs(t.tag.first - amount.first), default=None)
