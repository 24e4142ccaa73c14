"""What a check is, and which there are: each module of `rules/` holds one, and no list names them."""

import pkgutil
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import ClassVar

from ...schema.finding import Finding, Severity, finding_id
from ..ledger import Ledger, StoredStatement
from . import rules
from .pages import Page


class Check:
    """One question that is put to all that a ledger holds, in one pass. Make a new one for each pass.

    `looked` counts what it looked at, in units of `counts`.
    """

    name: ClassVar[str]
    doc: ClassVar[str]
    counts: ClassVar[str]

    def __init__(self) -> None:
        self.looked = 0

    def page(self, page: Page) -> Iterable[Finding]:
        """What is wrong on a page by itself."""
        return ()

    def edition(self) -> Iterable[Finding]:
        """What is wrong with the edition whose last page was shown; forgets that edition."""
        return ()

    def end(self, ledger: Ledger) -> Iterable[Finding]:
        """What shows only when all pages were seen."""
        return ()

    def found(
        self, rule: str, message: str, advice: str, *said: StoredStatement, severity: Severity = "error"
    ) -> Finding:
        """A finding that rests on statements of a document, the first of which is to blame most.

        `rule` names what is broken, in a word that never changes: the finding's id is made of it.
        """
        claims = [(s.document, s.subject, s.property, s.object) for s in said]
        first = said[0]
        return Finding(
            finding_id(self.name, rule, claims), self.name, severity, message, advice,
            first.document, first.subject, tuple(s.id for s in said),
        )  # fmt: skip


def checks() -> dict[str, type[Check]]:
    """All checks by their names, in the order of the alphabet."""
    found = [kind for module in _modules() for kind in vars(module).values() if _is_own(kind, module)]
    return {kind.name: kind for kind in sorted(found, key=lambda kind: str(kind.name))}


def _modules() -> Iterator[object]:
    for module in pkgutil.iter_modules(rules.__path__, f"{rules.__name__}."):
        yield import_module(module.name)


def _is_own(kind: object, module: object) -> bool:
    """Whether a name of a module is a check that this module declares, and not one that it imports."""
    return isinstance(kind, type) and issubclass(kind, Check) and kind.__module__ == getattr(module, "__name__", "")


def retract_advice(said: StoredStatement, wrong: str) -> str:
    """What to do where a statement is wrong."""
    return f"mend the source and load it again, or take {wrong} back with 'wattgraph retract {said.id.hex()}'"
