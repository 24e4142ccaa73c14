"""Where a sentence speaks of an actor: by name, by pronoun, by a noun such as "the miner", or as a group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..language.lexicon import Tag, lexicon
from ..language.segments import Sentence
from ..language.tokens import Token
from .classes import ROLE_GROUPS
from .register import Actor

_PRONOUNS = frozenset("it its they their them itself we us our ours".split())
#: Adjectives that make a description somebody else than the one spoken of.
_OTHERS = frozenset("combined other second another rival new enlarged latter former merged larger same".split())
_OTHER = -1
_DETERMINERS = frozenset("the this that".split())
_SKIPPED = frozenset("the a an its their his her this that these those both some rival fellow larger smaller".split())


@dataclass(frozen=True)
class Reference:
    """An actor spoken of at tokens first..last. `how`: name, pronoun, nominal, project, group.

    `preposition`: the one that governs it ("with Microsoft"), '' where none does; `object`: a verb governs it.
    `possessive`: an owner ("Aa's lease"). `actor` is None until a pronoun or description is resolved.
    """

    first: int
    last: int
    start: int
    end: int
    actor: Actor | None
    how: str = "name"
    also: tuple[Actor, ...] = ()
    role: str = ""
    preposition: str = ""
    object: bool = False
    possessive: bool = False

    @property
    def barred(self) -> bool:
        """Whether its place keeps it from being a clause's subject."""
        return bool(self.preposition) or self.object


def find_references(
    sentence: Sentence, tags: Sequence[Tag], named: Sequence[tuple[int, int, Actor]]
) -> list[Reference]:
    """The references of a sentence in order. `named`: first token, last token and actor of each name in it."""
    tokens = sentence.tokens
    found = [_reference(tokens, first, last, actor, "name") for first, last, actor in named]
    taken = {i for r in found if r.actor and r.actor.kind != "Place" for i in range(r.first, r.last + 1)}
    for first, last, how, role in _unnamed(tokens, tags, taken):
        found.append(_reference(tokens, first, last, None, how, role))
    found = [r for r in sorted(found, key=lambda r: r.first) if not _contrasted(tokens, r)]
    return list(_appositions(tokens, list(_governed(tokens, found))))


def _contrasted(tokens: Sequence[Token], reference: Reference) -> bool:
    """ "Aa, not Bb", "with Aa and not with Bb": who is named only to say that it is another."""
    at = reference.first - 1
    while at > 0 and (tokens[at].lower in ("the", "by") or lexicon().has(tokens[at].lower, "preposition")):
        if at and tokens[at - 1].lower == "instead":
            return reference.how == "name"
        at -= 1
    return reference.how == "name" and at >= 0 and tokens[at].lower == "not"


def _appositions(tokens: Sequence[Token], found: Sequence[Reference]) -> Iterator[Reference]:
    """A name and a description beside it in commas are one: "the first customer, the Toronto AI lab Aa,"."""
    skip = False
    for left, right in zip(found, [*found[1:], None], strict=False):
        if skip:
            skip = False
            continue
        if right is None or not _apposed(tokens, left, right):
            yield left
            if right is not None and left.possessive and _owned(tokens, left, right):
                skip = True
                yield replace(right, preposition=left.preposition, object=left.object)
        elif left.how == "name":
            skip = True
            yield left
        else:
            skip = True
            yield replace(right, preposition=left.preposition, object=left.object, first=right.first)


def _owned(tokens: Sequence[Token], left: Reference, right: Reference) -> bool:
    """ "to Aa's parent, Bb Corp.,": a name in apposition to what belongs to another."""
    between = [t for t in tokens[left.last + 1 : right.first] if t.kind != "possessive"]
    if right.how != "name" or not 2 <= len(between) <= 5 or between[-1].text != ",":
        return False
    noun = all(t.kind == "word" and not t.verb and not lexicon().has(t.lower, "preposition") for t in between[:-1])
    behind = tokens[right.last + 1] if right.last + 1 < len(tokens) else None
    return noun and (behind is None or behind.kind == "mark")


