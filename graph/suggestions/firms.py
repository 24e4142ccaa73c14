"""Firms that may be one: by names, initials, a ticker at other dates, a site that both hold."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from ..identity.tickers import split
from ..view import Node, View
from ..view.ranking import BORNE, ended
from .pairs import CROWD, Open, Suggestion, Verdict, compared, rows
from .spelling import LEVELS, Spelling, forms, initials, masked

#: Equal words in two names: likely one firm, but names are no proof.
_NAME = 0.85
#: What else there is to say, added to or taken from that.
_COUNTRY, _SITE, _TICKER, _ELSEWHERE, _ONE_SOURCE = 0.05, 0.1, 0.15, -0.35, -0.5
#: The most that letters which pass for others can be worth: a warning, not a suggestion to merge.
_MASKED = 0.3
#: The most that two groups can be worth: "banks" in two texts are seldom the same banks.
_GROUPS = 0.4
_INITIALS, _COMMON_INITIALS = 0.8, 0.5

#: Legal forms written out, which cleanco knows by their short forms.
_LIGHT = ("cooperative", "association")


@dataclass
class Profile:
    """What is compared of a firm. `codes`: its tickers without exchange; `former`: names that ended (as keys)."""

    node: Node
    names: list[str]
    former: set[str]
    codes: set[str]
    country: str | None
    rows: dict[str, set[str]]
    held: set[str] = field(default_factory=set)
    above: set[str] = field(default_factory=set)


def suggest_firms(view: View) -> Iterator[Suggestion]:
    """Pairs of firms, public bodies and groups."""
    found = {node.id: _profile(node, view) for node in view.of_kind("Actor")}
    for site in view.of_kind("Site"):
        for actor in site.actors("owner", "operator"):
            if actor in found:
                found[actor].held.add(site.id)
    spelling = Spelling.of((profile.names for profile in found.values()), _LIGHT)
    keys = {node: list(_blocks(profile, spelling)) for node, profile in found.items()}
    expanded = _expansions(found)

    def compare(one: str, other: str) -> Verdict | None:
        return _compare(found[one], found[other], spelling, expanded)

    yield from compared("firm", keys, Open(view, [p.node for p in found.values()]), compare)


def _profile(node: Node, view: View) -> Profile:
    names = [str(v.decoded) for prop in ("name", "alias") for v in node.values.get(prop, ())]
    former = ended({prop: [s for v in node.values.get(prop, ()) for s in v.statements] for prop in BORNE})
    above = {str(v.decoded) for prop in ("parent", "ultimateParent") for v in node.values.get(prop, ())}
    codes = {split(str(v.decoded))[1] for v in node.values.get("ticker", ())}
    return Profile(node, names, former, codes, node.word("country"), rows(node, view), above=above)


def _blocks(profile: Profile, spelling: Spelling) -> Iterator[Hashable]:
    for name in profile.names:
        for form in forms(name):
            yield "words", form.key
            yield "letters", form.joined
            if len(form.words) > 2:
                yield "initials", form.initials
        for word in spelling.rare(name, CROWD):
            yield "word", word
        if short := initials(name):
            yield "initials", short
        if shown := masked(name):
            yield from (("letters", form.joined) for form in forms(shown))
    yield from (("ticker", code) for code in profile.codes)
    yield from (("site", site) for site in profile.held)


def _expansions(found: dict[str, Profile]) -> dict[str, int]:
    """How many firms some initials stand for."""
    counted: defaultdict[str, set[str]] = defaultdict(set)
    for node, profile in found.items():
        for name in profile.names:
            for form in forms(name):
                if len(form.words) > 2:
                    counted[form.initials].add(node)
    return {short: len(nodes) for short, nodes in counted.items()}


def _compare(one: Profile, other: Profile, spelling: Spelling, expanded: dict[str, int]) -> Verdict | None:
    if one.node.id in other.above or other.node.id in one.above:
        return None
    if _rows_apart(one, other) and not _written_alike(one, other):
        return None
    if warned := _masked(one, other):
        return warned
    score, reason = max(_named(a, b, spelling, expanded) for a in one.names for b in other.names or [""])
    reasons = [reason]
    for added, why in _context(one, other):
        score += added
        reasons.append(why)
    groups = "Group" in (one.node.kind, other.node.kind)
    reasons += ["groups of whom no text says who they are"] * groups
    return Verdict(min(max(score, 0.0), _GROUPS if groups else 0.99), tuple(reasons))


def _named(one: str, other: str, spelling: Spelling, expanded: dict[str, int]) -> tuple[float, str]:
    for short, long in ((one, other), (other, one)):
        letters = initials(short)
        if letters and any(letters == form.initials and len(form.words) > 2 for form in forms(long)):
            alone = expanded.get(letters, 0) < 2
            why = f"{short} are the initials of {long}" + ("" if alone else ", and of others")
            return (_INITIALS if alone else _COMMON_INITIALS), why
    found = spelling.likeness(one, other)
    return _NAME * found.score, found.reason


def _masked(one: Profile, other: Profile) -> Verdict | None:
    """A warning where one name is written with letters of another alphabet that pass for the other's."""
    for mine, theirs in ((one, other), (other, one)):
        for name in mine.names:
            if masked(name):
                why = f"{name!r} mixes alphabets: letters that look like others"
                letters = {form.joined for shown in [masked(name) or ""] for form in forms(shown)}
                same = any(form.joined in letters for known in theirs.names for form in forms(known))
                return Verdict(_MASKED if same else 0.0, (why,))
    return None


def _context(one: Profile, other: Profile) -> Iterator[tuple[float, str]]:
    if one.country and other.country:
        same = one.country == other.country
        yield (_COUNTRY if same else _ELSEWHERE), "one country" if same else "different countries"
    if one.held & other.held and not _levels(one) ^ _levels(other):
        yield _SITE, "both hold one site"
    if one.codes & other.codes:
        yield _TICKER, f"one ticker ({', '.join(sorted(one.codes & other.codes))}), not proven to be at one date"
    elif one.codes and other.codes:
        yield -_TICKER, "different tickers"
    if shared := _rows_apart(one, other):
        yield _ONE_SOURCE, f"{', '.join(sorted(shared))} has them as two records"


def _rows_apart(one: Profile, other: Profile) -> set[str]:
    """The sources that have both, as rows of their own."""
    return {s for s in one.rows.keys() & other.rows.keys() if not one.rows[s] & other.rows[s]}


def _written_alike(one: Profile, other: Profile) -> bool:
    """Whether two names have the same words."""
    mine = {form.key for name in one.names for form in forms(name)}
    return any(form.key in mine for name in other.names for form in forms(name))


def _levels(profile: Profile) -> set[str]:
    """Words that place a firm above or below others of its name."""
    return {word for name in profile.names for form in forms(name) for word in form.words} & LEVELS
