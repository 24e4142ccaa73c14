"""Capacities: whose megawatts, and whether they stand, are planned, promised or added."""

from collections.abc import Iterable
from dataclasses import replace

from ...facts import Fact, Party, Slot, Words
from ..actors.references import Reference
from ..actors.scene import Scene
from ..actors.subjects import stranger, subject_words
from ..language.lexicon import Tag, lexicon
from . import details, sides
from .amounts import Amount
from .power import REACH, apart, nearest, telling
from .predicates import predicate
from .shares import gapped, goes_on, own, spread
from .standing import own_dates, standing, whole

#: What each basis's words are called.
_BASES = {
    "criticalIT": "criticalIT",
    "gridRight": "interconnection",
    "grossLoad": "facility",
    "nameplate": "nameplate",
}


def capacity(scene: Scene, amount: Amount, last_deal: Fact | None) -> Fact | None:
    """The capacity of a power figure; None where it is a threshold or a forecast, or nobody has it."""
    if _is_none(scene, amount):
        return None
    contracted = _contracted(scene, amount) or (last_deal is not None and _goes_back(scene, amount))
    parties = _parties(scene, amount, contracted, last_deal)
    if contracted and last_deal is not None:
        parties = _as_in_deal(scene, parties, last_deal)
    if not parties or parties[0].kind == "PublicBody":
        return None
    kind, status, said = standing(scene, amount, contracted)
    slots = _begun(scene, amount) | own_dates(scene, amount)
    return Fact(
        "Capacity", kind, tuple(parties), details.quote(scene, [amount.value, *(p.spot for p in parties)]),
        _head(scene, amount),
        amount.quantity, amount.number, amount.value, modality=said, status=status,
        date=slots.get("date"), start=slots.get("start"), end=slots.get("end"),
        place=details.place(scene, scene.named, amount.last), basis=_basis(scene, amount),
        purpose=_purpose(scene, amount), confidence=0.8,
    )  # fmt: skip


def _head(scene: Scene, amount: Amount) -> Words:
    """The words that make the figure a capacity: the verb of its list, the nearest word of power, else its own."""
    verb = scene.governing(amount.first)
    if verb is not None and goes_on(scene, amount):
        return scene.words(verb, verb)
    cue = telling(scene, amount)
    return scene.words(cue.first, cue.last) if cue else amount.number


def ownerless(scene: Scene, amount: Amount) -> Fact | None:
    """A power figure that stands for a plant or a contract, of nobody that is named; None where it is no capacity."""
    if _is_none(scene, amount) or telling(scene, amount) is None:
        return None
    kind, status, said = standing(scene, amount, _contracted(scene, amount))
    return Fact(
        "Capacity", kind, (), details.quote(scene, [amount.value]), amount.number, amount.quantity, amount.number,
        amount.value, modality=said, status=status, confidence=0.3,
    )  # fmt: skip


def _is_none(scene: Scene, amount: Amount) -> bool:
    """Whether a power figure is a threshold, a demand, a machine's rating or a forecast, or nothing says whose."""
    if whole(scene, amount) or spread(scene, amount):
        return True
    if nearest(scene, ("powerNot",), amount, 4) or _is_demand(scene, amount) or _rating(scene, amount):
        return True
    if any(t.form in ("s", "base") and not _own(scene, t) for t in scene.tagged(("forecast",), 0, amount.first)):
        return True
    verb = scene.governing(amount.first)
    if verb is not None and lexicon().has(scene.tokens[verb].lower, "forfeit") and _contracted(scene, amount):
        return True
    if verb is not None and scene.tokens[verb].lower.startswith("want") and nearest(scene, ("supplied",), amount, 5):
        return True
    told = telling(scene, amount) or nearest(scene, ("plant", *_BASES), amount, 4)
    on_site = _nobody(scene) and nearest(scene, ("siteTail", "machines"), amount, 6)
    return told is None and not on_site and not _acting(scene, amount)


def _own(scene: Scene, tag: Tag) -> bool:
    """ "Aa expects to switch on 90 MW": its own plan, no forecast."""
    return tag.last + 1 < len(scene.tokens) and scene.tokens[tag.last + 1].lower == "to"


def _acting(scene: Scene, amount: Amount) -> bool:
    """Whether somebody named acts in the clause of a figure, or the whole clause is about a site of nobody else."""
    subject = scene.subject(amount.first)
    return subject is not None and subject.how in ("name", "pronoun", "nominal", "project")


