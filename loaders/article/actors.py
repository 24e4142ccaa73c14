"""Who a text speaks of: names joined to one actor by their fullest form, and the class each belongs to."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ...schema.names import name_key
from .chunks import Chunk, chunks
from .lexicon import lexicon
from .names import Names
from .segments import Sentence

#: Classes that can take part in a fact; the other kinds of names are Person, Place, Site, Index, Token, Other.
ACTING = ("Firm", "PublicBody", "Group")
_CODE = re.compile(r"[A-Z][A-Z.]{0,5}$")


@dataclass(eq=False)
class Actor:
    """A name of the text with all places where it stands. `name` is its fullest form."""

    name: str
    kind: str
    spots: list[Chunk] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)

    @property
    def full(self) -> tuple[int, int]:
        """Where its fullest form stands first."""
        spot = next((s for s in self.spots if s.words == self.name), self.spots[0])
        return spot.start, spot.end

    @property
    def acting(self) -> bool:
        """Whether it can be a party."""
        return self.kind in ACTING


def find_actors(page: Sequence[Sentence], names: Names, numbers: Sequence[tuple[int, int]] = ()) -> list[Actor]:
    """The actors of a text in order of appearance; headings only add spots to names that the body has.

    `numbers`: where quantities stand; their words ("SEK", "BTC") are no names.
    """
    body = [c for s in page if s.genre in ("body", "bullet") for c in chunks(s) if not _coded(c)]
    body = list(_outside(body, numbers))
    heading = [c for s in page if s.genre == "heading" for c in chunks(s)]
    seen = {c.words for c in body if not c.initial}
    register = Register(names)
    seen |= {c.words for c in body if _named(c, seen, names)}
    for chunk in body:
        if (_named(chunk, seen, names) or register.knows(chunk)) and not _stray(chunk):
            register.join(chunk)
    actors = register.actors
    for actor in actors:
        actor.name = max((s.words for s in actor.spots), key=_fullness)
        actor.kind = _kind(actor, names)
        known = names.find(actor.name)
        actor.roles |= set(known.roles if known else ())
    _join_persons(actors)
    _add_headings(actors, heading)
    return actors


def _outside(found: Iterable[Chunk], numbers: Sequence[tuple[int, int]]) -> Iterator[Chunk]:
    starts = [start for start, _ in numbers]
    for chunk in found:
        at = bisect_right(starts, chunk.start) - 1
        if at < 0 or numbers[at][1] <= chunk.start:
            yield chunk


def _coded(chunk: Chunk) -> bool:
    """Whether it is the venue or the code of a ticker in brackets, not a name."""
    words = lexicon()
    if chunk.before() == ":" and (
        words.has(chunk.before(2), "venue") or words.has(f"{chunk.before(3)} {chunk.before(2)}", "venue")
    ):
        return True
    return chunk.after() in (":", "-") and words.has(chunk.words.lower(), "venue")


def _stray(chunk: Chunk) -> bool:
    """A letter or unit behind a number ("7.4 EH", "2.4K"): no name."""
    return len(chunk.words) < 3 and chunk.first > 0 and chunk.sentence.tokens[chunk.first - 1].kind == "number"


def _fullness(words: str) -> int:
    return len(words) - (200 if "\n" in words else 0)


def _named(chunk: Chunk, seen: set[str], names: Names) -> bool:
    """Whether a sequence is a name: always in mid-sentence, by evidence at a sentence's start."""
    if not chunk.initial or len(chunk.tokens) > 1 or chunk.words in seen or names.find(chunk.words):
        return True
    words, after = lexicon(), chunk.after()
    if after in ("'s", "’s", "(", "&") or words.has(after, "auxiliary") or words.has(after, "verbs"):
        return True
    return after in _AFTER_NAMES or after.endswith("ed")


_AFTER_NAMES = frozenset(", and : also itself now still already recently then".split())


@dataclass
class Register:
    """The actors of a text by their forms, the opening words of those, and their initials."""

    names: Names
    actors: list[Actor] = field(default_factory=list)
    _by_form: dict[str, Actor] = field(default_factory=dict)
    _short: dict[str, Actor] = field(default_factory=dict)

    def knows(self, chunk: Chunk) -> bool:
        """Whether an actor met before goes by these words."""
        key = name_key(chunk.words)
        return key in self._by_form or key in self._short

    def join(self, chunk: Chunk) -> None:
        """Add a spot to the actor that it names: the same key, or the opening words of an earlier fuller name."""
        key = name_key(chunk.words)
        actor = self._by_form.get(key) or self._longer(chunk, key)
        if actor is None:
            actor = Actor(chunk.words, "Firm")
            self.actors.append(actor)
        if key not in self._by_form:
            self._by_form[key] = actor
            words = key.split()
            shorter = [" ".join(words[:n]) for n in range(1, len(words))]
            for form in (*shorter, _initials(key)):
                if len(form) > 2:
                    self._short.setdefault(form, actor)
        actor.forms.add(key)
        actor.spots.append(chunk)

    def _longer(self, chunk: Chunk, key: str) -> Actor | None:
        """Who a short form stands for. A listed name is its own firm: "Amazon" is no "Amazon River Cruises"."""
        actor, listed = self._short.get(key), self.names.find(chunk.words)
        return None if actor and listed and self.names.find(actor.name) is not listed else actor


