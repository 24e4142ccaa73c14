"""The names of a text joined to actors: by their forms, their opening words, their initials and defined terms."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ....schema.names import name_key
from ..language.segments import Sentence
from . import definitions
from .chunks import Chunk
from .names import Names

#: Classes that can take part in a fact; the other kinds of names are Person, Place, Site, Index, Token, Other.
ACTING = ("Firm", "PublicBody", "Group")


@dataclass(eq=False)
class Actor:
    """A name of the text with all places where it stands. `name` is its fullest form.

    `terms`: what else the text calls it by definition ("the Company").
    """

    name: str
    kind: str
    spots: list[Chunk] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)

    @property
    def full(self) -> tuple[int, int]:
        """Where its fullest form stands first."""
        spot = next((s for s in self.spots if s.words == self.name), self.spots[0])
        return spot.start, spot.end

    @property
    def acting(self) -> bool:
        """Whether it can be a party."""
        return self.kind in ACTING


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

    def define(self, actor: Actor, term: definitions.Term, page: Sequence[Sentence]) -> None:
        """Gives an actor a defined term: a common noun's uses are its spots; a name that stood alone becomes its."""
        actor.terms.add(term.words)
        key = name_key(term.words)
        other = self._by_form.get(key)
        if other is not None and other is not actor:
            self._hand_over(other, actor, term)
        elif term.common:
            actor.spots.extend(definitions.uses(page, term.words))
        actor.spots.sort(key=lambda s: s.start)
        self._by_form[key] = actor
        actor.forms.add(key)

    def _hand_over(self, other: Actor, actor: Actor, term: definitions.Term) -> None:
        """A name that stood alone becomes the actor's; of a term that another firm defined, the later uses do."""
        if other in self.actors and not other.terms:
            actor.spots.extend(other.spots)
            self.actors.remove(other)
        elif term.common:
            later = [s for s in other.spots if s.start > term.start and s.words == term.words]
            other.spots = [s for s in other.spots if s not in later]
            actor.spots.extend(later)

    def _longer(self, chunk: Chunk, key: str) -> Actor | None:
        """Who a short form stands for. A listed name is its own firm: "Amazon" is no "Amazon River Cruises"."""
        actor, listed = self._short.get(key), self.names.find(chunk.words)
        return None if actor and listed and self.names.find(actor.name) is not listed else actor


def _initials(form: str) -> str:
    words = form.split()
    return "".join(w[0] for w in words if w[0].isalnum()) if len(words) > 2 else ""
