"""From a text to its facts: sentences, actors, the thread of who is meant, then each sentence's own facts."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...schema.dates import PartialDate
from ...schema.datewords import find_dates, find_durations
from ...schema.numbers import FoundQuantity, find_quantities
from ..facts import Fact
from . import changes, deals, descriptions, details, forecasts
from .actors import Actor, find_actors
from .amounts import Amount, amounts
from .capacities import capacity
from .discourse import Thread
from .flows import flow
from .frames import bought, judge, unit_price
from .lexicon import lexicon
from .merge import merged
from .moves import moves
from .names import Names
from .programs import with_programs
from .references import find_references
from .scene import Scene
from .segments import Sentence, sentences
from .stakes import stake
from .subsidiaries import subsidiaries
from .tokens_bought import purchase

#: Words that make a text one about prices of shares.
_MARKET = re.compile(r"\b(?:[Ss]hares|[Ss]tocks?|[Cc]losing bell|S&P 500|Nasdaq|[Rr]ally)\b")


#: Names whose words say nothing of facts; "Bitcoin" in "Bitcoin miner" does.
_OPAQUE = frozenset(["Firm", "PublicBody", "Person", "Site"])


@dataclass(frozen=True)
class Doubt:
    """A fact that the extractor would not print, and why."""

    fact: Fact
    reasons: str


@dataclass
class Extraction:
    """The facts of one text and those left in doubt."""

    facts: list[Fact] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    last_deal: Fact | None = None
    market: bool = False


def extract(text: str, published: str | None, names: Names) -> Extraction:
    """All facts of a text, restatements merged."""
    page = sentences(text)
    quantities = find_quantities(text)
    actors = find_actors(page, names, [(q.start, q.end) for q in quantities])
    done = Extraction(market=bool(_MARKET.search(text)))
    thread = Thread()
    for scene in _scenes(text, page, actors, quantities, published):
        _describe(scene, done)
        thread.follow(scene)
        _read(scene, quantities, done)
        if done.last_deal is not None:
            thread.sides = {p.role: p.name for p in done.last_deal.parties}
    done.facts = with_programs(text, merged(done.facts))
    return done


def _scenes(
    text: str,
    page: Sequence[Sentence],
    actors: Iterable[Actor],
    quantities: Sequence[FoundQuantity],
    published: str | None,
) -> Iterator[Scene]:
    spots = sorted(((s.start, s, a) for a in actors for s in a.spots), key=lambda row: row[0])
    starts = [row[0] for row in spots]
    now = PartialDate.parse(published) if published else None
    dates, durations = find_dates(text, now), find_durations(text)
    where = [[f.start for f in found] for found in (quantities, dates, durations)]
    for index, sentence in enumerate(page):
        if sentence.genre not in ("body", "bullet") or not sentence.tokens:
            continue
        inside = spots[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        named = [(s.first, s.last, a) for _, s, a in inside if s.sentence is sentence]
        taken = {i for a, b, x in named if x.kind in _OPAQUE for i in range(a, b + 1)}
        tags = [t for t in lexicon().tags(sentence.tokens) if t.first not in taken and t.last not in taken]
        cut = [slice(bisect_left(at, sentence.start), bisect_left(at, sentence.end)) for at in where]
        yield Scene(
            sentence, tags, find_references(sentence, tags, named), list(quantities[cut[0]]), list(dates[cut[1]]),
            list(durations[cut[2]]), named, None, index, now,
        )  # fmt: skip


def _describe(scene: Scene, done: Extraction) -> None:
    """Roles and tickers come first: they help to tell whom "the miner" means."""
    for actor, tag, _ in descriptions.roles(scene):
        actor.roles.add(tag.group)
    done.facts.extend(descriptions.role_facts(scene))
    done.facts.extend(descriptions.tickers(scene))


def _read(scene: Scene, quantities: Sequence[FoundQuantity], done: Extraction) -> None:
    found = [a for a in amounts(scene, quantities) if not details.denied(scene, a.first)]
    done.facts.extend(_percents(scene, [a for a in found if a.sort == "percent"], done.market))
    money = [a for a in found if a.sort == "money"]
    told = len(done.facts)
    used = _money(scene, [a for a in money if not changes.superseded(scene, a)], done)
    _former(scene, money, done, told)
    _bare_deals(scene, used, done)
    for amount in found:
        fact = None
        if amount.sort == "power":
            fact = forecasts.projection(scene, amount) or capacity(scene, amount, done.last_deal)
        elif amount.sort == "tokens":
            fact = purchase(scene, amount)
        if fact is not None:
            _add(scene, fact, done)
    done.facts.extend(subsidiaries(scene))
    event = forecasts.halving(scene)
    done.facts.extend([event] if event else [])


def _former(scene: Scene, money: list[Amount], done: Extraction, told: int) -> None:
    """Put a replaced amount on the one fact that the same sentence tells of money."""
    old = [a for a in money if changes.superseded(scene, a)]
    new = [i for i in range(told, len(done.facts)) if done.facts[i].type in ("Deal", "CapitalFlow")]
    if len(old) == 1 and len(new) == 1:
        fact = done.facts[new[0]]
        if fact.quantity is not None and fact.quantity.unit == old[0].quantity.unit:
            done.facts[new[0]] = replace(fact, former=(old[0].quantity, old[0].value))


def _percents(scene: Scene, found: list[Amount], market: bool) -> Iterator[Fact]:
    holdings = {a.first: s for a in found if (s := stake(scene, a))}
    yield from holdings.values()
    yield from moves(scene, [a for a in found if a.first not in holdings], market)


def _money(scene: Scene, found: list[Amount], done: Extraction) -> set[int]:
    """Facts of the amounts of money; returns the tokens of the deal words that got an amount."""
    used: set[int] = set()
    triggers = deals.triggers(scene)
    for amount in found:
        if _price_of_tokens(scene, amount, done) or changes.step(scene, amount):
            continue
        moved = changes.changed(scene, amount, triggers)
        if moved is not None:
            used.add(moved.tag.first)
            _deal(scene, moved, amount, done)
            continue
        verdict = bought(scene, amount.first) or judge(scene, amount.first, amount.last)
        forecast = None if unit_price(scene, amount.last) else forecasts.projection(scene, amount)
        if forecast is not None:
            done.facts.append(forecast)
        elif verdict is None or verdict.frame.type == "None":
            continue
        elif verdict.frame.type == "CapitalFlow":
            made = flow(scene, amount, verdict)
            if made is not None:
                _keep(scene, made, verdict.lead, done)
        elif verdict.frame.type == "Deal":
            trigger = deals.of_amount(scene, amount, verdict, triggers)
            if trigger is not None:
                used.update(t.tag.first for t in triggers if scene.clause[t.tag.first] == scene.clause[amount.first])
                used.add(trigger.tag.first)
                _deal(scene, trigger, amount, done)
    return used


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


def _keep(scene: Scene, fact: Fact, lead: int, done: Extraction) -> None:
    if lead < 1:
        done.doubts.append(Doubt(fact, "two readings of the amount are equally likely"))
    else:
        _add(scene, fact, done)


def _add(scene: Scene, fact: Fact, done: Extraction) -> None:
    """Keep a fact; in doubt where its party is only the one spoken of before, and the sentence names another."""
    if _borrowed(scene, fact):
        done.doubts.append(Doubt(fact, "the sentence names another firm than the one spoken of before"))
    else:
        done.facts.append(fact)


def _borrowed(scene: Scene, fact: Fact) -> bool:
    inside = [p for p in fact.parties if scene.sentence.start <= p.spot[0] < scene.sentence.end]
    if inside or not fact.parties or fact.number is None:
        return False
    own = {p.name for p in fact.parties}
    return any(
        r.how == "name" and r.actor and r.actor.kind == "Firm" and not r.barred and r.end < fact.number[0]
        and r.actor.name not in own for r in scene.references
    )  # fmt: skip


def _deal(scene: Scene, trigger: deals.Trigger, amount: Amount, done: Extraction) -> None:
    nearest = sorted(
        deals.triggers(scene), key=lambda t: (t.tag != trigger.tag, abs(t.tag.first - trigger.tag.first))
    )
    made = next((fact for t in nearest if (fact := deals.deal(scene, t, amount))), None)
    if made is None and deals.definite(scene, trigger) and done.last_deal and done.last_deal.quantity is None:
        parties = tuple(p._replace(spot=p.full) for p in done.last_deal.parties)
        quote = details.quote(scene, [amount.value])
        made = replace(
            done.last_deal, parties=parties, quote=quote, head=scene.words(trigger.tag.first, trigger.tag.last),
            quantity=amount.quantity, number=amount.number, value=amount.value, unit=amount.unit,
            term=details.term(scene, amount.first) or done.last_deal.term,
        )  # fmt: skip
    if made is not None:
        done.facts.append(made)
        done.last_deal = made


def _bare_deals(scene: Scene, used: set[int], done: Extraction) -> None:
    """Deals that the sentence tells without an amount; a sentence tells one pair of firms one deal."""
    for trigger in deals.triggers(scene):
        if trigger.tag.first in used or details.denied(scene, trigger.tag.first) or not deals.strong(scene, trigger):
            continue
        made = deals.deal(scene, trigger, None)
        if made is not None and not any(_told(made, f) for f in done.facts[-8:]):
            done.facts.append(made)
            done.last_deal = made


def _told(fact: Fact, earlier: Fact) -> bool:
    same = {p.name for p in fact.parties} == {p.name for p in earlier.parties}
    return same and earlier.type in ("Deal", "CapitalFlow") and abs(fact.quote[0] - earlier.quote[0]) < 400
