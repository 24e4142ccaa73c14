"""Terms that a text defines for a firm in brackets: `Aa Holdings, Inc. (the "Company")`, `Bb Cloud LLC ("Bb")`."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..language.segments import Sentence
from .chunks import Chunk

_BRACKET = re.compile(r"\((?:[^()\"“”]{0,40}[\"“][A-Z][^()\"“”]{1,40}[\"”]){1,3}[^()\"“”]{0,20}\)")
_TERM = re.compile(r"[\"“]([A-Z][^()\"“”]{1,40}?),?[\"”]")
#: Common nouns that filings write with a capital for the firm that files, whether they define them or not.
_FILERS = ("Company", "Registrant", "Issuer", "Corporation", "Group", "Partnership", "Trust")
_COMMON = frozenset([
    *_FILERS, "Borrower", "Seller", "Purchaser", "Buyer", "Landlord", "Tenant", "Lessee", "Lessor", "Lender",
    "Guarantor", "Customer", "Supplier", "Parent", "Licensee", "Licensor", "Provider", "Operator", "Owner", "Bank",
    "Fund", "Utility", "Developer", "Joint Venture", "Venture",
])  # fmt: skip
_REACH = 60


class Term(NamedTuple):
    """A term, where its brackets open, and whether it is a common noun with a capital."""

    words: str
    start: int
    common: bool


def terms(text: str) -> list[Term]:
    """The terms that a text defines, in its order."""
    return [
        Term(words, bracket.start(), words in _COMMON)
        for bracket in _BRACKET.finditer(text) for words in map(_plain, _TERM.findall(bracket.group()))
    ]  # fmt: skip


def _plain(words: str) -> str:
    return words.removeprefix("the ").removeprefix("The ").strip()


def nearest(start: int, ends: Sequence[int]) -> int | None:
    """The index of the last of some ordered ends before a bracket, if it is near enough to be what it defines."""
    at = next((i for i in range(len(ends) - 1, -1, -1) if ends[i] <= start + 1), None)
    return at if at is not None and start - ends[at] < _REACH else None


def uses(page: Sequence[Sentence], words: str) -> Iterator[Chunk]:
    """Where a common noun stands with its capital behind "the": the words of a defined term."""
    for sentence in page:
        tokens = sentence.tokens
        for i in range(1, len(tokens)):
            same = tokens[i].text == words or (words == "Registrant" and tokens[i].lower == "registrant")
            if same and tokens[i - 1].lower == "the":
                yield Chunk(sentence, i, i)


def filers(page: Sequence[Sentence]) -> Iterator[str]:
    """The common nouns for the firm that files which the text uses with a capital."""
    for words in _FILERS[:3]:
        if any(True for _ in uses(page, words)):
            yield words
