"""Guarantees: who answers for whose rent or debt, where the text gives no amount as well."""

from collections.abc import Iterable, Iterator

from ...facts import Fact, Party
from ..actors.references import Reference
from ..actors.scene import Scene
from ..language.lexicon import Tag, lexicon
from . import details, stages
from .amounts import Amount, sort_of
from .frames import Verdict, frames
from .predicates import predicate

#: Tokens between a verb, or the noun of a guarantee, and what it covers.
_REACH = 9
#: Tokens between what is owed and who owes it behind it ("the obligations under the lease of Aa").
_OWER = 5


def guarantees(scene: Scene, last_deal: Fact | None) -> Iterator[Fact]:
    """The guarantees of a sentence without amounts: those with one are flows. `last_deal`: whose rent "the lease
    payments" are, if no one is named."""
    for sign in (*_by_verb(scene), *_by_noun(scene)):
        guarantor, debtor, at, owed = sign
        if details.denied(scene, at) or _counted(scene, at):
            continue
        owing = details.party(debtor, "beneficiary") if debtor is not None else _payer(scene, owed, last_deal)
        giving = details.party(guarantor, "guarantor")
        if giving is None or owing is None or giving.name == owing.name or _side(giving, last_deal, debtor):
            continue
        said, head = stages.shaded(scene, at), scene.words(at, at)
        status = "planned" if said in ("planned", "expected") else stages.stage(scene, at)
        yield Fact(
            "CapitalFlow", "backstop", (giving, owing), details.quote(scene, [head, giving.spot, owing.spot]), head,
            modality=said, status=status, confidence=0.7,
        )  # fmt: skip


#: Guarantor, debtor, the token that tells it, and the noun of what is owed.
_Sign = tuple[Reference, Reference | None, int, Tag | None]


def _by_verb(scene: Scene) -> Iterator[_Sign]:
    """ "Aa will backstop Bb's rent", "Bb's lease is guaranteed by Aa"."""
    for tag in scene.by_group.get("answerFor", ()):
        if not tag.verbal or scene.in_name(tag):
            continue
        if scene.tokens[min(tag.last + 1, len(scene.tokens) - 1)].lower == "by":
            agents, owed = scene.after(tag.last, ("by",))[:1], _owed_before(scene, tag)
            whose = _owner(scene, scene.bounds(tag.first)[0] - 1, owed) if owed is not None else None
        else:
            acting = None if scene.passive(tag.first) else scene.subject(tag.first)
            agents, owed = [acting] if acting is not None else [], _owed_behind(scene, tag)
            whose = _owner(scene, tag.last, owed) if owed is not None else None
        if agents and owed is not None:
            yield agents[0], whose, tag.first, owed


def _by_noun(scene: Scene) -> Iterator[_Sign]:
    """ "Aa is providing a backstop covering the lease payments", "gave Bb a guarantee"."""
    for tag in scene.by_group.get("backstop", ()):
        verb = None if tag.verbal or tag not in scene.outer else scene.governing(tag.first)
        if verb is None or not lexicon().has(scene.tokens[verb].lower, "grant") or scene.passive(verb):
            continue
        guarantor, owed = scene.subject(verb), _owed_behind(scene, tag, ("for", "of", "on", "to", "over"))
        given = [r for r in scene.objects(verb, tag.first) if r.how == "name"]
        led = [r for r in scene.after(tag.last, ("for", "of", "to"), scene.bounds(tag.last)[1] + 1)
               if r.first - tag.last < _OWER and not r.possessive]  # fmt: skip
        whose = _owner(scene, tag.last, owed) if owed is not None else None
        debtor = next(iter(given), None) or whose or next(iter(led), None)
        if guarantor is not None and (debtor is not None or owed is not None):
            yield guarantor, debtor, verb, owed


def _owed_behind(scene: Scene, tag: Tag, over: Iterable[str] = ("of",)) -> Tag | None:
    """The noun of what is owed that a verb or a guarantee covers, over these prepositions at most."""
    free = frozenset(over)
    for owed in scene.tagged(("owed",), tag.last + 1, min(tag.last + _REACH, scene.bounds(tag.last)[1])):
        between = scene.tokens[tag.last + 1 : owed.first]
        barred = (t for t in between if lexicon().has(t.lower, "preposition") and t.lower not in free)
        plain = all(t.kind != "mark" and (not t.verb or t.lower in _COVERING) for t in between)
        if plain and next(barred, None) is None and not owed.verbal:
            return owed
    return None


