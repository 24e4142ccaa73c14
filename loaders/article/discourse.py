"""The thread of a text: whom "it", "the company" and "the miner" mean, sentence by sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .actors import ROLE_GROUPS, Actor
from .references import Reference
from .scene import Scene


@dataclass
class Thread:
    """Whom the text speaks of at a point of reading: the actor in focus and all met so far, latest last."""

    focus: Actor | None = None
    leader: Actor | None = None
    met: list[Actor] = field(default_factory=list)
    paragraph: int = -1
    pair: tuple[Actor, ...] = ()
    sides: dict[str, str] = field(default_factory=dict)

    def follow(self, scene: Scene) -> None:
        """Resolve a sentence's pronouns and descriptions, then move the focus on."""
        if scene.sentence.genre == "bullet" and scene.sentence.paragraph != self.paragraph:
            self.focus = None
        self.paragraph = scene.sentence.paragraph
        resolved: list[Reference] = []
        for reference in scene.references:
            done = self._resolved(reference, resolved, scene)
            resolved.append(done)
            if done.actor is not None and done.how == "name" and done.actor.acting:
                self._meet(done.actor)
        scene.references = [
            r for r in resolved if r.how in ("group", "other", "side") or (r.actor is not None and r.actor.acting)
        ]
        scene.focus = self._anchor(scene)
        self._move(scene)

    def _meet(self, actor: Actor) -> None:
        if actor in self.met:
            self.met.remove(actor)
        self.met.append(actor)

    def _anchor(self, scene: Scene) -> Reference | None:
        """The actor that a sentence without subject goes on about, as a reference without words of its own."""
        if self.focus is None:
            return None
        start = scene.tokens[0].start
        return Reference(-1, -1, start, start, self.focus, "focus")

    def _move(self, scene: Scene) -> None:
        for reference in scene.references:
            group = scene.listed(reference) if reference.how == "name" and not reference.barred else []
            if len(group) > 1:
                self.pair = tuple(r.actor for r in group if r.actor)
                break
        free = [r for r in scene.references if r.actor and not r.barred and r.how != "project"]
        subject = next((r for r in free if r.actor and r.actor.kind == "Firm"), None)
        if subject is not None:
            self.focus = subject.actor
            self.leader = self.leader or subject.actor
        elif scene.references and self.focus is None:
            firms = [r.actor for r in scene.references if r.actor and r.actor.kind == "Firm"]
            if len(set(map(id, firms))) == 1:
                self.focus = firms[0]

    def _resolved(self, reference: Reference, earlier: Sequence[Reference], scene: Scene) -> Reference:
        if reference.actor is not None or reference.how in ("group", "other"):
            return reference
        if reference.how == "pronoun":
            word = scene.tokens[reference.first].lower
            if word in ("they", "them", "both") and len(self.pair) > 1:
                return replace(reference, actor=self.pair[0], also=self.pair)
            return replace(reference, actor=self._pronoun(reference, earlier, scene))
        if reference.how == "side":
            name = self.sides.get(_SIDES.get(scene.tokens[reference.last].lower, ""))
            return replace(reference, actor=next((a for a in self.met if a.name == name), None))
        if reference.how == "project":
            return replace(reference, actor=self.focus)
        return replace(reference, actor=self._described(reference, earlier))

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
            return named[-1].actor if reference.possessive else named[0].actor
        return self.focus

    def _dominant(self, focus: Actor) -> Actor:
        """The text's main firm where it far outweighs the one just spoken of: "the company" means it."""
        if self.leader is None or self.leader is focus:
            return focus
        return self.leader if len(self.leader.spots) >= max(3, 2 * len(focus.spots)) else focus

    def _described(self, reference: Reference, earlier: Sequence[Reference]) -> Actor | None:
        firms = [a for a in self.met if a.kind == "Firm"]
        if reference.role in ROLE_GROUPS:
            fitting = [a for a in firms if reference.role in a.roles]
            if fitting:
                return self.focus if self.focus in fitting else fitting[-1]
        if reference.possessive or reference.barred:
            inside = [r.actor for r in earlier if r.actor and r.actor.kind == "Firm" and not r.barred]
            if inside:
                return inside[-1]
        if self.focus is not None:
            return self._dominant(self.focus)
        return firms[-1] if firms else None


#: What a noun for a side of a contract means among the roles of the deal last told.
_SIDES = {
    "tenant": "customer", "customer": "customer", "client": "customer", "lessee": "customer",
    "landlord": "provider", "supplier": "provider", "lessor": "provider",
    "acquirer": "buyer", "buyer": "buyer", "seller": "seller", "target": "target", "lender": "lender",
}  # fmt: skip


def _impersonal(scene: Scene, reference: Reference) -> bool:
    """ "It is the second contract", "it's about": no actor."""
    following = [t.lower for t in scene.tokens[reference.last + 1 : reference.last + 4]]
    return following[:1] in (["'s"], ["’s"]) or following[:2] in (
        ["is", "the"],
        ["is", "a"],
        ["was", "the"],
        ["is", "not"],
    )
