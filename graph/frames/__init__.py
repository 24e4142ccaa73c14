"""Tables of the graph for people who bring their own tools: Arrow, polars, pandas, Parquet and CSV."""

from .errors import ExtraMissing, TableUnknown
from .frames import to_arrow, to_pandas, to_polars
from .tables import Column, Table, tables

__all__ = ["Column", "ExtraMissing", "Table", "TableUnknown", "tables", "to_arrow", "to_pandas", "to_polars"]
