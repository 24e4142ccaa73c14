"""Facts that people give, as the things that they claim: with the words of the text, or with the quote alone.

A quote or a place that stands nowhere in the text becomes a statement all the same, whose words the gate will
refuse: what a person wrote ends in the ledger or in quarantine.
"""

from collections.abc import Iterable, Iterator

from ..schema.contract import CLASSES, KIND_PROPERTY, OF_ACTORS, role_in
from ..schema.model import model
from ..schema.statement import Document, Mention, Span, Statement, Thing, mention_at
from .contract import Line
from .facts import Fact, mention_of, ordinal, things
from .grounding import Page


def claims(page: Page, lines: Iterable[Line]) -> list[Thing]:
    """The things of some lines that quote one document, those that are named before those that name them."""
    found: list[Fact] = []
    unquoted: list[Thing] = []
    misplaced: list[Statement] = []
    for line in lines:
        quote = page.quote(line)
        if quote is None:
            unquoted += _unquoted(page.document, line)
            continue
        fact = page.fact(line, quote)
        found.append(fact)
        if line.place and fact.place is None and line.type in CLASSES:
            misplaced += _misplaced(page.document, fact, line.place)
    grounded = things(page.document, found, by_content=True)
    by_id = {thing.mention.id: thing for thing in grounded}
    for statement in misplaced:
        by_id[statement.subject].statements.append(statement)
    return [*grounded, *unquoted]


def _misplaced(document: Document, fact: Fact, place: str) -> Iterator[Statement]:
    """A place that the text does not name."""
    mention = mention_of(document, fact)
    if "place" in model().kind(mention.kind).properties:
        named = mention_at(document.id, "Place", *fact.quote).id
        evidence = _for_place(place, document.span(*fact.quote, "quote"))
        yield Statement(mention.id, "place", named, evidence, fact.modality, True, fact.status)


def _for_place(place: str, quote: Span) -> tuple[Span, Span]:
    """The evidence of a place that the text does not name: its words where the quote is."""
    return Span(quote.start, quote.start + len(place), place), quote


def _unquoted(document: Document, line: Line) -> Iterator[Thing]:
    """The things of a line whose quote does not stand in the text: all is claimed in its words, none is proven."""
    start = line.offset or 0
    words = (
        Span(start, start + len(line.quote), line.quote),
        Span(start, start + len(line.quote), line.quote, "quote"),
    )
    actors = [(_claimed(document, named.kind or "Firm", f"{named.name} {line}"), named) for named in line.parties]
    said = {"modality": line.modality, "status": line.status}
    for mention, named in actors:
        yield Thing(mention, [Statement(mention.id, "name", named.name, words)])
    if line.type in OF_ACTORS:
        mention, value = actors[0][0], line.kind if line.type == "Role" else line.code
        yield Thing(mention, [Statement(mention.id, OF_ACTORS[line.type], value or "", words)])
        return
    name, figure = CLASSES[line.type]
    mention = _claimed(document, name, str(line))
    rows: list[tuple[str, bytes | str]] = [(KIND_PROPERTY.get(line.type, "kind"), line.kind or "policy")]
    if line.type == "MarketMove":
        rows.insert(0, ("kind", "marketMove"))
    rows += [(role_in(line.type, named.role), actor.id) for actor, named in actors]
    rows += [(figure, line.quantity.encode())] if line.quantity else []
    rows += list(line.dates.items())
    rows += [] if line.complete else [("participantsComplete", "false")]
    statements = [Statement(mention.id, *row, words, **said) for row in rows]  # type: ignore[arg-type]
    if line.place and "place" in model().kind(name).properties:
        place = _claimed(document, "Place", str(line)).id
        statements.append(Statement(mention.id, "place", place, _for_place(line.place, words[1]), **said))  # type: ignore[arg-type]
    yield Thing(mention, statements)


def _claimed(document: Document, kind: str, said: str) -> Mention:
    """A mention of something that the text does not have: at its first character, told apart by what is said."""
    return mention_at(document.id, kind, 0, 1, ordinal(said))
