"""Articles: a text in, facts and their statements out. Deterministic, offline, without a list of firms if need be.

`facts` gives the facts of the contract with their spans, `read` the same as statements for the ledger.
"""

import json
from dataclasses import replace

from ...schema.datewords import date_contradiction
from ...schema.statement import Appearance, Candidate, Document, Reading
from ..facts import Fact, Slot, things
from .actors.names import NO_NAMES, Name, Names
from .extraction import Extraction
from .parse import NAME, Parser, ParserMissing, spacy_parser
from .reading import extract

LOADER, VERSION = "article", "2.2"

__all__ = [
    "LOADER", "NO_NAMES", "VERSION", "Name", "Names", "Parser", "ParserMissing", "facts", "read", "spacy_parser",
]  # fmt: skip


def facts(
    document: Document, published: str | None = None, names: Names = NO_NAMES, parser: Parser | None = None
) -> list[Fact]:
    """The facts that a text tells, in its order. `published`: its date (EDTF), against which "Monday" resolves."""
    return extract(document.text, published, names, parser).facts


def read(
    document: Document, appearance: Appearance, names: Names = NO_NAMES, parser: Parser | None = None
) -> Reading:
    """What a text tells as statements, the facts in doubt as candidates."""
    found = extract(document.text, appearance.published, names, parser)
    told = [_dated(fact, document.text, appearance.published) for fact in found.facts]
    doubtful = _candidates(document, found)
    options = names.edition if parser is None else f"{names.edition} {NAME}".strip()
    return Reading(document, appearance, LOADER, VERSION, things(document, told), doubtful, options)


def _dated(fact: Fact, text: str, published: str | None) -> Fact:
    """The fact without dates that its own words do not give ("a year earlier" rests on another date of the text)."""

    def said(slot: Slot | None) -> Slot | None:
        return slot if slot and not date_contradiction(slot.value, text[slice(*slot.words)], published) else None

    return replace(fact, date=said(fact.date), start=said(fact.start), end=said(fact.end))


def _candidates(document: Document, found: Extraction) -> list[Candidate]:
    lines = ((json.dumps(d.fact.line(document.text), ensure_ascii=False), d.reasons) for d in found.doubts)
    return [Candidate(line, reasons) for line, reasons in lines]
