"""The command fetch: the files of a data source into a folder, from where its publisher has them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .. import exits
from . import console, options

if TYPE_CHECKING:
    from ...loaders.fetching.fetching import Fetched


def fetch(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Its name, as sp500; a wrong one lists all.")],
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="FOLDER", help="Where to put the files; a folder of the source's name."),
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Fetch the files of a data source. What broke off goes on; what is here and unchanged is not fetched."""
    from ...loaders.fetching.fetching import fetch_files
    from ...loaders.fetching.remote import remote_files

    files = remote_files(source)
    folder = into or Path(source)
    with console.transfer() as moved:
        found = fetch_files(
            files, folder, progress=lambda file, done, total: moved(file.name, done, total),
            failed=lambda error: console.fail(str(error)),
        )  # fmt: skip
    _tell(source, folder, found, as_json)
    if found.errors:
        raise typer.Exit(_code(found))


def _tell(source: str, folder: Path, found: "Fetched", as_json: bool) -> None:
    if as_json:
        console.say_json({"source": source, "folder": str(folder), **_data(found)})
        return
    for file in found.files:
        console.say(f"{file.path}: {file.state}, {file.size:,} bytes, sha256 {file.sha256}")


def _data(found: "Fetched") -> dict[str, Any]:
    return {
        "files": [
            {"path": str(file.path), "state": file.state, "size": file.size, "sha256": file.sha256}
            for file in found.files
        ],
        "errors": [{"path": str(error.path), "message": str(error)} for error in found.errors],
    }


def _code(found: "Fetched") -> int:
    """RESOURCE if the same command may do better later, else INCOMPLETE."""
    codes = {exits.exit_code(error) for error in found.errors}
    return exits.RESOURCE if exits.RESOURCE in codes else exits.INCOMPLETE


COMMANDS = (fetch,)
