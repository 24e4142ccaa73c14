"""Policies: named ones as data, others made of them, and what they say of statuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattgraph.graph.policies.policy import DEFAULT, POLICIES, STRICT_TEXT, Policy, PolicyError, UnknownPolicy, policy
from wattgraph.graph.policies.sources import classes
from wattgraph.schema.model import model


def test_the_named_ones() -> None:
    assert list(POLICIES) == ["default", "strictText", "filingsFirst"]
    assert [found.name for found in POLICIES.values()] == list(POLICIES)
    assert DEFAULT.admits("inferred")
    assert not STRICT_TEXT.admits("inferred")
    assert policy("filingsFirst").rank("filing") < policy("filingsFirst").rank("release")
    assert policy("filingsFirst").rank("register") < policy("filingsFirst").rank("press")
    assert DEFAULT.rank("filing") == DEFAULT.rank("press")


def test_two_given_alike_are_one() -> None:
    made = Policy.of(minimum_origins=2, minimum_status="signed")
    again = policy({"base": "default", "minimum_status": ["signed"], "minimum_origins": 2})
    assert made == again
    assert len({made, again}) == 1
    assert made.name == again.name == "default, at least signed, at least 2 origins"


def test_what_is_changed_to_what_it_was_has_its_old_name() -> None:
    assert Policy.of(modalities=[m for m in _all() if m != "inferred"]) == STRICT_TEXT
    assert Policy.of("filingsFirst", sources=()) == DEFAULT
    assert Policy.of("strictText", minimum_origins=3).name == "strictText, at least 3 origins"
    assert Policy.of(modalities=["asserted", "reported"]).name == "default, only asserted, reported"
    assert Policy.of(Policy.of(minimum_origins=2), minimum_origins=1) is not DEFAULT
    assert Policy.of(Policy.of(minimum_origins=2), minimum_origins=1) == DEFAULT


def _all() -> list[str]:
    return list(model().vocabularies["modality"])


#: What can be asked of a policy, all of it or some.
ASKED = st.fixed_dictionaries(
    {"base": st.sampled_from(list(POLICIES))},
    optional={
        "modalities": st.sets(st.sampled_from(_all()), min_size=1),
        "minimum_status": st.sampled_from([[], ["signed"], ["operational"], ["planned", "closed"]]),
        "sources": st.lists(st.sampled_from(list(classes())), max_size=3),
        "minimum_origins": st.integers(1, 3),
    },
)


@given(ASKED, ASKED)
def test_policies_are_equal_exactly_where_their_names_are(one: dict[str, object], other: dict[str, object]) -> None:
    mine, theirs = policy(one), policy(other)
    assert (mine == theirs) == (mine.name == theirs.name)
    assert hash(mine) == hash(theirs) or mine != theirs
    assert policy(mine) is mine
    if mine.name in POLICIES:
        assert mine == POLICIES[mine.name]


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"base": "lenient"}, "no policy 'lenient'; there are default, strictText, filingsFirst"),
        ({"modalities": ["loud"]}, "no modality 'loud'; there are asserted,"),
        ({"modalities": []}, "no modality counts"),
        ({"minimum_status": "cancelled"}, "no minimum status 'cancelled'; there are rumoured,"),
        ({"minimum_status": ["signed", "closed"]}, "two minimums on one track: signed, closed"),
        ({"sources": ["blog"]}, "no class of sources 'blog'; there are filing, register"),
        ({"minimum_origins": 0}, "the minimum of origins is 0: give a whole number from 1"),
        ({"minimum_origins": True}, "the minimum of origins is True"),
        ({"colour": "red"}, "a policy has no 'colour'; it has base, modalities"),
    ],
)
def test_what_cannot_be_says_what_there_is(wish: dict[str, object], said: str) -> None:
    with pytest.raises(PolicyError) as refused:
        policy(wish)
    assert str(refused.value).startswith(said)


def test_an_unknown_name_is_an_unknown_policy() -> None:
    with pytest.raises(UnknownPolicy):
        policy("lenient")


@pytest.mark.parametrize(
    ("kind", "status", "signed", "operational", "both"),
    [
        ("Deal", "announced", False, True, False),
        ("Deal", "signed", True, True, True),
        ("Deal", "closed", True, True, True),
        ("Deal", "planned", False, True, False),  # by rule, where a text only expects it
        ("Deal", None, False, True, False),
        ("Deal", "cancelled", False, True, False),
        ("Capacity", "planned", True, False, False),  # no rank between the tracks
        ("Capacity", "operational", True, True, True),
        ("Capacity", "signed", True, True, True),
        ("Capacity", "announced", False, True, False),
        ("Capacity", "retired", False, False, False),
        ("Site", None, True, True, False),
        ("Firm", None, True, True, True),
        ("Event", "announced", True, True, True),
    ],
)
def test_a_status_counts_on_its_own_track(
    kind: str, status: str | None, signed: bool, operational: bool, both: bool
) -> None:
    asked = (Policy.of(minimum_status=words) for words in ("signed", "operational", ["operational", "signed"]))
    assert [found.reached(kind, status) for found in asked] == [signed, operational, both]
    assert DEFAULT.reached(kind, status)
