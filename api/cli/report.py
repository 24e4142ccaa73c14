"""What the demo prints: an analyst's questions, each answered from the view with the words that prove it."""

from typing import TYPE_CHECKING

from ...graph.captions import caption, short_quantity
from ...graph.links import Path, paths
from ...graph.policies.policy import STRICT_TEXT
from ...graph.status import modality, status
from ...graph.sums import Sum, sums
from ...graph.view import Node, View
from ...schema.quantity import Interval, Quantity
from ...schema.words import plain
from .quotation import listed, proof, quotation

if TYPE_CHECKING:
    from ..store import Store
    from .page import Page

_ROLES = MINER, HYPERSCALER = "bitcoinMiner", "hyperscaler"
_LONGEST_PATH = 3
_BONDS = ("bondIssuance", "convertibleNotes")
_OWN_SPENDING = ("capexCommitment",)
_TO_COME = ("planned", "underConstruction")
#: How a text tells a thing, by modality.
_TOLD = {
    "asserted": "told as fact", "reported": "told as a report", "planned": "told as a plan",
    "expected": "told as an expectation", "projected": "told as a projection", "possible": "told as possible",
    "opinion": "told as an opinion", "inferred": "inferred, no article says so",
}  # fmt: skip
#: An example to try, which asks question 1.
QUERY = (
    "{ firms(role: BITCOIN_MINER, linkedTo: {role: HYPERSCALER}, first: 10) { nodes { name "
    "links(to: {role: HYPERSCALER}) { firm { name } hops { evidence { quote start end } } } } } }"
)


def report(store: "Store", page: "Page") -> None:
    """Prints all answers."""
    view = store.view()
    articles = sum(document.media_type.startswith("text/") for document in view.documents.values())
    page.line(
        f"{store.path} holds {articles} example articles and the reference list of firms: "
        f"{store.ledger.counts()['statements']:,} statements, each with the words that prove it."
    )
    page.heading("Which Bitcoin miners are linked to which hyperscalers, by what deal, for how much, who says so?")
    linked = _links(view, page)
    _strictly(store.view(STRICT_TEXT.name), page)
    page.heading("Who raises money by bonds, and how much of it is each firm's own?")
    _bonds(view, page, linked)
    page.heading("Which megawatts are planned, by whom, and when?")
    _planned(view, page)
    page.heading("How much do firms commit to their own building, in total?")
    _spending(view, page)
    _next(store, page)


def _links(view: View, page: "Page") -> set[str]:
    """Prints the links of miners and hyperscalers. Returns the actors in them."""
    miners, hyperscalers = holders(view, MINER), frozenset(holders(view, HYPERSCALER))
    found = [path for miner in miners for path in paths(view, miner, hyperscalers, _LONGEST_PATH)]
    for path in found:
        _link(view, page, path)
    if not found:
        _nothing(page)
    linked = {actor for path in found for hop in path.hops for actor in (hop.start, hop.end)}
    others = sorted(view.name(miner) for miner in miners if view.taking_part(miner) and miner not in linked)
    if others:
        page.line(f"Also in these articles, without such a link: {listed(others)}.", 2)
    return linked


def _link(view: View, page: "Page", path: Path) -> None:
    for hop in path.hops:
        page.line(f"{view.name(hop.start)} – {view.name(hop.end)}: {caption(view, hop.via)}", 2, "answer")
        page.line(f"How firm: {_firmness(view, hop.via)}.", 4)
        page.line(quotation(view, proof(hop.via)), 4, "aside")
    for actor, role in ((path.hops[0].start, MINER), (path.end, HYPERSCALER)):
        node = view.node(actor)
        for value in node.values.get("role", ()) if node else ():
            if value.decoded == role:
                told = f"{view.name(actor)} is a {_role(role)} ({_TOLD[value.best.modality]})"
                page.line(f"{told}: {quotation(view, value.best)}", 4, "aside")


def _firmness(view: View, thing: Node) -> str:
    how_far = status(thing)
    by_rule = "" if how_far.stated or how_far.word is None else " (by rule, no text states it)"
    told = _TOLD[modality(thing) or "asserted"]
    sources = view.origins(thing.statements())
    many = "" if sources == 1 else "s"
    return f"status {plain(how_far.word or 'unknown')}{by_rule}, {told}, {sources} source{many}"


def _strictly(view: View, page: "Page") -> None:
    """What the answer becomes without the reference list, and why."""
    untold = [_role(role) for role in _ROLES if not holders(view, role)]
    if untold:
        page.line(
            f"By the texts alone (policy {view.policy.name}) the answer is nobody: no text calls a firm a "
            f"{' or a '.join(untold)}; that comes from the reference list.", 2,
        )  # fmt: skip


