"""Listed names where a text writes them as the list does: read whole, whatever common word they open with."""

from collections.abc import Iterable, Iterator

from ..language.segments import Sentence
from .chunks import Chunk, chunks
from .names import Names


def sequences(sentence: Sentence, names: Names) -> list[Chunk]:
    """The capitalised sequences of a sentence; one that cuts a listed name ("Digital" of "Applied Digital") gives
    way to the whole of it, one that is longer ("Amazon River Cruises") stays."""
    found = list(chunks(sentence))
    for listed in _listed(sentence, names):
        if any(c.first <= listed.first and listed.last <= c.last for c in found):
            continue
        found = [c for c in found if c.last < listed.first or listed.last < c.first]
        found.append(listed)
    return sorted(found, key=lambda c: c.first)


def _listed(sentence: Sentence, names: Names) -> Iterator[Chunk]:
    words = [t.text for t in sentence.tokens]
    at = 0
    while at < len(words):
        length = _longest(words, at, names.spellings.get(words[at], ()))
        if length:
            yield Chunk(sentence, at, at + length - 1)
        at += length or 1


def _longest(words: list[str], at: int, spellings: Iterable[tuple[str, ...]]) -> int:
    return next((len(s) for s in spellings if tuple(words[at : at + len(s)]) == s), 0)
