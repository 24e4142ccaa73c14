"""Who a text speaks of: names joined to one actor by their fullest form, and the class each belongs to."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ....schema.names import name_key
from ..language.lexicon import lexicon
from ..language.segments import Sentence
from . import definitions
from .chunks import Chunk
from .classes import class_of
from .listing import sequences
from .names import Names
from .register import Actor, Register


def find_actors(page: Sequence[Sentence], names: Names, numbers: Sequence[tuple[int, int]] = ()) -> list[Actor]:
    """The actors of a text in order of appearance; headings only add spots to names that the body has.

    `numbers`: where quantities stand; their words ("SEK", "BTC") are no names.
    """
    body = [c for s in page if s.genre in ("body", "bullet") for c in sequences(s, names) if not _coded(c)]
    body = list(_outside(body, numbers))
    heading = [c for s in page if s.genre == "heading" for c in sequences(s, names)]
    body += [c for c in heading if _firm_heading(c)]
    body.sort(key=lambda c: c.start)
    seen = {c.words for c in body if not c.initial}
    small = frozenset(t.text for s in page for t in s.tokens if t.text.islower())
    register = Register(names)
    seen |= {c.words for c in body if _named(c, seen, names, small)}
    for chunk in body:
        if (chunk.words in seen or register.knows(chunk)) and not _stray(chunk):
            register.join(chunk)
    _define(page, register)
    actors = [actor for actor in register.actors if actor.spots]
    for actor in actors:
        forms = [s.words for s in actor.spots]
        full = (form for form in forms if form.title() not in actor.terms and form not in actor.terms)
        actor.name = max(full, key=_fullness, default=max(forms, key=_fullness))
        actor.kind = class_of(actor, names)
        known = names.find(actor.name)
        actor.roles |= set(known.roles if known else ())
    _join_persons(actors)
    _add_headings(actors, heading)
    return actors


def _firm_heading(chunk: Chunk) -> bool:
    """Whether a heading's name is a firm's by its legal form or by a ticker in brackets."""
    if lexicon().has(chunk.tokens[-1].lower, "legal") and len(chunk.tokens) > 1:
        return True
    tokens, at = chunk.sentence.tokens, chunk.last + 2
    coded = at + 1 < len(tokens) and tokens[at].text.isupper() and tokens[at + 1].text in (")", ":")
    return chunk.after() == "(" and coded


def _define(page: Sequence[Sentence], register: Register) -> None:
    """Gives the terms that the text defines to their firms; "the Company" without a definition is the first firm."""
    text = page[0].text if page else ""
    spots = sorted(((s.end, a) for a in register.actors for s in a.spots), key=lambda row: row[0])
    ends, given = [end for end, _ in spots], set()
    for term in definitions.terms(text):
        at = definitions.nearest(term.start, ends)
        if at is not None:
            given.add(term.words)
            register.define(spots[at][1], term, page)
    for words in definitions.filers(page):
        legal = [a for a in register.actors if any(lexicon().has(s.tokens[-1].lower, "legal") for s in a.spots)]
        if words not in given and legal:
            register.define(legal[0], definitions.Term(words, 0, True), page)


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


def _named(chunk: Chunk, seen: set[str], names: Names, small: frozenset[str]) -> bool:
    """Whether a sequence is a name: always in mid-sentence, by evidence at a sentence's start."""
    if not chunk.initial or len(chunk.tokens) > 1 or chunk.words in seen or names.find(chunk.words):
        return True
    words, after = lexicon(), chunk.after()
    if chunk.sentence.genre == "bullet" and after == "." and chunk.after(2) == "":
        return True  # the heading of an item: "3. Ravel."
    if _common(chunk, small):
        return False
    if after in ("'s", "’s", "(", "&") or words.has(after, "auxiliary") or chunk.acts:
        return True
    return after in _AFTER_NAMES or after.endswith("ed")


#: Ends of common nouns that open a sentence with a capital: "Drilling and plant are ...".
_COMMON_ENDS = ("ing", "ment", "tion", "sion", "ity", "ness", "ship", "ance", "ence", "ists", "ers", "ors", "ians")


def _common(chunk: Chunk, small: frozenset[str]) -> bool:
    """Whether a lone word at a sentence's start is a common noun: by its end, or since the text writes it small."""
    word, words = chunk.words, lexicon()
    if any(words.has(word.lower(), group) for group in ("token", "index", "place")):
        return False
    if words.has(word.lower(), "lone"):
        return True
    if len(word) > 6 and word.endswith(_COMMON_ENDS) and word.isalpha():
        return True
    return word.lower() in small


_AFTER_NAMES = frozenset(", and : shares stock also itself now still already recently then".split())


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
