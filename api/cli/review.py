"""What waits for a person: `wattgraph review` lists it, its commands decide."""

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..exits import Misused
from . import console, options

if TYPE_CHECKING:
    from ...graph.ledger import Item
    from ..reviewing import Wish
    from ..store import Store as Opened

app = typer.Typer(help="List what waits for review, and decide.", no_args_is_help=False)

_Items = Annotated[
    list[str], typer.Argument(metavar="ID...", help="Ids of items, as the list shows them.", show_default=False)
]


class Only(StrEnum):
    """What to list."""

    UNSURE = "unsure"
    REFUSED = "refused"
    DECIDED = "decided"


@app.callback(invoke_without_command=True)
def review(
    context: typer.Context,
    only: Annotated[
        Only | None, typer.Option("--only", metavar="WHICH", help="unsure, refused or decided.", show_default=False)
    ] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Of this document only.")] = None,
    first: Annotated[int, typer.Option(metavar="N", min=1, help="How many.")] = 100,
    after: Annotated[str, typer.Option(metavar="ID", help="Go on behind this item.")] = "",
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
    as_json: options.AsJson = False,
) -> None:
    """List what the gate refused and what the extractor was unsure of, each with its sentence and its reasons."""
    if context.invoked_subcommand:
        options.hand_down(context, store, wait, as_json)
        return
    from ..store import Store

    which = only.value if only else "waiting"
    with Store(store, create=False, wait=wait) as opened:
        found = opened.review(which, document=document, after=_id(after), first=first + 1)
        total = opened.review_count(which, document=document)
        shown = [_data(opened, item) for item in found[:first]]
    if as_json:
        console.say_json({"items": shown, "total": total})
    elif shown:
        _list(shown, store)
    else:
        console.note("Nothing to review." if which != "decided" else "Nothing was decided.")
    if len(found) > first:
        same = f" --only {which}" * bool(only) + f" --document {document}" * bool(document)
        behind = f"--after {shown[-1]['id']}{same} --store {store}"
        console.note(f"{total:,} in all; go on with 'wattgraph review {behind}'")


def _id(written: str) -> str:
    try:
        bytes.fromhex(written)
    except ValueError:
        raise Misused(
            f"no item has the id {written!r}; ids are hexadecimal, as 'wattgraph review' lists them"
        ) from None
    return written


def _data(opened: "Opened", item: "Item") -> dict[str, Any]:
    """An item for JSON: with a decision written into it, `wattgraph review apply` takes it back."""
    act, claim = item.decision, item.claim
    said = claim and (claim.object.hex() if isinstance(claim.object, bytes) else claim.object)
    return {
        "id": item.id.hex(), "state": item.state, "document": item.document.hex(), "reasons": list(item.reasons),
        "sentence": opened.sentence(item), "quote": item.quote, "offset": item.offset, "fact": item.fact,
        "statement": claim and {"thing": (claim.subject or b"").hex(), "property": claim.property, "object": said},
        "decision": act.verb if act else None, "author": act.author if act else None,
        "reason": act.reason if act else None,
        **({"number": act.number, "recorded": act.recorded} if act else {}),
    }  # fmt: skip


def _list(shown: list[dict[str, Any]], store: Path) -> None:
    if sys.stdout.isatty():
        for row in shown:
            console.say("\n".join(_lines(row)) + "\n")
        console.note(
            f"Decide with 'wattgraph review accept|reject|correct ID --store {store}', or one by one with "
            f"'wattgraph review walk --store {store}'"
        )
        return
    console.say_rows((), [(r["id"], r["state"], "; ".join(r["reasons"]), _brief(r), r["sentence"]) for r in shown])


def _lines(row: dict[str, Any]) -> Iterator[str]:
    """An item for people."""
    why = "; ".join(row["reasons"]) or f"by {row['author']}, {row['recorded']}" + f" ({row['reason']})" * bool(
        row["reason"]
    )
    yield f"{row['id']}  {row['state']}: {why}"
    yield f"  {' '.join(row['sentence'].split())}"
    yield f"  {_brief(row)}"


def _brief(row: dict[str, Any]) -> str:
    """The fact, or the statement, in a line."""
    fact, said = row["fact"], row["statement"]
    if fact is None:
        return f"{said['property']}: {said['object']}" if said else ""
    parties = ", ".join(f"{p['name']} ({p['role']})" for p in fact.get("parties") or ())
    quantity = fact.get("quantity") or {}
    more = [f"{n} {fact[n]}" for n in ("modality", "status", "date", "start", "end", "term", "place") if fact.get(n)]
    parts = [f"{fact.get('type')} {fact.get('kind') or ''}".strip(), parties, quantity.get("verbatim") or "", *more]
    return " | ".join(part for part in parts if part)


def _decide(opened: "Opened", wishes: "list[Wish]", store: Path) -> None:
    from ...graph.ledger.queue import DECIDED

    numbers = opened.decide(wishes)
    for wish, number in zip(wishes, numbers, strict=True):
        done = DECIDED[wish.verb]
        console.say(
            f"{wish.id} {done}: decision {number}. Undo it with 'wattgraph withdraw {number} --store {store}'"
        )


@app.command()
def accept(
    ids: _Items, reason: options.Reason = "", author: options.Author = None, store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
) -> None:  # fmt: skip
    """Accept facts that the extractor was unsure of: they enter the ledger through the gate."""
    from ..reviewing import Wish
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened:
        _decide(opened, [Wish(one, "accept", options.who(author), reason) for one in ids], store)


