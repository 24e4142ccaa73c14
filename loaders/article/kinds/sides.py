"""The two sides of a contract: who acts, who stands behind its prepositions, and which role each has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...facts import Party
from ..actors.references import Reference
from ..actors.scene import Scene
from ..language.lexicon import lexicon
from . import details
from .triggers import Trigger, of_output

#: Verbs that make a deal on their own, with the prepositions that must name the other side.
VERBS = {
    "partner": ("with",), "lease": ("to", "from"), "acquire": (), "sell": ("to",), "merge": ("with",),
    "hosting": ("for",), "supply": ("to", "for"), "order": ("from", "with"), "payFor": ("to",), "construct": ("for",),
    "licence": ("to", "from"),
}  # fmt: skip

_SIDES = ("with", "from", "to", "for", "between", "by")

#: Role of the subject and of the others by preposition; '' is the direct object.
_CASTS: dict[str, tuple[str, dict[str, str]]] = {
    "acquisition": (
        "buyer", {"from": "seller", "": "target", "of": "target", "by": "buyer", "to": "seller", "with": "party"}
    ),
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

#: The other side of a contract.
_OPPOSITE = {"provider": "customer", "customer": "provider", "buyer": "target", "seller": "buyer", "target": "buyer"}


def implied(scene: Scene, known: Party, at: int) -> list[Party]:
    """The side that the clause leaves unsaid: the firm spoken of, or the one that the text is about."""
    other = unsaid(scene, at, known)
    made = details.party(other, _OPPOSITE.get(known.role, "party")) if other is not None else None
    return [made] if made is not None else []


def unsaid(scene: Scene, at: int, known: Party) -> Reference | None:
    """Whom the text is about besides one side; not who was on that side of the deal told last, a customer beside it.

    One who only says it ("Aa said Bb will rent 40 MW") is it if the site is its own ("at its campus"); then nobody
    spoken of before is.
    """
    speakers = [r for r in scene.references if r.actor is not None and r.last < at and says(scene, r)]
    speaker = next((r for r in speakers if r.actor and r.actor.name != known.name), None)
    if speaker is not None:
        return speaker if _at_its_site(scene) else None
    other = scene.other_than({known.name})
    customer = scene.sides.get("customer") if known.role == "customer" else None
    return None if other is not None and other.actor is not None and other.actor.name == customer else other


def speaks(scene: Scene, reference: Reference) -> bool:
    """Whether an actor is one who only says what a sentence tells."""
    return any(r.actor is reference.actor and says(scene, r) for r in scene.references)


def says(scene: Scene, reference: Reference) -> bool:
    """ "Aa said": a verb of saying right behind a reference."""
    return any(0 < t.first - reference.last < 3 for t in scene.by_group.get("saying", ()))


def _at_its_site(scene: Scene) -> bool:
    """ "168 MW at its Barley Lake site"."""
    owned = (scene.tokens[max(0, t.first - 4) : t.first] for t in scene.by_group.get("siteTail", ()))
    return any({"its", "their"} & {token.lower for token in before} for before in owned)


def _gives(scene: Scene, trigger: Trigger) -> bool:
    """Whether the subject sells or supplies the power: "Aa supplies Bb with power", "sells it under a contract"."""
    verb = scene.tokens[trigger.verb].lower if trigger.verb is not None else ""
    return trigger.tag.group == "sell" or lexicon().has(verb, "sell") or lexicon().has(verb, "supply")


def _to_buy(scene: Scene, trigger: Trigger) -> bool:
    """ "An agreement with Bb to purchase chips"."""
    end = min(scene.phrase_end(trigger.tag.last), trigger.tag.last + 8)
    buying = scene.tagged(("acquire",), trigger.tag.last + 1, end)
    return any(t.verbal and scene.tokens[t.first - 1].lower == "to" for t in buying)


def _producer(scene: Scene, trigger: Trigger, subject: Reference | None) -> Iterator[Reference]:
    """Whose reactors or wind farm the output is of, named anywhere behind it."""
    actor = subject.actor if subject is not None else None
    behind = [r for r in scene.references if r.first > trigger.tag.last and r.how == "name" and r.actor is not actor]
    yield from behind[:1]


def owner_of(scene: Scene, trigger: Trigger) -> Reference | None:
    """Whose deal it is: "Aa's $5 billion agreement with Bb"."""
    for reference in reversed(scene.references):
        if reference.possessive and reference.how != "group" and 0 < trigger.tag.first - reference.last < 9:
            between = scene.tokens[reference.last + 2 : trigger.tag.first]
            free = not any(t.text in ",;:" or t.lower in ("under", "in", "at", "with", "for", "to") for t in between)
            return reference if free and not scene.verb_between(reference.last, trigger.tag.first) else None
    return None


def subject_of(scene: Scene, trigger: Trigger) -> Reference | None:
    """Who makes the contract: its owner, the subject of its verb, a passive's agent, else the firm spoken of."""
    owner = None if trigger.verbal else owner_of(scene, trigger)
    if owner is not None:
        return owner
    at = trigger.verb if trigger.verb is not None else trigger.tag.first
    if trigger.verb is not None and scene.passive(trigger.verb):
        agents = scene.after(trigger.verb, ("by",))
        return agents[0] if agents else None
    return scene.subject(at) or (scene.focus if trigger.verb is not None and scene.open_to_focus(at) else None)