def _begun(scene: Scene, amount: Amount) -> dict[str, Slot]:
    """ "Construction is to begin in 2026, and the project adds 2 GW": the start that an earlier clause gives."""
    first, _ = scene.bounds(amount.first)
    for tag in scene.tagged(("building",), 0, first - 1):
        own, last = scene.bounds(tag.first)
        busy = any(own <= scene.token_at(q.start) <= last for q in scene.quantities)
        if tag.first - own < 3 and not busy and last + 3 > first:
            slots = dict(details.dates(scene, tag.first))
            return {"start": slots["start"]} if "start" in slots else {}
    return {}


def _rating(scene: Scene, amount: Amount) -> bool:
    """The rating of one machine ("250-kW stacks", "90 MW turbines"), not of a site."""
    following = scene.tokens[amount.last + 1 : amount.last + 3]
    goods = {t.first for t in scene.by_group.get("goods", ())}
    return any(amount.last + 1 + i in goods and t.lower.endswith("s") for i, t in enumerate(following[:1]))


def _is_demand(scene: Scene, amount: Amount) -> bool:
    verb = scene.governing(amount.first)
    if verb is not None and _moves_power(scene.tokens[verb].lower):
        return False
    demand = nearest(scene, ("demand",), amount, 6)
    if demand is None:
        return False
    if demand.verbal:
        return scene.tokens[demand.first].lower.startswith(("need", "requir", "demand"))
    owned = nearest(scene, ("standing", "operate", "underway"), amount, 3)
    return owned is None and scene.tokens[demand.first].lower != "load"


def _contracted(scene: Scene, amount: Amount) -> bool:
    cue, verb = nearest(scene, ("contractPower",), amount, REACH), scene.governing(amount.first)
    word = scene.tokens[verb].lower if verb is not None else ""
    if (goes_on(scene, amount) and _moves_power(word)) or lexicon().has(word, "pay"):
        return True
    if cue is None:
        return False
    between = scene.tokens[verb + 1 : amount.first] if verb is not None else []
    if lexicon().has(word, "sell") and nearest(scene, ("supplied",), amount, 5):
        return True
    if verb is not None and _moves_power(word) and all(t.lower in _PLAIN for t in between):
        return True
    nearer = nearest(scene, ("operate", "standing", "underway", "planPower", "addPower"), amount, REACH)
    return nearer is None or apart(cue, amount) <= apart(nearer, amount) or _sides(scene, amount) != []


_PLAIN = frozenset(
    "a an the its their another up some all first last remaining extra further around about roughly it us them over"
    " to for only just out another additional entire full whole of".split()
)


def _moves_power(word: str) -> bool:
    """Whether a verb itself tells of a contract on megawatts: "supply", "reserve", "lease"."""
    return lexicon().has(word, "givePower") or lexicon().has(word, "takePower")


def _sides(scene: Scene, amount: Amount) -> list[Reference]:
    """The other side of a contract on megawatts, named in the same clause."""
    first, last = predicate(scene, amount.first)
    found = scene.after(first, ("to", "with", "for", "from"), last + 1)
    verb = scene.governing(amount.first)
    if verb is not None and lexicon().has(scene.tokens[verb].lower, "givePower"):
        found = [*scene.objects(verb, amount.first), *found]
    elif verb is not None and lexicon().has(scene.tokens[verb].lower, "pay"):
        found = [replace(r, preposition="from") for r in scene.objects(verb, amount.first)]
    picker = scene.picker(verb) if verb is not None else None
    found += [replace(picker, preposition="to")] if picker is not None else []
    named = [r for r in found if r.how == "name" and not (r.actor and r.actor.kind == "PublicBody")]
    return own(scene, amount, named)