@app.command()
def reject(
    ids: _Items, reason: options.Reason = "", author: options.Author = None, store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
) -> None:  # fmt: skip
    """Reject facts: they leave the list, and no later version of the extractor brings them in."""
    from ..reviewing import Wish
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened:
        _decide(opened, [Wish(one, "reject", options.who(author), reason) for one in ids], store)


@app.command()
def correct(
    id: Annotated[
        str,
        typer.Argument(metavar="ID", help="Of an item, or of a thing or statement that holds.", show_default=False),
    ],
    set: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="What is otherwise; again for more.")
    ] = None,
    fact: Annotated[
        str | None, typer.Option(metavar="JSON|FILE", help="The whole fact that holds, as extract prints it.")
    ] = None,
    reason: options.Reason = "",
    author: options.Author = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
) -> None:
    """Put another fact in the place of one that is refused, doubted or asserted; the text must state it."""
    from ..reviewing import Wish
    from ..store import Store

    if bool(set) == bool(fact):
        raise Misused("say what holds with --set FIELD=VALUE, or give the whole fact with --fact")
    wish = Wish(id, "correct", options.who(author), reason, _fact(fact) if fact else None, _changes(set or []))
    with Store(store, create=False, wait=wait) as opened:
        _decide(opened, [wish], store)


def _changes(written: list[str]) -> dict[str, str]:
    for one in written:
        if "=" not in one:
            raise Misused(f"{one!r} changes nothing; write FIELD=VALUE, such as kind=lease")
    return dict(one.split("=", 1) for one in written)


def _fact(written: str) -> dict[str, Any]:
    """A fact as JSON, or in a file. Raises Misused."""
    try:
        text = written if written.lstrip().startswith("{") else Path(written).read_text("utf-8")
        found = json.loads(text)
    except ValueError as error:
        raise Misused(f"--fact: no JSON ({error}); give one fact as 'wattgraph extract' prints it") from None
    if not isinstance(found, dict):
        raise Misused("--fact: no JSON object; give one fact as 'wattgraph extract' prints it")
    return found


@app.command()
def apply(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Decisions, one JSON object a line; - reads them.")],
    reason: options.Reason = "",
    author: options.Author = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
) -> None:
    """Take the decisions of a file, all of them or none: what `review --json` prints, with decisions written in."""
    from ...loaders.decisions import read_decisions
    from ..reviewing import Wish
    from ..store import Store

    given = read_decisions(None if file == options.STDIN else Path(file))
    who = options.who(author)
    wishes = [Wish(d.id, d.verb, d.author or who, d.reason or reason, d.fact, d.changes) for d in given]
    with Store(store, create=False, wait=wait) as opened:
        before = opened.ledger.sequence()
        opened.decide(wishes)
        new = "" if opened.ledger.sequence() > before else "; all were taken already"
    console.say(f"{console.counted(len(wishes), 'decision')} taken into {store}{new}")


@app.command()
def walk(
    only: Annotated[
        Only | None, typer.Option("--only", metavar="WHICH", help="unsure or refused.", show_default=False)
    ] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Of this document only.")] = None,
    reason: options.Reason = "",
    author: options.Author = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
) -> None:
    """Go through what waits, one by one: a accepts, r rejects, c corrects, s skips, q ends."""
    from ..store import Store

    if only is Only.DECIDED:
        raise Misused("what was decided does not wait; withdraw a decision with 'wattgraph withdraw N'")
    with Store(store, create=False, wait=wait) as opened:
        walked, after = _Walk(opened, options.who(author), reason), ""
        while found := opened.review(only.value if only else "waiting", document=document, after=after, first=20):
            for item in found:
                if not walked.decided(item):
                    console.note(walked.words())
                    return
            after = found[-1].id.hex()
    console.note(walked.words())


class _Walk:
    """One walk through the list, answered from standard input."""

    def __init__(self, opened: "Opened", author: str, reason: str) -> None:
        self._opened, self._author, self._reason = opened, author, reason
        self._counts = {"accept": 0, "reject": 0, "correct": 0}

    def words(self) -> str:
        """What was decided."""
        a, r, c = self._counts.values()
        return f"{a} accepted, {r} rejected, {c} corrected"

    def decided(self, item: "Item") -> bool:
        """Asks until an item is decided or skipped. False to end the walk."""
        console.say("\n".join(_lines(_data(self._opened, item))))
        while True:
            console.say("a accept, r reject, c correct, s skip, q quit:")
            answer = sys.stdin.readline()
            key = answer.strip().lower()[:1]
            if key == "q" or not answer:
                return False
            if key == "s" or (key in ("a", "r", "c") and self._take(item, key)):
                return True

    def _take(self, item: "Item", key: str) -> bool:
        """Takes a decision; False if it cannot be taken, with the reason told."""
        from ...graph.ledger import LedgerError, LedgerFull, LedgerLocked
        from ..reviewing import Wish

        verb = {"a": "accept", "r": "reject", "c": "correct"}[key]
        try:
            changes = _changes(list(_asked())) if key == "c" else {}
            self._opened.decide([Wish(item.id.hex(), verb, self._author, self._reason, None, changes)])
        except (LedgerLocked, LedgerFull):
            raise
        except (LedgerError, Misused) as error:
            console.fail(str(error))
            return False
        self._counts[verb] += 1
        return True


def _asked() -> Iterator[str]:
    console.say("FIELD=VALUE, one a line; an empty line ends:")
    while line := sys.stdin.readline().strip():
        yield line
