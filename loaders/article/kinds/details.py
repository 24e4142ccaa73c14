"""The slots beside a fact's core: how it is said, when, where, for how long, and the words to quote for it."""

from collections.abc import Callable, Iterable, Iterator

from ....schema.dates import PartialDate
from ....schema.datewords import FoundDate, date_contradiction
from ....schema.words import one_line
from ...facts import Party, Slot, Words
from ..actors.references import Reference
from ..actors.register import Actor
from ..actors.scene import Scene
from ..language.lexicon import Tag, lexicon
from .predicates import predicate

_LOCATIVE = frozenset("in at near outside across throughout".split())
#: Shades of saying, the strongest first: the first that stands in the clause gives the modality.
_SHADES = ("reported", "possible", "planned", "expected")


def denied(scene: Scene, at: int) -> bool:
    """Whether the clause around a token, or what leads it, denies or asks."""
    if scene.sentence.question or scene.tokens[0].text in ("Had", "Nobody"):  # "Had Aa signed": it did not
        return True
    if any(True for _ in scene.tagged(("correction", "unreal"), 0, len(scene.tokens) - 1)):
        return True
    if _wished(scene, at) or _taken_back(scene, at):
        return True
    first, _ = scene.bounds(at)
    own = any(t.verbal and t.first == at for t in scene.tags)
    verb = None if own else scene.governing(at)
    for tag in scene.tagged(("denial",), 0, at):
        strong = scene.tokens[tag.first].lower in _STRONG
        near = tag.first >= first and (
            at - tag.last <= (4 if own else 6)
            or (verb is not None and 0 <= verb - tag.last <= 4)
            or _no_talks(scene, tag)
        )
        if not near and not (strong and (tag.first >= first or _reaches(scene, tag.last, first))):
            continue
        following = scene.tokens[tag.last + 1].lower if tag.last + 1 < len(scene.tokens) else ""
        if scene.tokens[tag.first].lower in ("no", "not") and following in ("more", "less", "only", "fewer", "later"):
            continue
        if scene.tokens[tag.first].lower == "not" and _names_another(scene, tag.last + 1):
            continue
        return True
    return _denied_behind(scene, at)


def _no_talks(scene: Scene, denial: Tag) -> bool:
    """ "Is not in talks", "held no talks": then nothing behind it is talked of either."""
    return any(0 < t.first - denial.last < 3 for t in scene.by_group.get("rumour", ()))


def _names_another(scene: Scene, at: int) -> bool:
    """ "Aa, not Bb, lent it": the denial is of a name alone."""
    starts = {first for first, _, _ in scene.named}
    step = at + 1 if at < len(scene.tokens) and lexicon().has(scene.tokens[at].lower, "preposition") else at
    return step in starts


def _denied_behind(scene: Scene, at: int) -> bool:
    """ "The 1 million deal has not been signed": a figure in the subject is denied by its own verb."""
    first, last = predicate(scene, at)
    if _verb_before(scene, first, at):
        return False
    end = _verb_end(scene, at, last)
    return any(t.last < end and scene.tokens[t.first].lower in _OF_VERBS for t in scene.tagged(("denial",), at, last))


#: Denials within a group of verbs.
_OF_VERBS = frozenset(["not", "never", "n't"])


def _wished(scene: Scene, at: int) -> bool:
    """ "They wanted Aa to put 20 million into ...": what one asks of another is not done."""
    for tag in scene.by_group.get("wish", ()):
        asked = next(
            (r for r in scene.references if 0 < r.first - tag.last < 5 and r.how in ("name", "nominal")), None
        )
        if asked is not None and asked.last + 1 < at and scene.tokens[asked.last + 1].lower == "to":
            return True
    return False


def _taken_back(scene: Scene, at: int) -> bool:
    """What a correction says that the paper itself had printed: "Correction. On Monday we had Aa raising 700m"."""
    text, start = scene.sentence.text, scene.sentence.start
    said = any(True for _ in scene.tagged(("paper",), 0, at))
    if not said and not any(t.lower in ("we", "i") for t in scene.tokens[:at]):
        return False
    first = text.rfind("\n", 0, start) + 1
    head = text[first : min(first + 24, start + 24)].lower()
    return any(word in head for word in _NOTICES)


#: How the notice of a correction opens.
_NOTICES = ("correct", "clarif", "editor", "erratum", "amend")


