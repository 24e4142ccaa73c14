"""The thread of a text: whom "it", "the company" and "the miner" mean, sentence by sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from ..language.segments import Sentence
from .chunks import dateline
from .classes import ROLE_GROUPS
from .references import Reference
from .register import Actor
from .scene import Scene
from .subjects import stranger, subject_words


@dataclass
class Thread:
    """Whom the text speaks of at a point of reading: the actor in focus and all met so far, latest last."""

    leader: Actor | None = None
    focus: Actor | None = None
    met: dict[int, Actor] = field(default_factory=dict)
    paragraph: int = -1
    fresh: bool = False
    voice: Actor | None = None
    host: Actor | None = None
    pair: tuple[Actor, ...] = ()
    sides: dict[str, str] = field(default_factory=dict)
    weights: dict[int, tuple[int, int]] = field(default_factory=dict)
    unsure: bool = False
    strange: bool = False
    here: set[int] = field(default_factory=set)

    def follow(self, scene: Scene) -> None:
        """Resolve a sentence's pronouns and descriptions, then move the focus on."""
        opening = scene.sentence.paragraph != self.paragraph
        if opening:
            self._open(scene)
        self.voice = _employer(scene) or self.voice
        resolved: list[Reference] = []
        for reference in scene.references:
            done = self._resolved(reference, resolved, scene)
            resolved.append(done)
            if done.actor is not None and done.how == "name" and done.actor.acting:
                self._meet(done.actor)
        scene.references = [
            r for r in resolved if r.how in ("group", "other", "side") or (r.actor is not None and r.actor.acting)
        ]
        self.host = _site_owner(scene) or self.host
        leader = self.leader if not self.unsure or id(self.leader) in self.here else None
        scene.focus, scene.leader = self._anchor(scene, self._implicit()), self._anchor(scene, leader)
        scene.host, scene.sides = self._anchor(scene, self.host), self.sides
        self._move(scene, opening)

    def _open(self, scene: Scene) -> None:
        """A new paragraph: a bullet speaks of nobody yet, any other of the text's own firm where that is sure."""
        self.paragraph, self.fresh = scene.sentence.paragraph, False
        before, self.here = self.here, set()
        if scene.sentence.genre == "bullet" or dateline(scene.sentence) or self.strange:
            self.focus, self.unsure, self.strange = None, False, False
        elif self.focus is not None and self.leader is not None and self.focus is not self.leader:
            self._return(self.focus, self.leader, id(self.leader) in before)

    def _return(self, focus: Actor, leader: Actor, named: bool) -> None:
        """From a firm spoken of to the one that the text is about, if the paragraph before was about that as well or
        it is spoken of far more; else nobody knows whom "it" and "the company" mean until somebody is named."""
        sure = self._weight(leader)[0] >= self._weight(focus)[0] * (_MORE if named else _MUCH)
        self.focus, self.unsure = leader if sure else None, not sure
        if self.unsure:
            self.host, self.sides = None, {}

    def _weight(self, actor: Actor) -> tuple[int, int]:
        if id(actor) not in self.weights:
            self.weights[id(actor)] = _weight(actor)
        return self.weights[id(actor)]

    def _meet(self, actor: Actor) -> None:
        self.here.add(id(actor))
        self.met.pop(id(actor), None)
        self.met[id(actor)] = actor

    def _recent(self) -> list[Actor]:
        """The actors met last, latest last: nobody means by "the miner" who was spoken of long before."""
        return list(islice(reversed(self.met.values()), _MEMORY))[::-1]

    def _anchor(self, scene: Scene, actor: Actor | None) -> Reference | None:
        """An actor that a sentence may go on about, as a reference without words of its own."""
        start = scene.tokens[0].start
        return None if actor is None else Reference(-1, -1, start, start, actor, "focus")

    def _move(self, scene: Scene, opening: bool) -> None:
        for reference in scene.references:
            group = scene.listed(reference) if reference.how == "name" and not reference.barred else []
            if len(group) > 1:
                self.pair = tuple(r.actor for r in group if r.actor)
                break
        headed = self._headed(scene)
        if headed is not None:
            self._turn(headed)
            return
        if stranger(subject_words(scene.tokens)):
            self.focus, self.unsure, self.strange = None, True, True
            return
        free = [r for r in scene.references if r.actor and not r.barred and r.how != "project"]
        subject = next((r for r in free if r.actor and r.actor.kind == "Firm" and _main(scene, r)), None)
        if subject is not None:
            if opening or not self._passing(subject.actor):
                self._turn(subject.actor)
        elif (told := _presented(scene)) is not None:
            self._turn(told)
        elif scene.references and self.focus is None:
            firms = [r.actor for r in scene.references if r.actor and r.actor.kind == "Firm"]
            if len(set(map(id, firms))) == 1 and not self.unsure:
                self.focus = firms[0]

    def _turn(self, actor: Actor | None) -> None:
        """A sentence is about this actor by name: so are the next."""
        self.focus, self.fresh, self.unsure, self.strange = actor, True, False, False

    def _headed(self, scene: Scene) -> Actor | None:
        """The firm that a paragraph opens with as its heading: "Aa (AAA): down to Hold", "Aa: no rating"."""
        first = scene.references[0] if scene.references else None
        if (
            first is None
            or first.how != "name"
            or first.first > 1
            or first.actor is None
            or first.actor.kind != "Firm"
        ):
            return None
        behind = [t.text for t in scene.tokens[first.last + 1 : first.last + 9]]
        cut = behind.index(")") + 1 if behind[:1] == ["("] and ")" in behind else 0
        alone = behind[cut:] in ([], ["."]) and scene.sentence.genre == "bullet"
        return first.actor if alone or behind[cut : cut + 1] == [":"] else None

    def _implicit(self) -> Actor | None:
        """Whom a clause without any subject goes on about: a firm named just once yields to the text's own."""
        if self.unsure:
            return None
        if self.focus is None:
            return self.leader if self.leader is not None and self._weight(self.leader)[0] > _MAIN else None
        if self.leader is None or len(self.focus.spots) > 1:
            return self.focus
        return self.leader if len(self.leader.spots) > _MAIN else self.focus

    def _passing(self, actor: Actor | None) -> bool:
        """Whether a firm is named just once, while another is spoken of: it is no later pronoun's."""
        if actor is None or self.focus is None or actor is self.focus:
            return False
        return len(actor.spots) == 1 < len(self.focus.spots)

    def _resolved(self, reference: Reference, earlier: Sequence[Reference], scene: Scene) -> Reference:
        if reference.actor is not None or reference.how in ("group", "other"):
            return reference
        if reference.how == "pronoun":
            word = scene.tokens[reference.first].lower
            own = _list_before(scene, earlier) if word in ("they", "them", "their", "both") else ()
            if own:
                return replace(reference, actor=own[0], also=own)
            if word in _OWN_VOICE:
                return replace(reference, actor=(self.voice or self.leader) if _spoken(scene, reference) else None)
            last = scene.tokens[reference.last].lower
            if (word in ("they", "them", "both") or last in ("pair", "duo", "partners", "sponsors")) and len(
                self.pair
            ) > 1:
                return replace(reference, actor=self.pair[0], also=self.pair)
            return replace(reference, actor=self._pronoun(reference, earlier, scene))
        if reference.how == "side":
            name = self.sides.get(_SIDES.get(scene.tokens[reference.last].lower, ""))
            return replace(reference, actor=next((a for a in self._recent() if a.name == name), None))
        if reference.how == "project":
            return replace(reference, actor=self.focus)
        return replace(reference, actor=self._described(reference, earlier, scene))

    def _pronoun(self, reference: Reference, earlier: Sequence[Reference], scene: Scene) -> Actor | None:
        word = scene.tokens[reference.first].lower
        if word in ("they", "them", "their", "theirs"):
            return None if word in ("they", "them") else self.focus
        if word == "it" and _impersonal(scene, reference):
            return None
        named = [r for r in earlier if r.actor is not None and r.actor.kind == "Firm" and not r.barred]
        if (reference.object or reference.preposition) and not reference.possessive:
            first, _ = scene.bounds(reference.first)
            named = [r for r in named if r.last < first]
            others = [r.actor for r in earlier if r.actor is not None]
            if not named and self.focus in others:
                return self.leader if self.leader not in others else None
        if named:
            relative = None if reference.possessive else _antecedent(scene, earlier, reference)
            return relative or (named[-1].actor if reference.possessive else named[0].actor)
        return self.focus

    def _dominant(self, focus: Actor) -> Actor:
        """The text's main firm where it far outweighs the one just spoken of: "the company" means it."""
        if self.leader is None or self.leader is focus or self.fresh:
            return focus
        return self.leader if len(self.leader.spots) >= max(3, 2 * len(focus.spots)) else focus

    def _described(self, reference: Reference, earlier: Sequence[Reference], scene: Scene) -> Actor | None:
        firms = [a for a in self._recent() if a.kind == "Firm"]
        if reference.role in ROLE_GROUPS:
            fitting = [a for a in firms if reference.role in a.roles]
            if fitting:
                return self.focus if self.focus in fitting else fitting[-1]
            suited = [a for a in firms if _suits(a, reference.role)]
            if suited:
                return self.focus if self.focus in suited else suited[-1]
            open_ones = (
                []
                if self.unsure
                else [
                    a
                    for a in (self.focus if self.fresh else self.leader, self.leader, *reversed(firms))
                    if a is not None and not a.roles
                ]
            )
            if open_ones:
                return open_ones[0]
        inside = [r.actor for r in earlier if r.actor and r.actor.kind == "Firm" and not r.barred]
        here = [
            r.actor for r in earlier if r.actor in inside and scene.clause[r.first] == scene.clause[reference.first]
        ]
        if reference.barred and here:
            return self._besides([a for a in here if a is not None])
        if reference.barred and inside:
            return inside[-1]
        if reference.possessive and inside:
            return inside[-1]
        if self.focus is not None:
            return self._dominant(self.focus)
        return self._implicit() or (firms[-1] if firms and not self.unsure else None)

    def _besides(self, inside: Sequence[Actor]) -> Actor | None:
        """ "Aa lent the firm 2 million": the one spoken of that does not act in the sentence itself."""
        open_ones = [a for a in (self.focus, self.leader) if a is not None and a not in inside]
        return self._dominant(open_ones[0]) if open_ones else inside[0] if len(set(map(id, inside))) > 1 else None


