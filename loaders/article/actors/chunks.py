"""Capitalised sequences: the raw material of names, told from sentence starts, dates, places and tickers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..language.lexicon import lexicon
from ..language.segments import Sentence
from ..language.tokens import Token

_DATELINE = re.compile(r"[A-Z][A-Z.' ]{2,30}(?:, [^—–(]{1,40}?)?(?: ?\([^)]{1,40}\))? ?(?:—|–|--?) ")
#: The number of a product, which is no part of its maker's name: "Nvidia GB300", "Aa H200".
_MODEL = re.compile(r"[A-Z]{1,3}\d{3}[A-Z]{0,2}s?")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z][A-Za-z]{1,20}$")
_UNITS = frozenset("% mw gw kw megawatts gigawatts megawatt gigawatt million billion trillion percent bn m".split())
_LEGAL_AFTER_COMMA = frozenset("inc llc ltd lp corp plc n.a. l.p. s.a. n.v. limited incorporated".split())
_SHORT = frozenset("gebr st bros mt ste cie".split())
_PARTICLES = frozenset("du de des von van di da del della der den dos".split())
_OF_HEADS = frozenset("bank university department ministry commission office board bureau state".split())


@dataclass(frozen=True)
class Chunk:
    """A capitalised sequence: tokens first..last of a sentence."""

    sentence: Sentence
    first: int
    last: int

    @property
    def tokens(self) -> Sequence[Token]:
        """Its words."""
        return self.sentence.tokens[self.first : self.last + 1]

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Where it ends; the stop of a legal form belongs to it ("Corp.")."""
        token, text = self.sentence.tokens[self.last], self.sentence.text
        end = token.end
        short = token.lower in ("inc", "corp", "ltd", "co")
        return end + 1 if short and text[end : end + 1] == "." and end < self.sentence.end else end

    @property
    def words(self) -> str:
        """The name as written."""
        return self.sentence.text[self.start : self.end]

    @property
    def initial(self) -> bool:
        """Whether it opens its sentence, where a capital says nothing."""
        return not any(t.kind in ("word", "number", "acronym") for t in self.sentence.tokens[: self.first])

    @property
    def acts(self) -> bool:
        """Whether a verb follows."""
        at = self.last + 1
        return at < len(self.sentence.tokens) and self.sentence.tokens[at].verb

    def before(self, back: int = 1) -> str:
        """The lower-case word that many tokens before it."""
        at = self.first - back
        return self.sentence.tokens[at].lower if at >= 0 else ""

    def after(self, ahead: int = 1) -> str:
        """The lower-case word that many tokens after it."""
        at = self.last + ahead
        return self.sentence.tokens[at].lower if at < len(self.sentence.tokens) else ""


def chunks(sentence: Sentence) -> Iterator[Chunk]:
    """The capitalised sequences of a sentence."""
    tokens = sentence.tokens
    i = _after_dateline(sentence)
    while i < len(tokens):
        past = _past_model(tokens, i)
        if past > i or not _starts(tokens, i):
            i = max(i + 1, past)
            continue
        last = _before_role(tokens, i, _extend(tokens, i))
        if last > i or not _no_name(tokens[i]):
            yield from _split(sentence, i, last)
        i = last + 1


def modelled(tokens: Sequence[Token], last: int) -> bool:
    """Whether a name only says whose product the number behind it is of: "Aa H200 servers"."""
    return last + 1 < len(tokens) and _past_model(tokens, last + 1) > last + 1


#: Tokens of a product's number at most: "MI", "300", "X".
_PIECES = 4


def _past_model(tokens: Sequence[Token], i: int) -> int:
    """The token behind the number of a product and its noun that begin at a token; that token where none does."""
    end = i
    while (
        end < min(len(tokens), i + _PIECES)
        and (end == i or tokens[end].start == tokens[end - 1].end)
        and not tokens[end].joined
    ):
        end += 1
    if not _MODEL.fullmatch("".join(t.text for t in tokens[i:end])):
        return i
    return end + (end < len(tokens) and lexicon().has(tokens[end].lower, "goods"))


def _before_role(tokens: Sequence[Token], first: int, last: int) -> int:
    """The last token of a name, before the capital of a noun that goes on behind it ("the Toronto | AI lab Aa")."""
    for i in range(first + 1, last + 1):
        if tokens[i].text.isupper() and any(
            lexicon().has(" ".join(t.lower for t in tokens[i : last + n]), group)
            for n in (2, 3) for group in ("aiLab", "cloudProvider", "chipMaker", "dataCenterDeveloper")
        ):  # fmt: skip
            return i - 1
    return last


def _no_name(token: Token) -> bool:
    """Whether a capital on its own is a letter or a unit of energy: never a name."""
    return len(token.text) == 1 or token.lower.startswith(("i'", "i’")) or token.lower in _UNIT_WORDS


_UNIT_WORDS = frozenset(
    "twh gwh mwh kwh mva kva eh th ph gw mw kw kv gb tb ghz"
    " sek nok dkk eur usd gbp cad aud jpy chf krw sgd hkd btc eth".split()
)


def dateline(sentence: Sentence) -> bool:
    """Whether a sentence opens with a place in capitals and a dash."""
    return _DATELINE.match(sentence.text, sentence.start, sentence.end) is not None


def _after_dateline(sentence: Sentence) -> int:
    found = _DATELINE.match(sentence.text, sentence.start, sentence.end)
    if not found:
        return 0
    return next((i for i, t in enumerate(sentence.tokens) if t.start >= found.end()), 0)


def _capital(token: Token) -> bool:
    return token.capital or (token.kind == "word" and bool(_BRAND.match(token.text)))


