"""What people judged of pairs of mentions, in a form that clustering asks quickly.

`same` is transitive: A = B and B = C make A = C. A `different` always cuts: of judgements that contradict each
other the ones recorded first are followed, and the `same` that would bring together what a person called
different is set aside, whichever ledger the judgements came from.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .records import Act, StoredMention

#: Judgements between two mentions.
VERBS = ("same", "different", "unsure")


class Conflict(NamedTuple):
    """Judgements that cannot all be right: a `same` that is set aside, the `different` and the others against it."""

    aside: Act
    against: tuple[Act, ...]


class Judgements:
    """Pairs that people called same, different or unsure. `thing`: mention -> what it stands for, itself if None."""

    def __init__(self, acts: Iterable[Act], thing: Mapping[bytes, bytes] | None = None) -> None:
        self.acts = [a for a in acts if a.subject is not None and a.other is not None and a.verb in VERBS]
        self.acts.sort(key=lambda act: (act.recorded, act.number))
        self._thing = thing or {}
        self._last: dict[frozenset[bytes], Act] = {}
        for act in self.acts:
            pair = frozenset(self._ends(act))
            self._last.pop(pair, None)
            if len(pair) == 2:
                self._last[pair] = act
        #: Mention -> those that a person keeps apart from it: judged different, or unsure and never the same.
        self.cutting: defaultdict[bytes, set[bytes]] = defaultdict(set)
        self._group: dict[bytes, set[bytes]] = {}
        self.conflicts: list[Conflict] = []
        self._keep_apart("different")
        self._close()
        self._keep_apart("unsure")

    def _keep_apart(self, verb: str) -> None:
        for act in self._last.values():
            one, other = self._ends(act)
            if act.verb == verb and self._of(one) is not self._of(other):
                self.cutting[one].add(other)
                self.cutting[other].add(one)

    def of(self, thing: Mapping[bytes, bytes]) -> "Judgements":
        """The same judgements between the things that mentions stand for (the record that several documents hold)."""
        return Judgements(self.acts, thing)

    def apart(self, mentions: Iterable[bytes]) -> bool:
        """Whether people keep two of these mentions apart."""
        some = set(mentions)
        return any(not self.cutting[m].isdisjoint(some) for m in some & self.cutting.keys())

    def same(self) -> Iterator[tuple[bytes, bytes]]:
        """The pairs judged the same that are followed, the smaller id first."""
        aside = {id(conflict.aside) for conflict in self.conflicts}
        for act in self._last.values():
            if act.verb == "same" and id(act) not in aside:
                one, other = sorted(self._ends(act))
                yield one, other

    def against(self, verb: str, one: bytes, other: bytes) -> list[Act]:
        """The judgements of other pairs that a new one would contradict; none if it may stand."""
        one, other = self._at(one), self._at(other)
        pair = frozenset((one, other))
        others = [act for key, act in self._last.items() if key != pair]
        if verb == "different":
            return _path(others, self, one, other)
        if verb != "same":
            return []
        rest = Judgements(others, self._thing)
        mine, theirs = rest._of(one), rest._of(other)
        for act in others:
            ends = self._ends(act)
            if act.verb == "different" and (
                (ends[0] in mine and ends[1] in theirs) or (ends[1] in mine and ends[0] in theirs)
            ):
                near, far = ends if ends[0] in mine else ends[::-1]
                return [*_path(others, self, one, near), act, *_path(others, self, far, other)]
        return []

    def _at(self, mention: bytes) -> bytes:
        return self._thing.get(mention, mention)

    def _ends(self, act: Act) -> tuple[bytes, bytes]:
        return self._at(act.subject or b""), self._at(act.other or b"")

    def _of(self, mention: bytes) -> set[bytes]:
        return self._group.get(mention, {mention})

    def _close(self) -> None:
        """Groups by `same`, oldest first; sets aside what would bring together what is judged different."""
        for act in [a for a in self._last.values() if a.verb == "same"]:
            one, other = self._ends(act)
            mine, theirs = self._of(one), self._of(other)
            if mine is theirs:
                continue
            cut = next(
                (m for m in sorted(mine) if m in self.cutting and not self.cutting[m].isdisjoint(theirs)), None
            )
            if cut is not None:
                self.conflicts.append(Conflict(act, tuple(self._why(act, cut, theirs))))
                continue
            mine |= theirs
            for member in mine:
                self._group[member] = mine

    def _why(self, act: Act, cut: bytes, theirs: set[bytes]) -> Iterator[Act]:
        """The judgement that keeps two groups apart, and those that lead to it."""
        far = min(self.cutting[cut] & theirs)
        one, other = self._ends(act)
        if cut not in self._of(one):
            one, other = other, one
        earlier = [a for a in self._last.values() if a is not act]
        yield self._last[frozenset((cut, far))]
        yield from _path(earlier, self, one, cut)
        yield from _path(earlier, self, other, far)


def records(mentions: Mapping[bytes, StoredMention], people: Judgements) -> dict[bytes, bytes]:
    """Mention -> the smallest mention of its record (class, source, key), for records that several mentions name.

    What several documents say of one record of a source is one thing before any other rule looks at it. A record
    of which people judged two mentions different (or unsure) is left as its mentions: then the rules decide on each.
    """
    first: dict[tuple[str, str | None, str], list[bytes]] = {}
    for identifier, mention in mentions.items():
        if mention.key:
            first.setdefault((mention.kind, mention.source, mention.key), []).append(identifier)
    found: dict[bytes, bytes] = {}
    for members in first.values():
        if len(members) > 1 and not people.apart(members):
            found.update(dict.fromkeys(members, min(members)))
    return found


def _path(acts: Iterable[Act], people: Judgements, one: bytes, other: bytes) -> list[Act]:
    """The fewest `same` judgements that lead from one thing to another; none if they are one, or nothing leads."""
    steps: defaultdict[bytes, list[tuple[bytes, Act]]] = defaultdict(list)
    for act in acts:
        if act.verb == "same":
            a, b = people._ends(act)
            steps[a].append((b, act))
            steps[b].append((a, act))
    reached: dict[bytes, list[Act]] = {one: []}
    queue = [one]
    for at in queue:
        for to, act in steps[at]:
            if to not in reached:
                reached[to] = [*reached[at], act]
                queue.append(to)
    return reached.get(other, [])
