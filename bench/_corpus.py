"""A generated corpus: documents full of deals whose figures parse, with many different firms and amounts."""

from collections.abc import Iterator

from wattgraph.schema.numbers import find_quantities
from wattgraph.schema.statement import Appearance, Document, Reading, Statement, Thing, mention_at

#: Statements of one sentence: two names, and kind, two parties, amount, term of the deal.
_PER_SENTENCE = 7
_SENTENCES = 40
PER_DOCUMENT = _PER_SENTENCE * _SENTENCES


def text(number: int) -> str:
    """One document's text; every number gives another."""
    lines = []
    for line in range(_SENTENCES):
        seed = number * _SENTENCES + line
        amount = f"${seed % 900 + 1}.{seed // 7 % 10} million"
        host, tenant = f"Host {seed % 20011}", f"Tenant {seed % 9973}"
        lines.append(f"{host} Corp signed a hosting deal worth {amount} with {tenant} Inc for {seed % 19 + 2} years.")
    return f"Report {number}. " + " ".join(lines)


def reading(document: Document, appearance: Appearance) -> Reading:
    """The reading of a generated document, made line by line."""
    return Reading(document, appearance, "generated", "1", _things(document))


def _things(document: Document) -> Iterator[Thing]:
    start = 0
    seen: set[bytes] = set()
    while (host_at := document.text.find("Host ", start)) >= 0:
        end = document.text.index(".", document.text.index(" years", host_at))
        yield from _sentence(document, host_at, end, seen)
        start = end


def _sentence(document: Document, start: int, end: int, seen: set[bytes]) -> Iterator[Thing]:
    words = document.text
    quote = document.span(start, end, "quote")
    host = (start, words.index(" Corp", start))
    tenant_at = words.index("Tenant ", start)
    tenant = (tenant_at, words.index(" Inc", tenant_at))
    firms = []
    for first, last in (host, tenant):
        mention = mention_at(document.id, "Firm", first, last)
        span = document.span(first, last)
        firms.append((mention, span))
        if mention.id not in seen:
            seen.add(mention.id)
            yield Thing(mention, [Statement(mention.id, "name", span.quote, (span, quote))])
    amount_at = words.index("$", start)
    amount = document.span(amount_at, words.index(" with", amount_at))
    (found,) = find_quantities(amount.quote)
    kind_at = words.index("hosting", start)
    term_at = words.index(" for ", tenant_at) + 5
    term = document.span(term_at, end)
    deal = mention_at(document.id, "Deal", amount.start, amount.end)
    years = term.quote.split()[0]
    yield Thing(deal, [
        Statement(deal.id, "kind", "hosting", (document.span(kind_at, kind_at + 7), quote), status="signed"),
        Statement(deal.id, "provider", firms[0][0].id, (firms[0][1], quote), status="signed"),
        Statement(deal.id, "customer", firms[1][0].id, (firms[1][1], quote), status="signed"),
        Statement(deal.id, "amount", found.quantity.encode(), (amount, quote), status="signed"),
        Statement(deal.id, "term", f"P{years}Y", (term, quote), status="signed"),
    ])  # fmt: skip
