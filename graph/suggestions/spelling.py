"""How alike two names are, word by word: case, order, accents, alphabets, legal forms and abbreviations aside.

Legal forms come from cleanco, transliteration from anyascii, letters that look alike from confusable_homoglyphs,
distances from rapidfuzz; all are imported on the first use.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import NamedTuple

#: German and Nordic letters that are also written with two letters.
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "ß": "ss"})
_WORD = re.compile(r"[a-z0-9]+")
_INITIALS = re.compile(r"[A-Z][A-Z0-9]{2,5}")
#: Words that carry no meaning of their own in a name.
_SMALL = frozenset("and of the for de du des la le et und y".split())
#: Words that tell a firm from the firms above it and below it.
LEVELS = frozenset(
    "holdings holding holdco group parent partners fund trust operations subsidiary intermediate topco".split()
)
_ROMAN = re.compile(r"(?=[ivxlc]{2})(?P<tens>xc|xl|l?x{0,3})(?P<ones>ix|iv|v?i{0,3})")
_DIGITS = {
    tens: number for number, tens in enumerate(("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"))
} | {ones: number for number, ones in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))}
#: The most that names are alike if one has a word more: "Elm Farms Solar" is often another firm than "Elm Farms".
_MORE = 0.8
#: Similarity from which on two words count as one word misspelt, and what such a match is worth at most.
_TYPO, _TYPO_WORTH = 0.85, 0.6
_ABBREVIATED = 0.97
#: What a word that only says what sort of thing it is (site, plant) weighs, if one name has it and the other not.
_LIGHT = 0.03


class Form(NamedTuple):
    """A name as it is compared: words in their order, without small words and legal form."""

    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same for names of the same words in any order."""
        return " ".join(sorted(set(self.words)))

    @property
    def joined(self) -> str:
        """The letters without blanks, in the words' order."""
        return "".join(self.words)

    @property
    def initials(self) -> str:
        """The first letters."""
        return "".join(word[0] for word in self.words)


class Likeness(NamedTuple):
    """How alike two names are, from 0 to 1, and in which words that shows."""

    score: float
    reason: str


@lru_cache(maxsize=1 << 18)
def forms(name: str) -> tuple[Form, ...]:
    """The one or two forms of a name: accents dropped, and written out in two letters."""
    from anyascii import anyascii
    from cleanco import basename

    bare = basename(name)
    bare = (bare if bare == name else basename(bare)) or name  # "Co., L.P." are two
    spelt = dict.fromkeys((anyascii(bare).lower(), anyascii(bare.lower().translate(_TWO_LETTERS)).lower()))
    return tuple(dict.fromkeys(Form(_words(one)) for one in spelt))


def _words(spelt: str) -> tuple[str, ...]:
    joined = re.sub(r"['’`.]", "", spelt.replace("&", " and "))
    joined = re.sub(r"\bdata cent(?:er|re)(s?)\b", r"datacenter\1", joined.replace("datacentre", "datacenter"))
    found = tuple(map(_counted, _WORD.findall(joined)))
    return tuple(w for w in found if w not in _SMALL) or found


def _counted(word: str) -> str:
    """A Roman numeral of two letters or more in digits, any other word as it is."""
    found = _ROMAN.fullmatch(word)
    return str(10 * _DIGITS[found["tens"]] + _DIGITS[found["ones"]]) if found else word


def masked(name: str) -> str | None:
    """The Latin letters that a name shows, where letters of other alphabets pass for some of them; else None."""
    if name.isascii():
        return None
    from confusable_homoglyphs import confusables

    if not confusables.is_mixed_script(name):
        return None
    for found in confusables.is_confusable(name, greedy=True, preferred_aliases=["latin"]) or ():
        latin = next((h["c"] for h in found["homoglyphs"] if h["c"].isascii()), None)
        if latin:
            name = name.replace(found["character"], latin)
    return name


def initials(name: str) -> str | None:
    """The name in small letters, if it looks like initials (TVA); else None."""
    return name.lower() if _INITIALS.fullmatch(name.strip()) else None


