"""The command that tells what changed since a date, in the world and in what is known of it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...schema.words import plain
from ..exits import Misused
from . import console, options

if TYPE_CHECKING:
    from ...graph.changes import Change, Changes
    from ...graph.view import Value, View


def changes(
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Compare with what was known then: 2026, 2026-03, ..."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="What was known then is the newer side; now if not given."),
    ] = None,
    since_sequence: Annotated[
        int | None,
        typer.Option("--since-sequence", metavar="N", help="Compare with the ledger after this entry of its log."),
    ] = None,
    of: Annotated[
        list[str] | None, typer.Option("--of", metavar="CLASS", help="Only of this class: Capacity, ...; repeatable.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="SORT", help="world, knowledge, plan, definition or unknown; repeatable."),
    ] = None,
    firm: Annotated[
        str | None, typer.Option("--firm", metavar="NAME", help="Only of this firm (id or name) and its things.")
    ] = None,
    site: Annotated[
        str | None,
        typer.Option("--site", metavar="NAME", help="Only of this site (id or name) and what stands there."),
    ] = None,
    first: Annotated[int, typer.Option("--first", metavar="N", min=1, help="How many to show.")] = 100,
    confirmed: Annotated[
        bool, typer.Option("--all", help="Also what only one more source tells, as it was known.")
    ] = False,
    policy: options.Policy = "default",
    as_of: options.AsOf = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """List what changed since a date: in the world, in what is known, in plans, in definitions."""
    from ...graph.changes import CONFIRMED, SORTS
    from ..store import Store

    for sort in only or ():
        if sort not in SORTS:
            raise Misused(f"--only {sort!r} is no sort of change; there are {', '.join(SORTS)}")
    with Store(store, create=False, wait=wait) as opened, console.progress("comparing"):
        found = opened.changes(
            since, until, since_sequence=since_sequence, of=of or (), firm=firm, site=site, policy=policy,
            as_of=as_of,
        )  # fmt: skip
        every = _sorted(found, only or list(SORTS))
        rows = every if confirmed else [row for row in every if row.how != CONFIRMED]
        shown = rows[:first]
        data = _data(found, shown, len(rows)) if as_json else None
        lines = [_line(found.view, row) for row in shown]
    if data is not None:
        console.say_json(data)
    elif lines:
        console.say_rows(("sort", "what", "property", "before", "after", "days", "why"), lines)
    _told(found, len(rows), len(shown), len(every) - len(rows))


def _sorted(found: "Changes", only: list[str]) -> "list[Change]":
    """The changes of some sorts: by sort, and by the day of what is new."""
    from ...graph.changes import SORTS

    place = {sort: at for at, sort in enumerate(SORTS)}
    rows = [row for row in found.rows if row.sort in only]
    return sorted(rows, key=lambda row: (place[row.sort], str(row.at.earliest()) if row.at else "", row.id))


def _line(view: "View", row: "Change") -> tuple[str, ...]:
    from ...graph.lines import subject, words_of

    days = "" if row.slip is None else _days(row)
    what = subject(view, row.thing)
    return row.sort, what, plain(row.property), words_of(view, row.before), words_of(view, row.after), days, row.why


def _days(row: "Change") -> str:
    assert row.slip  # asked only of what moved
    return f"{row.slip.days:+}" if row.slip.days is not None else f"{row.slip.least:+} to {row.slip.most:+}"


def _told(found: "Changes", total: int, shown: int, confirmed: int) -> None:
    """What a reader must know besides the rows, on standard error."""
    if not total and not confirmed:
        console.note(f"Nothing changed: {console.counted(len(found.documents), 'document')} became known in between.")
    elif shown < total:
        console.note(f"{total - shown:,} more: --first {total} shows all, --only, --of, --firm or --site fewer.")
    if confirmed:
        console.note(f"{'And' if total else 'Only'} {confirmed:,} that more sources tell; --all shows them.")
    if found.gone:
        many = console.counted(len(found.gone), "statement")
        console.note(f"Besides: {many} closed, of things of which nothing is said any more.")


def _data(found: "Changes", rows: "list[Change]", total: int) -> dict[str, Any]:
    until = found.view.perspective.known_at
    return {
        "since": str(found.since), "until": str(until) if until else None, "policy": found.view.policy.name,
        "counts": found.counts, "total": total, "documents": [d.hex() for d in found.documents],
        "changes": [_row(found.view, row) for row in rows],
    }  # fmt: skip


def _row(view: "View", row: "Change") -> dict[str, Any]:
    from ...graph.lines import subject

    return {
        "id": row.id, "sort": row.sort, "how": row.how, "property": row.property,
        "thing": {"id": row.thing.id, "class": row.thing.kind, "caption": subject(view, row.thing)},
        "before": _value(view, row.before), "after": _value(view, row.after),
        "at": str(row.at) if row.at else None,
        "days": None if row.slip is None else {"least": row.slip.least, "most": row.slip.most},
        "matured": row.matured, "why": row.why,
    }  # fmt: skip


def _value(view: "View", value: "Value | None") -> dict[str, Any] | None:
    """A value with the words that prove it: those of the statement by which it is shown."""
    from ...graph.lines import words_of

    if value is None:
        return None
    quotes = [{"part": s.part, "quote": s.quote, "start": s.start, "end": s.end} for s in view.evidence(value.best)]
    return {
        "text": words_of(view, value), "modality": value.best.modality, "document": value.best.document.hex(),
        "statements": [said.id.hex() for said in value.statements], "evidence": quotes,
    }  # fmt: skip


COMMANDS = (changes,)
