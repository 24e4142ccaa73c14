"""What a store hands to people who bring their own tools: networks, tables, and folders of tables."""

from collections.abc import Collection
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx
    import pandas
    import polars
    import pyarrow

    from ..graph.frames import Table
    from ..graph.networks.selection import Select
    from ..graph.passages import Passage
    from ..graph.policies.policy import PolicyLike
    from ..graph.view import View
    from .sources.face import Holding


class ToolFace:
    """The part of a store that hands over to other tools. `seen`: what `view` takes, as policy="strictText"."""

    def view(self, *seen: Any, **more: Any) -> "View":
        """All things as they stand now."""
        raise NotImplementedError

    def sources(self) -> "list[Holding]":
        """The sources, which say by what words to name them."""
        raise NotImplementedError

    # -- networks

    def to_networkx(
        self, policy: "PolicyLike" = "default", *, select: "Select | None" = None, links: bool = False, **seen: Any
    ) -> "nx.MultiDiGraph[str]":
        """The graph of actors, deals, flows and capacities for networkx, or the part that `select` chooses.

        `links`: actors only, with an edge for each link between two of them; such edges are derived, and name the
        statements that they rest on.

        Raises UnknownPolicy, SelectionError.
        """
        from ..graph.exports import links_to_networkx, to_networkx

        view = self.view(policy, **seen)
        return links_to_networkx(view, select) if links else to_networkx(view, select=select)

    # -- a passage

    def behind(self, document: str | bytes, start: int, end: int | None = None, **seen: Any) -> "Passage":
        """What rests on the words of a document from `start` to before `end`, or on the sentence around `start`.

        It has `quote`, `statements`, `things`, `licences` and `attribution`; `export(passage, "turtle", stream)` of
        `wattgraph.graph.exports` writes it as RDF with nothing of any other document. Raises PassageError.
        """
        from ..graph.frames.sources import licences
        from ..graph.passages import PassageError, passage

        view = self.view(**seen)
        try:
            key = document if isinstance(document, bytes) else bytes.fromhex(document)
        except ValueError:
            raise PassageError(f"{document!r} is no id of a document: it has 32 hexadecimal digits") from None
        found = passage(view, key, start, end)
        (licence,) = licences(view, [key], self._attributions())
        return replace(found, attribution=licence.attribution)

    # -- tables

    def tables(self) -> "list[Table]":
        """The tables that there are, each with its `name`, `doc` and `columns` (`name`, `type`, `doc`)."""
        from ..graph.frames import tables

        return list(tables().values())

    def to_arrow(self, table: str = "statements", *, quotes: bool = False, **seen: Any) -> "pyarrow.Table":
        """A table of the graph for Arrow; needs the extra `[arrow]`. `quotes`: with the words of documents.

        Money and megawatts are exact decimals, and each figure has its statement's id beside it. The metadata tell
        what each column means, and the licences of the documents that the rows rest on.

        Raises TableUnknown, ExtraMissing (`wattgraph.graph.frames`), UnknownPolicy.
        """
        from ..graph import frames

        return frames.to_arrow(self.view(**seen), table, quotes=quotes, attributions=self._attributions())

    def to_polars(self, table: str = "statements", *, quotes: bool = False, **seen: Any) -> "polars.DataFrame":
        """The same for polars; needs the extra `[polars]`."""
        from ..graph import frames

        return frames.to_polars(self.view(**seen), table, quotes=quotes, attributions=self._attributions())

    def to_pandas(self, table: str = "statements", *, quotes: bool = False, **seen: Any) -> "pandas.DataFrame":
        """The same for pandas, with Arrow's types; needs the extra `[pandas]`. The licences are in `frame.attrs`."""
        from ..graph import frames

        return frames.to_pandas(self.view(**seen), table, quotes=quotes, attributions=self._attributions())

    def export_tables(
        self, folder: str | PathLike[str], format: str = "parquet", only: Collection[str] = (), **seen: Any
    ) -> Path:
        """Writes all tables, or `only` some, into a folder as `parquet` or `csv`; it appears whole or not at all.

        Beside them stand `datapackage.json` and `README.md`, which tell what the columns mean and whom to name. An
        earlier export in that folder is replaced, anything else is not.

        Raises ExportError for another format, TableUnknown, ExtraMissing, FolderTaken, UnknownPolicy, OSError.
        """
        from ..graph.frames.folder import write_folder

        return write_folder(self.view(**seen), Path(folder), format, only, self._attributions())

    def _attributions(self) -> dict[str, str]:
        return {one.name: one.attribution for one in self.sources() if one.attribution}
