"""What may be one thing by GraphQL: reasons, the words that name both, and bounds."""

import pytest

SUGGESTED = """
query($kinds: [SuggestionKind!], $least: Float = 0.5, $first: Int = 9, $view: ViewInput) {
  suggestions(kinds: $kinds, minScore: $least, first: $first, view: $view) {
    totalCount note
    nodes { kind relation score reasons one { caption } other { caption } evidence(parts: VALUE) { quote } } } }
"""


@pytest.fixture
def alike(notes, ledger):
    """Two texts that spell one firm otherwise, a year apart."""
    for name, published in (("Veldkamp Data Halls", "2025-05-01"), ("Veldcamp Data Halls", "2026-05-01")):
        page = notes(f"{name} signed a lease.")
        page.actor(name)
        page.into(ledger, title=name, published=published)


def test_reasons_and_the_words_that_name_both(alike, ask):
    found = ask(SUGGESTED, kinds=["FIRM"])["suggestions"]
    (pair,) = found["nodes"]
    names = {"Veldkamp Data Halls", "Veldcamp Data Halls"}
    assert (found["totalCount"], pair["kind"], pair["relation"]) == (1, "FIRM", "SAME")
    assert {pair["one"]["caption"], pair["other"]["caption"]} == names
    assert {proof["quote"] for proof in pair["evidence"]} == names
    assert pair["score"] >= 0.5
    assert pair["reasons"]


def test_what_there_is_not(alike, ask, answer):
    early = ask(SUGGESTED, view={"knownAt": "2025"})["suggestions"]
    assert early["nodes"] == []
    assert early["note"].startswith("nothing scores 0.5 or more; left out as not surely known at 2025: 1 document")
    none = ask(SUGGESTED, kinds=["SITE"], least=0.9)["suggestions"]
    assert (none["totalCount"], none["note"]) == (0, "nothing scores 0.9 or more")
    assert "minScore is 2" in answer(SUGGESTED, least=2)["errors"][0]["message"]
