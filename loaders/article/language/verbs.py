"""Which words of a sentence are used as verbs: forms that are nouns as often are told by what stands around them."""

from collections.abc import Sequence
from itertools import islice

from .lexicon import lexicon
from .tokens import Token

_LEADS = frozenset("to not n't will would could should may might must can shall do does did let cannot".split())
_HAVING = frozenset("has have had having was were been".split())
_SUBJECTS = frozenset("it they we i you he she who which that".split())
_NOMINAL = frozenset(
    "a an the its their his her our your my this these those that some any no each every another all both more most"
    " new other several many few such 's ’s ' ’ of".split()
)
#: What follows a verb that takes an object or a complement, and seldom follows a noun.
_OBJECTS = frozenset(
    "a an the its their his her our this these those to it them up out off down about around nearly almost roughly"
    " approximately some more at another all both over each just only any no not half between".split()
)
_CURRENCY = frozenset("$€£¥₿")
#: Words that end like a participle and are none.
_NOT_PAST = frozenset("hundred indeed speed breed exceed proceed succeed unaided".split())


def marked(tokens: list[Token]) -> list[Token]:
    """The tokens, those used as verbs marked so. Auxiliaries are not marked."""
    done = list(tokens)
    for i, token in enumerate(tokens):
        if _verbal(done, i):
            done[i] = token._replace(verb=True)
    return done


def _verbal(tokens: Sequence[Token], i: int) -> bool:
    token, words = tokens[i], lexicon()
    if token.kind != "word" or (token.capital and i) or words.has(token.lower, "auxiliary"):
        return False
    known = words.has(token.lower, "verbs") or _phrasal(tokens, i)
    if not known and not (token.lower.endswith("ed") and len(token.lower) > 4 and token.lower not in _NOT_PAST):
        return False
    if token.joined or (i + 1 < len(tokens) and tokens[i + 1].joined):
        return False
    if words.has(token.lower, "nounish"):
        return _told_by_neighbours(tokens, i)
    if token.lower.endswith("ing"):
        return not _premodifies(tokens, i)
    if token.lower.endswith("ed") and i:
        return not _premodifies(tokens, i) and not _after_preposition(tokens, i)
    return True


def _phrasal(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word is a verb with its particle: "tacked on", "teams up"."""
    following = [t.lower for t in tokens[i + 1 : i + 3]]
    apart = following[:1] in (["it"], ["them"], ["up"], ["itself"])
    near = following[: 2 if apart else 1]
    return lexicon().has(tokens[i].lower, "phrasal") and not _PARTICLES.isdisjoint(near)


_PARTICLES = frozenset(
    "up down in out over off on back away into for to ahead higher lower with by of forces together apart"
    " through".split()
)


def _told_by_neighbours(tokens: Sequence[Token], i: int) -> bool:
    before, after = _before(tokens, i), _after(tokens, i)
    if before is None:
        return False
    if before.lower in _LEADS or before.lower in _SUBJECTS:
        return before.lower != "to" or not (after is not None and after.lower == "of")
    if before.lower in _HAVING and tokens[i].lower in _SAME_IN_PAST:
        return True
    if before.lower in _NOMINAL or before.kind in ("number", "possessive") or before.text in _CURRENCY:
        return False
    if lexicon().has(before.lower, "preposition") or before.verb:
        return False
    named = before.capital and tokens[i].lower.endswith("s")
    if named and tokens[i - 1] is not before and not _governed(tokens, i):
        return True  # "Aa now rents capacity"
    goods = named and after is not None and (after.lower in _LET or lexicon().has(after.lower, "goods"))
    object_ = after is not None and (_object(after) or goods)
    return object_ and _agrees(tokens, i, before) and not _governed(tokens, i)


#: What is let and supplied, without an article.
_LET = frozenset("capacity space power computing compute electricity".split())


def _governed(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb stands before it in the same stretch of words: "issued Aa warrants for ..."."""
    for token in reversed(tokens[:i]):
        if token.kind == "mark" or token.lower in _JOINTS:
            return False
        if token.verb and not token.lower.endswith("ing"):
            return True
    return False


_JOINTS = frozenset("and but or that which who while as because when if where since after before whose said".split())


def _agrees(tokens: Sequence[Token], i: int, before: Token) -> bool:
    """Whether number agrees: "Aa plans", "Aa and Bb plan", "Aa cut"; a lone "plan" behind a singular is a noun."""
    word = tokens[i].lower
    if word.endswith("s") or before.text in ",)" or before.lower == "and" or word in _SAME_IN_PAST:
        return True
    if before.capital:
        first = i - 1
        while first and tokens[first - 1].capital:
            first -= 1
        return first > 0 and tokens[first - 1].lower in ("and", "&")
    return before.lower.endswith("s")


_SAME_IN_PAST = frozenset("cut hit set put let split spread bid bet found fell read shed cost".split())


def _object(token: Token) -> bool:
    return (
        token.lower in _OBJECTS or token.kind in ("number", "acronym") or token.text in _CURRENCY or token.capital
        or lexicon().has(token.lower, "preposition") or token.lower.endswith("ly") or token.verb
    )  # fmt: skip


def _premodifies(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle stands before its noun behind a determiner: "the planned campus"."""
    before, after = _before(tokens, i), _after(tokens, i)
    if after is None or after.kind != "word" or _closes(after):
        return False
    if before is None:
        return False
    return before.lower in _NOMINAL or before.kind in ("number", "possessive")


def _closes(token: Token) -> bool:
    words = lexicon()
    return token.lower in _OBJECTS or any(words.has(token.lower, g) for g in ("preposition", "auxiliary", "relative"))


def _after_preposition(tokens: Sequence[Token], i: int) -> bool:
    """ "of contracted capacity": a participle between a preposition and a noun."""
    before, after = _before(tokens, i), _after(tokens, i)
    governed = before is not None and lexicon().has(before.lower, "preposition")
    return governed and after is not None and after.kind == "word" and not _closes(after) and not after.capital


def _before(tokens: Sequence[Token], i: int) -> Token | None:
    """The last word before one, adverbs skipped."""
    for token in islice(reversed(tokens[:i]), 3):
        if not (token.lower.endswith("ly") or token.lower in _ADVERBS):
            return token
    return None


_ADVERBS = frozenset("also now still already then just soon later again once even only never ever".split())


def _after(tokens: Sequence[Token], i: int) -> Token | None:
    return tokens[i + 1] if i + 1 < len(tokens) else None
