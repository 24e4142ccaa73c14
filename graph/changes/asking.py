"""Asking for changes: since when, of what, whose and where, as users say it on every face."""

from collections.abc import Collection, Iterable

from ...schema.dates import PartialDate
from ...schema.names import name_key
from ..view.node import Node
from ..view.perspective import clock
from ..view.view import View
from .change import Changes
from .changes import Test, changes, changes_since_entry


class ChangesError(ValueError):
    """A question about changes that cannot be asked so: says what is wrong and what to give."""


class NothingCalled(ChangesError):
    """Nothing has the id or the name that is asked for."""


def ask(
    view: View, since: str | PartialDate | None = None, *, since_sequence: int | None = None,
    of: Collection[str] = (), firm: str | None = None, site: str | None = None,
) -> Changes:  # fmt: skip
    """The changes up to what a view shows (its `known_at` is until when).

    `since`: what was known then is compared, or, with `since_sequence`, what the ledger held after that entry of its
    log; then `since` only parts the news from the past, and is the day of that entry unless given. `of`: classes;
    `firm`, `site`: an id or an exact name. Raises ChangesError, DateError.
    """
    start = clock("since", since)
    _check_classes(view, of)
    where = _about(view, firm, site)
    if since_sequence is not None:
        day = start or clock("sinceSequence", view.snapshot.ledger.day_of(since_sequence))
        return changes_since_entry(view, _entry(view, since_sequence), day or PartialDate(1), of=of, where=where)
    if start is None:
        raise ChangesError("say since when: a date (since) or an entry of the log (sinceSequence)")
    until = view.perspective.known_at
    if until is not None and until.latest() < start.latest():
        raise ChangesError(f"until {until} lies before since {start}: exchange the two")
    return changes(view, start, of=of, where=where)


def _check_classes(view: View, of: Iterable[str]) -> None:
    for kind in of:
        if kind not in view.model.kinds:
            raise ChangesError(f"no class {kind!r}; there are {', '.join(view.model.kinds)}")


def _entry(view: View, sequence: int) -> int:
    if 0 <= sequence <= view.sequence:
        return sequence
    raise ChangesError(f"sinceSequence is {sequence}: the log has the entries 0 to {view.sequence}")


def _about(view: View, firm: str | None, site: str | None) -> Test | None:
    """The test whether a thing has to do with a firm and a site; None if neither is named."""
    firms = _called(view, "Actor", firm) if firm is not None else None
    sites = _called(view, "Site", site) if site is not None else None
    if firms is None and sites is None:
        return None

    def test(thing: Node) -> bool:
        place = view.node(thing.word("site") or "")
        return (firms is None or bool(firms & {thing.id, *thing.actors()})) and (
            sites is None or bool(sites & {thing.id, place.id if place else ""})
        )

    return test


def _called(view: View, kind: str, words: str) -> set[str]:
    """The ids of the things of a class that have this id or name. Raises NothingCalled."""
    node = view.node(words)
    if node is not None and view.model.is_a(node.kind, kind):
        return {node.id}
    key = name_key(words)
    found = {
        n.id for n in view.of_kind(kind)
        if any(name_key(str(v.decoded)) == key for prop in ("name", "alias") for v in n.values.get(prop, ()))
    }  # fmt: skip
    if not found:
        raise NothingCalled(_nothing(view, kind, words, key))
    return found


def _nothing(view: View, kind: str, words: str, key: str) -> str:
    """That nothing is called so; of a name that a place has, why that is no site."""
    if kind == "Site" and any(name_key(place.word("name") or "") == key for place in view.of_kind("Place")):
        return (
            f"{words!r} is a place, not a site: texts name places, and sites come from data sets and tables; ask for"
            " a firm, or load a table that has the site"
        )
    return f"no {kind.lower()} is called {words!r} (names are compared whole), and nothing has that id"
