"""A worker: a process of little memory in which pages, PDF files and feeds are taken apart, one at a time.

    python -m wattgraph.loaders.documents.worker MEMORY

Each request is a line of JSON and as many bytes as it says; the answer is a line of JSON. What takes these formats
apart is large, and partly in C: here a hostile file can end no more than this process.
"""

import json
import os
import sys
from typing import Any, BinaryIO

from .content import FEED, HTML, PDF
from .feeds import BadFeed, read_feed
from .found import Piece
from .pages import NoText, read_page
from .papers import BadPaper, read_paper

_NO_TEXT = "has no main text that can be told from its menus"
_AS_TEXT = "Save the article's text as a .txt file"


def answer(kind: str, data: bytes, address: str | None) -> dict[str, Any]:
    """The pieces of an input, or what is wrong with it."""
    try:
        return {"state": "ok", "pieces": [piece._asdict() for piece in _pieces(kind, data, address)]}
    except (BadPaper, BadFeed) as error:
        return {"state": "refused", "what": error.args[0], "remedy": error.args[1]}
    except NoText:
        return {"state": "refused", "what": _NO_TEXT, "remedy": _AS_TEXT}
    except MemoryError:
        raise
    except Exception as error:  # whatever a library says of this input
        what = f"cannot be taken apart ({type(error).__name__})"
        return {"state": "refused", "what": what, "remedy": _AS_TEXT}


def _pieces(kind: str, data: bytes, address: str | None) -> list[Piece]:
    if kind == PDF:
        return [read_paper(data)]
    if kind == HTML:
        return [read_page(data.decode(), address)]
    if kind == FEED:
        return read_feed(data.decode(), address)
    raise ValueError(kind)


def confine(memory: int) -> None:
    """Takes all memory beyond `memory` more bytes from this process, where the system can."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm") as file:
        now = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _limit(resource.RLIMIT_AS, now + memory)


def allow_time(seconds: float) -> None:
    """Lets this process use so many seconds of a processor: it ends by itself if nobody is left to end it."""
    if sys.platform != "linux":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 2)


def _limit(what: int, wanted: int) -> None:
    """Sets a limit, or leaves a stricter one that the process came with, as workers of SPARQL do."""
    import resource

    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def main(requests: BinaryIO) -> None:
    """Answers until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # libraries may print
    confine(int(sys.argv[1]))
    for line in requests:
        asked = json.loads(line)
        data = requests.read(asked["length"])
        allow_time(asked["seconds"])
        found = answer(asked["kind"], data, asked["address"])
        answers.write(json.dumps(found).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer)