#: Denials that reach over a whole report ("denied a report that it will ...").
_STRONG = frozenset(
    "denied denies deny denying rejected rejects rejecting refused refusing dismissed dismisses dismissing declined"
    " declining neither refuted refuting downplayed".split()
)


def _reaches(scene: Scene, at: int, first: int) -> bool:
    """Whether a denial left of a clause governs it: "denied a report that ..."."""
    return at < first and any(scene.tokens[i].lower == "that" for i in range(at, first + 1))


def modality(scene: Scene, at: int) -> str:
    """The modality of the clause around a token, by the words up to it, or up to the verb where that comes later."""
    first, last = predicate(scene, at)
    until = at + 1 if _verb_before(scene, first, at) else _verb_end(scene, at, last)
    for shade in _SHADES:
        for tag in scene.tagged((shade,), first, until):
            if scene.tokens[tag.first].text == "May":
                continue
            if shade != "possible" or tag.last <= until - 1:
                return shade
    told = scene.tagged(("reported",), 0, len(scene.tokens) - 1)
    # "is said to" and "is in talks" are of their own verb; "three people familiar said" is of the whole sentence
    whole = (t for t in told if scene.tokens[t.last].lower != "to" and scene.tokens[t.first].lower != "in")
    return "reported" if any(True for _ in whole) else "asserted"


def _verb_before(scene: Scene, first: int, at: int) -> bool:
    tokens = (t for t in scene.tokens[first : at + 1] if t.kind != "possessive")
    return any(t.verb or lexicon().has(t.lower, "auxiliary") for t in tokens)


def _verb_end(scene: Scene, at: int, last: int) -> int:
    """Where the verb group behind a figure that is its subject ends: "60 MW should be running", "(50 MW) is due"."""
    if last - at < _BRACKETS and last + 1 < len(scene.tokens):
        last = scene.bounds(last + 1)[1]
    words, tokens = lexicon(), scene.tokens
    acting = (i for i in range(at + 1, last + 1) if tokens[i].verb or words.has(tokens[i].lower, "auxiliary"))
    verb = next(acting, None)
    if verb is None:
        return at + 1
    while verb < last and not tokens[verb].verb and tokens[verb].kind == "word":
        verb += 1
    return verb + 1


#: A clause that ends this near a figure is only its brackets.
_BRACKETS = 3


def party(reference: Reference, role: str) -> Party | None:
    """A reference as a party; None where nobody is known behind it."""
    if reference.how == "group":
        return None
    actor = reference.actor
    if actor is None or not actor.acting:
        return None
    spot = actor.full if reference.how == "focus" else (reference.start, reference.end)
    return Party(actor.name, role, actor.kind, actor.full, spot)


def group(scene: Scene, reference: Reference, role: str) -> Party:
    """An unnamed group as a party under its own words."""
    return unnamed(scene, (reference.start, reference.end), role)


def called_off(scene: Scene, at: int) -> bool:
    """Whether the clause around a token, or the relative one right behind it, says that something is no more."""
    first, last = scene.bounds(at)
    if last + 1 < len(scene.tokens) and scene.tokens[last + 1].lower in ("which", "that"):
        last = scene.bounds(last + 1)[1]
    told = scene.tagged(("cancelled",), first, last)
    return any(_ASIDE.isdisjoint(t.lower for t in scene.tokens[at : tag.first]) for tag in told)


#: Words that lead what else happened: "raised 40 million after a separate merger was scrapped".
_ASIDE = frozenset("after before since because while when as despite though although".split())


def unnamed(scene: Scene, words: Words, role: str) -> Party:
    """Some words as a party, for a group that has no other name."""
    return Party(scene.sentence.text[slice(*words)], role, "Group", words, words)


def quote(scene: Scene, spans: Iterable[Words]) -> Words:
    """The clauses from the first to the last of these words, without the conjunction that leads them."""
    inside = [(a, b) for a, b in spans if scene.sentence.start <= a and b <= scene.sentence.end]
    first = min(scene.bounds(scene.token_at(a))[0] for a, _ in inside)
    last = max(scene.bounds(scene.within(a, b)[1])[1] for a, b in inside)
    tokens = scene.tokens
    while tokens[first].lower in (",", "and", "but", ";", ":", "•", "-", "–") and first < last:
        first += 1
    while tokens[last].text in ",;:—–." and last > first and tokens[last].kind == "mark":
        last -= 1
    start, end = scene.words(first, last)
    return min([start, *(a for a, _ in inside)]), max([end, *(b for _, b in inside)])


