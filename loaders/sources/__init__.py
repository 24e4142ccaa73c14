"""Sources: open data as tables with a definition each, and the things that their rows state.

A source is a folder with a `source.toml`, a small invented sample, and a short module where the definition cannot
say it all. A user's own `mapping.toml` has the same form.
"""

from .source import Source, SourceUnknown, Vintage, defined, names, source, sources

__all__ = ["Source", "SourceUnknown", "Vintage", "defined", "names", "source", "sources"]