def _site_owner(scene: Scene) -> Actor | None:
    """Whose campus, plant or hall a sentence speaks of: "at its Kulai campus", "Aa's second hall"."""
    for reference in reversed(scene.references):
        if not reference.possessive or reference.actor is None or reference.actor.kind != "Firm":
            continue
        if any(0 < tag.first - reference.last < 5 for tag in scene.by_group.get("siteTail", ())):
            return reference.actor
    return None


def _main(scene: Scene, reference: Reference) -> bool:
    """Whether a reference may be the subject of its sentence's own clause: no verb and no "that" stand before it."""
    last_comma = max((i for i in range(reference.first) if scene.tokens[i].text in ",:;"), default=-1)
    before = scene.tokens[last_comma + 1 : reference.first]
    return not any(t.verb or t.lower in ("that", "which", "who", "whose", "whether") for t in before)


def _presented(scene: Scene) -> Actor | None:
    """The one firm that a sentence is about, its subject being none: "The star was Aa", "we had Aa raising"."""
    firms = [r for r in scene.references if r.how == "name" and r.actor is not None and r.actor.kind == "Firm"]
    shown = [r.actor for r in firms if r.object]
    acting = any(r.how in ("pronoun", "nominal") and not r.barred and r.actor for r in scene.references)
    return shown[0] if len(shown) == 1 and len({id(r.actor) for r in firms}) == 1 and not acting else None


