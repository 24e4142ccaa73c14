"""Deals: a contract's word, its two sides, and the amount if the text gives one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..facts import Fact, Party
from . import details
from .amounts import Amount, of_tokens
from .frames import Verdict
from .lexicon import Tag, lexicon
from .references import Reference
from .scene import Scene

#: Groups whose nouns or verbs make a deal, and the kind they give; the special ones first.
KINDS = {
    "hosting": "hosting", "ppa": "powerPurchase", "interconnectionDeal": "interconnection", "cloud": "cloudServices",
    "constructionDeal": "construction", "venture": "jointVenture", "licence": "licence", "lease": "lease",
    "supply": "supply", "acquire": "acquisition", "sell": "acquisition", "merge": "acquisition",
    "partner": "partnership", "dealNoun": "unspecified",
}  # fmt: skip
#: Verbs that make a deal on their own, with the prepositions that must name the other side.
_VERBS = {
    "partner": ("with",), "lease": ("to", "from"), "acquire": (), "sell": ("to",), "merge": ("with",),
    "hosting": ("for",), "supply": ("to", "for"), "licence": ("to", "from"),
}  # fmt: skip
_SIDES = ("with", "from", "to", "for", "between", "by")
#: Role of the subject and of the others by preposition; '' is the direct object.
_CASTS: dict[str, tuple[str, dict[str, str]]] = {
    "acquisition": ("buyer", {"from": "seller", "": "target", "of": "target", "to": "seller", "with": "party"}),
    "powerPurchase": ("customer", {"from": "provider", "with": "provider", "to": "customer", "": "customer"}),
    "partnership": ("party", {}), "jointVenture": ("party", {}), "unspecified": ("party", {}),
}  # fmt: skip
_HOSTED = {
    "to": "customer",
    "with": "customer",
    "for": "customer",
    "from": "provider",
    "": "customer",
    "by": "provider",
}
_HOSTS = ("bitcoinMiner", "dataCenterDeveloper", "utility", "powerProducer", "energyTechnology", "chipMaker")


@dataclass(frozen=True)
class Trigger:
    """The word that makes a deal, its group, and the verb that governs it (the word itself if it is the verb)."""

    tag: Tag
    verb: int | None

    @property
    def verbal(self) -> bool:
        """Whether the deal's word is itself a verb."""
        return self.tag.verbal


def triggers(scene: Scene) -> list[Trigger]:
    """The words of a sentence that can make a deal, a tag inside a longer one left out."""
    found = [t for t in scene.tags if t.group in KINDS]
    outer = [t for t in found if not any(o is not t and o.first <= t.first and t.last <= o.last
                                         and o.last - o.first > t.last - t.first for o in found)]  # fmt: skip
    return [Trigger(t, t.first if t.verbal else scene.governing(t.first)) for t in outer]


def deal(scene: Scene, trigger: Trigger, amount: Amount | None) -> Fact | None:
    """The deal at a trigger, None where the text does not name both sides."""
    if _of_tokens(scene, trigger):
        return None
    kind = _kind(scene, trigger)
    subject = _subject(scene, trigger)
    others = list(_others(scene, trigger, amount, subject))
    parties = _cast(scene, trigger, kind, subject, others)
    if len(parties) < 2:
        return None
    at = trigger.tag.first
    said = details.modality(scene, at)
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


def _of_tokens(scene: Scene, trigger: Trigger) -> bool:
    """Whether the verb governs coins: a token purchase, no deal."""
    end = scene.bounds(trigger.tag.last)[1]
    return trigger.verbal and any(
        of_tokens(q.quantity.unit) and trigger.tag.last < scene.token_at(q.start) <= end for q in scene.quantities
    )


def _open(scene: Scene, others: list[Reference]) -> tuple[int, int] | None:
    return next((words for r in others if (words := scene.open_list(r))), None)


def strong(scene: Scene, trigger: Trigger) -> bool:
    """Whether a deal without an amount is really told: it is signed, or its verb needs no other."""
    if trigger.verbal:
        return trigger.tag.group in _VERBS and not (trigger.tag.form == "ing" and trigger.tag.group == "acquire")
    verb = scene.tokens[trigger.verb].lower if trigger.verb is not None else ""
    signed = lexicon().has(verb, "sign") or any(
        True for _ in scene.tagged(("rumour",), *scene.bounds(trigger.tag.first))
    )
    return signed or _owner(scene, trigger) is not None


