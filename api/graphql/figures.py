"""Figures over sums: dollars per megawatt and year, shares and concentration, what was raised, what is left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import graphene

from ...graph.figures.concentration import Concentration, Part, concentration
from ...graph.figures.financing import Financing, Raised, financing, raised
from ...graph.figures.headroom import Headroom, headroom
from ...graph.figures.ratios import Ratio, per_megawatt_year
from ...graph.sums import STATUSES, Sum
from ...graph.view import View
from ...schema.quantity import Interval as Numbers
from . import enums
from .answers import CAP, Bounds, Cited, Seen, cite
from .filters import OneActor, party
from .notes import explain_actors
from .paging import Shortlist, check_first, full_list, shortlist
from .question import Question
from .routes import FACT
from .totals import GraphSum, Total, arguments, filters
from .values import ACTOR, THING, Interval, at, evidence_field

_FIRST = graphene.Argument(graphene.Int, default_value=CAP, description="How many, 1 to 1000.")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the view that it is seen in."""

    view: View
    of: Any


def _interval(name: str) -> Callable[[Figure, Any], Bounds | None]:
    def resolve(root: Figure, info: Any) -> Bounds | None:
        numbers: Numbers | None = getattr(root.of, name)
        return None if numbers is None else Bounds(numbers)

    return resolve


def _total(name: str) -> Callable[[Figure, Any], Total | None]:
    def resolve(root: Figure, info: Any) -> Total | None:
        found: Sum | None = getattr(root.of, name)
        return None if found is None else Total(root.view, found)

    return resolve


def _totals(root: Figure, info: Any) -> list[Total]:
    return [Total(root.view, total) for total in root.of.sums[:CAP]]


def _node(name: str) -> Callable[[Figure, Any], Seen | None]:
    def resolve(root: Figure, info: Any) -> Seen | None:
        node = root.view.node(getattr(root.of, name))
        return Seen(root.view, node) if node else None

    return resolve


def _prove(root: Figure, info: Any, parts: list[Any] | None = None, first: int = CAP) -> list[Cited]:
    return cite(root.view, root.of.statements, enums.words(parts), min(check_first(first), CAP))


class GraphRatio(graphene.ObjectType):
    """What one megawatt of a deal costs in a year, within one family, basis of amounts and basis of megawatts."""

    class Meta:
        name = "Ratio"

    deal = graphene.Field(FACT, required=True, resolver=lambda root, info: Seen(root.view, root.of.deal))
    family = graphene.String(required=True, resolver=at("of.pool.family"))
    amount_basis = graphene.String(required=True, resolver=at("of.pool.basis"))
    unit = graphene.String(required=True, resolver=at("of.pool.unit"))
    basis = graphene.String(required=True, resolver=at("of.basis"), description="Which megawatts.")
    per_megawatt_year = graphene.Field(Interval, resolver=_interval("per_megawatt_year"))
    amount = graphene.Field(Interval, resolver=_interval("amount"))
    power = graphene.Field(GraphSum, resolver=_total("power"), description="Its megawatts.")
    years = graphene.Field(
        Interval, resolver=lambda root, info: Bounds(root.of.term.years) if root.of.term else None,
        description="How long it runs.",
    )  # fmt: skip
    why = graphene.String(required=True, resolver=at("of.why"), description="How it was reckoned, or what lacks.")
    evidence = evidence_field("The words that give amount, megawatts and term.", _prove)


class SharePart(graphene.ObjectType):
    """What falls on one actor: its own total, and its share of all, from 0 to 1."""

    actor = graphene.Field(
        ACTOR, description="Null for what names nobody in that role.",
        resolver=lambda root, info: Seen(root.view, node) if (node := _keyed(root)) else None,
    )  # fmt: skip
    share = graphene.Field(Interval, resolver=_interval("share"))
    sum = graphene.Field(GraphSum, required=True, resolver=_total("total"))


def _keyed(root: Figure) -> Any:
    part: Part = root.of
    return root.view.node(part.key.value) if part.key.value else None


class GraphConcentration(graphene.ObjectType):
    """How one pool of figures falls on the actors of a role, the largest first."""

    class Meta:
        name = "Concentration"

    whole = graphene.Field(GraphSum, required=True, resolver=_total("whole"), description="All of it, counted once.")
    herfindahl = graphene.Field(
        Interval, resolver=_interval("herfindahl"),
        description="The sum of squared shares, 1 for a single one; null where a share is not known.",
    )  # fmt: skip
    parts = full_list(SharePart, resolver=lambda root, info: [Figure(root.view, p) for p in root.of.parts[:CAP]])


class GraphRaised(graphene.ObjectType):
    """What a firm raised in a year, on one basis of amounts and in one currency."""

    class Meta:
        name = "Raised"

    firm = graphene.Field(ACTOR, required=True, resolver=_node("firm"))
    year = graphene.Int(resolver=lambda root, info: int(root.of.year) if root.of.year else None)
    amount_basis = graphene.String(required=True, resolver=at("of.basis"))
    unit = graphene.String(required=True, resolver=at("of.unit"))
    debt = graphene.Field(Interval, required=True, resolver=_interval("debt"))
    equity = graphene.Field(Interval, required=True, resolver=_interval("equity"))
    cash = graphene.Field(
        Interval, required=True, resolver=_interval("cash"),
        description="Debt, equity and prepayments together; no backstop, no own spending.",
    )  # fmt: skip
    sums = full_list(GraphSum, resolver=_totals, description="What it rests on.")