def _bonds(view: View, page: "Page", known: set[str]) -> None:
    """Each raise as one flow, and the part of one issuer: of one that the reader has met, if there is one."""
    flows = [flow for flow in view.of_kind("CapitalFlow") if flow.word("kind") in _BONDS]
    for flow in flows:
        issuers = flow.actors("issuer")
        page.line(f"{listed([view.name(i) for i in issuers])}: {caption(view, flow)}", 2, "answer")
        several = f", {len(issuers)} named issuers" if len(issuers) > 1 else ""
        is_open = ", and the list is open" if flow.word("participantsComplete") == "False" else ""
        page.line(f"One flow{several}{is_open}. How firm: {_firmness(view, flow)}.", 4)
        if len(issuers) > 1 or is_open:
            _own_part(view, page, flow, next((i for i in issuers if i in known), issuers[0]))
        page.line(quotation(view, proof(flow)), 4, "aside")
    if not flows:
        _nothing(page)


def _own_part(view: View, page: "Page", flow: Node, issuer: str) -> None:
    amount = flow.quantity("amount")
    for total in sums(view, "CapitalFlow", issuer, kinds=_BONDS, where=lambda thing: thing.id == flow.id):
        if amount:
            page.line(f"{view.name(issuer)}'s own part: {_bounds(total.interval, amount)}. No text divides it.", 4)


def _bounds(interval: Interval, whole: Quantity) -> str:
    """`more than 0, at most about $100bn`: an interval in the unit, and as exact, as the amount it comes from."""

    def words(number: Interval) -> str:
        return short_quantity(Quantity(number, whole.unit, whole.qualifier, whole.unit_basis))

    if interval.value is not None:
        return words(interval)
    low = "" if interval.lower is None else "more than 0" if interval.lower == 0 and interval.lower_open else (
        "from " + words(Interval.point(interval.lower))
    )  # fmt: skip
    high = "with no upper bound" if interval.upper is None else "at most " + words(Interval.point(interval.upper))
    return ", ".join(filter(None, (low, high)))


def _planned(view: View, page: "Page") -> None:
    planned = [c for c in view.of_kind("Capacity") if status(c).word in _TO_COME]
    for capacity in planned:
        page.line(f"{listed([view.name(a) for a in capacity.actors()])}: {caption(view, capacity)}", 2, "answer")
        details = [f"{name} {capacity.word(name)}" for name in ("purpose", "start", "end") if capacity.word(name)]
        program = view.node(capacity.word("program") or "")
        if program and (whom := program.actors("beneficiary", "endUser")):
            details.append(f"for {listed([view.name(actor) for actor in whom])}")
        basis = capacity.word("basis") or "unknown"
        page.line(
            "; ".join([f"How firm: {_firmness(view, capacity)}", *details, f"which megawatts: {plain(basis)}"]), 4
        )
        page.line(quotation(view, proof(capacity)), 4, "aside")
    if not planned:
        _nothing(page)


def _spending(view: View, page: "Page") -> None:
    flows = [flow for flow in view.of_kind("CapitalFlow") if flow.word("kind") in _OWN_SPENDING]
    for investor in sorted({actor for flow in flows for actor in flow.actors("investor")}):
        for total in sums(view, "CapitalFlow", investor, kinds=_OWN_SPENDING):
            _total(view, page, investor, total)
    if not flows:
        _nothing(page)


def _total(view: View, page: "Page", investor: str, total: Sum) -> None:
    whole = short_quantity(Quantity(total.interval, total.group.unit))
    page.line(f"{view.name(investor)}: {whole}, the sum of", 2, "answer")
    for item in total.counted:
        page.line(f"{caption(view, item.thing)}. How firm: {_firmness(view, item.thing)}.", 4)
        page.line(quotation(view, proof(item.thing)), 6, "aside")
    for item in total.left_out:
        page.line(f"Not counted: {caption(view, item.thing)}, {item.why}.", 4)


def _next(store: "Store", page: "Page") -> None:
    page.heading("Go on")
    page.line("Open the graph in a browser, at the address that this prints:", 2)
    page.verbatim(f"wattgraph serve --store {store.path}", 4)
    page.line("Ask in GraphQL:", 2)
    page.verbatim(f"wattgraph query --store {store.path} '{QUERY}'", 4)
    page.line("Load articles of your own:", 2)
    page.verbatim("wattgraph load ARTICLE.txt --store my.db", 4)


def _nothing(page: "Page") -> None:
    page.line("Nothing is known of that.", 2, "answer")


def holders(view: View, role: str) -> list[str]:
    """The node ids of all actors that a statement of the view gives the role, by id."""
    return [
        actor.id for actor in view.of_kind("Actor")
        if any(value.decoded == role for value in actor.values.get("role", ()))
    ]  # fmt: skip


def _role(role: str) -> str:
    return plain(role).replace("bitcoin", "Bitcoin")
