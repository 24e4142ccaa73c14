"""Writes docs/classes.md from the model: every class with its properties, every list with its words.

python scripts/classes.py
"""

from collections.abc import Iterator
from pathlib import Path

from wattgraph.schema.model import Kind, Property, model

PAGE = Path(__file__).parents[1] / "docs" / "classes.md"
_HEAD = """# Classes

What can be said of what, for whoever writes a [mapping](sources.md#your-own-table) or a query. This page is made of
`schema/kinds` and `schema/vocabularies` by `python scripts/classes.py`.

A value's kind is a class (another thing), a [list of words](#lists), or: `money`, `power` (MW), `percent`,
`quantity`; `string`, `boolean`, `decimal`, `date` (2026, 2026-03, 2026-03-14), `duration` (P10Y). A class takes over
what the class that it extends has. A thing is refused as a whole if what is marked * is refused.
"""


def page() -> str:
    """The whole page."""
    known = model()
    parts = [_HEAD, *(_class(kind) for kind in known.kinds.values()), "## Lists\n"]
    parts += [_list(name) for name in known.vocabularies]
    return "\n".join(parts)


def _class(kind: Kind) -> str:
    above = model().kinds[kind.extends].properties if kind.extends else {}
    extends = f" Extends {kind.extends}." if kind.extends else ""
    lines = [f"## {kind.name}\n", f"{kind.doc}{extends}\n"]
    parties = [p.name for p in kind.parties if p.name not in above]
    if parties:
        lines.append(f"Parties, each an Actor: {', '.join(f'`{name}`' for name in parties)}.\n")
    rows = [_property(p) for p in kind.properties.values() if not p.party and p.name not in above]
    return "\n".join(lines + (["| property | value | |", "|---|---|---|", *rows, ""] if rows else []))


def _property(prop: Property) -> str:
    many = ", several" if prop.many else ""
    mark = " *" if prop.essential else ""
    return f"| `{prop.name}`{mark} | {' or '.join(prop.ranges)}{many} | {prop.doc} |"


def _list(name: str) -> str:
    found = model().vocabularies[name]
    return "\n".join([f"### {name}\n", f"{found.doc}\n", f"{', '.join(_words(name))}.\n"])


def _words(name: str) -> Iterator[str]:
    return (f"`{word}`" for word in model().vocabularies[name])


if __name__ == "__main__":
    PAGE.write_text(page())
