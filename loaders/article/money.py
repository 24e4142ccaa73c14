"""Facts of money and contracts: each amount judged by its frame, contracts without amounts, and what restates one."""

from dataclasses import replace

from ..facts import Fact, Party, Words
from .actors.scene import Scene
from .extraction import NEAR, Extraction
from .kinds import changes, deals, details, forecasts
from .kinds.amounts import Amount, amounts
from .kinds.appointments import appointed
from .kinds.bases import amount_basis
from .kinds.flows import flow
from .kinds.frames import Verdict, bought, judge, unit_price
from .kinds.sides import pays
from .kinds.tokens_bought import purchase


def money(scene: Scene, found: list[Amount], done: Extraction) -> set[int]:
    """Facts of the amounts of money; returns the tokens of the deal words that got an amount."""
    used: set[int] = set()
    triggers = deals.triggers(scene)
    for amount in found:
        if _price_of_tokens(scene, amount, done) or changes.step(scene, amount):
            continue
        head = changes.moved(scene, amount)
        contract = changes.changed(scene, head, triggers)
        if contract is not None:
            used.add(contract.tag.first)
            _deal(scene, contract, amount, done)
        else:
            _judged(scene, amount, triggers, used, done)
    return used


def _judged(
    scene: Scene, amount: Amount, triggers: list[deals.Trigger], used: set[int], done: Extraction
) -> None:  # fmt: skip
    """The fact that the amount's frame makes of it."""
    moved = changes.moved(scene, amount)
    verdict = bought(scene, amount.first) or judge(scene, amount.first, amount.last, moved)
    forecast = None if unit_price(scene, amount.last) else forecasts.projection(scene, amount)
    if forecast is not None:
        done.facts.append(forecast)
    elif verdict is None:
        done.add([_fragment(scene, amount, done)])
    elif verdict.frame.type == "CapitalFlow":
        made = flow(scene, amount, verdict)
        if made is not None:
            done.keep(scene, made, verdict.lead)
        else:
            done.doubt(
                _unowned(scene, amount, verdict), "nobody is named whose money it is; name the parties with 'correct'"
            )
    elif verdict.frame.type == "Deal":
        _contract(scene, amount, verdict, triggers, used, done)


def _contract(
    scene: Scene, amount: Amount, verdict: Verdict, triggers: list[deals.Trigger], used: set[int], done: Extraction
) -> None:  # fmt: skip
    """The deal that an amount is of: the one of its trigger, or the one told before."""
    trigger = deals.of_amount(scene, amount, verdict, triggers)
    if trigger is None:
        again = verdict.cue.group == "contractValue"
        done.add([_restated(scene, amount, done, scene.words(*verdict.cue[:2])) if again else None])
        return
    used.update(t.tag.first for t in triggers if scene.clause[t.tag.first] == scene.clause[amount.first])
    used.add(trigger.tag.first)
    if not _deal(scene, trigger, amount, done):
        done.doubt(_unowned(scene, amount, verdict), "its two sides are not named; name them with 'correct'")


def _unowned(scene: Scene, amount: Amount, verdict: Verdict) -> Fact:
    """An amount of money whose kind is told and whose parties are not."""
    return Fact(
        verdict.frame.type, verdict.frame.kind, (), details.quote(scene, [amount.value]),
        scene.words(*verdict.cue[:2]), amount.quantity, amount.number, amount.value, unit=amount.unit,
        modality=details.modality(scene, amount.first), confidence=0.3,
    )  # fmt: skip


def _deal(scene: Scene, trigger: deals.Trigger, amount: Amount, done: Extraction) -> bool:
    """Adds the deal of an amount, by its own words or as one told before. Whether it did."""
    nearest = sorted(
        deals.triggers(scene), key=lambda t: (t.tag != trigger.tag, abs(t.tag.first - trigger.tag.first))
    )
    made = next((fact for t in nearest if (fact := deals.deal(scene, t, amount, implying=False))), None)
    if made is None and any(deals.definite(scene, t) for t in nearest):
        made = _restated(scene, amount, done, scene.words(trigger.tag.first, trigger.tag.last))
    made = made or next((fact for t in nearest if (fact := deals.deal(scene, t, amount))), None)
    if made is not None:
        done.tell(scene, made)
    return made is not None


def bare_deals(scene: Scene, used: set[int], done: Extraction) -> None:
    """Deals that the sentence tells without an amount; a sentence tells one pair of firms one deal."""
    for trigger in deals.triggers(scene):
        if trigger.tag.first in used or details.denied(scene, trigger.tag.first) or not deals.strong(scene, trigger):
            continue
        made = None if deals.shares(scene, trigger) else deals.deal(scene, trigger, None)
        if made is not None and not any(_told(made, f) for f in done.facts[-8:]):
            done.tell(scene, made)


def appointments(scene: Scene, done: Extraction) -> None:
    """Contracts told by who was picked for them."""
    for made in appointed(scene):
        if not any(_told(made, f) for f in done.facts[-8:]):
            done.tell(scene, made)


def _told(fact: Fact, earlier: Fact) -> bool:
    same = {p.name for p in fact.parties} == {p.name for p in earlier.parties}
    return same and earlier.type in ("Deal", "CapitalFlow") and abs(fact.quote[0] - earlier.quote[0]) < 400


#: Statuses that contracted megawatts share with their contract.
_CONTRACT = frozenset(["rumoured", "announced", "signed", "cancelled"])