def _apposed(tokens: Sequence[Token], left: Reference, right: Reference) -> bool:
    if {left.how, right.how} not in ({"name", "nominal"}, {"name", "side"}) or left.possessive:
        return False
    between = tokens[left.last + 1 : right.first]
    if not between or between[0].text != "," or any(t.verb or t.lower in ("and", "or") for t in between):
        return False
    named = right if right.how == "name" else left
    if named.actor is None or named.actor.kind not in ("Firm", "PublicBody") or len(between) > 6:
        return False
    if any(t.kind == "mark" or lexicon().has(t.lower, "preposition") for t in between[1:]):
        return False
    behind = tokens[right.last + 1] if right.last + 1 < len(tokens) else None
    return behind is None or behind.kind == "mark"


def _reference(
    tokens: Sequence[Token], first: int, last: int, actor: Actor | None, how: str, role: str = ""
) -> Reference:
    own = tokens[first].lower in ("its", "their", "our")
    following = tokens[last + 1].kind == "possessive" if last + 1 < len(tokens) else False
    start, end = tokens[first].start, tokens[last].end
    return Reference(first, last, start, end, actor, how, role=role, possessive=own or following)


def _unnamed(tokens: Sequence[Token], tags: Sequence[Tag], taken: set[int]) -> Iterator[tuple[int, int, str, str]]:
    for i, token in enumerate(tokens):
        if token.lower in _PRONOUNS and i not in taken:
            yield i, i, "pronoun", ""
        elif token.lower in _BOTH and i and tokens[i - 1].lower == "the":
            yield i - 1, i, "pronoun", ""
    done: set[int] = set()
    for tag in sorted(tags, key=lambda t: t.first - t.last):
        if tag.last in done or tag.last in taken or tag.last + 1 in taken:
            continue
        how = _described(tokens, tag)
        first = (
            _determiner(tokens, tag.first, taken, tag.group == "dealRole") if how and how != "group" else tag.first
        )
        if first == _OTHER:
            done.add(tag.last)
            yield tag.first - 1, tag.last, "other", ""
            continue
        if how == "group":
            yield _group_start(tokens, tag.first, taken), tag.last, how, ""
            done.add(tag.last)
        elif how and first is not None:
            done.add(tag.last)
            yield first, tag.last, how, _role(tokens, tag)


#: Nouns that mean the two spoken of.
_BOTH = frozenset("pair duo partners sponsors".split())
#: Nouns for any firm that speak of one trade all the same.
_TRADES = {
    "lab": "aiLab", "laboratory": "aiLab", "fund": "assetManager", "host": "dataCenterDeveloper",
    "landlord": "dataCenterDeveloper", "insurer": "assetManager",
}  # fmt: skip


def _role(tokens: Sequence[Token], tag: Tag) -> str:
    """The role that a noun says; '' where it says none."""
    return tag.group if tag.group in ROLE_GROUPS else _TRADES.get(tokens[tag.last].lower, "")


def _determined(token: Token) -> bool:
    """Whether what stands before "shares" says whose they are, so that they are no group."""
    return token.lower in _SKIPPED or token.kind == "possessive" or token.capital


def _described(tokens: Sequence[Token], tag: Tag) -> str:
    """How a noun may stand for an actor: nominal, project, group, or '' where it cannot."""
    word = tokens[tag.last].lower
    if tag.group == "plurals":
        following = tokens[tag.last + 1].lower if tag.last + 1 < len(tokens) else ""
        bare = word in ("shares", "stocks") and (tag.first == 0 or _determined(tokens[tag.first - 1]))
        modifies = word in ("industry", "sector") and _modifies(tokens, tag.last)
        return "" if bare or modifies or following in ("like", "such", "including", "of") else "group"
    if tag.group == "plant" and not word.endswith("s"):
        return "project"
    if tag.group == "dealRole" and not word.endswith("s"):
        return "side"
    if (tag.group in ROLE_GROUPS or tag.group == "generic") and not lexicon().has(word, "plurals"):
        several = tag.form == "noun" and word.endswith("s") and lexicon().has(word[:-1], tag.group)
        return "nominal" if not several else "" if word == "groups" else "group"
    return ""


