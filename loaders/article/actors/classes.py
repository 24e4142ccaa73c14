"""The class of a name: firm, public body, person, place, site, index or token, by its form and its surroundings."""

import re
from itertools import pairwise

from ..language.lexicon import lexicon
from .chunks import Chunk
from .names import Names
from .register import Actor

_CODE = re.compile(r"[A-Z][A-Z.]{0,5}$")
_UNIT_OF_SITE = re.compile(r"[A-Z]{1,4}-\d{1,3}")
_SERIES = re.compile(r"(?:Series|Class|Item|Form|Phase|Unit|Tranche|Schedule|Exhibit) [A-Z0-9]{1,4}")


def class_of(actor: Actor, names: Names) -> str:
    """The class of a name: the reference list, closed word lists, its own last word, then its surroundings."""
    known = names.find(actor.name)
    if known:
        return known.kind
    words, last = lexicon(), actor.spots[0].tokens[-1].lower
    lower = " ".join(actor.name.lower().split())
    closed = _closed(lower, actor.name)
    if closed:
        return closed
    full = [t.lower for t in max(actor.spots, key=lambda s: len(s.tokens)).tokens]
    if len(full) > 1:
        if last == "index":
            return "Index"
        if any(words.has(w, "bodyHead") for w in full) and not words.has(full[-1], "legal"):
            return "Place" if full[-1] == "county" and any(map(_place_spot, actor.spots)) else "PublicBody"
        if words.has(full[-1], "legal") or words.has(full[-1], "firmTail") or "&" in full:
            return "Firm"
        if any(_called(s) or _titled(s) for s in actor.spots):
            return "Firm"
        if words.has(full[-1], "siteTail") or words.has(full[0], "siteTail"):
            return "Site"
    elif words.has(full[-1], "bodyHead"):
        return "PublicBody"
    return _kind_by_context(actor)


def _closed(lower: str, name: str) -> str:
    """The class that a closed list or the form of a name gives; '' where none does."""
    words = lexicon()
    listed = next((kind for group, kind in _LISTED.items() if words.has(lower, group)), "")
    if listed:
        return listed
    if _UNIT_OF_SITE.fullmatch(name):
        return "Site"
    last = lower.rpartition(" ")[2]
    paper = " " in lower and (
        words.has(last, "otherTail") or (words.has(last, "letters") and not words.has(last, "firmTail"))
    )
    return "Other" if paper or _SERIES.fullmatch(name) or words.has(lower, "letters") else ""


_LISTED = {"index": "Index", "token": "Token", "place": "Place", "demonym": "Place", "venue": "Other"}


def _kind_by_context(actor: Actor) -> str:
    firm = sum(map(_firm_spot, actor.spots))
    person, place, site = (sum(map(f, actor.spots)) for f in (_person_spot, _place_spot, _site_spot))
    if person and len(actor.name.split()) <= 4:
        return "Person"
    if site and site * 2 >= len(actor.spots):
        return "Site"
    if place and (not firm or place > firm):
        return "Place"
    if not firm and all(_article_spot(s) for s in actor.spots):
        return "Other"
    return "Firm"


def _firm_spot(spot: Chunk) -> bool:
    """Whether the words around speak for a firm: it acts, owns, or a noun such as "miner" stands before it."""
    words, after = lexicon(), spot.after()
    if words.has(spot.before(), "locative"):
        return False
    if spot.acts or words.has(after, "auxiliary") or after in ("shares", "stock"):
        return True
    if after == "(" and _CODE.match(spot.sentence.tokens[min(spot.last + 2, len(spot.sentence.tokens) - 1)].text):
        return True
    return any(words.has(spot.before(), g) for g in ROLE_GROUPS)


#: Groups whose nouns say what an actor is; the group's name is the role.
ROLE_GROUPS = (
    "bitcoinMiner", "hyperscaler", "aiLab", "cloudProvider", "chipMaker", "assetManager", "energyTechnology",
    "utility", "powerProducer", "bank", "exchange", "treasuryCompany", "dataCenterDeveloper",
)  # fmt: skip