#: What a noun for a side of a contract means among the roles of the deal last told.
_SIDES = {
    "tenant": "customer", "customer": "customer", "client": "customer", "lessee": "customer",
    "landlord": "provider", "supplier": "provider", "lessor": "provider",
    "acquirer": "buyer", "buyer": "buyer", "seller": "seller", "target": "target", "lender": "lender",
}  # fmt: skip


#: Words in a firm's own name that fit a noun put to it later: "the utility" after "Aa Hydro".
_NAMED_AFTER = {
    "utility": frozenset(
        "hydro power light electric electricity energy edison utilities kraft energi public".split()
    ),
    "powerProducer": frozenset("power energy renewables wind solar nuclear geothermal generation".split()),
    "bank": frozenset("bank banque banca banco sparebank".split()),
    "bitcoinMiner": frozenset("mining miner hash bitcoin".split()),
    "exchange": frozenset(["exchange"]),
    "assetManager": frozenset("capital partners asset management fund funds investment investments".split()),
    "aiLab": frozenset("ai labs lab intelligence".split()),
    "cloudProvider": frozenset("cloud compute".split()),
    "chipMaker": frozenset("semiconductor semiconductors semi chips silicon micro devices".split()),
    "dataCenterDeveloper": frozenset("data datacenters datacentres centers centres halls hosting".split()),
}