def _of_percent(scene: Scene, at: int) -> bool:
    """ "Aa bought 15% of Bb": a part of a firm is bought."""
    return any(q.quantity.unit == "percent" and 0 < scene.token_at(q.start) - at < 4 for q in scene.quantities)


_TRANSITIVE = frozenset(["licence", "acquire", "merge", "hosting", "sell", "supply", "payFor"])


def others_of(scene: Scene, trigger: Trigger, subject: Reference | None) -> Iterator[Reference]:
    """The other sides: objects of a deal verb, names behind with, from, to, for, between, in the clause."""
    at, end = trigger.tag.last, scene.phrase_end(trigger.tag.last)
    wanted = VERBS.get(trigger.tag.group, ("with",)) if trigger.verbal else _SIDES
    if trigger.verbal and trigger.tag.group == "acquire" and _of_percent(scene, at):
        yield from scene.after(at, ("of", "in"), end + 1)[:1]
    if trigger.verbal and trigger.tag.group in _TRANSITIVE:
        yield from scene.objects(trigger.tag.first, end + 1)
    picker = scene.picker(trigger.tag.first) if trigger.verbal else None
    if picker is not None:
        yield replace(picker, preposition="to")
    if trigger.verbal and trigger.verb is not None and scene.passive(trigger.verb):
        yield from (r for r in scene.references if r.last < trigger.tag.first and not r.barred and r.how != "project")
        yield from scene.after(at, ("from", "to"), end + 1)
        return
    if trigger.verb is not None and lexicon().has(scene.tokens[trigger.verb].lower, "payFor"):
        yield from scene.objects(trigger.verb, trigger.tag.first)
    extra = ("from",) if trigger.tag.group == "acquire" else ()
    until = _goods_from(scene, trigger, end + 1)
    yield from _bought(scene, trigger, until)
    behind, fronted = scene.after(at, (*wanted, *extra), until), _fronted(scene, trigger, subject)
    if fronted:
        yield from fronted if not behind else ()
        return
    if not behind and trigger.verbal and trigger.tag.group in ("acquire", "sell") and of_output(scene, trigger.tag):
        yield from _producer(scene, trigger, subject)
    for reference in behind:
        if subject is None or reference.actor is not subject.actor:
            yield reference
    if not trigger.verbal and trigger.verb is not None and trigger.verb < at:
        yield from scene.after(trigger.verb, ("with", "from"), trigger.tag.first)


def _bought(scene: Scene, trigger: Trigger, end: int) -> list[Reference]:
    """ "Its acquisition of Bb": whom the noun names; of "Bb's campus" Bb is no target, and a merger has two sides."""
    if trigger.verbal or trigger.tag.group != "acquire" or scene.tokens[trigger.tag.last].lower.startswith("merger"):
        return []
    return [r for r in scene.after(trigger.tag.last, ("of",), end) if not r.possessive]


def _goods_from(scene: Scene, trigger: Trigger, end: int) -> int:
    """Where what is delivered begins: "supply Aa with access to Bb chips" has no second customer behind "with"."""
    given = scene.objects(trigger.tag.first, end) if trigger.verbal and trigger.tag.group == "supply" else []
    behind = range(given[-1].last + 1, end) if given else range(0)
    return next((i for i in behind if scene.tokens[i].lower == "with"), end)


