"""The pages that prepare Neo4j Browser: connection, style, saved queries, a guide; all on its own origin."""

import html
import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from ...schema.model import model
from . import grass

#: Where they lie on the server, under its own Browser.
FOLDER = "wattgraph"
#: Marks our own scripts and folder in the Browser's storage; everything else in there is the user's.
OURS = "wattgraph-"


class Server(NamedTuple):
    """The server that the pages are for: its ports on loopback, and whether and where it keeps a password."""

    http_port: int = 7474
    bolt_port: int = 7687
    auth: bool = True
    password_file: Path | None = None


class Saved(NamedTuple):
    """A saved query: the file it is from, its title and its text, in which the title is the first comment."""

    name: str
    title: str
    text: str

    @property
    def without_comments(self) -> str:
        """The query alone."""
        return "\n".join(line for line in self.text.splitlines() if not line.startswith("//"))


def saved() -> list[Saved]:
    """The saved queries, in the order in which the Browser lists them."""
    found = []
    for file in sorted((files(__package__) / "saved").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".cypher"):
            text = file.read_text("utf-8").strip()
            found.append(Saved(file.name.removesuffix(".cypher"), text.partition("\n")[0].removeprefix("// "), text))
    return found


def pages(server: Server) -> dict[str, bytes]:
    """All files by name. `index.html` is the one to open: it seeds the Browser, then goes on to it."""
    made = {
        "index.html": _page("seed.html").read_text("utf-8"),
        "seed.js": _page("seed.js").read_text("utf-8"),
        "seed.css": _page("seed.css").read_text("utf-8"),
        "seed.json": json.dumps(_seed(server), ensure_ascii=False, indent=1),
        "style.grass": grass.grass(),
        "guide.html": guide(),
    }
    return {name: text.encode() for name, text in made.items()}


def write(into: Path, server: Server) -> list[Path]:
    """Writes the files into a folder, which is made if need be, and returns their paths. Raises OSError."""
    into.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in pages(server).items():
        (into / name).write_bytes(content)
        written.append(into / name)
    return written


def guide() -> str:
    """The guide for the Browser's command `:play`, with the colours as they are drawn."""
    texts = {query.name: query.without_comments for query in saved()}
    return _page("guide.html").read_text("utf-8").format(
        first=html.escape(texts["01-miners-and-hyperscalers"]),
        evidence=html.escape(texts["35-evidence-of-a-node"]),
        colours=_colours(),
    )  # fmt: skip


def _colours() -> str:
    cells = [_colour(look) for name, look in grass.looks().items() if name in model().kinds]
    cells.append(_colour(grass.looks()["other"]))
    rows = ["".join(cells[at : at + 2]) for at in range(0, len(cells), 2)]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _colour(look: grass.Look) -> str:
    spot = f'<td style="background-color: {look.color}; width: 3em">&nbsp;</td>'
    return f'{spot}<td style="padding: 0 2em 0 .6em">{html.escape(look.meaning)}</td>'


def _seed(server: Server) -> dict[str, object]:
    folder = f"{OURS}queries"
    return {
        "connection": {
            "host": f"bolt://127.0.0.1:{server.bolt_port}", "type": "bolt", "name": "$$discovery",
            "authEnabled": server.auth, "authenticationMethod": "NATIVE" if server.auth else "NO_AUTH",
            "username": "neo4j" if server.auth else "", "password": "",
        },
        "passwordFile": str(server.password_file) if server.password_file else None,
        "settings": {
            "initCmd": "", "showSampleScripts": False,
            # A picture shows what the query returns, and no further relationships that the Browser finds.
            "autoComplete": False,
            "allowUserStats": False, "allowCrashReports": False, "showWheelZoomInfo": False,
        },
        "folders": [{"id": folder, "name": "Wattgraph"}],
        "documents": [{"id": OURS + q.name, "folder": folder, "content": q.text} for q in saved()],
        "grass": grass.sheet(),
    }  # fmt: skip


def _page(name: str) -> Traversable:
    return files(__package__) / "pages" / name
