"""The words that make a deal, and the kind of contract that each gives."""

from dataclasses import dataclass

from ..actors.chunks import modelled
from ..actors.classes import ROLE_GROUPS
from ..actors.scene import Scene
from ..language.lexicon import Tag, lexicon
from .amounts import of_tokens

#: Groups whose nouns or verbs make a deal, and the kind they give; the special ones first.
KINDS = {
    "hosting": "hosting", "ppa": "powerPurchase", "interconnectionDeal": "interconnection",
    "cloud": "cloudServices", "constructionDeal": "construction", "construct": "construction",
    "venture": "jointVenture", "licence": "licence", "lease": "lease", "supply": "supply", "order": "supply",
    "payFor": "unspecified", "acquire": "acquisition", "sell": "acquisition", "merge": "acquisition",
    "partner": "partnership", "dealNoun": "unspecified",
}  # fmt: skip

#: Groups whose longer nouns hold a deal's word and are money: "credit agreement".
_MONEY = frozenset(["credit", "loan", "bond", "convertible", "equity", "buyback", "backstop", "prepay"])


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
    found = [t for t in scene.tags if t.group in KINDS and not _obligation(scene, t)]
    longer = [t for t in scene.tags if t.group in KINDS or (t.group in _MONEY and t.last > t.first)]
    outer = [t for t in found if not any(o is not t and o.first <= t.first and t.last <= o.last
                                         and o.last - o.first > t.last - t.first for o in longer)]  # fmt: skip
    return [Trigger(t, t.first if t.verbal else scene.governing(t.first)) for t in outer]


def _obligation(scene: Scene, tag: Tag) -> bool:
    """Whether a word only says what is owed: "lease obligations"."""
    return any(t.first == tag.last + 1 for t in scene.by_group.get("obligation", ()))


def sells_tokens(scene: Scene, trigger: Trigger) -> bool:
    """Whether the verb governs coins: a token purchase, no deal."""
    end = scene.bounds(trigger.tag.last)[1]
    return trigger.verbal and any(
        of_tokens(q.quantity.unit) and trigger.tag.last < scene.token_at(q.start) <= end for q in scene.quantities
    )


def sells_securities(scene: Scene, trigger: Trigger) -> bool:
    """Whether shares or notes are sold, with no percentage of a firm: a capital flow, no deal."""
    last = min(scene.bounds(trigger.tag.last)[1], trigger.tag.last + 7)
    if not trigger.verbal or trigger.tag.group not in ("sell", "acquire"):
        return False
    papers = list(scene.tagged(("equity", "bond", "convertible", "security"), trigger.tag.last + 1, last))
    shares = any(q.quantity.unit == "percent" and scene.token_at(q.start) <= last for q in scene.quantities)
    named = any(trigger.tag.last < a < papers[0].first for a, _, x in scene.named if x.acting) if papers else True
    return bool(papers) and not shares and not named


def gives_money(scene: Scene, trigger: Trigger) -> bool:
    """Whether what is supplied is a claim: "provides Aa with a credit facility", "gave Bb a guarantee"."""
    if not trigger.verbal or trigger.tag.group != "supply":
        return False
    first, end = trigger.tag.last + 1, min(scene.phrase_end(trigger.tag.last), trigger.tag.last + _OBJECT)
    led = (i for i in range(first, end) if lexicon().has(scene.tokens[i].lower, "preposition"))
    last = next((i for i in led if scene.tokens[i].lower not in ("with", "of")), end)
    claims = (t.first for t in scene.tagged(_MONEY, first, last) if not t.verbal and t in scene.outer)
    things = (t.first for t in scene.tagged(("goods", "cloud", "electricity", "hosting"), first, last))
    claim = min(claims, default=None)
    return claim is not None and claim <= min(things, default=claim)


#: Tokens behind a verb in which the head of its object stands.
_OBJECT = 16


def kind_of(scene: Scene, trigger: Trigger) -> str:
    """By the trigger's own noun; a bare "deal" takes the kind of its modifiers or of what is to be done."""
    tag = trigger.tag
    if tag.group in ("acquire", "sell") and trigger.verbal and of_output(scene, tag):
        return "powerPurchase"
    if tag.group in ("acquire", "sell") and trigger.verbal and of_goods(scene, tag):
        return "supply"
    if tag.group not in ("dealNoun", "partner", "supply", "payFor"):
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


def of_goods(scene: Scene, tag: Tag) -> bool:
    """Whether machines are bought, not a firm or a plant."""
    first, last = scene.bounds(tag.last)
    if scene.passive(tag.first):
        return any(True for _ in scene.tagged(("goods",), first, tag.first))
    found = scene.tagged(("goods",), tag.last + 1, min(last, tag.last + 7))
    goods = next((t for t in found if not _within_trade(scene, t)), None)
    return goods is not None and not any(
        tag.last < a < goods.first and x.kind in ("Firm", "Site") and not modelled(scene.tokens, b)
        for a, b, x in scene.named
    )


def _within_trade(scene: Scene, tag: Tag) -> bool:
    """Whether goods are part of a firm's trade: "battery maker Aa"."""
    following = scene.tokens[tag.last + 1].lower if tag.last + 1 < len(scene.tokens) else ""
    longer = (t for t in scene.tags if t.first <= tag.first and tag.last < t.last)
    return following in ("maker", "manufacturer", "supplier") or any(
        t.group in ROLE_GROUPS or t.group == "generic" for t in longer
    )


def of_output(scene: Scene, tag: Tag) -> bool:
    """Whether electricity is bought: "will buy the entire output of two reactors"."""
    last = min(scene.bounds(tag.last)[1], tag.last + 5)
    return any(True for _ in scene.tagged(("electricity",), tag.last + 1, last)) or _of_power(scene, tag.last, last)


def _of_power(scene: Scene, first: int, last: int) -> bool:
    """Whether bare megawatts are sold, no plant of that size: "sold Bb 190 MW through 2042"."""
    for found in scene.quantities:
        behind = scene.token_at(found.end - 1) + 1
        if found.quantity.unit == "MW" and first < scene.token_at(found.start) <= last and behind < len(scene.tokens):
            return scene.tokens[behind].lower in ("through", "until", "to", "from", "under", "over", "a")
    return False
