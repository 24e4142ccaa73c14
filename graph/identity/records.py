"""Records: what several documents say of one record of a source is one thing before any other rule looks at it."""

from collections.abc import Mapping

from ..ledger.records import StoredMention
from .people import Judgements


def records(mentions: Mapping[bytes, StoredMention], people: Judgements) -> dict[bytes, bytes]:
    """Mention -> the smallest mention of its record (class, source, key), for records that several mentions name.

    A record of which people judged two mentions different (or unsure) is left as its mentions: then the rules
    decide on each.
    """
    first: dict[tuple[str, str | None, str], list[bytes]] = {}
    for identifier, mention in mentions.items():
        if mention.key:
            first.setdefault((mention.kind, mention.source, mention.key), []).append(identifier)
    found: dict[bytes, bytes] = {}
    for members in first.values():
        if len(members) > 1 and not people.apart(members):
            smallest = min(members)
            found.update(dict.fromkeys(members, smallest))
    return found
