"""GraphML: the networkx graph for Gephi, yEd and Cytoscape."""

import re
from typing import IO

import networkx as nx

from ..view.view import View
from .network import Attributes, to_networkx

#: Characters that no XML 1.0 document may hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(view: View, stream: IO[bytes], form: str = "") -> None:
    """Writes the graph of `to_networkx` as UTF-8 GraphML; characters that XML forbids become U+FFFD."""
    graph = to_networkx(view)
    for _, attributes in graph.nodes(data=True):
        _clean(attributes)
    for _, _, attributes in graph.edges(data=True):
        _clean(attributes)
    # Not `write_graphml`, which writes other bytes where lxml is installed. Keys get numbers, since their names
    # would not be unique: nodes and edges both have a label.
    nx.write_graphml_xml(graph, stream)


def _clean(attributes: Attributes) -> None:
    for name, value in attributes.items():
        if isinstance(value, str):
            attributes[name] = _FORBIDDEN.sub("\ufffd", value)