def dates(scene: Scene, at: int, fitting: Callable[[FoundDate], bool] = lambda _: True) -> Iterator[tuple[str, Slot]]:
    """The dates of the clause around a token: `end` after "by" or "due", `start` after "begin", else `date`.

    `fitting`: which of them may be meant.
    """
    first, last = scene.bounds(at)
    seen: set[str] = set()
    for found in scene.dates:
        token = scene.token_at(found.start)
        if (not first <= token <= last and not _trailing(scene, last, token)) or not fitting(found):
            continue
        name = _date_slot(scene, token)
        if name not in seen:
            seen.add(name)
            yield name, Slot(_settled(scene, at, found), (found.start, found.end))


def _settled(scene: Scene, at: int, found: FoundDate) -> str:
    """A recurring date behind a verb in the past is the one that was: "reached 9 GW at the end of June"."""
    verb, now = scene.governing(at), scene.published
    if not found.relative or now is None or verb is None or len(found.edtf) < 6 or found.edtf[4] != "-":
        return found.edtf
    past = any(t.first == verb and t.form == "past" for t in scene.tags) and not scene.passive(verb)
    if not past or modality(scene, at) != "asserted" or not now.before(PartialDate.parse(found.edtf)):
        return found.edtf
    earlier = f"{int(found.edtf[:4]) - 1}{found.edtf[4:]}"
    words = scene.sentence.text[found.start : found.end]
    return found.edtf if date_contradiction(earlier, words, str(now)) else earlier


def _trailing(scene: Scene, last: int, token: int) -> bool:
    """Whether a date stands in the clause right after, which adds a circumstance ("with construction ...")."""
    if not last < token:
        return False
    between = scene.tokens[last:token]
    return scene.clause[token] == scene.clause[last] + 1 and not any(
        q for q in scene.quantities if between[0].start < q.start < scene.tokens[token].start
    )


def _date_slot(scene: Scene, token: int) -> str:
    words = lexicon()
    before = [scene.tokens[i].lower for i in range(max(0, token - 4), token)]
    if any(words.has(w, "futureTail") for w in before[:-1]) or before[-1:] == ["from"]:
        return "start"
    return "end" if any(words.has(w, "endTail") for w in before) else "date"


def term(scene: Scene, at: int) -> Slot | None:
    """How long a contract runs: a duration in its clause."""
    first, last = scene.bounds(at)
    for found in scene.durations:
        if first <= scene.token_at(found.start) <= last:
            return Slot(found.iso, (found.start, found.end))
    return None


def place(scene: Scene, named: Iterable[tuple[int, int, Actor]], at: int) -> Slot | None:
    """Where: the first place or site after a token, behind a word such as "in", else before it, in its clause."""
    first, last = scene.bounds(at)
    spots = [(a, b) for a, b, actor in named if actor.kind in ("Place", "Site") and first <= a <= last]
    spots.sort(key=lambda s: (s[0] < at, abs(s[0] - at)))
    for a, b in spots:
        a, b = whole_place(scene, a, b)
        before = [scene.tokens[i].lower for i in range(max(0, a - 2), a)]
        if before and (before[-1] in _LOCATIVE or (before[-1] in ("the", "its") and before[0] in _LOCATIVE)):
            words = scene.words(a, b)
            return Slot(one_line(scene.sentence.text[slice(*words)]), words)
    return None


def whole_place(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """With the direction before it and the noun or state after it: "northern Indiana", "Pecos County, Texas"."""
    tokens, words = scene.tokens, lexicon()
    pair = " ".join(t.lower for t in tokens[last + 1 : last + 3])
    if words.has(pair, "siteTail"):
        return first, last + 2
    if first and words.has(tokens[first - 1].lower, "region"):
        first -= 1
    if last + 1 < len(tokens) and words.has(tokens[last + 1].lower, "siteTail"):
        return first, last + 1
    if last + 2 < len(tokens) and tokens[last + 1].text == "," and words.has(tokens[last + 2].lower, "place"):
        last += 2
    return first, last