def _initials(form: str) -> str:
    words = form.split()
    return "".join(w[0] for w in words if w[0].isalnum()) if len(words) > 2 else ""


def _kind(actor: Actor, names: Names) -> str:
    """The class of a name: the reference list, closed word lists, its own last word, then its surroundings."""
    known = names.find(actor.name)
    if known:
        return known.kind
    words, last = lexicon(), actor.spots[0].tokens[-1].lower
    lower = " ".join(actor.name.lower().split())
    for group, kind in (
        ("index", "Index"),
        ("token", "Token"),
        ("place", "Place"),
        ("demonym", "Place"),
        ("venue", "Other"),
    ):
        if words.has(lower, group):
            return kind
    full = [t.lower for t in max(actor.spots, key=lambda s: len(s.tokens)).tokens]
    if len(full) > 1:
        if last == "index":
            return "Index"
        if any(words.has(w, "bodyHead") for w in full) and not words.has(full[-1], "legal"):
            return "Place" if full[-1] == "county" and any(map(_place_spot, actor.spots)) else "PublicBody"
        if words.has(full[-1], "legal") or words.has(full[-1], "firmTail") or "&" in full:
            return "Firm"
        if words.has(full[-1], "siteTail") or words.has(full[0], "siteTail"):
            return "Site"
    elif words.has(full[-1], "bodyHead"):
        return "PublicBody"
    return _kind_by_context(actor)


def _kind_by_context(actor: Actor) -> str:
    firm = sum(map(_firm_spot, actor.spots))
    person, place, site = (sum(map(f, actor.spots)) for f in (_person_spot, _place_spot, _site_spot))
    if person and len(actor.name.split()) <= 4:
        return "Person"
    if site and site * 2 >= len(actor.spots):
        return "Site"
    if place and not firm:
        return "Place"
    if not firm and all(_article_spot(s) for s in actor.spots):
        return "Other"
    return "Firm"


def _firm_spot(spot: Chunk) -> bool:
    """Whether the words around speak for a firm: it acts, owns, or a noun such as "miner" stands before it."""
    words, after = lexicon(), spot.after()
    if words.has(spot.before(), "locative"):
        return False
    if words.has(after, "verbs") or words.has(after, "auxiliary") or after in ("shares", "stock"):
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
    if spot.before() == "," or words.has(spot.after(), "legal"):
        return False
    jobs = (spot.before(), f"{spot.before(2)} {spot.before()}")
    if any(words.has(job, "person") and job != "by" for job in jobs):
        return True
    first = spot.tokens[0].lower
    if words.has(first, "person") and len(spot.tokens) > 1:
        return True
    title = f"{spot.after(2)} {spot.after(3)}"
    return spot.after() == "," and (words.has(title, "person") or words.has(spot.after(2), "person"))


def _place_spot(spot: Chunk) -> bool:
    words, before = lexicon(), spot.before()
    if spot.after() in ("based", "listed", "headquartered"):
        return True
    if before in ("in", "at") and words.has(spot.before(2), "intoFirm"):
        return False
    ahead = (spot.after(2), f"{spot.after(2)} {spot.after(3)}")
    led = before in ("in", "at", "near", "from", "of", "its", "the")
    if spot.after() == "," and led and any(words.has(w, "place") for w in ahead):
        return True
    return words.has(before, "locative") or (words.has(before, "region") and before not in ("state", "county"))


def _site_spot(spot: Chunk) -> bool:
    words = lexicon()
    return words.has(spot.after(), "siteTail") or words.has(f"{spot.after()} {spot.after(2)}", "siteTail")


def _article_spot(spot: Chunk) -> bool:
    return spot.before() == "the" and len(spot.tokens) < 3


def _join_persons(actors: list[Actor]) -> None:
    """A surname on its own is the person whose name ends with it."""
    surnames = {a.name.split()[-1] for a in actors if a.kind == "Person"}
    for actor in actors:
        if actor.kind == "Firm" and actor.name in surnames:
            actor.kind = "Person"


def _add_headings(actors: list[Actor], heading: Iterable[Chunk]) -> None:
    by_form = {form: actor for actor in actors for form in actor.forms}
    for chunk in heading:
        if actor := by_form.get(name_key(chunk.words)):
            actor.spots.append(chunk)
            actor.spots.sort(key=lambda s: s.start)
