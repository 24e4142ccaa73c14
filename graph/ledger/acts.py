"""What people did: retract and restore claims, judge mentions and candidates, withdraw an earlier judgement."""

import sqlite3
from collections.abc import Iterator

from ...schema.model import model
from .errors import LedgerError, NotFound
from .overruled import overruled
from .records import Act, Claim

#: Judgements between two mentions (same, different, unsure) or documents (nearDuplicate).
PAIRS = ("same", "different", "unsure", "nearDuplicate")
#: Decisions on what waits for review.
DECISIONS = ("accept", "reject", "correct")
JUDGEMENTS = (*PAIRS, *DECISIONS)

_COLUMNS = "number, verb, document, subject, property, object, other, author, reason, recorded, item, fact, was"


def standing(connection: sqlite3.Connection) -> Iterator[Act]:
    """All acts that no later act withdrew, oldest first."""
    query = f"""SELECT {_COLUMNS} FROM acts a WHERE verb <> 'withdraw'
        AND NOT EXISTS (SELECT 1 FROM acts w WHERE w.withdrawn = a.number) ORDER BY number"""
    for row in connection.execute(query):
        yield Act(*row)


def retracted_claims(connection: sqlite3.Connection) -> list[Claim]:
    """The claims whose last word is retract. A restore of the same claim takes one back."""
    last: dict[Claim, str] = {}
    for act in standing(connection):
        if act.verb in ("retract", "restore") and act.document is not None:
            claim = Claim(act.document, act.subject, act.property, act.object)
            last.pop(claim, None)
            last[claim] = act.verb
    return [claim for claim, verb in last.items() if verb == "retract"]


def judgements(connection: sqlite3.Connection) -> list[Act]:
    """The judgements in force: for the same pair or candidate the last one counts."""
    last: dict[tuple[object, ...], Act] = {}
    for act in standing(connection):
        if act.verb in JUDGEMENTS:
            pair = tuple(sorted(x for x in (act.subject, act.other) if x is not None))
            key = (act.document, act.item or pair, None if act.other or act.item else act.object)
            last.pop(key, None)
            last[key] = act
    return list(last.values())


def decisions(connection: sqlite3.Connection, document: bytes | None = None) -> list[Act]:
    """The decisions on reviewed items in force, of one document or of all: the last of each item counts."""
    of, values = ("document IS NOT NULL", ()) if document is None else ("document = ?", (document,))
    query = f"""SELECT {_COLUMNS} FROM acts a WHERE item IS NOT NULL AND {of}
        AND NOT EXISTS (SELECT 1 FROM acts w WHERE w.withdrawn = a.number) ORDER BY number"""
    last: dict[tuple[bytes | None, bytes | None], Act] = {}
    for row in connection.execute(query, values):
        act = Act(*row)
        last.pop((act.document, act.item), None)
        last[act.document, act.item] = act
    return list(last.values())


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


def _family(connection: sqlite3.Connection, mention: bytes | None) -> str:
    """The class of a mention; firms, public bodies and groups are one, since an extractor may mistake them."""
    query = "SELECT w.word FROM mentions m JOIN words w ON w.number = m.kind WHERE m.id = ?"
    kind = str(connection.execute(query, (mention,)).fetchone()[0])
    return "Actor" if model().is_a(kind, "Actor") else kind
