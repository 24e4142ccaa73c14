"""What is known of a text while it is read: its facts, those in doubt, and what later sentences go back to."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..facts import Fact, Party
from .actors.register import Actor
from .actors.scene import Scene

#: Characters back to the stake that "the remaining 65 percent" goes on about.
NEAR = 160


@dataclass(frozen=True)
class Doubt:
    """A fact that the extractor would not print, and why."""

    fact: Fact
    reasons: str


@dataclass
class Extraction:
    """The facts of one text and those left in doubt. `about`: the actors that the sentence of `last_deal` names."""

    facts: list[Fact] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    last_deal: Fact | None = None
    about: frozenset[str] = frozenset()
    market: bool = False
    venture: Party | None = None

    def last_stake(self, scene: Scene) -> Party | None:
        """What the stake told last is in, if that was in this sentence or right before it."""
        for fact in reversed(self.facts[-6:]):
            if scene.sentence.start - fact.quote[1] < NEAR:
                if fact.type == "Ownership":
                    return fact.parties[-1]
                sold = [p for p in fact.parties if p.role in ("issuer", "target")]
                if fact.type == "CapitalFlow" and fact.kind in ("equity", "investment") and sold:
                    return sold[0]._replace(spot=sold[0].full)
        return None

    def tell(self, scene: Scene, deal: Fact) -> None:
        """Adds a deal, the one that later words go back to unless a relative clause tells it beside another."""
        self.facts.append(deal)
        first, _ = scene.bounds(scene.token_at(deal.head[0]))
        if self.last_deal is None or scene.tokens[first].lower not in ("which", "who", "whose"):
            self.last_deal = deal

    def turn(self, scene: Scene, before: Fact | None) -> None:
        """Notes whom the sentence of a deal names besides its sides: who announced it does not lead away from it."""
        if self.last_deal is not None and self.last_deal is not before:
            named = {r.actor.name for r in scene.references if r.actor is not None}
            self.about = frozenset(named | {p.name for p in self.last_deal.parties})

    def part(self, focus: Actor | None) -> None:
        """Lets go of the deal told last once another firm is spoken of: "the contract" need not be that any more."""
        if focus is not None and focus.kind == "Firm" and focus.name not in self.about:
            self.last_deal = None

    def doubt(self, fact: Fact, reasons: str) -> None:
        """Leaves a fact to people."""
        self.doubts.append(Doubt(fact, reasons))

    def keep(self, scene: Scene, fact: Fact, lead: int = 1) -> None:
        """Keeps a fact unless voters disagree: two readings of it alike, or another firm named than the one meant."""
        if lead < 1:
            self.doubt(fact, "two readings of the amount are equally likely")
        elif _borrowed(scene, fact):
            self.doubt(fact, "the sentence names another firm than the one spoken of before")
        else:
            self.facts.append(fact)

    def add(self, facts: Iterable[Fact | None]) -> None:
        """Keeps those that there are."""
        self.facts.extend(fact for fact in facts if fact is not None)


def _borrowed(scene: Scene, fact: Fact) -> bool:
    inside = [p for p in fact.parties if scene.sentence.start <= p.spot[0] < scene.sentence.end]
    if inside or not fact.parties or fact.number is None:
        return False
    own = {p.name for p in fact.parties}
    return any(
        r.how == "name" and r.actor and r.actor.kind == "Firm" and not r.barred and r.end < fact.number[0]
        and r.actor.name not in own for r in scene.references
    )  # fmt: skip