def _modifies(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun only describes the next one: "an industry watchdog"."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or following.kind != "word" or following.verb:
        return False
    return not any(lexicon().has(following.lower, g) for g in ("preposition", "auxiliary", "relative"))


def _determiner(tokens: Sequence[Token], first: int, taken: set[int], owned: bool) -> int | None:
    """Where "the" stands before a noun, over at most three adjectives."""
    for i in range(first - 1, max(-1, first - 5), -1):
        if tokens[i].lower in _DETERMINERS or (owned and i == first - 1 and tokens[i].lower in ("its", "their")):
            return i
        if tokens[i].lower in _OTHERS:
            return _OTHER
        if (
            tokens[i].kind != "word"
            or (i in taken and not tokens[i + 1].joined)
            or lexicon().has(tokens[i].lower, "preposition")
        ):
            return None
    return None


def _group_start(tokens: Sequence[Token], first: int, taken: set[int]) -> int:
    """The first word of an unnamed group's noun phrase: "Bitcoin miners", "crypto infrastructure stocks"."""
    words = lexicon()
    while first > 0 and tokens[first - 1].kind in ("word", "acronym") and first - 1 not in taken:
        word = tokens[first - 1].lower
        if (
            word in _SKIPPED
            or (tokens[first - 1].verb and not word.endswith("ing"))
            or words.has(word, "preposition")
            or _function(word)
        ):
            break
        first -= 1
    return first


def _function(word: str) -> bool:
    words = lexicon()
    return (
        words.has(word, "auxiliary")
        or words.has(word, "relative")
        or word in ("and", "or", "like", "more", "most", "other", "all", "many")
    )


def _governed(tokens: Sequence[Token], found: list[Reference]) -> Iterator[Reference]:
    """Each reference with what governs it; the later names of a list share the first one's."""
    by_last: dict[int, Reference] = {}
    for reference in found:
        before = _listed_before(tokens, reference, by_last)
        if before is not None and not before.possessive:
            done = replace(reference, preposition=before.preposition, object=before.object)
        else:
            preposition, governed = _governor(tokens, reference)
            done = replace(reference, preposition=preposition, object=governed)
        by_last[done.last] = done
        yield done


def _listed_before(tokens: Sequence[Token], reference: Reference, by_last: dict[int, Reference]) -> Reference | None:
    """The reference right before this one in a list ("Aa, Bb and Cc"), unless this one opens a new clause."""
    i = reference.first - 1
    marks = 0
    while i >= 0 and tokens[i].lower in (",", "and", "or", "&", "the") and marks < 3:
        marks += 1
        i -= 1
    if not marks or i not in by_last or all(tokens[k].lower == "the" for k in range(i + 1, reference.first)):
        return None
    earlier = by_last[i]
    if _place(earlier) and reference.how != "name":
        return None
    comma = tokens[i + 1].lower == ","
    if earlier.barred and _acts(tokens, reference) and (comma or not earlier.preposition):
        return None
    return earlier


def _place(reference: Reference) -> bool:
    return reference.actor is not None and reference.actor.kind == "Place"


def _acts(tokens: Sequence[Token], reference: Reference) -> bool:
    """Whether a verb follows the reference directly."""
    if reference.last + 1 >= len(tokens):
        return False
    word = tokens[reference.last + 1].lower
    return lexicon().has(word, "auxiliary") or (tokens[reference.last + 1].verb and not word.endswith("ing"))


def _governor(tokens: Sequence[Token], reference: Reference) -> tuple[str, bool]:
    """The last preposition, or verb, before a reference, over the words of its own noun phrase."""
    words = lexicon()
    i = reference.first - 1
    if tokens[reference.first].lower in ("it", "they") and reference.how == "pronoun" and _acts(tokens, reference):
        return "", False
    for _ in range(6):
        if i < 0:
            return "", False
        word = tokens[i].lower
        if word in ("like", "including") or (word == "as" and i and tokens[i - 1].lower == "such"):
            i = _list_head(tokens, i)
            continue
        if i and tokens[i - 1].verb and words.has(f"{tokens[i - 1].lower} {word}", "phrases"):
            return "", True
        if word == "to" and i and tokens[i - 1].lower == "according":
            return "according", False
        skipped = _skipped(tokens, i, reference)
        if skipped:
            i -= skipped
            continue
        if words.has(word, "preposition") and not tokens[i + 1].joined:
            return ("", False) if _fronted(tokens, i, reference) else (word, False)
        if _parts(tokens[i]):
            return "", False
        if (words.has(word, "auxiliary") and tokens[i].kind == "word") or (
            tokens[i].verb and not _premodifier(tokens, i, reference) and not _nounish(tokens, i)
        ):
            return "", not words.has(word, "auxiliary") or word in _COPULAS
        i -= 1
    return "", False


def _skipped(tokens: Sequence[Token], i: int, reference: Reference) -> int:
    """How many tokens only lead on to a name: "a miner called Aa", "a consortium of Aa and Bb"."""
    word = tokens[i].lower
    if word in ("called", "named", "dubbed") and i == reference.first - 1:
        return 1
    return 2 if word == "of" and i > 1 and tokens[i - 1].lower in _COLLECTIVES else 0


def _parts(token: Token) -> bool:
    """Whether nothing before a word can govern what stands behind it."""
    words = lexicon()
    apart = words.has(token.lower, "calendar") or words.has(token.lower, "relative")
    return apart or token.kind in ("mark", "number") or token.lower in ("and", "or", "that", "said")


_COPULAS = frozenset(["is", "are", "was", "were", "had"])


def _fronted(tokens: Sequence[Token], i: int, reference: Reference) -> bool:
    """ "In the meantime Aa has lent": a whole phrase opens the sentence, and the name behind it acts."""
    between = tokens[i + 1 : reference.first]
    if (i and tokens[i - 1].kind != "mark") or not between or not _acts(tokens, reference):
        return False
    last = between[-1].lower
    roles = any(lexicon().has(last, g) for g in (*ROLE_GROUPS, "generic", "dealRole", "person"))
    return not roles and between[-1].kind == "word" and last not in _SKIPPED


def _premodifier(tokens: Sequence[Token], i: int, reference: Reference) -> bool:
    """Whether a word that could be a verb is part of a name, or a participle before its noun ("wholly owned")."""
    word, adverb = tokens[i].lower, i > 0 and tokens[i - 1].lower.endswith("ly")
    participle = word.endswith("ing") or (adverb and word.endswith("ed"))
    return (i > 0 and tokens[i].capital) or (participle and i + 1 < reference.first)


def _nounish(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word that could be a verb stands as part of a noun phrase ("cloud host Aa", "its partner Aa")."""
    before = tokens[i - 1].lower if i else ""
    return before in _SKIPPED or tokens[i].joined or lexicon().has(tokens[i].lower, "generic")


_COLLECTIVES = frozenset("club group syndicate consortium number handful string band trio pair alliance".split())


def _list_head(tokens: Sequence[Token], i: int) -> int:
    """Left of "companies like": what governs the head noun governs the list."""
    i -= 1
    while i >= 0 and tokens[i].kind == "word" and not lexicon().has(tokens[i].lower, "preposition"):
        if lexicon().has(tokens[i].lower, "plurals"):
            several = i > 1 and tokens[i - 1].lower == "of" and tokens[i - 2].lower in _COLLECTIVES
            return i - 3 if several else i - 1
        i -= 1
    return i
