"""Frames: the tables of a view for Arrow, polars and pandas. All go through Arrow, and are made once."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..times.knowledge import known_documents
from ..view.view import View
from . import said, sources, things
from .cells import Content
from .errors import ExtraMissing
from .resident import arrow_type
from .tables import Table, table

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

#: Under which key the metadata of an Arrow table, and the `attrs` of a pandas frame, tell what it is.
KEY = "wattgraph"
#: Tables whose words are there on request.
_QUOTED: dict[str, Callable[[View, Any, bool], Iterator[Content]]] = {
    "statements": said.statements, "evidence": said.evidence,
}  # fmt: skip
_PLAIN: dict[str, Callable[[View], Content]] = {
    "parties": things.parties, "values": things.values, "documents": sources.documents,
}  # fmt: skip


def to_arrow(
    view: View, name: str = "statements", *, quotes: bool = False, attributions: Mapping[str, str] | None = None
) -> "pyarrow.Table":
    """A table of a view as Arrow has it; `tables()` lists them. `quotes`: with the words of statements and evidence.

    Its metadata tell what each column means, from where it was looked at, and whom to name: the licences of the
    documents that its rows rest on, in the words of `attributions` (by source), if any are given for it.

    Raises TableUnknown, ExtraMissing.
    """
    asked = table(name)
    arrow = arrow_library()
    columns = [column for column in asked.columns if quotes or not column.quote]
    schema = arrow.schema(
        [arrow.field(column.name, arrow_type(arrow, column), metadata={"doc": column.doc}) for column in columns]
    )
    resting: set[bytes] = set()
    batches = []
    for content in _contents(view, asked, arrow, quotes, attributions or {}):
        arrays = [_array(arrow, content.cells[field.name], field.type) for field in schema]
        batches.append(arrow.record_batch(arrays, schema=schema))
        resting |= content.documents
    told = about(view, asked, resting, attributions or {})
    made = arrow.Table.from_batches(batches, schema=schema)
    return made.replace_schema_metadata({KEY: json.dumps(told, ensure_ascii=False)})


def to_polars(
    view: View, name: str = "statements", *, quotes: bool = False, attributions: Mapping[str, str] | None = None
) -> "polars.DataFrame":
    """The same table for polars, on Arrow's memory where both lay it out alike. Raises as `to_arrow` does."""
    try:
        import polars
    except ImportError as error:
        raise ExtraMissing("polars", "polars") from error
    found = polars.from_arrow(to_arrow(view, name, quotes=quotes, attributions=attributions), rechunk=False)
    assert isinstance(found, polars.DataFrame)
    return found


def to_pandas(
    view: View, name: str = "statements", *, quotes: bool = False, attributions: Mapping[str, str] | None = None
) -> "pandas.DataFrame":
    """The same table for pandas, whose columns are Arrow's (`ArrowDtype`). Raises as `to_arrow` does.

    What the metadata of the Arrow table tell stands in `frame.attrs["wattgraph"]`.
    """
    try:
        import pandas
    except ImportError as error:
        raise ExtraMissing("pandas", "pandas") from error
    made = to_arrow(view, name, quotes=quotes, attributions=attributions)
    found: pandas.DataFrame = made.to_pandas(types_mapper=pandas.ArrowDtype)
    found.attrs[KEY] = json.loads(made.schema.metadata[KEY.encode()])
    return found


def about(view: View, asked: Table, resting: Collection[bytes], attributions: Mapping[str, str]) -> dict[str, Any]:
    """What a table is: its name, from where it was looked at, and the licences that it rests on."""
    seen = view.perspective
    return {
        "table": asked.name, "doc": asked.doc, "policy": view.policy.name,
        "asOf": None if seen.as_of is None else str(seen.as_of),
        "knownAt": None if seen.known_at is None else str(seen.known_at),
        "sequence": view.sequence,
        "licences": [one._asdict() for one in sources.licences(view, resting, attributions)],
    }  # fmt: skip


def _contents(
    view: View, asked: Table, arrow: Any, quotes: bool, attributions: Mapping[str, str]
) -> Iterator[Content]:
    if asked.kind:
        yield things.of_class(view, asked.kind)
    elif asked.name in _QUOTED:
        yield from _QUOTED[asked.name](view, arrow, quotes)
    elif asked.name in _PLAIN:
        yield _PLAIN[asked.name](view)
    else:
        resting = set(known_documents(view))
        yield Content(sources.licence_cells(sources.licences(view, resting, attributions)), resting)


def _array(arrow: Any, cells: Any, kind: Any) -> Any:
    return cells if isinstance(cells, arrow.Array) else arrow.array(cells, kind)


def arrow_library() -> Any:
    """pyarrow. Raises ExtraMissing."""
    try:
        import pyarrow
    except ImportError as error:
        raise ExtraMissing("pyarrow", "arrow") from error
    return pyarrow
