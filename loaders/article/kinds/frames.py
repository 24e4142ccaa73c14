"""What an amount of money is: each frame scores by the words in the slots around the amount, the best one wins.

The slots are the noun that the amount modifies ("$5 billion agreement"), its complement ("$3m of new stock"),
the words right before it ("a deal worth $5m"), phrases after it ("through bond offerings"), the noun earlier
in its clause, and the verb that governs it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ..actors.scene import Scene
from ..language.lexicon import Tag, lexicon, tables

#: How much a frame's noun counts in each slot.
WEIGHTS = {"head": 6, "of": 6, "before": 5, "subject": 5, "via": 3, "earlier": 2}
_ACT, _VERB = 5, 2
#: Verbs that leave no doubt, whatever nouns stand around: "buy back 40 million of its own stock".
_OWN_ACTS, _OWN_ACT = frozenset(["buyback", "backstop", "prepayment"]), 9
_OF = frozenset("of in worth into on".split())
_VIA = frozenset("through via by from with under for against at to on in into as".split())


@dataclass(frozen=True)
class Frame:
    """A kind of fact and the words that speak for it; `roles` by preposition."""

    type: str
    kind: str
    noun: frozenset[str]
    act: frozenset[str]
    verb: frozenset[str]
    subject: str
    roles: Mapping[str, str]
    weak: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """A frame with its score, its lead over the next, and the words that spoke for it most."""

    frame: Frame
    score: int
    lead: int
    cue: Tag
    verb: int | None


@cache
def frames() -> tuple[Frame, ...]:
    """The frames of the data file, special ones first."""
    return tuple(
        Frame(
            f["type"], f["kind"], frozenset(f.get("noun", ())), frozenset(f.get("act", ())),
            frozenset(f.get("verb", ())), f.get("subject", "party"), f.get("with", {}),
            frozenset(f.get("weak", ())),
        )
        for f in tables()["frames"]["frame"]
    )  # fmt: skip


def judge(scene: Scene, first: int, last: int, moved: Tag | None = None) -> Verdict | None:
    """The frame of the amount at tokens first..last; None where none is strong enough.

    `moved`: the noun that a verb of change moves to the amount, which then stands for its head.
    """
    if unit_price(scene, last):
        return None
    slots = [("head", moved)] if moved is not None else list(_slots(scene, first, last))
    verb = scene.governing(first)
    verbs = [t for t in scene.tags if verb is not None and t.first == verb and t.verbal]
    ranked = []
    for order, frame in enumerate(frames()):
        score, cue = _score(frame, slots, verbs)
        if cue is not None:
            ranked.append((score, -order, frame, cue))
    ranked.sort(key=lambda r: r[:2], reverse=True)
    if not ranked or ranked[0][0] < tables()["frames"]["threshold"]:
        return None
    ranked = _without_weak(ranked)
    best, _, frame, cue = ranked[0]
    rivals = [row for row in ranked[1:] if (row[2].type, row[2].subject) != (frame.type, frame.subject)]
    lead = best - (rivals[0][0] if rivals else 0)
    return Verdict(frame, best, lead, cue, verb)


def _without_weak(ranked: list[tuple[int, int, Frame, Tag]]) -> list[tuple[int, int, Frame, Tag]]:
    """A frame that only the verb speaks for ("raised $70m") yields to any that a noun speaks for."""
    firm = [row for row in ranked if not (row[0] == _ACT and row[3].group in row[2].weak)]
    return firm if firm and firm[0][0] >= tables()["frames"]["threshold"] else ranked


def unit_price(scene: Scene, last: int) -> bool:
    """Whether the words right after an amount make it a price of one piece, or a count of things."""
    following = {t.group for t in scene.outer if t.first == last + 1}
    return "price" in following or "countNoun" in following


def bought(scene: Scene, first: int) -> Verdict | None:
    """The verdict for a price: a verb of buying or selling governs a named firm or site, "for" leads the amount."""
    before = scene.tokens[first - 1].lower if first else ""
    for tag in scene.tagged(("acquire", "sell", "licence", "lease"), 0, first):
        if scene.clause[tag.first] != scene.clause[first] or before not in ("for", "at"):
            continue
        following = scene.tokens[tag.last + 1].lower if tag.last + 1 < len(scene.tokens) else ""
        if not tag.verbal and (
            tag.group not in ("acquire", "sell") or "of" not in (following, scene.tokens[tag.last].lower)
        ):
            continue
        named = any(tag.last < a < first and x.kind in ("Firm", "Site") for a, _, x in scene.named)
        if named:
            frame = next(f for f in frames() if f.type == "Deal")
            return Verdict(frame, _ACT + WEIGHTS["before"], WEIGHTS["before"], tag, tag.first if tag.verbal else None)
    return None


def _score(frame: Frame, slots: list[tuple[str, Tag]], verbs: list[Tag]) -> tuple[int, Tag | None]:
    best, cue = 0, None
    for slot, tag in slots:
        if tag.group in frame.noun and WEIGHTS[slot] > best:
            best, cue = WEIGHTS[slot], tag
    acting = next((t for t in verbs if t.group in frame.act), None)
    if acting is not None:
        return best + (_OWN_ACT if frame.kind in _OWN_ACTS else _ACT), cue or acting
    return best + (_VERB if best and any(t.group in frame.verb for t in verbs) else 0), cue


def _slots(scene: Scene, first: int, last: int) -> Iterator[tuple[str, Tag]]:
    """Every tag around the amount with its slot; a tag inside a longer one of a noun does not count."""
    head_end, of_end, via_end = _phrases(scene, last)
    start, _ = scene.bounds(first)
    for tag in scene.outer:
        if tag.verbal and (tag.form != "ing" or scene.tokens[tag.first].verb):
            continue
        if last < tag.first <= tag.last <= head_end:
            yield "head", tag
        elif head_end < tag.first <= tag.last <= of_end:
            yield "of", tag
        elif of_end < tag.first <= tag.last <= via_end:
            yield "via", tag
        elif first - 4 <= tag.last < first and start <= tag.first and _adjacent(scene, tag, first):
            yield "before", tag
        elif start <= tag.first and tag.last < first:
            slot = "via" if _fronted(scene, tag, start) else "subject" if _equated(scene, tag, first) else "earlier"
            yield slot, tag


def _equated(scene: Scene, tag: Tag, first: int) -> bool:
    """ "The rent over the term is $3 billion", "the loan totals ...": the noun is said to be the amount."""
    between = scene.tokens[tag.last + 1 : first]
    verbs = [t.lower for t in between if t.verb or lexicon().has(t.lower, "being")]
    plain = all(w in _EQUALS or w in ("expected", "be", "estimated", "set", "valued") for w in verbs)
    return bool(verbs) and plain and not any(t.kind == "mark" and t.text in ",;:" for t in between) and not tag.verbal


_EQUALS = frozenset(
    "is are was were be total totals totalled totaled amounts amounted reaches reached comes came equals equalled"
    " exceeds exceeded stands stood runs ran carries carried goes went rises climbs come".split()
)


def _fronted(scene: Scene, tag: Tag, start: int) -> bool:
    """ "Through bond offerings, Aa raised": the means stands before the subject, closed by a comma."""
    while start < tag.first and scene.tokens[start].lower in ("and", "but", ",", "meanwhile", "so", "yet", "then"):
        start += 1
    closed = tag.last + 1 < len(scene.tokens) and scene.tokens[tag.last + 1].text == ","
    return (
        closed and scene.tokens[start].lower in ("through", "via", "by", "with", "under", "in") and tag.first > start
    )


def _adjacent(scene: Scene, tag: Tag, first: int) -> bool:
    """Whether only links such as "of", "worth", "totalling" stand between a noun and the amount."""
    between = [scene.tokens[i].lower for i in range(tag.last + 1, first)]
    if tag.group == "plant" and "valued" in between:
        return False  # "a lease at its campus, valued at $4 billion": the lease is
    return all(w in _LINKS for w in between)


_LINKS = frozenset(
    "of worth for at a an the valued about approximately around some nearly over up to more than as much just an"
    " estimated totalling totaling is was to roughly almost us in total value ,".split()
)


def _phrases(scene: Scene, last: int) -> tuple[int, int, int]:
    """Last tokens of the head noun phrase, of its complement, and of the phrases that follow, in the clause."""
    tokens, (_, end) = scene.tokens, scene.bounds(last)
    i = last + 1
    while i <= end and _nominal(scene, i):
        i += 1
    head = i - 1
    if i <= end and tokens[i].lower in _OF:
        i += 1
        while i <= end and (_nominal(scene, i) or tokens[i].lower in ("of", "and", "aggregate", ".")):
            i += 1
    of = i - 1
    stop = min(end, of + 12)
    for k in range(of + 1, stop + 1):
        if scene.tokens[k].lower in ("and", ";") or any(
            tokens[k].start < q.start < tokens[min(k + 1, stop)].end for q in scene.quantities
        ):
            stop = k - 1
            break
    via = stop if of + 1 <= end and tokens[min(of + 1, end)].lower in _VIA else of
    return head, of, max(via, of)


def _nominal(scene: Scene, i: int) -> bool:
    """Whether a token can belong to the amount's own noun phrase."""
    token, words = scene.tokens[i], lexicon()
    if token.kind == "mark":
        return token.text == "%"
    if words.has(token.lower, "preposition") and not token.joined and token.lower != "at":
        return False
    if token.lower == "at" and not (i + 1 < len(scene.tokens) and scene.tokens[i + 1].joined):
        return False
    if words.has(token.lower, "auxiliary") or words.has(token.lower, "relative") or token.lower in ("and", "or"):
        return False
    return not any(r.first <= i <= r.last and r.how in ("name", "pronoun") for r in scene.references)
