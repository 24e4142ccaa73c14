"""The examination: all checks in one pass over the ledger."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ...schema.finding import Finding
from ..ledger import Ledger
from .check import Check, checks
from .pages import Page, pages


class UnknownCheck(ValueError):
    """A name that no check has: says which there are."""


class Assertion(NamedTuple):
    """What a source, or a user, asserts of a ledger beside the checks: any function from a ledger to findings.

    `counts` says what `looked`, the number that the function returns with its findings, is a number of.
    """

    name: str
    doc: str
    counts: str
    test: Callable[[Ledger], tuple[int, Iterable[Finding]]]


def examine(ledger: Ledger, chosen: Iterable[Check]) -> Iterator[Finding]:
    """What the checks find, as they find it. Their `looked` are final when this ends."""
    asked = list(chosen)
    last: Page | None = None
    with ledger.reading():
        for page in pages(ledger):
            if last is not None and page.edition != last.edition:
                for check in asked:
                    yield from check.edition()
            for check in asked:
                yield from check.page(page)
            last = page
        for check in asked:
            yield from check.edition()
            yield from check.end(ledger)


def choose(only: Iterable[str] = (), others: Iterable[str] = ()) -> list[Check]:
    """New checks of these names, or of all. Raises UnknownCheck for a name that is none, nor one of `others`."""
    known, wanted = checks(), list(dict.fromkeys(only))
    for name in wanted:
        if name not in known and name not in others:
            raise UnknownCheck(f"no check {name!r}; there are {', '.join(sorted({*known, *others}))}")
    return [kind() for name, kind in known.items() if not wanted or name in wanted]
