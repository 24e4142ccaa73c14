"""Downloads: one file of the web to a path, however large, through the guard; what broke off goes on.

Half of a file never stands under its name. A part is only gone on with if the server says that the rest is of the
same edition (Range with If-Range, RFC 9110, sections 13.1.5 and 14); else it starts anew.
"""

import re
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..documents.addresses import Resolver, system_addresses
from ..documents.errors import DocumentError, words_of
from ..documents.guard import Guard, Request
from .origins import Origin, origin_of
from .parts import Part

if TYPE_CHECKING:
    from urllib3 import HTTPResponse

#: Called now and then with the bytes that are there, and how many the whole file has, if the server says so.
Progress = Callable[[int, int | None], None]
State = Literal["new", "resumed", "unchanged"]

#: The largest file, in bytes.
LIMIT = 5_000_000_000
_CHUNK = 1 << 18
#: A server that sends fewer bytes than this in `patience` seconds stalls.
_LEAST = 1000
#: Seconds between two calls of a progress function.
_OFTEN = 0.1
_AGENT = "wattgraph (fetches open data at its user's request)"
_RANGE = re.compile(r"bytes\s+(?:(\d{1,18})-\d{1,18}|\*)/(?:(\d{1,18})|\*)", re.IGNORECASE)
_AGAIN = "Run it again"


class Downloaded(NamedTuple):
    """A file that is here, whole: its size in bytes, its hash, and what had to be done for it."""

    path: Path
    sha256: str
    size: int
    state: State


class Downloader:
    """Downloads files of the web.

    `allow`, `resolve`, `certificates`: as a Guard has them. `limit`: bytes of a file. `seconds`: for all of a file,
    `patience`: for each step, and until an answer begins.
    """

    def __init__(
        self, allow: Sequence[str] = (), *, limit: int = LIMIT, seconds: float = 6 * 3600.0, patience: float = 60.0,
        resolve: Resolver = system_addresses, certificates: str | None = None,
    ) -> None:  # fmt: skip
        self.guard = Guard(allow, patience=patience, resolve=resolve, certificates=certificates)
        self.limit, self.seconds, self.patience = limit, seconds, patience

    def download(
        self, address: str, target: Path, *, sha256: str | None = None, progress: Progress | None = None
    ) -> Downloaded:
        """The file at an address, put at `target`; what stands there already is kept, if it is the same.

        `sha256`: what its source states. Raises DocumentError: for another hash, for a file that stands there and
        was not fetched from there, for what the guard and the disk refuse. Unreachable, if it may go well later.
        """
        with Part(target) as part:
            return _Download(self, address, part, sha256 and sha256.lower(), progress).downloaded()


