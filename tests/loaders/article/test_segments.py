"""Where sentences end: in clean text and in scraped text whose sentences are glued."""

import pytest

from wattgraph.loaders.article.language.segments import sentences


def words(text: str) -> list[str]:
    return [s.words for s in sentences(text) if s.genre != "furniture"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zolt Inc. rents halls. It pays.", ["Zolt Inc. rents halls.", "It pays."]),
        ("The grid is full.Zolt waits.", ["The grid is full.", "Zolt waits."]),
        (
            "Trade between the U. S.and Peru grew. Copper led.",
            ["Trade between the U. S.and Peru grew.", "Copper led."],
        ),
        ("The index rose 3. 4% on Monday. It fell later.", ["The index rose 3. 4% on Monday.", "It fell later."]),
        ("Zolt paid $ 2. 6 billion for it. Fine.", ["Zolt paid $ 2. 6 billion for it.", "Fine."]),
        ("The U.S. market grew. Zolt did not.", ["The U.S. market grew.", "Zolt did not."]),
        ("“We wait.” Zolt said so.", ["“We wait.”", "Zolt said so."]),
        ("Mr. J. Abel left. She stayed.", ["Mr. J. Abel left.", "She stayed."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_headlines_bylines_and_counters_are_no_sentences_of_the_body() -> None:
    page = sentences("Miner Zolt Lets Halls3 hours ago4 min read12 commentsBy Ada LindZolt let three halls to Quux.")
    assert [s.words for s in page if s.genre == "body"] == ["Zolt let three halls to Quux."]


def test_questions_are_known() -> None:
    assert [s.question for s in sentences("Will Zolt pay? It will.")] == [True, False]


def test_offsets_point_into_the_text() -> None:
    text = "A first line\n\n• Zolt rose.  It fell.\n• Quux slept.\n"
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.words
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
