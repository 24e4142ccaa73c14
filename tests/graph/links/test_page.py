"""docs/links.md shows the rules as the data has them, and its Python runs."""

import re
import subprocess
import sys
from pathlib import Path

from wattgraph.graph.links import MOST_HOPS, rules
from wattgraph.graph.links.rules import joints, misses


def tables():
    """The tables of the page, made from the data: heading -> its rows."""
    law = rules()
    yield (
        "roles",
        [
            f"| {pair['one']} | {pair['other']} | {pair.get('class', 'that of its thing')} |"
            for pair in law["opposite"]
        ],
    )
    yield "sides", [f"| {name} | {', '.join(roles)} |" for name, roles in law["sides"].items()]
    yield "classes", [f"| {name} | {link} |" for name, link in (law["class"] | law["classByKind"]).items()]
    yield "joints", [f"| `{rule}` | {doc} |" for rule, doc in joints().items()]
    yield "misses", [f"| `{rule}` | {doc} |" for rule, doc in misses().items()]


def lists():
    """What the text of the page names: sets of words."""
    law = rules()
    yield ", ".join((*law["strength"], *law["doubts"]))
    yield ", ".join(law["signed"])
    yield ", ".join(law["out"])
    yield ", ".join(law["path"]["ends"])
    yield ", ".join(law["path"]["exposed"])
    yield f"{law['house']['percent']} percent"
    yield f"1 to {MOST_HOPS} hops"


def test_the_page_shows_the_rules_as_they_are(root):
    page = " ".join((root / "docs" / "links.md").read_text("utf-8").split())
    for name, found in tables():
        assert " ".join(found) in page, name
    for words in lists():
        assert words in page


def test_its_python_runs(root: Path, examples: Path, tmp_path: Path) -> None:
    page = (root / "docs" / "links.md").read_text("utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    load = f"import wattgraph\nwith wattgraph.open('my.db') as store:\n    store.load({str(examples)!r})\n"
    done = subprocess.run(
        [sys.executable, "-c", load + code], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "IREN" in done.stdout
