"""Knowledge at a date: which documents count then, and which are left out."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..ledger.records import StoredDocument
from ..view.view import View


@dataclass(frozen=True)
class LeftOut:
    """Documents that do not count at a date: those that were surely not known, and those that may not have been."""

    later: tuple[bytes, ...] = ()
    open: tuple[bytes, ...] = ()

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.later) + len(self.open)


def left_out(view: View) -> LeftOut:
    """The documents that a view leaves out because of its `known_at`. The reference list is known at any time."""
    found = view.snapshot.late(view.perspective.known_at)
    late = sorted((answer, document) for document, answer in found.items())
    return LeftOut(*(tuple(d for answer, d in late if answer == wanted) for wanted in ("no", "open")))


def told_left_out(view: View) -> str | None:
    """How many documents a look back leaves out, in words. None where it leaves out none."""
    found = left_out(view)
    if not found.count:
        return None
    open_ = f", {len(found.open)} of them with a date that may lie before" if found.open else ""
    many = "1 document" if found.count == 1 else f"{found.count} documents"
    return f"left out as not surely known at {view.perspective.known_at}: {many}{open_}"


def known_documents(view: View) -> Mapping[bytes, StoredDocument]:
    """The documents that count in a view, by id."""
    return {i: d for i, d in view.documents.items() if i not in view.hidden} if view.hidden else view.documents
