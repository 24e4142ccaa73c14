"""The command that tells what changed since a date, in the world and in what is known of it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...schema.words import plain
from ..exits import Misused
from . import console, options

if TYPE_CHECKING:
    from ...graph.changes import Change, Changes
    from ...graph.view import Node, Value, View


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
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, help="How many to show; 0 shows all.")] = 100,
    policy: options.Policy = "default",
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """List what changed since a date: in the world, in what is known, in plans, in definitions."""
    from ...graph.changes import SORTS
    from ..store import Store

    for sort in only or ():
        if sort not in SORTS:
            raise Misused(f"--only {sort!r} is no sort of change; there are {', '.join(SORTS)}")
    with Store(store, create=False, wait=wait) as opened, console.progress("comparing"):
        found = opened.changes(
            since, until, since_sequence=since_sequence, of=of or (), firm=firm, site=site, policy=policy
        )
        rows = _sorted(found, only or list(SORTS))
        shown = rows[:limit] if limit else rows
        data = _data(found, shown, len(rows)) if as_json else None
        lines = [_line(found.view, row) for row in shown]
    if data is not None:
        console.say_json(data)
    elif lines:
        console.say_rows(("sort", "what", "property", "before", "after", "days", "why"), lines)
    _told(found, len(rows), len(shown))


def _sorted(found: "Changes", only: list[str]) -> "list[Change]":
    """The changes of some sorts: by sort, and by the day of what is new."""
    from ...graph.changes import SORTS

    place = {sort: at for at, sort in enumerate(SORTS)}
    rows = [row for row in found.rows if row.sort in only]
    return sorted(rows, key=lambda row: (place[row.sort], str(row.at.earliest()) if row.at else "", row.id))


def _line(view: "View", row: "Change") -> tuple[str, ...]:
    days = "" if row.slip is None else _days(row)
    what = _called(view, row.thing)
    return row.sort, what, plain(row.property), _words(view, row.before), _words(view, row.after), days, row.why


def _days(row: "Change") -> str:
    assert row.slip  # asked only of what moved
    return f"{row.slip.days:+}" if row.slip.days is not None else f"{row.slip.least:+} to {row.slip.most:+}"


def _called(view: "View", thing: "Node") -> str:
    """A thing in one line, with the site that it is at and its date."""
    from ...graph.captions import caption

    site = thing.word("site")
    parts = (view.name(site) if site else None, caption(view, thing), thing.word("date"))
    return ", ".join(part for part in parts if part)


def _words(view: "View", value: "Value | None") -> str:
    from ...schema.quantity import Quantity

    if value is None:
        return ""
    if isinstance(value.decoded, Quantity):
        from ...graph.captions import short_quantity

        return short_quantity(value.decoded)
    node = (
        view.node(value.decoded) if isinstance(value.best.object, bytes) and isinstance(value.decoded, str) else None
    )
    return view.name(node.id) if node else str(value.decoded)


def _told(found: "Changes", total: int, shown: int) -> None:
    """What a reader must know besides the rows, on standard error."""
    if not total:
        console.note(f"Nothing changed: {console.counted(len(found.documents), 'document')} became known in between.")
    elif shown < total:
        console.note(f"{total - shown:,} more: --limit 0 shows all {total:,}, --only, --of, --firm or --site fewer.")
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
    return {
        "id": row.id, "sort": row.sort, "how": row.how, "property": row.property,
        "thing": {"id": row.thing.id, "class": row.thing.kind, "caption": _called(view, row.thing)},
        "before": _value(view, row.before), "after": _value(view, row.after),
        "at": str(row.at) if row.at else None,
        "days": None if row.slip is None else {"least": row.slip.least, "most": row.slip.most},
        "matured": row.matured, "why": row.why,
    }  # fmt: skip


def _value(view: "View", value: "Value | None") -> dict[str, Any] | None:
    """A value with the words that prove it: those of the statement by which it is shown."""
    if value is None:
        return None
    quotes = [{"part": s.part, "quote": s.quote, "start": s.start, "end": s.end} for s in view.evidence(value.best)]
    return {
        "text": _words(view, value), "modality": value.best.modality, "document": value.best.document.hex(),
        "statements": [said.id.hex() for said in value.statements], "evidence": quotes,
    }  # fmt: skip


COMMANDS = (changes,)
