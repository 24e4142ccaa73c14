"""Stakes: the percentage of a firm or site that another holds, gets, or may get by warrants."""

from collections.abc import Iterable

from ...facts import Fact, Party
from ..actors.references import Reference
from ..actors.scene import Scene
from ..language.lexicon import Tag, lexicon
from . import details, targets
from .amounts import Amount

_IN = frozenset(["in", "of"])
_BESIDE = 5


def stake(scene: Scene, amount: Amount, before: Party | None, venture: Party | None = None) -> Fact | None:
    """The stake of a percentage; None where it is none, or where owner or target are not known.

    `before`: the target of the stake or of the money told before, which "the remaining 65 percent" is of;
    `venture`: the firm that "the venture" means.
    """
    first, last = scene.bounds(amount.first)
    cue = _cue(scene, amount, first, last) or _part_bought(scene, amount)
    cue = cue or (_got(scene, amount) if before is not None else None)
    if cue is None or _of_other_things(scene, amount, last):
        return None
    owner = _owner(scene, amount, cue)
    owners = [p for r in (scene.listed(owner) if owner else []) if (p := details.party(r, "owner"))]
    shares = [q for q in scene.quantities if q.quantity.unit == "percent"]
    if len(owners) > 1 and len(owners) == len(shares):  # "Aa, Bb and Cc hold 40%, 35% and 25%"
        owners = [owners[[q.start for q in shares].index(amount.number[0])]]
    target = venture if _of_venture(scene, amount) else _target(scene, amount, cue, owners, before)
    if not owners or target is None:
        return None
    said = details.modality(scene, amount.first)
    slots = dict(details.dates(scene, amount.first))
    parties = (*owners, target._replace(role="target"))
    return Fact(
        "Ownership", "warrant" if cue.group == "warrant" else "stake", parties,
        details.quote(scene, [amount.value, *(p.spot for p in parties)]), scene.words(cue.first, cue.last),
        amount.quantity, amount.number, amount.value, modality=said, date=slots.get("date"), confidence=0.7,
    )  # fmt: skip


def _cue(scene: Scene, amount: Amount, first: int, last: int) -> Tag | None:
    """The word that makes the percentage a stake: a noun beside it, or a verb of owning that governs it."""
    nouns = _beside(scene, amount, first, last, ("warrant", "stake", "shareOf"))
    nouns += [t for t in scene.tagged(("ownerNoun",), first, amount.first) if 0 < amount.first - t.last < 4]
    verb = scene.governing(amount.first)
    owning = [t for t in scene.tagged(("ownVerb", "belong"), first, last) if _owns(scene, t, amount, verb)]
    moved = [t for t in scene.tagged(("raiseStake",), first, amount.first) if t.first == verb]
    if moved and not owning and not nouns:
        return next(iter(scene.tagged(("stake",), 0, amount.first)), None)
    return next(iter((*nouns, *owning)), None)


def _part_bought(scene: Scene, amount: Amount) -> Tag | None:
    """ "Aa bought 15% of Bb": a verb of getting right before a percentage of a firm or site."""
    verb, last = scene.governing(amount.first), scene.bounds(amount.first)[1]
    near = [t for t in scene.tagged(("getStake",), 0, amount.first) if t.first == verb and amount.first - t.last < 3]
    return near[0] if near and targets.governed(scene, amount.last, last + 1, _IN) is not None else None


def _got(scene: Scene, amount: Amount) -> Tag | None:
    """ "... put in 130 million and got 15 percent": a verb of getting right before a bare percentage, or a list."""
    following = scene.tokens[amount.last + 1].lower if amount.last + 1 < len(scene.tokens) else ""
    got = {i for t in scene.by_group.get("getStake", ()) for i in range(t.first, t.last + 1)}
    moved = any(t.first not in got for t in scene.tagged(("up", "down"), *scene.bounds(amount.first)))
    if following in ("of", "more", "less", "higher", "lower", "a", "per") or moved:
        return None
    verb = scene.governing(amount.first)
    near = [t for t in scene.by_group.get("getStake", ()) if t.first == verb and amount.first - t.last < 4]
    listed = [t for t in scene.by_group.get("getStake", ()) if t.verbal and t.first < amount.first]
    beside = any(r.last in (amount.first - 1, amount.first - 2) and r.how == "name" for r in scene.references)
    return next(iter(near), None) or (listed[-1] if beside and listed else None)


def _of_venture(scene: Scene, amount: Amount) -> bool:
    end = min(len(scene.tokens) - 1, amount.last + 6)
    return any(t.first - amount.last < 5 for t in scene.tagged(("jointly",), amount.last + 1, end))


def _owns(scene: Scene, tag: Tag, amount: Amount, verb: int | None) -> bool:
    if tag.group == "belong":
        return abs(tag.first - amount.last) < 12 or abs(amount.first - tag.last) < 4
    if not tag.verbal or tag.first > amount.first:
        return False
    if (tag.first == verb and amount.first - tag.last < 4) or tag.last == amount.first - 1:
        return True
    return amount.first - tag.last < 16 and not scene.verb_between(tag.last, amount.first) and _paired(scene, amount)


def _paired(scene: Scene, amount: Amount) -> bool:
    """ "Aa owns 60% and its partner 40%": a name and its share without a verb."""
    return any(r.last == amount.first - 1 for r in scene.references)