def _starts(tokens: Sequence[Token], i: int) -> bool:
    token, words = tokens[i], lexicon()
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.kind == "number" and following and following.capital and following.start == token.end:
        return following.lower not in _UNITS and len(following.text) > 2  # "3Rivers", not "12GW"
    if not _capital(token) or words.has(token.lower, "calendar"):
        return False
    if following and words.has(f"{token.lower} {following.lower}", "place"):
        return True
    if token.text == "Bank" and following and following.text == "of" and i + 2 < len(tokens):
        return _capital(tokens[i + 2])
    if words.has(token.lower, "starter") or words.has(token.lower, "demonym"):
        if _titled(tokens, i) and token.lower not in _ARTICLES:
            return True
        if _inside(tokens, i) and following and _capital(following) and not _adjective(token):
            return True
        tail = _extend(tokens, i)
        if i == 0 and not words.has(token.lower, "demonym") and any(_own(t) for t in tokens[i + 1 : tail + 1]):
            return False
        return (
            bool(following and _capital(following)) and _firm_like(tokens, i, tail) and token.lower not in _ARTICLES
        )
    return True


def _titled(tokens: Sequence[Token], i: int) -> bool:
    """Whether a sentence is nothing but a capitalised phrase: an item's heading, "Old Faithful Uranium."."""
    words = [t for t in tokens[i:] if t.kind in ("word", "acronym")]
    before = any(t.kind in ("word", "acronym") for t in tokens[:i])
    return not before and 2 <= len(words) <= 6 and all(t.capital for t in words)


def _inside(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token stands in mid-sentence, where a capital is meant: "in Big Lake", "by First Calder Bank"."""
    return i > 0 and (tokens[i - 1].kind in ("word", "possessive") or tokens[i - 1].text == ",")


def _adjective(token: Token) -> bool:
    """Whether a common word is none of a name's even in mid-sentence: an article, a job, an adjective of a place."""
    words = lexicon()
    return (
        token.lower in _ARTICLES or words.has(token.lower, "person") or words.has(token.lower, "demonym")
        or token.text.isupper() or any(words.has(token.lower, g) for g in ("preposition", "auxiliary", "relative"))
    )  # fmt: skip


def _own(token: Token) -> bool:
    """Whether a word is a name's own, no form of a firm and no common word: then what stands before may fall off."""
    words = lexicon()
    return not any(words.has(token.lower, g) for g in ("firmTail", "legal", "starter", "bodyHead"))


_ARTICLES = frozenset("the a an in on at for and but as by if so to of from with it its this that these".split())


def _firm_like(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a sequence that opens with a common word is a name all the same ("European Investment Bank")."""
    words, tail = lexicon(), tokens[last].lower
    inner = [t.lower for t in tokens[first + 1 : last]]
    if words.has(tail, "person") or (words.has(tokens[first].lower, "person")):
        return False
    legal = words.has(tail, "legal") or words.has(tail, "bodyHead")
    return legal or (words.has(tail, "firmTail") and (bool(inner) or not words.has(tokens[first].lower, "starter")))


def _extend(tokens: Sequence[Token], first: int) -> int:
    last = first
    while last + 1 < len(tokens):
        step = _step(tokens, first, last)
        if not step:
            break
        last += step
    return last


def _step(tokens: Sequence[Token], first: int, last: int) -> int:
    """How many tokens more belong to the name, 0 for none."""
    token, following = tokens[last + 1], tokens[last + 2] if last + 2 < len(tokens) else None
    words = lexicon()
    gap = token.start - tokens[last].end
    if (gap > 1 and not token.joined) or _past_model(tokens, last + 1) > last + 1:
        return 0
    if _capital(token) and not words.has(token.lower, "calendar"):
        return 1
    if token.joined and token.text.isdigit() and last == first:
        index = words.has(f"{tokens[last].lower} {token.text}", "index")
        return 1 if index or tokens[last].text.isupper() else 0
    if token.kind == "number" and token.text.isdigit() and len(token.text) <= 3 and not token.joined:
        unit = following is not None and (following.lower in _UNITS or following.kind == "number")
        return 0 if unit else 1
    if token.text == "." and following and tokens[last].lower in _SHORT and _capital(following):
        return 2
    if token.text == "," and following and following.lower in _LEGAL_AFTER_COMMA and following.capital:
        return 2
    if token.text == "&" and following and _capital(following):
        return 2
    if token.lower in _PARTICLES and following and _capital(following) and tokens[last].kind == "word":
        return 2
    if token.lower == "of" and following and _capital(following):
        return 2 if tokens[last].lower in _OF_HEADS and last - first < 4 else 0
    return 0


def _split(sentence: Sentence, first: int, last: int) -> Iterator[Chunk]:
    """Two names joined by a hyphen before a noun ("Aa-Bb deal") are two; a leading common word falls off."""
    tokens = sentence.tokens
    joint = next((i for i in range(first + 1, last + 1) if tokens[i].joined), None)
    if joint and (tokens[last].lower in _JOINT_NOUNS or _follows_joint_noun(tokens, last)):
        yield Chunk(sentence, first, joint - 1)
        end = last - 1 if tokens[last].lower in _JOINT_NOUNS else last
        if end >= joint:
            yield Chunk(sentence, joint, end)
        return
    yield Chunk(sentence, first, last)


_JOINT_NOUNS = frozenset("deal agreement partnership tie pact venture contract alliance transaction".split())


def _follows_joint_noun(tokens: Sequence[Token], last: int) -> bool:
    return last + 1 < len(tokens) and tokens[last + 1].lower in _JOINT_NOUNS
