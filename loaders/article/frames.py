"""What an amount of money is: each frame scores by the words in the slots around the amount, the best one wins.

The slots are the noun that the amount modifies ("$5 billion agreement"), its complement ("$3m of new stock"),
the words right before it ("a deal worth $5m"), phrases after it ("through bond offerings"), the noun earlier
in its clause, and the verb that governs it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from .lexicon import Tag, lexicon, tables
from .scene import Scene

#: How much a frame's noun counts in each slot.
WEIGHTS = {"head": 6, "of": 6, "before": 5, "via": 3, "earlier": 2}
_ACT, _VERB = 5, 2
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
        )
        for f in tables()["frames"]["frame"]
    )  # fmt: skip


def judge(scene: Scene, first: int, last: int) -> Verdict | None:
    """The frame of the amount at tokens first..last; None where none is strong enough."""
    if unit_price(scene, last):
        return None
    slots = list(_slots(scene, first, last))
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
    best, _, frame, cue = ranked[0]
    lead = best - (ranked[1][0] if len(ranked) > 1 else 0)
    return Verdict(frame, best, lead, cue, verb)


def unit_price(scene: Scene, last: int) -> bool:
    """Whether the words right after an amount make it a price of one piece, or a count of things."""
    following = {t.group for t in _outermost(scene.tags) if t.first == last + 1}
    return "price" in following or "countNoun" in following


def bought(scene: Scene, first: int) -> Verdict | None:
    """The verdict for a price: a verb of buying or selling governs a named firm or site, "for" leads the amount."""
    before = scene.tokens[first - 1].lower if first else ""
    for tag in scene.tagged(("acquire", "sell", "licence", "lease"), *scene.bounds(first)):
        if not tag.verbal or tag.last >= first or before not in ("for", "at"):
            continue
        named = any(tag.last < a < first and x.kind in ("Firm", "Site") for a, _, x in scene.named)
        if named:
            frame = next(f for f in frames() if f.type == "Deal")
            return Verdict(frame, _ACT + WEIGHTS["before"], WEIGHTS["before"], tag, tag.first)
    return None


def _score(frame: Frame, slots: list[tuple[str, Tag]], verbs: list[Tag]) -> tuple[int, Tag | None]:
    best, cue = 0, None
    for slot, tag in slots:
        if tag.group in frame.noun and WEIGHTS[slot] > best:
            best, cue = WEIGHTS[slot], tag
    acting = next((t for t in verbs if t.group in frame.act), None)
    if acting is not None:
        return best + _ACT, cue or acting
    return best + (_VERB if best and any(t.group in frame.verb for t in verbs) else 0), cue


def _slots(scene: Scene, first: int, last: int) -> Iterator[tuple[str, Tag]]:
    """Every tag around the amount with its slot; a tag inside a longer one of a noun does not count."""
    head_end, of_end, via_end = _phrases(scene, last)
    start, _ = scene.bounds(first)
    for tag in _outermost(scene.tags):
        if tag.verbal and tag.form != "ing":
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
            yield ("via" if _fronted(scene, tag, start) else "earlier"), tag


def _fronted(scene: Scene, tag: Tag, start: int) -> bool:
    """ "Through bond offerings, Aa raised": the means stands before the subject, closed by a comma."""
    while start < tag.first and scene.tokens[start].lower in ("and", "but", ",", "meanwhile", "so", "yet", "then"):
        start += 1
    closed = tag.last + 1 < len(scene.tokens) and scene.tokens[tag.last + 1].text == ","
    return (
        closed and scene.tokens[start].lower in ("through", "via", "by", "with", "under", "in") and tag.first > start
    )


def _outermost(tags: list[Tag]) -> Iterator[Tag]:
    spans = {(t.first, t.last) for t in tags if not t.verbal and t.last > t.first}
    for tag in tags:
        if not any(a <= tag.first and tag.last <= b and (a, b) != (tag.first, tag.last) for a, b in spans):
            yield tag


def _adjacent(scene: Scene, tag: Tag, first: int) -> bool:
    """Whether only links such as "of", "worth", "totalling" stand between a noun and the amount."""
    between = [scene.tokens[i].lower for i in range(tag.last + 1, first)]
    return all(w in _LINKS for w in between)


_LINKS = frozenset(
    "of worth for at a an the valued about approximately around some nearly over up to more than as much just an"
    " estimated totalling totaling is was to roughly almost us in total value".split()
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
