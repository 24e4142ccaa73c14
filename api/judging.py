"""What people decide of things: take claims back, judge what is the same, hand judgements on to other ledgers."""

import json
from collections.abc import Iterable
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..graph.identity import REFERENCE
from ..graph.ledger import Act, Claim, Conflict, Given, Ledger, NotFound

if TYPE_CHECKING:
    from ..graph.suggestions import Suggestion
    from ..graph.view import View

#: Bytes of an id; people write it in hexadecimal.
_ID_BYTES = 16


class Judging:
    """The part of a store by which people decide."""

    ledger: Ledger

    def view(self, *seen: Any, **more: Any) -> "View":
        """All things as they stand now, under a policy. Raises UnknownPolicy."""
        raise NotImplementedError

    def retract(self, identifier: str | bytes, author: str, reason: str = "") -> Claim:
        """Takes back a statement's claim, a thing or a document, and keeps it away at reloads. Raises NotFound."""
        return self.ledger.retract(self._identifier(identifier), author, reason)

    def restore(self, identifier: str | bytes, author: str, reason: str = "") -> Claim:
        """Undoes `retract` of the same id. Raises NotFound, or LedgerError if it was not retracted."""
        return self.ledger.restore(self._identifier(identifier), author, reason)

    def judge(self, verb: str, one: str | bytes, other: str | bytes, author: str, reason: str = "") -> int:
        """Judges two things `same`, `different` or `unsure`, or two documents `nearDuplicate`.

        It outranks every rule. Returns the judgement's number. Raises NotFound, or LedgerError for a verb that
        there is not.
        """
        pair = self._identifier(one), self._identifier(other)
        return self.ledger.judge(verb, *pair, author=author, reason=reason)

    def judgements(self) -> list[Act]:
        """The judgements in force."""
        return self.ledger.judgements()

    def withdraw(self, number: int, author: str, reason: str = "") -> None:
        """Withdraws a judgement or a decision, with all that it brought. Raises NotFound."""
        self.ledger.withdraw(number, author, reason)

    def judgement_conflicts(self) -> list[Conflict]:
        """Judgements in force that cannot all be right: each `same` that is set aside, with those against it."""
        return self.ledger.conflicts()

    def export_judgements(self, path: str | PathLike[str]) -> int:
        """Writes all judgements of pairs, and their withdrawals, into a file (JSON Lines). Returns how many.

        Raises OSError.
        """
        given = self.ledger.judgement_history()
        lines = [json.dumps(_line(one), ensure_ascii=False) + "\n" for one in given]
        Path(path).write_text("".join(lines), "utf-8")
        return len(lines)

    def import_judgements(self, path: str | PathLike[str]) -> int:
        """Takes the judgements of a file, all or none, each once. Returns how many were new.

        Raises DocumentError, NotFound or LedgerError, which name the line: then nothing was taken.
        """
        from ..loaders.judgements import read_judgements

        found = read_judgements(Path(path))
        return self.ledger.take_judgements(
            Given(bytes.fromhex(one.id), one.verb, _bytes(one.one), _bytes(one.other), _bytes(one.of), one.author,
                  one.time, one.reason, one.line) for one in found
        )  # fmt: skip

    def suggestions(
        self, kinds: Iterable[str] = ("firm", "site", "deal"), least: float = 0.0, limit: int | None = None,
        **seen: Any,
    ) -> "list[Suggestion]":  # fmt: skip
        """Pairs that no rule decides and that may be one, the likeliest first, with scores (0 to 1) and reasons.

        `kinds`: firm, site, deal. `seen`: what `view` takes, as known_at="2026", to compare the things of that view
        only. Computed anew each time. Raises KeyError for another kind.
        """
        from ..graph.suggestions import suggestions

        return suggestions(self.view(**seen), kinds, least, limit)

    def _identifier(self, identifier: str | bytes) -> bytes:
        """The id in bytes: of 32 hexadecimal digits, or that of a firm's row in the reference list."""
        if isinstance(identifier, bytes):
            return identifier
        if len(identifier) == 2 * _ID_BYTES:
            with suppress(ValueError):
                return bytes.fromhex(identifier)
        listed = (m.id for m in self.ledger.mentions() if m.source == REFERENCE and m.key == identifier)
        if (found := next(listed, None)) is not None:
            return found
        raise NotFound(
            f"no id {identifier!r} in {self.ledger.path}; an id is 32 hexadecimal digits, or a firm's id in the "
            "reference list, as 'wattgraph query' shows them"
        )


def _line(one: Given) -> dict[str, Any]:
    """A judgement as a file has it."""
    ends = {"one": one.one, "other": one.other, "of": one.of}
    said = {name: end.hex() for name, end in ends.items() if end is not None}
    return {
        "id": one.id.hex(),
        "verb": one.verb,
        **said,
        "author": one.author,
        "time": one.time,
        "reason": one.reason,
    }


def _bytes(written: str | None) -> bytes | None:
    return None if written is None else bytes.fromhex(written)
