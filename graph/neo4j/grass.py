"""The style of Neo4j Browser (GraSS), derived from the model's classes, the verbs and `style.toml`."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ...schema.model import model
from . import labels

#: A style sheet as the Browser keeps it: selector -> property -> value.
Sheet = dict[str, dict[str, str]]

#: Below this brightness (0 to 1, as the eye weighs colours) text on a colour is white.
_DARK = 0.55
#: Relationships that we derive or that lead to evidence step back behind what a text states.
_QUIET = {"LINKED_TO": "#D55E00", "ABOUT": "#B8BDC4", "STATED_IN": "#B8BDC4"}


class Look(NamedTuple):
    """How nodes of a class are drawn, and what the legend says of them."""

    color: str
    meaning: str
    diameter: int


@cache
def looks() -> dict[str, Look]:
    """`style.toml`: class -> look, and `other` for what it does not name."""
    entries = tomllib.loads((files(__package__) / "style.toml").read_text("utf-8"))
    return {name: Look(**entry) for name, entry in entries.items()}


def look(kind: str) -> Look:
    """The look of a class, or of the nearest class above it that has one."""
    current: str | None = kind
    while current is not None:
        if current in looks():
            return looks()[current]
        current = model().kind(current).extends
    return looks()["other"]


def sheet() -> Sheet:
    """The whole style. Rules that match a node apply in order, so classes stand before those that extend them."""
    sheet = {"node": _node(looks()["other"]), "relationship": _relationship()}
    for name in (labels.MARKER, labels.STATEMENT, labels.SNAPSHOT):
        sheet[f"node.{name}"] = _node(looks()["other"])
    for name in _general_first():
        sheet[f"node.{name}"] = _node(look(name))
    for name, color in _QUIET.items():
        sheet[f"relationship.{name}"] = {"color": color, "border-color": color}
    return sheet


def grass() -> str:
    """The style as a text for the Browser's command `:style`."""
    rules = []
    for selector, properties in sheet().items():
        lines = "".join(f"  {name}: {_quoted(name, value)};\n" for name, value in properties.items())
        rules.append(f"{selector} {{\n{lines}}}\n")
    return "\n".join(rules)


def _general_first() -> Iterator[str]:
    kinds = model().kinds.values()
    yield from (kind.name for kind in kinds if kind.extends is None)
    yield from (kind.name for kind in kinds if kind.extends is not None)


def _node(look: Look) -> dict[str, str]:
    return {
        "diameter": f"{look.diameter}px", "color": look.color, "border-color": _darker(look.color),
        "border-width": "2px", "text-color-internal": "#FFFFFF" if _brightness(look.color) < _DARK else "#16202A",
        "font-size": "13px", "caption": "{caption}",
    }  # fmt: skip


def _relationship() -> dict[str, str]:
    return {
        "color": "#7A828C", "shaft-width": "2px", "font-size": "10px", "padding": "3px",
        "text-color-external": "#16202A", "text-color-internal": "#16202A", "caption": "<type>",
    }  # fmt: skip


def _quoted(name: str, value: str) -> str:
    return f"'{value}'" if name == "caption" else value


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _brightness(color: str) -> float:
    red, green, blue = _channels(color)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def _darker(color: str) -> str:
    return "#" + "".join(f"{channel * 4 // 5:02X}" for channel in _channels(color))