def _person_spot(spot: Chunk) -> bool:
    words = lexicon()
    if spot.before() == "," and spot.after() in (",", ".") and words.has(spot.before(2), "person"):
        return len(spot.tokens) == 2
    if spot.before() == "," or words.has(spot.after(), "legal"):
        return False
    jobs = (spot.before(), f"{spot.before(2)} {spot.before()}")
    trade = any(words.has(job, g) for job in jobs for g in ROLE_GROUPS)
    if not trade and any(words.has(job, "person") and job != "by" for job in jobs):
        return True
    first = spot.tokens[0].lower
    if len(spot.tokens) > 1 and (words.has(first, "person") or _given(spot)):
        return True
    if spot.after() == "," and spot.after(2) == "who" and len(spot.tokens) == 2:
        return True
    title = f"{spot.after(2)} {spot.after(3)}"
    return spot.after() == "," and (words.has(title, "person") or words.has(spot.after(2), "person"))


def _given(spot: Chunk) -> bool:
    """Whether it opens with a given name and does not end as a firm's name does."""
    words, last = lexicon(), spot.tokens[-1].lower
    own = not any(words.has(last, g) for g in ("firmTail", "legal", "siteTail", "bodyHead"))
    return own and words.has(spot.tokens[0].lower, "givenName") and all(t.kind == "word" for t in spot.tokens)


def _place_spot(spot: Chunk) -> bool:
    words, before = lexicon(), spot.before()
    if _describing(spot):
        return True
    if spot.after() in ("based", "listed", "headquartered"):
        return True
    if before in ("in", "at") and words.has(spot.before(2), "intoFirm"):
        return False
    ahead = (spot.after(2), f"{spot.after(2)} {spot.after(3)}")
    led = before in ("in", "at", "near", "from", "of", "its", "the")
    if spot.after() == "," and led and any(words.has(w, "place") for w in ahead):
        return True
    return words.has(before, "locative") or (words.has(before, "region") and before not in ("state", "county"))


def _describing(spot: Chunk) -> bool:
    """Whether it says where a firm is from: "a Gothenburg hosting firm", "the Linz fuel-cell maker"."""
    if len(spot.tokens) > 2 or spot.before() not in ("a", "an", "the") or spot.after() in ("'s", "’s"):
        return False
    tokens = spot.sentence.tokens[spot.last + 1 : spot.last + 5]
    for n, token in enumerate(tokens):
        if token.kind != "word" or token.verb:
            return False
        pair = f"{token.lower} {tokens[n + 1].lower}" if n + 1 < len(tokens) else ""
        if token.lower in _TRADES or any(
            lexicon().has(word, g) for word in (token.lower, pair) for g in (*ROLE_GROUPS, "generic")
        ):
            return n > 0 or not token.lower.endswith("s")
    return False


_TRADES = frozenset(
    "lab utility miner fund bank insurer maker builder host startup landlord broker supplier chain".split()
)


def _titled(spot: Chunk) -> bool:
    """Whether a noun for a firm stands right before: "its competitor Aa Halls"."""
    return any(lexicon().has(spot.before(), g) for g in (*ROLE_GROUPS, "generic", "dealRole", "relation"))


def _called(spot: Chunk) -> bool:
    """Whether an apposition says that it is a firm: "Corrie Data Halls, a Glasgow developer"."""
    if spot.after() != "," or spot.after(2) not in ("a", "an", "the"):
        return False
    words = [spot.after(n) for n in range(3, 8)]
    pairs = [*words, *(f"{a} {b}" for a, b in pairwise(words))]
    return any(lexicon().has(w, g) for w in pairs for g in (*ROLE_GROUPS, "generic"))


def _site_spot(spot: Chunk) -> bool:
    words = lexicon()
    return words.has(spot.after(), "siteTail") or words.has(f"{spot.after()} {spot.after(2)}", "siteTail")


def _article_spot(spot: Chunk) -> bool:
    return spot.before() == "the" and len(spot.tokens) < 3
