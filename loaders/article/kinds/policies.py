"""Decisions of authorities, tariffs and the halvings of a protocol."""

from ....schema.words import one_line
from ...facts import Fact, Party, Slot, Words
from ..actors.references import Reference
from ..actors.scene import Scene
from ..language.lexicon import Tag, lexicon
from . import details
from .amounts import Amount

_BESIDE = 14
#: Verbs that are an authority's own: no noun needs to say what is decided.
_OWN = frozenset(
    "approve adopt enact repeal ratify rezone greenlight ban outlaw legalise legalize prohibit vote authorise"
    " authorize exempt rule mandate impose".split()
)


def decision(scene: Scene) -> Fact | None:
    """What an authority decided: it acts in a verb of deciding in the past, or stands behind a passive's "by"."""
    for tag in scene.by_group.get("decide", ()):
        if tag.form != "past" or details.denied(scene, tag.first) or _modal(scene, tag):
            continue
        authority = _authority(scene, tag)
        if authority is not None and _decides(scene, tag):
            return _event(scene, tag, authority)
    return None


def _modal(scene: Scene, tag: Tag) -> bool:
    return details.modality(scene, tag.first) in ("possible", "planned", "expected", "reported")


def _decides(scene: Scene, tag: Tag) -> bool:
    first, last = scene.bounds(tag.first)
    stem = scene.tokens[tag.first].lower
    if any(stem.startswith(own.rstrip("e")) for own in _OWN):
        return True
    return any(
        True for _ in scene.tagged(("decided",), max(first, tag.first - _BESIDE), min(last, tag.last + _BESIDE))
    )


def _authority(scene: Scene, tag: Tag) -> Party | None:
    """The body that decides: named, or by its noun ("State regulators", "the county commission")."""
    passive = scene.passive(tag.first)
    low, high = (tag.last, len(scene.tokens)) if passive else (scene.bounds(tag.first)[0] - 1, tag.first)
    for a, b, actor in scene.named:
        led = scene.tokens[a - 1].lower if a else ""
        led = scene.tokens[a - 2].lower if led == "the" and a > 1 else led
        if actor.kind == "PublicBody" and low < a < high and (led == "by") == passive:
            return Party(actor.name, "party", "PublicBody", actor.full, scene.words(a, b))
    for noun in scene.tagged(("authority",), max(0, low), high - 1):
        if _acts(scene, noun, tag, passive):
            return _body(scene, noun)
    return None


def _acts(scene: Scene, noun: Tag, tag: Tag, passive: bool) -> bool:
    """Whether the body is the verb's subject, or its agent, and not part of another phrase."""
    if scene.verb_between(noun.last, tag.first):
        return False
    first = _start(scene, noun)
    before = scene.tokens[first - 1].lower if first else ""
    dated = first > 0 and (scene.tokens[first - 1].kind == "number" or lexicon().has(before, "calendar"))
    return before == "by" if passive else dated or before in _OPENERS or first == scene.bounds(tag.first)[0]


_OPENERS = frozenset(["", "-", "—", "–", *", and but that ; after as • : when while month week year".split()])


def _start(scene: Scene, noun: Tag) -> int:
    first = noun.first
    while first and noun.first - first < 4 and scene.tokens[first - 1].kind in ("word", "acronym", "possessive"):
        word = scene.tokens[first - 1]
        if word.verb or word.lower in (
            "by",
            "in",
            "on",
            "of",
            "and",
            "after",
            "that",
            "from",
            "but",
            "as",
            "at",
            "when",
        ):
            break
        first -= 1
    return first


def _body(scene: Scene, noun: Tag) -> Party:
    first = _start(scene, noun)
    while first < noun.first and scene.tokens[first].lower in ("the", "a", "an", "its", "their"):
        first += 1
    words = scene.words(first, noun.last)
    name = one_line(scene.sentence.text[slice(*words)])
    return Party(name, "party", "PublicBody", words, words)


def _event(scene: Scene, tag: Tag, authority: Party) -> Fact:
    slots = dict(details.dates(scene, tag.first))
    affected = _affected(scene, tag, authority)
    words = scene.words(tag.first, tag.last)
    return Fact(
        "PolicyEvent", None, (authority, *affected),
        details.quote(scene, [words, authority.spot, *(p.spot for p in affected)]), words,
        date=slots.get("date"), start=slots.get("start"),
        end=slots.get("end"), confidence=0.6,
    )  # fmt: skip


def _affected(scene: Scene, tag: Tag, authority: Party) -> tuple[Party, ...]:
    """The firm that it is about: the first one named in the clause besides the authority."""
    first, last = scene.bounds(tag.first)
    found: list[Reference] = [
        r for r in scene.references
        if first <= r.first <= last and r.actor is not None and r.actor.kind == "Firm" and r.how == "name"
    ]  # fmt: skip
    made = [p for r in found if (p := details.party(r, "subject")) and p.name != authority.name]
    return tuple(made[:1])


def tariff(scene: Scene, amount: Amount) -> Fact | None:
    """A duty of so many percent; its authority where one is named."""
    first, last = scene.bounds(amount.first)
    nouns = list(scene.tagged(("tariffHike",), amount.last + 1, min(last, amount.last + 3)))
    of = amount.last + 1 < len(scene.tokens) and scene.tokens[amount.last + 1].lower == "of"
    led = not of and amount.first > 1 and scene.tokens[amount.first - 1].lower in ("of", "at")
    nouns += scene.tagged(("tariffHike",), max(first, amount.first - 4), amount.first - 1) if led else ()
    if not nouns or details.denied(scene, amount.first) or _modal(scene, nouns[0]):
        return None
    words = scene.words(nouns[0].first, nouns[0].last)
    slots = dict(details.dates(scene, amount.first))
    body = next((a for a in scene.named if a[2].kind == "PublicBody" and first <= a[0] < amount.first), None)
    parties = (Party(body[2].name, "party", "PublicBody", body[2].full, scene.words(*body[:2])),) if body else ()
    return Fact(
        "PolicyEvent", None, parties, _whole(scene), words, amount.quantity,
        amount.number, amount.value, date=slots.get("date"), confidence=0.6,
    )  # fmt: skip


def _whole(scene: Scene) -> Words:
    """The whole sentence: what an event did stands around it."""
    return scene.words(0, len(scene.tokens) - 1)


def halving(scene: Scene) -> Fact | None:
    """A protocol's halving with its year."""
    for tag in scene.by_group.get("halvingWord", ()):
        token = scene.tokens[tag.first]
        for found in scene.dates:
            at = scene.token_at(found.start)
            if abs(at - tag.first) <= 4 and not found.relative and not details.denied(scene, tag.first):
                slot = Slot(found.edtf, (found.start, found.end))
                head = (token.start, token.end)
                return Fact("PolicyEvent", None, (), _whole(scene), head, date=slot, confidence=0.8)
    return None
