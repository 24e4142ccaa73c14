"""Enums: one for each vocabulary, in SCREAMING_SNAKE form, and a few that no vocabulary holds.

Inside, a word is always in its camelCase form: `words` gives it back from arguments.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Any, get_args

import graphene

from ...graph.changes import HOWS, SORTS
from ...graph.links import rules
from ...graph.links.rules import joints, misses
from ...graph.links.search import ORDERS
from ...graph.origins import SIGNS
from ...graph.policies.sources import classes
from ...graph.roles import BASES
from ...graph.sums import DIMENSIONS, SUMMED
from ...graph.times.clock import KnownBasis, Standing
from ...graph.view.ranking import BORNE as BORNE_NAMES
from ...schema.model import Model, Vocabulary, model
from ...schema.words import screaming


def words(value: Any) -> Any:
    """Arguments with enum members as the words that they stand for, however deep."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {key: words(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [words(inner) for inner in value]
    return value


def enum(name: str, terms: Iterable[str], doc: str, docs: dict[str, str] | None = None) -> Any:
    """A GraphQL enum of camelCase words; `docs` says what each means."""

    def description(member: Enum | None) -> str | None:
        return doc if member is None else (docs or {}).get(member.value) or None

    return graphene.Enum(name, [(screaming(term), term) for term in terms], description=description)


def _of(vocabulary: Vocabulary) -> Any:
    docs = {term.name: term.doc for term in vocabulary.terms.values()}
    return enum(vocabulary.name[0].upper() + vocabulary.name[1:], vocabulary, vocabulary.doc, docs)


def _kinds(shipped: Model, classes: Iterable[str]) -> list[str]:
    kinds = [shipped.vocabularies[shipped.kind(of).properties["kind"].ranges[0]] for of in classes]
    return list(dict.fromkeys(word for vocabulary in kinds for word in vocabulary))


#: Vocabulary -> its enum.
VOCABULARIES: dict[str, Any] = {name: _of(found) for name, found in model().vocabularies.items()}

STATUS = VOCABULARIES["status"]
MODALITY = VOCABULARIES["modality"]
PARTY_ROLE = VOCABULARIES["partyRole"]
ACTOR_ROLE = VOCABULARIES["actorRole"]

BORNE = enum("BorneProperty", (*BORNE_NAMES, "role"), "What an actor bears for a time.")
CHANGED_CLASS = enum(
    "ChangedClass", [k.name for k in model().kinds.values() if k.described], "The classes of things."
)
CHANGE_SORT = enum("ChangeSort", SORTS, "Of what sort a change is.", dict(SORTS))
CHANGE_HOW = enum("ChangeHow", HOWS, "How a value changed.", dict(HOWS))
THING_CLASS = enum("ThingClass", [k.name for k in model().kinds.values() if k.parties], "The classes with parties.")
SUMMED_CLASS = enum("SummedClass", SUMMED, "The classes that have sums.")
SUMMED_KIND = enum("SummedKind", _kinds(model(), SUMMED), "The kinds of deals, capital flows, capacities and stakes.")
SUMMED_BASIS = enum(
    "SummedBasis", dict.fromkeys([*model().vocabularies["capacityBasis"], *model().vocabularies["amountBasis"]]),
    "What figures count: megawatts of a basis, or amounts of one; UNKNOWN where no text says.",
)  # fmt: skip
DIMENSION = enum("Dimension", DIMENSIONS, "By what sums are grouped.", dict(DIMENSIONS))
LINK_CLASS = enum("LinkClass", rules()["strength"], "What a link rests on, the firmest first.")
LINK_KIND = enum("LinkKind", _kinds(model(), rules()["class"]), "The kinds of what can link.")
LINK_DOUBT = enum("LinkDoubt", rules()["doubts"], "How a link is said that no text asserts.")
MISS_RULE = enum("MissRule", misses(), "Why a chain of links is no path.", misses())
JOINT_RULE = enum("JointRule", joints(), "How a hop names the contract of an earlier one.", joints())
PATH_ORDER = enum("PathOrder", ORDERS, "Which paths come first.", {
    "firmest": "Those whose weakest hop is firmest, then those of fewest hops.",
    "shortest": "Those of fewest hops, then the firmest.",
})  # fmt: skip
ACTOR_CLASS = enum("ActorClass", model().concrete("Actor"), "The classes of actors.")
ROLE_BASIS = enum("RoleBasis", BASES, "On whose word an actor has a role.", {
    "reference": "The shipped reference list, with a source per row. No text of the ledger says so.",
    "thirdParty": "A text, in its own voice or another's.",
    "self": "The actor's own word. Shown, and not counted unless asked for.",
})  # fmt: skip
SOURCE_CLASS = enum("SourceClass", classes(), "What kind of source a document is.", dict(classes()))
ORIGIN_SIGN = enum("OriginSign", SIGNS, "What makes documents one origin.", {
    "series": "They are editions of one thing, tables of one data set, or stood at one address.",
    "person": "A person judged them near-duplicates.",
    "stated": "One says that it was published before where the other stands.",
    "text": "They share so much text that one was made from the other, or both from a third.",
})  # fmt: skip
PUBLISHED_BASIS = enum("PublishedBasis", ("stated", "metadata", "given", "unknown"), "What a date rests on.", {
    "stated": "The text itself.", "metadata": "The page that carries it.", "given": "Who loaded it.",
    "unknown": "Nothing: the date is unknown.",
})  # fmt: skip
KNOWN_BASIS = enum("KnownBasis", get_args(KnownBasis), "What tells when a document was known.", {
    "published": "Its publication.", "vintage": "Its vintage, as it has no date of publication.",
    "recorded": "When it was loaded, as nothing else is known: an old document may be of this kind.",
})  # fmt: skip
STANDING = enum("Standing", get_args(Standing), "Whether something is so as of a date.", {
    "yes": "Its time is known and holds the date.", "no": "Its time is known and does not hold the date.",
    "open": "Its time is known in part: some of the days that it can mean hold the date. It passes.",
    "unknown": "Nobody states its time. It passes.",
})  # fmt: skip
SPAN_PART = enum("SpanPart", (
    "value", "quote", "subject", "unit", "scale", "qualifier", "direction", "date", "list",
), "What words of a document prove.", {
    "value": "The words that carry the value.", "quote": "The clause for people to read.",
    "subject": "Whom a pronoun or description means.", "unit": "The unit or currency, where it stands apart.",
    "scale": "The scale (million, billion), where it stands apart.", "qualifier": "How exact the value is.",
    "direction": "That it rose or fell.", "date": "The words of a date.", "list": "That a list is left open.",
})  # fmt: skip
