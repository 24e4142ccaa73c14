"""Lines: answers as `print` shows them, with their figures and who says so. Ids stand where one needs them only."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Context
from typing import TYPE_CHECKING

from ..schema.quantity import Interval, Quantity, plain_decimal
from ..schema.words import plain
from .captions import short_duration, short_quantity
from .evidence import unfold
from .ledger.records import StoredStatement
from .status import modality, status
from .titles import title

if TYPE_CHECKING:
    from .changes.change import Change
    from .conflicts.conflict import Conflict, Gap, Side
    from .figures.ratios import Ratio
    from .links.answer import PathAnswer
    from .links.circles import Circle
    from .links.misses import NearMiss
    from .links.path import Belonging, Hop, Path
    from .view.node import Node, Value
    from .view.view import View

#: Quotes longer than this are cut; JSON and GraphQL have them whole.
_LONGEST = 240
#: How many paths, near misses, and properties of a thing are printed.
_SHOWN, _PROPERTIES = 20, 16
#: Contracts, which are called by their parties; a capacity is called by its site.
_BETWEEN = ("Deal", "CapitalFlow", "Stake")
#: Ratios are shown with so many digits.
_DIGITS = Context(prec=4)


def who_says(view: "View", statements: Iterable[StoredStatement]) -> str:
    """The clause of the first statement with its document, and how many documents more say so."""
    said = tuple(statements)
    if not said:
        return "no statement is held"
    others = len({one.document for one in said}) - 1
    more = f", and {others:,} {'document' if others == 1 else 'documents'} more" if others else ""
    return unfold(view, said[0])[0].told(_LONGEST) + more


def words_of(view: "View", value: "Value | None") -> str:
    """A value for people: a quantity in few words, of a thing what it is called; '' for none."""
    if value is None:
        return ""
    if isinstance(value.decoded, Quantity):
        return short_quantity(value.decoded, signed=False)
    named = isinstance(value.best.object, bytes) and isinstance(value.decoded, str)
    return view.name(str(value.decoded)) if named else short_duration(str(value.decoded))


def subject(view: "View", thing: "Node") -> str:
    """What to call a thing in a row: its site goes before what a text tells of it without parties."""
    return view.name(thing.id) if view.node(thing.id) else title(view, thing)


# -- a thing


def of_node(view: "View", node: "Node") -> str:
    """A thing in some lines: what it is called, what is told of it, and who tells its figure."""
    how = [word for word in (status(node).word, modality(node)) if word]
    lines = [f"{title(view, node)} ({', '.join([node.kind, *how, node.id])})"]
    for role in dict.fromkeys(party.role for party in node.parties):
        lines.append(f"  {plain(role)}: {', '.join(view.name(actor) for actor in node.actors(role))}")
    for prop in list(node.values)[:_PROPERTIES]:
        shown = view.model.kind(node.kind).properties[prop]
        lines.append(f"  {plain(prop)}: {', '.join(words_of(view, value) for value in node.displayed(shown)[:5])}")
    if len(node.values) > _PROPERTIES:
        lines.append(f"  and {len(node.values) - _PROPERTIES} properties more")
    figure = node.figure
    known = node.shown(figure.property) if figure else None
    said = known.statements if known else tuple(node.statements())
    return "\n".join([*lines, f"  {who_says(view, said)}"])


# -- changes


def of_change(row: "Change") -> str:
    """A change in two lines: `world: IREN – Microsoft lease, $9.7bn: amount $7bn → $9.7bn`, and who says so."""
    if row.view is None:
        return f"{row.sort}: {row.property} of {row.thing.id} {row.how}: {row.why}"
    before, after = words_of(row.view, row.before), words_of(row.view, row.after)
    slip = f", {row.slip.days:+} days" if row.slip and row.slip.days is not None else ""
    shown = row.after or row.before
    said = shown.statements if shown else ()
    what = f"{subject(row.view, row.thing)}: {plain(row.property)}"
    return (
        f"{row.sort}: {what} {_turn(before, after)}{slip} ({row.why})\n"
        f"  {who_says(row.view, reversed(said) if row.how == 'confirmed' else said)}"
    )


def _turn(before: str, after: str) -> str:
    if before and after:
        return before if before == after else f"{before} → {after}"
    return after or f"{before} → nothing"


# -- paths


def of_path(path: "Path") -> str:
    """A path with its hops: class, status, amount and who says so, and the hop on which the whole rests."""
    if path.view is None:
        return f"{path.start} → {path.end}: {path.link}, {len(path.hops)} hops"
    return "\n".join(_path(path.view, path))


def _path(view: "View", path: "Path") -> Iterator[str]:
    from .links.denials import denials, deniers  # links print themselves by this module

    many = "1 hop" if len(path.hops) == 1 else f"{len(path.hops)} hops"
    sort = "" if path.exposure or path.fault else ", a mere association"
    yield f"{view.name(path.start)} → {view.name(path.end)}: {path.weakest.doubt or path.link}, {many}{sort}"
    for number, hop in enumerate(path.hops, start=1):
        yield from (f"     {_step(view, step)}" for step in hop.before)
        yield f"  {number}. {_hop(view, hop)}"
        yield f"     {who_says(view, _told_by(hop))}"
        if "denied" not in hop.faults and (against := deniers(view, denials(view, hop))):
            yield f"     disputed: denied by {', '.join(against)}"
        if hop.joint:
            yield f"     names the same contract: {hop.joint.rule}{' (inferred)' if hop.joint.inferred else ''}"
    yield from (f"     {_step(view, step)}" for step in path.after)
    if len(path.hops) > 1:
        weak = path.weakest
        yield f"  weakest: hop {path.hops.index(weak) + 1}, {weak.doubt or weak.link}"


def _told_by(hop: "Hop") -> tuple[StoredStatement, ...]:
    """The statements to quote for a hop: those of its figure, else of its first party."""
    return hop.claims[2] if len(hop.claims) > 2 else hop.claims[0]


def _hop(view: "View", hop: "Hop") -> str:
    (mine, theirs), how_far = hop.parties, status(hop.via).word
    sort = ", ".join(word for word in (hop.link, hop.doubt, how_far) if word)
    ends = f"{view.name(hop.start)} ({plain(mine.role)}) → {view.name(hop.end)} ({plain(theirs.role)})"
    return f"{ends}: {sort}; {title(view, hop.via)}"


def _step(view: "View", step: "Belonging") -> str:
    unsure = f", which is not sure: {step.unsure}" if step.unsure else ""
    return f"{view.name(step.below)} belongs to {view.name(step.above)}{unsure}"


def of_circle(circle: "Circle") -> str:
    """A circle of money with its hops, who pays first, and who says so."""
    view = circle.way.view
    if view is None:
        return f"{circle.funding.start} funds {circle.funding.end}: {len(circle.hops)} hops"
    ends = f"{view.name(circle.funding.start)} funds {view.name(circle.funding.end)}"
    lines = [f"{ends}, and is paid again in {len(circle.hops)} hops"]
    for number, hop in enumerate(circle.hops, start=1):
        lines += (f"     {_step(view, step)}" for step in hop.before)
        lines += [f"  {number}. {_hop(view, hop)}", f"     {who_says(view, _told_by(hop))}"]
    return "\n".join([*lines, *(f"     {_step(view, step)}" for step in circle.way.after)])


def of_host(view: "View", host: str, paths: "list[Path]") -> str:
    """A host with the rivals that it serves, and the paths to them."""
    rivals = dict.fromkeys(view.name(path.end) for path in paths)
    return "\n".join([f"{view.name(host)} serves {', '.join(rivals)}", *map(str, paths)])


def of_miss(miss: "NearMiss") -> str:
    """A near miss: the rule that stands against it, and the chain."""
    return f"no path, {miss.rule}: {miss.why}\n{miss.path}"


def of_answer(found: "PathAnswer", first: int = _SHOWN) -> str:
    """The first paths, else what came near, and what was searched."""
    parts = [str(path) for path in found.paths[:first]]
    if len(found.paths) > first:
        parts.append(f"{first:,} of {len(found.paths):,} paths are shown")
    if not found.paths:
        parts += [str(miss) for miss in found.near_misses[:first]]
        parts += [f"near misses: {found.near_misses.stopped.message}"] if found.near_misses.stopped else []
    return "\n\n".join([*parts, *([found.note] if found.note else []), found.searched.message])


# -- conflicts


def topic(view: "View", one: "Conflict") -> str:
    """What a conflict is about: two contracts both by their parties, anything else by its subject's name.

    The subject of two contracts is one party of them, which alone would hide the other.
    """
    things = [view.node(side.thing) for side in one.sides]
    if one.of not in _BETWEEN or any(thing is None or thing.id == one.subject for thing in things):
        return view.name(one.subject)
    return " and ".join(dict.fromkeys(title(view, thing) for thing in things if thing))


def of_conflict(one: "Conflict") -> str:
    """A conflict: what it is about, why it is one, and both sides with their words."""
    if one.view is None:
        return f"{one.kind} {one.id}: {plain(one.property)} of {one.subject}"
    view = one.view
    gap = f", {gap_words(one.gap)} apart" if one.gap else ""
    lines = [f"{one.kind} {one.id}: {plain(one.property)} of {topic(view, one)}{gap}", f"  {one.why}"]
    if one.ratio:
        unusual = "" if one.ratio.usual else ", which is not usual"
        of, by, value = plain(one.ratio.of), plain(one.ratio.by), plain_decimal(one.ratio.value)
        lines.append(f"  {of} by {by} is {value}{unusual}")
    for number, side in enumerate(one.sides, start=1):
        lines += [f"  {number}. {_side(view, side)}", f"     {who_says(view, side.statements)}"]
    return "\n".join(lines)


def gap_words(gap: "Gap") -> str:
    """`200 MW (40%)`."""
    relative = "" if gap.relative is None else f" ({gap.relative:.0%})"
    return f"{gap.absolute:,} {gap.unit}{relative}"


def side_value(view: "View", side: "Side") -> str:
    """What a side says, with its unit; of a thing what it is called."""
    value = side.value
    if isinstance(value, Quantity):
        named = value.unit_basis == "symbol" or value.unit.casefold() in value.verbatim.casefold()
        return value.verbatim if named else f"{value.verbatim} {value.unit}"
    return view.name(str(value)) if isinstance(side.statements[0].object, bytes) else str(value)


def _side(view: "View", side: "Side") -> str:
    words = [plain(word) for word in side.context.values()]
    words += [side.statements[0].modality] if side.statements[0].modality != "asserted" else []
    words += ["superseded"] if side.gone else []
    words += ["denied"] if side.denied else []
    words += [f"of {side.validity}"] if side.validity.stated else []
    return side_value(view, side) + (f" ({', '.join(words)})" if words else "")


# -- ratios


def of_ratio(ratio: "Ratio") -> str:
    """`$2.4m a MW and year: IREN – Microsoft lease, $9.7bn (...)`, and who says so."""
    if ratio.view is None:
        return f"{ratio.deal.id}: {ratio.per_megawatt_year}, {ratio.why}"
    view, unit = ratio.view, ratio.pool.unit
    if ratio.per_megawatt_year is None:
        figure = "no figure"
    else:
        figure = (
            f"about {short_quantity(Quantity(_rounded(ratio.per_megawatt_year), unit), signed=False)} a MW and year"
        )
    basis = "" if ratio.basis == "unknown" else f" {plain(ratio.basis)}"
    power = f", {short_quantity(Quantity(ratio.power.interval, 'MW'))}{basis}" if ratio.power else ""
    term = f", {short_quantity(Quantity(_rounded(ratio.term.years), 'years'))}" if ratio.term else ""
    return f"{figure}: {title(view, ratio.deal)}{power}{term} ({ratio.why})\n  {who_says(view, ratio.statements[:1])}"


def _rounded(interval: Interval) -> Interval:
    """The interval with four digits, outwards, so that it holds all that it held."""
    low, high = interval.lower, interval.upper
    if low is not None and low == high:
        return Interval.point(_DIGITS.create_decimal(low))
    below, above = (Context(prec=_DIGITS.prec, rounding=way) for way in (ROUND_FLOOR, ROUND_CEILING))
    return Interval(
        None if low is None else below.create_decimal(low), None if high is None else above.create_decimal(high)
    )