def implied_deals(scene: Scene, done: Extraction, told: int) -> None:
    """A contract on megawatts alone is a deal without amount besides the capacity, once for a pair of sides."""
    for fact in done.facts[told:]:
        roles = {p.role for p in fact.parties}
        if fact.type != "Capacity" or fact.kind != "contracted" or not {"provider", "customer"} <= roles:
            continue
        names = {p.name for p in fact.parties}
        kind = _by_head(scene, fact)
        known = [i for i, f in enumerate(done.facts) if f.type == "Deal" and names <= {p.name for p in f.parties}]
        if known:
            _specify(done, [i for i in known if i >= told], kind, fact)
            continue
        bare = Fact(
            "Deal", kind, fact.parties, fact.quote, fact.head, modality=fact.modality,
            status=fact.status if fact.status in _CONTRACT else None, date=fact.date, start=fact.start, end=fact.end,
            place=fact.place, confidence=0.6,
        )  # fmt: skip
        done.tell(scene, bare)


def _specify(done: Extraction, known: list[int], kind: str, capacity: Fact) -> None:
    """Gives the deals of this sentence between the capacity's two sides its kind and sides, if they lack them:
    "Aa will lease 40 MW at its campus, in a deal worth $3 billion"."""
    for i in known:
        deal = done.facts[i]
        if deal.kind == "unspecified" and len(deal.parties) == len(capacity.parties):
            done.facts[i] = replace(deal, kind=kind, parties=capacity.parties)


def _by_head(scene: Scene, fact: Fact) -> str:
    """The kind of contract that the capacity's own word tells: "Aa will lease 40 MW"."""
    at = scene.token_at(fact.head[0])
    told = (t for t in deals.triggers(scene) if t.tag.first <= at <= t.tag.last)
    return next((deals.kind_of(scene, t) for t in told if t.tag.group in _BY_HEAD), "unspecified")


#: Words of contracts on megawatts that tell their kind.
_BY_HEAD = frozenset(["lease", "hosting", "supply", "ppa"])


def _fragment(scene: Scene, amount: Amount, done: Extraction) -> Fact | None:
    """ "Five years, NOK 1.4bn.": a phrase without verb or name gives the deal just told its amount."""
    near = done.last_deal is not None and scene.sentence.start - done.last_deal.quote[1] <= NEAR
    if not near or scene.named or any(t.verb for t in scene.tokens) or len(scene.tokens) > 14:
        return None
    return _restated(scene, amount, done, amount.number)


def _restated(scene: Scene, amount: Amount, done: Extraction, head: Words) -> Fact | None:
    """The deal told last with the amount that this sentence gives it."""
    deal = done.last_deal
    if deal is None or deal.quantity is not None:
        return None
    parties = tuple(p._replace(spot=p.full) for p in _paid_by(scene, amount, deal))
    return replace(
        deal, parties=parties, quote=details.quote(scene, [amount.value]), head=head,
        quantity=amount.quantity, number=amount.number, value=amount.value, unit=amount.unit,
        term=details.term(scene, amount.first) or deal.term,
    )  # fmt: skip


def _paid_by(scene: Scene, amount: Amount, deal: Fact) -> tuple[Party, ...]:
    """The parties of a deal told before, turned where who pays for it was taken for the provider."""
    verb = scene.governing(amount.first)
    payer = scene.subject(verb) if verb is not None and pays(scene, verb) else None
    name = payer.actor.name if payer is not None and payer.actor is not None else None
    if {p.role for p in deal.parties} != {"provider", "customer"} or name is None:
        return deal.parties
    if not any(p.name == name and p.role == "provider" for p in deal.parties):
        return deal.parties
    turned = (p._replace(role="customer" if p.name == name else "provider") for p in deal.parties)
    return tuple(sorted(turned, key=lambda p: p.role, reverse=True))


def _price_of_tokens(scene: Scene, amount: Amount, done: Extraction) -> bool:
    """Whether the amount is what tokens cost ("61,000 ETH for $258 million"): a purchase in money."""
    tokens = [a for a in amounts(scene, ()) if a.sort == "tokens" and 0 < amount.first - a.last < 8]
    if (
        not tokens
        or scene.tokens[amount.first - 1].lower != "for"
        or scene.verb_between(tokens[-1].last, amount.first)
    ):
        return False
    fact = purchase(scene, tokens[-1])
    if fact is not None:
        price = replace(fact, quantity=amount.quantity, number=amount.number, value=amount.value, unit=amount.unit)
        done.facts.append(replace(price, quote=details.quote(scene, [amount.value, fact.quote])))
    return True


def former(scene: Scene, money: list[Amount], done: Extraction, told: int) -> None:
    """Put a replaced amount on the one fact that the same sentence tells of money."""
    old = [a for a in money if changes.superseded(scene, a)]
    new = [i for i in range(told, len(done.facts)) if done.facts[i].type in ("Deal", "CapitalFlow")]
    if len(old) == 1 and len(new) == 1:
        fact = done.facts[new[0]]
        if fact.quantity is not None and fact.quantity.unit == old[0].quantity.unit:
            done.facts[new[0]] = replace(fact, former=(old[0].quantity, old[0].value))


def counted(scene: Scene, money: list[Amount], done: Extraction, told: int) -> None:
    """Puts on the facts of a sentence what their amounts count: those of a year are no totals."""
    found = {a.number: basis for a in money if (basis := amount_basis(scene, a)) is not None}
    for i in range(told, len(done.facts)):
        fact = done.facts[i]
        if fact.type in ("Deal", "CapitalFlow") and fact.number in found:
            done.facts[i] = replace(fact, amount_basis=found[fact.number])
