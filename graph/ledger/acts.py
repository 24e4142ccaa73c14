"""What people did: retract and restore claims, judge mentions and candidates, withdraw an earlier judgement."""

import sqlite3
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from ...schema.model import model
from .appending import ACT
from .errors import LedgerError, NotFound
from .judgements import Conflict, Judgements, records
from .overruled import overruled
from .records import Act, Claim, StoredMention

#: Judgements between two mentions (same, different, unsure) or documents (nearDuplicate).
PAIRS = ("same", "different", "unsure", "nearDuplicate")
#: Decisions on what waits for review.
DECISIONS = ("accept", "reject", "correct")
JUDGEMENTS = (*PAIRS, *DECISIONS)

#: The columns of an act, in the order of `Act`'s fields.
COLUMNS = "number, verb, document, subject, property, object, other, author, reason, recorded, item, fact, was"
#: Of `acts a`: that no later act withdrew it.
STANDING = "NOT EXISTS (SELECT 1 FROM acts w WHERE w.withdrawn = a.number)"


def standing(connection: sqlite3.Connection, which: str = "TRUE", values: Sequence[object] = ()) -> Iterator[Act]:
    """All acts that no later act withdrew, or `which` of them (SQL), oldest first."""
    query = f"SELECT {COLUMNS} FROM acts a WHERE verb <> 'withdraw' AND {which} AND {STANDING} ORDER BY number"
    for row in connection.execute(query, values):
        yield Act(*row)


def _last(acts: Iterable[Act], key: Callable[[Act], Hashable]) -> list[Act]:
    """Of the acts of one key the last, each at its own place."""
    last: dict[Hashable, Act] = {}
    for act in acts:
        last.pop(key(act), None)
        last[key(act)] = act
    return list(last.values())


def retracted_claims(connection: sqlite3.Connection) -> list[Claim]:
    """The claims whose last word is retract. A restore of the same claim takes one back."""
    acts = standing(connection, "verb IN ('retract', 'restore') AND document IS NOT NULL")
    return [_claim(act) for act in _last(acts, _claim) if act.verb == "retract"]


def _claim(act: Act) -> Claim:
    return Claim(act.document or b"", act.subject, act.property, act.object)


def judgements(connection: sqlite3.Connection) -> list[Act]:
    """The judgements in force, by number: for the same pair or candidate the last one counts.

    Of a pair that is the last by the time at which it was judged: an import may bring an older one.
    """
    acts = [act for act in standing(connection) if act.verb in JUDGEMENTS]
    acts.sort(key=lambda act: ("" if act.item else act.recorded, act.number))
    return sorted(_last(acts, _judged), key=lambda act: act.number)


def _judged(act: Act) -> Hashable:
    """What a judgement or a decision is about."""
    pair = tuple(sorted(x for x in (act.subject, act.other) if x is not None))
    return act.document, act.item or pair, None if act.other or act.item else act.object


def decisions(connection: sqlite3.Connection, document: bytes | None = None) -> list[Act]:
    """The decisions on reviewed items in force, of one document or of all: the last of each item counts."""
    of, values = ("document IS NOT NULL", ()) if document is None else ("document = ?", (document,))
    return _last(standing(connection, f"item IS NOT NULL AND {of}", values), _judged)


def record(
    connection: sqlite3.Connection, verb: str, claim: Claim, author: str, reason: str, recorded: str, *,
    other: bytes | None = None, withdrawn: int | None = None, item: bytes | None = None, fact: str | None = None,
    was: str | None = None,
) -> int:  # fmt: skip
    """Writes an act into the log. Returns its number."""
    made = connection.execute(
        """INSERT INTO acts (verb, document, subject, property, object, other, withdrawn, author, reason, recorded,
           item, fact, was) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (verb, claim.document or None, claim.subject, claim.property, claim.object, other, withdrawn, author, reason,
         recorded, item, fact, was),
    )  # fmt: skip
    connection.execute("INSERT INTO entries (action, item) VALUES (?, ?)", (ACT, made.lastrowid))
    return int(made.lastrowid or 0)


def fill_retracted(connection: sqlite3.Connection) -> int:
    """Fills temp.retracted with the numbers of the statements that a retraction or a decision in force sets aside."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS retracted (number INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.retracted")
    for claim in retracted_claims(connection):
        where, values = _condition(claim)
        connection.execute(
            f"INSERT OR IGNORE INTO temp.retracted SELECT s.number FROM statements s WHERE {where}", values
        )
    aside = overruled(connection, decisions(connection))
    connection.executemany("INSERT OR IGNORE INTO temp.retracted VALUES (?)", ((number,) for number in aside))
    return int(connection.execute("SELECT count(*) FROM temp.retracted").fetchone()[0])