def _kind(scene: Scene, trigger: Trigger) -> str:
    """By the trigger's own noun; a bare "deal" takes the kind of its modifiers or of what is to be done."""
    tag = trigger.tag
    if tag.group in ("acquire", "sell") and trigger.verbal and _of_goods(scene, tag):
        return "supply"
    if tag.group not in ("dealNoun", "partner", "supply"):
        return KINDS[tag.group]
    first, last = scene.bounds(tag.first)
    near = {t.group for t in scene.tagged(_HINTS, max(first, tag.first - 5), min(last, tag.last + 14))}
    if "hosting" in near or "interconnectionDeal" in near or "ppa" in near:
        return next(_HINTS[g] for g in ("hosting", "interconnectionDeal", "ppa") if g in near)
    if tag.group == "supply":
        return "powerPurchase" if "electricity" in near and "goods" not in near else "supply"
    if tag.group == "partner":
        return "partnership"
    return next((kind for hint, kind in _HINTS.items() if hint in near), _continued(scene, tag))


def _continued(scene: Scene, tag: Tag) -> str:
    """ "Aa struck a deal with Bb: its fuel cells will supply ...": what is delivered is told behind the colon."""
    end, last = scene.bounds(tag.last)[1], len(scene.tokens) - 1
    if scene.tokens[end].text not in (":", "—", "–", ";") or end == last:
        return "unspecified"
    told = list(scene.tagged(("goods", "supply", "deploy"), end + 1, min(last, end + 16)))
    return "supply" if any(t.verbal for t in told) and any(t.group == "goods" for t in told) else "unspecified"


_HINTS = {
    "hosting": "hosting", "interconnectionDeal": "interconnection", "ppa": "powerPurchase", "lease": "lease",
    "cloud": "cloudServices", "goods": "supply", "supply": "supply", "licence": "licence", "acquire": "acquisition",
    "electricity": "powerPurchase",
}  # fmt: skip


def _of_goods(scene: Scene, tag: Tag) -> bool:
    """Whether machines are bought, not a firm or a plant."""
    last = min(scene.bounds(tag.last)[1], tag.last + 7)
    goods = next(scene.tagged(("goods",), tag.last + 1, last), None)
    return goods is not None and not any(
        tag.last < a < goods.first and x.kind in ("Firm", "Site") for a, _, x in scene.named
    )


def _owner(scene: Scene, trigger: Trigger) -> Reference | None:
    """Whose deal it is: "Aa's $5 billion agreement with Bb"."""
    for reference in reversed(scene.references):
        if reference.possessive and reference.how != "group" and 0 < trigger.tag.first - reference.last < 9:
            between = scene.tokens[reference.last + 2 : trigger.tag.first]
            free = not any(t.kind == "mark" and t.text in ",;:" for t in between)
            return reference if free and not scene.verb_between(reference.last, trigger.tag.first) else None
    return None


def _subject(scene: Scene, trigger: Trigger) -> Reference | None:
    owner = None if trigger.verbal else _owner(scene, trigger)
    if owner is not None:
        return owner
    at = trigger.verb if trigger.verb is not None else trigger.tag.first
    if trigger.verb is not None and scene.passive(trigger.verb):
        agents = scene.after(trigger.verb, ("by",))
        return agents[0] if agents else None
    return scene.subject(at) or (scene.focus if trigger.verb is not None and scene.open_to_focus(at) else None)


def _others(scene: Scene, trigger: Trigger, amount: Amount | None, subject: Reference | None) -> Iterator[Reference]:
    """The other sides: objects of a deal verb, names behind with, from, to, for, between, in the clause."""
    at, (_, end) = trigger.tag.last, scene.bounds(trigger.tag.last)
    wanted = _VERBS.get(trigger.tag.group, ("with",)) if trigger.verbal else _SIDES
    if trigger.verbal and trigger.tag.group in ("licence", "acquire", "merge", "hosting", "sell", "supply"):
        yield from scene.objects(trigger.tag.first, end + 1)
    if trigger.verbal and trigger.verb is not None and scene.passive(trigger.verb):
        yield from (r for r in scene.references if r.last < trigger.tag.first and not r.barred)
        return
    extra = ("from",) if trigger.tag.group == "acquire" else ()
    behind, fronted = scene.after(at, (*wanted, *extra), end + 1), _fronted(scene, trigger, subject)
    if fronted:
        yield from fronted if not behind else ()
        return
    for reference in behind:
        if subject is None or reference.actor is not subject.actor:
            yield reference
    if not trigger.verbal and trigger.verb is not None and trigger.verb < at:
        yield from scene.after(trigger.verb, ("with", "from"), trigger.tag.first)


def _fronted(scene: Scene, trigger: Trigger, subject: Reference | None) -> list[Reference]:
    """ "With Bb it signed a deal": the other side opens the clause; with a second "with" behind nobody knows."""
    if trigger.verbal or trigger.verb is None or subject is None:
        return []
    first, until = scene.bounds(trigger.verb)[0], subject.first
    ahead = scene.after(first - 1, ("with",), min(first + 4, until))
    return [r for r in ahead if not r.possessive and r.actor is not subject.actor]