def _fronted(scene: Scene, trigger: Trigger, subject: Reference | None) -> list[Reference]:
    """ "With Bb it signed a deal": the other side opens the clause; with a second "with" behind nobody knows."""
    if trigger.verbal or trigger.verb is None or subject is None:
        return []
    first, until = scene.bounds(trigger.verb)[0], subject.first
    ahead = scene.after(first - 1, ("with",), min(first + 4, until))
    return [r for r in ahead if not r.possessive and r.actor is not subject.actor]


def cast(
    scene: Scene, trigger: Trigger, kind: str, subject: Reference | None, others: Iterable[Reference]
) -> list[Party]:
    """The parties with their roles; the sides of a hosting or lease turn with "from" and with who hosts."""
    role, by = _CASTS.get(kind, ("provider", _HOSTED))
    rest = [r for other in others for r in scene.listed(other)]
    if kind == "supply" and trigger.tag.group in ("acquire", "sell", "order"):
        role = "provider" if trigger.tag.group == "sell" else "customer"
        by = {"from": "provider", "to": "customer", "with": "party"}
    elif kind == "supply" and not trigger.verbal and _to_buy(scene, trigger):
        role, by = "customer", {"from": "provider", "with": "provider", "": "provider"}
    elif kind == "powerPurchase" and _gives(scene, trigger):
        role, by = "provider", {"to": "customer", "": "customer", "with": "customer", "for": "customer"}
    elif trigger.tag.group == "payFor" or (kind not in _CASTS and _pays(scene, trigger)):
        role, by = "customer", {"": "provider", "to": "provider"}
    elif kind == "acquisition" and trigger.tag.group == "sell":
        role, by = "seller", {"to": "buyer", "": "target"}
    elif kind not in _CASTS or kind == "powerPurchase":
        won = trigger.verb is not None and scene.tokens[trigger.verb].lower in _WON
        role, by = (role, {**by, "from": "customer"}) if won else _turned(role, by, subject, rest)
    if subject is not None and not rest and len(scene.listed(subject)) > 1:
        role = "party"
    acting = scene.listed(subject) if subject is not None else []
    pair = _pair(scene, acting) if role == "party" and not rest and kind in _LET else {}
    parties: list[Party] = []
    for reference in [*acting, *rest]:
        part = role if reference in acting else by.get(reference.preposition, "party")
        made = details.party(reference, pair.get(reference.actor.name, part) if reference.actor else part)
        if made and made.name not in {p.name for p in parties}:
            parties.append(made)
    return parties


#: Contracts of which one side hosts the other.
_LET = frozenset(["lease", "hosting", "cloudServices"])


def _pair(scene: Scene, acting: Sequence[Reference]) -> dict[str, str]:
    """The sides of two that act together, by their names: as in the contract told before, else who hosts by trade;
    empty where neither tells."""
    by_name = {r.actor.name: r for r in acting if r.actor is not None}
    if len(by_name) != _TWO:
        return {}
    told = {name: role for role, name in scene.sides.items() if name in by_name and role in _SIDED}
    if len(told) == _TWO:
        return told
    hosts = [name for name, r in by_name.items() if _host(r)]
    return {name: _SIDED[name not in hosts] for name in by_name} if len(hosts) == 1 else {}


_SIDED, _TWO = ("provider", "customer"), 2


def _pays(scene: Scene, trigger: Trigger) -> bool:
    """ "Aa will pay Bb 5 million a year under the contract": who pays is the customer."""
    return trigger.verb is not None and pays(scene, trigger.verb) and not trigger.verbal


def pays(scene: Scene, verb: int) -> bool:
    """Whether the verb at a token says that its subject pays."""
    return lexicon().has(scene.tokens[verb].lower, "pay") and not scene.passive(verb)


#: Verbs whose subject gets the order: "won a contract from Bb" makes Bb the customer.
_WON = frozenset(
    "won win wins winning landed secured received clinched snagged receive receives get gets got earn earns earned"
    " collect collects collected".split()
)


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
    actor = reference.actor
    if actor is None:
        return False
    return any(r in actor.roles for r in _HOSTS) or bool(_HOSTING & {w.lower() for w in actor.name.split()[1:]})


#: Words behind the first of a firm's name that say that it hosts.
_HOSTING = frozenset("mining miners hosting colocation datacenters datacentres".split())