class _Download:
    """One download."""

    def __init__(
        self, downloader: Downloader, address: str, part: Part, stated: str | None, progress: Progress | None
    ) -> None:
        self._downloader, self._address, self._part = downloader, address, part
        self._stated, self._progress = stated, progress
        self._held: str | None = None
        self._known: Origin | None = None

    def downloaded(self) -> Downloaded:
        """The file. Raises DocumentError."""
        if self._part.target.is_file():
            self._held, self._known = self._part.kept()
            if self._held == self._stated:
                return self._unchanged()
            self._refuse_foreign()
        if self._is_whole():
            return self._finished("resumed")
        state = self._asked() or self._asked()
        if state is None:
            what = "is answered for another part than was asked for"
            raise DocumentError(self._address, what, "Check the address in a browser")
        return self._unchanged() if state == "unchanged" else self._finished(state)

    def _refuse_foreign(self) -> None:
        """Raises DocumentError for a file that is somebody's own work: it is not written over."""
        if self._known is None or self._known.sha256 != self._held:
            raise DocumentError(
                self._part.target, "stands there already, and is not as it was fetched",
                "Move it away, or name another folder: --into FOLDER",
            )  # fmt: skip

    def _is_whole(self) -> bool:
        """Whether an earlier run got all, and was killed before it could say so."""
        origin = self._part.origin
        return self._goes_on() and origin is not None and origin.size == self._part.size

    def _goes_on(self) -> bool:
        origin, size = self._part.origin, self._part.size
        is_ours = self._part.goes_on and origin is not None and origin.address == self._address
        return is_ours and origin is not None and (origin.size is None or size <= origin.size)

    def _asked(self) -> State | None:
        """Asks for the file, or the rest of it. None if it must be asked for anew. Raises DocumentError."""
        if not self._goes_on():
            self._part.begin(None)
        headers = {"User-Agent": _AGENT, "Accept": "*/*", "Accept-Encoding": "identity", **self._conditions()}
        downloader = self._downloader
        return downloader.guard.ask(self._address, headers, self._taken, downloader.seconds, downloader.patience)

    def _conditions(self) -> dict[str, str]:
        if self._part.origin and self._part.origin.exact:
            return {"Range": f"bytes={self._part.size}-", "If-Range": self._part.origin.exact}
        same_place = self._known and self._known.address == self._address and self._stated is None
        return self._known.conditions() if self._known and same_place else {}

    def _taken(self, request: Request, response: "HTTPResponse") -> State | None:
        """What an answer of any status brings. Raises DocumentError."""
        origin = self._part.origin
        if response.status == 200:
            return self._from_start(request, response)
        if response.status == 206 and origin:
            return self._from_middle(request, response, origin)
        if response.status == 416 and origin:
            _, total = _range(response)
            if total == self._part.size and origin.is_same(response.headers):
                return "resumed"
            self._part.begin(None)
            return None
        if response.status == 304 and self._known and not origin:
            return "unchanged"
        raise request.failed(response)

    def _from_start(self, request: Request, response: "HTTPResponse") -> State:
        """All of the file, also where only the rest was asked for: another edition, or a server without ranges."""
        total = _length(response)
        self._refuse(request, response, total)
        self._part.begin(origin_of(self._address, response.headers, total))
        self._receive(request, response, total)
        return "new"

    def _from_middle(self, request: Request, response: "HTTPResponse", origin: Origin) -> State | None:
        start, total = _range(response)
        resized = total is not None and origin.size is not None and total != origin.size
        if start != self._part.size or resized or not origin.is_same(response.headers):
            self._part.begin(None)
            return None
        length = _length(response)
        known = total or origin.size or (None if length is None else start + length)
        self._refuse(request, response, known)
        self._receive(request, response, known)
        return "resumed"

    def _receive(self, request: Request, response: "HTTPResponse", total: int | None) -> None:
        """Takes the body in. Raises DocumentError, with what is there so far kept."""
        part, limit = self._part, self._downloader.limit
        pace = _Pace(self._downloader.patience)
        while chunk := self._chunk(request, response, total, pace):
            if part.size + len(chunk) > limit:
                part.begin(None)
                raise _large(request, limit, "")
            if total is not None and part.size + len(chunk) > total:
                part.begin(None)
                raise request.refused(f"sends more than the {total:,} bytes that it says", f"{_AGAIN} later")
            part.add(chunk)
            if self._progress and pace.is_due():
                self._progress(part.size, total)
        untold = total is None and not response.headers.get("Transfer-Encoding")
        if (total is not None and part.size < total) or (untold and not part.size):  # so end broken headers too
            raise self._broken(request, total, "the server sent no more")
        if self._progress:
            self._progress(part.size, total)

    def _refuse(self, request: Request, response: "HTTPResponse", total: int | None) -> None:
        """Raises DocumentError for a body that is not to be taken in; what is there from before stays."""
        part, limit = self._part, self._downloader.limit
        if response.headers.get("Content-Encoding", "").strip().lower() not in ("", "identity"):
            raise request.refused("is packed in a way that was not asked for", "Save it from a browser")
        media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media == "text/html" and self._stated is None and part.target.suffix not in (".html", ".htm"):
            raise request.refused("answers with a web page, not with a file", "Check the address in a browser")
        if total is not None and total > limit:
            raise _large(request, limit, f"{total:,} bytes, and ")
        room = shutil.disk_usage(part.target.parent).free
        if total is not None and total - part.size > room:
            what = f"needs room for {total - part.size:,} bytes more, and the disk has {room:,}"
            raise request.unreachable(what, f"Make room, or name another folder: --into FOLDER. {_AGAIN} then")

    def _chunk(self, request: Request, response: "HTTPResponse", total: int | None, pace: "_Pace") -> bytes:
        """The next bytes; none at the end. Raises DocumentError."""
        from http.client import HTTPException

        from urllib3.exceptions import HTTPError

        try:
            request.left()
            chunk = response.read1(_CHUNK, decode_content=False)
            request.left()  # what was broken off in the end may look whole
            pace.came(len(chunk))
        except TimeoutError:
            raise self._broken(request, total, "the server takes too long") from None
        except (HTTPError, HTTPException, OSError, ValueError, EOFError) as error:
            raise self._broken(request, total, words_of(error)) from error
        return chunk

    def _broken(self, request: Request, total: int | None, why: str) -> DocumentError:
        size = self._part.size
        of_all = "" if total is None else f" of {total:,}"
        goes_on = f"it goes on from byte {size:,}" if self._part.goes_on else "it starts anew"
        return request.unreachable(f"broke off at byte {size:,}{of_all} ({why})", f"{_AGAIN}: {goes_on}")

    def _finished(self, state: State) -> Downloaded:
        """All bytes are there: they are judged, and get their name. Raises DocumentError."""
        part = self._part
        if self._stated and part.sha256 != self._stated:
            found = part.sha256
            part.begin(None)
            raise DocumentError(
                self._address, f"is not the file that its source states: its sha256 is {found}, not {self._stated}",
                f"{_AGAIN}; if it stays so, the file was changed there",
            )  # fmt: skip
        same = part.sha256 == self._held
        part.finish()
        return Downloaded(part.target, part.sha256, part.size, "unchanged" if same else state)

    def _unchanged(self) -> Downloaded:
        assert self._held
        self._part.begin(None)
        target = self._part.target
        return Downloaded(target, self._held, target.stat().st_size, "unchanged")