class GraphFinancing(graphene.ObjectType):
    """What is committed to a programme, what finances it, and what no flow explains."""

    class Meta:
        name = "Financing"

    program = graphene.Field(THING, required=True, resolver=_node("program"))
    amount_basis = graphene.String(required=True, resolver=at("of.basis"))
    unit = graphene.String(required=True, resolver=at("of.unit"))
    committed = graphene.Field(Interval, resolver=_interval("committed"))
    financed = graphene.Field(Interval, required=True, resolver=_interval("financed"))
    unexplained = graphene.Field(Interval, resolver=_interval("unexplained"))
    sums = full_list(GraphSum, resolver=_totals, description="What it rests on.")


class GraphHeadroom(graphene.ObjectType):
    """The megawatts that a firm holds beyond those that it has promised, within one basis."""

    class Meta:
        name = "Headroom"

    basis = graphene.String(required=True, resolver=at("of.basis"))
    held = graphene.Field(GraphSum, resolver=_total("held"))
    contracted = graphene.Field(GraphSum, resolver=_total("contracted"))
    left = graphene.Field(
        Interval, resolver=_interval("left"), description="Null where nothing is held on this basis."
    )


def _listed(seen: View, found: Sequence[Any], first: int, note: str) -> Shortlist:
    rows = [Figure(seen, one) for one in found[: check_first(first)]]
    return Shortlist(rows, len(found), None if found else note)


def _whose(question: Question, seen: View, choice: Any) -> tuple[str | None, Shortlist | None]:
    """The id of the actor that is asked for, or the answer that there is none."""
    if choice is None:
        return None, None
    asked = enums.words(choice)
    found = party(seen, asked)
    if found is None:
        return None, Shortlist((), 0, explain_actors(question, seen, {"party": asked}))
    return found.id, None


def _ratios(root: Any, info: Any, first: int, party: Any = None, statuses: Any = None, view: Any = None) -> Shortlist:
    seen: View = info.context.view(view)
    whose, nobody = _whose(info.context, seen, party)
    chosen = STATUSES if statuses is None else frozenset(enums.words(statuses))
    found: list[Ratio] = [] if nobody else per_megawatt_year(seen, whose, statuses=chosen)
    return nobody or _listed(seen, found, first, "no deal for capacity has an amount")


def _concentration(
    root: Any, info: Any, of: Any, by: Any, first: int, party: Any = None, view: Any = None, **args: Any
) -> Shortlist:  # fmt: skip
    seen: View = info.context.view(view)
    whose, nobody = _whose(info.context, seen, party)
    asked = filters(enums.words(args))
    found: list[Concentration] = []
    if not nobody:
        found = concentration(seen, enums.words(of), enums.words(by), whose, **asked)
    return nobody or _listed(seen, found, first, "nothing with a figure matches")


def _raised(root: Any, info: Any, first: int, firm: Any = None, year: Any = None, view: Any = None) -> Shortlist:
    seen: View = info.context.view(view)
    whose, nobody = _whose(info.context, seen, firm)
    found: list[Raised] = [] if nobody else raised(seen, whose, year=None if year is None else str(year))
    return nobody or _listed(seen, found, first, "no flow of debt, equity or prepayments has an amount")


def _financing(root: Any, info: Any, program: str, view: Any = None) -> Shortlist:
    seen: View = info.context.view(view)
    node = seen.node(program)
    found: list[Financing] = financing(seen, node.id) if node else []
    return _listed(seen, found, CAP, "no flow names it" if node else f"nothing has the id {program!r}")


def _headroom(root: Any, info: Any, firm: Any, view: Any = None) -> Shortlist:
    seen: View = info.context.view(view)
    whose, nobody = _whose(info.context, seen, firm)
    found: list[Headroom] = headroom(seen, whose) if whose else []
    return nobody or _listed(seen, found, CAP, "no megawatts of it are known")


def fields(view: Any) -> dict[str, Any]:
    """The root fields; `view` is their argument of that name."""
    filtering = arguments()
    return {
        "ratios": graphene.Field(
            shortlist("Ratio", GraphRatio), resolver=_ratios, required=True, first=_FIRST, view=view,
            description="Money per contracted megawatt and year by deal, the dearest first within what compares.",
            party=graphene.Argument(OneActor, description="Only of this actor's deals."),
            statuses=filtering["statuses"],
        ),
        "concentration": graphene.Field(
            shortlist("Concentration", GraphConcentration), resolver=_concentration, required=True, first=_FIRST,
            description="How totals fall on the actors of a role, and the Herfindahl index, one pool each.",
            of=graphene.Argument(enums.SUMMED_CLASS, required=True, description="What is added."),
            by=graphene.Argument(enums.PARTY_ROLE, required=True, description="On whom it falls."),
            party=graphene.Argument(OneActor, description="Only of this actor, such as one host."),
            view=view, args=filtering,
        ),
        "raised": graphene.Field(
            shortlist("Raised", GraphRaised), resolver=_raised, required=True, first=_FIRST, view=view,
            description="Debt, equity and cash by firm and year.",
            firm=graphene.Argument(OneActor), year=graphene.Argument(graphene.Int),
        ),
        "financing": graphene.Field(
            shortlist("Financing", GraphFinancing), resolver=_financing, required=True, view=view,
            description="Which flows finance a programme, and how much is unexplained.",
            program=graphene.Argument(graphene.ID, required=True),
        ),
        "headroom": graphene.Field(
            shortlist("Headroom", GraphHeadroom), resolver=_headroom, required=True, view=view,
            description="Megawatts that a firm holds less those that it has contracted, by basis.",
            firm=graphene.Argument(OneActor, required=True),
        ),
    }  # fmt: skip
