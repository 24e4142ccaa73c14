"""From what a person says of a reviewed item to a decision that the ledger takes: the fact in its words."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ..graph.ledger import Decision, Item, Ledger, LedgerError, NotFound
from ..graph.ledger.items import ITEM_BYTES, item_of_fact
from ..schema.model import model

if TYPE_CHECKING:
    from ..loaders.article import Names
    from ..loaders.facts import Words
    from ..loaders.grounding import Page


@dataclass(frozen=True)
class Wish:
    """What a person decides. `id`: of an item, or, to correct what the ledger holds, of a thing or a statement.

    `fact`: the whole line of the contract that holds; `changes`: flat fields in which it differs from the item's.
    """

    id: str
    verb: str
    author: str
    reason: str = ""
    fact: Mapping[str, Any] | None = None
    changes: Mapping[str, str] = field(default_factory=dict)


class Reviewer:
    """Makes decisions of wishes, with the text of each document read once. `names`: the reference list."""

    def __init__(self, ledger: Ledger, names: "Names") -> None:
        self._ledger = ledger
        self._names = names
        self._pages: dict[bytes, Page] = {}

    def decisions(self, wishes: Iterable[Wish]) -> list[Decision]:
        """The decisions. Raises NotFound for an unknown id, LedgerError for what cannot be decided so."""
        return [self.decision(wish) for wish in wishes]

    def decision(self, wish: Wish) -> Decision:
        """One decision."""
        item, base = self._item(wish)
        changed = _changed(wish, base)
        verb = wish.verb
        if verb == "accept" and changed is not None and changed != base:
            verb = "correct"
        made = Decision(item.id, item.document, verb, wish.author, wish.reason, base, None, item.claim)
        if verb == "reject":
            return made
        if verb == "accept" and item.state == "refused":
            raise LedgerError(
                f"{wish.id}: the gate refused it ({'; '.join(item.reasons)}), so it cannot be accepted; correct it "
                f"('wattgraph review correct {wish.id} --set FIELD=VALUE'), or reject it"
            )
        wanted = changed if changed is not None else base if verb == "accept" else None
        if wanted is None:
            raise LedgerError(f"{wish.id}: give the fact that holds, with --set FIELD=VALUE or --fact")
        return self._grounded(wish, made, wanted)

    def _item(self, wish: Wish) -> tuple[Item, dict[str, Any] | None]:
        """The item and the fact that is judged: of what was corrected already, the one before."""
        found = self._ledger.item(_bytes(wish.id)) if len(wish.id) == 2 * ITEM_BYTES else None
        if found is None:
            return self._held(wish)
        was = found.decision.was if found.decision else None
        if was is not None:
            return found, json.loads(was)
        if found.fact is None and found.claim is not None and wish.verb == "correct" and found.decision is None:
            claim, fact = self._ledger.fact(found.claim.subject or b"")
            return replace(found, claim=claim), fact
        return found, found.fact

    def _held(self, wish: Wish) -> tuple[Item, dict[str, Any] | None]:
        """What the ledger holds of a thing or says in a statement, as an item to correct."""
        identifier = _bytes(wish.id)
        if wish.verb != "correct" or len(identifier) != 16:
            raise NotFound(f"no item of the review has the id {wish.id!r}; 'wattgraph review' lists them")
        claim, fact = self._ledger.fact(identifier)
        item = item_of_fact(claim.document, fact)
        return Item(item, claim.document, "held", (), fact, fact["quote"], fact["offset"], claim), fact

    def _grounded(self, wish: Wish, made: Decision, wanted: Mapping[str, Any]) -> Decision:
        """The decision with the fact in the words of its document. Raises LedgerError for one of a wrong form."""
        from ..loaders.claims import claims
        from ..loaders.contract import LineError, parse

        page = self._page(made.document)
        try:
            line = parse(wanted)
        except LineError as error:
            raise LedgerError(f"{wish.id}: {error}") from error
        quote = page.quote(line)
        if quote is None:
            raise LedgerError(
                f"{wish.id}: quote: {line.quote!r} does not stand in document {made.document.hex()}; copy it from "
                "the text, with its offset or without one"
            )
        fact = page.fact(line, quote).line(page.text)
        was = made.fact if made.verb == "correct" else None
        things = tuple(claims(page, [line]))
        return replace(made, fact=fact, was=was, things=things, claim=made.claim if was is not None else None)

    def _page(self, document: bytes) -> "Page":
        from ..loaders.grounding import Page

        if document not in self._pages:
            held = {
                (m.start, m.end): m.kind for m in self._ledger.mentions_of(document)
                if m.kind == "Site" or model().is_a(m.kind, "Actor")
            }  # fmt: skip

            def kind(name: str, words: "Words") -> str | None:
                known = self._names.find(name)
                return held.get(words) or (known.kind if known else None)

            self._pages[document] = Page(self._ledger.document(document), self._ledger.published(document), kind)
        return self._pages[document]


def _changed(wish: Wish, base: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The fact that a wish wants, None if it names none."""
    from ..loaders.contract import FIELDS, QUANTITY, LineError, from_cells

    if wish.fact is not None:
        return dict(wish.fact)
    if not wish.changes:
        return None
    if base is None:
        raise LedgerError(f"{wish.id}: there is no whole fact to change; give it with --fact FILE")
    for name in wish.changes:
        if name not in FIELDS and name not in QUANTITY:
            raise LedgerError(
                f"{wish.id}: {name}: there is no such field; there are {', '.join((*FIELDS, *QUANTITY))}"
            )
    filled = {name: cell for name, cell in wish.changes.items() if cell != ""}
    try:
        cells = from_cells(filled)
    except LineError as error:
        raise LedgerError(f"{wish.id}: {error}") from error
    changed = dict(base) | dict.fromkeys((n for n in wish.changes if n in FIELDS), None) | cells
    if "quote" in cells and "offset" not in cells:
        changed["offset"] = None
    if any(name in QUANTITY for name in wish.changes):
        changed["quantity"] = _quantity(dict(base.get("quantity") or {}), wish.changes)
    return changed


def _quantity(before: dict[str, Any], changes: Mapping[str, str]) -> dict[str, Any]:
    """A quantity with some fields changed: a new point drops the bounds, new bounds the point."""
    from ..loaders.contract import QUANTITY

    if changes.get("value"):
        before |= {"lower": None, "upper": None}
    elif changes.get("lower") or changes.get("upper"):
        before |= {"value": None}
    return before | {name: changes[name] or None for name in QUANTITY if name in changes}


def _bytes(identifier: str) -> bytes:
    try:
        return bytes.fromhex(identifier)
    except ValueError:
        return b""
