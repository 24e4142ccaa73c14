"""One sentence with all that was found in it, and the questions that facts ask of it: who acts, who is with whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ....schema.dates import PartialDate
from ....schema.datewords import FoundDate, FoundDuration
from ....schema.numbers import FoundQuantity
from ..language.lexicon import Tag, lexicon
from ..language.segments import Sentence
from ..language.tokens import Token
from .references import Reference
from .register import Actor
from .subjects import stranger, subject_words, verbal

_OPENERS = frozenset(
    "which who whose where while whereas but although though because if when since until unless".split()
)
_LINKS = frozenset([",", "and", "or", "&", "the", "both"])
_ADVERBS = frozenset("also now already still currently then separately".split())
_CLOSING_PARTICIPLES = frozenset("following having including with after before as".split())


@dataclass
class Scene:
    """A sentence's tokens, tags, references, quantities, dates and clauses."""

    sentence: Sentence
    tags: list[Tag]
    references: list[Reference]
    quantities: list[FoundQuantity]
    dates: list[FoundDate]
    durations: list[FoundDuration]
    named: list[tuple[int, int, Actor]]
    focus: Reference | None = None
    leader: Reference | None = None
    host: Reference | None = None
    sides: Mapping[str, str] = field(default_factory=dict)
    parse: Mapping[int, int] = field(default_factory=dict)
    published: PartialDate | None = None

    @property
    def tokens(self) -> Sequence[Token]:
        """The sentence's words and marks."""
        return self.sentence.tokens

    @cached_property
    def clause(self) -> list[int]:
        """The number of the clause that each token stands in."""
        return list(_clauses(self.tokens))

    @cached_property
    def by_group(self) -> dict[str, list[Tag]]:
        """The tags of each group, in order."""
        groups: dict[str, list[Tag]] = {}
        for tag in self.tags:
            groups.setdefault(tag.group, []).append(tag)
        return groups

    @cached_property
    def outer(self) -> list[Tag]:
        """The tags that lie within no longer noun."""
        spans = {(t.first, t.last) for t in self.tags if not t.verbal and t.last > t.first}

        def within(tag: Tag) -> bool:
            return any(a <= tag.first and tag.last <= b and (a, b) != (tag.first, tag.last) for a, b in spans)

        return [tag for tag in self.tags if not within(tag)]

    @cached_property
    def _names(self) -> frozenset[int]:
        """The tokens of names."""
        return frozenset(i for a, b, _ in self.named for i in range(a, b + 1))

    def in_name(self, tag: Tag) -> bool:
        """Whether a tag is a part of a name."""
        return tag.first in self._names

    def token_at(self, offset: int) -> int:
        """The token that covers or follows a text offset."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return min(low, len(self.tokens) - 1)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The first and last token of a stretch of text."""
        first = self.token_at(start)
        last = first
        while last + 1 < len(self.tokens) and self.tokens[last + 1].start < end:
            last += 1
        return first, last

    def words(self, first: int, last: int) -> tuple[int, int]:
        """Text offsets of tokens first..last."""
        return self.tokens[first].start, self.tokens[last].end

    def tagged(self, groups: Iterable[str], first: int, last: int) -> Iterator[Tag]:
        """The tags of these groups that lie within tokens first..last."""
        for group in groups:
            for tag in self.by_group.get(group, ()):
                if first <= tag.first and tag.last <= last:
                    yield tag

    def bounds(self, at: int) -> tuple[int, int]:
        """First and last token of the clause around a token."""
        number, first, last = self.clause[at], at, at
        while first and self.clause[first - 1] == number:
            first -= 1
        while last + 1 < len(self.tokens) and self.clause[last + 1] == number:
            last += 1
        return first, last

    def of_site(self, at: int, last: int) -> Reference | None:
        """Who owns the site that a figure is about: "The campus is planned to reach 220 MW", "the 812-MW plant"."""
        first, end = self.bounds(at)
        if (
            at
            and self.tokens[at - 1].lower in ("the", "this", "that")
            and any(t.first == last + 1 for t in self.tagged(("siteTail",), last + 1, end))
        ):
            return self.host or self.focus
        nouns = [t for t in self.by_group.get("siteTail", ()) if first <= t.first < at and not t.verbal]
        if not nouns or any(self.tokens[i].verb for i in range(first, nouns[0].first)):
            return None
        determined = any(t.lower in ("the", "this", "that") for t in self.tokens[first : nouns[0].first])
        named = any(first <= r.first < at and not r.barred and r.how != "project" for r in self.references)
        return self.host if determined and not named else None

    def other_than(self, names: Iterable[str]) -> Reference | None:
        """Whom the text is about besides these: the one spoken of before, else the firm that leads the text."""
        taken = frozenset(names)
        for reference in (self.focus, self.leader):
            if reference is not None and reference.actor is not None and reference.actor.name not in taken:
                return reference
        return None

    def subject(self, at: int) -> Reference | None:
        """Who acts at a token: the nearest free reference to its left in its clause, else in an outer clause.

        A relative clause ("which ...") belongs to the reference before it. A passive's agent is not looked for.
        """
        first, _ = self.bounds(at)
        led = self._infinitive(at)
        if led is not None:
            return led
        if self.tokens[at].lower.endswith("ing"):
            own = next((r for r in self.references if r.last == at - 1 and r.how == "name"), None)
            if own is not None:
                return own
        here = self.clause[at]
        inside = [r for r in self.references if self.clause[r.first] == here and r.last < at and r.how != "project"]
        free = [r for r in inside if not r.barred]
        if len(free) > 1 and free[-1].how in ("other", "group") and free[-2].how == "name" and self._and(free[-1]):
            free.pop()  # "Aa, Bb and three other issuers"
        if free:
            return self._voted(free, at)
        earlier = [r for r in self.references if r.last < first and r.how != "project"]
        if not earlier:
            return None
        if self.tokens[first].lower in ("which", "who", "whose") or self._relative(first):
            return earlier[-1]
        if not self.open_to_focus(at):
            return None
        return next((r for r in reversed(earlier) if not r.barred), None)

    def _voted(self, free: Sequence[Reference], at: int) -> Reference:
        """Of several that may act, the nearest, unless the parse and the first agree on another."""
        head = self.parse.get(self.tokens[at].start)
        first, nearest = free[0], free[-1]
        agreed = head is not None and first.start <= head < first.end
        return first if agreed and first.actor is not nearest.actor else nearest

    def _and(self, reference: Reference) -> bool:
        """Whether a reference closes a list: "and" stands before its words."""
        return any(t.lower == "and" for t in self.tokens[max(0, reference.first - 3) : reference.first])

    def _infinitive(self, at: int) -> Reference | None:
        """ "A request by Aa to add": the name right before an infinitive acts in it."""
        if at < 2 or self.tokens[at - 1].lower != "to":
            return None
        led = next((r for r in self.references if r.last == at - 2 and r.preposition in ("by", "for", "")), None)
        return None if led is not None and self.picker(at) is led else led

    def picker(self, at: int) -> Reference | None:
        """ "Aa has been picked by Bb to host": who picks the one that acts at a token."""
        if at < 2 or self.tokens[at - 1].lower != "to":
            return None
        agent = next((r for r in self.references if r.last == at - 2 and r.preposition == "by"), None)
        verb = self.governing(agent.first) if agent is not None else None
        return agent if verb is not None and self.passive(verb) else None

    def _relative(self, first: int) -> bool:
        return any(
            self.tokens[i].lower in ("which", "who", "whose") for i in range(first, min(first + 3, len(self.tokens)))
        )

    def after(self, at: int, prepositions: Iterable[str], until: int | None = None) -> list[Reference]:
        """References right of a token that one of these prepositions governs, in one clause run."""
        stop = len(self.tokens) if until is None else until
        wanted = frozenset(prepositions)
        return [r for r in self.references if at < r.first < stop and r.preposition in wanted and r.how != "project"]

    def objects(self, at: int, until: int | None = None) -> list[Reference]:
        """References that the verb at a token governs directly."""
        stop = self.bounds(at)[1] + 1 if until is None else until
        found = [r for r in self.references if at < r.first < stop and r.object]
        return [r for r in found if not self.verb_between(at, r.first)]

    def phrase_end(self, at: int) -> int:
        """The last token of the verb phrase around a token: before "and closed a loan", in its clause."""
        _, last = self.bounds(at)
        for i in range(at + 1, last):
            if self.tokens[i].lower in ("and", "but") and any(verbal(t) for t in self.tokens[i + 1 : i + 3]):
                return i - 1
        return last

    def verb_between(self, first: int, last: int) -> bool:
        """Whether a known verb stands between two tokens."""
        return any(t.verbal and first < t.first and t.last < last for t in self.tags)

    def listed(self, reference: Reference) -> list[Reference]:
        """The reference and those joined to it in one list ("Aa, Bb and Cc"), in order."""
        if reference not in self.references:
            return [reference]
        if reference.also:
            return [replace(reference, actor=actor, also=()) for actor in reference.also]
        if reference.how != "name":
            return [reference]
        named = [r for r in self.references if r.how == "name"]
        first = last = named.index(reference)
        while first and self._joined(named[first - 1], named[first]):
            first -= 1
        while last + 1 < len(named) and self._joined(named[last], named[last + 1]):
            last += 1
        return named[first : last + 1]

    def _joined(self, left: Reference, right: Reference) -> bool:
        between = self.tokens[left.last + 1 : right.first]
        links = bool(between) and all(t.lower in _LINKS for t in between)
        links = links or (len(between) > 1 and _described_link(between))
        return links and left.how == right.how == "name" and left.barred == right.barred

    def open_list(self, reference: Reference | None) -> tuple[int, int] | None:
        """The word that leaves a list open, before it ("like Aa") or after it ("and others")."""
        if reference is None or reference.first < 0:
            return None
        group = self.listed(reference)
        first, last = group[0].first, group[-1].last
        for tag in self.by_group.get("listing", ()):
            if tag.last == first - 1 or (tag.last + 1 == first - 1 and self.tokens[first - 1].lower == "the"):
                return self.words(tag.first, tag.last)
            if last < tag.first <= last + 2 and self.tokens[tag.last].lower == "others":
                return self.words(tag.first, tag.last)
        return None

    def stop(self, last: int) -> int:
        """The token before which what belongs to a quantity ending at `last` must stand: a clause or quantity on."""
        end = self.bounds(last)[1] + 1
        for found in self.quantities:
            first = self.token_at(found.start)
            if last < first < end:
                between = {t.lower for t in self.tokens[last + 1 : first]}
                if between & {"and", ",", ";"}:
                    return first
        return end

    def governing(self, at: int) -> int | None:
        """The token of the nearest verb left of a token, in its clause."""
        for i in range(at - 1, -1, -1):
            if i in self._names or self.clause[i] != self.clause[at]:
                continue
            if self.tokens[i].verb and not self._participle(i):
                return i
        return None

    def _participle(self, at: int) -> bool:
        """Whether a word is a participle behind a noun ("a loan led by Aa"), which governs nothing else."""
        following = self.tokens[at + 1].lower if at + 1 < len(self.tokens) else ""
        return following == "by" and not self.passive(at)

    def open_to_focus(self, at: int) -> bool:
        """Whether the clause up to a token leaves its subject to the thread: it has none, or one such as "the site".

        A clause with a subject of its own that is nobody known ("Consumer advocates asked for") must not be put
        on the firm that was spoken of before.
        """
        first, _ = self.bounds(at)
        words = subject_words(self.tokens[first:at])
        if not words:
            return True
        return not stranger(words) and any(lexicon().has(t.lower, "ours") for t in words)

    def passive(self, verb: int) -> bool:
        """Whether a participle follows a form of "to be"."""
        before = [t.lower for t in self.tokens[max(0, verb - 3) : verb]]
        being = any(lexicon().has(w, "being") for w in before)
        return being and self.tokens[verb].lower.endswith(("ed", "en", "t", "ld", "nt", "de", "un"))