def _suits(actor: Actor, role: str) -> bool:
    return not actor.roles and not _NAMED_AFTER.get(role, frozenset()).isdisjoint(actor.name.lower().split())


_OWN_VOICE = frozenset(["we", "us", "our", "ours"])


def _list_before(scene: Scene, earlier: Sequence[Reference]) -> tuple[Actor, ...]:
    """The firms that act together earlier in a sentence: "Aa and Bb have killed off their venture"."""
    free = [r for r in earlier if r.how == "name" and not r.barred and r.actor is not None]
    group = scene.listed(free[-1]) if free else []
    return tuple(r.actor for r in group if r.actor is not None) if len(group) > 1 else ()


def _employer(scene: Scene) -> Actor | None:
    """Whose person speaks: "president of Aa", "Aa's chairman", "Aa chief executive"."""
    for tag in scene.by_group.get("person", ()):
        for first, last, actor in scene.named:
            if actor.kind != "Firm" or scene.tokens[tag.first].lower in (
                "by",
                "partner",
                "manager",
                "head",
                "analyst",
            ):
                continue
            behind = 0 < first - tag.last < 4 and scene.tokens[tag.last + 1].lower in ("of", "at", "for")
            possessive = last + 1 < tag.first and scene.tokens[last + 1].kind == "possessive"
            if behind or last + 1 == tag.first or (possessive and tag.first - last < 4):
                return actor
    return None


def _spoken(scene: Scene, reference: Reference) -> bool:
    """Whether a word stands in somebody's own speech: between quotation marks, or in an answer of an interview."""
    text = scene.sentence.text
    start = text.rfind("\n", 0, reference.start) + 1
    before = text[start : reference.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1 or before.lstrip().startswith("A:")


def leading(actors: Sequence[Actor], page: Sequence[Sentence] = ()) -> Actor | None:
    """The firm that a text is about: named most often, where it stands early counting more.

    A digest is about nobody, unless its heading names one: items in a list, or paragraphs with datelines.
    """
    firms = [a for a in actors if a.kind == "Firm"]
    first = max(firms, key=_weight, default=None)
    items = {s.paragraph for s in page if s.genre == "bullet" or dateline(s)}
    if first is None or len(items) < _ITEMS:
        return first
    return first if any(s.sentence.genre == "heading" for s in first.spots) else None


def _weight(actor: Actor) -> tuple[int, int]:
    spots = len(actor.spots)
    early = actor.spots[0].start if actor.spots else 0  # they stand in the order of the text
    heading = any(s.sentence.genre == "heading" for s in actor.spots)
    return spots + 2 * heading + (early < _EARLY), -early


_EARLY = 300
#: Actors that are remembered.
_MEMORY = 60
#: Items from which on a text is a digest.
_ITEMS = 3
#: Mentions from which on a text has a firm of its own.
_MAIN = 3
#: How many times more often a text's own firm is named than one that a paragraph was about in passing.
_MUCH = 3
#: The same where the paragraph before names both.
_MORE = 2


def _antecedent(scene: Scene, earlier: Sequence[Reference], reference: Reference) -> Actor | None:
    """ "... belongs to Aa, a developer that says it will spend": whom the relative clause is about."""
    words = [i for i in range(reference.first) if scene.tokens[i].lower in ("that", "which", "who")]
    before = [r for r in earlier if words and r.last < words[-1] and r.how == "name" and r.actor is not None]
    after = any(words and words[-1] < r.first and r.how == "name" for r in earlier)
    said = words and any(t.verb for t in scene.tokens[words[-1] + 1 : reference.first])
    firms = [r.actor for r in before if r.actor is not None and r.actor.kind == "Firm"]
    relative = words and (scene.tokens[words[-1]].lower != "that" or not scene.tokens[words[-1] - 1].verb)
    return firms[-1] if firms and said and relative and not after else None


def _impersonal(scene: Scene, reference: Reference) -> bool:
    """ "It is the second contract", "it's about": no actor."""
    following = [t.lower for t in scene.tokens[reference.last + 1 : reference.last + 4]]
    return following[:1] in (["'s"], ["’s"]) or following[:2] in (
        ["is", "the"],
        ["is", "a"],
        ["was", "the"],
    )