def _parties(scene: Scene, amount: Amount, contracted: bool, last_deal: Fact | None) -> list[Party]:
    """Whose megawatts: an unnamed group's, the parties of the contract told before, or who acts in the clause."""
    verb = scene.governing(amount.first)
    at = verb if verb is not None else amount.first
    permitted = _permitted(scene, amount)
    if permitted is not None:
        return [permitted]
    several = _owner_group(scene, amount)
    if several is not None:
        return [details.group(scene, several, "owner")]
    subject = gapped(scene, amount) or _owner(scene, amount) or _runs_site(scene, amount) or scene.subject(at)
    if last_deal is not None and _under(scene, amount, contracted, subject, last_deal):
        return [p._replace(spot=p.full) for p in last_deal.parties]
    own, goes_on = scene.of_site(amount.first, amount.last), scene.open_to_focus(at) or _nobody(scene)
    if own is not None and (subject is None or subject.how == "project"):
        subject = own
    subject = subject or _agent(scene, amount) or (scene.focus if goes_on else None)
    others = _sides(scene, amount) if contracted else []
    if subject is not None and subject.preposition and any(r.actor is subject.actor for r in others):
        subject = _free(scene, subject)  # "Aa signed an agreement with Bb covering 200 MW"
    role = "provider" if others else "customer" if contracted and _tenant(scene, amount) else "owner"
    made = [details.party(r, role) for r in scene.listed(subject)] if subject else []
    unknown = contracted and not others and len(made) > 1  # "Aa and Bb signed for 30 MW": which is which is not told
    parties = _with_sides([p._replace(role="party") if unknown else p for p in made if p is not None], others)
    return _both(scene, amount, parties) if contracted and len(parties) == 1 else parties


def _free(scene: Scene, reference: Reference) -> Reference:
    """Who acts before a reference that a preposition governs; the reference itself where nobody does."""
    before = [r for r in scene.references if r.last < reference.first and not r.barred and r.actor is not None]
    return before[-1] if before else reference


def _runs_site(scene: Scene, amount: Amount) -> Reference | None:
    """ "Aa agreed with Bb on its Redrock site, which has 350 MW": who acts, not who stands right before the site."""
    first, _ = scene.bounds(amount.first)
    if not any(t.lower in ("which", "where") for t in scene.tokens[first : first + 2]):
        return None
    sites = [a for a, _, actor in scene.named if actor.kind == "Site" and a < first]
    before = [r for r in scene.references if sites and r.last < sites[-1] and r.actor is not None]
    free = [r for r in before if not r.barred]
    return free[0] if before and before[-1].barred and free else None


def _both(scene: Scene, amount: Amount, parties: list[Party]) -> list[Party]:
    """With the side that the clause leaves unsaid: who takes or gives the megawatts is the firm spoken of."""
    verb = scene.governing(amount.first)
    word = scene.tokens[verb].lower if verb is not None else ""
    takes, gives = lexicon().has(word, "takePower"), lexicon().has(word, "givePower")
    if (not takes and not gives) or parties[0].role != "owner":
        return parties
    known = parties[0]._replace(role="customer" if takes else "provider")
    other = _host(scene, amount) or sides.unsaid(scene, amount.last, known)
    made = details.party(other, "provider" if takes else "customer") if other is not None else None
    if made is None:
        return [known]
    return [made, known] if takes else [known, made]


def _as_in_deal(scene: Scene, parties: list[Party], deal: Fact) -> list[Party]:
    """With the sides of the deal that the same sentence tells of them: one contract has one provider."""
    roles = {p.name: p.role for p in deal.parties}
    same = scene.sentence.start <= deal.quote[0] < scene.sentence.end and roles.keys() >= {p.name for p in parties}
    if not same or not parties or set(roles.values()) != {"provider", "customer"}:
        return parties
    return sorted(deal.parties, key=lambda p: p.role, reverse=True)


def _permitted(scene: Scene, amount: Amount) -> Party | None:
    """ "The commission issued a permit to Aa for a 75 MW plant": whose it is that an authority allows."""
    first, last = scene.bounds(amount.first)
    body = any(x.kind == "PublicBody" and first <= a < amount.first for a, _, x in scene.named)
    body = body or any(True for _ in scene.tagged(("authority",), first, amount.first))
    if not body:
        return None
    taking = [r for r in scene.after(first, ("to", "by"), last + 1) if r.actor and r.actor.kind == "Firm"]
    return details.party(taking[0], "owner") if taking else None


def _nobody(scene: Scene) -> bool:
    """Whether the sentence names no actor at all: then it goes on about the one spoken of."""
    if stranger(subject_words(scene.tokens)):
        return False
    return not any(r.actor is not None and r.actor.acting and r.how == "name" for r in scene.references)


def _host(scene: Scene, amount: Amount) -> Reference | None:
    """ "In halls of Aa, where Bb has reserved 26 MW": whose the place is."""
    first, last = scene.bounds(amount.first)
    for tag in scene.tagged(("siteTail",), amount.last + 1, last):
        named = next((r for r in scene.references if r.how == "name" and _at(r, tag)), None)
        if named is not None:
            return named
    if not any(t.lower == "where" for t in scene.tokens[first : first + 2]):
        return None
    earlier = [r for r in scene.references if r.last < first and r.how == "name" and r.actor is not None]
    return earlier[-1] if earlier and earlier[-1].actor and earlier[-1].actor.kind == "Firm" else None