def _described_link(between: Sequence[Token]) -> bool:
    """ "Aa and the Singapore fund Bb": a list whose next name has a description before it."""
    lead = next((n for n, t in enumerate(between[:3]) if t.lower in (",", "and")), None)
    if lead is None or len(between) > 9 or any(t.kind != "word" or t.verb for t in between[:lead]):
        return False
    rest = between[lead + 1 :]
    if not rest:
        return False
    plain = all(t.kind in ("word", "possessive") and not t.verb for t in rest)
    free = not any(lexicon().has(t.lower, g) for t in rest for g in ("preposition", "auxiliary", "relative"))
    return plain and free and not (rest[-1].kind == "word" and rest[-1].lower.endswith("s"))


def _clauses(tokens: Sequence[Token]) -> Iterator[int]:
    number, deepest, stack, outer = 0, 0, [0], -1
    for i, token in enumerate(tokens):
        if outer >= 0 and token.text == "," and _resumes(tokens, i + 1):
            number, outer = outer, -1
        if token.text in "([" and token.kind == "mark":
            deepest += 1
            stack.append(number)
            number = deepest
        yield number
        if token.text in ")]" and token.kind == "mark" and len(stack) > 1:
            number = stack.pop()
        elif _breaks(tokens, i):
            outer = number if _relative_ahead(tokens, i) or _aside(tokens, i) else -1
            deepest += 1
            number = deepest