@dataclass(frozen=True)
class Spelling:
    """Compares names; `counts`: how many things bear a word: rare words weigh more."""

    counts: Counter[str]
    total: int
    light: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[Iterable[str]], light: Iterable[str] = ()) -> "Spelling":
        """Counts the words of all things' names. `light`: words that say little of which thing it is."""
        counts: Counter[str] = Counter()
        total = 0
        for some in names:
            total += 1
            counts.update({word for name in some for form in forms(name) for word in form.words})
        return cls(counts, total, frozenset(light))

    def weight(self, word: str) -> float:
        """From 1 (borne by all) upwards: the rarer a word, the more it says."""
        return 1 + log((1 + self.total) / (1 + self.counts[word]))

    def _unmatched(self, left: list[str], right: list[str]) -> float:
        """What it costs that words are not shared: little where one name only adds what sort of thing it is."""
        if left and right:
            return sum(map(self.weight, [*left, *right]))
        return sum(self.weight(word) * (_LIGHT if word in self.light else 1) for word in [*left, *right])

    def rare(self, name: str, most: int) -> set[str]:
        """Of each form the two rarest words that at most so many things bear."""
        found: set[str] = set()
        for form in forms(name):
            few = sorted((self.counts[w], w) for w in set(form.words) if self.counts[w] <= most and len(w) > 1)
            found.update(word for _, word in few[:2])
        return found

    def likeness(self, one: str, other: str) -> Likeness:
        """The best over the forms of two names."""
        return max(self._alike(a, b) for a in forms(one) for b in forms(other))

    def _alike(self, one: Form, other: Form) -> Likeness:
        if one.key == other.key:
            return Likeness(1.0, "the same words in their names")
        if one.joined == other.joined and len(one.joined) > 5:
            return Likeness(0.97, "the same letters in their names, blanks aside")
        mine, theirs = set(one.words), set(other.words)
        both, left, right = mine & theirs, sorted(mine - theirs), sorted(theirs - mine)
        matched = whole = sum(map(self.weight, both))
        pairs = _twins(left, right, both, {one.words[0], other.words[0]})
        for word, twin, worth in pairs:
            weight = max(self.weight(word), self.weight(twin))
            matched, whole = matched + weight * worth, whole + weight
        left = [word for word in left if word not in {pair[0] for pair in pairs}]
        right = [word for word in right if word not in {pair[1] for pair in pairs}]
        whole += self._unmatched(left, right)
        score = matched / whole if whole else 0.0
        if (left and right) or {*left, *right} - self.light:
            score = min(score, _MORE)
        return _judged(score, sorted(both), pairs, left, right)


def _judged(
    score: float, both: list[str], pairs: list[tuple[str, str, float]], left: list[str], right: list[str]
) -> Likeness:  # fmt: skip
    if any(word.isdigit() or len(word) == 1 for word in [*left, *right]):
        return Likeness(min(score, 0.3), f"their numbers or letters differ ({_list(left)} / {_list(right)})")
    if LEVELS & {*left, *right}:
        score = min(score, 0.6)
    told = [f"words shared: {_list(both)}"] if both else []
    told += [f"much alike: {_list(f'{a} ~ {b}' for a, b, _ in pairs)}"] if pairs else []
    told += [f"not shared: {_list([*left, *right])}"] if left or right else []
    return Likeness(score, "; ".join(told) or "no word shared")


def _twins(
    left: list[str], right: list[str], both: set[str], first: set[str]
) -> list[tuple[str, str, float]]:  # fmt: skip
    """Words of the two sides that stand for each other, with what that is worth.

    The first word of a name, and a name that shares no word, are not taken for abbreviated.
    """
    found, free = [], list(right)
    for word in left:
        worth, twin = max(
            ((_match(word, w, bool(both) and not first & {word, w}), w) for w in free), default=(0.0, "")
        )
        if worth:
            free.remove(twin)
            found.append((word, twin, worth))
    return found


def _list(words: Iterable[str]) -> str:
    return ", ".join(words) or "none"


def _match(one: str, other: str, may_be_short: bool) -> float:
    """What it is worth that two different words stand for each other: an abbreviation, or a misspelling."""
    if one.isdigit() or other.isdigit():
        return 0.0
    if may_be_short and (_abbreviates(one, other) or _abbreviates(other, one)):
        return _ABBREVIATED
    return _TYPO_WORTH if _is_typo(one, other) else 0.0


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of one word stand in another in their order, from its first on: pwr, power."""
    if not 3 <= len(short) < len(long) or short[0] != long[0] or len(short) + 2 > len(long):
        return False
    rest = iter(long)
    return all(letter in rest for letter in short) and (long.startswith(short) or len(short) <= 4)


@lru_cache(maxsize=65536)
def _is_typo(one: str, other: str) -> bool:
    from rapidfuzz.distance import JaroWinkler

    if _abbreviates(one, other) or _abbreviates(other, one):
        return False
    return min(len(one), len(other)) > 3 and JaroWinkler.similarity(one, other) >= _TYPO