def _at(reference: Reference, tag: Tag) -> bool:
    """ "In halls of Aa", "at Aa's campus"."""
    behind = reference.preposition == "of" and 0 < reference.first - tag.last < 3
    return behind or (reference.possessive and 0 < tag.first - reference.last < 5)


def _tenant(scene: Scene, amount: Amount) -> bool:
    """ "Aa expanded its lease by 60 MW": the one whose lease grows takes the megawatts."""
    first, _ = scene.bounds(amount.first)
    own = [t for t in scene.tagged(("lease",), first + 1, amount.first) if t.form == "noun"]
    grown = any(True for _ in scene.tagged(("change",), first, amount.first))
    return grown and any(scene.tokens[t.first - 1].lower in ("its", "their") for t in own)


def _under(scene: Scene, amount: Amount, contracted: bool, subject: Reference | None, last_deal: Fact) -> bool:
    """Whether the figure belongs to the deal told before: its contract covers it, or a party has an option on it."""
    if contracted and _goes_back(scene, amount):
        return True
    optioned = any(True for _ in scene.tagged(("option",), 0, amount.first))
    actor = subject.actor if subject is not None else None
    return optioned and actor is not None and actor.name in {p.name for p in last_deal.parties}


def _with_sides(parties: list[Party], sides: Iterable[Reference]) -> list[Party]:
    """With the other side of the contract: behind "from" the provider, who then comes first, else the customer."""
    for reference in sides:
        role = "provider" if reference.preposition == "from" else "customer"
        made = details.party(reference, role)
        if made is None or made.name in {p.name for p in parties}:
            continue
        customers = [p._replace(role="customer") for p in parties]
        parties = [made, *customers] if role == "provider" else [*parties, made]
    return parties


def _goes_back(scene: Scene, amount: Amount) -> bool:
    """Whether the clause's subject is the contract itself: "The contract covers 210 megawatts"."""
    first, _ = scene.bounds(amount.first)
    return scene.subject(amount.first) is None and any(
        t.form == "noun"
        for t in scene.tagged(("dealNoun", "lease", "ppa", "hosting", "supply"), first, min(first + 5, amount.first))
    )


def _owner(scene: Scene, amount: Amount) -> Reference | None:
    """Whose figure it is: "Aa's 200 MW campus", "by Aa" behind it is looked at later."""
    first, _ = scene.bounds(amount.first)
    for tag in scene.tagged(("holder",), first, amount.first):
        named = next((r for r in scene.references if r.last in (tag.first - 2, tag.first - 3)), None)
        if named is not None and not scene.verb_between(tag.last, amount.first):
            return named
    owners = [r for r in scene.references if r.possessive and first <= r.first and 0 < amount.first - r.last < 7
              and r.how != "group" and not scene.verb_between(r.last, amount.first)]  # fmt: skip
    return owners[-1] if owners else None


def _agent(scene: Scene, amount: Amount) -> Reference | None:
    agents = scene.after(amount.last, ("by",))
    return agents[0] if agents else None


def _owner_group(scene: Scene, amount: Amount) -> Reference | None:
    """An unnamed group whose figure it is: "the miners' capacity, estimated at ...", "U.S. miners run ..."."""
    groups = [r for r in scene.references if r.how == "group" and r.last < amount.first]
    for reference in reversed(groups):
        owns = reference.possessive and amount.first - reference.last < 12
        acts = not reference.barred and scene.subject(amount.first) is reference
        if owns or acts:
            return reference
    return None


def _purpose(scene: Scene, amount: Amount) -> Slot | None:
    """What the megawatts are spread over or meant for: "across multiple data centers"."""
    _, last = scene.bounds(amount.last)
    for tag in scene.tagged(("plant",), amount.last + 1, min(last, amount.last + 12)):
        first = tag.first
        while first > amount.last + 1 and scene.tokens[first - 1].kind == "word" and first > tag.first - 4:
            if scene.tokens[first - 1].lower in ("across", "over", "for"):
                words = scene.words(first, tag.last)
                return Slot(scene.sentence.text[slice(*words)], words)
            first -= 1
    return None


def _basis(scene: Scene, amount: Amount) -> Slot | None:
    tag = nearest(scene, tuple(_BASES), amount, 6)
    if tag is None:
        return None
    return Slot(_BASES[tag.group], scene.words(tag.first, tag.last))
