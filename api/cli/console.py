"""What commands print: data on standard output, everything else on standard error.

Where standard output is no terminal there are no colours and nothing is cut or wrapped.
"""

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn, TaskID

#: Seconds after which a progress bar appears.
_SOON = 1.0


def plain(text: str) -> str:
    """The text with what a terminal would obey escaped; lines and tabs stay."""
    return "".join(c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape").decode() for c in text)


def coloured(stream: TextIO) -> bool:
    """Whether to print in colours: on a terminal whose user does not forbid it (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str = "") -> None:
    """A line for people on standard output."""
    sys.stdout.write(plain(text) + "\n")


def note(text: str) -> None:
    """A line for people on standard error."""
    sys.stderr.write(plain(text) + "\n")


def fail(message: str) -> None:
    """An error on standard error, its name in red on a terminal."""
    name = "\033[1;31mwattgraph:\033[0m" if coloured(sys.stderr) else "wattgraph:"
    sys.stderr.write(f"{name} {plain(message)}\n")


def counted(number: int, noun: str) -> str:
    """So many of something: `1 file`, `2,000 files`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def say_json(data: Any, *, indent: int | None = 2) -> None:
    """JSON on standard output, in UTF-8 whatever the terminal's encoding."""
    line = json.dumps(data, ensure_ascii=False, indent=indent)
    write((line + "\n").encode("utf-8", "replace"))


def write(content: bytes) -> None:
    """Bytes on standard output, behind all that was written before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def say_rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on a terminal; else one line a row, its cells between tabs."""
    if not sys.stdout.isatty():
        for row in rows:
            say("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*head, box=None, padding=(0, 2, 0, 0), header_style="bold")
    for row in rows:
        table.add_row(*(Text(plain(cell), overflow="fold") for cell in row))
    Console().print(table)


@contextmanager
def progress(doing: str, total: int | None = None) -> Iterator[Callable[[], None]]:
    """A bar on standard error if that is a terminal and it takes longer than a second.

    Gives a function to call after each of `total` steps; without a total the bar only shows that work goes on.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn

    of_all = () if total is None else (BarColumn(), MofNCompleteColumn())
    with _bar(SpinnerColumn(), TextColumn("{task.description}"), *of_all, TimeElapsedColumn()) as bar:
        task = bar.add_task(doing, total=total)
        yield lambda: bar.advance(task)


@contextmanager
def counter(doing: str, what: str) -> Iterator[Callable[[int], None]]:
    """A bar as `progress` shows it, for work whose end is not known. Gives a function to call with what is done."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    with _bar(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done: bar.update(task, description=f"{doing} {done:,} {what}")


@contextmanager
def transfer() -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar as `progress` shows it, for bytes: how many, how fast, and how long it still takes.

    Gives a function to call with the name of a file, its bytes so far, and how many it has if that is known.
    """
    if not sys.stderr.isatty():
        yield lambda name, done, total: None
        return
    from rich.markup import escape
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    tasks: dict[str, TaskID] = {}
    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with _bar(TextColumn("{task.description}"), *columns) as bar:

        def moved(name: str, done: int, total: int | None) -> None:
            if name not in tasks:
                for earlier in tasks.values():
                    bar.update(earlier, visible=False)
                tasks[name] = bar.add_task(escape(plain(name)), total=total)
            bar.update(tasks[name], completed=done, total=total)

        yield moved


@contextmanager
def _bar(*columns: "ProgressColumn") -> "Iterator[Progress]":
    """A bar on standard error that appears after a second, and goes away in the end."""
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    timer = threading.Timer(_SOON, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield bar
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