def _beside(scene: Scene, amount: Amount, first: int, last: int, groups: Iterable[str]) -> list[Tag]:
    """Nouns of a stake in the percentage's own phrase: right behind it, "of" away, or right before."""
    low, high = max(first, amount.first - 3), min(last, amount.last + _BESIDE)
    found = []
    for tag in scene.tagged(groups, low, high):
        between = scene.tokens[amount.last + 1 : tag.first] if tag.first > amount.last else (
            scene.tokens[tag.last + 1 : amount.first])  # fmt: skip
        led = all((t.kind == "word" and not t.verb) or t.kind == "possessive" for t in between)
        if not tag.verbal and led and not any(t.lower in ("for", "on", "by", "with") for t in between):
            found.append(tag)
    warrants = list(scene.tagged(("warrant",), first, amount.first))
    return [*(warrants if amount.first - (warrants[-1].last if warrants else 0) < 16 else ()), *found]


def _of_other_things(scene: Scene, amount: Amount, last: int) -> bool:
    """Whether the percentage is of results, of a market or of electricity, or an annual rate."""
    return any(
        t.first - amount.last < 5 and not scene.in_name(t) and scene.tokens[t.first - 1].lower != "voting"
        for t in scene.tagged(("notOwned",), amount.last + 1, min(last, amount.last + 7))
    )


def _owner(scene: Scene, amount: Amount, cue: Tag) -> Reference | None:
    """Who holds it: behind "belongs to", the buyer of a sale, the possessor, or the subject of the verb."""
    first, last = scene.bounds(amount.first)
    if cue.group == "belong" or _agentless(scene, amount):
        behind = [
            r for r in scene.references if amount.first < r.first <= last and r.preposition in ("to", "by", "with")
        ]
        if behind:
            return behind[0]
    near = amount.first - (2 if scene.tokens[amount.first - 1].lower == "with" else 1)
    paired = [r for r in scene.references if r.last == near or _bracketed(scene, r, amount)]
    if paired and (not paired[-1].preposition or scene.tokens[paired[-1].first - 1].lower in (",", "and", ";")):
        return paired[-1]
    verb = scene.governing(amount.first)
    word = scene.tokens[verb].lower if verb is not None else ""
    if cue.group == "warrant" and lexicon().has(word, "giveAway"):
        taking = [r for r in scene.after(verb or 0, ("to",), last + 1) if not r.possessive]
        return next(iter(taking), None) or next(iter(scene.objects(verb or 0)), None)
    if lexicon().has(word, "sell"):
        return next(iter(scene.after(amount.last, ("to",), last + 1)), None)
    owner = targets.owner_of(scene, amount.first, first)
    if owner is not None and cue.group in ("stake", "shareOf"):
        return owner
    at = verb if verb is not None else amount.first
    if verb is not None and scene.passive(verb):
        agents = scene.after(verb, ("by", "to"), last + 1)
        return agents[0] if agents else None
    return scene.subject(at) or (scene.focus if scene.open_to_focus(at) else None)


def _agentless(scene: Scene, amount: Amount) -> bool:
    following = [t.lower for t in scene.tokens[amount.last + 1 : amount.last + 4]]
    return following[:1] == ["by"] or following[:2] in (["owned", "by"], ["held", "by"])


def _bracketed(scene: Scene, reference: Reference, amount: Amount) -> bool:
    """ "Aa (60%)": the share stands in brackets behind the name."""
    return reference.last == amount.first - 2 and scene.tokens[amount.first - 1].text == "("


def _target(scene: Scene, amount: Amount, cue: Tag, owners: list[Party], before: Party | None) -> Party | None:
    first, last = scene.bounds(amount.first)
    names = {p.name for p in owners}
    behind = targets.governed(scene, max(amount.last, cue.last if cue.first > amount.last else 0), last + 1, _IN)
    behind = behind or targets.governed(scene, amount.last, last + 1, _IN)
    if behind is None and cue.last < amount.first and not cue.verbal:
        behind = targets.governed(scene, cue.last, amount.first, _IN)  # "its holding in Aa to 9.9%"
    if behind is not None and behind.name not in names:
        return behind
    for found in (_antecedent(scene, first), _owned_subject(scene, amount, cue), before):
        if found is not None and found.name not in names:
            return found
    own = next((r for r in scene.references if not r.barred and r.how in ("name", "nominal") and r.actor), None)
    party = details.party(own, "target") if own is not None and own.last < amount.first else None
    return party if party is not None and party.name not in names else _spoken_of(scene, names)


def _antecedent(scene: Scene, first: int) -> Party | None:
    """ "Bb, in which Aa holds 12%": what the relative clause is about."""
    if not any(t.lower in ("which", "whose") for t in scene.tokens[first : first + 3]):
        return None
    named = [(r.last, p) for r in scene.references if r.last < first and (p := details.party(r, "target"))]
    named += [(b, targets.site(scene, a, b, x)) for a, b, x in targets.sites(scene, -1, first)]
    return max(named, key=lambda row: row[0])[1] if named else None


def _owned_subject(scene: Scene, amount: Amount, cue: Tag) -> Party | None:
    """ "Bb is 40% owned by Aa": the subject of a passive."""
    if cue.group != "belong":
        return None
    subject = scene.subject(amount.first)
    return details.party(subject, "target") if subject is not None else None


def _spoken_of(scene: Scene, names: set[str]) -> Party | None:
    """The firm that the text goes on about, where somebody else holds the stake; where the sentence names more firms,
    only if the paragraph is about it."""
    firms = {r.actor.name for r in scene.references if r.how == "name" and r.actor and r.actor.kind == "Firm"}
    other = scene.other_than(names)
    if other is None or not (firms <= names or _in_paragraph(scene, other)):
        return None
    return details.party(other, "target")


def _in_paragraph(scene: Scene, reference: Reference) -> bool:
    spots = reference.actor.spots if reference.actor is not None else ()
    return any(spot.sentence.paragraph == scene.sentence.paragraph for spot in spots)