_COVERING = frozenset("covering cover covers securing supporting backing".split())


def _owed_before(scene: Scene, tag: Tag) -> Tag | None:
    first, _ = scene.bounds(tag.first)
    found = [t for t in scene.tagged(("owed",), first, tag.first - 1) if not t.verbal and tag.first - t.last < _REACH]
    return found[0] if found else None


def _owner(scene: Scene, first: int, owed: Tag) -> Reference | None:
    """Whose the debt is: "Aa's rent", "the tenant's lease", "obligations of Aa"."""
    own = [r for r in scene.references if r.possessive and first < r.first and r.last < owed.first]
    own = [r for r in own if r.how != "group" and not scene.verb_between(r.last, owed.first)]
    behind = [r for r in scene.after(owed.last, ("of",)) if r.first - owed.last < _OWER and r.how == "name"]
    return own[-1] if own else next(iter(behind), None)


def _payer(scene: Scene, owed: Tag | None, last_deal: Fact | None) -> Party | None:
    """Whose "the lease payments" are: who pays under the contract told before."""
    if owed is None or last_deal is None or last_deal.kind not in ("lease", "hosting"):
        return None
    definite = {"the", "this", "that", "those"} & {t.lower for t in scene.tokens[max(0, owed.first - 3) : owed.first]}
    paying = [p for p in last_deal.parties if p.role == "customer"]
    return paying[0]._replace(role="beneficiary", spot=paying[0].full) if definite and len(paying) == 1 else None


def _side(guarantor: Party, deal: Fact | None, debtor: Reference | None) -> bool:
    """Whether nobody is named as the debtor and the guarantor is itself a side of the contract told before."""
    return debtor is None and deal is not None and guarantor.name in {p.name for p in deal.parties}


def _counted(scene: Scene, at: int) -> bool:
    """Whether the same predicate gives an amount of money: then that is the guarantee."""
    first, last = predicate(scene, at)
    sums = (scene.token_at(q.start) for q in scene.quantities if sort_of(q.quantity.unit) == "money")
    return any(first <= i <= last for i in sums)


def owers(scene: Scene, amount: Amount) -> list[Reference]:
    """Who owes what an amount is of: "1 million of what Aa owes", "of the rent that Aa pays"."""
    stop = scene.stop(amount.last)
    return [r for r in scene.references if amount.last < r.first < stop and r.how != "group" and _owes(scene, r)]


def _owes(scene: Scene, reference: Reference) -> bool:
    behind = scene.tokens[reference.last + 1 : reference.last + 4]
    at = next((n for n, t in enumerate(behind) if lexicon().has(t.lower, "owe")), None)
    return at is not None and all(lexicon().has(t.lower, "auxiliary") for t in behind[:at])


def answered(scene: Scene, amount: Amount, verdict: Verdict | None) -> Verdict | None:
    """The verdict on an amount; a guarantee where its verb says so of what another owes, whatever that is called."""
    verb = scene.governing(amount.first)
    sign = next((t for t in scene.by_group.get("answerFor", ()) if t.first == verb and t.verbal), None)
    if sign is None or not owers(scene, amount):
        return verdict
    frame = next(f for f in frames() if f.kind == "backstop")
    return Verdict(frame, _SURE, _SURE, sign, verb)


_SURE = 9


def without(scene: Scene, deal: Fact, told: Iterable[Fact]) -> bool:
    """Whether a deal has the guarantor of its own predicate for a side: "Aa's lease is guaranteed by Bb"."""
    for fact in told:
        if fact.kind != "backstop" or fact.quantity is not None or fact.head[0] < scene.sentence.start:
            continue
        first, last = scene.words(*predicate(scene, scene.token_at(fact.head[0])))
        if first <= deal.head[0] < last and fact.parties[0].name in {p.name for p in deal.parties}:
            return True
    return False