class _Pace:
    """Whether a server still sends, and when it is time to tell of it."""

    def __init__(self, patience: float) -> None:
        self._patience, self._came = patience, 0
        self._since, self._told = time.monotonic(), 0.0

    def came(self, size: int) -> None:
        """Counts bytes. Raises TimeoutError if too few came of late."""
        self._came += size
        now = time.monotonic()
        if now - self._since < self._patience:
            return
        if size and self._came < _LEAST:
            raise TimeoutError
        self._since, self._came = now, 0

    def is_due(self) -> bool:
        """Whether it is time to tell; then it is not for a while."""
        now = time.monotonic()
        if now - self._told < _OFTEN:
            return False
        self._told = now
        return True


def _length(response: "HTTPResponse") -> int | None:
    """Bytes of the body, if its headers tell."""
    told = response.headers.get("Content-Length", "")
    chunked = response.headers.get("Transfer-Encoding")
    return int(told) if told.isdecimal() and told.isascii() and len(told) < 19 and not chunked else None


def _range(response: "HTTPResponse") -> tuple[int | None, int | None]:
    """Where the part begins that an answer brings, and how long the whole is."""
    found = _RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
    start, total = found.groups() if found else (None, None)
    return (None if start is None else int(start)), (None if total is None else int(total))


def _large(request: Request, limit: int, size: str) -> DocumentError:
    return request.refused(f"is too large: {size}the limit is {limit:,} bytes", "Get it by hand, if you need it")