def _aside(tokens: Sequence[Token], i: int) -> bool:
    """Whether a phrase in commas stands between a subject and its verb: "which, following such sale, holds"."""
    if tokens[i].text != "," or i + 1 >= len(tokens) or tokens[i + 1].lower not in _CLOSING_PARTICIPLES:
        return False
    end = next((n for n in range(i + 2, min(i + 9, len(tokens))) if tokens[n].text == ","), None)
    return end is not None and not any(t.verb for t in tokens[i + 2 : end]) and _resumes(tokens, end + 1)


def _relative_ahead(tokens: Sequence[Token], i: int) -> bool:
    return any(t.lower in ("which", "who", "whose", "where") for t in tokens[i + 1 : i + 3])


def _resumes(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb follows the comma that closes a relative clause: "Aa, which ..., walked away"."""
    i += i < len(tokens) and tokens[i].lower in _ADVERBS
    if i + 1 < len(tokens) and tokens[i].lower == "on" and lexicon().has(tokens[i + 1].lower, "calendar"):
        i += 2  # "Aa, which ..., on Friday signed"
    if i >= len(tokens) or tokens[i].lower.endswith("ing"):
        return False
    return tokens[i].verb or tokens[i].lower == "for" or lexicon().has(tokens[i].lower, "auxiliary")


def _breaks(tokens: Sequence[Token], i: int) -> bool:
    """Whether a new clause starts after token i."""
    token = tokens[i]
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if token.text in (";", ":", "—", "–"):
        return True
    if following in ("while", "whereas", "although", "though", "but", "because"):
        return True
    if token.text == "," and i and tokens[i - 1].lower in ("which", "who"):
        return False
    if token.text != ",":
        return following in ("which", "who", "whose", "where") and not lexicon().has(token.lower, "preposition")
    ahead = tokens[i + 2].lower if i + 2 < len(tokens) else ""
    if lexicon().has(following, "preposition") and ahead in ("which", "whom"):
        return True
    if following == "as" and lexicon().has(ahead, "dealRole"):
        return False
    if following == "with" and i + 2 < len(tokens) and tokens[i + 2].capital:
        return any(t.lower.endswith("ing") and t.verb for t in tokens[i + 3 : i + 7])
    if following in _OPENERS or following in _CLOSING_PARTICIPLES:
        return True
    return following == "and" and _new_subject(tokens, i + 2)


def _new_subject(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name or pronoun and its verb start at token i: ", and Aa lent it money"."""
    if i >= len(tokens) or not (
        tokens[i].capital or tokens[i].lower in ("it", "its", "they", "the", "their", "an", "a")
    ):
        return False
    return any(t.verb or lexicon().has(t.lower, "auxiliary") for t in tokens[i + 1 : i + 9])
