"""Forms of words, made by rule."""

import pytest

from wattgraph.loaders.article.language.inflections import gerund, noun_forms, past, plural, verb_forms
from wattgraph.loaders.article.language.lexicon import lexicon, tables


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("plan", ("planned", "planning")),
        ("lease", ("leased", "leasing")),
        ("supply", ("supplied", "supplying")),
        ("deploy", ("deployed", "deploying")),
        ("agree", ("agreed", "agreeing")),
        ("tie", ("tied", "tying")),
    ],
)
def test_verbs(verb: str, expected: tuple[str, str]) -> None:
    assert (past(verb), gerund(verb)) == expected


def test_nouns_and_phrases() -> None:
    assert plural("facility") == "facilities"
    assert noun_forms("credit facility") == {"credit facility": "noun", "credit facilities": "noun"}
    assert verb_forms("take over", {"take": ["took", "taken"]})["took over"] == "past"


def test_every_group_says_why_it_is_there() -> None:
    for name, data in tables().items():
        for group in data.get("group", {}).values():
            assert group.get("reason"), name


def test_frames_name_groups_that_exist() -> None:
    for frame in tables()["frames"]["frame"]:
        for slot in ("noun", "act", "verb"):
            assert set(frame.get(slot, ())) <= set(lexicon().groups)
