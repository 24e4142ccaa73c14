"""From a text to its facts: sentences, actors, the thread of who is meant, then each sentence's own facts."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ...schema.dates import PartialDate
from ...schema.datewords import find_dates, find_durations
from ...schema.numbers import FoundQuantity, find_quantities
from .actors import descriptions
from .actors.discourse import Thread, leading
from .actors.finding import find_actors
from .actors.names import Names
from .actors.references import find_references
from .actors.register import Actor
from .actors.scene import Scene
from .actors.ventures import named_venture
from .extraction import Extraction
from .kinds import changes, deals, details, forecasts, policies
from .kinds.amounts import Amount, amounts
from .kinds.capacities import capacity, ownerless
from .kinds.moves import moves
from .kinds.stakes import stake
from .kinds.subsidiaries import subsidiaries
from .kinds.tokens_bought import purchase
from .language.lexicon import lexicon
from .language.segments import Sentence, sentences
from .merge import merged
from .money import appointments, bare_deals, counted, former, implied_deals, money
from .parse import Parser
from .programs import with_programs

#: Words that make a text one about prices of shares.
_MARKET = re.compile(r"\b(?:[Ss]hares|[Ss]tocks?|[Cc]losing bell|S&P 500|Nasdaq|[Rr]ally)\b")


#: Names whose words say nothing of facts; "Bitcoin" in "Bitcoin miner" does.
_OPAQUE = frozenset(["Firm", "PublicBody", "Person", "Site"])


def extract(text: str, published: str | None, names: Names, parser: Parser | None = None) -> Extraction:
    """All facts of a text, restatements merged. `parser` has a vote on who acts."""
    page = sentences(text)
    quantities = find_quantities(text)
    actors = find_actors(page, names, [(q.start, q.end) for q in quantities])
    done = Extraction(market=bool(_MARKET.search(text)))
    thread = Thread(leading(actors, page))
    parse = parser(text) if parser is not None else {}
    for scene in _scenes(text, page, actors, quantities, published):
        scene.parse = parse
        _describe(scene, done)
        done.part(thread.focus)
        thread.follow(scene)
        done.venture = named_venture(scene) or done.venture
        _read(scene, quantities, done)
        thread.sides = {p.role: p.name for p in done.last_deal.parties} if done.last_deal is not None else {}
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
    for sentence in page:
        if sentence.genre not in ("body", "bullet") or not sentence.tokens:
            continue
        inside = spots[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        named = [(s.first, s.last, a) for _, s, a in inside if s.sentence is sentence]
        taken = {i for a, b, x in named if x.kind in _OPAQUE for i in range(a, b + 1)}
        tags = [t for t in lexicon().tags(sentence.tokens) if t.first not in taken and t.last not in taken]
        cut = [slice(bisect_left(at, sentence.start), bisect_left(at, sentence.end)) for at in where]
        yield Scene(
            sentence, tags, find_references(sentence, tags, named), list(quantities[cut[0]]), list(dates[cut[1]]),
            list(durations[cut[2]]), named, published=now,
        )  # fmt: skip


def _describe(scene: Scene, done: Extraction) -> None:
    """Roles and tickers come first: they help to tell whom "the miner" means."""
    found = list(descriptions.roles(scene))
    for actor, tag, _ in found:
        actor.roles.add(tag.group)
    done.facts.extend(descriptions.role_facts(scene, found))
    done.facts.extend(descriptions.tickers(scene))


def _read(scene: Scene, quantities: Sequence[FoundQuantity], done: Extraction) -> None:
    found = [a for a in amounts(scene, quantities) if not details.denied(scene, a.first)]
    told, before, paid = len(done.facts), done.last_deal, [a for a in found if a.sort == "money"]
    used = money(scene, [a for a in paid if not changes.superseded(scene, a)], done)
    former(scene, paid, done, told)
    counted(scene, paid, done, told)
    bare_deals(scene, used, done)
    _percents(scene, [a for a in found if a.sort == "percent"], done)
    for amount in found:
        if amount.sort == "power" and not changes.superseded(scene, amount):
            _power(scene, amount, done)
        elif amount.sort == "tokens" and (bought := purchase(scene, amount)) is not None:
            done.keep(scene, bought)
    appointments(scene, done)
    implied_deals(scene, done, told)
    done.turn(scene, before)
    if deals.unnamed(scene) and not any(f.type == "Deal" for f in done.facts[told:]):
        done.last_deal = None
    done.add(subsidiaries(scene))
    done.add([policies.halving(scene), policies.decision(scene)])


def _power(scene: Scene, amount: Amount, done: Extraction) -> None:
    fact = forecasts.projection(scene, amount) or capacity(scene, amount, done.last_deal)
    if fact is not None:
        done.keep(scene, fact)
    elif (unowned := ownerless(scene, amount)) is not None:
        done.doubt(unowned, "nobody is named whose power it is; name the parties with 'correct'")


def _percents(scene: Scene, found: list[Amount], done: Extraction) -> None:
    rest = []
    for amount in found:
        if (duty := policies.tariff(scene, amount)) is not None:
            done.facts.append(duty)
            continue
        if (foreseen := forecasts.projection(scene, amount)) is not None:
            done.facts.append(foreseen)
            continue
        before, old = done.last_stake(scene), changes.superseded(scene, amount)
        held = None if old else stake(scene, amount, before, done.venture)
        if held is None:
            rest.append(amount)
        else:
            done.facts.append(held)
    done.facts.extend(moves(scene, rest, done.market))