def _condition(claim: Claim) -> tuple[str, list[object]]:
    where = ["s.document = (SELECT number FROM documents WHERE id = ?)"]
    values: list[object] = [claim.document]
    if claim.subject is not None:
        where.append("s.subject = ?")
        values.append(claim.subject)
    if claim.property is not None:
        where.append("s.property = (SELECT number FROM words WHERE word = ?)")
        values.append(claim.property)
    if claim.object is not None:
        where.append("s.object = ?")
        values.append(claim.object)
    return " AND ".join(where), values


def claim_of(connection: sqlite3.Connection, identifier: bytes) -> Claim:
    """The claim that an id addresses: a statement's, a whole thing's or a whole document's. Raises NotFound."""
    row = connection.execute(
        """SELECT d.id, s.subject, w.word, s.object FROM statements s JOIN documents d ON d.number = s.document
           JOIN words w ON w.number = s.property WHERE s.id = ?""",
        (identifier,),
    ).fetchone()
    if row:
        return Claim(*row)
    row = connection.execute(
        "SELECT d.id, m.id FROM mentions m JOIN documents d ON d.number = m.document WHERE m.id = ?",
        (identifier,),
    ).fetchone()
    if row:
        return Claim(*row)
    if connection.execute("SELECT 1 FROM documents WHERE id = ?", (identifier,)).fetchone():
        return Claim(identifier)
    raise NotFound(
        f"no statement, thing or document has the id {identifier.hex()}; "
        "'wattgraph query' shows ids of statements and documents"
    )


def check_judgement(connection: sqlite3.Connection, verb: str, subject: bytes, other: bytes | None) -> None:
    """Raises LedgerError for an unknown verb, a missing second party, or ids that the ledger does not hold."""
    if verb not in PAIRS:
        raise LedgerError(f"no judgement {verb!r} of two ids; there are {', '.join(PAIRS)}")
    if other is None or other == subject:
        raise LedgerError(f"{verb} is a judgement between two different ids")
    table = "documents" if verb == "nearDuplicate" else "mentions"
    kinds = set()
    for identifier in (subject, other):
        if not connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (identifier,)).fetchone():
            raise NotFound(f"no {table[:-1]} has the id {(identifier or b'').hex()}")
        if table == "mentions":
            kinds.add(_family(connection, identifier))
    if len(kinds) > 1 and verb == "same":
        raise LedgerError("two things of different classes cannot be the same; name two firms, or two deals")


def check_contradiction(connection: sqlite3.Connection, verb: str, subject: bytes, other: bytes) -> None:
    """Raises LedgerError, which names the judgements, if those in force say of other pairs what this denies."""
    against = _people(connection, {subject, other}).against(verb, subject, other)
    if against:
        told = "; ".join(f"{a.number} ({(a.subject or b'').hex()} and {(a.other or b'').hex()} are {a.verb}, by "
                         f"{a.author})" for a in against)  # fmt: skip
        raise LedgerError(
            f"{subject.hex()} and {other.hex()} cannot be {verb}: these judgements stand against it: {told}; "
            "withdraw one of them first, or judge unsure"
        )


def check_revival(connection: sqlite3.Connection, number: int, before: int) -> None:
    """Raises LedgerError if there are more conflicts now than `before` a judgement was withdrawn."""
    found = conflicts(connection)
    if len(found) > before:
        against = ", ".join(str(act.number) for act in found[-1].against)
        raise LedgerError(
            f"without {number}, judgement {found[-1].aside.number} of the same two would count again, and these "
            f"stand against it: {against}; withdraw one of them first"
        )


def conflicts(connection: sqlite3.Connection) -> list[Conflict]:
    """The judgements in force that contradict each other."""
    return _people(connection, set()).conflicts


def _people(connection: sqlite3.Connection, more: set[bytes]) -> Judgements:
    """The judgements in force, between records where several mentions are one; `more`: mentions to ask about."""
    people = Judgements(judgements(connection))
    judged = {m for act in people.acts for m in (act.subject or b"", act.other or b"")}
    return people.of(records(_mentions(connection, judged | more), people))


def _mentions(connection: sqlite3.Connection, identifiers: Iterable[bytes]) -> dict[bytes, StoredMention]:
    """Some mentions, as far as the ledger holds them."""
    query = """SELECT m.id, d.id, w.word, m.first, m.last, m.ordinal, m.source, m.key FROM mentions m
        JOIN documents d ON d.number = m.document JOIN words w ON w.number = m.kind WHERE m.id = ?"""
    found = (connection.execute(query, (identifier,)).fetchone() for identifier in identifiers)
    return {row[0]: StoredMention(*row) for row in found if row}


def _family(connection: sqlite3.Connection, mention: bytes | None) -> str:
    """The class of a mention; firms, public bodies and groups are one, since an extractor may mistake them."""
    query = "SELECT w.word FROM mentions m JOIN words w ON w.number = m.kind WHERE m.id = ?"
    kind = str(connection.execute(query, (mention,)).fetchone()[0])
    return "Actor" if model().is_a(kind, "Actor") else kind
