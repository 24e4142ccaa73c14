"""Writes docs/tables.md from the model: every table of an export with its columns.

python scripts/tables.py
"""

from pathlib import Path

from wattgraph.graph.frames import tables
from wattgraph.graph.frames.dictionary import described

PAGE = Path(__file__).parents[1] / "docs" / "tables.md"
_HEAD = """# Tables

What the columns of [tables](frames.md) mean. This page is made of `schema/kinds` and `graph/frames/tables.toml` by
`python scripts/tables.py`.

Types: `text`; `number`, an exact decimal; `integer`; `real`, a double; `flag`, true or false; `day`, a calendar day;
`ids`, a list of ids.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(described(one, one.columns, one.name) for one in tables().values())])


if __name__ == "__main__":
    PAGE.write_text(page())
