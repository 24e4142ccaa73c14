"""The command that checks a ledger as a whole."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import console, options

if TYPE_CHECKING:
    from ...graph.ledger import Ledger, StoredDocument, StoredStatement
    from ...schema.finding import Finding
    from ...schema.statement import Span
    from ..checking import Checked, Report

#: Statements that are shown of one finding; a circle or a sum may rest on hundreds.
_SHOWN = 5
#: Characters of a table's row that are shown.
_ROW = 80


def check(
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="NAME", help="Only this check; may be given several times.")
    ] = None,
    known: Annotated[
        Path | None, typer.Option("--known", metavar="FILE", help="Accepted findings: an id and a reason a line.")
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=0, help="Findings to show of each check; 0 shows all.")
    ] = 20,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail too.")] = False,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """Check all that the ledger holds for what cannot be; exit with 1 if anything is found."""
    from ..checking import check as examined
    from ..checking import read_known
    from ..store import Store

    accepted = read_known(known) if known else {}
    with Store(store, create=False, wait=wait) as opened:
        with console.progress("checking"):
            report = examined(opened.ledger, only or (), known=accepted, limit=limit or None)
        if as_json:
            console.say_json(_json(report, opened.ledger))
        else:
            _print(report, opened.ledger, known)
    if report.failed or (strict and report.warned):
        raise typer.Exit(1)


def _print(report: "Report", ledger: "Ledger", known: Path | None) -> None:
    evidence = _Evidence(ledger, report)
    for checked in report.checks:
        console.say(f"{checked.name}: {_told(checked)} ({checked.counts} looked at: {checked.looked:,})")
        mine = [f for f in report.findings if f.check == checked.name]
        for finding in mine:
            _print_finding(finding, report.known.get(finding.id), evidence)
        left = checked.failed + checked.warned + checked.known - len(mine)
        if left:
            console.say(f"  and {left:,} more; --limit 0 shows all")
    for identifier, reason in report.gone.items():
        console.note(f"{known}: {identifier} ({reason}) is not found any more; its line can go")


def _told(checked: "Checked") -> str:
    parts = [(checked.failed, "fail"), (checked.known, "known")]
    told = [f"{number:,} {word}" for number, word in parts if number]
    warned = [console.counted(checked.warned, "warning")] if checked.warned else []
    return ", ".join([*told[:1], *warned, *told[1:]]) or "nothing wrong"


def _print_finding(finding: "Finding", reason: str | None, evidence: "_Evidence") -> None:
    kind = "known" if reason is not None else finding.severity
    console.say(f"  {kind} {finding.id}: {finding.message}")
    for identifier in finding.statements[:_SHOWN]:
        console.say(f"    {evidence.line(identifier)}")
    if len(finding.statements) > _SHOWN:
        console.say(f"    and {len(finding.statements) - _SHOWN:,} more statements")
    if not finding.statements and finding.document:
        console.say(f"    {evidence.source(finding.document)}")
    if reason is not None:
        console.say(f"    accepted: {reason}")
        return
    where = evidence.store if "'wattgraph " in finding.advice else ""
    console.say(f"    next: {finding.advice}{where}")


class _Evidence:
    """The statements of a report's findings with their words and documents."""

    def __init__(self, ledger: "Ledger", report: "Report") -> None:
        self._ledger = ledger
        self._said = ledger.held({s for f in report.findings for s in f.statements})
        needed = {s.document for s in self._said.values()} | {f.document for f in report.findings if f.document}
        self._documents: dict[bytes, StoredDocument] = (
            {d.id: d for d in ledger.documents() if d.id in needed} if needed else {}
        )  # fmt: skip

    @property
    def store(self) -> str:
        """What to add to a command, so that it means this ledger."""
        return "" if self._ledger.path == options.STORE else f", with --store {self._ledger.path}"

    def statement(self, identifier: bytes) -> "StoredStatement | None":
        """The statement of an id, None if it lost its document."""
        return self._said.get(identifier)

    def quote(self, said: "StoredStatement") -> "Span":
        """The clause that proves a statement, else the words of its value."""
        from ...schema.statement import decode_evidence

        spans = list(decode_evidence(said.evidence, self._ledger.text(said.document)))
        return next((span for span in spans if span.part == "quote"), spans[0])

    def _row(self, said: "StoredStatement", span: "Span") -> str:
        """The beginning of a table's row, by which people find it in the file; '' of any other document."""
        from ...schema.statement import TABLE

        if self._documents[said.document].media_type != TABLE:
            return ""
        text = self._ledger.text(said.document)
        start = text.rfind("\n", 0, span.start) + 1
        return f" in the row “{text[start : start + _ROW].partition(chr(10))[0].replace(chr(9), ' | ')}…”"

    def source(self, document: bytes) -> str:
        """What to call a document."""
        from ...graph.evidence import called

        return called(document, self._documents[document].appearance)

    def line(self, identifier: bytes) -> str:
        """A statement in a line: what it says, its words, its document, where they stand, its id."""
        said = self.statement(identifier)
        if said is None:
            return f"statement {identifier.hex()}, whose document or thing is missing"
        span = self.quote(said)
        words = " ".join(span.quote.split())
        value = _value(said)
        place = f"{self.source(said.document)}, characters {span.start}–{span.end}{self._row(said, span)}"
        return f"{said.property} = {value}: “{words}” — {place} (statement {identifier.hex()})"


def _value(said: "StoredStatement") -> str:
    """What a statement says of its property: a quantity as its bounds and unit."""
    from ...schema.quantity import Quantity, QuantityError

    if isinstance(said.object, bytes):
        return f"thing {said.object.hex()}"
    try:
        quantity = Quantity.decode(said.object)
    except QuantityError:
        return said.object
    return f"{quantity.interval} {quantity.unit}"


def _json(report: "Report", ledger: "Ledger") -> dict[str, Any]:
    evidence = _Evidence(ledger, report)
    return {
        "failed": report.failed,
        "warned": report.warned,
        "checks": [vars(checked) for checked in report.checks],
        "findings": [_finding_json(finding, report, evidence) for finding in report.findings],
        "gone": [{"id": identifier, "reason": reason} for identifier, reason in report.gone.items()],
    }


def _finding_json(finding: "Finding", report: "Report", evidence: _Evidence) -> dict[str, Any]:
    return {
        "id": finding.id, "check": finding.check, "severity": finding.severity, "message": finding.message,
        "advice": finding.advice, "known": report.known.get(finding.id),
        "document": finding.document and finding.document.hex(), "mention": finding.mention and finding.mention.hex(),
        "statements": [_statement_json(identifier, evidence) for identifier in finding.statements],
    }  # fmt: skip


def _statement_json(identifier: bytes, evidence: _Evidence) -> dict[str, Any]:
    said = evidence.statement(identifier)
    if said is None:
        return {"id": identifier.hex()}
    span = evidence.quote(said)
    return {
        "id": identifier.hex(), "subject": said.subject.hex(), "property": said.property,
        "object": said.object if isinstance(said.object, str) else said.object.hex(),
        "document": said.document.hex(), "source": evidence.source(said.document),
        "quote": span.quote, "start": span.start, "end": span.end,
    }  # fmt: skip


COMMANDS = (check,)