def _cast(
    scene: Scene, trigger: Trigger, kind: str, subject: Reference | None, others: Iterable[Reference]
) -> list[Party]:
    """The parties with their roles; the sides of a hosting or lease turn with "from" and with who hosts."""
    role, by = _CASTS.get(kind, ("provider", _HOSTED))
    rest = [r for other in others for r in scene.listed(other)]
    if kind == "supply" and trigger.tag.group in ("acquire", "sell"):
        role = "customer" if trigger.tag.group == "acquire" else "provider"
        by = {"from": "provider", "to": "customer", "with": "party"}
    elif kind == "acquisition" and trigger.tag.group == "sell":
        role, by = "seller", {"to": "buyer", "": "target"}
    elif kind not in _CASTS or kind == "powerPurchase":
        won = trigger.verb is not None and scene.tokens[trigger.verb].lower in _WON
        role, by = (role, {**by, "from": "customer"}) if won else _turned(role, by, subject, rest)
    if subject is not None and not rest and len(scene.listed(subject)) > 1:
        role = "party"
    parties: list[Party] = []
    for reference in [*(scene.listed(subject) if subject else []), *rest]:
        part = (
            role
            if subject is not None and reference in scene.listed(subject)
            else by.get(reference.preposition, "party")
        )
        made = details.party(reference, part)
        if made and made.name not in {p.name for p in parties}:
            parties.append(made)
    return parties


#: Verbs whose subject gets the order: "won a contract from Bb" makes Bb the customer.
_WON = frozenset("won win wins winning landed secured received clinched snagged".split())


def _turned(
    role: str, by: dict[str, str], subject: Reference | None, rest: Iterable[Reference]
) -> tuple[str, dict[str, str]]:
    """Swap the sides where the other one is named as the source, or is the one whose trade it is."""
    others = list(rest)
    opposite = {"provider": "customer", "customer": "provider"}
    host = subject is not None and _host(subject)
    sources = any(r.preposition == "from" for r in others) and not host
    hosts = any(_host(r) for r in others) and not (subject is not None and _host(subject))
    producer = role == "customer" and subject is not None and _host(subject)
    if role == "provider" and host:
        return role, {**by, "from": "customer"}
    if (role == "provider" and (sources or hosts)) or producer:
        flipped = {p: opposite.get(r, r) if p in ("with", "") else r for p, r in by.items()}
        return opposite[role], flipped
    return role, by


def _host(reference: Reference) -> bool:
    return reference.actor is not None and any(r in reference.actor.roles for r in _HOSTS)


def _status(scene: Scene, trigger: Trigger, said: str) -> str | None:
    first, last = scene.bounds(trigger.tag.first)
    if any(True for _ in scene.tagged(("cancelled",), 0, len(scene.tokens) - 1)):
        return "cancelled"
    if any(True for _ in scene.tagged(("rumour",), first, last)):
        return "rumoured"
    if said in ("planned", "expected"):
        return "planned"
    verb = scene.tokens[trigger.verb].lower if trigger.verb is not None else ""
    if verb in _SIGNED or any(t.lower in _SIGNED for t in scene.tokens[first : trigger.tag.first]):
        return "signed"
    return "closed" if trigger.tag.group in ("acquire", "sell") and trigger.tag.form == "past" else "announced"


_SIGNED = frozenset(
    "signed signing signs sign inked inking struck sealed agreed agrees entered entering won leased executed".split()
)


def definite(scene: Scene, trigger: Trigger) -> bool:
    """Whether it goes back to a deal told before: "The contract is worth ...", "the 15-year lease"."""
    for i in range(trigger.tag.first - 1, max(-1, trigger.tag.first - 6), -1):
        if scene.tokens[i].lower in ("the", "this", "its", "that"):
            return True
        if scene.tokens[i].kind == "mark" or lexicon().has(scene.tokens[i].lower, "preposition"):
            return False
    return False


def of_amount(scene: Scene, amount: Amount, verdict: Verdict, found: Iterable[Trigger]) -> Trigger | None:
    """The trigger that an amount belongs to: its cue, else the nearest deal word of its clause or sentence."""
    candidates = list(found)
    for trigger in candidates:
        if trigger.tag.first <= verdict.cue.first <= trigger.tag.last:
            return trigger
    inside = [t for t in candidates if scene.clause[t.tag.first] == scene.clause[amount.first]]
    return min(inside or candidates, key=lambda t: abs(t.tag.first - amount.first), default=None)
