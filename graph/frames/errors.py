"""What can be wrong with a table that is asked for."""

from collections.abc import Iterable


class TableUnknown(ValueError):
    """A table that does not exist: the message lists those that do."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"no table {name!r}; there are {', '.join(known)}")


class ExtraMissing(ImportError):
    """A library that is an extra is not installed: the message says how to install it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} is an extra: pip install 'wattgraph[{extra}]'")


class FolderTaken(Exception):
    """A folder that holds something else than an earlier export: it is left as it is."""

    def __init__(self, folder: object, found: str) -> None:
        super().__init__(f"{folder}: {found}; it was left as it is. Name a new folder, or that of an earlier export")


class FormatUnknown(ValueError):
    """A format that tables are not written in: the message lists those that they are."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"no format {name!r} for folders of tables; there are {', '.join(known)}")
