"""Checks of the whole ledger: what no gate can see, since it takes more than one statement to see it."""

from ...schema.finding import Finding, Severity, finding_id
from .check import Check, checks
from .examination import Assertion, UnknownCheck, choose, examine
from .pages import Account, Page, pages

__all__ = [
    "Account", "Assertion", "Check", "Finding", "Page", "Severity", "UnknownCheck", "checks", "choose", "examine",
    "finding_id", "pages",
]  # fmt: skip
