"""Texts about money and megawatts, and their totals."""

from collections.abc import Callable
from typing import Any

import pytest

from wattgraph.graph.ledger import Ledger
from wattgraph.graph.sums import Sum, Sums, sums
from wattgraph.graph.view import View
from wattgraph.schema.dates import PartialDate


@pytest.fixture(autouse=True)
def known(ledger: Ledger, listed: Callable[..., Any]) -> None:
    """Firms that a list knows, so that two texts that name one speak of one."""
    names = ("Meta", "Oracle", "Google", "IREN", "Microsoft")
    listed(*((name.lower(), name, "hyperscaler") for name in names)).into(ledger)


@pytest.fixture
def summed(look: Callable[[Ledger], View]) -> Callable[..., Sums]:
    """`summed(ledger, "Deal", ...)`: the sums of a ledger as it is now, as of a date if one is given."""

    def make(ledger: Ledger, of: str, *, as_of: str | None = None, **asked: Any) -> Sums:
        assert ledger.quarantine() == []
        view = look(ledger)
        if as_of:
            view = view.snapshot.view(view.perspective._replace(as_of=PartialDate.parse(as_of)))
        return sums(view, of, **asked)

    return make


@pytest.fixture
def total(summed: Callable[..., Sums]) -> Callable[..., Sum]:
    """The only sum."""

    def make(ledger: Ledger, of: str, **asked: Any) -> Sum:
        (found,) = summed(ledger, of, **asked)
        return found

    return make


@pytest.fixture
def row(text: Any) -> Callable[..., Any]:
    """A page of a data set: (site, key of a figure, MW, date or '', basis, kind, operators) a row."""

    def make(source: str, rows: list[tuple[str, ...]], published: str = "2026-07-19") -> Any:
        page = text("\n".join(" | ".join(line) for line in rows), loader=f"source/{source}")
        for site, key, power, date, basis, kind, *operators in rows:
            firms = [_firm(page, source, operator) for operator in operators]
            at = page.record(source, site, "Site")
            if not page.things[at.id].statements:
                page.say(at, "name", site, site)
                for firm, operator in zip(firms, operators, strict=True):
                    page.say(at, "operator", firm.id, operator)
            figure = page.record(source, f"{site}#{key}", "Capacity")
            said = {"modality": "projected"} if kind == "planned" else {"status": "operational"}
            for prop, value, word in (
                ("kind", kind, power), ("power", page.quantity(power), power), ("basis", basis, power),
                ("site", at.id, site), ("date", date, date),
            ):  # fmt: skip
                if value:
                    page.say(figure, prop, value, word, **said)
        page.appearance = page.appearance._replace(
            published=published, published_basis="given", series=f"{source}/rows", vintage=published
        )
        return page

    return make


def _firm(page: Any, source: str, name: str) -> Any:
    firm = page.record(source, f"{name}#firm")
    if not page.things[firm.id].statements:
        page.say(firm, "name", name, name)
    return firm
