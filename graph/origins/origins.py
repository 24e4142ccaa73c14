"""Independent origins: documents that rest on one another count once.

Four things bind two documents into one origin: they are of one series, or tables of one data set; a person judged
them near-duplicates; a text says that it was published before where the other stands; or they share so much text
that one was made from the other, or both from a third. Each bond has its evidence.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..ledger.records import Act, StoredDocument
from .likeness import NEAR, Alike, Likeness
from .shingles import Passage, passages
from .syndication import Credit, addresses, bare, names_publisher

#: What binds two documents.
SIGNS = SERIES, PERSON, STATED, TEXT = ("series", "person", "stated", "text")
#: Media types of data: their rows look alike, and their series tells where they come from.
_DATA = frozenset({"text/tab-separated-values", "text/csv", "application/toml", "application/json"})
#: A text that shares with two others parts of itself of which less is common than this brought two stories together.
_OVERLAP = 0.2


@dataclass(frozen=True)
class Bond:
    """Why two documents are of one origin. `alike` and `credit` are the evidence of text and of its own words."""

    one: bytes
    other: bytes
    sign: str
    why: str
    alike: Alike | None = None
    credit: Credit | None = None
    act: Act | None = None


@dataclass(frozen=True)
class Origin:
    """Documents that count once, by id, and the bonds that make them one."""

    documents: tuple[bytes, ...]
    bonds: tuple[Bond, ...] = ()

    @property
    def id(self) -> bytes:
        """The smallest id of its documents."""
        return self.documents[0]


class Origins:
    """The origins of the documents of one snapshot, found out at the first question that needs them.

    `text`: the text of a document. `likeness`: what earlier snapshots learned of texts.
    """

    def __init__(
        self, documents: Mapping[bytes, StoredDocument], acts: Iterable[Act], text: Callable[[bytes], str],
        likeness: Likeness | None = None,
    ) -> None:  # fmt: skip
        self._documents = documents
        self._acts = [act for act in acts if act.verb == "nearDuplicate"]
        self._text = text
        self._likeness = likeness or Likeness()

    def count(self, documents: Iterable[bytes]) -> int:
        """How many independent origins some documents have."""
        some = set(documents)
        return len(some) if len(some) < 2 else len({self.of(document).id for document in some})

    def of(self, document: bytes) -> Origin:
        """The origin of a document: itself alone, if nothing binds it to another."""
        return self._groups.get(document) or Origin((document,))

    def shared(self) -> list[Origin]:
        """The origins of more than one document, by id."""
        return sorted({origin.id: origin for origin in self._groups.values()}.values(), key=lambda found: found.id)

    def passages(self, bond: Bond, most: int = 5) -> list[Passage]:
        """The longest passages that two texts share, `most` at most; none of data, or where a text is not held."""
        if not (self._is_text(bond.one) and self._is_text(bond.other)):
            return []
        return passages(self._text(bond.one), self._text(bond.other), most)

    @cached_property
    def bonds(self) -> tuple[Bond, ...]:
        """All that binds documents, the surest kinds first."""
        return (*self._by_series(), *self._by_people(), *self._by_text())

    @cached_property
    def _groups(self) -> dict[bytes, Origin]:
        root: dict[bytes, bytes] = {}
        for bond in self.bonds:
            one, other = sorted((_root(root, bond.one), _root(root, bond.other)))
            root[other] = one
        members: defaultdict[bytes, list[bytes]] = defaultdict(list)
        for document in {end for bond in self.bonds for end in (bond.one, bond.other)}:
            members[_root(root, document)].append(document)
        why: defaultdict[bytes, list[Bond]] = defaultdict(list)
        for bond in self.bonds:
            why[_root(root, bond.one)].append(bond)
        made = {top: Origin(tuple(sorted(found)), tuple(why[top])) for top, found in members.items()}
        return {document: made[top] for top, found in members.items() for document in found}

    # -- what binds

    def _by_series(self) -> Iterator[Bond]:
        """Editions of one thing and tables of one data set, each bound to the first."""
        first: dict[str, bytes] = {}
        for identifier, document in sorted(self._documents.items()):
            for name in dict.fromkeys(_series(document)):
                one = first.setdefault(name, identifier)
                if one != identifier:
                    yield Bond(one, identifier, SERIES, f"both are of {name}")

    def _by_people(self) -> Iterator[Bond]:
        for act in self._acts:
            one, other = sorted((act.subject or b"", act.other or b""))
            if one in self._documents and other in self._documents:
                why = f"{act.author} judged them near-duplicates" + (f": {act.reason}" if act.reason else "")
                yield Bond(one, other, PERSON, why, act=act)

    def _by_text(self) -> Iterator[Bond]:
        texts = set(filter(self._is_text, self._documents))
        if len(texts) < 2:
            return
        learned = self._likeness.pairs(texts, self._text)
        said = self._likeness.credited(texts, self._text)
        yield from self._named_addresses(said)
        near = [pair for pair in learned if pair.exact >= NEAR]
        for pair in self._without_digests(near):
            why = f"{pair.exact:.0%} of their three-word runs are the same"
            yield Bond(pair.one, pair.other, TEXT, why, pair)
        for pair in learned[len(near) :]:
            if bond := self._stated(pair, said):
                yield bond

    def _is_text(self, document: bytes) -> bool:
        found = self._documents[document]
        return found.held and found.media_type not in _DATA

    def _named_addresses(self, said: Mapping[bytes, list[Credit]]) -> Iterator[Bond]:
        """Texts that name the very address at which another document stands."""
        if not said:
            return
        standing = {
            bare(shown.address): identifier
            for identifier, document in sorted(self._documents.items(), reverse=True)
            for shown in document.appearances if shown.address
        }  # fmt: skip
        for document, found in sorted(said.items()):
            for credit in found:
                other = next((standing[a] for a in addresses(credit) if a in standing), document)
                if other != document:
                    one, two = sorted((document, other))
                    yield Bond(one, two, STATED, "one names the address of the other", credit=credit)

    def _stated(self, pair: Alike, said: Mapping[bytes, list[Credit]]) -> Bond | None:
        """The bond of two texts that are somewhat alike, of which one credits the publisher of the other."""
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            for credit in said.get(one, ()):
                if name := names_publisher(credit, self._documents[other]):
                    why = f"one credits {name}, and {pair.exact:.0%} of their three-word runs are the same"
                    return Bond(pair.one, pair.other, STATED, why, pair, credit)
        return None

    def _without_digests(self, near: list[Alike]) -> list[Alike]:
        """The pairs but those by which a digest would make one of the stories that it brings together.

        A digest keeps the story that it shares most with. Of two stories one knows nothing of the other.
        """
        of: defaultdict[bytes, list[Alike]] = defaultdict(list)
        for pair in near:
            of[pair.one].append(pair)
            of[pair.other].append(pair)
        known = {(pair.one, pair.other) for pair in near}
        cut = {pair for document, found in of.items() for pair in self._cut(document, found, known)}
        return [pair for pair in near if pair not in cut]

    def _cut(self, document: bytes, found: list[Alike], known: set[tuple[bytes, bytes]]) -> Iterator[Alike]:
        kept: list[bytes] = []
        parts: frozenset[str] = frozenset()
        for pair in found if len(found) > 1 else ():
            other = pair.other if pair.one == document else pair.one
            part = self._likeness.shared(document, other, self._text)
            beside = any((min(other, o), max(other, o)) in known for o in kept)
            if kept and not beside and len(part & parts) < _OVERLAP * len(part):
                yield pair
            else:
                kept.append(other)
                parts |= part


def _root(root: dict[bytes, bytes], document: bytes) -> bytes:
    """The document that stands for all that are bound to one so far."""
    while (above := root.setdefault(document, document)) != document:
        root[document] = document = root.setdefault(above, above)
    return document


def _series(document: StoredDocument) -> Iterator[str]:
    """What a document is an edition or a part of: a data set (before the slash), a series, or an address."""
    for shown in document.appearances:
        if shown.series:
            yield f"the series {shown.series if '://' in shown.series else shown.series.partition('/')[0]}"
        if shown.address:
            yield f"the address {shown.address}"
