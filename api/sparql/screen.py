"""The screen: what is looked for in a query before any engine sees it, in time linear in its length.

The engine's parser recurses, so a query of some kilobytes can kill its process. It also asks other hosts for SERVICE,
even where the keyword is glued to what stands beside it; workers have no network besides, but people are told why.
What is an IRI and what a comparison (`?a<'x>'`) only a parser knows. So the word stays safe where this screen takes
it for a part of a string, an IRI or a comment: it is handed on with an escape (`\\u0053ERVICE`) that means the same
there, and is an error of syntax if the engine disagrees and sees a keyword.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .errors import Malformed, Refused
from .settings import Settings

#: Strings, one a line. One that does not end is passed over too: trying anew at each quote in it is not linear.
_STRING = (
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?'
    r"|'''(?:[^'\\]|\\.|'(?!''))*+(?:''')?"
    r'|"(?:[^"\\\n\r]|\\.)*+"?'
    r"|'(?:[^'\\\n\r]|\\.)*+'?"
)
_IRI = r'<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>'
#: A name behind its prefix. It begins with no dot: in `ex:.SERVICE` the dot ends the triple. Escapes hide nothing.
_LOCAL = r"(?:(?:[\w:%]|\\[_~.!$&'()*+,;=/?\#@%-])(?:[\w.:%-]|\\[_~.!$&'()*+,;=/?\#@%-])*+)?"
#: The first letter of the word that no engine may see as a keyword.
_SERVICE = re.compile("s(?=ervice)", re.IGNORECASE)
#: Strings, IRIs and comments are passed over whole; then brackets, variables, names with a prefix, words, signs.
_TOKEN = re.compile(
    rf"(?P<passed>{_STRING}|{_IRI}|\#[^\n\r]*)"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<variable>[?$]\w+|@[A-Za-z-]+)|\d+(?:\.\d+)?"
    rf"|(?P<word>[^\W\d][\w-]*(?P<colon>:)?)(?(colon){_LOCAL})|:{_LOCAL}|(?P<sign>\S)|\s+",
    re.DOTALL,
)
#: Signs that nest without a bracket: each one in a row is one more call of the parser.
_NESTING = frozenset("!^-+")
#: What joins two parts: the engine's plan of so many is nested as deeply.
_JOINS = re.compile(r"\b(?:UNION|OPTIONAL|MINUS)\b|\|\||&&", re.IGNORECASE)
_MOST_JOINS = 1000
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})


class Token(NamedTuple):
    """A part of a query: `kind` is a group of the pattern, None for numbers and bare names."""

    kind: str | None
    text: str
    word: str


class Screened(NamedTuple):
    """A query as the engine may see it, and whether it names the graphs to ask."""

    text: str
    dataset: bool


def check(query: str, settings: Settings) -> Screened:
    """The query for the engine.

    Raises Malformed if it is too long or nested too deeply, Refused for SERVICE and for an update.
    """
    if len(query) > settings.length:
        raise Malformed(f"the query has {len(query):,} characters, and may have {settings.length:,}; ask for less")
    tokens = list(_tokens(query))
    if not any(token.word for token in tokens):
        raise Malformed("there is no query; ask by SELECT, ASK, CONSTRUCT or DESCRIBE")
    if any("SERVICE" in token.word for token in tokens):
        raise Refused(
            "SERVICE asks another host, which this service never does; load the other data yourself. "
            "(A prefix must not have the word in its name)"
        )
    form = next((token.word for token in tokens if token.word in _FORMS | _UPDATES), "")
    if form in _UPDATES:
        raise Refused(f"{form} is an update, and this service answers queries only: change the ledger, not its views")
    deepest = _depth(tokens)
    if deepest > settings.depth:
        raise Malformed(f"the query is nested {deepest:,} deep, and may be {settings.depth}; take brackets out")
    joins = len(_JOINS.findall(query))
    if joins > max(_MOST_JOINS, settings.depth):
        raise Malformed(f"the query joins {joins:,} parts, and may join {_MOST_JOINS:,}; use VALUES or IN instead")
    return Screened(_disarmed(query), any("FROM" in token.word and ":" not in token.word for token in tokens))


def _disarmed(query: str) -> str:
    """The query with SERVICE escaped where it is part of a string, an IRI or a comment."""
    if not _SERVICE.search(query):
        return query
    return _TOKEN.sub(lambda found: _escaped(found.group()) if found["passed"] else found.group(), query)


def _escaped(text: str) -> str:
    return _SERVICE.sub(lambda found: f"\\u{ord(found.group()):04X}", text)


def _tokens(query: str) -> Iterator[Token]:
    """The parts of a query without white space; `word` is a keyword, or a prefix with its colon, in capitals."""
    for found in _TOKEN.finditer(query):
        text = found.group()
        if not text.isspace():
            yield Token(found.lastgroup, text, (found["word"] or "").upper())


def _depth(tokens: list[Token]) -> int:
    """How deep brackets stand in each other, signs that nest without one included."""
    depth = deepest = row = 0
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        row = row + 1 if token.text in _NESTING else 0
        deepest = max(deepest, depth + row)
    return deepest
