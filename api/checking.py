"""Checking a ledger: runs the checks and the assertions of sources, and tells apart what a person accepted.

report = check(store.ledger)
report.failed, [finding.message for finding in report.findings]
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from ..graph.checks import Assertion, Finding, choose, examine
from ..graph.ledger import Ledger

#: How many findings of a check a report holds, if not told otherwise.
LIMIT = 20


class KnownError(ValueError):
    """A file of accepted findings that cannot be read: names file and line, and what to write there."""


@dataclass(frozen=True)
class Checked:
    """One check, or one source's assertion, of a report: what it looked at and how many findings it made.

    `failed` and `warned` do not count the `known` ones. `counts`: what `looked` is a number of.
    """

    name: str
    doc: str
    counts: str
    looked: int
    failed: int
    warned: int
    known: int


@dataclass(frozen=True)
class Report:
    """What checking came to.

    `findings`: of each check the first ones, as many as asked for, the known among them. `known`: the accepted ids
    that were found again, with their reasons; `gone`: those that were not, so that their lines can go.
    """

    checks: tuple[Checked, ...]
    findings: tuple[Finding, ...]
    known: Mapping[str, str]
    gone: Mapping[str, str]

    @property
    def failed(self) -> int:
        """How many errors nobody accepted."""
        return sum(checked.failed for checked in self.checks)

    @property
    def warned(self) -> int:
        """How many warnings nobody accepted."""
        return sum(checked.warned for checked in self.checks)


class _Tally:
    """Counts findings by check and keeps the first of each."""

    def __init__(self, known: Mapping[str, str], limit: int | None) -> None:
        self._known, self._limit = known, limit
        self.found: Counter[tuple[str, str]] = Counter()
        self._shown: Counter[tuple[str, bool]] = Counter()
        self.kept: dict[str, Finding] = {}
        self.seen: set[str] = set()

    def add(self, name: str, finding: Finding) -> None:
        """One more finding; the same again does not count. Accepted ones take no room from the others."""
        if finding.id in self.kept or finding.id in self.seen:
            return
        accepted = finding.id in self._known
        if accepted:
            self.seen.add(finding.id)
        self.found[name, "known" if accepted else finding.severity] += 1
        self._shown[name, accepted] += 1
        if self._limit is None or self._shown[name, accepted] <= self._limit:
            self.kept[finding.id] = finding

    def checked(self, name: str, doc: str, counts: str, looked: int) -> Checked:
        """What became of a check."""
        failed, warned, known = (self.found[name, what] for what in ("error", "warning", "known"))
        return Checked(name, doc, counts, looked, failed, warned, known)


def check(
    ledger: Ledger, only: Iterable[str] = (), *, known: Mapping[str, str] | None = None, limit: int | None = LIMIT,
    assertions: Sequence[Assertion] | None = None,
) -> Report:  # fmt: skip
    """Puts all checks, or `only` some, and the assertions of sources to a ledger. It writes nothing.

    `assertions`: other ones than those of the shipped sources.
    `known`: accepted findings, id -> reason. `limit`: how many findings of each check the report holds, None for
    all; all are counted. Raises UnknownCheck, LedgerError.
    """
    accepted, wanted = dict(known or {}), list(only)
    asserted = _of_sources() if assertions is None else assertions
    chosen = choose(wanted, [assertion.name for assertion in asserted])
    tally = _Tally(accepted, limit)
    for finding in examine(ledger, chosen):
        tally.add(finding.check, finding)
    checked = [tally.checked(one.name, one.doc, one.counts, one.looked) for one in chosen]
    for name, doc, counts, test in (a for a in asserted if not wanted or a.name in wanted):
        looked, found = test(ledger)
        for finding in found:
            tally.add(name, finding)
        checked.append(tally.checked(name, doc, counts, looked))
    again = {identifier: accepted.pop(identifier) for identifier in sorted(tally.seen)}
    gone = {} if wanted else accepted
    return Report(tuple(checked), tuple(tally.kept.values()), again, gone)


def _of_sources() -> Sequence[Assertion]:
    from .sources.assertions import assertions

    return assertions()


def read_known(path: str | PathLike[str]) -> dict[str, str]:
    """The accepted findings of a file: on each line an id and, behind a space, the reason. Lines that begin
    with `#` are comments.

    Raises KnownError for a line without a reason, or an id that is none or stands there twice; OSError.
    """
    found: dict[str, str] = {}
    for place, line in _lines(Path(path)):
        identifier, _, reason = line.partition(" ")
        if len(identifier) != 16 or set(identifier) - set("0123456789abcdef"):
            raise KnownError(f"{place}: {identifier!r} is no id of a finding; copy it from 'wattgraph check'")
        if not reason.strip():
            raise KnownError(f"{place}: no reason; write behind {identifier} why it is accepted")
        if identifier in found:
            raise KnownError(f"{place}: {identifier} stands above already; keep one of the two lines")
        found[identifier] = reason.strip()
    return found


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnownError(f"{path}: is no text in UTF-8; save it as such") from error
    for number, line in enumerate(text.splitlines(), 1):
        if (said := " ".join(line.split())) and not said.startswith("#"):
            yield f"{path}:{number}", said


__all__ = ["LIMIT", "Assertion", "Checked", "Finding", "KnownError", "Report", "check", "read_known"]
